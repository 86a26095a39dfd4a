// Under which labels people's namespaces lie. Labels are ids in disguise: they are counted and judged, never shown.
import type pg from 'pg'
import type { Catalog } from '../catalog'

/** Namespaces looked at, at most. */
const LIMIT = 20_000

export type StoredLabels = {
  /** The second label of each namespace below the root, each once. */
  labels: string[]
  /** There are more namespaces than were looked at. */
  isCut: boolean
  /** Whether rows lie outside of the root. */
  hasOthers: boolean
}

/** A skip scan over `store_prefix_idx`: one probe per namespace, not per row ("/" is the byte after "."). */
export async function readLabels(pool: pg.Pool, { store }: Catalog, root: string): Promise<StoredLabels> {
  const { rows } = await pool.query<{ prefix: string }>(
    `with recursive namespace as (
       (select prefix from ${store} where prefix ~>=~ ($1 || '.') and prefix ~<~ ($1 || '/')
         order by prefix using ~<~ limit 1)
       union all
       select (select s.prefix from ${store} s
                where s.prefix ~>~ namespace.prefix and s.prefix ~<~ ($1 || '/')
                order by s.prefix using ~<~ limit 1)
         from namespace where namespace.prefix is not null
     )
     select prefix from namespace where prefix is not null limit ${LIMIT + 1}`,
    [root],
  )
  const outside = await pool.query<{ has: boolean }>(
    `select exists (select from ${store} where prefix ~<~ ($1 || '.'))
         or exists (select from ${store} where prefix ~>=~ ($1 || '/')) as has`,
    [root],
  )
  const labels = rows.slice(0, LIMIT).map(({ prefix }) => prefix.slice(root.length + 1).split('.', 1)[0] ?? '')
  return { labels: [...new Set(labels)], isCut: rows.length > LIMIT, hasOthers: outside.rows[0]?.has ?? false }
}
