import pg from 'pg'
import { beforeEach, describe, expect, test } from 'vitest'
import { LongTermMemory, type MemoryValue } from '@/lib/agent/long-term-memory'
import { builtInEmbedder } from '@/lib/embedding/built-in'
import { parseJson } from '@/lib/shared/json-text'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { putMemory } from '@/lib/store/change/write'
import { type Agent, scopeOf } from '@/lib/store/memory-store'
import { onDatabase, onEachDatabase } from '../support/databases'
import {
  auditOf,
  clear,
  codeOf,
  codePointEmbedder,
  embeddingsOf,
  expectedOf,
  rowOf,
  storeWith,
} from '../support/stores'

const WORKSPACE = { workspace_id: '12345', workspace_name: 'Production', preference_date: '2025-01-15' }
const ADA = 'ada@corp.com'
const ROOT = 'user_memories.ada-at-corp-com'

onDatabase('embedded', (use) => {
  test('the example of the README: save, search by meaning, read, delete', async () => {
    const memory = new LongTermMemory({
      pool: use().pool,
      embedder: builtInEmbedder({ timeoutMs: 60_000 }),
      pseudonymKey: 'key',
      schema: 'readme',
    })
    await memory.setup()
    await memory.setup()
    await memory.saveMemory('alice@company.com', 'preferred_workspace', WORKSPACE)
    await memory.saveMemory('alice@company.com', 'diet', { text: 'Does not eat meat; fish is fine on Fridays' })
    await memory.saveMemory('alice@company.com', 'colour', { text: 'Her favourite colour is teal' })
    const found = await memory.searchMemories('alice@company.com', 'What workspace does the user prefer?')
    console.log(found.map(({ key, score }) => `${key} ${score.toFixed(3)}`).join(', '))
    expect(found).toHaveLength(3)
    expect(found[0]).toMatchObject({ key: 'preferred_workspace', value: WORKSPACE })
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a))
    expect((await memory.getMemory('alice@company.com', 'preferred_workspace'))?.value).toEqual(WORKSPACE)
    expect(await memory.deleteMemory('alice@company.com', 'preferred_workspace')).toBe(true)
    expect(await memory.getMemory('alice@company.com', 'preferred_workspace')).toBeNull()
    expect(await memory.deleteMemory('alice@company.com', 'preferred_workspace')).toBe(false)
  })
})

