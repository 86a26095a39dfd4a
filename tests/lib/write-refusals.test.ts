import { expect, test } from 'vitest'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { onEachDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { eachTimeEmpty } from '../support/emptied-store'
import { codeOf, endpointEmbedder, everything, expectedOf, viewer } from '../support/stores'

const ROOT = 'user_memories.ada-at-corp-com'

onEachDatabase((use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  let ada: Scope
  eachTimeEmpty(use, {}, (emptied) => {
    ;({ store, endpoint, ada } = emptied)
  })

  const deep = (levels: number) => `{"a": ${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
  const refusals: [name: string, json: string, sentence: RegExp][] = [
    ['a list at the root', '[1, 2]', /JSON object/],
    ['a text at the root', '"x"', /JSON object/],
    ['null', 'null', /JSON object/],
    ['NUL', '{"a": "x\\u0000"}', /NUL/],
    ['NUL in a name', '{"\\u0000": 1}', /NUL/],
    ['half a character', '{"a": "\\ud800"}', /lone surrogate/],
    ['half a character, raw', '{"a": "\ud800"}', /lone surrogate/],
    ['NaN', '{"a": NaN}', /NaN is not a number/],
    ['Infinity', '{"a": -Infinity}', /-Infinity is not a number/],
    ['1e400', '{"a": 1e400}', /larger than any number/],
    ['65 levels', deep(65), /64 levels/],
    ['100,000 levels', '{"a":'.repeat(9_000), /levels|too early|missing/],
    ['more than 64 kB', `{"a": "${'é'.repeat(32_768)}"}`, /at most 64 kB/],
    ['5,000 digits', `{"a": ${'1'.repeat(5_000)}}`, /digits/],
    ['no JSON', '{"a": }', /Line 1/],
    ['nothing', '', /missing/],
  ]
  test.each(refusals)('%s is refused with its own sentence before anything is embedded', async (_, json, sentence) => {
    const made = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const before = await everything(store)
    endpoint.requests.length = 0
    for (const refused of [
      () => editMemory(ada, { id: made.id, version: made.version, json }),
      () => createMemory(ada, { key: 'new', json }),
      () => putMemory(ada, { key: 'new', json }),
    ]) {
      const error = await expectedOf(refused())
      expect(error.code).toBe('invalid')
      expect(error.sentence).toMatch(sentence)
    }
    expect(endpoint.requests).toEqual([])
    expect(await everything(store)).toEqual(before)
  })

  test.each([
    ['no key', '', /needs a key/],
    ['NUL', 'a\u0000', /NUL/],
    ['half a character', 'a\udc00', /lone surrogate/],
    ['3,000 bytes', 'é'.repeat(1_500), /bytes too long/],
  ])('a key with %s is refused with its own sentence before anything is embedded', async (_, key, sentence) => {
    for (const write of [createMemory, putMemory]) {
      const error = await expectedOf(write(ada, { key, json: '{"a": 1}' }))
      expect(error.code).toBe('invalid')
      expect(error.sentence).toMatch(sentence)
    }
    expect(endpoint.requests).toEqual([])
  })

  test('the longest key that is allowed fits into the database, whatever its bytes', async () => {
    const hard = (length: number) => Array.from({ length }, () => String.fromCharCode(33 + Math.random() * 90)).join('')
    const key = hard(2_600 - ROOT.length - 1)
    await createMemory(ada, { key, json: '{"text": "x"}' })
    expect(await codeOf(createMemory(ada, { key: `${key}x`, json: '{}' }))).toBe('invalid')
    expect((await getMemoryAt(ada, [], key))?.searchable).toBe(true)
  })

  test.each([
    '{"a": "\\u0000", "a": 1}',
    '{"a": "\\ud800", "a": 1}',
    '{"a": 1e-20000}',
    `{"a": 0.${'0'.repeat(20_000)}1}`,
    '{"a": 1e-99999999999}',
    '{"a": 0e99999999}',
    '{"a": -0e-99999999}',
  ])('what Postgres would refuse is refused with a sentence, or stored: %s', async (json) => {
    const outcome = await createMemory(ada, { key: 'odd', json }).catch((error) => error.code)
    if (outcome !== 'invalid') expect(outcome).toMatchObject({ key: 'odd' })
  })

  test.each([
    { kind: 'refuse', status: 400 },
    { kind: 'slow', ms: 1_500 },
    { kind: 'wrong-dims', dims: 8 },
    { kind: 'garbage' },
    { kind: 'nan' },
    { kind: 'fewer' },
    { kind: 'hang-up' },
  ] as const)('when the endpoint fails ($kind), nothing at all is written', async (fault) => {
    const made = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const hurried = viewer({ ...store, embedder: endpointEmbedder(endpoint, 16, 400) }, 'ada@corp.com')
    const before = await everything(store)
    endpoint.behave(fault)
    const writes = [
      editMemory(hurried, { id: made.id, version: made.version, json: '{"text": "white"}' }),
      createMemory(hurried, { key: 'new', json: '{"text": "new"}' }),
      putMemory(hurried, { key: 'tea', json: '{"text": "new"}' }),
    ]
    expect(await Promise.all(writes.map(codeOf))).toEqual(new Array(3).fill('embedding-unavailable'))
    expect(await everything(store)).toEqual(before)
  })
})
