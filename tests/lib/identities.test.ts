// "My memories are locked because they could be somebody else's, and nobody gets in by being first."
import { beforeEach, expect, test } from 'vitest'
import type { IdentityRules } from '@/lib/identities/candidates'
import { ownersOf, subjectOf } from '@/lib/identities/owner'
import { admit } from '@/lib/store/identities/admission'
import { pseudonym } from '@/lib/store/memory-store'
import { onEachDatabase } from '../support/databases'
import { emptyAudit, emptyOwn } from '../support/stores'

const anyAddress: IdentityRules = { style: 'at', issuable: (id) => /^[a-z]+(?:[.-][a-z]+)*@x\.com$/.test(id) }
const dotted: IdentityRules = { style: 'at', issuable: (id) => /^[a-z]+(?:\.[a-z]+)*@x\.com$/.test(id) }

onEachDatabase((use) => {
  beforeEach(() => emptyOwn(use().pool, 'claimant', 'namespace_binding', 'identity_alarm'))
  const claims = (...ids: string[]) =>
    use().pool.query('insert into dashboard.claimant (user_id) select unnest($1::text[])', [ids])
  const bind = (label: string, userId: string) =>
    use().pool.query(
      `insert into dashboard.namespace_binding (label, issuer, user_id, evidence, proposed_by, proposed_at)
       values ($1, 'local', $2, 'the directory', 'root', now())`,
      [label, userId],
    )

  test('a namespace is one’s where only one id that can sign in leads there, or where it is bound', async () => {
    const labels = ['ada-at-x-com', 'jo-ann-at-x-com', 'o-o-at-x-com', 'nobody', 'a.b', '']
    await bind('o-o-at-x-com', 'o-o@x.com')
    const owners = await ownersOf(use().pool, labels, anyAddress)
    expect([...owners.keys()]).toEqual(expect.arrayContaining(labels))
    expect(owners.get('ada-at-x-com')).toEqual({ state: 'one', userId: 'ada@x.com', how: 'only-possible' })
    expect(owners.get('o-o-at-x-com')).toEqual({ state: 'one', userId: 'o-o@x.com', how: 'bound' })
    expect(owners.get('jo-ann-at-x-com')).toEqual({
      state: 'several',
      userIds: expect.arrayContaining(['jo-ann@x.com', 'jo.ann@x.com']),
    })
    for (const label of ['nobody', 'a.b', '']) expect(owners.get(label)).toEqual({ state: 'none' })
    const person = owners.get('ada-at-x-com')
    const store = { pseudonymKey: 'key' }
    expect(person && subjectOf(store, 'user_memories.ada-at-x-com', person)).toBe(
      pseudonym(store, 'person', 'ada@x.com'),
    )
    expect(subjectOf(store, 'r', { state: 'none' })).toBe(pseudonym(store, 'namespace', 'r'))
  })

  test('whoever has signed in counts, also where the settings of today would not let them', async () => {
    await claims('jo-ann@x.com', 'ada@x.com')
    const owners = await ownersOf(use().pool, ['jo-ann-at-x-com', 'ada-at-x-com'], dotted)
    expect(owners.get('jo-ann-at-x-com')).toEqual({ state: 'several', userIds: ['jo-ann@x.com', 'jo.ann@x.com'] })
    expect(owners.get('ada-at-x-com')).toMatchObject({ state: 'one' })
  })

  const gate = () => ({ pool: use().pool, pseudonymKey: 'key', namespaceRoot: 'user_memories' })
  const enter = async (userId: string, rules: IdentityRules, issuer = 'local') => {
    const decision = await admit(gate(), { issuer, userId }, rules)
    return decision.state === 'own' ? decision.how : decision.why
  }
  const locks = async () =>
    (
      await use().pool.query<{ row: string; subject: string; why: string }>(
        `select a::text as row, subject, detail->>'why' as why from dashboard.audit a where action = 'identity.lock'`,
      )
    ).rows

  test('a second who comes locks both, once, under pseudonyms; a binding lets one in and keeps the other out', async () => {
    await emptyAudit(use().pool)
    expect(await enter('jo.ann@x.com', dotted)).toBe('only-possible')
    // the pattern is another one now, and knows the second alone
    const dashed: IdentityRules = { style: 'at', issuable: (id) => /^[a-z]+(?:-[a-z]+)*@x\.com$/.test(id) }
    for (const [id, rules] of [
      ['jo-ann@x.com', dashed],
      ['jo.ann@x.com', dotted],
      ['jo-ann@x.com', dashed],
    ] as const)
      expect(await enter(id, rules)).toBe('claimants')
    const raised = await locks()
    expect(raised.map(({ subject, why }) => [subject, why])).toEqual([
      [pseudonym(gate(), 'namespace', 'user_memories.jo-ann-at-x-com'), 'claimants'],
    ])
    expect(raised[0]?.row).not.toMatch(/jo.ann/)
    expect((await ownersOf(use().pool, ['jo-ann-at-x-com'], dotted)).get('jo-ann-at-x-com')?.state).toBe('several')
    await bind('jo-ann-at-x-com', 'jo.ann@x.com')
    await use().pool.query('update dashboard.identity_alarm set ended_at = now()')
    expect(await enter('jo.ann@x.com', dotted)).toBe('bound')
    expect(await enter('jo-ann@x.com', anyAddress)).toBe('bound-to-another')
    expect(await enter('jo.ann@x.com', dotted, 'another provider')).toBe('bound-to-another')
    expect(await locks()).toHaveLength(1)
  })

  test('a pattern that is widened locks whoever was let in, and narrowed again lets them in, if nobody else came', async () => {
    await emptyAudit(use().pool)
    expect(await enter('jo.ann@x.com', dotted)).toBe('only-possible')
    expect(await enter('jo.ann@x.com', anyAddress)).toBe('widened')
    expect(await locks()).toMatchObject([{ why: 'widened' }])
    expect(await enter('jo.ann@x.com', dotted)).toBe('only-possible')
    expect(await enter('jo-ann@x.com', anyAddress)).toBe('claimants')
    expect(await enter('jo.ann@x.com', dotted)).toBe('claimants')
  })

  test('a binding and another who alone could own it now: both are locked', async () => {
    await bind('jo-ann-at-x-com', 'jo-ann@x.com')
    expect(await enter('jo-ann@x.com', anyAddress)).toBe('bound')
    expect(await enter('jo.ann@x.com', dotted)).toBe('bound-elsewhere')
    expect(await enter('jo-ann@x.com', anyAddress)).toBe('bound-elsewhere')
  })
})
