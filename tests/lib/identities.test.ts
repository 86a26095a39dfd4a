// "My memories are locked because they could be somebody else's, and nobody gets in by being first."
import { beforeEach, expect, test } from 'vitest'
import type { IdentityRules } from '@/lib/identities/candidates'
import { ownersOf, subjectOf } from '@/lib/identities/owner'
import { pseudonym } from '@/lib/store/memory-store'
import { onEachDatabase } from '../support/databases'

const anyAddress: IdentityRules = { style: 'at', issuable: (id) => /^[a-z]+(?:[.-][a-z]+)*@x\.com$/.test(id) }
const dotted: IdentityRules = { style: 'at', issuable: (id) => /^[a-z]+(?:\.[a-z]+)*@x\.com$/.test(id) }

onEachDatabase((use) => {
  beforeEach(() =>
    use().pool.query('truncate dashboard.claimant, dashboard.namespace_binding, dashboard.identity_alarm'),
  )
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
})
