// Which namespaces there are in a range of names, and how many rows each holds. By the index, a probe for each namespace.
import type pg from 'pg'
import type { Catalog } from '../catalog'

type Tables = Pick<Catalog, 'store'>
export type CountedNamespace = { namespace: string; count: number }

/** The last of all characters: nothing that begins with a text lies beyond it followed by this. */
const LAST = '\u{10ffff}'

/** Names of the namespaces that begin with `start`, in the order of their bytes, at most `limit`. */
export async function namespacesFrom(
  database: pg.Pool | pg.PoolClient,
  { store }: Tables,
  start: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await database.query<{ prefix: string }>(
    `with recursive space as (
       (select prefix, 1 as nth from ${store} s
         where prefix ~>=~ $1 and prefix ~<~ $2 order by prefix using ~<~ limit 1)
       union all
       select (select s.prefix from ${store} s
                where s.prefix ~>~ space.prefix and s.prefix ~<~ $2
                order by s.prefix using ~<~ limit 1), nth + 1
         from space where space.prefix is not null and nth < $3
     )
     select prefix from space where prefix is not null`,
    [start, start + LAST, limit],
  )
  return rows.map(({ prefix }) => prefix)
}

/** First labels of all namespaces, at most `limit`: of an agent there is one, of several agents a few. */
export async function rootsOf(database: pg.Pool | pg.PoolClient, { store }: Tables, limit: number): Promise<string[]> {
  const { rows } = await database.query<{ root: string }>(
    `with recursive space as (
       (select split_part(prefix, '.', 1) as root, 1 as nth from ${store} s order by prefix using ~<~ limit 1)
       union all
       select (select split_part(s.prefix, '.', 1) from ${store} s
                where s.prefix ~>=~ (space.root || '/') order by s.prefix using ~<~ limit 1), nth + 1
         from space where space.root is not null and nth < $1
     )
     select root from space where root is not null`,
    [limit],
  )
  return [...new Set(rows.map(({ root }) => root))]
}

/** Rows of each of these namespaces that has any. */
export async function countRows(
  database: pg.Pool | pg.PoolClient,
  { store }: Tables,
  namespaces: readonly string[],
): Promise<CountedNamespace[]> {
  const { rows } = await database.query<CountedNamespace>(
    `select prefix as namespace, count(*)::int as count from ${store} s
      where prefix = any($1::text[]) group by prefix order by prefix collate "C"`,
    [namespaces],
  )
  return rows
}
