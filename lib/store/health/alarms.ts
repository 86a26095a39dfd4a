// How many namespaces are locked because it is not clear whose they are.
import type pg from 'pg'

/** 0 also where our own tables are not there yet. */
export async function openAlarms(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ isThere: boolean }>(
    `select to_regclass('dashboard.identity_alarm') is not null as "isThere"`,
  )
  if (!rows[0]?.isThere) return 0
  const found = await pool.query<{ alarms: number }>(
    'select count(*)::int as alarms from dashboard.identity_alarm where ended_at is null',
  )
  return found.rows[0]?.alarms ?? 0
}
