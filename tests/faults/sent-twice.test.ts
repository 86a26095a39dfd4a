// T28: one request that arrives several times, one after the other or in the same moment, by one process or by two: one effect, one entry, and everybody is told the same.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openPostgres } from '@/lib/lakebase/database'
import { createMemory } from '@/lib/store/change/write'
import { readJob, startJob, startUndo } from '@/lib/store/jobs/job'
import { runJob } from '@/lib/store/jobs/run'
import type { MemoryStore, Viewer } from '@/lib/store/memory-store'
import { freezeSelection } from '@/lib/store/selection'
import { connectionString, onDatabase } from '../support/databases'
import { expectAgreement } from '../support/disagreements'
import { eachTimeEmpty } from '../support/emptied-store'
import { countsOf } from '../support/many'
import { times } from '../support/numbers'
import { auditOf, clear, codePointEmbedder, storeWith, viewer } from '../support/stores'
import { MUTATIONS, storedAt } from './mutations'

onDatabase('postgres', (use) => {
  let second: Database
  let store: MemoryStore
  let people: [Viewer, Viewer]
  eachTimeEmpty(use, {}, () => {})
  beforeAll(async () => {
    second = await openPostgres(connectionString(use()), 4)
    const open = async (pool: Database['pool']) =>
      viewer(await storeWith(pool, codePointEmbedder(16), { fields: ['text'] }), 'ada@corp.com')
    people = [await open(use().pool), await open(second.pool)]
    store = people[0].store
  })
  afterAll(() => second.close())

  test.each(MUTATIONS)('$name, six times over two pools', async ({ prepare, audit }) => {
    for (let run = 0; run < times(200); run++) {
      await clear(store)
      const { ask, after } = await prepare(people[0])
      const already = (await auditOf(store)).length
      const operation = randomUUID()
      const send = (count: number) =>
        Promise.all(Array.from({ length: count }, (_, at) => ask(people[at % 2 === 0 ? 0 : 1], operation)))
      expect([...(await send(4)), ...(await send(1)), ...(await send(1))]).toEqual(new Array(6).fill(after))
      expect(await storedAt(people[0], after)).toEqual(after)
      expect(
        (await auditOf(store))
          .slice(already)
          .map(({ action }) => action)
          .sort(),
      ).toEqual(audit)
      await expectAgreement(store)
    }
  })

  test('a deletion of many and its undoing, each begun four times and worked on by two processes', async () => {
    for (let run = 0; run < times(50); run++) {
      await clear(store)
      for (let at = 0; at < 20; at++)
        await createMemory(people[0], { key: `memory ${at}`, json: `{"text": "words of ${at}"}` })
      const { id: selection, count } = await freezeSelection(people[0], { everything: true })
      const both = async (begin: (ada: Viewer) => Promise<{ id: string }>) => {
        const begun = await Promise.all([0, 1, 2, 3].map((at) => begin(people[at % 2 === 0 ? 0 : 1])))
        const ids = new Set(begun.map(({ id }) => id))
        expect(ids.size).toBe(1)
        const [id = ''] = ids
        await Promise.all(people.map((one) => runJob(one.store, id)))
        await runJob(store, id)
        expect(await readJob(people[0], id)).toMatchObject({ state: 'done', total: 20, done: 20, gone: 0, failed: 0 })
        return id
      }
      const operation = randomUUID()
      const batch = await both((ada) => startJob(ada, { operation, kind: 'delete', selection, count }))
      expect(await countsOf(people[0])).toEqual([0, 0])
      await expectAgreement(store)
      const undo = randomUUID()
      await both((ada) => startUndo(ada, { operation: undo, batch }))
      expect(await countsOf(people[0])).toEqual([20, 20])
      await expectAgreement(store)
      expect(await auditOf(store)).toHaveLength(60)
    }
  })
})
