// SQL for the owner of a database: the audit's tables and functions go to a role of their own, so that the dashboard's can only read and add.

/** Nobody logs in as it. */
export const AUDIT_ROLE = 'dashboard_audit'

/** The product adds to the first; the others follow by triggers, with the rights of their owner. */
const FOLLOWING = ['audit_chain', 'audit_count', 'audit_counted']
const TABLES = ['audit', ...FOLLOWING]
/** Whoever may attach these to a table of their own could add to what follows. */
const WITH_OWNERS_RIGHTS = ['chain_audit()', 'count_audit(bigint)', 'count_audit_now()']
const FUNCTIONS = ['audit_bytes(dashboard.audit)', 'keep_audit()', ...WITH_OWNERS_RIGHTS]

/** The schema goes with them: whoever owns it may drop what is in it. @param role quoted */
export function handOverAudit(role: string): string {
  return [
    `DO $$ BEGIN IF to_regrole('${AUDIT_ROLE}') IS NULL THEN CREATE ROLE ${AUDIT_ROLE} NOLOGIN; END IF; END $$;`,
    ...ownedBy(AUDIT_ROLE),
    `GRANT USAGE, CREATE ON SCHEMA dashboard TO ${role};`,
    `GRANT SELECT, INSERT ON dashboard.audit TO ${role};`,
    ...FOLLOWING.map((table) => `GRANT SELECT ON dashboard.${table} TO ${role};`),
    ...WITH_OWNERS_RIGHTS.map((name) => `REVOKE EXECUTE ON FUNCTION dashboard.${name} FROM PUBLIC;`),
  ].join('\n')
}

/** Takes {@link handOverAudit} back, for a version that changes these tables. @param role quoted */
export function handBackAudit(role: string): string {
  return ownedBy(role).join('\n')
}

function ownedBy(role: string): string[] {
  return [
    `ALTER SCHEMA dashboard OWNER TO ${role};`,
    ...TABLES.map((table) => `ALTER TABLE dashboard.${table} OWNER TO ${role};`),
    ...FUNCTIONS.map((name) => `ALTER FUNCTION dashboard.${name} OWNER TO ${role};`),
  ]
}
