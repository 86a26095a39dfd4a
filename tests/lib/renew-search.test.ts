import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { memoryId } from '@/lib/shared/memory'
import { renewSearchEntries } from '@/lib/store/change/renew-search'
import { createMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { searchMemoriesByMeaning } from '@/lib/store/search/search'
import { onDatabase, onEachDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { eachTimeEmpty } from '../support/emptied-store'
import { auditOf, codeOf, embeddingsOf, everything, expectedOf, freshStore, vectorsOf, viewer } from '../support/stores'

const ROOT = 'user_memories.ada-at-corp-com'

onEachDatabase((use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  let ada: Scope
  eachTimeEmpty(use, {}, (emptied) => {
    ;({ store, endpoint, ada } = emptied)
  })

  const withFields = (fields: string[]) => viewer({ ...store, fields }, 'ada@corp.com')
  const loseEntries = () => store.pool.query('delete from store_vectors')
  const rowsAsTheyLie = async () =>
    (await store.pool.query('select s.xmin::text as xmin, s::text as row from store s order by 2')).rows

  test.each([
    ['the whole value', ['$'], '{"z": 1e16, "a": -0.0, "text": "Größe"}'],
    ['several fields', ['t', 'l[*]'], '{"t": "x", "l": ["a", "b", "c"]}'],
    ['a long integer', ['n'], '{"n": 12345678901234567890}'],
  ])(
    'T66: a memory without search entries gets those of the agent’s own put, and its row does not move: %s',
    async (_, fields, json) => {
      const scope = withFields(fields)
      const { json: stored } = await createMemory(scope, { key: 'tea', json })
      await putMemory(scope, { key: 'tea', json: stored ?? '' }) // as Postgres gives it back to the agent
      const wanted = await embeddingsOf(store, ROOT, 'tea')
      await store.pool.query(`update store set ttl_minutes = 7, expires_at = now() + interval '3 minutes'`)
      await loseEntries()
      const before = await rowsAsTheyLie()
      const opened = await getMemoryAt(scope, [], 'tea')
      expect(opened?.searchable).toBe(false)
      expect(await renewSearchEntries(scope, { id: memoryId([], 'tea') })).toEqual({
        entries: Object.keys(wanted).length,
      })
      expect(await embeddingsOf(store, ROOT, 'tea')).toEqual(wanted)
      expect(await rowsAsTheyLie()).toEqual(before)
      expect(await getMemoryAt(scope, [], 'tea')).toEqual({ ...opened, searchable: true })
      const { memories } = await searchMemoriesByMeaning(scope, { query: 'x', limit: 5 })
      expect(memories.map(({ key, score }) => [key, score !== null])).toEqual([['tea', true]])
    },
  )

  test('T29: a vector that is null, stale or of an earlier text is replaced', async () => {
    const scope = withFields(['t', 'l[*]'])
    await putMemory(scope, { key: 'list', json: '{"t": "x", "l": ["z"]}' })
    const wanted = await embeddingsOf(store, ROOT, 'list')
    // what the agent leaves behind: it never deletes the entries of an earlier, longer list
    await store.pool.query(
      `insert into store_vectors (prefix, key, field_name, embedding)
       select prefix, key, 'l[*].' || n, embedding from store_vectors, generate_series(0, 2) n where field_name = 't';
       update store_vectors set embedding = null where field_name = 't'`,
    )
    expect(await renewSearchEntries(scope, { id: memoryId([], 'list') })).toEqual({ entries: 2 })
    expect(await embeddingsOf(store, ROOT, 'list')).toEqual(wanted)
  })

  test('a memory that the agent indexed under paths of its own keeps these paths', async () => {
    await putMemory(ada, { key: 'own', json: '{"title": "a", "tags": ["x", "y"]}', index: ['title', 'tags[*]'] })
    const wanted = await embeddingsOf(store, ROOT, 'own')
    await store.pool.query('update store_vectors set embedding = null')
    await renewSearchEntries(ada, { id: memoryId([], 'own') })
    expect(await embeddingsOf(store, ROOT, 'own')).toEqual(wanted)
  })

  test('a value without any text where the agent looks gets no entry, loses stale ones, and that is no error', async () => {
    const scope = withFields(['text'])
    await putMemory(scope, { key: 'count', json: '{"text": "five"}' })
    await store.pool.query(`update store set value = '{"count": 5}'`)
    const before = await rowsAsTheyLie()
    expect(await renewSearchEntries(scope, { id: memoryId([], 'count') })).toEqual({ entries: 0 })
    expect(await vectorsOf(store, ROOT, 'count')).toEqual([])
    expect(await rowsAsTheyLie()).toEqual(before)
    expect((await auditOf(store)).at(-1)).toMatchObject({ action: 'memory.renew', detail: '{"search_entries": 0}' })
  })

  test('it is audited without a word, and the person is not said to have written the memory', async () => {
    await store.pool.query(
      `insert into store (prefix, key, value) values ($1, 'secretKey', '{"secretName": "secretText"}')`,
      [ROOT],
    )
    await renewSearchEntries(ada, { id: memoryId([], 'secretKey') })
    const audit = await auditOf(store)
    expect(audit.map(({ action, actor, surface }) => [action, actor, surface])).toEqual([
      ['memory.renew', ada.subject, 'dashboard'],
    ])
    expect(JSON.stringify(audit)).not.toContain('secret')
    expect((await getMemoryAt(ada, [], 'secretKey'))?.writtenBy).toEqual({ kind: 'outside' })
    const left = await store.pool.query('select count(*)::int as n from dashboard.memory_version')
    expect(left.rows).toEqual([{ n: 0 }])
  })

  test('an operation sent twice is carried out once, and answered twice', async () => {
    const made = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await loseEntries()
    const renew = { id: made.id, version: made.version, operation: randomUUID() }
    expect([await renewSearchEntries(ada, renew), await renewSearchEntries(ada, renew)]).toEqual([
      { entries: 1 },
      { entries: 1 },
    ])
    expect(await auditOf(store)).toHaveLength(2)
    // also when the memory has changed since: it was done
    await putMemory(ada, { key: 'tea', json: '{"text": "white"}' })
    expect(await renewSearchEntries(ada, renew)).toEqual({ entries: 1 })
  })

  test('T2: what is not there and what is another person’s are refused alike; what changed is a conflict', async () => {
    const made = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await putMemory(ada, { key: 'tea', json: '{"text": "white"}' })
    const bob = viewer(store, 'bob@corp.com')
    const before = await everything(store)
    endpoint.requests.length = 0
    expect(await codeOf(renewSearchEntries(ada, { id: made.id, version: made.version }))).toBe('conflict')
    const refusals = [
      await expectedOf(renewSearchEntries(bob, { id: made.id })),
      await expectedOf(renewSearchEntries(bob, { id: memoryId([], 'nothing') })),
      await expectedOf(renewSearchEntries(ada, { id: memoryId(['x'], 'tea') })),
      await expectedOf(renewSearchEntries(ada, { id: '%%' })),
    ]
    expect(new Set(refusals.map(({ code, sentence }) => `${code} ${sentence}`)).size).toBe(1)
    expect(refusals[0]?.code).toBe('not-found')
    expect(endpoint.requests).toEqual([])
    expect(await everything(store)).toEqual(before)
  })

  test('T25: while the encoder does not answer, nothing is written', async () => {
    const made = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await loseEntries()
    endpoint.behave({ kind: 'refuse', status: 400 })
    const before = await everything(store)
    expect(await codeOf(renewSearchEntries(ada, { id: made.id }))).toBe('embedding-unavailable')
    expect(await everything(store)).toEqual(before)
  })

  test('a value that another writer stored as a list is no obstacle; one too deep to be read is refused with a sentence', async () => {
    const deep = `${'['.repeat(600)}${']'.repeat(600)}`
    await store.pool.query(
      `insert into store (prefix, key, value) values ($1, 'list', '["a", "b"]'), ($1, 'deep', $2::jsonb)`,
      [ROOT, deep],
    )
    expect(await renewSearchEntries(ada, { id: memoryId([], 'list') })).toEqual({ entries: 1 })
    const refused = await expectedOf(renewSearchEntries(ada, { id: memoryId([], 'deep') }))
    expect([refused.code, refused.sentence]).toEqual(['invalid', expect.stringMatching(/512 levels/)])
  })
})

onDatabase('postgres', (use) => {
  test('what the agent puts while the entries are being made keeps its own, and the person is told', async () => {
    const { store, endpoint } = await freshStore(use())
    const ada = viewer(store, 'ada@corp.com')
    await store.pool.query(`insert into store (prefix, key, value) values ($1, 'tea', '{"text": "green"}')`, [ROOT])
    endpoint.behave({ kind: 'slow', ms: 300 })
    const renewing = codeOf(renewSearchEntries(ada, { id: memoryId([], 'tea') }))
    while (endpoint.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await store.pool.query(
      `update store set value = '{"text": "white"}', updated_at = clock_timestamp() where key = 'tea';
       insert into store_vectors (prefix, key, field_name, embedding)
       select prefix, key, '$', array_fill(0.5, array[16])::vector from store where key = 'tea'`,
    )
    const before = await everything(store)
    expect(await renewing).toBe('conflict')
    expect(await everything(store)).toEqual(before)
    await endpoint.close()
  })
})
