import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idsOf, type NamespaceStyle, prefixOf, sanitizeUserId } from '@/lib/langgraph/namespace'
import { decideByName } from '../support/alone'
import { hostileId } from '../support/hostile'

const anybody = () => true
const style = fc.constantFrom<NamespaceStyle>('at', 'dots')
/** Ids of the letters that matter. */
const shortId = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 't', '-', '.', '@', 'b'), minLength: 1, maxLength: 9 }),
  fc
    .array(fc.constantFrom('a', 'at', '-at-', '@', '.', '-', 'joe', 'b'), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join('')),
  hostileId.filter((id) => id.length < 14),
)

test.each([
  ['alice.smith@corp.com', 'alice-smith-at-corp-com', 'alice-smith@corp-com'],
  ['joe.at@b.com', 'joe-at-at-b-com', 'joe-at@b-com'],
  ['joe@at.b.com', 'joe-at-at-b-com', 'joe@at-b-com'],
  ['a@b@c', 'a-at-b-at-c', 'a@b@c'],
  ['Alice', 'Alice', 'Alice'],
  ['．＠ é ', '．＠ é ', '．＠ é '],
])('the agent keeps the memories of %s under these labels', (id, at, dots) => {
  expect(sanitizeUserId(id, 'at')).toBe(at)
  expect(sanitizeUserId(id, 'dots')).toBe(dots)
})

test('the prefix is the labels joined by dots', () => {
  expect(prefixOf(['user_memories', 'bob', 'x y'])).toBe('user_memories.bob.x y')
})

describe('whether a namespace is one person’s own', () => {
  const oneAt = (id: string) => /^[^@]+@x\.com$/.test(id)
  const noDash = (id: string) => /^[^@-]+@corp\.com$/.test(id)

  test('a label without a dash is nobody else’s', () => {
    expect(decideByName('alice', 'at', anybody)).toEqual({ state: 'own', label: 'alice' })
  })

  test('bob@x.com shares his in general, but not when only addresses at x.com sign in', () => {
    expect(decideByName('bob@x.com', 'at', anybody)).toMatchObject({ state: 'ambiguous', label: 'bob-at-x-com' })
    expect(decideByName('bob@x.com', 'at', oneAt)).toEqual({ state: 'own', label: 'bob-at-x-com' })
  })

  test('jane.doe@corp.com shares hers until it is known that names have no dashes', () => {
    const corp = (id: string) => /^[^@]+@corp\.com$/.test(id)
    expect(decideByName('jane.doe@corp.com', 'at', corp)).toEqual({
      state: 'ambiguous',
      label: 'jane-doe-at-corp-com',
      other: 'jane-doe@corp.com',
    })
    expect(decideByName('jane.doe@corp.com', 'at', noDash)).toMatchObject({ state: 'own' })
  })

  test('joe.at@b.com and joe@at.b.com are each told of the other; in the style of the templates they are two', () => {
    const mail = (id: string) => /^[a-z.]+@[a-z.]+$/.test(id)
    const pair = ['joe.at@b.com', 'joe@at.b.com'] as const
    for (const id of pair) expect(decideByName(id, 'at', mail)).toMatchObject({ state: 'ambiguous' })
    for (const id of pair) expect(decideByName(id, 'at', (one) => pair.some((p) => p === one)).state).toBe('ambiguous')
    for (const id of pair) expect(decideByName(id, 'dots', mail)).toMatchObject({ state: 'own' })
  })

  test.each([
    ['', 'empty'],
    ['a\u0000b', 'not-well-formed'],
    ['a\ud800', 'not-well-formed'],
    ['\udc00', 'not-well-formed'],
    ['mallory@elsewhere.com', 'not-issuable'],
  ] as const)('%j can own no namespace: %s', (id, reason) => {
    const issuable = (one: string) => !one.includes('elsewhere')
    expect(decideByName(id, 'at', issuable)).toEqual({ state: 'refused', reason })
    expect(decideByName(id, 'dots', issuable)).toEqual({ state: 'refused', reason })
  })

  test('with too many dashes to tell, the answer is "ambiguous" and comes at once', () => {
    for (const id of [
      '-'.repeat(320),
      'a.b'.repeat(200),
      '-at-'.repeat(100),
      '@'.repeat(100),
      `${'x-'.repeat(160)}y`,
    ]) {
      const only = (one: string) => one === id
      expect(decideByName(id, 'at', only)).toMatchObject({ state: 'ambiguous', other: null })
    }
  })
})

test('every id of a label leads to that label, all are different, and the one it came from is among them', () => {
  fc.assert(
    fc.property(shortId, style, (id, how) => {
      const label = sanitizeUserId(id, how)
      const ids = [...idsOf(label, how)]
      expect(ids).toContain(id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const one of ids) if (sanitizeUserId(one, how) !== label) throw new Error(`${one} does not lead to ${label}`)
    }),
    { numRuns: 20_000 },
  )
})

test('a label that no id leads to has no ids', () => {
  for (const label of ['a.b', 'a@b']) expect([...idsOf(label, 'at')]).toEqual([])
  expect([...idsOf('a.b', 'dots')]).toEqual([])
  expect([...idsOf('a@b', 'dots')]).toEqual(['a@b'])
})

test('of all who can sign in, no two own one namespace', () => {
  fc.assert(
    fc.property(fc.uniqueArray(shortId, { minLength: 2, maxLength: 12 }), style, (people, how) => {
      // whoever could collide is in the population too
      const population = new Set(
        people.flatMap((id, at) => [id, ...(at % 2 ? [...idsOf(sanitizeUserId(id, how), how)].slice(0, 3) : [])]),
      )
      const owners = new Map<string, string>()
      for (const id of population) {
        const decision = decideByName(id, how, (one) => population.has(one))
        if (decision.state === 'refused') throw new Error(`${id} was refused: ${decision.reason}`)
        if (decision.state === 'ambiguous' && decision.other === null) {
          // too many to tell, and only then
          const dashes = decision.label.split('-').length - 1
          if (dashes < 14) throw new Error(`${id} has few candidates, yet none was named`)
        } else if (decision.state === 'ambiguous') {
          const other = decision.other ?? ''
          if (!population.has(other) || other === id || sanitizeUserId(other, how) !== decision.label)
            throw new Error(`${other} is no reason for ${id} to share`)
        } else if (owners.has(decision.label))
          throw new Error(`${id} and ${owners.get(decision.label)} own ${decision.label}`)
        else owners.set(decision.label, id)
      }
    }),
    { numRuns: 20_000 },
  )
})
