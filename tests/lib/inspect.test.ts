// "I can see whose this namespace is, and what could be taken for it; of what is in it I see nothing."
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { Findings } from '@/app/admin/identities/findings'
import type { IdentityRules } from '@/lib/identities/candidates'
import { literalStart, oldSearch } from '@/lib/identities/old-search'
import { differenceOf, skeleton } from '@/lib/identities/spellings'
import type { Inspection } from '@/lib/shared/inspection'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { type Catalog, readCatalog } from '@/lib/store/catalog'
import { inspectIdentity, type Question } from '@/lib/store/identities/inspect'
import { type Auditor, pseudonym } from '@/lib/store/memory-store'
import { onEachDatabase } from '../support/databases'
import { emptyAudit, emptyOwn } from '../support/stores'

const rules: IdentityRules = { style: 'at', issuable: (id) => /^[a-z]+(?:[.-][a-z]+)*@x\.com$/.test(id) }

test('spellings that a person takes for one have one skeleton', () => {
  const same = [
    'jo.ann@x.com',
    'Jo.Ann@X.com',
    'jo․ann@x.com',
    'jo.ann@x.com ',
    'ｊｏ.ann@x.com',
    'jo\u200b.ann@x.com',
    'jo‐ann@x.com',
  ]
  expect(new Set(same.map(skeleton)).size).toBe(1)
  expect(skeleton('jose\u0301')).toBe(skeleton('jos\u00e9'))
  expect(skeleton('joann')).not.toBe(skeleton('jo.ann'))
  expect([
    differenceOf('a', 'A'),
    differenceOf('e\u0301', 'é'),
    differenceOf('a ', 'a'),
    differenceOf('a‐b', 'a-b'),
  ]).toEqual(['case', 'form', 'hidden', 'other'])
})

