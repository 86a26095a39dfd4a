import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { browserIn } from '@/lib/shared/browser-name'
import { endOwnSessions, endSessionsOf, listSessions, listSignedIn } from '@/lib/store/access/session-list'
import {
  endSession,
  findSession,
  freshnessOf,
  hashOf,
  SESSION_HOURS,
  type SignIn,
  startSession,
} from '@/lib/store/access/sessions'
import { type Admin, type Oneself, pseudonym } from '@/lib/store/memory-store'
import { onEachDatabase } from '../support/databases'
import { codeOf, dashboardRowsWith, emptyAudit } from '../support/stores'

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

  test('a sign-in is fresh for five minutes after the provider asked, by the clock of the database', async () => {
    const { pool } = use()
    const issuer = 'https://tells.example'
    const now = Date.now() / 1_000
    const enter = (authTime?: number) => startSession(pool, issuer, ADA, { authTime })
    const untold = await enter()
    expect(await freshnessOf(pool, issuer, untold), 'nobody was ever told of').toBe('untold')
    const fresh = await enter(now - 10)
    expect(await freshnessOf(pool, issuer, fresh)).toBe('fresh')
    expect(await freshnessOf(pool, issuer, untold), 'a browser left out that it is asked for').toBe('stale')
    expect(await freshnessOf(pool, issuer, await enter(now - 310))).toBe('stale')
    expect(await freshnessOf(pool, 'https://other.example', await enter())).toBe('untold')
    const ahead = await enter(now + 86_400)
    expect(await freshnessOf(pool, issuer, ahead)).toBe('fresh')
    await pool.query(`update dashboard.session set auth_at = auth_at - interval '5 minutes'`)
    for (const id of [fresh, ahead]) expect(await freshnessOf(pool, issuer, id)).toBe('stale')
  })

  test('signing in anew in the same browser ends the session that it had, whoever it was', async () => {
    const { pool } = use()
    const first = await startSession(pool, 'local', ADA)
    const other = await startSession(pool, 'local', ADA)
    const next = await startSession(pool, 'local', { userId: 'bob', name: 'Bob' }, { replaces: first })
    expect(await findSession(pool, 'local', first)).toBeNull()
    for (const id of [other, next]) expect(await findSession(pool, 'local', id)).not.toBeNull()
  })

  test('somebody sees their own living sessions, the one that asks first, and nobody else’s', async () => {
    const { ada, asking, enter } = await people()
    await enter('ada', { browser: 'Firefox, Linux' })
    await enter('bob')
    await endSession(use().pool, await enter('ada'))
    await use().pool.query(
      `update dashboard.session set last_seen_at = now() - interval '40 minutes' where id_hash = $1`,
      [hashOf(await enter('ada'))],
    )
    await startSession(use().pool, 'elsewhere', { userId: 'ada', name: 'Ada' })
    const listed = await listSessions(ada, asking)
    expect(listed.map(({ isThis, browser }) => [isThis, browser])).toEqual([
      [true, null],
      [false, 'Firefox, Linux'],
    ])
  })

  test('ending one, or all others, works at once, spares what asks, and leaves one row each time', async () => {
    const { ada, asking, enter, rows } = await people()
    const [one, two, bobs] = [await enter('ada'), await enter('ada'), await enter('bob')]
    const refOf = async (id: string) =>
      (await use().pool.query<{ ref: string }>('select ref from dashboard.session where id_hash = $1', [hashOf(id)]))
        .rows[0]?.ref ?? ''
    expect(await endOwnSessions(ada, { ref: await refOf(one) }, asking)).toBe(1)
    expect(await findSession(use().pool, 'local', one)).toBeNull()
    for (const ref of [await refOf(one), await refOf(bobs), randomUUID()])
      expect(await codeOf(endOwnSessions(ada, { ref }, asking))).toBe('not-found')
    expect(await endOwnSessions(ada, 'others', asking)).toBe(1)
    expect(await endOwnSessions(ada, 'others', asking)).toBe(0)
    expect(await findSession(use().pool, 'local', two)).toBeNull()
    for (const id of [asking.id ?? '', bobs]) expect(await findSession(use().pool, 'local', id)).not.toBeNull()
    expect(await rows()).toEqual([
      { role: 'user', detail: '1', isHers: true },
      { role: 'user', detail: '1', isHers: true },
    ])
  })

  test('an administrator finds people by name or id, in any case, and ends what they have', async () => {
    const { admin, asking, enter, rows } = await people()
    await enter('Zoe%_@corp.com')
    await enter('Zoe%_@corp.com')
    const found = async (text: string) =>
      (await listSignedIn(admin, text, asking)).people.map(({ userId, sessions }) => [userId, sessions.length])
    for (const text of ['zoe', '%_@', 'CORP.COM']) expect(await found(text)).toEqual([['Zoe%_@corp.com', 2]])
    expect(await found('zoe_')).toEqual([])
    expect((await listSignedIn(admin, '', asking)).total).toEqual({ people: 2, sessions: 3 })
    expect(await endSessionsOf(admin, 'Zoe%_@corp.com', 'others', asking)).toBe(2)
    expect(await codeOf(endSessionsOf(admin, 'Zoe%_@corp.com', 'others', asking))).toBe('not-found')
    expect(await found('')).toEqual([['ada', 1]])
    expect(await rows()).toEqual([{ role: 'admin', detail: '2', isHers: false }])
  })

  test('an administrator who ends their own sessions keeps the one that asks, and ends it of nobody else', async () => {
    const { admin, asking, enter } = await people()
    const own = { issuer: 'local', id: await enter('kim') }
    await enter('kim')
    expect(await endSessionsOf(admin, 'kim', 'others', own)).toBe(1)
    expect(await codeOf(endSessionsOf(admin, 'kim', 'others', own))).toBe('not-found')
    const [kim] = (await listSignedIn(admin, 'kim', own)).people
    expect(kim?.sessions.map(({ isThis }) => isThis)).toEqual([true])
    // an id of somebody else's session saves none of theirs
    expect(await endSessionsOf(admin, 'ada', 'others', asking)).toBe(1)
  })

  /** Ada's window, an administrator, and nobody else signed in. */
  async function people() {
    const { pool } = use()
    await pool.query('delete from dashboard.session')
    await emptyAudit(pool)
    const enter = (userId: string, signIn: SignIn = {}) => startSession(pool, 'local', { userId, name: userId }, signIn)
    const asking = { issuer: 'local', id: await enter('ada') }
    const store = { pseudonymKey: 'k' }
    const oneself = (userId: string) =>
      ({ pool, userId, actor: pseudonym(store, 'person', userId), pseudonymKey: 'k' }) as unknown as Oneself
    const ada = oneself('ada')
    const actor = pseudonym(store, 'person', 'kim')
    const admin = { pool, userId: 'kim', name: 'Kim', actor, role: 'admin', pseudonymKey: 'k' } as unknown as Admin
    const rows = async () =>
      (
        await pool.query(
          `select role, detail->>'sessions' as detail, subject = $1 as "isHers" from dashboard.audit where action = 'session.end' order by id`,
          [ada.actor],
        )
      ).rows
    return { ada, admin, asking, enter, rows }
  }
})

describe('a browser in words', () => {
  test.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1',
      'Safari, iPhone',
    ],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
    ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome, Android'],
    ['curl/8.0 <script>', null],
    ['', null],
    [null, null],
  ])('%j is %j', (userAgent, words) => {
    expect(browserIn(userAgent)).toBe(words)
  })
})
