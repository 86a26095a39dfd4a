// What the three memory tools answer, to the letter, and what they leave in the agent's tables.
import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LongTermMemory } from '@/lib/agent/long-term-memory'
import { deleteUserMemory, getUserMemory, saveUserMemory } from '@/lib/agent/tool-calls'
import type { Embedder } from '@/lib/embedding/embedder'
import { Expected } from '@/lib/errors'
import { onDatabase } from '../support/databases'
import { clear, codeOf, codePointEmbedder, embeddingsOf, rowOf, storeWith } from '../support/stores'

const ADA = 'ada@corp.com'
const ROOT = 'user_memories.ada-at-corp-com'

onDatabase('postgres', (use) => {
  const store = () => storeWith(use().pool, codePointEmbedder(16))
  const memoryWith = (embedder: Embedder) => new LongTermMemory({ pool: use().pool, embedder, pseudonymKey: 'key' })
  let memory: LongTermMemory
  beforeAll(async () => {
    memory = memoryWith(codePointEmbedder(16))
    await memory.setup()
  })
  beforeEach(async () => clear(await store()))

  test('saving, finding and deleting answer in the reference’s words', async () => {
    expect(await getUserMemory(memory, ADA, 'tea')).toBe('No memories found for this user.')
    expect(await saveUserMemory(memory, ADA, 'drink', ' {"text": "tea é 😀", "since": 2019.0, "n": null}\n')).toBe(
      "Successfully saved memory with key 'drink'",
    )
    await saveUserMemory(memory, ADA, 'it’s', '{"b": [1, true], "a": "zzz"}')
    expect(await getUserMemory(memory, ADA, '"text": "tea é"')).toBe(
      '- [drink]: {"n": null, "text": "tea \\u00e9 \\ud83d\\ude00", "since": 2019.0}\n' +
        '- [it’s]: {"a": "zzz", "b": [1, true]}',
    )
    expect(await deleteUserMemory(memory, ADA, 'drink')).toBe("Successfully deleted memory with key 'drink'")
    expect(await rowOf(await store(), ROOT, 'drink')).toBeNull()
  })

  test('deleting what is not there is not called a success', async () => {
    await saveUserMemory(memory, ADA, 'drink', '{"a": 1}')
    for (const key of ['Drink', 'drink ', '', '\u0000', '\ud800'])
      expect(await deleteUserMemory(memory, ADA, key)).toBe(`No memory found with key '${key}'. Nothing was deleted.`)
    expect(await deleteUserMemory(memory, 'bob@corp.com', 'drink')).toContain('Nothing was deleted')
    expect(await rowOf(await store(), ROOT, 'drink')).not.toBeNull()
  })

  test.each([
    ['', 'Error: Invalid JSON - Expecting value: line 1 column 1 (char 0)'],
    ['tea', 'Error: Invalid JSON - Expecting value: line 1 column 1 (char 0)'],
    ["{'a': 1}", 'Error: Invalid JSON - Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
    ['{"a": 1,\n "é😀": x}', 'Error: Invalid JSON - Expecting value: line 2 column 8 (char 16)'],
    ['{"a": 1} {}', 'Error: Invalid JSON - Extra data: line 1 column 10 (char 9)'],
    ['[1, 2]', 'Error: Memory data must be a JSON object (dictionary)'],
    ['"a text"', 'Error: Memory data must be a JSON object (dictionary)'],
    [' NaN', 'Error: Memory data must be a JSON object (dictionary)'],
    // Python reads these, its store's put then raises
    ['{"a": NaN}', 'Error: Line 1: NaN is not a number that can be stored. Use null or a text.'],
    ['{"a": [-Infinity]}', 'Error: Line 1: -Infinity is not a number that can be stored. Use null or a text.'],
    ['{"a": 1e999}', 'Error: 1e999 is larger than any number that can be stored. Write it as a text.'],
    ['{"a": "\\u0000"}', 'Error: The text holds a NUL character (\\u0000), which Postgres cannot store. Remove it.'],
    [
      '{"a": "\\ud800"}',
      'Error: The text holds half of a character (a lone surrogate), which cannot be stored. Delete it and type it anew.',
    ],
    [
      `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`,
      'Error: A memory can be nested 64 levels deep; this one goes deeper. Flatten it.',
    ],
    ['{"a":'.repeat(50_000), 'Error: Line 1: the value is nested more than 512 levels deep.'],
  ])('what cannot be saved says why, and nothing is saved: %j', async (json, answer) => {
    expect(await saveUserMemory(memory, ADA, 'k', json)).toBe(answer)
    expect(await memory.listMemories(ADA)).toEqual([])
  })

  test('a key or a question that cannot be used says why', async () => {
    expect(await saveUserMemory(memory, ADA, '', '{}')).toMatch(/^Error: A memory needs a key/)
    expect(await saveUserMemory(memory, ADA, 'x'.repeat(3_000), '{}')).toMatch(/^Error: The key is \d+ bytes too long/)
    expect(await getUserMemory(memory, ADA, '')).toBe('Error: The query is empty. Say what to look for.')
    for (const id of ['', undefined as never]) expect(await getUserMemory(memory, id, 'x')).toMatch(/^Error: A user id/)
  })

  test('numbers keep their digits and their kind; what is embedded is what Python embeds', async () => {
    const json =
      '{"big": 12345678901234567890, "e": 1e5, "one": 1.0, "cut": 2.50, "long": 0.12345678901234567890, "a": 1, "a": 2}'
    await saveUserMemory(memory, ADA, 'n', json)
    await saveUserMemory(
      memory,
      ADA,
      'python',
      '{"a": 2, "big": 12345678901234567890, "cut": 2.5, "e": 100000.0, "long": 0.12345678901234568, "one": 1.0}',
    )
    expect(JSON.stringify((await rowOf(await store(), ROOT, 'n'))?.value)).toBe(
      JSON.stringify(
        '{"a": 2, "e": 100000.0, "big": 12345678901234567890, "cut": 2.5, "one": 1.0, "long": 0.12345678901234567890}',
      ),
    )
    expect(await embeddingsOf(await store(), ROOT, 'n')).toEqual(await embeddingsOf(await store(), ROOT, 'python'))
  })

  test('a row that the agent’s Python cannot read hides no other', async () => {
    for (const key of ['list', 'good']) await saveUserMemory(memory, ADA, key, '{"a": "x"}')
    await use().pool.query(`update store set value = '[1.0, "é"]' where key = 'list'`)
    expect((await getUserMemory(memory, ADA, 'x')).split('\n').sort()).toEqual([
      '- [good]: {"a": "x"}',
      '- [list]: [1.0, "é"]',
    ])
  })

  test('an encoder that is down is thrown, and neither an answer nor a half-saved memory', async () => {
    await saveUserMemory(memory, ADA, 'kept', '{"a": 1}')
    const down = memoryWith({
      ...codePointEmbedder(16),
      embed: async () => {
        throw new Expected('embedding-unavailable', 'The embedding endpoint does not answer.')
      },
    })
    expect(await codeOf(getUserMemory(down, ADA, 'x'))).toBe('embedding-unavailable')
    expect(await codeOf(saveUserMemory(down, ADA, 'new', '{"a": 1}'))).toBe('embedding-unavailable')
    expect((await memory.listMemories(ADA)).map(({ key }) => key)).toEqual(['kept'])
  })
})

describe('when the database is away', () => {
  test('every tool throws: an outage is never "No memories found"', async () => {
    const pool = new pg.Pool({ host: '127.0.0.1', port: 1, user: 'x' })
    const memory = new LongTermMemory({ pool, embedder: codePointEmbedder(16), pseudonymKey: 'key' })
    for (const call of [
      () => getUserMemory(memory, ADA, 'x'),
      () => saveUserMemory(memory, ADA, 'k', '{"a": 1}'),
      () => deleteUserMemory(memory, ADA, 'k'),
    ])
      expect(await codeOf(call())).toBe('database-unavailable')
    await pool.end()
  })
})
