// Memories that were forgotten one by one leave keyed fingerprints of key and of content, for a while: so that what an agent learns again is noticed, and the person told.
import type pg from 'pg'
import { memoryId } from '@/lib/shared/memory'
import type { Relearned } from '@/lib/shared/relearned'
import { ALLOW_RELEARNED, LIST_RELEARNED } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { recordAudit } from '../audit/record'
import type { Catalog } from '../catalog'
import { childOf, lastWriteJoin } from '../memory-row'
import type { MemoryStore, ScopeFacts, Viewer } from '../memory-store'
import { personLabels, personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'

/** How long a fingerprint is kept. */
export const TOMBSTONE_DAYS = 365

/**
 * Keeps fingerprints of memories that are forgotten, in the transaction that deletes them.
 * @param request uuid of the request; null: after a restore nobody knows it
 * @param items those that are deleted, with their text
 */
export async function rememberTombstones(
  client: pg.PoolClient,
  { root, subject }: Pick<ScopeFacts, 'root' | 'subject'>,
  request: string | null,
  items: readonly { prefix: string; key: string; json: string }[],
): Promise<void> {
  await client.query(
    `insert into dashboard.forgotten_memory as f (request_id, subject, root_print, key_print, content_print, expires_at)
     select distinct on (3, 4, 5) $1::uuid, $2, dashboard.guard_print('namespace', $3), dashboard.guard_print('key', m.prefix, m.key),
            dashboard.guard_print('content', $3, m.json::jsonb::text), now() + make_interval(days => ${TOMBSTONE_DAYS})
       from unnest($4::text[], $5::text[], $6::text[]) as m (prefix, key, json)
     on conflict (root_print, key_print, content_print) do update
       set request_id = excluded.request_id, subject = excluded.subject, forgotten_at = now(), expires_at = excluded.expires_at,
           noticed_at = null, allowed_at = null`,
    [
      ...[request, subject, root],
      ...[items.map(({ prefix }) => prefix), items.map(({ key }) => key), items.map(({ json }) => json)],
    ],
  )
}

/**
 * Marks what agents have learned again since the last look. What people write by hand is theirs to write, and not noticed.
 * @returns how many forgotten memories it concerns, newly
 */
export async function noticeRelearned(store: Pick<MemoryStore, 'pool' | 'catalog' | 'namespaceRoot'>): Promise<number> {
  const { pool, catalog, namespaceRoot } = store
  const { rows: waiting } = await pool.query<{ print: Buffer }>(
    `select distinct root_print as print from dashboard.forgotten_memory f where ${IS_LIVE} and noticed_at is null`,
  )
  if (waiting.length === 0) return 0
  // whose they are is known by fingerprint alone
  const labels = await personLabels(pool, catalog, namespaceRoot)
  const { rows: found } = await pool.query<{ root: string }>(
    `select root from unnest($1::text[]) as root where dashboard.guard_print('namespace', root) = any($2::bytea[])`,
    [labels.map((label) => `${namespaceRoot}.${label}`), waiting.map(({ print }) => print)],
  )
  let noticed = 0
  for (const { root } of found) {
    const prefixes = await personPrefixes({ store, root })
    const { rowCount } = await pool.query(
      `with ${relearned(catalog)}
       update dashboard.forgotten_memory t set noticed_at = now()
        where t.id in (select id from relearned) and t.noticed_at is null`,
      [root, prefixes],
    )
    noticed += rowCount ?? 0
  }
  return noticed
}

/**
 * What agents have learned again of what this person had forgotten, the newest first; what they have allowed is not told.
 * @throws Expected `database-unavailable`
 */
export const listRelearned = traced(LIST_RELEARNED, async (scope: Viewer): Promise<Relearned[]> => {
  const { store, root } = scope
  const { rows } = await asExpected(async () => {
    const is = await store.pool.query(
      `select from dashboard.forgotten_memory f where f.root_print = dashboard.guard_print('namespace', $1) and ${IS_LIVE} limit 1`,
      [root],
    )
    if (is.rowCount === 0) return { rows: [] }
    return store.pool.query<Omit<Relearned, 'memory' | 'child'> & { prefix: string }>(
      `with ${relearned(store.catalog)}
       select id, prefix, key, at::text,
              case when is_key and is_content then 'both' when is_key then 'key' else 'content' end as same
         from (select distinct on (r.prefix, r.key) r.* from relearned r order by r.prefix, r.key, is_key and is_content desc, id) r
        order by r.at desc, prefix, key limit ${MOST}`,
      [root, await personPrefixes(scope)],
    )
  })
  return rows.map(({ prefix, ...one }) => {
    const child = childOf(scope, prefix)
    return { ...one, child, memory: memoryId(child, one.key) }
  })
})

const MOST = 200

/**
 * Lets agents remember it: `id` is that of a {@link Relearned}. Everything that led to the notice of the same name or text is let go.
 * @returns false where it is not there (any more)
 * @throws Expected `database-unavailable`
 */
export const allowRelearned = traced(
  ALLOW_RELEARNED,
  (scope: Viewer, id: string): Promise<boolean> =>
    asExpected(() =>
      inTransaction(scope.store.pool, async (client) => {
        const { rowCount } = await client.query(
          `update dashboard.forgotten_memory f set allowed_at = now()
           from dashboard.forgotten_memory chosen
          where chosen.id::text = $2 and chosen.root_print = dashboard.guard_print('namespace', $1) and chosen.allowed_at is null
            and f.root_print = chosen.root_print and f.allowed_at is null
            and (f.key_print = chosen.key_print or f.content_print = chosen.content_print)`,
          [scope.root, id],
        )
        if (rowCount === 0) return false
        await recordAudit(client, scope, 'remembering.allow', {})
        return true
      }),
    ),
)

/** Deletes fingerprints whose time is over. */
export async function purgeTombstones(pool: pg.Pool): Promise<void> {
  await pool.query('delete from dashboard.forgotten_memory where expires_at <= now()')
}

const IS_LIVE = 'f.allowed_at is null and f.expires_at > now()'

/**
 * Rows under $1, in one of its namespaces $2, that an agent has written and that are like something forgotten: each with the
 * fingerprint's id. Under a forgotten key every row is newer; a text may have stood elsewhere all the time.
 */
function relearned({ storeTable }: Pick<Catalog, 'storeTable'>): string {
  return `live as materialized (
    select * from dashboard.forgotten_memory f where f.root_print = dashboard.guard_print('namespace', $1) and ${IS_LIVE}
  ), written as materialized (
    select s.prefix, s.key, s.updated_at as at, dashboard.guard_print('key', s.prefix, s.key) as key_print,
           dashboard.guard_print('content', $1, s.value::text) as content_print
      from ${storeTable} s ${lastWriteJoin}
     where s.prefix = any($2) and coalesce(w.surface, 'outside') not in ('dashboard', 'admin')
  ), relearned as (
    select f.id, s.prefix, s.key, s.at, f.key_print = s.key_print as is_key, f.content_print = s.content_print as is_content
      from written s join live f on f.key_print = s.key_print or (f.content_print = s.content_print and s.at > f.forgotten_at)
  )`
}
