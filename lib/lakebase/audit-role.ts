// SQL for the owner of a database: the audit's tables and functions go to a role of their own, so that the dashboard's can only read and add.

/** Nobody logs in as it. */
export const AUDIT_ROLE = 'dashboard_audit'

const TABLES = ['audit', 'audit_chain']
const FUNCTIONS = ['audit_bytes(dashboard.audit)', 'chain_audit()', 'keep_audit()']

/** The schema goes with them: whoever owns it may drop what is in it. @param role quoted */
export function handOverAudit(role: string): string {
  return [
    `DO $$ BEGIN IF to_regrole('${AUDIT_ROLE}') IS NULL THEN CREATE ROLE ${AUDIT_ROLE} NOLOGIN; END IF; END $$;`,
    ...ownedBy(AUDIT_ROLE),
    `GRANT USAGE, CREATE ON SCHEMA dashboard TO ${role};`,
    `GRANT SELECT, INSERT ON dashboard.audit TO ${role};`,
    `GRANT SELECT ON dashboard.audit_chain TO ${role};`,
    'REVOKE EXECUTE ON FUNCTION dashboard.chain_audit() FROM PUBLIC;',
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
