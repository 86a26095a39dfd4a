import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { endSession, findSession, SESSION_HOURS, startSession } from '@/lib/store/sessions'
import { onEachDatabase } from '../support/databases'
import { codeOf, dashboardRowsWith } from '../support/stores'

const ADA = { userId: 'ada@corp.com', name: 'Ada' }
const ADA_NOW = { ...ADA, email: null, groups: [], grantedRole: 'user' }

onEachDatabase((use) => {
  const shift = (column: 'ends_at' | 'last_seen_at' | 'ended_at', by: string) =>
    use().pool.query(`update dashboard.session set ${column} = now() + $1::interval`, [by])

  test('a session is found until it is ended, and ending it twice is no error', async () => {
    const { pool } = use()
    const id = await startSession(pool, 'local', ADA)
    const other = await startSession(pool, 'local', { userId: 'bob', name: 'Bob' })
    expect(await findSession(pool, 'local', id)).toEqual(ADA_NOW)
    await endSession(pool, id)
    await endSession(pool, id)
    expect(await findSession(pool, 'local', id)).toBeNull()
    expect(await findSession(pool, 'local', other)).toMatchObject({ userId: 'bob', name: 'Bob' })
  })

  test('an unknown id is nobody’s, whatever it is', async () => {
    for (const id of [
      '',
      'x',
      '\u0000',
      '\ud800',
      "' or true --",
      randomBytes(32).toString('base64url'),
      'x'.repeat(100_000),
    ])
      expect(await findSession(use().pool, 'local', id)).toBeNull()
  })

  test('only a hash of the id is stored', async () => {
    const id = await startSession(use().pool, 'local', ADA)
    expect(Buffer.from(id, 'base64url')).toHaveLength(32)
    for (const spelling of [id, Buffer.from(id).toString('hex'), Buffer.from(id, 'base64url').toString('hex')])
      expect(await dashboardRowsWith(use().pool, spelling)).toEqual([])
    const { rows } = await use().pool.query('select octet_length(id_hash) as bytes from dashboard.session')
    expect(new Set(rows.map(({ bytes }) => bytes))).toEqual(new Set([32]))
  })

  test('a session ends with its hours, by the clock of the database', async () => {
    const { pool } = use()
    const id = await startSession(pool, 'local', ADA)
    const { rows } = await pool.query(
      `select bool_and(ends_at = created_at + make_interval(hours => $1)) as lasts from dashboard.session`,
      [SESSION_HOURS],
    )
    expect(rows).toEqual([{ lasts: true }])
    await shift('ends_at', '1 minute')
    expect(await findSession(pool, 'local', id)).toEqual(ADA_NOW)
    await shift('ends_at', '-1 second')
    expect(await findSession(pool, 'local', id)).toBeNull()
  })

  test('half an hour without a request ends a session; a request before that prolongs it', async () => {
    const { pool } = use()
    const id = await startSession(pool, 'local', ADA)
    await shift('last_seen_at', '-29 minutes')
    expect(await findSession(pool, 'local', id)).toEqual(ADA_NOW)
    const seen = await pool.query(
      `select bool_or(last_seen_at > now() - interval '1 minute') as just from dashboard.session`,
    )
    expect(seen.rows).toEqual([{ just: true }])
    await shift('last_seen_at', '-31 minutes')
    expect(await findSession(pool, 'local', id)).toBeNull()
  })

  test('a database that does not answer signs nobody out: that is an outage, not "nobody"', async () => {
    const nowhere = new pg.Pool({ host: '127.0.0.1', port: 1, user: 'x' })
    for (const work of [
      () => findSession(nowhere, 'local', 'x'),
      () => startSession(nowhere, 'local', ADA),
      () => endSession(nowhere, 'x'),
    ])
      expect(await codeOf(work())).toBe('database-unavailable')
    await nowhere.end()
  })
})
