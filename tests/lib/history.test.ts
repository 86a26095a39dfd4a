import { expect, test } from 'vitest'
import type { Version } from '@/lib/shared/history'
import { type Memory, memoryId } from '@/lib/shared/memory'
import { getVersion, listHistory } from '@/lib/store/change/history'
import { deleteMemory } from '@/lib/store/change/removal'
import { restoreVersion } from '@/lib/store/change/restore'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { scopeOf } from '@/lib/store/memory-store'
import { purgeExpired, purgeOrphans } from '@/lib/store/purge'
import { getMemoryAt } from '@/lib/store/read'
import { onEachDatabase } from '../support/databases'
import { eachTimeEmpty } from '../support/emptied-store'
import { deleteOutside, putOutside } from '../support/outside'
import { dashboardRowsWith, everything, viewer } from '../support/stores'

const ROOT = 'user_memories.ada-at-corp-com'
const TEA = memoryId([], 'tea')

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  eachTimeEmpty(use, {}, (emptied) => {
    ;({ store, ada } = emptied)
  })

  const edit = async (json: string, scope = ada): Promise<Memory> => {
    const now = await getMemoryAt(scope, [], 'tea')
    return editMemory(scope, { id: TEA, version: now?.version ?? '', json })
  }
  const story = async (scope = ada): Promise<Version[]> =>
    (await listHistory(scope, { id: TEA, limit: 100 }))?.versions ?? []
  /** What a reader is told, newest first. */
  const told = async () =>
    (await story()).map(({ number, json, by, how, earlier }) => [number, json, by.kind, how, earlier].join(' | '))

  test('a memory that was learned and never changed has one version, and who wrote it', async () => {
    await putOutside(store, ROOT, 'tea', '{"text": "green"}')
    expect(await told()).toEqual(['1 | {"text": "green"} | outside | created | none'])
    await createMemory(ada, { key: 'mine', json: '{"text": "mine"}' })
    const mine = await listHistory(ada, { id: memoryId([], 'mine'), limit: 10 })
    expect(mine).toMatchObject({ total: 1, before: null, learned: { by: { kind: 'you' } } })
    expect(mine?.versions).toMatchObject([
      { id: null, number: 1, by: { kind: 'you' }, how: 'created', earlier: 'none' },
    ])
  })

  test('T28: each version has its text, its time and its author, newest first; where it was learned stays', async () => {
    await putOutside(store, ROOT, 'tea', '{"text": "green"}')
    const learnedAt = (await getMemoryAt(ada, [], 'tea'))?.createdAt
    await edit('{"text": "white"}')
    const agent = scopeOf(store, 'ada@corp.com', { surface: 'agent', agent: null }) as Scope
    await putMemory(agent, { key: 'tea', json: '{"text": "black"}' })
    const now = await edit('{"text": "mint"}')
    expect(await told()).toEqual([
      '4 | {"text": "mint"} | you | edit | kept',
      '3 | {"text": "black"} | agent | edit | kept',
      '2 | {"text": "white"} | you | edit | kept',
      '1 | {"text": "green"} | outside | created | none',
    ])
    const history = await listHistory(ada, { id: TEA, limit: 1 })
    expect(history).toMatchObject({ total: 4, learned: { at: learnedAt, by: { kind: 'outside' } } })
    expect(history?.versions[0]).toMatchObject({ id: null, at: now.updatedAt })
    expect(history?.before).toMatchObject({ number: 3, json: '{"text": "black"}' })
  })

  test('what was changed outside is said to be so, and that the earlier text was not recorded, exactly there', async () => {
    await putOutside(store, ROOT, 'tea', '{"text": "green"}')
    await edit('{"text": "mine, and lost"}')
    await putOutside(store, ROOT, 'tea', '{"text": "the agent’s"}')
    expect(await told()).toEqual([
      '2 | {"text": "the agent’s"} | outside | unknown | lost',
      '1 | {"text": "green"} | outside | created | none',
    ])
    await edit('{"text": "mine again"}')
    await edit('{"text": "mine twice"}')
    expect(await told()).toEqual([
      '4 | {"text": "mine twice"} | you | edit | kept',
      '3 | {"text": "mine again"} | you | edit | kept',
      '2 | {"text": "the agent’s"} | outside | unknown | lost',
      '1 | {"text": "green"} | outside | created | none',
    ])
  })

  test('a memory that was changed outside before it was ever changed here says that too', async () => {
    await putOutside(store, ROOT, 'tea', '{"text": "green"}')
    await putOutside(store, ROOT, 'tea', '{"text": "white"}')
    expect(await told()).toEqual(['1 | {"text": "white"} | outside | unknown | lost'])
    await edit('{"text": "mine"}')
    expect(await told()).toEqual([
      '2 | {"text": "mine"} | you | edit | kept',
      '1 | {"text": "white"} | outside | unknown | lost',
    ])
    expect((await listHistory(ada, { id: TEA, limit: 1 }))?.learned.by).toEqual({ kind: 'outside' })
  })

  test('versions that were kept before authors were do not claim one', async () => {
    await putOutside(store, ROOT, 'tea', '{"text": "green"}')
    await edit('{"text": "white"}')
    await edit('{"text": "black"}')
    await store.pool.query(`update dashboard.memory_version set written_surface = 'unrecorded', written_by = null`)
    expect(await told()).toEqual([
      '3 | {"text": "black"} | you | edit | kept',
      '2 | {"text": "white"} | you | edit | kept', // the version before it names who replaced it
      '1 | {"text": "green"} | unrecorded | created | none',
    ])
  })

  test('an admin who changed it is somebody else, not the person', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const admin = {
      ...scopeOf(store, 'ada@corp.com', { surface: 'dashboard' }),
      actor: 'pseudonym of an admin',
    } as Scope
    await edit('{"text": "white"}', admin)
    expect((await story()).map(({ by }) => by.kind)).toEqual(['somebody', 'you'])
  })

  test('long stories come in pages that neither skip nor repeat a version', async () => {
    await createMemory(ada, { key: 'tea', json: '{"n": 1}' })
    for (let n = 2; n <= 23; n++) await edit(`{"n": ${n}}`)
    const numbers: number[] = []
    let below: number | undefined
    do {
      const page = await listHistory(ada, { id: TEA, limit: 10, below })
      expect(page?.total).toBe(23)
      numbers.push(...(page?.versions ?? []).map(({ number }) => number))
      for (const [at, version] of (page?.versions ?? []).entries()) {
        expect(version.json).toBe(`{"n": ${version.number}}`)
        expect((page?.versions[at + 1] ?? page?.before)?.number).toBe(
          version.number === 1 ? undefined : version.number - 1,
        )
      }
      below = page?.before === null ? undefined : page?.versions.at(-1)?.number
    } while (below !== undefined)
    expect(numbers).toEqual(Array.from({ length: 23 }, (_, at) => 23 - at))
  })

  test('a large version is listed without its text, and read whole by its id', async () => {
    const large = `{"text": "${'é'.repeat(40_000)}"}`
    await putOutside(store, ROOT, 'tea', large)
    await edit('{"text": "short"}')
    const [, old] = await story()
    expect(old).toMatchObject({ json: null, bytes: new TextEncoder().encode(large).length })
    expect((await getVersion(ada, TEA, old?.id ?? ''))?.json).toBe(large)
  })

  test('T2, T27: a version has an id of its own, and nobody else’s scope, memory or guess reads it', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await edit('{"text": "white"}')
    const id = (await story())[1]?.id ?? ''
    await edit('{"text": "black"}')
    expect((await getVersion(ada, TEA, id))?.json).toBe('{"text": "green"}') // another place in the list, the same id
    const bob = viewer(store, 'bob@corp.com')
    await createMemory(bob, { key: 'tea', json: '{"text": "bob’s"}' })
    await createMemory(ada, { key: 'other', json: '{"text": "other"}' })
    for (const [scope, memory, version] of [
      [bob, TEA, id],
      [ada, memoryId([], 'other'), id],
      [ada, memoryId([], 'nothing'), id],
      [ada, TEA, '0'],
      [ada, TEA, '999999999999999999'],
      [ada, TEA, '1 or 1=1'],
      [ada, TEA, ''],
      [ada, '%%', id],
    ] as const)
      expect(await getVersion(scope, memory, version)).toBeNull()
    expect(await listHistory(bob, { id: memoryId([], 'other'), limit: 5 })).toBeNull()
    expect((await listHistory(bob, { id: TEA, limit: 5 }))?.total).toBe(1)
  })

  test('T66: reading a story changes nothing', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await edit('{"text": "white"}')
    await store.pool.query(`update store set ttl_minutes = 5, expires_at = now() + interval '1 minute'`)
    const before = await everything(store)
    const [, old] = await story()
    await getVersion(ada, TEA, old?.id ?? '')
    expect(await everything(store)).toEqual(before)
  })

  test('T11: a deleted memory’s versions are nobody’s story: not of the next one under its key; after an undo they are back', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "canary one"}' })
    await edit('{"text": "canary two"}')
    const removed = await deleteMemory(ada, { id: TEA })
    const id = (await store.pool.query<{ id: string }>('select min(id)::text as id from dashboard.memory_version'))
      .rows[0]?.id
    expect(await listHistory(ada, { id: TEA, limit: 10 })).toBeNull()
    await putOutside(store, ROOT, 'tea', '{"text": "anew"}')
    expect(await told()).toEqual(['1 | {"text": "anew"} | outside | created | none'])
    expect(await getVersion(ada, TEA, id ?? '')).toBeNull()
    await deleteOutside(store, ROOT, 'tea')
    await undoRemoval(ada, removed.id)
    expect(await told()).toEqual([
      '2 | {"text": "canary two"} | you | edit | kept',
      '1 | {"text": "canary one"} | you | created | none',
    ])
  })

  test('T11, T15: what the agent deleted and wrote anew begins a story of its own, and the old one is purged', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "canary one"}' })
    await edit('{"text": "canary two"}')
    await deleteOutside(store, ROOT, 'tea')
    await putOutside(store, ROOT, 'tea', '{"text": "anew"}')
    expect(await told()).toEqual(['1 | {"text": "anew"} | outside | created | none'])
    await edit('{"text": "mine"}')
    await store.pool.query(
      `update dashboard.memory_version set replaced_at = replaced_at - interval '2 hours' where value::text like '%canary%'`,
    )
    await purgeOrphans(store.pool, store.catalog.store)
    expect(await dashboardRowsWith(store.pool, 'canary')).toEqual([])
    expect((await story()).map(({ json }) => json)).toEqual(['{"text": "mine"}', '{"text": "anew"}'])
  })

  test('T15: after the purge nothing of the text is left, however it was changed before', async () => {
    const CANARY = 'xyzzy'
    await createMemory(ada, { key: `tea`, json: `{"text": "${CANARY} one"}` })
    await edit(`{"text": "${CANARY} two"}`)
    const [, old] = await story()
    const now = await getMemoryAt(ada, [], 'tea')
    await restoreVersion(ada, { id: TEA, version: now?.version ?? '', versionId: old?.id ?? '' })
    await deleteMemory(ada, { id: TEA })
    expect((await dashboardRowsWith(store.pool, CANARY)).length).toBe(3)
    await store.pool.query(`update dashboard.removal set undo_until = now() - interval '1 second'`)
    await purgeExpired(store.pool, store.catalog.store)
    expect(await dashboardRowsWith(store.pool, CANARY)).toEqual([])
    const vectors = await store.pool.query('select count(*)::int as n from dashboard.memory_version_vector')
    expect(vectors.rows).toEqual([{ n: 0 }])
  })
})
