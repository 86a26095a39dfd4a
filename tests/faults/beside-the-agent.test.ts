// T27: a person edits what the agent's own Python store is just putting. They are told that it is saved, or shown the newer text; never neither.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Expected } from '@/lib/errors'
import { editMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { getMemory, getMemoryAt } from '@/lib/store/read'
import { type PythonAgent, startAgent } from '../support/agent'
import { connectionString, onDatabase } from '../support/databases'
import { wrongEntries } from '../support/disagreements'
import { draws, times } from '../support/numbers'
import { auditOf, codePointEmbedder, rowOf, storeWith, viewer } from '../support/stores'

const AGENTS = 2
/** Each is one memory, one agent's call and one person's edit at a time. */
const LANES = 4

describe.skipIf(inject('agentPython') === null)('beside the agent’s own store', () => {
  onDatabase('postgres', (use) => {
    let agents: PythonAgent[]
    let store: MemoryStore
    let ada: Scope
    beforeAll(async () => {
      agents = Array.from({ length: AGENTS }, () => startAgent(connectionString(use()), 32, ['text']))
      await agents[0]?.run({ verb: 'setup' })
      store = await storeWith(use().pool, codePointEmbedder(32), { fields: ['text'] })
      ada = viewer(store, 'ada')
    })
    afterAll(() => {
      for (const agent of agents ?? []) agent.close()
    })

    test('every edit is saved or refused for a newer text, and row and entries are one text', async () => {
      const { below } = draws()
      const namespace = ada.root.split('.')
      const runs = times(10_000)
      let [saved, refused, next] = [0, 0, 0]
      const lane = async (key: string, agent: PythonAgent) => {
        await agent.run({ verb: 'put', namespace, key, json: '{"text": "first"}' })
        while (next < runs) {
          const run = next++
          const opened = await getMemoryAt(ada, [], key)
          if (opened === null) throw new Error('it is gone')
          const [theirs, mine] = [`{"text": "${'the agent’s '.repeat(1 + below(3))}${run}"}`, `{"text": "mine ${run}"}`]
          const [theirTicks, myTicks] = below(2) === 0 ? [0, below(30)] : [below(30), 0]
          const putting = after(theirTicks).then(() => agent.run({ verb: 'put', namespace, key, json: theirs }))
          await after(myTicks)
          const told = await editMemory(ada, { id: opened.id, version: opened.version, json: mine }).then(
            (memory) => memory,
            (error: unknown) => {
              if (error instanceof Expected && error.code === 'conflict') return null
              throw error
            },
          )
          if (told === null) {
            refused++
            // what the screen shows then, at once
            expect((await getMemory(ada, opened.id))?.json).toBe(theirs)
          } else {
            saved++
            expect([mine, theirs]).toContain(told.json)
          }
          await putting
          // whoever came last stands there: the agent overwrites, the person does not
          expect((await rowOf(store, ada.root, key))?.value).toBe(theirs)
        }
      }
      await Promise.all(
        Array.from({ length: LANES }, (_, at) => lane(`memory ${at}`, agents[at % AGENTS] as PythonAgent)),
      )
      expect(saved + refused).toBe(runs)
      expect((await auditOf(store)).map(({ action }) => action)).toEqual(new Array(saved).fill('memory.edit'))
      const { rows } = await store.pool.query('select count(*)::int as kept from dashboard.memory_version')
      expect(rows).toEqual([{ kept: saved }])
      expect(await wrongEntries(store)).toEqual([])
      console.log(`${runs} puts beside edits: ${saved} saved, ${refused} refused for the newer text`)
      if (runs >= 1_000) expect(Math.min(saved, refused)).toBeGreaterThan(runs / 20) // of a few there may be none
    })
  })
})

/** Turns of this process: shorter than any time that could be waited for. */
async function after(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
}
