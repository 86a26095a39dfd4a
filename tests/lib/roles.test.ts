// Who may do more than read their own memories, and who may do nothing any more: always as the tables say at that moment.
import { describe, expect, test } from 'vitest'
import { roleOf } from '@/lib/auth/admins'
import { parseEnvironment } from '@/lib/env'
import {
  disablePerson,
  enablePerson,
  endGrants,
  grantRole,
  listGrants,
  putGrantInForce,
  standingOf,
} from '@/lib/store/access/roles'
import { findSession, startSession } from '@/lib/store/access/sessions'
import { type Admin, pseudonym } from '@/lib/store/memory-store'
import { inTransaction } from '@/lib/store/transaction'
import { onEachDatabase } from '../support/databases'
import { codeOf } from '../support/stores'

const ISSUER = 'https://id.example'
const ROOT = { operator: 'root', pseudonymKey: 'test key' }

onEachDatabase((use) => {
  const enter = async (userId: string) => {
    const id = await startSession(use().pool, ISSUER, { userId, name: userId })
    return { role: async () => (await findSession(use().pool, ISSUER, id))?.grantedRole ?? 'nobody' }
  }

  test('a grant counts from the next look at a session on, until it is ended', async () => {
    const { pool } = use()
    const [ada, bob] = [await enter('ada'), await enter('bob')]
    await grantRole(pool, { userId: 'ada', role: 'admin', until: null }, ROOT)
    expect([await ada.role(), await bob.role()]).toEqual(['admin', 'user'])
    expect(await endGrants(pool, 'ada', ROOT)).toBe(1)
    expect(await endGrants(pool, 'ada', ROOT)).toBe(0)
    expect(await ada.role()).toBe('user')
    const { rows } = await pool.query(
      `select granted_by, ended_by, ended_at is not null as "isEnded" from dashboard.role_grant where user_id = 'ada'`,
    )
    expect(rows).toEqual([{ granted_by: 'root', ended_by: 'root', isEnded: true }])
  })

  test('a grant with an end counts until then, by the clock of the database', async () => {
    const { pool } = use()
    const eve = await enter('eve')
    await grantRole(pool, { userId: 'eve', role: 'admin', until: '2999-01-01' }, ROOT)
    expect(await eve.role()).toBe('admin')
    await pool.query(`update dashboard.role_grant set until = now() where user_id = 'eve'`)
    expect(await eve.role()).toBe('user')
    expect(await listGrants(pool)).toEqual([])
    // it ended by itself: nobody ends it again, neither by a word of theirs nor by another grant
    expect(await endGrants(pool, 'eve', ROOT)).toBe(0)
    await grantRole(pool, { userId: 'eve', role: 'admin', until: null }, ROOT)
    const by = { reason: 'Asked and confirmed', by: 'kim', confirmedBy: 'lee' }
    await pool.query(`update dashboard.role_grant set until = now() where user_id = 'eve'`)
    await inTransaction(pool, (client) => putGrantInForce(client, { userId: 'eve', role: 'admin', until: null }, by))
    const ended = `select count(*)::int as count from dashboard.role_grant where user_id = 'eve' and ended_at is not null`
    expect((await pool.query(ended)).rows).toEqual([{ count: 0 }])
    // and one whose day is over begins nothing and ends nothing
    const over = { userId: 'eve', role: 'admin', until: '2020-01-01' } as const
    expect(await codeOf(grantRole(pool, over, ROOT))).toBe('invalid')
    expect(await codeOf(inTransaction(pool, (client) => putGrantInForce(client, over, by)))).toBe('invalid')
    expect(await eve.role()).toBe('admin')
    expect(await endGrants(pool, 'eve', ROOT)).toBe(1)
  })

  test('the highest of several grants counts; granting again replaces', async () => {
    const { pool } = use()
    const mia = await enter('mia')
    for (const role of ['auditor', 'admin', 'auditor', 'auditor'] as const)
      await grantRole(pool, { userId: 'mia', role, until: null }, ROOT)
    expect(await mia.role()).toBe('admin')
    expect((await listGrants(pool)).map(({ userId, role }) => [userId, role])).toEqual([
      ['mia', 'auditor'],
      ['mia', 'admin'],
    ])
    await endGrants(pool, 'mia', ROOT)
  })

  test('an id is compared byte for byte', async () => {
    const { pool } = use()
    await grantRole(pool, { userId: 'Zoe@corp.com', role: 'admin', until: null }, ROOT)
    for (const other of ['zoe@corp.com', 'Zoe@corp.com ', 'Zoe@corp', '%'])
      expect([other, await standingOf(pool, other)]).toEqual([other, 'user'])
    expect(await standingOf(pool, 'Zoe@corp.com')).toBe('admin')
  })

  test('whoever is shut out is nobody from the next look on, in every session, and in those that begin later', async () => {
    const { pool } = use()
    const sessions = [await enter('max'), await enter('max')]
    await grantRole(pool, { userId: 'max', role: 'admin', until: null }, ROOT)
    await disablePerson(pool, 'max', ROOT)
    await disablePerson(pool, 'max', ROOT)
    sessions.push(await enter('max'))
    expect(await Promise.all(sessions.map(({ role }) => role()))).toEqual(['nobody', 'nobody', 'nobody'])
    expect(await standingOf(pool, 'max')).toBe('disabled')
    expect(await enablePerson(pool, 'max', ROOT)).toBe(true)
    expect(await enablePerson(pool, 'max', ROOT)).toBe(false)
    expect(await (await enter('max')).role(), 'a new session').toBe('admin')
    expect(await sessions[0]?.role(), 'an old one stays ended').toBe('nobody')
  })

  test('every change leaves its row with it, by whom and why; what changes nothing leaves none', async () => {
    const { pool } = use()
    const [subject, operator, actor] = [
      pseudonym(ROOT, 'person', 'pia'),
      pseudonym(ROOT, 'operator', 'root'),
      pseudonym(ROOT, 'person', 'boss'),
    ]
    const staff = {
      pool,
      userId: 'boss',
      name: 'Boss',
      actor,
      role: 'admin',
      pseudonymKey: 'test key',
    } as unknown as Admin
    const boss = { staff, reason: 'She leads the audit now.' }
    await grantRole(pool, { userId: 'pia', role: 'auditor', until: null }, boss)
    await inTransaction(pool, async (client) => {
      await grantRole(client, { userId: 'pia', role: 'admin', until: null }, ROOT)
      throw new Error('given up')
    }).catch(() => {})
    for (const by of [boss, ROOT]) await endGrants(pool, 'pia', by)
    for (const by of [ROOT, boss]) await disablePerson(pool, 'pia', by)
    for (const by of [ROOT, boss]) await enablePerson(pool, 'pia', by)
    const { rows } = await pool.query(
      `select action, surface, role, actor, reason, detail::text from dashboard.audit where subject = $1 order by id`,
      [subject],
    )
    const onServer = { surface: 'server', role: 'system', actor: operator, reason: null }
    const byBoss = { surface: 'admin', role: 'admin', actor, reason: boss.reason }
    expect(rows).toEqual([
      { action: 'role.grant', ...byBoss, detail: '{"role": "auditor"}' },
      { action: 'role.end', ...byBoss, detail: '{"roles": ["auditor"]}' },
      { action: 'person.disable', ...onServer, detail: '{"sessions": 0}' },
      { action: 'person.enable', ...onServer, detail: '{}' },
    ])
    const known = await pool.query(
      'select pseudonym, user_id from dashboard.pseudonym where pseudonym = any($1) order by user_id',
      [[subject, operator, actor]],
    )
    expect(known.rows).toEqual([
      { pseudonym: actor, user_id: 'boss' },
      { pseudonym: subject, user_id: 'pia' },
    ])
  })

  test('a session that another sign-in began is nobody’s', async () => {
    const id = await startSession(use().pool, 'local', { userId: 'ada', name: 'Ada' })
    expect(await findSession(use().pool, ISSUER, id)).toBeNull()
    expect(await findSession(use().pool, 'local', id)).toMatchObject({ userId: 'ada' })
  })
})

