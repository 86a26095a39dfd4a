// "Nobody does alone what two must: not by asking twice, not late, not for themselves, and nothing but what was shown."
import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { candidatesOf } from '@/lib/identities/candidates'
import { contestOf } from '@/lib/identities/decide'
import { disablePerson, endGrants, grantRole } from '@/lib/store/access/roles'
import { sessionHashOf, startSession } from '@/lib/store/access/sessions'
import type { AdminSettings } from '@/lib/store/identities/admins'
import { adminsOf, recordAdminSeen } from '@/lib/store/identities/admins'
import { askApproval, confirmApproval, denyApproval, runDueApprovals } from '@/lib/store/identities/approvals'
import { bindingOf, endBinding } from '@/lib/store/identities/bindings'
import { canonicalJson } from '@/lib/store/identities/canonical-json'
import { factsOfOne } from '@/lib/store/identities/facts'
import { type Admin, pseudonym } from '@/lib/store/memory-store'
import { onEachDatabase } from '../support/databases'
import { codeOf, emptyAudit, emptyOwn } from '../support/stores'

const settings = (over: Partial<AdminSettings> = {}): AdminSettings => ({
  authMode: 'oidc',
  adminEmails: new Set(),
  adminGroups: new Set(),
  ...over,
})
const LABEL = 'jo-ann-at-x-com'
const JO = {
  namespace: `user_memories.${LABEL}`,
  style: 'at',
  issuer: 'https://id.x.com',
  userId: 'jo-ann@x.com',
} as const
const ROOT = { operator: 'root', pseudonymKey: 'key' }
const bindJo = { kind: 'identity.bind', scope: JO, reason: 'HR has one Jo-Ann, ticket 4711' } as const

test('equal scopes are one text, in whatever order their parts are written', () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1}]}')
})

