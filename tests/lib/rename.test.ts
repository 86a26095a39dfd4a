import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Memory, memoryId } from '@/lib/shared/memory'
import { listHistory } from '@/lib/store/change/history'
import { deleteMemory } from '@/lib/store/change/removal'
import { renameMemory } from '@/lib/store/change/rename'
import { restoreVersion } from '@/lib/store/change/restore'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import { type MemoryStore, pseudonym, type Scope } from '@/lib/store/memory-store'
import { purgeExpired, purgeOrphans } from '@/lib/store/purge'
import { getMemory, getMemoryAt } from '@/lib/store/read'
import { searchMemoriesByMeaning } from '@/lib/store/search/search'
import { onEachDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { eachTimeEmpty } from '../support/emptied-store'
import { deleteOutside, putOutside } from '../support/outside'
import {
  auditOf,
  codeOf,
  dashboardRowsWith,
  embeddingsOf,
  everything,
  expectedOf,
  rowOf,
  vectorsOf,
  viewer,
} from '../support/stores'

const ROOT = 'user_memories.ada-at-corp-com'

onEachDatabase((use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  let ada: Scope
  eachTimeEmpty(use, { fields: ['text', 'tags[*]'] }, (emptied) => {
    ;({ store, endpoint, ada } = emptied)
  })

  const at = async (key: string): Promise<Memory> => {
    const memory = await getMemoryAt(ada, [], key)
    if (memory === null) throw new Error(`${key} is not there`)
    return memory
  }
  const edit = async (key: string, json: string) => {
    const { id, version } = await at(key)
    return editMemory(ada, { id, version, json })
  }
  const rename = async (key: string, to: string, json?: string) => {
    const { id, version } = await at(key)
    return renameMemory(ada, { id, version, key: to, json })
  }
  const storyOf = async (key: string) =>
    (await listHistory(ada, { id: memoryId([], key), limit: 50 }))?.versions.map(({ json, how, by, formerKey }) =>
      [json, how, by.kind, formerKey].join(' | '),
    )

  test('the row moves as it is: value, created_at, time to live and vectors; the old key is gone', async () => {
    await putMemory(ada, {
      key: 'tea',
      json: '{"text": "green", "tags": ["a", "b"], "big": 12345678901234567890, "f": 1.0}',
    })
    await store.pool.query(
      `update store set ttl_minutes = 9, expires_at = '2031-02-03 04:05:06.123456+00', created_at = '2019-01-02 03:04:05.000007+00'`,
    )
    const [row, vectors] = [await rowOf(store, ROOT, 'tea'), await vectorsOf(store, ROOT, 'tea')]
    endpoint.requests.length = 0
    const renamed = await rename('tea', 'favourite tea')
    expect(renamed).toMatchObject({
      id: memoryId([], 'favourite tea'),
      key: 'favourite tea',
      writtenBy: { kind: 'you' },
      searchable: true,
    })
    const moved = await rowOf(store, ROOT, 'favourite tea')
    expect(moved).toEqual({ ...row, updated_at: moved?.updated_at })
    expect(String(moved?.updated_at) > String(row?.updated_at)).toBe(true)
    expect(await vectorsOf(store, ROOT, 'favourite tea')).toEqual(vectors)
    expect(endpoint.requests).toEqual([])
    expect(await rowOf(store, ROOT, 'tea')).toBeNull()
    expect(await vectorsOf(store, ROOT, 'tea')).toEqual([])
    expect(await getMemory(ada, memoryId([], 'tea'))).toBeNull()
    const { memories } = await searchMemoriesByMeaning(ada, { query: 'green', limit: 5 })
    expect(memories.map(({ key }) => key)).toEqual(['favourite tea'])
  })

  test('T23, T28: the history follows, says what happened, and goes on; where it was learned stays', async () => {
    await putOutside(store, ROOT, 'tea', '{"text": "green"}')
    const learned = (await listHistory(ada, { id: memoryId([], 'tea'), limit: 1 }))?.learned
    await edit('tea', '{"text": "white"}')
    await rename('tea', 'drink')
    await edit('drink', '{"text": "mint"}')
    expect(await storyOf('drink')).toEqual([
      '{"text": "mint"} | edit | you | ',
      '{"text": "white"} | rename | you | tea',
      '{"text": "white"} | edit | you | ',
      '{"text": "green"} | created | outside | ',
    ])
    expect((await listHistory(ada, { id: memoryId([], 'drink'), limit: 1 }))?.learned).toEqual(learned)
    const [, , , oldest] = (await listHistory(ada, { id: memoryId([], 'drink'), limit: 9 }))?.versions ?? []
    const { version, id } = await at('drink')
    await restoreVersion(ada, { id, version, versionId: oldest?.id ?? '' })
    expect((await at('drink')).json).toBe('{"text": "green"}')
    expect(await storyOf('tea')).toBeUndefined()
  })

  test('T54: it is undone by renaming back, and the story tells both', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const [row, vectors] = [await rowOf(store, ROOT, 'tea'), await vectorsOf(store, ROOT, 'tea')]
    await rename('tea', 'drink')
    await rename('drink', 'tea')
    expect({ ...(await rowOf(store, ROOT, 'tea')), updated_at: row?.updated_at }).toEqual(row)
    expect(await vectorsOf(store, ROOT, 'tea')).toEqual(vectors)
    expect(await storyOf('tea')).toEqual([
      '{"text": "green"} | rename | you | drink',
      '{"text": "green"} | rename | you | tea',
      '{"text": "green"} | created | you | ',
    ])
  })

  test('with a new value as well, both happen or neither', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green", "tags": ["a", "b"]}' })
    await createMemory(ada, { key: 'taken', json: '{"text": "x"}' })
    const before = await everything(store)
    expect(await codeOf(rename('tea', 'taken', '{"text": "white"}'))).toBe('exists')
    expect(await codeOf(rename('tea', 'drink', '[]'))).toBe('invalid')
    endpoint.behave({ kind: 'refuse', status: 400 })
    expect(await codeOf(rename('tea', 'drink', '{"text": "white"}'))).toBe('embedding-unavailable')
    expect(await everything(store)).toEqual(before)
    endpoint.behave(undefined)
    await rename('tea', 'drink', '{"text": "white", "tags": ["z"]}')
    await putMemory(ada, { key: 'twin', json: '{"text": "white", "tags": ["z"]}' })
    expect((await at('drink')).json).toBe('{"tags": ["z"], "text": "white"}')
    expect(await embeddingsOf(store, ROOT, 'drink')).toEqual(await embeddingsOf(store, ROOT, 'twin'))
    expect(await storyOf('drink')).toEqual([
      '{"tags": ["z"], "text": "white"} | rename | you | tea',
      '{"tags": ["z"], "text": "white"} | edit | you | ',
      '{"tags": ["a", "b"], "text": "green"} | created | you | ',
    ])
    endpoint.requests.length = 0
    await rename('drink', 'again', '{"tags": ["z"],   "text": "white"}') // the same value: nothing is embedded
    expect(endpoint.requests).toEqual([])
    expect((await storyOf('again'))?.length).toBe(4)
  })

  test('it stays in its namespace', async () => {
    await putMemory(ada, { child: ['work'], key: 'tea', json: '{"text": "green"}' })
    const id = memoryId(['work'], 'tea')
    const { version } = (await getMemory(ada, id)) ?? { version: '' }
    expect((await renameMemory(ada, { id, version, key: 'a.b/c %' })).id).toBe(memoryId(['work'], 'a.b/c %'))
    expect((await rowOf(store, `${ROOT}.work`, 'a.b/c %'))?.value).toBe('{"text": "green"}')
  })

  test('a key that cannot be, that is taken or that it has already is refused with its own sentence', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await createMemory(ada, { key: 'taken', json: '{"text": "x"}' })
    const before = await everything(store)
    for (const [key, code, sentence] of [
      ['', 'invalid', /needs a key/],
      ['a\u0000', 'invalid', /NUL/],
      ['a\udc00', 'invalid', /lone surrogate/],
      ['é'.repeat(1_500), 'invalid', /bytes too long/],
      ['taken', 'exists', /named taken already/],
      ['tea', 'invalid', /has already/],
    ] as const) {
      const refused = await expectedOf(rename('tea', key))
      expect([refused.code, refused.sentence]).toEqual([code, expect.stringMatching(sentence)])
    }
    expect(await everything(store)).toEqual(before)
  })

  test('T2, T27: not over a change that came in between, not another’s, and an operation once only', async () => {
    const opened = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const bob = viewer(store, 'bob@corp.com')
    await createMemory(bob, { key: 'drink', json: '{"text": "bob’s"}' })
    const request = { id: opened.id, version: opened.version, key: 'drink', operation: randomUUID() }
    const renamed = await renameMemory(ada, request) // bob's key of that name is nobody's business
    expect(await renameMemory(ada, request)).toEqual(renamed)
    expect((await auditOf(store)).filter(({ action }) => action === 'memory.rename')).toHaveLength(1)
    await putMemory(ada, { key: 'drink', json: '{"text": "white"}' })
    const before = await everything(store)
    expect(await codeOf(renameMemory(ada, { id: renamed.id, version: renamed.version, key: 'x' }))).toBe('conflict')
    const { version } = await at('drink')
    const refusals = await Promise.all([
      expectedOf(renameMemory(bob, { id: memoryId([], 'tea'), version, key: 'x' })),
      expectedOf(renameMemory(bob, { id: memoryId([], 'nothing'), version, key: 'x' })),
      expectedOf(renameMemory(ada, { id: '%', version, key: 'x' })),
    ])
    expect(new Set(refusals.map(({ code, sentence }) => `${code} ${sentence}`)).size).toBe(1)
    expect(refusals[0]?.code).toBe('not-found')
    expect(await everything(store)).toEqual(before)
  })

  test('a deletion under the new key can still be undone afterwards or is purged, and takes no word of this history along', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "kept one"}' })
    await edit('tea', '{"text": "kept two"}')
    await createMemory(ada, { key: 'drink', json: '{"text": "deleted one"}' })
    await edit('drink', '{"text": "deleted two"}')
    const removed = await deleteMemory(ada, { id: memoryId([], 'drink') })
    await rename('tea', 'drink')
    const story = [
      '{"text": "kept two"} | rename | you | tea',
      '{"text": "kept two"} | edit | you | ',
      '{"text": "kept one"} | created | you | ',
    ]
    expect(await storyOf('drink')).toEqual(story)
    expect(await codeOf(undoRemoval(ada, removed.id))).toBe('conflict')
    await rename('drink', 'tea')
    await undoRemoval(ada, removed.id)
    expect((await storyOf('drink'))?.length).toBe(2)
    await deleteMemory(ada, { id: memoryId([], 'drink') })
    await rename('tea', 'drink')
    await store.pool.query(`update dashboard.removal set undo_until = now() - interval '1 second'`)
    await purgeExpired(store.pool, store.catalog.store)
    expect(await dashboardRowsWith(store.pool, 'deleted')).toEqual([])
    expect((await storyOf('drink'))?.slice(-3)).toEqual(story)
    expect((await at('drink')).writtenBy).toEqual({ kind: 'you' })
  })

  test('a deletion under the old key can still be undone afterwards', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "deleted"}' })
    const removed = await deleteMemory(ada, { id: memoryId([], 'tea') })
    await createMemory(ada, { key: 'tea', json: '{"text": "anew"}' })
    await edit('tea', '{"text": "anew two"}')
    await rename('tea', 'drink')
    await undoRemoval(ada, removed.id)
    expect((await at('tea')).json).toBe('{"text": "deleted"}')
    expect((await storyOf('drink'))?.length).toBe(3)
    expect((await storyOf('tea'))?.length).toBe(1)
  })

  test('what another memory had left under the new key when the agent deleted it goes', async () => {
    await createMemory(ada, { key: 'drink', json: '{"text": "canary one"}' })
    await edit('drink', '{"text": "canary two"}')
    await deleteOutside(store, ROOT, 'drink')
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await rename('tea', 'drink')
    expect(await dashboardRowsWith(store.pool, 'canary')).toEqual([])
    expect((await storyOf('drink'))?.length).toBe(2)
  })

  test('T15: after deleting and purging a renamed memory nothing of its texts and keys is left, old or new', async () => {
    await createMemory(ada, { key: 'canaryold', json: '{"text": "canary one"}' })
    await edit('canaryold', '{"text": "canary two"}')
    await rename('canaryold', 'canarynew')
    expect(JSON.stringify(await auditOf(store))).not.toContain('canary')
    await deleteMemory(ada, { id: memoryId([], 'canarynew') })
    expect((await dashboardRowsWith(store.pool, 'canary')).length).toBeGreaterThan(4)
    await store.pool.query(`update dashboard.removal set undo_until = now() - interval '1 second'`)
    await purgeExpired(store.pool, store.catalog.store)
    expect(await dashboardRowsWith(store.pool, 'canary')).toEqual([])
    const purged = (await auditOf(store)).filter(({ action }) => action === 'memory.purge')
    expect(purged.map(({ memory }) => memory).sort()).toEqual(
      ['canaryold', 'canarynew'].map((key) => pseudonym(store, 'memory', ROOT, key)).sort(),
    )
  })

  test('every pseudonym of the audit stands for the memory under its present key, until another takes the old one', async () => {
    const meant = async () =>
      (
        await store.pool.query<{ action: string; key: string | null }>(
          `select a.action, p.key from dashboard.audit a left join dashboard.pseudonym p on p.pseudonym = a.memory order by a.id`,
        )
      ).rows.map(({ action, key }) => `${action} ${key}`)
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await edit('tea', '{"text": "white"}')
    await rename('tea', 'drink')
    expect(await meant()).toEqual(['memory.create drink', 'memory.edit drink', 'memory.rename drink'])
    await store.pool.query(`update dashboard.last_write set updated_at = updated_at - interval '2 hours'`)
    await purgeOrphans(store.pool, store.catalog.store)
    expect(await meant()).toEqual(['memory.create drink', 'memory.edit drink', 'memory.rename drink'])
    await createMemory(ada, { key: 'tea', json: '{"text": "another"}' })
    expect((await meant()).slice(2)).toEqual(['memory.rename drink', 'memory.create tea'])
    const [, , renamed] = await auditOf(store)
    expect(renamed?.detail).toBe(`{"from": "${pseudonym(store, 'memory', ROOT, 'tea')}"}`)
  })

  test('when something in the database keeps the old row, nothing is said to be renamed', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await store.pool.query(`create function keep() returns trigger language plpgsql as 'begin return null; end';
      create trigger keep before delete on store for each row execute function keep()`)
    const before = await everything(store)
    try {
      await expect(rename('tea', 'drink')).rejects.toThrow(/rolled back/)
      expect(await everything(store)).toEqual(before)
    } finally {
      await store.pool.query('drop function keep cascade')
    }
  })
})
