// T30: who holds one memory and asks for another lets go before anybody's work is ended for it: no person and no agent ever meets a deadlock.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Expected } from '@/lib/errors'
import { memoryId } from '@/lib/shared/memory'
import { changeExpiry } from '@/lib/store/change/expiry'
import { deleteMemory } from '@/lib/store/change/removal'
import { renameMemory } from '@/lib/store/change/rename'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import { startJob, startUndo } from '@/lib/store/jobs/job'
import { runJob } from '@/lib/store/jobs/run'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { keepOne, mergePair } from '@/lib/store/pairs/actions'
import { getMemoryAt } from '@/lib/store/read'
import { freezeSelection } from '@/lib/store/selection'
import { connectionString, onDatabase } from '../support/databases'
import { wrongEntries } from '../support/disagreements'
import { codePointVector } from '../support/embedding-endpoint'
import { eachTimeEmpty } from '../support/emptied-store'
import { draws, times } from '../support/numbers'
import { codePointEmbedder, rowOf, storeWith, viewer } from '../support/stores'

const KEYS = Array.from({ length: 15 }, (_, at) => `memory ${String(at).padStart(2, '0')}`)
const PUT = `insert into store (prefix, key, value, created_at, updated_at)
  select $1, t.key, jsonb_build_object('text', t.text), current_timestamp, current_timestamp from unnest($2::text[], $3::text[]) as t (key, text)
  on conflict (prefix, key) do update set value = excluded.value, updated_at = current_timestamp, expires_at = null, ttl_minutes = null`
const PUT_VECTORS = `insert into store_vectors (prefix, key, field_name, embedding, created_at, updated_at)
  select $1, t.key, 'text', t.vector::vector, current_timestamp, current_timestamp from unnest($2::text[], $3::text[]) as t (key, vector)
  on conflict (prefix, key, field_name) do update set embedding = excluded.embedding, updated_at = current_timestamp`

