// "This is what the agent would have got": our run of its statement beside its own store, on one database.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { AgentReads, AgentSearch } from '@/lib/shared/agent-view'
import { prefixBelow } from '@/lib/store/memory-row'
import { type MemoryStore, openMemoryStore, type Scope } from '@/lib/store/memory-store'
import { searchAsAgent } from '@/lib/store/search/agent-view'
import { type PythonAgent, startAgent } from '../support/agent'
import { connectionString, onDatabase } from '../support/databases'
import { codePointVector } from '../support/embedding-endpoint'
import { GOLDEN_NAMES, goldenScope, openGoldenStore, readGolden } from '../support/golden'

const READS: AgentReads = { limit: 5, omitsExpired: false }

describe.skipIf(inject('agentPython') === null).each(GOLDEN_NAMES)('beside the agent’s own store (%s)', (name) => {
  const golden = readGolden(name)
  onDatabase('postgres', (use) => {
    let agent: PythonAgent
    let store: MemoryStore
    const ends: (() => unknown)[] = []
    beforeAll(async () => {
      await use().pool.query(golden.sql)
      await use().pool.query("reset all; set timezone to 'UTC'")
      const opened = await openGoldenStore(use(), golden)
      store = opened.store
      ends.push(opened.endpoint.close)
      agent = startAgent(connectionString(use()), golden.dims, golden.fields)
      ends.push(agent.close)
    })
    afterAll(async () => {
      for (const end of ends) await end()
    })

    const scopeOf = (namespace: readonly string[], reads: AgentReads = READS, on = store) =>
      goldenScope({ ...on, reads }, namespace)

    const asked = golden.searches.filter(({ query, filter }) => query !== '' && filter === undefined)
    test.each(asked.map((search, index) => [index, search] as const))(
      'search %i gives the same rows in the same order with the same scores, and the same text',
      async (_, { namespace, query, limit }) => {
        const scope = scopeOf(namespace, { ...READS, limit })
        const ours = await searchAsAgent(scope, { query, limit: 100 })
        expect(rowsOf(scope, ours)).toEqual(await agent.run({ verb: 'search', namespace, query, limit }))
        expect(ours.tool).toEqual({
          kind: 'text',
          text: await agent.run({ verb: 'tool', namespace, query, limit }),
        })
        expect(ours.memories.length + ours.results).toBe(ours.total)
        expect(ours.missed).toHaveLength(ours.results)
      },
    )

    test.each([1, 2, 3, 7, 60])('with a limit of %i as well', async (limit) => {
      const namespace = ['user_memories', 'alice-at-example-com']
      const scope = scopeOf(namespace, { ...READS, limit })
      for (const query of ['alpha', 'teal', 'a b c', '日本 😀']) {
        const ours = await searchAsAgent(scope, { query, limit: 10 })
        expect(rowsOf(scope, ours)).toEqual(await agent.run({ verb: 'search', namespace, query, limit }))
      }
    })

    test('values of every kind come as the tool writes them', async () => {
      const namespace = ['user_memories', 'kinds']
      const values = [
        '{"z": 1, "a": {"é": "日本 😀 \\u007f \\u2028 /", "quote": "\\"\\\\ \\t\\n\\u0001"}, "list": [], "none": {}}',
        '{"big": 12345678901234567890, "tiny": 1e-7, "huge": 1e16, "one": 1.0, "neg": -0.5, "t": true, "f": false, "n": null}',
        '{"rtl": "שלום", "bidi": "\\u202e", "key é": [1, [2, {"b": 2.50, "a": 1}]]}',
      ]
      for (const [at, json] of values.entries()) await agent.run({ verb: 'put', namespace, key: `kind é ${at}`, json })
      // a float that Python reads as infinite, and one with more digits than it keeps
      await use().pool.query(
        `update store set value = value || '{"far": 1${'0'.repeat(400)}.5, "fine": 0.12345678901234567890123}' where key = 'kind é 0'`,
      )
      const { tool } = await searchAsAgent(scopeOf(namespace), { query: 'kinds', limit: 10 })
      expect(tool).toEqual({
        kind: 'text',
        text: await agent.run({ verb: 'tool', namespace, query: 'kinds', limit: 5 }),
      })
    })

    test.each([
      ['[1, 2]', 'not an object'],
      ['null', 'not an object'],
      ['"a text"', 'not an object'],
      [`{"n": ${'7'.repeat(4_301)}}`, 'a number too long'],
      ['"{\\"a\\": [1.0, 123456789012345678901, \\"é\\"]}"', null],
      ['"17"', null],
    ])(
      'a value %s that another writer left: the agent’s search fails exactly where ours says so',
      async (json, why) => {
        const namespace = ['user_memories', 'odd']
        await agent.run({ verb: 'put', namespace, key: 'odd one', json: '{"t": "odd"}' })
        await use().pool.query(`update store set value = $1 where prefix = 'user_memories.odd'`, [json])
        const { tool } = await searchAsAgent(scopeOf(namespace), { query: 'odd', limit: 10 })
        const theirs = agent.run({ verb: 'tool', namespace, query: 'odd', limit: 5 })
        if (why === null) expect(tool).toEqual({ kind: 'text', text: await theirs })
        else {
          await expect(theirs).rejects.toThrow(/JSONDecodeError|4300 digits/)
          expect(tool).toEqual({ kind: 'fault', key: 'odd one', why })
        }
      },
    )

    test('T66: the agent renews a time to live by looking, we do not', async () => {
      const namespace = ['user_memories', 'ttl']
      await agent.run({ verb: 'put', namespace, key: 'k', json: '{"t": "ttl"}' })
      await use().pool.query(
        `update store set ttl_minutes = 60, expires_at = '2020-01-01' where prefix = 'user_memories.ttl'`,
      )
      const row = async () =>
        (await use().pool.query(`select t::text, xmin::text from store t where prefix = 'user_memories.ttl'`)).rows
      const before = await row()
      const { memories } = await searchAsAgent(scopeOf(namespace), { query: 'ttl', limit: 5 })
      expect(memories.map(({ expired }) => expired)).toEqual([true])
      expect(await row()).toEqual(before)
      await agent.run({ verb: 'search', namespace, query: 'ttl', limit: 5 })
      expect(await row()).not.toEqual(before)
    })

    test('T67: an expired memory that was not swept is given by the agent, unless its store leaves such out', async () => {
      const namespace = ['user_memories', 'expiry']
      for (const key of ['old', 'new']) await agent.run({ verb: 'put', namespace, key, json: `{"t": "${key}"}` })
      await use().pool.query(
        `update store set expires_at = '2020-01-01' where prefix = 'user_memories.expiry' and key = 'old'`,
      )
      const strict = startAgent(connectionString(use()), golden.dims, golden.fields, { omit_expired: true })
      ends.push(strict.close)
      for (const [omitsExpired, theirs] of [
        [false, agent],
        [true, strict],
      ] as const) {
        const scope = scopeOf(namespace, { limit: 5, omitsExpired })
        const ours = await searchAsAgent(scope, { query: 'old', limit: 5 })
        expect(rowsOf(scope, ours)).toEqual(await theirs.run({ verb: 'search', namespace, query: 'old', limit: 5 }))
        expect(ours.missed.map(({ key, why }) => [key, why])).toEqual(omitsExpired ? [['old', 'expired']] : [])
      }
    })

    test('what the index hides from the agent it hides from our run, and is named', async () => {
      const namespace = ['user_memories', 'crowded']
      // the index gives the 40 nearest of all people's entries, and others have 300 that are nearer; no two are the same
      const plant = (prefix: string, text: string, count: number) =>
        use().pool.query(
          `with row as (
             insert into store (prefix, key, value) select $1, 'k' || n, jsonb_build_object('t', n::text)
               from generate_series(1, cardinality($2::text[])) n returning prefix, key)
           insert into store_vectors (prefix, key, field_name, embedding)
           select row.prefix, row.key, 't', made.embedding::vector
             from row join unnest($2::text[]) with ordinality as made (embedding, n) on row.key = 'k' || made.n`,
          [prefix, Array.from({ length: count }, (_, n) => JSON.stringify(nearly(text, golden.dims, n)))],
        )
      await plant('user_memories.other', 'aaaa', 300)
      await plant('user_memories.crowded', 'aab', 30)
      const database = new URL(connectionString(use())).pathname.slice(1)
      await use().pool.query(
        `alter database ${database} set enable_seqscan to off; alter database ${database} set enable_bitmapscan to off;
         alter database ${database} set enable_sort to off; analyze store; analyze store_vectors`,
      )
      const pool = new pg.Pool({ ...use().pool.options, max: 2 })
      const later = startAgent(connectionString(use()), golden.dims, golden.fields)
      ends.push(later.close, () => pool.end())
      const { reads: _, pool: __, catalog, ...rest } = store
      const scope = scopeOf(namespace, READS, await openMemoryStore(pool, catalog.schema, rest))
      const ours = await searchAsAgent(scope, { query: 'aaaa', limit: 100 })
      expect(rowsOf(scope, ours)).toEqual(await later.run({ verb: 'search', namespace, query: 'aaaa', limit: 5 }))
      expect(ours.memories).toEqual([])
      expect(ours.tool).toEqual({ kind: 'text', text: 'No memories found for this user.' })
      expect(ours.counts).toMatchObject({ index: 5, limit: 25, 'crowded out': 0 })
      expect(ours.missed.map(({ why, place }) => [why, place])).toEqual(
        Array.from({ length: 30 }, (_, at) => [at < 5 ? 'index' : 'limit', at + 1]),
      )
      await use().pool.query(
        `alter database ${database} reset all; delete from store where prefix = 'user_memories.other'`,
      )
    })
  })
})

function rowsOf(scope: Scope, { memories }: AgentSearch): [string, string, number | null][] {
  return memories.map(({ child, key, score }) => [prefixBelow(scope, child), key, score])
}

/** The vector of `text`, turned a little, for each `n` in another way. */
function nearly(text: string, dims: number, n: number): number[] {
  return codePointVector(text, dims).map((part, at) => part + (at === n % dims ? 0.01 : 0) * (1 + n))
}
