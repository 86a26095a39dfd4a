// What waits for an administrator because it is not clear whose it is, or because one alone may not do it.
import type pg from 'pg'
import { asExpected } from '../outage'

export type Waiting = {
  /** Namespaces of which it is not clear whose they are: locked for everybody. */
  alarms: number
  /** Requests that somebody must confirm, or that wait for their time. */
  approvals: number
}

/** @throws Expected `database-unavailable` */
export async function countWaiting(pool: pg.Pool): Promise<Waiting> {
  const { rows } = await asExpected(() =>
    pool.query<Waiting>(
      `select (select count(*)::int from dashboard.identity_alarm where ended_at is null) as alarms,
              (select count(*)::int from dashboard.approval where state = 'open' and expires_at > now()) as approvals`,
    ),
  )
  return rows[0] ?? { alarms: 0, approvals: 0 }
}

type Alarm = { label: string; kind: 'claimants' | 'bound-elsewhere' | 'widened'; raisedAt: string }

/** The alarms that nobody has settled, the newest first. */
export async function listAlarms(pool: pg.Pool, limit: number): Promise<Alarm[]> {
  const { rows } = await asExpected(() =>
    pool.query<Alarm>(
      `select label, kind, raised_at::text as "raisedAt" from dashboard.identity_alarm
        where ended_at is null order by raised_at desc, label limit $1`,
      [limit],
    ),
  )
  return rows
}
