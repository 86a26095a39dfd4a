// Limits per person and minute, counted in the database so that several servers share them.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { counted } from '@/lib/shared/text'
import type { Scope } from './memory-store'
import { asExpected } from './outage'

/** Searches a minute: each may cost a call to a paid embedding endpoint. */
export const SEARCHES_A_MINUTE = 120

/**
 * Counts one search of this person.
 * @throws Expected `too-many` beyond {@link SEARCHES_A_MINUTE}
 */
export async function countSearch({ store: { pool }, subject }: Scope): Promise<void> {
  const { rows } = await asExpected(() =>
    pool.query<{ count: number; secondsLeft: number }>(
      `insert into dashboard.rate as r (subject, action, minute) values ($1, 'search', date_trunc('minute', now()))
       on conflict (subject, action, minute) do update set count = r.count + 1
       returning count, ceil(extract(epoch from minute + interval '1 minute' - now()))::int as "secondsLeft"`,
      [subject],
    ),
  )
  const { count = 0, secondsLeft = 60 } = rows[0] ?? {}
  if (count > SEARCHES_A_MINUTE)
    throw new Expected('too-many', 'That was more than {limit} searches in a minute. Search again in {seconds}.', {
      values: { limit: SEARCHES_A_MINUTE, seconds: counted(secondsLeft, '{count} second', '{count} seconds') },
    })
}

/** Forgets the counts of past minutes. */
export async function purgeRates(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from dashboard.rate where minute < now() - interval '5 minutes'`)
}
