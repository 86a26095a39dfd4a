// Which namespaces are a person's: their own and those below it, whole segments only.
import type { Scope } from './memory-store'

/**
 * Prefixes of this person: the root first, then each child namespace that holds a row.
 * A skip scan over `store_prefix_idx`: one probe per namespace, not per row. `~>=~` compares bytes, so neither wildcards
 * nor the database's collation can widen it ("/" is the byte after ".").
 */
export async function personPrefixes({ store: { pool, catalog }, root }: Scope): Promise<string[]> {
  const { rows } = await pool.query<{ prefix: string }>(
    `with recursive child as (
       (select prefix from ${catalog.store}
         where prefix ~>=~ ($1 || '.') and prefix ~<~ ($1 || '/')
         order by prefix using ~<~ limit 1)
       union all
       select (select s.prefix from ${catalog.store} s
                where s.prefix ~>~ child.prefix and s.prefix ~<~ ($1 || '/')
                order by s.prefix using ~<~ limit 1)
         from child where child.prefix is not null
     )
     select prefix from child where prefix is not null limit 10000`,
    [root],
  )
  return [root, ...rows.map((row) => row.prefix)]
}