onEachDatabase((use) => {
  const pool = () => use().pool
  const admin = (userId: string): Admin =>
    ({
      pool: pool(),
      userId,
      name: userId,
      role: 'admin',
      pseudonymKey: 'key',
      actor: pseudonym({ pseudonymKey: 'key' }, 'person', userId),
    }) as Admin
  const grant = (...ids: string[]) =>
    Promise.all(ids.map((userId) => grantRole(pool(), { userId, role: 'admin', until: null }, ROOT)))
  const hash = createHash('sha256').update(canonicalJson(JO)).digest('hex')
  const stateOf = async (id: string) =>
    (await pool().query<{ state: string }>('select state from dashboard.approval where id = $1', [id])).rows[0]?.state
  const later = (hours: number) =>
    // as its owner would: what was asked cannot be changed otherwise
    pool().query(
      `alter table dashboard.approval disable trigger guard_approval;
       update dashboard.approval set asked_at = asked_at - interval '${hours} hours', due_at = due_at - interval '${hours} hours',
              expires_at = expires_at - interval '${hours} hours';
       alter table dashboard.approval enable trigger guard_approval`,
    )
  const audit = async () =>
    (
      await pool().query<{ said: string }>(
        `select role || ' ' || action || case outcome when 'done' then '' else ' ' || outcome end as said
           from dashboard.audit where action not in ('role.grant', 'role.end') order by id`,
      )
    ).rows.map(({ said }) => said)

  beforeEach(async () => {
    await emptyAudit(pool())
    await emptyOwn(
      pool(),
      'approval',
      'namespace_binding',
      'identity_alarm',
      'claimant',
      'admin_seen',
      'role_grant',
      'disabled_person',
      'session',
    )
  })

  test('with another administrator, a binding takes effect when they confirm it, and not before', async () => {
    await grant('root', 'ada')
    const asked = await askApproval(admin('root'), settings(), bindJo)
    expect(asked.waitsFor).toBe('person')
    expect(await bindingOf(pool(), LABEL)).toBeNull()
    expect(await codeOf(confirmApproval(admin('root'), { id: asked.id, hash }))).toBe('refused')
    expect(await codeOf(confirmApproval(admin('jo-ann@x.com'), { id: asked.id, hash }))).toBe('refused')
    expect(await codeOf(confirmApproval(admin('ada'), { id: asked.id, hash: 'another' }))).toBe('conflict')
    expect(await codeOf(askApproval(admin('ada'), settings(), bindJo))).toBe('exists')
    expect(await bindingOf(pool(), LABEL)).toBeNull()
    await confirmApproval(admin('ada'), { id: asked.id, hash })
    expect(await bindingOf(pool(), LABEL)).toMatchObject({
      userId: JO.userId,
      issuer: JO.issuer,
      proposedBy: 'root',
      confirmedBy: 'ada',
      evidence: bindJo.reason,
    })
    expect(await codeOf(confirmApproval(admin('ada'), { id: asked.id, hash }))).toBe('not-found')
    expect(await audit()).toEqual(['admin approval.ask', 'admin approval.confirm', 'admin identity.bind'])
    const rows = await pool().query<{ row: string }>('select a::text as row from dashboard.audit a')
    for (const { row } of rows.rows) expect(row).not.toMatch(/jo-ann|x\.com/)
  })

  test('two who confirm at once: it is done once', async () => {
    await grant('root', 'ada', 'ben')
    const { id } = await askApproval(admin('root'), settings(), bindJo)
    const ends = await Promise.allSettled(['ada', 'ben'].map((who) => confirmApproval(admin(who), { id, hash })))
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await pool().query('select from dashboard.namespace_binding')).rowCount).toBe(1)
  })

  test('after a day nobody can confirm it, and it can be asked for anew', async () => {
    await grant('root', 'ada')
    const { id } = await askApproval(admin('root'), settings(), bindJo)
    await later(25)
    expect(await codeOf(confirmApproval(admin('ada'), { id, hash }))).toBe('not-found')
    await askApproval(admin('root'), settings(), bindJo)
    expect(await stateOf(id)).toBe('expired')
    expect(await bindingOf(pool(), LABEL)).toBeNull()
    await later(49)
    await runDueApprovals(pool(), 'key', settings())
    expect(await audit()).toEqual([
      ...['admin approval.ask', 'system approval.expire'],
      ...['admin approval.ask', 'system approval.expire'],
    ])
    const { rows } = await pool().query(
      `select surface, actor, subject, detail->>'approval' as approval from dashboard.audit where action = 'approval.expire' order by id limit 1`,
    )
    const subject = pseudonym({ pseudonymKey: 'key' }, 'person', JO.userId)
    expect(rows).toEqual([{ surface: 'schedule', actor: 'schedule', subject, approval: id }])
  })

  test('denied with a reason, or withdrawn, it is not done', async () => {
    await grant('root', 'ada')
    const first = await askApproval(admin('root'), settings(), bindJo)
    await denyApproval(admin('ada'), { id: first.id, reason: 'It is the other one’s' })
    expect(await stateOf(first.id)).toBe('denied')
    const second = await askApproval(admin('root'), settings(), bindJo)
    await denyApproval(admin('root'), { id: second.id, reason: 'A mistake' })
    expect(await stateOf(second.id)).toBe('withdrawn')
    expect(await codeOf(confirmApproval(admin('ada'), { id: second.id, hash }))).toBe('not-found')
    expect(await bindingOf(pool(), LABEL)).toBeNull()
    expect(await audit()).toEqual([
      ...['admin approval.ask', 'admin approval.deny'],
      ...['admin approval.ask', 'admin approval.withdraw'],
    ])
  })

  test('alone, it waits a day in which it can be stopped; then it takes effect without anybody', async () => {
    await grant('root')
    const asked = await askApproval(admin('root'), settings(), bindJo)
    expect(asked.waitsFor).toBe('time')
    await later(23)
    await runDueApprovals(pool(), 'key', settings())
    expect(await bindingOf(pool(), LABEL)).toBeNull()
    await later(2)
    await runDueApprovals(pool(), 'key', settings())
    await runDueApprovals(pool(), 'key', settings())
    expect(await bindingOf(pool(), LABEL)).toMatchObject({ confirmedBy: null })
    expect(await audit()).toEqual(['admin approval.ask', 'system approval.effect', 'system identity.bind'])
  })

  test('who is no administrator any more when the day is over gets nothing', async () => {
    await grant('root')
    const { id } = await askApproval(admin('root'), settings(), bindJo)
    await endGrants(pool(), 'root', ROOT)
    await later(25)
    await runDueApprovals(pool(), 'key', settings())
    expect(await bindingOf(pool(), LABEL)).toBeNull()
    expect(await stateOf(id)).toBe('failed')
    expect(await audit()).toEqual(['admin approval.ask', 'system approval.fail failed'])
  })

  describe('nobody becomes the only one by keeping the other from it', () => {
    const AGES = `update dashboard.role_grant set ended_at = ended_at - interval '25 hours';
                  update dashboard.disabled_person set disabled_at = disabled_at - interval '25 hours'`
    const byRoot = () => ({ staff: admin('root'), reason: 'A test of what counts' })
    const ways: Record<string, () => Promise<unknown>> = {
      'by ending their role': () => endGrants(pool(), 'ada', byRoot()),
      'by shutting them out': () => disablePerson(pool(), 'ada', byRoot()),
    }

    test.each(Object.keys(ways))('%s before it is asked for, until a day has passed', async (way) => {
      await grant('root', 'ada')
      await ways[way]?.()
      expect([...(await adminsOf(pool(), settings()))]).toEqual(['root'])
      const { id, waitsFor } = await askApproval(admin('root'), settings(), bindJo)
      expect(waitsFor).toBe('person')
      await denyApproval(admin('root'), { id, reason: 'Not now' })
      await pool().query(AGES)
      expect((await askApproval(admin('root'), settings(), bindJo)).waitsFor).toBe('time')
    })

    test.each(Object.keys(ways))('%s while it waits', async (way) => {
      await grant('root')
      const { id } = await askApproval(admin('root'), settings(), bindJo)
      await grant('ada')
      await ways[way]?.()
      await pool().query(AGES)
      await later(25)
      await runDueApprovals(pool(), 'key', settings())
      expect(await stateOf(id)).toBe('failed')
      expect(await bindingOf(pool(), LABEL)).toBeNull()
    })

    test('nor does what waits for time take effect where somebody else is there by then', async () => {
      await grant('root')
      const { id } = await askApproval(admin('root'), settings(), bindJo)
      await grant('ada')
      await later(25)
      await runDueApprovals(pool(), 'key', settings())
      expect(await stateOf(id)).toBe('failed')
    })

    test('whom somebody else has ended does not count', async () => {
      await grant('root', 'ada', 'ben')
      await endGrants(pool(), 'ada', { staff: admin('ben'), reason: 'She left us' })
      await endGrants(pool(), 'ben', ROOT)
      await pool().query(
        `update dashboard.role_grant set ended_by = 'somebody' where user_id = 'ben' and ended_at is not null`,
      )
      expect((await askApproval(admin('root'), settings(), bindJo)).waitsFor).toBe('time')
    })
  })

  test.each(['', 'x\u0000', 'x\ud800', 'x'.repeat(1001)])(
    'an id that nobody can have is not asked for: %j',
    async (userId) => {
      await grant('root')
      for (const request of [
        { kind: 'role.admin', scope: { userId, until: null }, reason: 'She takes over' },
        { ...bindJo, scope: { ...JO, userId } },
        { ...bindJo, scope: { ...JO, namespace: userId } },
      ] as const)
        expect(await codeOf(askApproval(admin('root'), settings(), request))).toBe('invalid')
    },
  )

  test('what cannot be done is not confirmed either', async () => {
    await grant('root', 'ada')
    const scope = { ...JO, userId: 'somebody@x.com' }
    const { id } = await askApproval(admin('root'), settings(), { ...bindJo, scope })
    const otherHash = createHash('sha256').update(canonicalJson(scope)).digest('hex')
    expect(await codeOf(confirmApproval(admin('ada'), { id, hash: otherHash }))).toBe('invalid')
    expect(await stateOf(id)).toBe('open')
    expect(await audit()).toEqual(['admin approval.ask'])
  })

  test('a binding that ends lets nobody in: the namespace is locked until there is another', async () => {
    await grant('root', 'ada')
    const { id } = await askApproval(admin('root'), settings(), bindJo)
    await confirmApproval(admin('ada'), { id, hash })
    const unbind = (namespace: string) =>
      endBinding(admin('ada'), { namespaceRoot: 'user_memories', namespace, reason: 'She left' })
    for (const other of [LABEL, `other.${LABEL}`, `user_memories.somebody.${LABEL}`, `${JO.namespace}.`])
      expect(await codeOf(unbind(other)), other).toBe('not-found')
    expect(await bindingOf(pool(), LABEL)).not.toBeNull()
    expect(await unbind(JO.namespace)).toBe(true)
    expect(await unbind(JO.namespace)).toBe(false)
    expect((await pool().query('select from dashboard.identity_alarm where ended_at is null')).rowCount).toBe(1)
    const again = await askApproval(admin('root'), settings(), bindJo)
    await confirmApproval(admin('ada'), { id: again.id, hash })
    expect((await pool().query('select from dashboard.identity_alarm where ended_at is null')).rowCount).toBe(0)
  })

  test.each([
    ['before it was asked for, was weighed', 26, null],
    ['while it waited, was not', 12, 'bound-elsewhere'],
  ] as const)('another who first signed in %s', async (_, hours, contest) => {
    await grant('root')
    await askApproval(admin('root'), settings(), bindJo)
    await pool().query(
      `insert into dashboard.claimant (user_id, first_at) values ('jo.ann@x.com', now() - interval '${hours} hours')`,
    )
    await later(25)
    await runDueApprovals(pool(), 'key', settings())
    const facts = await factsOfOne(pool(), LABEL, 'at')
    expect(facts.binding?.userId).toBe(JO.userId)
    const onlyOther = { style: 'at', issuable: (id: string) => id === 'jo.ann@x.com' } as const
    expect(contestOf(facts, candidatesOf(LABEL, onlyOther))).toBe(contest)
  })

  describe('the database refuses by itself', () => {
    test.each([
      ['to confirm one’s own', `set state = 'confirmed', ended_at = now(), ended_by = 'root'`],
      ['to confirm what concerns oneself', `set state = 'confirmed', ended_at = now(), ended_by = 'jo-ann@x.com'`],
      ['to let time do it that was to wait for a person', `set state = 'effective', ended_at = now()`],
      ['to change what was asked', `set scope = '{}'`],
      ['to change who asked', `set asked_by = 'somebody'`],
      ['to wait longer', `set expires_at = now() + interval '1 year'`],
      ['to deny without a reason', `set state = 'denied', ended_at = now(), ended_by = 'ada'`],
    ])('%s', async (_, change) => {
      await grant('root', 'ada')
      await askApproval(admin('root'), settings(), bindJo)
      await expect(pool().query(`update dashboard.approval ${change}`)).rejects.toMatchObject({ code: '23514' })
    })

    test('to open again what has ended, and a second binding of one namespace', async () => {
      await grant('root', 'ada')
      const { id } = await askApproval(admin('root'), settings(), bindJo)
      await confirmApproval(admin('ada'), { id, hash })
      await expect(
        pool().query(`update dashboard.approval set state = 'open', ended_at = null, ended_by = null where id = $1`, [
          id,
        ]),
      ).rejects.toMatchObject({ code: '23514' })
      await expect(
        pool().query(
          `insert into dashboard.namespace_binding (label, issuer, user_id, evidence, proposed_by, proposed_at)
           values ($1, 'x', 'jo.ann@x.com', '', 'root', now())`,
          [LABEL],
        ),
      ).rejects.toMatchObject({ code: '23505' })
    })
  })

  test('one person counts once, by grant, address and group; who is shut out does not', async () => {
    const rules = settings({ adminEmails: new Set(['ada@x.com', 'never@x.com']), adminGroups: new Set(['ops']) })
    await grant('ada', 'ben')
    await startSession(pool(), 'https://id.x.com', { userId: 'ada', name: 'Ada', email: 'Ada@X.com', groups: ['ops'] })
    await startSession(pool(), 'https://id.x.com', { userId: 'cyd', name: 'Cyd', groups: ['ops'] })
    await startSession(pool(), 'https://id.x.com', { userId: 'dan', name: 'Dan', email: 'dan@x.com' })
    expect([...(await adminsOf(pool(), rules))].sort()).toEqual(['ada', 'ben', 'cyd', 'never@x.com'])
    await pool().query(`update dashboard.session set created_at = now() - interval '91 days' where user_id = 'cyd'`)
    await disablePerson(pool(), 'ben', ROOT)
    expect([...(await adminsOf(pool(), rules))].sort()).toEqual(['ada', 'never@x.com'])
    await pool().query(
      `insert into dashboard.admin_seen (user_id, groups, seen_at) values ('eve', '{ops}', now() - interval '91 days')`,
    )
    expect([...(await adminsOf(pool(), rules))].sort()).toEqual(['ada', 'never@x.com'])
    expect([...(await adminsOf(pool(), settings({ authMode: 'local', adminEmails: new Set(['ada']) })))]).toEqual([
      'ada',
    ])
  })

  test('an administrator by group counts after their sessions are forgotten, and no longer when they come without the group', async () => {
    const rules = settings({ adminGroups: new Set(['ops']) })
    const cyd = { userId: 'cyd', name: 'Cyd', groups: ['ops'] }
    const old = sessionHashOf(await startSession(pool(), 'https://id.x.com', cyd))
    await recordAdminSeen(pool(), { ...cyd, email: null, session: old })
    await pool().query('delete from dashboard.session')
    expect([...(await adminsOf(pool(), rules))]).toEqual(['cyd'])
    const before = sessionHashOf(await startSession(pool(), 'https://id.x.com', cyd))
    await startSession(pool(), 'https://id.x.com', { ...cyd, groups: ['all'] })
    expect([...(await adminsOf(pool(), rules))]).toEqual([])
    // at another browser they are still signed in from before
    await recordAdminSeen(pool(), { ...cyd, email: null, session: before })
    expect([...(await adminsOf(pool(), rules))]).toEqual([])
    await pool().query('delete from dashboard.session')
    expect([...(await adminsOf(pool(), rules))]).toEqual([])
    await recordAdminSeen(pool(), { ...cyd, email: null, session: null })
    expect([...(await adminsOf(pool(), rules))]).toEqual(['cyd'])
  })
})
