// Whether our role could change the audit if it wanted to, as Postgres itself judges it.
import type pg from 'pg'

/** Of one role: whether it may do more than read the audit and add to it. */
export async function mayChangeAudit(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ may: boolean }>(
    `select pg_has_role(n.nspowner, 'MEMBER') or exists (
              select from pg_class c where c.relnamespace = n.oid and c.relname in ('audit', 'audit_chain')
                 and (pg_has_role(c.relowner, 'MEMBER') or has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
                      or (c.relname = 'audit_chain' and has_table_privilege(c.oid, 'INSERT'))))
            or exists (
              select from pg_proc p where p.pronamespace = n.oid and p.proname in ('audit_bytes', 'chain_audit', 'keep_audit')
                 and (pg_has_role(p.proowner, 'MEMBER') or (p.proname = 'chain_audit' and has_function_privilege(p.oid, 'EXECUTE')))) as may
       from pg_namespace n where n.nspname = 'dashboard'`,
  )
  return rows[0]?.may ?? true
}
