// A database that was restored to an earlier time, as far as the ledger of erasures goes.
import type pg from 'pg'

/** Takes out what was recorded later, as a backup of then does not have it: past the triggers that keep it. */
export async function ledgerRestoredTo(pool: pg.Pool, ids: readonly string[]): Promise<void> {
  await pool.query(`
    select set_config('session_replication_role', 'replica', true);
    delete from dashboard.ledger_entry where id <> all ('{${ids.join()}}'::uuid[])`)
}
