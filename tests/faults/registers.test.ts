// T27: what twenty people at once are told of a few memories can be told in one order, memory by memory: no lost change, no text from before, no refusal without a reason.
import { expect, test } from 'vitest'
import { Expected } from '@/lib/errors'
import { type Memory, memoryId } from '@/lib/shared/memory'
import { deleteMemory } from '@/lib/store/change/removal'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { onDatabase } from '../support/databases'
import { expectAgreement } from '../support/disagreements'
import { eachTimeEmpty } from '../support/emptied-store'
import { type Act, contradiction, type Deed, type Value } from '../support/linearizable'
import { atOnce, draws, times } from '../support/numbers'
import { clear, codePointEmbedder, storeWith, viewer } from '../support/stores'

const KEYS = ['one', 'two', 'three', 'four']
const LANES = 20
/** A history is begun anew after so many. */
const ACTS = 400

test('the checker knows a lost change, a text from before and a refusal without a reason from what may be', () => {
  const told = (...deeds: [begin: number, end: number, act: Act][]): Deed[] =>
    deeds.map(([begin, end, act]) => ({ ...act, begin, end }))
  const put = [0, 1, { kind: 'put', value: 'a' }] as const
  const edit = (begin: number, end: number, value: string, said: 'done' | 'conflict') =>
    [begin, end, { kind: 'edit', from: 'a', value, said }] as [number, number, Act]
  const read = (begin: number, end: number, value: Value) =>
    [begin, end, { kind: 'read', value }] as [number, number, Act]
  const first = [...put] as [number, number, Act]
  expect(contradiction(told(first, edit(2, 5, 'b', 'done'), edit(3, 4, 'c', 'done')), null)).not.toBeNull()
  expect(contradiction(told(first, edit(2, 5, 'b', 'done'), edit(3, 4, 'c', 'conflict')), null)).toBeNull()
  expect(contradiction(told(first, edit(2, 3, 'b', 'done'), read(4, 5, 'a')), null)).not.toBeNull()
  expect(contradiction(told(first, edit(2, 5, 'b', 'done'), read(3, 4, 'a')), null)).toBeNull()
  expect(contradiction(told(first, edit(2, 3, 'b', 'conflict')), null)).not.toBeNull()
  expect(contradiction(told(first, read(2, 3, null)), null)).not.toBeNull()
})

onDatabase('postgres', (use) => {
  let store: MemoryStore
  let ada: Scope
  eachTimeEmpty(use, {}, () => {})

  /** What was told of each key, by the order in which it was asked and told. */
  const play = async (acts: number, below: (limit: number) => number) => {
    const deeds = new Map<string, Deed[]>(KEYS.map((key) => [key, []]))
    let clock = 0
    let values = 0
    const record = async (key: string, work: () => Promise<Act[]>) => {
      const begin = clock++
      const told = await work()
      const end = clock++
      for (const act of told) deeds.get(key)?.push({ ...act, begin, end })
    }
    const read = (memory: Memory | null): Act => ({ kind: 'read', value: memory === null ? null : textOf(memory) })
    const seen = new Map<string, Memory | null>()
    await atOnce(acts, LANES, async () => {
      const key = KEYS[below(KEYS.length)] ?? ''
      const value = `text ${values++}`
      const json = JSON.stringify({ text: value })
      const opened = seen.get(key)
      const chance = below(10)
      if (opened == null || chance < 3) {
        await record(key, async () => {
          const memory = await getMemoryAt(ada, [], key)
          seen.set(key, memory)
          return [read(memory)]
        })
        if (seen.get(key) !== null && chance > 0) return
        await record(key, async () => {
          const [said, made] = await told(createMemory(ada, { key, json }))
          const act = { kind: 'create', value, said: said as 'done' | 'exists' | 'not-found' } as const
          return made === undefined ? [act] : [act, read(made)]
        })
      } else if (chance < 8)
        await record(key, async () => {
          const [said, now] = await told(editMemory(ada, { id: opened.id, version: opened.version, json }))
          if (now === undefined) seen.delete(key)
          else seen.set(key, now)
          const act = {
            kind: 'edit',
            from: textOf(opened),
            value,
            said: said as 'done' | 'conflict' | 'not-found',
          } as const
          return now === undefined ? [act] : [act, read(now)]
        })
      else if (chance < 9)
        await record(key, async () => {
          await putMemory(ada, { key, json })
          return [{ kind: 'put', value }]
        })
      else
        await record(key, async () => {
          const [said] = await told(deleteMemory(ada, { id: memoryId([], key), version: opened.version }))
          return [{ kind: 'delete', from: textOf(opened), said: said as 'done' | 'conflict' | 'not-found' }]
        })
    })
    return deeds
  }

  test('twenty at once, on four memories', async () => {
    const { below } = draws()
    store = await storeWith(use().pool, codePointEmbedder(16), { fields: ['text'] })
    ada = viewer(store, 'ada@corp.com')
    let count = 0
    const met = new Map<string, number>()
    for (let left = times(20_000); left > 0; left -= ACTS) {
      const before = new Map<string, Value>()
      for (const key of KEYS) {
        const memory = await getMemoryAt(ada, [], key)
        before.set(key, memory === null ? null : textOf(memory))
      }
      for (const [key, deeds] of await play(Math.min(left, ACTS), below)) {
        count += deeds.length
        for (const deed of deeds) {
          const name = 'said' in deed ? `${deed.kind} ${deed.said}` : deed.kind
          met.set(name, (met.get(name) ?? 0) + 1)
        }
        expect(contradiction(deeds, before.get(key) ?? null)).toBeNull()
      }
      await expectAgreement(store)
      await clear(store)
    }
    console.log(
      `${count} answers agree: ${[...met]
        .map(([name, times]) => `${name} ${times}`)
        .sort()
        .join(', ')}`,
    )
    // of a few there may be none
    if (count > 2_000)
      for (const outcome of ['edit done', 'edit conflict', 'create exists', 'delete conflict'])
        expect(met.get(outcome)).toBeGreaterThan(9)
  })
})

const textOf = (memory: Memory): string => (JSON.parse(memory.json ?? '{}') as { text: string }).text

async function told<T>(work: Promise<T>): Promise<[said: string, value?: T]> {
  try {
    return ['done', await work]
  } catch (error) {
    if (error instanceof Expected && ['conflict', 'exists', 'not-found'].includes(error.code)) return [error.code]
    throw error
  }
}
