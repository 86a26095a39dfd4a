// What is counted by the minute, tried so that it does not matter when the test's own minute ends.
import type pg from 'pg'

/** Does `work` within one minute of the database: once more, after `reset`, where that ended meanwhile. */
export async function inOneMinute(
  pool: pg.Pool,
  reset: () => Promise<unknown>,
  work: () => Promise<unknown>,
): Promise<void> {
  const minute = async () =>
    (await pool.query<{ minute: string }>(`select date_trunc('minute', now())::text as minute`)).rows[0]?.minute
  let began: string | undefined
  do {
    await reset()
    began = await minute()
    await work()
  } while ((await minute()) !== began)
}
