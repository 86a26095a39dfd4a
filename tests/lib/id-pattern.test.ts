// A pattern of ids from the namespaces that there are: it lets one id at most into each, names nobody, and counts whom it locks out.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countLockedOut, proposeIdPattern } from '@/lib/langgraph/id-pattern'
import { type NamespaceStyle, sanitizeUserId } from '@/lib/langgraph/namespace'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { readCatalog } from '@/lib/store/catalog'
import { personLabels } from '@/lib/store/namespaces'
import { decideByName } from '../support/alone'
import { onEachDatabase } from '../support/databases'

const labelsOf = (ids: string[], style: NamespaceStyle = 'at') => ids.map((id) => sanitizeUserId(id, style))
const regex = (pattern: string) => new RegExp(`^(?:${pattern})$`, 'u')
const proposed = (ids: string[], style: NamespaceStyle = 'at', known: string[] = []) => {
  const proposal = proposeIdPattern(labelsOf(ids, style), style, known)
  if (proposal === null) throw new Error('nothing was proposed')
  return proposal
}

test.each(['at', 'dots'] as const)(
  'addresses at one domain, in the style "%s": everybody keeps what is theirs',
  (style) => {
    const ids = ['ada@corp.com', 'jo.ann@corp.com', 'max_m@corp.com']
    const { pattern, takenForDots, isDomainGuessed } = proposed(ids, style)
    const issuable = (id: string) => regex(pattern).test(id)
    for (const id of ids) expect(decideByName(id, style, issuable).state).toBe('own')
    expect([takenForDots, isDomainGuessed]).toEqual([1, false])
    expect(countLockedOut(labelsOf(ids, style), style, issuable)).toEqual({ all: 3, unmatched: 0, ambiguous: 0 })
    expect(pattern).not.toMatch(/ada|jo|max/)
  },
)

test('a domain of three parts is guessed, and said to be; an administrator’s address settles it', () => {
  expect(proposed(['ada@my-corp.com'])).toMatchObject({ isDomainGuessed: true })
  expect(proposed(['ada@my-corp.com']).pattern).toContain('@my\\.corp\\.com')
  const settled = proposed(['ada@my-corp.com'], 'at', ['root@my-corp.com'])
  expect(settled.isDomainGuessed).toBe(false)
  expect(regex(settled.pattern).test('ada@my-corp.com')).toBe(true)
})

test.each([
  ['numbers', ['17', '4711'], '18', 'x'],
  ['ids of Databricks', ['4255605719359984@2850744067564480'], '1@2', '1-2'],
  ['UUIDs', ['0b9c4c7e-98fd-4c0e-8f0a-0a1b2c3d4e5f'], 'ffffffff-0000-4000-8000-000000000000', 'ffffffff.0000'],
  ['user names', ['ada', 'bob_2'], 'eve', 'e.ve'],
  ['names with dashes', ['ada-l', 'bob'], 'x-y-z', 'x.y'],
] as [string, string[], string, string][])('%s', (_, ids, alsoIn, out) => {
  const { pattern } = proposed(ids)
  const issuable = (id: string) => regex(pattern).test(id)
  for (const id of ids) expect([id, decideByName(id, 'at', issuable).state]).toEqual([id, 'own'])
  expect([issuable(alsoIn), issuable(out)]).toEqual([true, false])
})

test('whatever is found, no namespace has two owners under what is proposed', () => {
  const piece = fc.constantFrom('ada', 'jo', 'at', 'x', '1', 'corp', 'com')
  const id = fc
    .tuple(fc.array(fc.tuple(piece, fc.constantFrom('.', '-', '_', '')), { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([parts, isAddress]) => parts.flat().join('') + (isAddress ? '@corp.com' : ''))
  fc.assert(
    fc.property(fc.array(id, { minLength: 1, maxLength: 12 }), fc.constantFrom('at', 'dots'), (ids, style) => {
      const labels = [...new Set(labelsOf(ids, style as NamespaceStyle))]
      const proposal = proposeIdPattern(labels, style as NamespaceStyle)
      if (proposal === null) return
      const owners = new Map<string, string>()
      const issuable = (one: string) => regex(proposal.pattern).test(one)
      for (const one of ids) {
        const decision = decideByName(one, style as NamespaceStyle, issuable)
        if (decision.state !== 'own') continue
        expect(owners.get(decision.label) ?? one).toBe(one)
        owners.set(decision.label, one)
      }
    }),
    { numRuns: 500 },
  )
})

test('who would be locked out is counted: nobody’s, and two people’s', () => {
  const labels = labelsOf(['ada@corp.com', 'jo.ann@corp.com', 'eve@other.org'])
  const issuable = (id: string) => /^[a-z.-]+@corp\.com$/.test(id)
  expect(countLockedOut(labels, 'at', issuable)).toEqual({ all: 3, unmatched: 1, ambiguous: 1 })
  expect(countLockedOut(['-'.repeat(200)], 'at', () => false)).toEqual({ all: 1, unmatched: 0, ambiguous: 1 })
})

test('of what is no id that could be named, nothing is proposed', () => {
  for (const labels of [[], ['%'], ['müller-at-über'], ['a b']]) expect(proposeIdPattern(labels, 'at')).toBeNull()
})

onEachDatabase((use) => {
  test('labels are found once each, with child namespaces and beside neighbours that sort between', async () => {
    const { pool } = use()
    await setUpAgentTables(pool, 'public', 3)
    const catalog = await readCatalog(pool, 'public')
    if (catalog === null) throw new Error('the tables were not made')
    const prefixes = [
      'm.ada',
      'm.ada.child',
      'm.ada-x',
      'm.ada.child.deep',
      'm.bob.only',
      'm',
      'mm.eve',
      'n.eve',
      'm/eve',
    ]
    for (const prefix of prefixes)
      await pool.query(`insert into ${catalog.store} (prefix, key, value) values ($1, 'k', '{}')`, [prefix])
    expect((await personLabels(pool, catalog, 'm')).sort()).toEqual(['ada', 'ada-x', 'bob'])
    expect(await personLabels(pool, catalog, '%')).toEqual([])
  })
})