onEachDatabase((use) => {
  let memory: LongTermMemory
  beforeEach(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    await clear(await storeWith(use().pool, codePointEmbedder(16)))
    memory = new LongTermMemory({ pool: use().pool, embedder: codePointEmbedder(16), pseudonymKey: 'test key' })
  })
  const store = () => storeWith(use().pool, codePointEmbedder(16))

  test('what it saves is what the agent’s put saves, and is audited as the agent’s', async () => {
    await memory.saveMemory(ADA, 'saved', { text: 'é 日本', list: [1, 2.5, null, true], nested: { b: 1, a: 2 } })
    const agent = scopeOf(await store(), ADA, { surface: 'agent', agent: null }) as Agent
    await putMemory(agent, {
      key: 'put',
      json: '{"text": "é 日本", "list": [1, 2.5, null, true], "nested": {"b": 1, "a": 2}}',
    })
    const [saved, put] = [await rowOf(agent.store, ROOT, 'saved'), await rowOf(agent.store, ROOT, 'put')]
    expect(saved?.value).toBe(put?.value)
    expect(await embeddingsOf(agent.store, ROOT, 'saved')).toEqual(await embeddingsOf(agent.store, ROOT, 'put'))
    const audit = await auditOf(agent.store)
    expect(audit.map(({ action, surface, actor, subject }) => [action, surface, actor, subject])).toEqual(
      new Array(2).fill(['memory.put', 'agent', agent.actor, agent.subject]),
    )
    expect(agent.actor).not.toBe(agent.subject)
  })

  test('a second save replaces the first and is the one that is found', async () => {
    await memory.saveMemory(ADA, 'k', { text: 'first' })
    await memory.saveMemory(ADA, 'k', { text: 'second' })
    expect((await memory.listMemories(ADA)).map(({ value }) => value)).toEqual([{ text: 'second' }])
    expect((await memory.searchMemories(ADA, 'x')).map(({ json }) => json)).toEqual(['{"text": "second"}'])
  })

  test('lossless JSON keeps every digit; deleting is audited', async () => {
    const value = parseJson('{"big": 12345678901234567890, "one": 1.0}')
    await memory.saveMemory(ADA, 'n', value as MemoryValue)
    expect((await memory.getMemory(ADA, 'n'))?.json).toBe('{"big": 12345678901234567890, "one": 1.0}')
    expect(await memory.deleteMemory(ADA, 'n')).toBe(true)
    expect((await auditOf(await store())).map(({ action }) => action)).toEqual(['memory.put', 'memory.remove'])
  })

  test('deleting what is not there says so and changes nothing', async () => {
    await memory.saveMemory(ADA, '\ufffd', { text: 'stays' })
    for (const key of ['unknown', '', '\u0000', '\ud800', 'x'.repeat(10_000)])
      expect(await memory.deleteMemory(ADA, key)).toBe(false)
    for (const key of ['unknown', '', '\u0000', '\ud800']) expect(await memory.getMemory(ADA, key)).toBeNull()
    expect((await memory.getMemory(ADA, '\ufffd'))?.value).toEqual({ text: 'stays' })
  })

  test.each(['', '\u0000', 'a\ud800', undefined, null, 5])(
    'without a user id (%j) nothing is read or written',
    async (id) => {
      const user = id as string
      for (const work of [
        () => memory.saveMemory(user, 'k', { a: 1 }),
        () => memory.getMemory(user, 'k'),
        () => memory.deleteMemory(user, 'k'),
        () => memory.listMemories(user),
        () => memory.searchMemories(user, 'x'),
      ])
        expect(await codeOf(work())).toBe('invalid')
    },
  )

  test.each<[string, unknown]>([
    ['NaN', { a: Number.NaN }],
    ['Infinity', { a: [{ b: Number.POSITIVE_INFINITY }] }],
    ['undefined', { a: undefined }],
    ['undefined in a list', { a: [undefined] }],
    ['a bigint', { a: 1n }],
    ['a function', { a: () => 1 }],
    ['a symbol', { a: Symbol('x') }],
    ['a map within an object', { a: new Map([['b', 1]]) }],
    ['a set', { a: new Set([1]) }],
    ['a list at the root', [1, 2]],
    ['a text at the root', 'text'],
    ['a number at the root', 5],
    ['null at the root', null],
    ['undefined at the root', undefined],
    ['a set at the root', new Set([1])],
    ['NUL', { a: 'x\u0000' }],
    ['half a character', { a: '\ud800' }],
  ])('%s is refused with a sentence, and nothing is saved', async (_, value) => {
    const error = await expectedOf(memory.saveMemory(ADA, 'k', value as MemoryValue))
    expect(error.code).toBe('invalid')
    expect(error.sentence).toMatch(/\.$/)
    expect(await memory.listMemories(ADA)).toEqual([])
    expect(await auditOf(await store())).toEqual([])
  })

  test('a key that cannot be stored is refused', async () => {
    for (const key of ['', '\u0000', '\ud800', 'x'.repeat(3_000)])
      expect(await codeOf(memory.saveMemory(ADA, key, { a: 1 }))).toBe('invalid')
  })

  test('a limit or a question that makes no sense is refused', async () => {
    for (const limit of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(await codeOf(memory.searchMemories(ADA, 'x', limit))).toBe('invalid')
    expect(await codeOf(memory.searchMemories(ADA, ''))).toBe('invalid')
    await memory.saveMemory(ADA, 'a', { kind: 'x' })
    await memory.saveMemory(ADA, 'b', { kind: 'y' })
    expect(await memory.searchMemories(ADA, 'x', 1)).toHaveLength(1)
    expect((await memory.searchMemories(ADA, 'x', 5, { kind: '"y"' })).map(({ key }) => key)).toEqual(['b'])
  })

  test('a list holds child namespaces and values of any size, the newest first, by the start of the key', async () => {
    await memory.saveMemory(ADA, 'pref_a', { text: 'a' })
    await memory.saveMemory(ADA, 'pref%', { text: 'b' })
    await memory.saveMemory(ADA, 'other', { text: 'c' })
    await use().pool.query(
      `insert into store (prefix, key, value, updated_at) values ('${ROOT}.work', 'pref_b', jsonb_build_object('t', repeat('x', 100000)), '2001-01-01')`,
    )
    expect((await memory.listMemories(ADA)).map(({ key }) => key)).toEqual(['other', 'pref%', 'pref_a', 'pref_b'])
    const [first, second] = await memory.listMemories(ADA, 'pref_')
    expect([first?.key, second?.key, String(second?.value.t).length]).toEqual(['pref_a', 'pref_b', 100_000])
    expect(await memory.listMemories(ADA, 'pref%')).toHaveLength(1)
    expect(await memory.listMemories('ada', '')).toEqual([])
  })
})

describe('when the database fails', () => {
  test('reading is an error, never "there is none"; when it answers again, so does the memory', async () => {
    const pool = new pg.Pool({ host: '127.0.0.1', port: 1, user: 'x' })
    const memory = new LongTermMemory({ pool, embedder: codePointEmbedder(16), pseudonymKey: 'key' })
    for (const work of [
      () => memory.getMemory(ADA, 'k'),
      () => memory.listMemories(ADA),
      () => memory.searchMemories(ADA, 'x'),
      () => memory.deleteMemory(ADA, 'k'),
      () => memory.saveMemory(ADA, 'k', { a: 1 }),
      () => memory.setup(),
    ])
      expect(await codeOf(work())).toBe('database-unavailable')
    await pool.end()
    await expect(memory.getMemory(ADA, 'k')).rejects.toThrow()
  })
})
