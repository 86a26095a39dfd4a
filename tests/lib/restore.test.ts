import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Memory, memoryId } from '@/lib/shared/memory'
import { changeExpiry } from '@/lib/store/change/expiry'
import { listHistory } from '@/lib/store/change/history'
import { restoreVersion } from '@/lib/store/change/restore'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { searchMemoriesByMeaning } from '@/lib/store/search/search'
import { onEachDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { eachTimeEmpty } from '../support/emptied-store'
import { putOutside } from '../support/outside'
import {
  auditOf,
  codeOf,
  codePointEmbedder,
  embeddingsOf,
  everything,
  expectedOf,
  rowOf,
  vectorsOf,
  viewer,
} from '../support/stores'

const ROOT = 'user_memories.ada-at-corp-com'
const TEA = memoryId([], 'tea')

onEachDatabase((use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  let ada: Scope
  eachTimeEmpty(use, {}, (emptied) => {
    ;({ store, endpoint, ada } = emptied)
  })

  const withFields = (fields: string[]) => viewer({ ...store, fields }, 'ada@corp.com')
  const now = async (scope = ada): Promise<Memory> => {
    const memory = await getMemoryAt(scope, [], 'tea')
    if (memory === null) throw new Error('tea is gone')
    return memory
  }
  const edit = async (json: string, scope = ada) =>
    editMemory(scope, { id: TEA, version: (await now(scope)).version, json })
  const versions = async (scope = ada) => (await listHistory(scope, { id: TEA, limit: 50 }))?.versions ?? []
  /** Restores the version with this number. */
  const restore = async (number: number, scope = ada, operation?: string) => {
    const versionId = (await versions(scope)).find((version) => version.number === number)?.id ?? ''
    return restoreVersion(scope, { id: TEA, version: (await now(scope)).version, versionId, operation })
  }

  test('T23: a restored text is found again by its old meaning, the one it replaces no longer', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "aaaa"}' })
    const kept = await embeddingsOf(store, ROOT, 'tea')
    await edit('{"text": "zzzz"}')
    const score = async (query: string) =>
      (await searchMemoriesByMeaning(ada, { query, limit: 1 })).memories[0]?.score ?? 0
    const [oldBefore, newBefore] = [await score('{"text": "aaaa"}'), await score('{"text": "zzzz"}')]
    expect(newBefore).toBeCloseTo(1)
    expect(await restore(1)).toMatchObject({ what: 'text', memory: { json: '{"text": "aaaa"}', searchable: true } })
    const [oldAfter, newAfter] = [await score('{"text": "aaaa"}'), await score('{"text": "zzzz"}')]
    expect(oldAfter).toBeCloseTo(1)
    expect([oldAfter > oldBefore, newAfter < newBefore]).toEqual([true, true])
    expect(await embeddingsOf(store, ROOT, 'tea')).toEqual(kept)
  })

  test('the stored vectors come back bit for bit, without asking an encoder', async () => {
    const scope = withFields(['text', 'tags[*]'])
    await createMemory(scope, {
      key: 'tea',
      json: '{"text": "green", "tags": ["a", "b", "c"], "big": 12345678901234567890, "f": 1.0}',
    })
    // vectors of an encoder that gives other digits than this one would
    await store.pool.query(
      `update store_vectors set embedding = array_fill(1.0000001::real / 3, array[16])::vector where field_name = 'text'`,
    )
    const before = { value: (await now(scope)).json, vectors: await embeddingsOf(store, ROOT, 'tea') }
    await edit('{"text": "white"}', scope)
    endpoint.requests.length = 0
    endpoint.behave({ kind: 'refuse' })
    await restore(1, scope)
    expect(endpoint.requests).toEqual([])
    expect({ value: (await now(scope)).json, vectors: await embeddingsOf(store, ROOT, 'tea') }).toEqual(before)
  })

  test.each([
    ['another encoder', { name: 'another encoder' }],
    ['other fields', { fields: ['other', 'text'] }],
  ])('with %s the text is embedded anew, under the same paths', async (_, change) => {
    await putMemory(ada, { key: 'tea', json: '{"text": "green", "other": "x"}', index: ['text', 'other'] })
    await edit('{"text": "white", "other": "y"}')
    const encoder = codePointEmbedder(16, 'name' in change ? change.name : store.embedder.name)
    const reversed = {
      ...encoder,
      embed: async (texts: string[]) => (await encoder.embed(texts)).map((v) => v.reverse()),
    }
    const changed = viewer(
      { ...store, embedder: reversed, fields: 'fields' in change ? change.fields : store.fields },
      'ada@corp.com',
    )
    await restore(1, changed)
    const restored = await embeddingsOf(store, ROOT, 'tea')
    await putMemory(changed, { key: 'twin', json: '{"text": "green", "other": "x"}', index: ['text', 'other'] })
    expect(restored).toEqual(await embeddingsOf(store, ROOT, 'twin'))
  })

  test('T24: vectors that the agent had left behind, or that were missing, do not come back with the text', async () => {
    const scope = withFields(['l[*]'])
    await putOutside(scope.store, ROOT, 'tea', '{"l": ["a", "b", "c"]}')
    await putOutside(scope.store, ROOT, 'tea', '{"l": ["z"]}') // leaves l[*].0, .1 and .2 behind
    await edit('{"l": ["y"]}', scope)
    await restore(1, scope)
    expect(Object.keys(await embeddingsOf(store, ROOT, 'tea'))).toEqual(['l[*]'])
    await store.pool.query('update store_vectors set embedding = null')
    await edit('{"l": ["x"]}', scope)
    await restore(3, scope) // the text of version 1, whose vector was null
    expect((await now(scope)).json).toBe('{"l": ["z"]}')
    expect((await now(scope)).searchable).toBe(true)
  })

  test('a memory that was never searchable is, once a version of it is restored', async () => {
    await store.pool.query(`insert into store (prefix, key, value) values ($1, 'tea', '{"text": "green"}')`, [ROOT])
    await edit('{"text": "white"}')
    await restore(1)
    await putMemory(ada, { key: 'twin', json: '{"text": "green"}' })
    expect(await embeddingsOf(store, ROOT, 'tea')).toEqual(await embeddingsOf(store, ROOT, 'twin'))
  })

  test('T54: a restore is kept as a version itself, so it is undone by another, and audited without a word', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await edit('{"text": "white"}')
    const before = [(await now()).json, await embeddingsOf(store, ROOT, 'tea')]
    await restore(1)
    expect((await versions()).map(({ json, how }) => [json, how])).toEqual([
      ['{"text": "green"}', 'restore'],
      ['{"text": "white"}', 'edit'],
      ['{"text": "green"}', 'created'],
    ])
    const [newest, , oldest] = await versions()
    expect(newest?.restoredAt).toBe(oldest?.at)
    await restore(2)
    expect([(await now()).json, await embeddingsOf(store, ROOT, 'tea')]).toEqual(before)
    const audit = await auditOf(store)
    expect(audit.map(({ action }) => action)).toEqual([
      'memory.create',
      'memory.edit',
      'memory.restore',
      'memory.restore',
    ])
    expect(JSON.stringify(audit)).not.toMatch(/green|white/)
  })

  test('the time to live stays that of the memory and begins anew, as with any edit', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await store.pool.query(`update store set ttl_minutes = 99, expires_at = now()`)
    await edit('{"text": "white"}')
    await store.pool.query(`update store set ttl_minutes = 7, expires_at = now() - interval '1 day'`)
    const { created_at } = (await rowOf(store, ROOT, 'tea')) ?? {}
    await restore(1)
    const row = await rowOf(store, ROOT, 'tea')
    expect(row).toMatchObject({ ttl_minutes: 7, created_at })
    const left = await store.pool.query(`select expires_at - updated_at = interval '7 minutes' as anew from store`)
    expect(left.rows).toEqual([{ anew: true }])
  })

  test('an end date that was changed comes back by restoring the version before; one that has passed does not', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const until = '2099-05-06 00:00:00+00'
    await store.pool.query(`update store set expires_at = '${until}'`)
    await changeExpiry(ada, { id: TEA, version: (await now()).version, keep: { kind: 'always' } })
    const vectors = await vectorsOf(store, ROOT, 'tea')
    expect(await restore(1)).toMatchObject({ what: 'end date', memory: { expiresAt: until } })
    expect(await vectorsOf(store, ROOT, 'tea')).toEqual(vectors)
    expect((await versions()).map(({ how, kept }) => [how, kept.until])).toEqual([
      ['expiry', until],
      ['expiry', null],
      ['created', until],
    ])
    expect((await expectedOf(restore(1))).sentence).toMatch(/nothing to restore/)
    await restore(2)
    await store.pool.query(`update dashboard.memory_version set expires_at = '2020-01-01' where expires_at is not null`)
    expect((await expectedOf(restore(1))).sentence).toMatch(/has passed/)
    expect((await now()).expiresAt).toBeNull()
  })

  test('a version that was kept for a while begins its time anew', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await store.pool.query(`update store set ttl_minutes = 7, expires_at = '2020-01-01'`)
    await changeExpiry(ada, { id: TEA, version: (await now()).version, keep: { kind: 'always' } })
    await restore(1)
    const { rows } = await store.pool.query(
      `select ttl_minutes, expires_at - updated_at = interval '7 minutes' as anew from store`,
    )
    expect(rows).toEqual([{ ttl_minutes: 7, anew: true }])
  })

  test('T25: while the encoder is needed and does not answer, nothing is written', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await edit('{"text": "white"}')
    await store.pool.query('delete from dashboard.memory_version_vector')
    endpoint.behave({ kind: 'refuse', status: 400 })
    const before = await everything(store)
    expect(await codeOf(restore(1))).toBe('embedding-unavailable')
    expect(await everything(store)).toEqual(before)
  })

  test('T2, T27: only at the version that was looked at, only this memory’s versions, and never over a newer text', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const opened = await edit('{"text": "white"}')
    const versionId = (await versions())[1]?.id ?? ''
    await putOutside(store, ROOT, 'tea', '{"text": "the agent’s"}')
    const bob = viewer(store, 'bob@corp.com')
    await createMemory(bob, { key: 'tea', json: '{"text": "bob’s"}' })
    const { version: bobs } = (await getMemoryAt(bob, [], 'tea')) ?? { version: '' }
    const before = await everything(store)
    expect(await codeOf(restoreVersion(ada, { id: TEA, version: opened.version, versionId }))).toBe('conflict')
    const { version } = await now()
    const said = await Promise.all([
      expectedOf(restoreVersion(bob, { id: TEA, version: bobs, versionId })),
      expectedOf(restoreVersion(bob, { id: TEA, version: bobs, versionId: '999999' })),
      expectedOf(restoreVersion(ada, { id: TEA, version, versionId: '999999' })),
    ])
    expect(new Set(said.map(({ code, sentence }) => `${code} ${sentence}`)).size).toBe(1)
    expect(said[0]?.code).toBe('not-found')
    for (const id of [memoryId([], 'nothing'), '', '%'])
      expect(await codeOf(restoreVersion(ada, { id, version: opened.version, versionId }))).toBe('not-found')
    expect(await codeOf(restoreVersion(ada, { id: TEA, version: opened.version, versionId: '1 or 1=1' }))).toBe(
      'not-found',
    )
    expect(await everything(store)).toEqual(before)
  })

  test('an operation sent twice is carried out once, and answered twice', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const { version } = await edit('{"text": "white"}')
    const request = { id: TEA, version, versionId: (await versions())[1]?.id ?? '', operation: randomUUID() }
    const first = await restoreVersion(ada, request)
    expect(await restoreVersion(ada, request)).toEqual(first)
    expect(await auditOf(store)).toHaveLength(3)
  })

  test('a large version of the agent’s comes back whole; what was no object is refused with a sentence', async () => {
    const large = `{"text": "${'é'.repeat(40_000)}"}`
    await putOutside(store, ROOT, 'tea', large)
    await edit('{"text": "short"}')
    await restore(1)
    expect((await rowOf(store, ROOT, 'tea'))?.value).toBe(large)
    await store.pool.query(`update dashboard.memory_version set value = '["a"]'`)
    const before = await everything(store)
    expect(await expectedOf(restore(1))).toMatchObject({
      code: 'invalid',
      sentence: expect.stringMatching(/not a JSON object/),
    })
    expect(await everything(store)).toEqual(before)
  })
})
