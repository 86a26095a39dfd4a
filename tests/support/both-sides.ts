// One database and both who use it: the agent's own Python store, and ours.
import { expect } from 'vitest'
import type { Database } from '@/lib/lakebase/database'
import { pythonDumps } from '@/lib/langgraph/python-json'
import { parseJson } from '@/lib/shared/json-text'
import type { Memory } from '@/lib/shared/memory'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { type PythonAgent, startAgent } from './agent'
import { connectionString } from './databases'
import { goldenScope, openGoldenStore } from './golden'

export type BothSides = {
  agent: PythonAgent
  store: MemoryStore
  ada: Scope
  /** The search entries of a memory, as they lie in the table. */
  vectorsOf: (key: string) => Promise<unknown[]>
  read: (key: string) => Promise<Memory>
  /** The agent reads the memory as we do and saves it unchanged: not one vector may move. */
  agentAgrees: (key: string) => Promise<void>
  close: () => Promise<void>
}

/** @param person the labels of the namespace that both work in */
export async function openBothSides(
  database: Database,
  person: string[],
  fields: readonly string[],
): Promise<BothSides> {
  const agent = startAgent(connectionString(database), 32, [...fields])
  await agent.run({ verb: 'setup' })
  const { store, endpoint } = await openGoldenStore(database, { dims: 32, fields: [...fields] })
  const ada = goldenScope(store, person)
  const vectorsOf = async (key: string) =>
    (
      await database.pool.query(
        'select field_name, embedding::text from store_vectors where prefix = $1 and key = $2 order by 1',
        [ada.root, key],
      )
    ).rows
  const read = async (key: string) => {
    const memory = await getMemoryAt(ada, [], key)
    if (memory === null) throw new Error(`${key} is missing`)
    return memory
  }
  return {
    agent,
    store,
    ada,
    vectorsOf,
    read,
    agentAgrees: async (key) => {
      expect(await agent.run({ verb: 'get', namespace: person, key })).toBe(
        pythonDumps(parseJson((await read(key)).json ?? '')),
      )
      const before = await vectorsOf(key)
      await agent.run({ verb: 'put-again', namespace: person, key })
      expect(await vectorsOf(key)).toEqual(before)
    },
    close: async () => {
      agent.close()
      await endpoint.close()
    },
  }
}
