import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type Memory, memoryId } from '@/lib/shared/memory'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { changeExpiry, type Keep } from '@/lib/store/change/expiry'
import { listHistory } from '@/lib/store/change/history'
import { restoreVersion } from '@/lib/store/change/restore'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { onEachDatabase } from '../support/databases'
import {
  auditOf,
  clear,
  codeOf,
  codePointEmbedder,
  everything,
  expectedOf,
  rowOf,
  storeWith,
  vectorsOf,
  viewer,
} from '../support/stores'

const ROOT = 'user_memories.ada'
const TEA = memoryId([], 'tea')

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  let tea: Memory
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    store = await storeWith(use().pool, codePointEmbedder(16))
  })
  beforeEach(async () => {
    await clear(store)
    ada = viewer(store, 'ada')
    tea = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
  })
  const change = (keep: Keep, version = tea.version, operation?: string) =>
    changeExpiry(ada, { id: TEA, version, keep, operation })
  const left = async () =>
    (await store.pool.query(`select ttl_minutes, expires_at::text, (expires_at - updated_at)::text as left from store`))
      .rows[0]

  test('days begin anew with each use, as the agent’s own time to live: it reads ttl_minutes', async () => {
    await change({ kind: 'days', days: 30 })
    expect(await left()).toMatchObject({ ttl_minutes: 43_200, left: '30 days' })
  })

  test('a date is fixed: no reading by the agent moves it, and no edit here', async () => {
    const changed = await change({ kind: 'until', at: '2099-05-06T00:00:00Z' })
    expect(await left()).toMatchObject({ ttl_minutes: null, expires_at: '2099-05-06 00:00:00+00' })
    // what the agent's read does
    await store.pool.query(
      `update store set expires_at = now() + (ttl_minutes || ' minutes')::interval where ttl_minutes is not null`,
    )
    await editMemory(ada, { id: TEA, version: changed.version, json: '{"text": "white"}' })
    expect(await left()).toMatchObject({ ttl_minutes: null, expires_at: '2099-05-06 00:00:00+00' })
  })

  test('no end date clears both', async () => {
    await store.pool.query('update store set ttl_minutes = 5, expires_at = now()')
    const { version } = (await getMemoryAt(ada, [], 'tea')) ?? tea
    await change({ kind: 'always' }, version)
    expect(await left()).toMatchObject({ ttl_minutes: null, expires_at: null })
  })

  test('T66, T54: value, vectors and created_at stay; the change is kept, says who, and is undone by restoring', async () => {
    const [before, vectors] = [await rowOf(store, ROOT, 'tea'), await vectorsOf(store, ROOT, 'tea')]
    const changed = await change({ kind: 'days', days: 1 })
    expect(changed).toMatchObject({ writtenBy: { kind: 'you' }, searchable: true, json: tea.json })
    expect(await rowOf(store, ROOT, 'tea')).toMatchObject({ value: before?.value, created_at: before?.created_at })
    expect(await vectorsOf(store, ROOT, 'tea')).toEqual(vectors)
    const history = await listHistory(ada, { id: TEA, limit: 5 })
    expect(history?.versions.map(({ how, by, earlier, kept }) => [how, by.kind, earlier, kept.minutes])).toEqual([
      ['expiry', 'you', 'kept', 1_440],
      ['created', 'you', 'none', null],
    ])
    await restoreVersion(ada, { id: TEA, version: changed.version, versionId: history?.versions[1]?.id ?? '' })
    expect(await left()).toMatchObject({ ttl_minutes: null, expires_at: null })
    expect((await auditOf(store)).map(({ action, detail }) => [action, detail])).toEqual([
      ['memory.create', expect.any(String)],
      ['memory.expiry', '{}'],
      ['memory.expiry', '{}'],
    ])
  })

  test('what cannot be meant is refused with a sentence, and nothing is written', async () => {
    const before = await everything(store)
    for (const [keep, sentence] of [
      [{ kind: 'days', days: 0 }, /from 1 to/],
      [{ kind: 'days', days: 1.5 }, /whole number/],
      [{ kind: 'days', days: -3 }, /from 1 to/],
      [{ kind: 'days', days: 1e9 }, /from 1 to/],
      [{ kind: 'days', days: Number.NaN }, /whole number/],
      [{ kind: 'until', at: '2020-01-01T00:00:00Z' }, /That day is over/],
      [{ kind: 'until', at: 'tomorrow' }, /Give a date/],
      [{ kind: 'until', at: '+99999-01-01T00:00:00Z' }, /Give a date/],
    ] satisfies [Keep, RegExp][]) {
      const refused = await expectedOf(change(keep))
      expect([refused.code, refused.sentence]).toEqual(['invalid', expect.stringMatching(sentence)])
    }
    expect(await everything(store)).toEqual(before)
  })

  test('T2, T27: not over a change that came in between, not of another’s memory, and once only', async () => {
    const operation = randomUUID()
    const first = await change({ kind: 'days', days: 2 }, tea.version, operation)
    expect(await change({ kind: 'days', days: 2 }, tea.version, operation)).toEqual(first)
    expect(await auditOf(store)).toHaveLength(2)
    await putMemory(ada, { key: 'tea', json: '{"text": "white"}' })
    const before = await everything(store)
    expect(await codeOf(change({ kind: 'always' }, first.version))).toBe('conflict')
    const bob = viewer(store, 'bob')
    expect(await codeOf(changeExpiry(bob, { id: TEA, version: first.version, keep: { kind: 'always' } }))).toBe(
      'not-found',
    )
    expect(await codeOf(changeExpiry(ada, { id: '%', version: first.version, keep: { kind: 'always' } }))).toBe(
      'not-found',
    )
    expect(await everything(store)).toEqual(before)
  })

  test('an agent before 2.0.17 has no such columns: it is refused, and everything else works', async () => {
    await store.pool.query('alter table store drop column expires_at, drop column ttl_minutes')
    try {
      const old = await storeWith(use().pool, codePointEmbedder(16))
      const scope = viewer(old, 'ada')
      const now = (await getMemoryAt(scope, [], 'tea')) ?? tea
      expect(
        await codeOf(changeExpiry(scope, { id: TEA, version: now.version, keep: { kind: 'days', days: 1 } })),
      ).toBe('refused')
      const edited = await editMemory(scope, { id: TEA, version: now.version, json: '{"text": "white"}' })
      const history = await listHistory(scope, { id: TEA, limit: 5 })
      expect(history?.versions.map(({ json, kept }) => [json, kept])).toEqual([
        ['{"text": "white"}', { until: null, minutes: null }],
        ['{"text": "green"}', { until: null, minutes: null }],
      ])
      const request = { id: TEA, version: edited.version, versionId: history?.versions[1]?.id ?? '' }
      expect((await restoreVersion(scope, request)).memory.json).toBe('{"text": "green"}')
    } finally {
      await store.pool.query('alter table store add column expires_at timestamptz, add column ttl_minutes int')
    }
  })
})
