// Which namespaces are a person's: their own and those below it, whole segments only.
import type pg from 'pg'
import type { Catalog } from './catalog'
import type { MemoryStore } from './memory-store'
import { prepared } from './prepared'

/**
 * Prefixes of this person: the root first, then each child namespace that holds a row.
 * A skip scan over `store_prefix_idx`: one probe per namespace, not per row. `~>=~` compares bytes, so neither wildcards
 * nor the database's collation can widen it ("/" is the byte after ".").
 */
export async function personPrefixes({
  store: { pool, catalog },
  root,
}: {
  store: Pick<MemoryStore, 'pool' | 'catalog'>
  root: string
}): Promise<string[]> {
  const text = `with recursive child as (
       (select prefix from ${catalog.store} s
         where prefix ~>=~ ($1 || '.') and prefix ~<~ ($1 || '/')
         order by prefix using ~<~ limit 1)
       union all
       select (select s.prefix from ${catalog.store} s
                where s.prefix ~>~ child.prefix and s.prefix ~<~ ($1 || '/')
                order by s.prefix using ~<~ limit 1)
         from child where child.prefix is not null
     )
     select prefix from child where prefix is not null limit 10000`
  const { rows } = await pool.query<{ prefix: string }>(prepared(catalog, text, [root]))
  return [root, ...rows.map((row) => row.prefix)]
}

/** Whether anything is kept at `root` or below it. */
export async function holdsMemories(
  { pool, catalog }: Pick<MemoryStore, 'pool' | 'catalog'>,
  root: string,
): Promise<boolean> {
  const { rows } = await pool.query<{ holds: boolean }>(
    `select exists (select from ${catalog.store} s where prefix = $1 or (prefix ~>=~ ($1 || '.') and prefix ~<~ ($1 || '/'))) as holds`,
    [root],
  )
  return rows[0]?.holds ?? false
}

/** So many namespaces are looked at, at most, when a pattern of ids is proposed or tried. */
export const MOST_LABELS = 20_000

/**
 * The part of each namespace below `namespaceRoot` that stands for a person, each once: at most {@link MOST_LABELS}. For whoever
 * sets the dashboard up, never for a page.
 */
export async function personLabels(
  pool: pg.Pool,
  { store }: Pick<Catalog, 'store'>,
  namespaceRoot: string,
): Promise<string[]> {
  const { rows } = await pool.query<{ label: string }>(
    `with recursive space as (
       (select prefix from ${store} s
         where prefix ~>=~ ($1 || '.') and prefix ~<~ ($1 || '/')
         order by prefix using ~<~ limit 1)
       union all
       select (select s.prefix from ${store} s
                where s.prefix ~>~ space.prefix and s.prefix ~<~ ($1 || '/')
                order by s.prefix using ~<~ limit 1)
         from space where space.prefix is not null
     )
     select distinct split_part(substr(prefix, length($1) + 2), '.', 1) as label
       from (select prefix from space where prefix is not null limit ${MOST_LABELS}) spaces`,
    [namespaceRoot],
  )
  return rows.map(({ label }) => label)
}
