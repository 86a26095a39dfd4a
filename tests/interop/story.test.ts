// After a renaming, a restore, another end date and renewed search entries: the agent's own store reads what is meant, and moves no vector.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { changeExpiry } from '@/lib/store/change/expiry'
import { listHistory } from '@/lib/store/change/history'
import { renameMemory } from '@/lib/store/change/rename'
import { renewSearchEntries } from '@/lib/store/change/renew-search'
import { restoreVersion } from '@/lib/store/change/restore'
import { editMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import type { PythonAgent } from '../support/agent'
import { type BothSides, openBothSides } from '../support/both-sides'
import { onDatabase } from '../support/databases'

const PERSON = ['user_memories', 'ada']
const VALUES = [
  '{"text": "prefers tea", "since": 2019, "share": 1.0}',
  '{"big": 12345678901234567890, "tiny": 1e-07, "t": true, "n": null, "text": "x"}',
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
      let _store: MemoryStore
      beforeAll(async () => {
        sides = await openBothSides(use(), PERSON, fields)
        ;({ agent, ada } = sides)
        for (const [at, json] of VALUES.entries()) {
          const key = `key_${at}`
          await agent.run({ verb: 'put', namespace: PERSON, key, json })
          // jsonb gives the members back in another order, which moves the agent's own vectors at `*` once
          await agent.run({ verb: 'put-again', namespace: PERSON, key })
        }
      })
      afterAll(() => sides.close())

      const vectorsOf = (key: string) => sides.vectorsOf(key)
      const read = (key: string) => sides.read(key)
      const agentAgrees = (key: string) => sides.agentAgrees(key)

      test.each([...VALUES.keys()])(
        'a renamed memory is read under its new key, and under the old one no more (%i)',
        async (at) => {
          const { id, version } = await read(`key_${at}`)
          const vectors = await vectorsOf(`key_${at}`)
          await renameMemory(ada, { id, version, key: `renamed ${at}` })
          expect(await agent.run({ verb: 'get', namespace: PERSON, key: `key_${at}` })).toBeNull()
          expect(await vectorsOf(`renamed ${at}`)).toEqual(vectors)
          await agentAgrees(`renamed ${at}`)
        },
      )

      test.each([...VALUES.keys()])('a restored memory is read as it was, vectors and all (%i)', async (at) => {
        const key = `renamed ${at}`
        const opened = await read(key)
        const [value, vectors] = [opened.json, await vectorsOf(key)]
        const edited = await editMemory(ada, { id: opened.id, version: opened.version, json: '{"text": "other"}' })
        const kept = (await listHistory(ada, { id: opened.id, limit: 2 }))?.versions[1]
        await restoreVersion(ada, { id: opened.id, version: edited.version, versionId: kept?.id ?? '' })
        expect((await read(key)).json).toBe(value)
        expect(await vectorsOf(key)).toEqual(vectors)
        await agentAgrees(key)
      })

      test.each([...VALUES.keys()])(
        'search entries that were lost are made as the agent would make them (%i)',
        async (at) => {
          const key = `renamed ${at}`
          const vectors = await vectorsOf(key)
          const row = async () =>
            (await use().pool.query('select xmin::text, s::text from store s where key = $1', [key])).rows
          const before = await row()
          await use().pool.query('delete from store_vectors where key = $1', [key])
          await renewSearchEntries(ada, { id: (await read(key)).id })
          expect(await row()).toEqual(before)
          expect(await vectorsOf(key)).toEqual(vectors)
          await agentAgrees(key)
        },
      )

      test('an end in days moves with each reading by the agent; a date does not; its next put clears either', async () => {
        const key = 'renamed 0'
        const left = async () =>
          (
            await use().pool.query<{ ttl: number | null; soon: boolean | null; at: string | null }>(
              `select ttl_minutes as ttl, expires_at > now() + interval '1439 minutes' as soon, expires_at::text as at
                 from store where key = $1`,
              [key],
            )
          ).rows[0]
        const { id, version } = await read(key)
        const kept = await changeExpiry(ada, { id, version, keep: { kind: 'days', days: 1 } })
        await use().pool.query(`update store set expires_at = now() + interval '1 minute' where key = $1`, [key])
        await agent.run({ verb: 'get', namespace: PERSON, key })
        expect(await left()).toMatchObject({ ttl: 1_440, soon: true })
        const now = await read(key)
        expect(now.updatedAt).toBe(kept.updatedAt) // the agent's reading is no change
        const until = { kind: 'until', at: '2099-05-06T00:00:00Z' } as const
        await changeExpiry(ada, { id, version: now.version, keep: until })
        await agent.run({ verb: 'get', namespace: PERSON, key })
        expect(await left()).toMatchObject({ ttl: null, at: '2099-05-06 00:00:00+00' })
        await agentAgrees(key)
        expect(await left()).toMatchObject({ ttl: null, at: null })
      })
    })
  },
)
