// The state of our own schema, without changing it.
import type pg from 'pg'
import { quoteName } from '../catalog'

export const OWN_SCHEMA = 'dashboard'

export type OwnSchema =
  /** It is made at the first start, if we may. */
  | { state: 'absent'; mayCreate: boolean }
  /** We may not use it, or tables in it are another role's: versions to come could not bring it up to date. */
  | { state: 'foreign'; objects: string[] }
  /** The audit's tables may be another role's, if we may add to them. `hasAudit`: they are there. */
  | { state: 'ours'; hasAudit: boolean }

export async function readOwnSchema(pool: pg.Pool): Promise<OwnSchema> {
  const { rows } = await pool.query<{
    isOurs: boolean | null
    mayCreate: boolean
    hasAudit: boolean
    foreign: string[]
  }>(
    `select has_schema_privilege(n.oid, 'USAGE') and has_schema_privilege(n.oid, 'CREATE') as "isOurs",
            has_database_privilege(current_database(), 'CREATE') as "mayCreate",
            to_regclass('dashboard.audit_chain') is not null as "hasAudit",
            array(select c.relname::text from pg_class c
                   where c.relnamespace = n.oid and c.relkind in ('r', 'p') and not pg_has_role(c.relowner, 'USAGE')
                     and not (c.relname = 'audit' and has_table_privilege(c.oid, 'SELECT') and has_any_column_privilege(c.oid, 'INSERT'))
                     and not (c.relname in ('audit_chain', 'audit_count', 'audit_counted') and has_table_privilege(c.oid, 'SELECT'))
                   order by 1) as foreign
       from (select) one left join pg_namespace n on n.nspname = $1`,
    [OWN_SCHEMA],
  )
  const found = rows[0]
  if (found === undefined || found.isOurs === null) return { state: 'absent', mayCreate: found?.mayCreate ?? false }
  return found.isOurs && found.foreign.length === 0
    ? { state: 'ours', hasAudit: found.hasAudit }
    : { state: 'foreign', objects: found.foreign }
}

/** For a superuser, or whoever owns the schema and the tables, to run. */
export function takeOwnSchema(role: string, tables: readonly string[]): string {
  return [
    `GRANT USAGE, CREATE ON SCHEMA ${OWN_SCHEMA} TO ${quoteName(role)};`,
    ...tables.map((table) => `ALTER TABLE ${OWN_SCHEMA}.${quoteName(table)} OWNER TO ${quoteName(role)};`),
  ].join('\n')
}
