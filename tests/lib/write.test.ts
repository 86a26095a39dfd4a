import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { memoryId } from '@/lib/shared/memory'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { onEachDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { eachTimeEmpty } from '../support/emptied-store'
import {
  auditOf,
  codeOf,
  dashboardRowsWith,
  embeddingsOf,
  everything,
  rowOf,
  vectorsOf,
  viewer,
} from '../support/stores'

const ROOT = 'user_memories.ada-at-corp-com'

onEachDatabase((use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  let ada: Scope
  eachTimeEmpty(use, {}, (emptied) => {
    ;({ store, endpoint, ada } = emptied)
  })

  const withFields = (fields: string[]) => viewer({ ...store, fields }, 'ada@corp.com')
  const edit = async (scope: Scope, key: string, json: string, operation?: string) => {
    const memory = await getMemoryAt(scope, [], key)
    return editMemory(scope, { id: memory?.id ?? '', version: memory?.version ?? '', json, operation })
  }

  test('T65: an edit replaces the value, moves updated_at, keeps created_at, and is audited', async () => {
    const made = await createMemory(ada, { key: 'tea', json: '{"text": "likes green tea"}' })
    const before = await rowOf(store, ROOT, 'tea')
    const now = await editMemory(ada, { id: made.id, version: made.version, json: '{"text": "likes white tea"}' })
    const after = await rowOf(store, ROOT, 'tea')
    expect(after?.value).toBe('{"text": "likes white tea"}')
    expect(after?.created_at).toBe(before?.created_at)
    expect(String(after?.updated_at) > String(before?.updated_at)).toBe(true)
    expect(now).toMatchObject({ json: '{"text": "likes white tea"}', writtenBy: { kind: 'you' }, searchable: true })
    expect(now.version).not.toBe(made.version)
    const audit = await auditOf(store)
    expect(audit.map(({ action, surface }) => [action, surface])).toEqual([
      ['memory.create', 'dashboard'],
      ['memory.edit', 'dashboard'],
    ])
    expect(new Set(audit.map(({ actor }) => actor))).toEqual(new Set([ada.subject]))
    expect(new Set(audit.map(({ memory }) => memory)).size).toBe(1)
  })

  test('an edit answers with the memory exactly as reading it gives it, to whoever writes', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const agent = { ...ada, origin: { surface: 'agent', agent: 'Sage' }, actor: 'a' } as unknown as Scope
    const admin = {
      ...{ ...ada, actor: 'ines' },
      origin: { surface: 'admin', by: 'ines', name: 'Ines', reason: 'asked by phone' },
    } as unknown as Scope
    const texts = ['{"n": 1.0, "text": "white", "key": "sk-ant-REDACTED"}', '{}', '{"text": "gone"}']
    for (const scope of [ada, agent, admin, withFields(['text'])])
      for (const [at, json] of texts.entries()) {
        const ttl = at < 2 ? null : -5
        await store.pool.query('update store set ttl_minutes = $1, expires_at = null', [ttl])
        const now = await edit(scope, 'tea', json)
        expect(now).toEqual(await getMemoryAt(scope, [], 'tea'))
        expect(now.expired).toBe(ttl !== null)
      }
  })

  test('audit holds pseudonyms and counts only: no id, key or word of a memory', async () => {
    const made = await createMemory(ada, { key: 'secretKey', json: '{"secretName": "secretText"}' })
    await editMemory(ada, { id: made.id, version: made.version, json: '{"secretName": "otherText"}' })
    const audit = JSON.stringify((await auditOf(store)).map(({ op_id, ...row }) => row))
    for (const word of ['ada@', 'corp', 'user_memories', 'secretKey', 'secretName', 'secretText', 'otherText'])
      expect(audit).not.toContain(word)
    // the same look does find them where they belong, so it would find them in the audit
    expect(await dashboardRowsWith(store.pool, 'secretText')).toHaveLength(1)
    expect((await dashboardRowsWith(store.pool, 'ada@corp.com')).map((row) => row.split(':')[0])).toEqual([
      'dashboard.pseudonym',
    ])
  })

  test('the earlier version is kept, with its times and vectors', async () => {
    const made = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const before = { row: await rowOf(store, ROOT, 'tea'), vectors: await vectorsOf(store, ROOT, 'tea') }
    await editMemory(ada, { id: made.id, version: made.version, json: '{"text": "white"}' })
    const versions = await store.pool.query(
      `select prefix, key, value::text as value, created_at::text, updated_at::text, expires_at::text, ttl_minutes,
              embedder, replaced_by from dashboard.memory_version`,
    )
    expect(versions.rows).toEqual([
      {
        prefix: ROOT,
        key: 'tea',
        ...before.row,
        embedder: '["test on Databricks",16,["$"]]',
        replaced_by: ada.subject,
      },
    ])
    const vectors = await store.pool.query(
      `select field_name, embedding::vector::text as embedding, created_at::text, updated_at::text
         from dashboard.memory_version_vector`,
    )
    expect(vectors.rows).toEqual(before.vectors)
  })

  test('an edit keeps the time to live and restarts it; one without any stays without', async () => {
    await createMemory(ada, { key: 'ttl', json: '{"a": 1}' })
    await store.pool.query(`update store set ttl_minutes = 7, expires_at = now() - interval '1 day'`)
    await edit(ada, 'ttl', '{"a": 2}')
    const row = await rowOf(store, ROOT, 'ttl')
    expect(row?.ttl_minutes).toBe(7)
    const rest = await store.pool.query(`select expires_at - updated_at = interval '7 minutes' as restarted from store`)
    expect(rest.rows).toEqual([{ restarted: true }])
    await createMemory(ada, { key: 'none', json: '{"a": 1}' })
    await edit(ada, 'none', '{"a": 2}')
    expect(await rowOf(store, ROOT, 'none')).toMatchObject({ ttl_minutes: null, expires_at: null })
  })

  test('an agent’s put clears the time to live, as upstream does', async () => {
    await createMemory(ada, { key: 'ttl', json: '{"a": 1}' })
    await store.pool.query(`update store set ttl_minutes = 7, expires_at = now()`)
    await putMemory(ada, { key: 'ttl', json: '{"a": 2}' })
    expect(await rowOf(store, ROOT, 'ttl')).toMatchObject({ ttl_minutes: null, expires_at: null })
    expect((await auditOf(store)).at(-1)?.action).toBe('memory.put')
  })

  test('T24: an edit removes exactly the search entries that no longer belong (golden 25)', async () => {
    const scope = withFields(['t', 'l[*]'])
    await createMemory(scope, { key: 'list', json: '{"t": "x", "l": ["a", "b", "c"]}' })
    await createMemory(scope, { key: 'other', json: '{"t": "x", "l": ["a", "b", "c"]}' })
    expect(Object.keys(await embeddingsOf(store, ROOT, 'list'))).toEqual(['l[*].0', 'l[*].1', 'l[*].2', 't'])
    await edit(scope, 'list', '{"t": "x", "l": ["z"]}')
    expect(Object.keys(await embeddingsOf(store, ROOT, 'list'))).toEqual(['l[*]', 't'])
    expect(Object.keys(await embeddingsOf(store, ROOT, 'other'))).toEqual(['l[*].0', 'l[*].1', 'l[*].2', 't'])
  })

  test('a memory that was indexed under paths of its own is embedded under those again (golden 29)', async () => {
    await putMemory(ada, { key: 'own', json: '{"title": "a", "tags": ["x", "y"]}', index: ['title', 'tags[*]'] })
    await edit(ada, 'own', '{"title": "b", "tags": ["z", "y"]}')
    const scope = withFields(['title', 'tags[*]'])
    await putMemory(scope, { key: 'twin', json: '{"title": "b", "tags": ["z", "y"]}' })
    expect(await embeddingsOf(store, ROOT, 'own')).toEqual(await embeddingsOf(store, ROOT, 'twin'))
  })

  test.each([
    ['plain words', '{"text": "likes tea"}', ['$']],
    ['1e16 and -0.0', '{"a": 1e16, "b": -0.0, "c": 1e-7}', ['$']],
    ['a name given twice', '{"a": 1, "b": 2, "a": 3}', ['$']],
    ['names in another order', '{"zz": "1", "a": "2", "mmm": {"q": 1.50, "b": 2}}', ['*']],
    ['members of a list', '{"l": [1e16, "x", -0.0, {"b": 1, "a": 2}]}', ['l[*]', '*.b']],
  ])('an edit leaves the vectors that the agent’s put of the same value makes: %s', async (_, json, fields) => {
    const scope = withFields(fields)
    await createMemory(scope, { key: 'new', json })
    await createMemory(scope, { key: 'edited', json: '{"before": "x"}' })
    await edit(scope, 'edited', json)
    const stored = (await rowOf(store, ROOT, 'edited'))?.value ?? ''
    const [created, edited] = [await embeddingsOf(store, ROOT, 'new'), await embeddingsOf(store, ROOT, 'edited')]
    expect(Object.keys(edited).length).toBeGreaterThan(0)
    expect(created).toEqual(edited)
    await putMemory(scope, { key: 'edited', json: stored }) // what the agent reads and writes back
    expect(await embeddingsOf(store, ROOT, 'edited')).toEqual(edited)
  })

  test('long integers and 1.0 survive an edit of another member', async () => {
    await createMemory(ada, { key: 'n', json: '{"big": 12345678901234567890, "one": 1.0, "text": "a"}' })
    const read = (await getMemoryAt(ada, [], 'n'))?.json ?? ''
    await edit(ada, 'n', read.replace('"a"', '"b"'))
    expect((await rowOf(store, ROOT, 'n'))?.value).toBe('{"big": 12345678901234567890, "one": 1.0, "text": "b"}')
  })

  test('the second of two editors is told of the conflict, and nothing of theirs is written', async () => {
    const opened = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    await editMemory(ada, { id: opened.id, version: opened.version, json: '{"text": "first"}' })
    const before = await everything(store)
    endpoint.requests.length = 0
    expect(await codeOf(editMemory(ada, { id: opened.id, version: opened.version, json: '{"text": "second"}' }))).toBe(
      'conflict',
    )
    expect(await everything(store)).toEqual(before)
    expect(endpoint.requests).toEqual([])
  })

  test('an operation sent twice is carried out once, and answered twice', async () => {
    const operation = randomUUID()
    const create = { key: 'tea', json: '{"text": "green"}', operation }
    const made = await createMemory(ada, create)
    expect(await createMemory(ada, create)).toEqual(made)
    const change = { id: made.id, version: made.version, json: '{"text": "white"}', operation: randomUUID() }
    const changed = await editMemory(ada, change)
    expect(await editMemory(ada, change)).toEqual(changed)
    expect(await auditOf(store)).toHaveLength(2)
    const versions = await store.pool.query('select count(*)::int as n from dashboard.memory_version')
    expect(versions.rows).toEqual([{ n: 1 }])
  })

  test('a memory that exists is not created over', async () => {
    await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const before = await everything(store)
    expect(await codeOf(createMemory(ada, { key: 'tea', json: '{"text": "white"}' }))).toBe('exists')
    expect(await everything(store)).toEqual(before)
  })

  test('an edit of what is not there, or of no address at all, says so', async () => {
    for (const id of [memoryId([], 'gone'), memoryId(['child'], 'tea'), '', '%', 'AAAA', '😀'])
      expect(await codeOf(editMemory(ada, { id, version: '1/x', json: '{}' }))).toBe('not-found')
    expect(await auditOf(store)).toEqual([])
  })
})
