import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pythonDumps } from '@/lib/langgraph/python-json'
import { parseJson } from '@/lib/shared/json-text'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { putMemory } from '@/lib/store/change/write'
import { everyMemory } from '@/lib/store/list/browse'
import { prefixBelow } from '@/lib/store/memory-row'
import type { MemoryStore } from '@/lib/store/memory-store'
import { searchMemoriesByMeaning } from '@/lib/store/search/search'
import { onEachDatabase } from '../support/databases'
import { GOLDEN_NAMES, goldenScope, openGoldenStore, readGolden } from '../support/golden'

describe.each(GOLDEN_NAMES)('the agent’s own database (%s)', (name) => {
  const golden = readGolden(name)
  onEachDatabase((use) => {
    let store: MemoryStore
    let close: () => Promise<void>
    beforeAll(async () => {
      await use().pool.query(golden.sql)
      await use().pool.query("reset all; set timezone to 'UTC'")
      const opened = await openGoldenStore(use(), golden)
      store = opened.store
      close = opened.endpoint.close
    })
    afterAll(() => close())

    test.each(golden.searches.map((search, index) => [index, search] as const))(
      'search %i gives the agent’s results',
      async (_, search) => {
        const scope = goldenScope(store, search.namespace)
        const found =
          search.query === ''
            ? (await all(everyMemory(scope))).slice(0, search.limit).map((memory) => ({ ...memory, score: null }))
            : (
                await searchMemoriesByMeaning(scope, { query: search.query, limit: 1_000, members: search.filter })
              ).memories.filter((memory) => memory.score !== null)
        const ours = found.slice(0, search.limit)
        expect(ours).toHaveLength(search.results.length)
        for (const [at, expected] of search.results.entries()) {
          const score = ours[at]?.score ?? null
          if (expected.score === null) expect(score).toBeNull()
          else expect(Math.abs((score ?? 9) - expected.score)).toBeLessThan(1e-6)
          // equal scores may stand in any order: the memory must be among those of ours with that score
          const match = found.find(
            (memory) => prefixBelow(scope, memory.child) === expected.prefix && memory.key === expected.key,
          )
          expect(match, `${expected.prefix} ${expected.key}`).toBeDefined()
          if (expected.score !== null) expect(Math.abs((match?.score ?? 9) - expected.score)).toBeLessThan(1e-6)
          // as Python reads both: it spells 0.0000001 as 1e-07
          expect(pythonDumps(parseJson(match?.json ?? 'null'))).toBe(pythonDumps(parseJson(expected.json)))
        }
      },
    )

    test('every row is read as the agent left it', async () => {
      for (const { prefix, key, value } of golden.rows) {
        const [, label = '', ...child] = prefix.split('.')
        const memories = await all(everyMemory(goldenScope(store, ['user_memories', label])))
        const memory = memories.find((one) => one.key === key && one.child.join('.') === child.join('.'))
        expect(memory?.json).toBe(value)
      }
    })
  })

  onEachDatabase((use) => {
    test('the same puts through our code give the same rows and vectors', async () => {
      await setUpAgentTables(use().pool, 'public', golden.dims)
      const { store, endpoint } = await openGoldenStore(use(), golden)
      for (const { namespace, key, json, index } of golden.puts)
        await putMemory(goldenScope(store, namespace), { child: namespace.slice(2), key, json, index })
      const rows = await use().pool.query('select prefix, key, value::text as value from store')
      expect(sorted(rows.rows)).toEqual(sorted(golden.rows))
      const vectors = await use().pool.query(
        'select prefix, key, field_name, embedding::text as embedding from store_vectors',
      )
      const stale = golden.vectors.filter(isLeftBehind)
      expect(sorted(vectors.rows)).toEqual(sorted(golden.vectors.filter((vector) => !isLeftBehind(vector))))
      // what the agent leaves behind when a value shrinks, by name: ours are not there
      expect(stale.map(({ prefix, key, field_name }) => `${prefix} ${key} ${field_name}`).sort()).toEqual(
        name === 'fields'
          ? ['alice-at-example-com', 'bob', 'bobby'].flatMap((user) =>
              [0, 1, 2].map((at) => `user_memories.${user} list l[*].${at}`),
            )
          : [],
      )
      await endpoint.close()
    })
  })
})

/** `list` was first put with three texts in l, then with one: the agent keeps the three. */
function isLeftBehind({ key, field_name }: { key: string; field_name: string }): boolean {
  return key === 'list' && /^l\[\*\]\.\d$/.test(field_name)
}

function sorted<T>(rows: T[]): T[] {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}
