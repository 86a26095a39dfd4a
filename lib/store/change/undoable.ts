import { problemOf } from '@/lib/shared/job'
import { PREVIEW_BYTES, type RemovedBatch, type Undoable } from '@/lib/shared/memory'
import { REMOVED } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { andIsOwners } from '../access/per-row'
import type { Catalog } from '../catalog'
import { childOf } from '../memory-row'
import type { Scope } from '../memory-store'
import { asExpected } from '../outage'
import { UUID } from '../selected'

/** Deletions of this person that can still be undone, the latest first. What was removed together is one, until one is left. */
export async function listUndoable(scope: Scope): Promise<Undoable[]> {
  const { rows } = await asExpected(() =>
    scope.store.pool.query<Undoable & { into: string | null; byName: string | null; reason: string | null }>(
      `select case when count(*) = 1 then min(r.id::text) else coalesce(r.batch_id, r.id)::text end as id,
              case when count(*) = 1 then min(v.key) else '' end as key,
              case when count(*) = 1 then min(i.key) end as "into",
              min(r.by_name) as "byName", min(r.reason) as reason,
              count(*)::int as count, count(r.problem)::int as left, min(r.undo_until)::text as until,
              extract(epoch from min(r.undo_until) - now())::int as "secondsLeft"
         from dashboard.removal r join dashboard.memory_version v on v.id = r.version_id
         left join dashboard.merge m on m.removal_id = r.id left join dashboard.memory_version i on i.id = m.version_id
        where r.subject = $1 and r.undo_until > now() and ${isOffered('$2')}${offeredPerRow(scope.store.catalog)}
        group by coalesce(r.batch_id, r.id) order by max(r.undo_until) desc limit 100`,
      [scope.subject, offeredTo(scope)],
    ),
  )
  return rows.map(({ into, byName, reason, ...undoable }) => ({
    ...undoable,
    ...(into === null ? {} : { into }),
    ...(byName === null ? {} : { by: { name: byName, reason } }),
  }))
}

/**
 * Whether a removal `r` of the version `v` may be undone: by the person, whoever removed it; by an administrator only what they
 * removed on the person's behalf.
 * @param administrator placeholder of {@link offeredTo}
 */
export function isOffered(administrator: string): string {
  return `(${administrator}::text is null or (r.by_name is not null and v.replaced_by = ${administrator}))`
}

/** Of one of several owners: what names them, and neither belongs to many nor became part of another memory. Begins with ` and`. */
export function offeredPerRow(catalog: Catalog): string {
  if (catalog.owner === undefined) return ''
  return ` and r.batch_id is null and not exists (select from dashboard.merge m where m.removal_id = r.id)${andIsOwners(catalog, 'v.value')}`
}

/** The administrator who asks, or null. */
export function offeredTo({ origin, actor }: Scope): string | null {
  return origin.surface === 'admin' ? actor : null
}

/**
 * What was removed together and can still be brought back, as it was selected: those that an undo left out first. Of a batch
 * that is another person's, or never was, there is nothing.
 * @param page.after the last address of the page before
 */
export const listRemoved = traced(REMOVED, removedIn)

async function removedIn(scope: Scope, batch: string, page: { limit: number; after?: string }): Promise<RemovedBatch> {
  const nothing = { memories: [], more: false, count: 0, until: null }
  if (!UUID.test(batch) || !UUID.test(page.after ?? batch)) return nothing
  const { rows } = await asExpected(() =>
    scope.store.pool.query<RemovedRow>(
      `with removed as (
         select r.id, v.prefix, v.key, r.problem, v.id as place, r.problem is null as tail, v.value,
                count(*) over ()::int as count, (min(r.undo_until) over ())::text as until
           from dashboard.removal r join dashboard.memory_version v on v.id = r.version_id
          where r.batch_id = $1::uuid and r.subject = $2 and r.undo_until > now()
       )
       select id, prefix, key, problem, count, until,
              case when octet_length(value::text) <= ${PREVIEW_BYTES} then value::text end as json
         from removed
        where $3::uuid is null or (tail, place) > (select tail, place from removed where id = $3::uuid)
        order by tail, place limit $4`,
      [batch, scope.subject, page.after ?? null, page.limit + 1],
    ),
  )
  const first = rows[0]
  if (first === undefined) return nothing
  const memories = rows.slice(0, page.limit).map(({ id, prefix, key, json, problem }) => ({
    id,
    key,
    child: childOf(scope, prefix),
    json,
    problem: problemOf(problem),
  }))
  return { memories, more: rows.length > page.limit, count: first.count, until: first.until }
}

type RemovedRow = {
  id: string
  prefix: string
  key: string
  json: string | null
  problem: string | null
  count: number
  until: string
}