describe('who is an administrator', () => {
  const rules = (authMode: string) => ({
    ...parseEnvironment({ MEMORY_ADMIN_EMAILS: 'Ada@Corp.com; kim@corp.com', MEMORY_ADMIN_GROUPS: 'memory admins' }),
    authMode,
  })
  const person = { userId: 'x', email: null, groups: [], grantedRole: 'user' as const }

  test.each([
    ['ada@corp.com', 'admin'],
    ['ADA@CORP.COM', 'admin'],
    ['ada@corp.com.evil', 'user'],
    [' ada@corp.com', 'user'],
    ['\u212Aim@corp.com', 'user'], // the Kelvin sign, which Unicode would make a k
    [null, 'user'],
  ])('the address %j makes %s', (email, role) => {
    expect(roleOf({ ...person, email }, rules('oidc'))).toBe(role)
  })

  test('an id that looks like a listed address is not one, but for the local sign-in, which only has ids', () => {
    expect(roleOf({ ...person, userId: 'ada@corp.com' }, rules('oidc'))).toBe('user')
    expect(roleOf({ ...person, userId: 'ada@corp.com' }, rules('local'))).toBe('admin')
  })

  test('a group makes one by its exact name', () => {
    expect(roleOf({ ...person, groups: ['a', 'memory admins'] }, rules('oidc'))).toBe('admin')
    expect(roleOf({ ...person, groups: ['Memory admins', 'memory'] }, rules('oidc'))).toBe('user')
  })

  test('a grant counts where no list speaks', () => {
    expect(roleOf({ ...person, grantedRole: 'auditor' }, rules('oidc'))).toBe('auditor')
  })
})
