// SQL for the owner of a database: the audit's tables and functions go to a role of their own, so that the dashboard's can only read and add.

/** Nobody logs in as it. */
export const AUDIT_ROLE = 'dashboard_audit'

/** The product adds to the first; the others follow by triggers, with the rights of their owner. */
const FOLLOWING = ['audit_chain', 'audit_count', 'audit_counted']
const TABLES = ['audit', ...FOLLOWING]
/** Whoever may attach these to a table of their own could add to what follows. */
const WITH_OWNERS_RIGHTS = ['chain_audit()', 'count_audit(bigint)', 'count_audit_now()']
const FUNCTIONS = ['audit_bytes(dashboard.audit)', 'keep_audit()', ...WITH_OWNERS_RIGHTS]
/** What the product says of an entry. Number and time are the database's: who could give them could write of last year, or take the next number. */
const GIVEN = [
  ...['op_id', 'action', 'surface', 'role', 'actor', 'subject', 'memory', 'outcome', 'reason'],
  ...['before_hash', 'after_hash', 'detail'],
]

/** The schema goes with them: whoever owns it may drop what is in it. @param role quoted */
export function handOverAudit(role: string): string {
  return [
    `DO $$ BEGIN IF to_regrole('${AUDIT_ROLE}') IS NULL THEN CREATE ROLE ${AUDIT_ROLE} NOLOGIN; END IF; END $$;`,
    ...ownedBy(AUDIT_ROLE),
    `GRANT USAGE, CREATE ON SCHEMA dashboard TO ${role};`,
    ...TABLES.map((table) => `REVOKE ALL ON dashboard.${table} FROM ${role};`),
    `GRANT SELECT, INSERT (${GIVEN.join(', ')}) ON dashboard.audit TO ${role};`,
    ...FOLLOWING.map((table) => `GRANT SELECT ON dashboard.${table} TO ${role};`),
    ...WITH_OWNERS_RIGHTS.map((name) => `REVOKE EXECUTE ON FUNCTION dashboard.${name} FROM PUBLIC;`),
    NO_TRIGGERS_ELSEWHERE,
  ].join('\n')
}

/** A trigger that was made before keeps its function, whoever may run that since. Temporary tables end by themselves. */
const NO_TRIGGERS_ELSEWHERE = `DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT g.tgname, c.oid::regclass AS place FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
            WHERE c.relpersistence <> 't' AND c.oid NOT IN (${TABLES.map((table) => `'dashboard.${table}'::regclass`).join(', ')})
              AND g.tgfoid IN (${WITH_OWNERS_RIGHTS.map((name) => `'dashboard.${name}'::regprocedure`).join(', ')})
  LOOP EXECUTE format('DROP TRIGGER %I ON %s', t.tgname, t.place); END LOOP; END $$;`

/** Takes {@link handOverAudit} back, of as much as is there, for a version that changes these tables. @param role quoted */
export function handBackAudit(role: string): string {
  return ownedBy(role).join('\n')
}

function ownedBy(role: string): string[] {
  return [
    `ALTER SCHEMA dashboard OWNER TO ${role};`,
    ...TABLES.map((table) => `ALTER TABLE IF EXISTS dashboard.${table} OWNER TO ${role};`),
    ...FUNCTIONS.map(
      (name) =>
        `DO $own$ BEGIN IF to_regprocedure('dashboard.${name}') IS NOT NULL THEN ALTER FUNCTION dashboard.${name} OWNER TO ${role}; END IF; END $own$;`,
    ),
  ]
}
