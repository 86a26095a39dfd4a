// SQL for the owner of the agent's tables: the triggers that keep what was forgotten from coming back. One text, for a review and for a run.
import type { Catalog } from '../catalog'

/** What becomes of an agent's write that is refused: left out without a word, or answered with error MD001. */
export type GuardMode = 'skip' | 'raise'

/** The triggers, by the table and the function of ours that each runs. */
export const GUARD_TRIGGERS = [
  { trigger: 'memory_guard', table: 'store', runs: 'guard_write' },
  { trigger: 'memory_guard_stale', table: 'store', runs: 'guard_stale' },
  { trigger: 'memory_guard', table: 'store_vectors', runs: 'guard_write' },
] as const

type Tables = Pick<Catalog, 'storeTable' | 'vectorsTable'>

/**
 * The statements that install the guard, or change its mode: complete, and safe to run again. For the owner of the tables, or a
 * superuser.
 * @param namespaceRoot what every namespace begins with
 */
export function guardSql(tables: Tables, mode: GuardMode, namespaceRoot: string): string {
  return ['BEGIN;', guardStatements(tables, mode, namespaceRoot), 'COMMIT;'].join('\n')
}

/** {@link guardSql} for a transaction of one's own. */
export function guardStatements({ storeTable, vectorsTable }: Tables, mode: GuardMode, namespaceRoot: string): string {
  const write = `EXECUTE FUNCTION dashboard.guard_write('${mode}', ${literal(namespaceRoot)})`
  return [
    `CREATE OR REPLACE TRIGGER memory_guard BEFORE INSERT OR UPDATE OF value ON ${storeTable}`,
    `  FOR EACH ROW ${write};`,
    `CREATE OR REPLACE TRIGGER memory_guard BEFORE INSERT OR UPDATE ON ${vectorsTable}`,
    `  FOR EACH ROW ${write};`,
    `CREATE OR REPLACE TRIGGER memory_guard_stale AFTER UPDATE OF value ON ${storeTable}`,
    '  FOR EACH ROW EXECUTE FUNCTION dashboard.guard_stale();',
    '-- also for rows that come by replication, or from a backup while triggers are off',
    `ALTER TABLE ${storeTable} ENABLE ALWAYS TRIGGER memory_guard;`,
    `ALTER TABLE ${vectorsTable} ENABLE ALWAYS TRIGGER memory_guard;`,
    `ALTER TABLE ${storeTable} ENABLE ALWAYS TRIGGER memory_guard_stale;`,
  ].join('\n')
}

/** Takes the guard away. What was forgotten stays forgotten; agents may write it again. */
export function removeGuardSql({ storeTable, vectorsTable }: Tables): string {
  return [
    'BEGIN;',
    `DROP TRIGGER IF EXISTS memory_guard_stale ON ${storeTable};`,
    `DROP TRIGGER IF EXISTS memory_guard ON ${storeTable};`,
    `DROP TRIGGER IF EXISTS memory_guard ON ${vectorsTable};`,
    'COMMIT;',
  ].join('\n')
}

/** What lets `owner` (quoted) attach the functions of ours; run by the dashboard's role, or a superuser. */
export function allowOwnerSql(owner: string): string {
  return [
    `GRANT USAGE ON SCHEMA dashboard TO ${owner};`,
    `GRANT EXECUTE ON FUNCTION dashboard.guard_write(), dashboard.guard_stale() TO ${owner};`,
  ].join('\n')
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
