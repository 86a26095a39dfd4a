import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { memoryId } from '@/lib/shared/memory'
import { deleteMemory } from '@/lib/store/change/removal'
import { undoRemoval } from '@/lib/store/change/undo'
import { listUndoable } from '@/lib/store/change/undoable'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { purgeExpired } from '@/lib/store/purge'
import { getMemoryAt } from '@/lib/store/read'
import { connectionString, onEachDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { eachTimeEmpty } from '../support/emptied-store'
import {
  auditOf,
  codeOf,
  codePointEmbedder,
  dashboardRowsWith,
  embeddingsOf,
  everything,
  expectedOf,
  rowOf,
  vectorsOf,
  viewer,
} from '../support/stores'

const ROOT = 'user_memories.ada-at-corp-com'
const CANARY = 'canaryXq7'

onEachDatabase((use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  let ada: Scope
  eachTimeEmpty(use, { fields: ['text', 'tags[*]'] }, (emptied) => {
    ;({ store, endpoint, ada } = emptied)
  })

  const tea = (text = 'green') => JSON.stringify({ text: `${CANARY} ${text}`, tags: ['a', 'b'] })
  const endWindow = () => store.pool.query(`update dashboard.removal set undo_until = now() - interval '1 second'`)

  test('T11: a deleted memory is gone from the agent’s tables, and the deletion is audited without a word of it', async () => {
    const made = await createMemory(ada, { key: 'tea', json: tea() })
    await createMemory(ada, { key: 'stays', json: tea() })
    const removed = await deleteMemory(ada, { id: made.id, version: made.version })
    expect(removed.key).toBe('tea')
    const rows = await store.pool.query('select key from store')
    const vectors = await store.pool.query('select distinct key from store_vectors')
    expect([rows.rows, vectors.rows]).toEqual([[{ key: 'stays' }], [{ key: 'stays' }]])
    const audit = await auditOf(store)
    expect(audit.at(-1)).toMatchObject({ action: 'memory.remove', surface: 'dashboard', subject: ada.subject })
    expect(audit.at(-1)?.memory).toBe(audit[0]?.memory)
    expect(JSON.stringify(audit)).not.toContain(CANARY)
    expect(await getMemoryAt(ada, [], 'tea')).toBeNull()
  })

  test('T53: undo brings back text, times, time to live and vectors, byte for byte, and calls no encoder', async () => {
    const made = await createMemory(ada, { key: 'tea', json: tea() })
    await store.pool.query(
      `update store set ttl_minutes = 9, expires_at = '2031-02-03 04:05:06.123456+00', created_at = '2019-01-02 03:04:05.000007+00';
       update store_vectors set created_at = '2020-01-01 00:00:00.000001+00', updated_at = '2021-01-01 00:00:00.000002+00'
        where field_name = 'text';
       update store_vectors set embedding = null where field_name = 'tags[*].1'`,
    )
    const before = [await rowOf(store, ROOT, 'tea'), await vectorsOf(store, ROOT, 'tea')]
    const removed = await deleteMemory(ada, { id: made.id })
    endpoint.requests.length = 0
    expect(await undoRemoval(ada, removed.id)).toEqual({ id: made.id, key: 'tea' })
    expect(endpoint.requests).toEqual([])
    expect([await rowOf(store, ROOT, 'tea'), await vectorsOf(store, ROOT, 'tea')]).toEqual(before)
    expect((await getMemoryAt(ada, [], 'tea'))?.writtenBy).toEqual({ kind: 'you' })
    expect((await auditOf(store)).at(-1)).toMatchObject({ action: 'memory.undo', subject: ada.subject })
    const copies = await store.pool.query('select count(*)::int as n from dashboard.memory_version')
    expect(copies.rows).toEqual([{ n: 0 }])
  })

  test('undo brings back a memory of a child namespace to its place', async () => {
    await putMemory(ada, { child: ['work', 'x y'], key: 'k.1', json: tea() })
    const id = memoryId(['work', 'x y'], 'k.1')
    const before = await rowOf(store, `${ROOT}.work.x y`, 'k.1')
    const removed = await deleteMemory(ada, { id })
    expect(await undoRemoval(ada, removed.id)).toEqual({ id, key: 'k.1' })
    expect(await rowOf(store, `${ROOT}.work.x y`, 'k.1')).toEqual(before)
  })

  test('undo does not overwrite what was written anew since', async () => {
    const made = await createMemory(ada, { key: 'tea', json: tea() })
    const removed = await deleteMemory(ada, { id: made.id })
    await createMemory(ada, { key: 'tea', json: tea('newer') })
    const before = await everything(store)
    expect(await codeOf(undoRemoval(ada, removed.id))).toBe('conflict')
    expect(await everything(store)).toEqual(before)
  })

  test('an undo works once; afterwards it is as unknown as an id nobody gave out, or another person’s', async () => {
    const made = await createMemory(ada, { key: 'tea', json: tea() })
    const first = await deleteMemory(ada, { id: made.id })
    await undoRemoval(ada, first.id)
    const second = await deleteMemory(ada, { id: made.id })
    const before = await everything(store)
    const bob = viewer(store, 'bob@corp.com')
    const errors = [
      await expectedOf(undoRemoval(ada, first.id)),
      await expectedOf(undoRemoval(ada, randomUUID())),
      await expectedOf(undoRemoval(bob, second.id)),
      await expectedOf(undoRemoval(bob, randomUUID())),
      await expectedOf(undoRemoval(ada, 'no uuid')),
      await expectedOf(undoRemoval(ada, '')),
    ].map(({ code, sentence }) => `${code}: ${sentence}`)
    expect(new Set(errors).size).toBe(1)
    expect(errors[0]).toMatch(/^not-found/)
    expect(await everything(store)).toEqual(before)
    expect(await listUndoable(bob)).toEqual([])
  })

  test('T15: after the window the copy cannot be read at once, and a purge leaves no word of it', async () => {
    const made = await createMemory(ada, { key: `${CANARY}key`, json: tea('first') })
    const edited = await editMemory(ada, { id: made.id, version: made.version, json: tea('second') })
    const removed = await deleteMemory(ada, { id: edited.id, version: edited.version })
    const audit = await auditOf(store)
    expect((await dashboardRowsWith(store.pool, CANARY)).length).toBeGreaterThan(3)
    await endWindow()
    expect(await listUndoable(ada)).toEqual([])
    expect(await codeOf(undoRemoval(ada, removed.id))).toBe('not-found')
    expect(await purgeExpired(store.pool, store.catalog.store)).toBe(1)
    expect(await dashboardRowsWith(store.pool, CANARY)).toEqual([])
    const left = await store.pool.query(
      `select (select count(*)::int from dashboard.memory_version) as versions,
              (select count(*)::int from dashboard.memory_version_vector) as vectors,
              (select count(*)::int from dashboard.removal) as removals,
              (select count(*)::int from dashboard.pseudonym where key is not null) as meanings`,
    )
    expect(left.rows).toEqual([{ versions: 0, vectors: 0, removals: 0, meanings: 0 }])
    const after = await auditOf(store)
    expect(after.slice(0, audit.length)).toEqual(audit)
    expect(after.slice(audit.length).map(({ action, subject, memory }) => [action, subject, memory])).toEqual([
      ['memory.purge', ada.subject, audit[0]?.memory],
    ])
    expect(await purgeExpired(store.pool, store.catalog.store)).toBe(0)
  })

  test('a purge leaves what is still in its window, and a memory written anew under the same key', async () => {
    const old = await createMemory(ada, { key: 'tea', json: tea('old') })
    await deleteMemory(ada, { id: old.id })
    await endWindow()
    const anew = await createMemory(ada, { key: 'tea', json: tea('anew') })
    const edited = await editMemory(ada, { id: anew.id, version: anew.version, json: tea('edited') })
    const other = await createMemory(ada, { key: 'other', json: tea('other') })
    const waiting = await deleteMemory(ada, { id: other.id })
    expect(await purgeExpired(store.pool, store.catalog.store)).toBe(1)
    expect(await dashboardRowsWith(store.pool, `${CANARY} old`)).toEqual([])
    expect(await dashboardRowsWith(store.pool, `${CANARY} anew`)).toHaveLength(1) // its own history
    expect((await getMemoryAt(ada, [], 'tea'))?.writtenBy).toEqual({ kind: 'you' })
    expect((await getMemoryAt(ada, [], 'tea'))?.version).toBe(edited.version)
    expect((await undoRemoval(ada, waiting.id)).key).toBe('other')
  })

  test('T12: when something in the database keeps the row, nothing is said to be deleted', async () => {
    const made = await createMemory(ada, { key: 'tea', json: tea() })
    await store.pool.query(`create function keep() returns trigger language plpgsql as 'begin return null; end';
      create trigger keep before delete on store for each row execute function keep()`)
    const before = await everything(store)
    try {
      await expect(deleteMemory(ada, { id: made.id, version: made.version })).rejects.toThrow(/rolled back/)
      expect(await everything(store)).toEqual(before)
      expect(await listUndoable(ada)).toEqual([])
    } finally {
      await store.pool.query('drop function keep cascade')
    }
  })

  test('with another encoder undo embeds the text anew under the same fields; while it is down, it changes nothing', async () => {
    await putMemory(ada, { key: 'tea', json: tea(), index: ['tags[0]', 'tags[*]'] })
    const removed = await deleteMemory(ada, { id: memoryId([], 'tea') })
    const other = codePointEmbedder(16, 'another encoder')
    const reversed = { ...other, embed: async (texts: string[]) => (await other.embed(texts)).map((v) => v.reverse()) }
    const down = { ...other, embed: () => store.embedder.embed(['x']) }
    endpoint.behave({ kind: 'refuse', status: 400 })
    const before = await everything(store)
    expect(await codeOf(undoRemoval(viewer({ ...store, embedder: down }, 'ada@corp.com'), removed.id))).toBe(
      'embedding-unavailable',
    )
    expect(await everything(store)).toEqual(before)
    const changed = viewer({ ...store, embedder: reversed }, 'ada@corp.com')
    await undoRemoval(changed, removed.id)
    const undone = await embeddingsOf(store, ROOT, 'tea')
    await putMemory(changed, { key: 'tea', json: tea(), index: ['tags[0]', 'tags[*]'] })
    expect(Object.keys(undone)).toEqual(['tags[*].0', 'tags[*].1', 'tags[0]'])
    expect(undone).toEqual(await embeddingsOf(store, ROOT, 'tea'))
  })

  test('five deletions can each be undone, in any order', async () => {
    const removed = []
    for (let at = 0; at < 5; at++) {
      const made = await createMemory(ada, { key: `k${at}`, json: tea(String(at)) })
      removed.push(await deleteMemory(ada, { id: made.id }))
    }
    expect((await listUndoable(ada)).map(({ key }) => key)).toEqual(['k4', 'k3', 'k2', 'k1', 'k0'])
    for (const at of [2, 0, 4, 1, 3]) await undoRemoval(ada, removed[at]?.id ?? '')
    expect(await listUndoable(ada)).toEqual([])
    expect((await store.pool.query('select key from store order by 1')).rows).toHaveLength(5)
  })

  test('a memory deleted, written anew and deleted again can be undone either way', async () => {
    const made = await createMemory(ada, { key: 'tea', json: tea('one') })
    const one = await deleteMemory(ada, { id: made.id })
    await createMemory(ada, { key: 'tea', json: tea('two') })
    await deleteMemory(ada, { id: made.id })
    await undoRemoval(ada, one.id)
    expect((await getMemoryAt(ada, [], 'tea'))?.json).toContain('one')
  })

  test('a memory that changed after it was opened is not deleted; one that is not there is not found', async () => {
    const made = await createMemory(ada, { key: 'tea', json: tea() })
    await putMemory(ada, { key: 'tea', json: tea('newer') })
    const before = await everything(store)
    expect(await codeOf(deleteMemory(ada, { id: made.id, version: made.version }))).toBe('conflict')
    for (const id of [memoryId([], 'nothing'), '', '%%', memoryId(['x'], 'tea')])
      expect(await codeOf(deleteMemory(ada, { id }))).toBe('not-found')
    expect(await everything(store)).toEqual(before)
  })

  test('undo survives a restart of the dashboard', async () => {
    const made = await createMemory(ada, { key: 'tea', json: tea() })
    const removed = await deleteMemory(ada, { id: made.id })
    const pool =
      use().kind === 'postgres' ? new pg.Pool({ connectionString: connectionString(use()), max: 1 }) : store.pool
    const later = viewer({ ...store, pool }, 'ada@corp.com')
    const [undoable] = await listUndoable(later)
    expect(undoable).toMatchObject({ id: removed.id, key: 'tea' })
    expect(Math.abs((undoable?.secondsLeft ?? 0) - 600)).toBeLessThan(60)
    await undoRemoval(later, removed.id)
    if (pool !== store.pool) await pool.end()
    expect((await rowOf(store, ROOT, 'tea'))?.value).toContain('green')
  })
})