onEachDatabase((use) => {
  let catalog: Catalog
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 3)
    const read = await readCatalog(use().pool, 'public')
    if (read === null) throw new Error('there are no tables')
    catalog = read
  })
  beforeEach(async () => {
    await emptyAudit(use().pool)
    await use().pool.query('delete from public.store')
    await emptyOwn(use().pool, 'claimant', 'namespace_binding', 'identity_alarm', 'approval')
  })
  const put = (...namespaces: string[]) =>
    use().pool.query(
      `insert into public.store (prefix, key, value) select n, 'k' || i, '{"text":"canary"}' from unnest($1::text[]) n, generate_series(1, 2) i`,
      [namespaces],
    )
  const staff = () =>
    ({ pool: use().pool, userId: 'root', name: 'Root', role: 'auditor', pseudonymKey: 'key', actor: 'root' }) as Auditor
  const look = (question: Question) =>
    inspectIdentity(
      staff(),
      { pool: use().pool, catalog, namespaceRoot: 'user_memories' },
      { rules, issuer: 'local', hasPattern: true, isPerRow: false },
      question,
    )
  const named = (all: readonly { namespace: string }[]) => all.map(({ namespace }) => namespace)

  test('says what an agent before 3.1.1 would read, as its LIKE did', async () => {
    const all = [
      'user_memories.bob',
      'user_memories.bob.work',
      'user_memories.bobby',
      'userXmemories.bob',
      'user_memories.b_b',
      'user_memories.b%',
      'user_memories.Bob',
      'user_memories.',
      'other.bob',
      'user_memories.böb',
      'user_memories.b\\_b',
      'user_memories.a-at-x-com',
    ]
    await put(...all)
    for (const id of ['bob', 'b_b', 'b%', 'bo', '', 'b\\_b', 'x', '%']) {
      const namespace = `user_memories.${id}`
      const { rows } = await use().pool.query<{ prefix: string }>(
        `select distinct prefix collate "C" as prefix from public.store
          where prefix like $1 || '%' and prefix <> $1 and not starts_with(prefix, $1 || '.') order by 1`,
        [namespace],
      )
      const { leaks, isLeakWhole } = await look({ label: id })
      expect([id, isLeakWhole, named(leaks)]).toEqual([id, true, rows.map(({ prefix }) => prefix)])
    }
    expect(literalStart('a_b')).toBe('a')
    expect(oldSearch('a.b')('axb')).toBe(false)
    expect(oldSearch('%a'.repeat(400))('a'.repeat(2_000))).toBe(true)
  })

  test('of an id: its namespaces, who else leads there, what could be confused, and what would be decided', async () => {
    await put(
      'user_memories.jo-ann-at-x-com',
      'user_memories.jo-ann-at-x-com.work',
      'user_memories.jo-ann@x-com',
      'user_memories.jo-ann-at-x-com2',
      'user_memories.Jo-Ann-at-x-com',
    )
    await use().pool.query(`insert into dashboard.claimant (user_id) values ('jo.ann@x.com'), ('JO-ANN@x.com')`)
    const found = await look({ userId: 'jo-ann@x.com' })
    expect(found).toMatchObject({
      namespace: 'user_memories.jo-ann-at-x-com',
      owner: { state: 'several' },
      decision: { state: 'unclear', why: 'several' },
      binding: null,
      isBindingAsked: false,
    })
    const told = (one: Inspection) =>
      renderToStaticMarkup(createElement(Findings, { found: one, heading: { current: null }, timeZone: 'UTC' }))
    const lockedWords =
      /It is locked: .* shown to nobody\..* sees nothing\..* with MEMORY_OWNER_FIELD: each of them then sees/
    const perRowWords =
      /It could be more than one person’s: whoever is let in sees only the memories that name them\..* is told that it is not clear, and sees only the memories that name them\./
    const [locked, perRow] = [told(found), told({ ...found, isPerRow: true })]
    expect([lockedWords.test(locked), perRowWords.test(locked)]).toEqual([true, false])
    expect([perRowWords.test(perRow), /shown to nobody|sees nothing|OWNER_FIELD/.test(perRow)]).toEqual([true, false])
    const moved = { ...found, isPerRow: true, decision: { state: 'unclear', why: 'bound-elsewhere' } as const }
    expect(told(moved)).toContain('is told that it is not clear, and sees nothing.')
    expect(found.spaces).toEqual([
      {
        style: 'at',
        isOurs: true,
        namespace: 'user_memories.jo-ann-at-x-com',
        own: 2,
        below: [{ namespace: 'user_memories.jo-ann-at-x-com.work', count: 2 }],
      },
      { style: 'dots', isOurs: false, namespace: 'user_memories.jo-ann@x-com', own: 2, below: [] },
    ])
    expect(
      found.ids
        .slice(0, 2)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['jo-ann@x.com', 'jo.ann@x.com'])
    expect(found.ids.find(({ id }) => id === 'jo.ann@x.com')).toEqual({
      id: 'jo.ann@x.com',
      isIssuable: true,
      hasSignedIn: true,
    })
    expect(found.ids.some(({ isIssuable }) => !isIssuable)).toBe(true)
    expect(named(found.siblings)).toEqual(['user_memories.jo-ann-at-x-com2'])
    expect(found.spellings).toEqual(
      expect.arrayContaining([
        { text: 'Jo-Ann-at-x-com', kind: 'namespace', difference: 'case' },
        { text: 'JO-ANN@x.com', kind: 'id', difference: 'case' },
      ]),
    )
    expect(JSON.stringify(found)).not.toContain('canary')
    const { rows } = await use().pool.query<{ row: string; subject: string }>(
      'select a::text as row, subject from dashboard.audit a',
    )
    expect(rows.map(({ subject }) => subject)).toEqual([pseudonym(staff(), 'namespace', found.namespace)])
    expect(rows[0]?.row).not.toMatch(/jo.ann/)
    expect((await use().pool.query('select from dashboard.pseudonym')).rowCount).toBe(1)
  })

  test('however many ids there could be, it answers, and says that there are more', async () => {
    const began = performance.now()
    const found = await look({ userId: `${'a-'.repeat(40)}a@x.com` })
    expect([found.ids.length, found.areAllIds, found.owner.state]).toEqual([20, false, 'several'])
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})
