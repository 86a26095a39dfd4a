import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryId, parseMemoryId } from '@/lib/shared/memory'

const wellFormed = (text: string) => text.isWellFormed() && !text.includes('\u0000')
const key = fc.string({ unit: 'binary' }).filter(wellFormed)
const child = fc.array(
  key.filter((label) => !label.includes('.')),
  { maxLength: 4 },
)

test('every address leads back to its child namespace and key', () => {
  fc.assert(
    fc.property(child, key, (labels, name) => {
      const id = memoryId(labels, name)
      expect(id).toMatch(/^[A-Za-z0-9_-]+$/)
      expect(parseMemoryId(id)).toEqual({ child: labels, key: name })
    }),
    { numRuns: 5_000 },
  )
})

test('two places never share an address, empty labels included', () => {
  const places: [string[], string][] = [
    [[], ''],
    [[''], ''],
    [['', ''], ''],
    [[], 'k'],
    [[''], 'k'],
    [['k'], ''],
    [['a', 'b'], 'k'],
    [['a'], 'b.k'],
    [['a'], '.b'],
    [['é'], 'k'],
    [['e\u0301'], 'k'],
  ]
  expect(new Set(places.map(([labels, name]) => memoryId(labels, name))).size).toBe(places.length)
  for (const [labels, name] of places)
    expect(parseMemoryId(memoryId(labels, name))).toEqual({ child: labels, key: name })
})

test('whatever is not an address is none, and never a failure', () => {
  const encode = (bytes: number[]) => Buffer.from(bytes).toString('base64url')
  const hostile = [
    ...['', ' ', '=', 'A', 'AA==', '+', '/', '%2e', '..', 'null', '😀', '\u0000', '\ud800', 'AAAA\n'],
    ...[[0x61], [0x61, 0, 0x61], [0, 0x61, 0], [0xff, 0], [0xc0, 0x80, 0], [0xed, 0xa0, 0x80, 0], [0x61, 0, 0x6b]].map(
      encode,
    ),
    `${memoryId([], 'k')}=`,
    `${memoryId([], 'k')} `,
    memoryId([], 'k').replace(/.$/, 'x'),
  ]
  for (const id of hostile) {
    const parsed = parseMemoryId(id)
    if (parsed !== null) expect(memoryId(parsed.child, parsed.key)).toBe(id)
  }
  for (const id of [
    '',
    'A',
    'AA==',
    encode([0x61]),
    encode([0x61, 0, 0x6b]),
    encode([0xff, 0]),
    `${memoryId([], 'k')}=`,
  ])
    expect(parseMemoryId(id)).toBeNull()
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.base64String()), (id) => {
      const parsed = parseMemoryId(id)
      expect(parsed === null || memoryId(parsed.child, parsed.key) === id).toBe(true)
    }),
    { numRuns: 5_000 },
  )
})