onDatabase('postgres', (use) => {
  let store: MemoryStore
  let ada: Scope
  let agent: pg.Client
  eachTimeEmpty(use, {}, () => {})
  beforeAll(async () => {
    store = await storeWith(use().pool, codePointEmbedder(16), { fields: ['text'] })
    ada = viewer(store, 'ada@corp.com')
    agent = new pg.Client({ connectionString: connectionString(use()) })
    await agent.connect()
  })
  afterAll(() => agent.end())

  const put = async (keys: readonly string[], text: string) => {
    await agent.query(PUT, [ada.root, keys, keys.map(() => text)])
    const vector = JSON.stringify(codePointVector(text, 16))
    await agent.query(PUT_VECTORS, [ada.root, keys, keys.map(() => vector)])
  }

  /** What a person may be told; anything else is thrown. */
  const told = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: unknown) => {
        if (error instanceof Expected && error.code !== 'database-unavailable') return error.code
        throw error
      },
    )

  const waitingForLock = async () => {
    for (;;) {
      const { rows } = await store.pool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      if (rows.length > 0) return
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  test('an agent that holds the new key of a renaming and asks for the old one gets it, and the person is told', async () => {
    const { id, version } = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await agent.query('begin')
    await put(['drink'], 'the agent’s')
    const renaming = told(renameMemory(ada, { id, version, key: 'drink' }))
    await waitingForLock()
    await put(['tea'], 'the agent’s')
    await agent.query('commit')
    expect(await renaming).toMatch(/^(conflict|exists)$/)
    for (const key of ['tea', 'drink'])
      expect((await rowOf(store, ada.root, key))?.value).toBe('{"text": "the agent’s"}')
    expect(await wrongEntries(store)).toEqual([])
  })

  test('an agent that holds the second of a pair and asks for the first gets it, and the person is told', async () => {
    const [into, from] = [
      await createMemory(ada, { key: 'a', json: '{"text": "one"}' }),
      await createMemory(ada, { key: 'b', json: '{"text": "two"}' }),
    ]
    await agent.query('begin')
    await put(['b'], 'the agent’s')
    const merging = told(mergePair(ada, { into, from, json: '{"text": "both"}', operation: randomUUID() }))
    await waitingForLock()
    await put(['a'], 'the agent’s')
    await agent.query('commit')
    expect(await merging).toBe('conflict')
    expect(await wrongEntries(store)).toEqual([])
  })

  /** One change of one or two memories, or of many, as it comes. */
  const somethingDone = async (below: (limit: number) => number): Promise<string> => {
    const [key, other] = [KEYS[below(15)] ?? '', KEYS[below(15)] ?? '']
    const json = JSON.stringify({ text: `words ${below(1_000)}` })
    const [one, two] = [await getMemoryAt(ada, [], key), await getMemoryAt(ada, [], other)]
    const operation = randomUUID()
    if (one === null) return told(createMemory(ada, { key, json, operation }))
    switch (below(9)) {
      case 0:
      case 1:
        return told(editMemory(ada, { id: one.id, version: one.version, json, operation }))
      case 2:
      case 3:
        return told(renameMemory(ada, { id: one.id, version: one.version, key: other, operation, json }))
      case 4:
        return told(changeExpiry(ada, { id: one.id, version: one.version, keep: { kind: 'days', days: 3 }, operation }))
      case 5:
        return told(
          (async () => {
            const { id } = await deleteMemory(ada, { id: memoryId([], key), operation })
            await undoRemoval(ada, id)
          })(),
        )
      case 6:
        return told(putMemory(ada, { key, json }))
      case 7:
        if (two === null || two.id === one.id)
          return told(renameMemory(ada, { id: one.id, version: one.version, key: `${key} ${operation}` }))
        return below(2) === 0
          ? told(mergePair(ada, { into: one, from: two, json, operation }))
          : told(keepOne(ada, { keep: one, remove: two, operation }))
      default:
        return told(
          (async () => {
            const { id: selection, count } = await freezeSelection(ada, { everything: true })
            const job = await startJob(ada, { operation, kind: 'delete', selection, count })
            await runJob(store, job.id)
            const undo = await startUndo(ada, { operation: randomUUID(), batch: job.id })
            await runJob(store, undo.id)
          })(),
        )
    }
  }

  const count = (met: Map<string, number>, outcome: string) => met.set(outcome, (met.get(outcome) ?? 0) + 1)
  const shown = (met: Map<string, number>) =>
    [...met]
      .sort()
      .map(([outcome, times]) => `${outcome} ${times}`)
      .join(', ')

  test('ten people’s windows over fifteen keys in any order', async () => {
    const { below } = draws()
    const met = new Map<string, number>()
    for (const key of KEYS) await createMemory(ada, { key, json: `{"text": "${key}"}` })
    const rounds = times(1_000)
    const window = async () => {
      for (let round = 0; round < rounds; round++) count(met, await somethingDone(below))
    }
    await Promise.all(Array.from({ length: 10 }, window))
    console.log(`ten windows: ${shown(met)}`)
    expect(met.get('done')).toBeGreaterThan(rounds)
    expect(await wrongEntries(store)).toEqual([])
  })

  test('the same beside an agent that puts many in one transaction, in any order', async () => {
    const { below } = draws()
    const met = new Map<string, number>()
    for (const key of KEYS) await createMemory(ada, { key, json: `{"text": "${key}"}` })
    const rounds = times(1_000)
    let isOver = false
    let puts = 0
    const putting = (async () => {
      while (!isOver) {
        const keys = [...KEYS].sort(() => below(3) - 1)
        await agent.query('begin')
        for (const key of keys.slice(0, 5)) await put([key], `put ${puts++}`)
        await agent.query('commit')
      }
    })()
    const window = async () => {
      for (let round = 0; round < rounds; round++) count(met, await somethingDone(below))
    }
    await Promise.all(Array.from({ length: 5 }, window)).finally(() => {
      isOver = true
    })
    await putting // an agent's transaction that Postgres ended would throw here
    console.log(`five windows beside ${puts} puts: ${shown(met)}`)
    expect(await wrongEntries(store)).toEqual([])
  })
})
