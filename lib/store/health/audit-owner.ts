// Whether our role could change the audit if it wanted to, as Postgres itself judges it.
import type pg from 'pg'

/** Of one role: whether it may do more than read the audit and add to it; also by a function that a trigger there runs, or by one of ours that a trigger runs elsewhere. */
export async function mayChangeAudit(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ may: boolean }>(
    `with kept as (
       select c.oid, c.relname, c.relowner, c.relnamespace from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'dashboard' and c.relname in ('audit', 'audit_chain', 'audit_count', 'audit_counted')
     ), run as (
       select p.* from pg_proc p
        where p.oid in (select t.tgfoid from pg_trigger t join kept k on k.oid = t.tgrelid where not t.tgisinternal)
           or (p.pronamespace in (select relnamespace from kept) and p.proname in ('audit_bytes', 'count_audit'))
     )
     select pg_has_role(n.nspowner, 'MEMBER')
            or exists (
              select from kept k
               where pg_has_role(k.relowner, 'MEMBER') or has_table_privilege(k.oid, 'DELETE, TRUNCATE, TRIGGER')
                  or has_any_column_privilege(k.oid, 'UPDATE')
                  or (k.relname <> 'audit' and has_any_column_privilege(k.oid, 'INSERT')))
            or exists (
              select from kept k join pg_attribute c on c.attrelid = k.oid
               where k.relname = 'audit' and c.attname in ('id', 'at') and has_column_privilege(k.oid, c.attnum, 'INSERT'))
            or exists (
              select from pg_trigger t join run r on r.oid = t.tgfoid
               where r.prosecdef and not t.tgisinternal and t.tgrelid not in (select oid from kept))
            or exists (
              select from run r
               where pg_has_role(r.proowner, 'MEMBER') or (r.prosecdef and has_function_privilege(r.oid, 'EXECUTE'))) as may
       from pg_namespace n where n.nspname = 'dashboard'`,
  )
  return rows[0]?.may ?? true
}
