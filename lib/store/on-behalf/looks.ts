// What a person is told about administrators and auditors: everything that the audit has of what they did with this person's memories.
import { memoryId } from '@/lib/shared/memory'
import type { StaffAct, StaffLook, StaffLooks, StaffSummary } from '@/lib/shared/staff-looks'
import { STAFF_LOOKS, STAFF_SUMMARY } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { childOf } from '../memory-row'
import { pseudonym, type Viewer } from '../memory-store'
import { asExpected } from '../outage'

/** Condition on an audit row `a`: done by staff to the person that the pseudonyms $1 stand for. */
const IS_LOOK = `a.subject = any($1::text[]) and a.surface = 'admin' and a.role in ('auditor', 'admin') and a.outcome = 'done'
  and (starts_with(a.action, 'person.') or starts_with(a.action, 'memory.') or starts_with(a.action, 'identity.') or a.action = 'people.search')`

/** The name of the last sign-in of whoever did `a`; where there was none of ours, the id. */
const NAME = `(select coalesce((select n.name from dashboard.person_name n where n.user_id = w.user_id), w.user_id)
                 from dashboard.pseudonym w where w.pseudonym = a.actor)`

/** Pseudonyms of the memories that `a` names. */
const MEMORIES = `(select a.memory where a.memory is not null union
  select jsonb_array_elements_text(a.detail -> 'memories') where jsonb_typeof(a.detail -> 'memories') = 'array')`

/** How many of the memories of a look are named. */
const NAMED = 3
const NEWEST = 'order by s.updated_at desc nulls last, p.prefix, p.key'

/**
 * Everything that staff did with this person's memories, newest first.
 * @throws Expected `database-unavailable`
 */
export const listStaffLooks = traced(STAFF_LOOKS, looksOf)

async function looksOf(viewer: Viewer, page: { limit: number; below?: string }): Promise<StaffLooks> {
  const { pool, catalog } = viewer.store
  const { rows } = await asExpected(() =>
    pool.query<Omit<StaffLook, 'what' | 'memories'> & Row>(
      `select a.id::text, a.at::text, a.action, a.role, a.reason, ${NAME} as name, m.prefixes, m.keys,
              coalesce((a.detail ->> 'count')::int, (a.detail ->> 'hits')::int, 0) as count,
              (select count(*)::int from dashboard.audit a where ${IS_LOOK}) as total
         from dashboard.audit a cross join lateral (
           select coalesce((array_agg(p.prefix ${NEWEST}))[:${NAMED}], '{}') as prefixes, coalesce((array_agg(p.key ${NEWEST}))[:${NAMED}], '{}') as keys
             from ${MEMORIES} as named (memory) join dashboard.pseudonym p on p.pseudonym = named.memory
             join ${catalog.store} s on s.prefix = p.prefix and s.key = p.key
            where p.prefix = $4 or starts_with(p.prefix, $4 || '.')) m
        where ${IS_LOOK} and ($2::bigint is null or a.id < $2) order by a.id desc limit $3`,
      [subjectsOf(viewer), page.below ?? null, page.limit, viewer.root],
    ),
  )
  return {
    looks: rows.map(({ action, prefixes, keys, total: _, ...look }) => ({
      ...look,
      what: actOf(action),
      memories: keys.map((key, at) => ({ id: memoryId(childOf(viewer, prefixes[at] ?? viewer.root), key), key })),
    })),
    total: rows[0]?.total ?? 0,
  }
}

type Row = { action: string; prefixes: string[]; keys: string[]; total: number }

/**
 * The same by who and why, whoever looked last first.
 * @returns at most `limit`, and how many looks there are of all
 * @throws Expected `database-unavailable`
 */
export const staffAmong = traced(STAFF_SUMMARY, summariesOf)

async function summariesOf(viewer: Viewer, limit: number): Promise<{ staff: StaffSummary[]; looks: number }> {
  const { rows } = await asExpected(() =>
    viewer.store.pool.query<StaffSummary & { total: number }>(
      `with look as (select a.*, ${NAME} as name from dashboard.audit a where ${IS_LOOK})
       select (array_agg(name order by id desc))[1] as name, role, reason, max(at)::text as at,
              count(distinct id) filter (where action = 'person.reveal')::int as reveals,
              count(distinct read.memory) filter (where action = 'person.read')::int as read,
              count(distinct id) filter (where action = any($3::text[]))::int as changed,
              count(distinct id) filter (where action = 'memory.remove')::int as deleted,
              count(distinct id) filter (where action = 'memory.undo')::int as undone,
              count(distinct id) filter (where action = 'identity.bind')::int as bound,
              count(distinct id) filter (where action = 'identity.lock')::int as locked,
              count(distinct id) filter (where action = 'people.search')::int as searches,
              (select count(*)::int from look) as total
         from look a left join lateral ${MEMORIES} as read (memory) on true
        group by actor, role, reason order by max(id) desc limit $2`,
      [subjectsOf(viewer), limit, Object.keys(ACTS).filter((action) => ACTS[action] === 'change')],
    ),
  )
  return { staff: rows.map(({ total: _, ...summary }) => summary), looks: rows[0]?.total ?? 0 }
}

/** Before it was known whose the namespace is, looks were told of it and not of the person. */
function subjectsOf({ store, subject, root }: Viewer): string[] {
  return [subject, pseudonym(store, 'namespace', root)]
}

const ACTS: Record<string, StaffAct> = {
  'person.counts': 'counts',
  'person.reveal': 'reveal',
  'person.read': 'read',
  'people.search': 'search',
  'memory.remove': 'delete',
  'memory.undo': 'undo',
  'memory.edit': 'change',
  'memory.restore': 'change',
  'memory.expiry': 'change',
  'person.hide': 'hide',
  'identity.inspect': 'identity',
  'identity.bind': 'bind',
  'identity.lock': 'lock',
}

function actOf(action: string): StaffAct {
  return ACTS[action] ?? 'other'
}
