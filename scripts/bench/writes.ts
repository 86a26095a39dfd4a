// Goal 6, as far as it is about single memories: an edit beside the agent's put, and deleting a thousand beside one by one. Forgetting is forget.ts.
import { randomUUID } from 'node:crypto'
import { memoryId } from '@/lib/shared/memory'
import { deleteMemory } from '@/lib/store/change/removal'
import { editMemory } from '@/lib/store/change/write'
import { startJob } from '@/lib/store/jobs/job'
import { runJob } from '@/lib/store/jobs/run'
import { scopeOf, type Viewer } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { freezeSelection } from '@/lib/store/selection'
import { heard } from './heard'
import type { World } from './search'
import { goal, interleaved, ms, quantile, share } from './times'
import { questions } from './world'

const ROUNDS = 40
const MANY = 1_000
const SIZE = 1_000

export async function benchEdits(world: World, where: string): Promise<void> {
  const { agent, store, pool, rows } = world
  const scope = scopeOf(store, `person-${SIZE}`, { surface: 'dashboard' }) as Viewer
  const vectors = await questions(pool, rows, SIZE, ROUNDS, true)
  let round = 0
  const turn = () => {
    round += 1
    world.question = vectors[round % ROUNDS] ?? []
    return { key: `memory_${1 + ((round * 7) % SIZE)}`, text: `Edited in round ${round}` }
  }
  const edit = async (): Promise<number> => {
    const { key, text } = turn()
    const found = await getMemoryAt(scope, [], key)
    if (found === null) throw new Error(`no ${key}`)
    const { id, version } = found
    const start = performance.now()
    const sent = await heard(() => editMemory(scope, { id, version, json: JSON.stringify({ text }) }))
    calls.push(performance.now() - start)
    return sent.find(({ text }) => text.includes('with earlier as'))?.ms ?? Number.NaN
  }
  const put = async (): Promise<number> => {
    const { key, text } = turn()
    const namespace = ['user_memories', `person-${SIZE}`]
    const { call, statement } = await agent.run({
      verb: 'put',
      namespace,
      key,
      value: { text },
      vector: world.question,
    })
    agentsCalls.push(call)
    return statement
  }
  let [calls, agentsCalls]: [number[], number[]] = [[], []]
  const times = await interleaved({ edit, put }, ROUNDS)
  const call = quantile(calls, 0.5)
  const agentsCall = quantile(agentsCalls, 0.5)
  goal(
    6,
    `an edit with its new vector, ${where}, at most 0.90 of the agent's put`,
    `as calls ${share(call, agentsCall)} (${ms(call)} to ${ms(agentsCall)}), the statement that writes ${share(times.edit, times.put)} of the agent's (${ms(times.edit)} to ${ms(times.put)})`,
    call <= 0.9 * agentsCall,
  )
  calls = []
  agentsCalls = []
  if (!where.startsWith('without')) return
  await benchDeleting(world)
}

async function benchDeleting({ store, pool }: World): Promise<void> {
  let made = 0
  const times = await interleaved(
    {
      together: async () => {
        const scope = await filled(`bulk-${made++}`)
        const start = performance.now()
        const { id: selection, count } = await freezeSelection(scope, { everything: true })
        const { id } = await startJob(scope, { operation: randomUUID(), kind: 'delete', selection, count })
        await runJob(store, id)
        return performance.now() - start
      },
      single: async () => {
        const scope = await filled(`single-${made++}`)
        const start = performance.now()
        for (let at = 1; at <= MANY; at++) await deleteMemory(scope, { id: memoryId([], `memory_${at}`) })
        return performance.now() - start
      },
    },
    3,
  )
  goal(
    6,
    `deleting ${MANY} at most 0.33 of one by one`,
    `${share(times.together, times.single)} (${ms(times.together)} to ${ms(times.single)})`,
    (times.together ?? 0) * 3 <= (times.single ?? 0),
  )

  async function filled(person: string): Promise<Viewer> {
    const scope = scopeOf(store, person, { surface: 'dashboard' }) as Viewer
    await pool.query(
      `with row as (insert into store (prefix, key, value) select $1, s.key, s.value from store s where s.prefix = $2 returning key)
       select from row`,
      [scope.root, `user_memories.person-${SIZE}`],
    )
    await pool.query(
      `insert into store_vectors (prefix, key, field_name, embedding)
       select $1, key, field_name, embedding from store_vectors where prefix = $2`,
      [scope.root, `user_memories.person-${SIZE}`],
    )
    return scope
  }
}
