// Roles as administrators change them: with a reason, in one transaction with the audit, and never by one person alone where two could.
import { expect, test } from 'vitest'
import { endGrant, grantAuditor, letInAgain, shutOut } from '@/lib/store/access/role-changes'
import { listRoles } from '@/lib/store/access/role-list'
import { standingOf } from '@/lib/store/access/roles'
import { findSession, startSession } from '@/lib/store/access/sessions'
import type { AdminSettings } from '@/lib/store/identities/admins'
import { askApproval, confirmApproval, runDueApprovals } from '@/lib/store/identities/approvals'
import { type Admin, pseudonym } from '@/lib/store/memory-store'
import { onEachDatabase } from '../support/databases'
import { codeOf, emptyAudit, emptyOwn } from '../support/stores'

const REASON = 'Yearly review of the audit'
const SETTINGS: AdminSettings = { authMode: 'local', adminEmails: new Set(), adminGroups: new Set() }
const change = (more: Partial<Parameters<typeof shutOut>[2]> = {}) => ({
  ...{ reason: REASON, isLastKnown: false, settings: SETTINGS },
  ...more,
})

onEachDatabase((use) => {
  const admin = (userId: string): Admin => {
    const actor = pseudonym({ pseudonymKey: 'k' }, 'person', userId)
    const staff = { pool: use().pool, userId, name: userId, email: undefined, actor, role: 'admin', pseudonymKey: 'k' }
    return { ...staff, session: null } as unknown as Admin
  }
  const fresh = async (...admins: string[]) => {
    const { pool } = use()
    await emptyOwn(pool, 'role_grant', 'disabled_person', 'session', 'approval', 'admin_seen')
    await emptyAudit(pool)
    for (const one of admins)
      await pool.query(`insert into dashboard.role_grant (user_id, role, granted_by) values ($1, 'admin', 'root')`, [
        one,
      ])
  }
  const grants = async () => (await listRoles(admin('kim'), SETTINGS)).grants
  const audited = async () =>
    (
      await use().pool.query(
        `select action, role, reason, subject from dashboard.audit where action <> 'roles.list' order by id`,
      )
    ).rows
  const subject = (userId: string) => pseudonym({ pseudonymKey: 'k' }, 'person', userId)

  test('an auditor is one from the next look on, until the day or until it is ended; both are recorded with the reason', async () => {
    const { pool } = use()
    await fresh('kim')
    await grantAuditor(admin('kim'), { userId: 'Osei', until: '2999-01-01T00:00:00.000Z' }, `  ${REASON} `)
    expect(await standingOf(pool, 'Osei')).toBe('auditor')
    const [grant] = (await grants()).filter(({ role }) => role === 'auditor')
    expect(grant).toMatchObject({
      ...{ who: { id: 'Osei' }, by: { id: 'kim', isPerson: true }, confirmedBy: null, reason: REASON, endedAt: null },
      until: '2999-01-01 00:00:00+00',
    })
    await endGrant(admin('kim'), { grant: grant?.id ?? '', userId: 'Osei' }, change())
    expect(await standingOf(pool, 'Osei')).toBe('user')
    expect(await codeOf(endGrant(admin('kim'), { grant: grant?.id ?? '', userId: 'Osei' }, change()))).toBe('not-found')
    expect((await listRoles(admin('kim'), SETTINGS)).ended).toMatchObject([{ who: { id: 'Osei' }, role: 'auditor' }])
    const row = { role: 'admin', reason: REASON, subject: subject('Osei') }
    expect(await audited()).toEqual([
      { action: 'role.grant', ...row },
      { action: 'role.end', ...row },
    ])
  })

  test('what is no reason, or over already, changes nothing and leaves no row', async () => {
    await fresh('kim')
    for (const [until, reason] of [
      [null, 'because'],
      ['2020-01-01T00:00:00.000Z', REASON],
    ] as const)
      expect(await codeOf(grantAuditor(admin('kim'), { userId: 'Osei', until }, reason))).toBe('invalid')
    expect(await standingOf(use().pool, 'Osei')).toBe('user')
    expect(await audited()).toEqual([])
  })

  test('an administrator is made by two: who asks cannot confirm, nor whom it concerns', async () => {
    await fresh('kim', 'ada')
    const scope = { userId: 'zoe', until: null }
    const asked = await askApproval(admin('kim'), SETTINGS, { kind: 'role.admin', scope, reason: REASON })
    expect(asked.waitsFor).toBe('person')
    const { rows } = await use().pool.query<{ hash: string }>('select scope_hash as hash from dashboard.approval')
    const request = { id: asked.id, hash: rows[0]?.hash ?? '' }
    for (const one of ['kim', 'zoe']) expect(await codeOf(confirmApproval(admin(one), request))).toBe('refused')
    expect(await standingOf(use().pool, 'zoe')).toBe('user')
    await confirmApproval(admin('ada'), request)
    expect(await standingOf(use().pool, 'zoe')).toBe('admin')
    expect((await grants()).find(({ who }) => who.id === 'zoe')).toMatchObject({
      ...{ by: { id: 'kim' }, confirmedBy: { id: 'ada' }, reason: REASON },
    })
    expect((await audited()).map(({ action }) => action)).toEqual(['approval.ask', 'approval.confirm', 'role.grant'])
  })

  test('where nobody else could confirm, a day stands for it', async () => {
    await fresh('kim')
    const scope = { userId: 'zoe', until: null }
    const { waitsFor } = await askApproval(admin('kim'), SETTINGS, { kind: 'role.admin', scope, reason: REASON })
    expect(waitsFor).toBe('time')
    await runDueApprovals(use().pool, 'k', SETTINGS)
    expect(await standingOf(use().pool, 'zoe')).toBe('user')
  })

  test('the last administrator does not end by accident; an address of the settings counts, and so does one who is shut out not', async () => {
    await fresh('kim', 'ada')
    const idOf = async (userId: string) => (await grants()).find(({ who }) => who.id === userId)?.id ?? ''
    await endGrant(admin('kim'), { grant: await idOf('ada'), userId: 'ada' }, change())
    const own = { grant: await idOf('kim'), userId: 'kim' }
    expect(await codeOf(endGrant(admin('kim'), own, change()))).toBe('conflict')
    expect(await standingOf(use().pool, 'kim')).toBe('admin')
    const listed = { ...SETTINGS, adminEmails: new Set(['boss@corp.com']) }
    await endGrant(admin('kim'), own, change({ settings: listed }))
    await fresh('kim')
    expect(await codeOf(shutOut(admin('ada'), 'kim', change()))).toBe('conflict')
    expect(await standingOf(use().pool, 'kim')).toBe('admin')
    await endGrant(admin('kim'), { grant: await idOf('kim'), userId: 'kim' }, change({ isLastKnown: true }))
    expect(await grants()).toEqual([])
  })

  test('whoever is shut out is out in every session, and let in again only anew', async () => {
    const { pool } = use()
    await fresh('kim', 'ada')
    const id = await startSession(pool, 'local', { userId: 'max', name: 'Max' })
    await shutOut(admin('kim'), 'max', change())
    expect(await findSession(pool, 'local', id)).toBeNull()
    expect((await listRoles(admin('kim'), SETTINGS)).out).toMatchObject([
      { who: { id: 'max', name: 'Max' }, by: { id: 'kim', isPerson: true }, reason: REASON },
    ])
    expect(await codeOf(shutOut(admin('kim'), 'max', change()))).toBe('exists')
    expect(await codeOf(shutOut(admin('kim'), 'kim', change()))).toBe('refused')
    await letInAgain(admin('kim'), 'max', REASON)
    expect(await codeOf(letInAgain(admin('kim'), 'max', REASON))).toBe('not-found')
    expect(await standingOf(pool, 'max')).toBe('user')
    expect(await findSession(pool, 'local', id), 'an old session stays ended').toBeNull()
    expect((await audited()).map(({ action }) => action)).toEqual(['person.disable', 'person.enable'])
  })
})
