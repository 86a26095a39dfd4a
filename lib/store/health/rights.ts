// What our role may do with the agent's tables, as Postgres itself judges it. Asks about rights; touches no row.
import type pg from 'pg'
import { quoteName } from '../catalog'

export const TABLES = ['store', 'store_vectors'] as const
export const PRIVILEGES = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const
export type Privilege = (typeof PRIVILEGES)[number]
export type Table = (typeof TABLES)[number]

export type Rights = {
  /** Schemas that we may not look into: the agent's, pgvector's. */
  closedSchemas: string[]
  /** What is not allowed on each table that is there. */
  missing: { table: Table; privileges: Privilege[] }[]
  /** Tables of which a row-level policy may hide or refuse rows. */
  policed: Table[]
}

/** @param schema of the agent's tables */
export async function readRights(pool: pg.Pool, schema: string): Promise<Rights> {
  const schemas = await pool.query<{ name: string }>(
    `select n.nspname as name from pg_namespace n
      where (n.nspname = $1 or n.oid = (select e.extnamespace from pg_extension e where e.extname = 'vector'))
        and not has_schema_privilege(n.oid, 'USAGE')
      order by n.nspname <> $1, 1`,
    [schema],
  )
  const { rows } = await pool.query<{ table: Table; missing: Privilege[]; isPoliced: boolean }>(
    `select c.relname as table, row_security_active(c.oid) as "isPoliced",
            array(select p from unnest($3::text[]) with ordinality as u (p, at)
                   where not has_table_privilege(c.oid, p) order by at) as missing
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relname = any($2) and c.relkind in ('r', 'p') order by 1`,
    [schema, TABLES, PRIVILEGES],
  )
  return {
    closedSchemas: schemas.rows.map(({ name }) => name),
    missing: rows
      .filter(({ missing }) => missing.length > 0)
      .map(({ table, missing }) => ({ table, privileges: missing })),
    policed: rows.filter(({ isPoliced }) => isPoliced).map(({ table }) => table),
  }
}

/** The statements that give `role` what it lacks; for the owner of the tables to run. Empty when nothing is missing. */
export function grantsFor(role: string, schema: string, { closedSchemas, missing }: Rights): string {
  return [
    ...closedSchemas.map((name) => `GRANT USAGE ON SCHEMA ${quoteName(name)} TO ${quoteName(role)};`),
    ...missing.map(
      ({ table, privileges }) =>
        `GRANT ${privileges.join(', ')} ON ${quoteName(schema)}.${table} TO ${quoteName(role)};`,
    ),
  ].join('\n')
}

/** Whether rows can be read at all. */
export function mayRead({ closedSchemas, missing }: Rights): boolean {
  return closedSchemas.length === 0 && !missing.some(({ privileges }) => privileges.includes('SELECT'))
}
