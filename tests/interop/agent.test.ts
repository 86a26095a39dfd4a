// "I found it, fixed it, and I know the agent will see the fix": the agent's own store and ours on one database.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { pythonDumps } from '@/lib/langgraph/python-json'
import { parseJson } from '@/lib/shared/json-text'
import { memoryId } from '@/lib/shared/memory'
import { checkValueText } from '@/lib/shared/value-rules'
import { deleteMemory } from '@/lib/store/change/removal'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory } from '@/lib/store/change/write'
import type { Scope } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { searchMemoriesByMeaning } from '@/lib/store/search/search'
import type { PythonAgent } from '../support/agent'
import { type BothSides, openBothSides } from '../support/both-sides'
import { onDatabase } from '../support/databases'
import { exportAll, importAll } from '../support/transfer'

const PERSON = ['user_memories', 'ada']
const VALUES = [
  '{"text": "prefers tea", "since": 2019, "share": 1.0}',
  '{"big": 12345678901234567890, "tiny": 1e-7, "huge": 1e16, "neg": -0.0, "t": true, "n": null}',
  '{"text": "Größe 日本語 😀", "rtl": "שלום", "quote": "She said \\"no\\" \\\\ tab\\there"}',
  '{"z": {}, "A": {"b": [1, {"c": "deep"}, []]}, "tags": ["a", "b", 2.50]}',
]

describe
  .skipIf(inject('agentPython') === null)
  .each([['$'], ['text', 'tags[*]', '*']].map((fields) => [fields] as const))(
  'beside the agent’s own store, fields %j',
  (fields) => {
    onDatabase('postgres', (use) => {
      let sides: BothSides
      let agent: PythonAgent
      let ada: Scope
      beforeAll(async () => {
        sides = await openBothSides(use(), PERSON, fields)
        ;({ agent, ada } = sides)
      })
      afterAll(() => sides.close())

      const vectorsOf = (key: string) => sides.vectorsOf(key)
      const read = (key: string) => sides.read(key)
      const agentAgrees = (key: string) => sides.agentAgrees(key)

      test.each([...VALUES.entries()])(
        'what the agent saves is found, corrected and read back by it (%i)',
        async (at, json) => {
          const key = `agent_${at}`
          await agent.run({ verb: 'put', namespace: PERSON, key, json })
          const found = await read(key)
          const value = parseJson(found.json ?? '')
          if (value instanceof Map) value.set('corrected', 'by hand')
          const fixed = pythonDumps(value)
          await editMemory(ada, { id: found.id, version: found.version, json: fixed })
          expect(await agent.run({ verb: 'get', namespace: PERSON, key })).toBe(pythonDumps(parseJson(fixed)))
          await agentAgrees(key)
        },
      )

      test('what is created here the agent reads as its own', async () => {
        for (const [at, json] of VALUES.entries()) {
          await createMemory(ada, { key: `ours_${at}`, json })
          await agentAgrees(`ours_${at}`)
        }
      })

      test('both give every memory the same score', async () => {
        for (const query of ['tea', 'What does she prefer?', '日本']) {
          const theirs = await agent.run<[string, string, number][]>({
            verb: 'search',
            namespace: PERSON,
            query,
            limit: 50,
          })
          const { memories } = await searchMemoriesByMeaning(ada, { query, limit: 50 })
          const ours = memories.filter((memory) => memory.score !== null)
          expect(ours.map(({ key }) => key).sort()).toEqual(theirs.map(([, key]) => key).sort())
          for (const [, key, score] of theirs)
            expect(Math.abs((ours.find((memory) => memory.key === key)?.score ?? 9) - score)).toBeLessThan(1e-6)
        }
      })

      test('a deletion is gone for the agent, and back after the undo, vectors and all', async () => {
        const key = 'agent_0'
        const before = await vectorsOf(key)
        const { id } = await deleteMemory(ada, { id: memoryId([], key) })
        expect(await agent.run({ verb: 'get', namespace: PERSON, key })).toBeNull()
        await undoRemoval(ada, id)
        expect(await vectorsOf(key)).toEqual(before)
        await agentAgrees(key)
      })

      test('what is exported, deleted and imported again the agent reads as its own, vectors and all', async () => {
        for (const [at, json] of VALUES.entries())
          await agent.run({ verb: 'put', namespace: [...PERSON, 'moved'], key: `moved_${at}`, json })
        await agent.run({ verb: 'put', namespace: PERSON, key: 'moved', json: VALUES[0] ?? '' })
        const everything = async () =>
          (
            await use().pool.query(
              `select s::text as row, array(select (v.field_name, v.embedding)::text from store_vectors v
                where v.prefix = s.prefix and v.key = s.key order by 1) as vectors from store s order by 1`,
            )
          ).rows
        const ask = { verb: 'search', namespace: PERSON, query: 'What does she prefer?', limit: 50 } as const
        for (const entries of [true, false]) {
          // what the agent embedded before Postgres spelled it otherwise is only in the entries; what it saves again is in the text
          if (!entries)
            for (const { prefix, key } of (await use().pool.query('select prefix, key from store')).rows)
              await agent.run({ verb: 'put-again', namespace: String(prefix).split('.'), key: String(key) })
          const before = await everything()
          const found = await agent.run(ask)
          const file = await exportAll(ada, { entries })
          await use().pool.query('delete from store')
          expect(await agent.run(ask)).toEqual([])
          expect((await importAll(ada, file)).every(({ ok }) => ok)).toBe(true)
          expect(await everything()).toEqual(before)
          expect(await agent.run(ask)).toEqual(found)
        }
        await agentAgrees('moved')
        expect(await agent.run({ verb: 'get', namespace: [...PERSON, 'moved'], key: 'moved_1' })).toBe(
          pythonDumps(parseJson((await getMemoryAt(ada, ['moved'], 'moved_1'))?.json ?? '')),
        )
      })

      test('200 random values: the agent reads what was written, and embeds it to the same vectors', async () => {
        let at = 0
        await fc.assert(
          fc.asyncProperty(
            fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 }),
            async (value) => {
              const json = JSON.stringify(value)
              fc.pre(checkValueText(json).ok)
              const key = `random_${at++}`
              await createMemory(ada, { key, json })
              await agentAgrees(key)
            },
          ),
          { numRuns: 200, endOnFailure: true },
        )
      })
    })
  },
)
