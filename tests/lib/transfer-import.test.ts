// An import writes what was compared and nothing else: no row without its search entry, none over what changed since, none twice.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Embedder } from '@/lib/embedding/embedder'
import { unavailable } from '@/lib/embedding/embedder'
import { inEnglish, sentence } from '@/lib/shared/text'
import { listHistory } from '@/lib/store/change/history'
import { deleteMemory } from '@/lib/store/change/removal'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { type Comparison, compareMemories } from '@/lib/store/transfer/import-compare'
import { type Replaced, takeBack } from '@/lib/store/transfer/import-undo'
import { type ImportItem, type ImportOutcome, importMemories } from '@/lib/store/transfer/import-write'
import type { ImportedMemory } from '@/lib/transfer/read-line'
import { onEachDatabase } from '../support/databases'
import { writeMany } from '../support/many'
import {
  auditOf,
  clear,
  codeOf,
  codePointEmbedder,
  dashboardRowsWith,
  embeddingsOf,
  everything,
  freshStore,
  rowOf,
  storeWith,
  viewer,
} from '../support/stores'
import { compareAll, exportAll, importAll, memoriesOf, rowsAndVectors } from '../support/transfer'

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  let bob: Scope
  beforeAll(async () => {
    const { endpoint } = await freshStore(use())
    await endpoint.close() // the encoder of this test is a function
    store = await storeWith(use().pool, codePointEmbedder(16))
    ada = viewer(store, 'ada')
    bob = viewer(store, 'bob')
  })
  beforeEach(() => clear(store))
  afterAll(() => clear(store))

  const memory = (key: string, json: string, more: Partial<ImportedMemory> = {}): ImportedMemory => ({
    ...(memoriesOf(JSON.stringify({ key, value: {} }))[0] as ImportedMemory),
    json,
    ...more,
  })
  const item = (of: ImportedMemory, more: Partial<ImportItem> = {}): ImportItem => ({
    memory: of,
    over: null,
    key: of.key,
    operation: randomUUID(),
    ...more,
  })
  const ok = (comparison: Comparison | undefined) => {
    if (comparison?.ok !== true) throw new Error('refused')
    return comparison.memory
  }
  const codes = (outcomes: ImportOutcome[]) => outcomes.map((one) => (one.ok ? 'done' : one.code))
  const withEmbedder = (embed: Embedder['embed']) => viewer({ ...store, embedder: { ...store.embedder, embed } }, 'ada')

  test('the dry run tells new, changed and same apart by the last digit, and writes nothing', async () => {
    await putMemory(ada, { key: 'same', json: '{"b": 1.50, "aa": [1e2]}' })
    await putMemory(ada, { key: 'digits', json: '{"n": 1.50}' })
    await putMemory(ada, { key: 'words', json: '{"text": "I drink tea"}' })
    await putMemory(bob, { key: 'new', json: '{"text": "Bob’s"}' })
    const file = await exportAll(ada)
    const before = await everything(store)
    const [digits, same, words] = (await compareAll(ada, file)).map(ok)
    expect([digits?.state, same?.state, words?.state]).toEqual(['same', 'same', 'same'])
    const changed = file.replace('1.50}', '1.5}').replace('I drink tea', 'I drink coffee')
    const compared = (await compareAll(ada, `${changed}{"key": "new", "value": {"text": "mine"}}`)).map(ok)
    expect(compared.map(({ key, state }) => [key, state])).toEqual([
      ['digits', 'changed'],
      ['same', 'same'],
      ['words', 'changed'],
      ['new', 'new'],
    ])
    expect(compared[2]?.against).toMatchObject({
      json: '{"text": "I drink coffee"}',
      storedJson: '{"text": "I drink tea"}',
      isSameValue: false,
      isNewer: false,
      freeKey: 'words_imported',
    })
    expect(compared[3]?.against).toBeNull()
    expect(await everything(store)).toEqual(before)
  })

  test('the dry run says what was changed after the export, what ends otherwise, and which key is free beside it', async () => {
    await putMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const file = await exportAll(ada)
    await putMemory(ada, { key: 'tea', json: '{"text": "black"}' })
    await putMemory(ada, { key: 'tea_imported', json: '{}' })
    expect(ok((await compareAll(ada, file))[0]).against).toMatchObject({ isNewer: true, freeKey: 'tea_imported_2' })
    await clear(store)
    await importAll(ada, file)
    await store.pool.query(`update store set expires_at = '2030-01-01 00:00:00+00', ttl_minutes = 5`)
    expect(ok((await compareAll(ada, file))[0])).toMatchObject({
      state: 'changed',
      expiresAt: null,
      against: { isSameValue: true, storedExpiresAt: '2030-01-01 00:00:00+00' },
    })
    const ended = file.replace('"expires_at": null', '"expires_at": "2020-01-01 01:00:00+01"')
    expect(ok((await compareAll(ada, ended))[0])).toMatchObject({ expiresAt: '2020-01-01 00:00:00+00', expired: true })
  })

  test('T30: the dry run counts what no search by meaning will find', async () => {
    const compared = await compareMemories(ada, [
      memory('found', '{"t": 1}'),
      memory('not indexed', '{"t": 1}', { index: false }),
      memory('nothing there', '{"t": 1}', { index: ['u'] }),
    ])
    expect(compared.map((one) => ok(one).isUnsearchable)).toEqual([false, true, true])
  })

  test('T30: no row is stored whose search entry could not be made; the others are, and it can be sent again', async () => {
    const poisoned = withEmbedder(async (texts) => {
      if (texts.some((text) => text.includes('poison'))) throw unavailable({ text: 'The endpoint refused a text.' })
      return store.embedder.embed(texts)
    })
    const items = ['a', 'b', 'poison', 'c', 'd'].map((key) => item(memory(key, JSON.stringify({ text: key }))))
    const outcomes = await importMemories(poisoned, items)
    expect(codes(outcomes)).toEqual(['done', 'done', 'embedding-unavailable', 'done', 'done'])
    expect(await rowOf(store, ada.root, 'poison')).toBeNull()
    const { rows, vectors } = await rowsAndVectors(store)
    expect([rows.length, vectors.length]).toEqual([4, 4])
    expect(codes(await importMemories(ada, items))).toEqual(['done', 'done', 'done', 'done', 'done'])
    expect((await rowsAndVectors(store)).rows).toHaveLength(5)
  })

  test('T25: with the encoder gone nothing is written, and it is not asked once for each memory', async () => {
    let calls = 0
    const down = withEmbedder(async () => {
      calls++
      throw unavailable({ text: 'The endpoint did not answer.' })
    })
    const before = await everything(store)
    const items = Array.from({ length: 20 }, (_, at) => item(memory(`m${at}`, '{"text": "x"}')))
    expect(new Set(codes(await importMemories(down, items)))).toEqual(new Set(['embedding-unavailable']))
    expect(calls).toBeLessThanOrEqual(3)
    expect(await everything(store)).toEqual(before)
  })

  test('T23: what replaces a memory is found by its new meaning alone, keeps its birthday, and what was before is kept as history', async () => {
    const was = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const file = memory('tea', '{"text": "black", "n": 1.0}', { expiresAt: '2031-01-01 00:00:00+00', ttlMinutes: 9 })
    const [outcome] = await importMemories(ada, [item(file, { over: was.version })])
    expect(outcome?.ok).toBe(true)
    const row = await rowOf(store, ada.root, 'tea')
    expect(row).toMatchObject({
      value: '{"n": 1.0, "text": "black"}',
      created_at: was.createdAt,
      expires_at: '2031-01-01 00:00:00+00',
      ttl_minutes: 9,
    })
    expect((row?.updated_at ?? '') > was.updatedAt).toBe(true)
    const fresh = await createMemory(ada, { key: 'twin', json: '{"n": 1.0, "text": "black"}' })
    expect(await embeddingsOf(store, ada.root, 'tea')).toEqual(await embeddingsOf(store, ada.root, fresh.key))
    expect(await dashboardRowsWith(store.pool, 'green')).toHaveLength(1)
    expect((await getMemoryAt(ada, [], 'tea'))?.writtenBy).toEqual({ kind: 'you' })
  })

  test('T53: what an import replaced is put back with its text, end and search entries, once, and not over a newer write', async () => {
    const put = async (key: string) => {
      await putMemory(ada, { key, json: '{"text": "green", "n": 1.50}', index: ['n'] })
      await store.pool.query(`update store set expires_at = '2031-01-01 00:00:00+00', ttl_minutes = 9 where key = $1`, [
        key,
      ])
      return (await getMemoryAt(ada, [], key))?.version ?? ''
    }
    const over = { tea: await put('tea'), later: await put('later') }
    const before = await rowsAndVectors(store)
    const imported = await importMemories(
      ada,
      Object.entries(over).map(([key, version]) => item(memory(key, '{"text": "black"}'), { over: version })),
    )
    const replaced = imported.map((one) => ({
      id: one.ok ? one.id : '',
      version: one.ok ? one.version : '',
      operation: randomUUID(),
    }))
    await putMemory(ada, { key: 'later', json: '{"text": "the agent’s"}' })
    const none = withEmbedder(() => Promise.reject(unavailable(sentence('No encoder.'))))
    const takings = [await takeBack(none, replaced), await takeBack(none, replaced)]
    expect(takings.map(codes)).toEqual([
      ['done', 'conflict'],
      ['done', 'conflict'],
    ])
    const after = await rowsAndVectors(store)
    const of = ({ rows, vectors }: typeof before, key: string) => ({
      rows: rows.filter((row) => row.key === key).map(({ updated_at: _, ...row }) => row),
      vectors: vectors.filter((row) => row.key === key),
    })
    expect(of(after, 'tea')).toEqual(of(before, 'tea'))
    expect(after.rows.find(({ key }) => key === 'later')?.value).toBe('{"text": "the agent’s"}')
    expect((await auditOf(store)).filter(({ action }) => action === 'memory.restore')).toHaveLength(1)
    const story = await listHistory(ada, { id: replaced[0]?.id ?? '', limit: 9 })
    expect(story?.versions.map(({ how }) => how)).toEqual(['restore', 'import', 'created'])
    // neither an edit nor another person's memory is taken for an import
    const own = await createMemory(ada, { key: 'own', json: '{"text": "1"}' })
    const edited = await editMemory(ada, { id: own.id, version: own.version, json: '{"text": "2"}' })
    const wrong = [
      { id: own.id, version: edited.version, operation: randomUUID() },
      { ...replaced[0], operation: randomUUID() },
    ]
    expect(codes(await takeBack(bob, wrong as Replaced[]))).toEqual(['conflict', 'conflict'])
    expect(codes(await takeBack(ada, wrong.slice(0, 1) as Replaced[]))).toEqual(['conflict'])
  })

  test('T27: what changed, came or went after the comparison is not overwritten', async () => {
    const changed = await createMemory(ada, { key: 'changed', json: '{"text": "1"}' })
    const gone = await createMemory(ada, { key: 'gone', json: '{"text": "1"}' })
    await putMemory(ada, { key: 'changed', json: '{"text": "the agent’s"}' })
    await deleteMemory(ada, { id: gone.id, version: gone.version })
    await putMemory(ada, { key: 'came', json: '{"text": "the agent’s"}' })
    const before = await rowsAndVectors(store)
    const file = (key: string) => memory(key, '{"text": "from the file"}')
    const outcomes = await importMemories(ada, [
      item(file('changed'), { over: changed.version }),
      item(file('gone'), { over: gone.version }),
      item(file('came')),
      item(file('fine')),
    ])
    expect(codes(outcomes)).toEqual(['conflict', 'conflict', 'exists', 'done'])
    for (const outcome of outcomes)
      if (!outcome.ok) expect(inEnglish(outcome.sentence)).toMatch(/not overwritten.*again\.$/)
    const after = await rowsAndVectors(store)
    expect(after.rows.filter(({ key }) => key !== 'fine')).toEqual(before.rows)
  })

  test('a race for one key or one version has one winner, and nothing is mixed', async () => {
    const was = await createMemory(ada, { key: 'raced', json: '{"text": "0"}' })
    const texts = ['a', 'b', 'c', 'd']
    const replaced = await Promise.all(
      texts.map((text) => importMemories(ada, [item(memory('raced', `{"text": "${text}"}`), { over: was.version })])),
    )
    expect(replaced.flat().filter(({ ok }) => ok)).toHaveLength(1)
    const added = await Promise.all(
      texts.map((text) => importMemories(ada, [item(memory('new', `{"text": "${text}"}`))])),
    )
    expect(added.flat().filter(({ ok }) => ok)).toHaveLength(1)
    for (const key of ['raced', 'new']) {
      const row = await rowOf(store, ada.root, key)
      const twin = await createMemory(ada, { key: `${key} twin`, json: row?.value ?? '' })
      expect(await embeddingsOf(store, ada.root, key)).toEqual(await embeddingsOf(store, ada.root, twin.key))
    }
  })

  test('T55: sent twice, or at once, it is done once', async () => {
    const was = await createMemory(ada, { key: 'old', json: '{"text": "0"}' })
    const items = [
      item(memory('new', '{"text": "1"}')),
      item(memory('old', '{"text": "1"}'), { over: was.version }),
      item(memory('old', '{"text": "2"}'), { key: 'old_imported' }),
    ]
    const answers = await Promise.all([importMemories(ada, items), importMemories(ada, items)])
    answers.push(await importMemories(ada, items))
    expect(answers.map(codes)).toEqual([0, 1, 2].map(() => ['done', 'done', 'done']))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect((await auditOf(store)).filter(({ action }) => action === 'memory.import')).toHaveLength(3)
    expect(await dashboardRowsWith(store.pool, '{"text": "0"}')).toEqual([])
    const { rows } = await store.pool.query('select from dashboard.memory_version')
    expect(rows).toHaveLength(1)
  })

  test('both are kept under another key, and the one that was there is not touched', async () => {
    const was = await createMemory(ada, { key: 'tea', child: ['taste'], json: '{"text": "green"}' })
    const file = memory('tea', '{"text": "black"}', { child: ['taste'], createdAt: '2024-01-01 00:00:00+00' })
    const [outcome] = await importMemories(ada, [item(file, { key: 'tea_imported' })])
    expect(outcome).toMatchObject({ ok: true })
    expect((await getMemoryAt(ada, ['taste'], 'tea'))?.version).toBe(was.version)
    expect(await getMemoryAt(ada, ['taste'], 'tea_imported')).toMatchObject({
      json: '{"text": "black"}',
      createdAt: '2024-01-01 00:00:00+00',
      searchable: true,
    })
  })

  test('T28: what somebody else had written does not become the reader’s own by an export and import', async () => {
    await createMemory(ada, { key: 'mine', json: '{"text": "x"}' })
    await writeMany(ada, { count: 1, key: () => 'theirs' })
    const file = await exportAll(ada)
    await clear(store)
    await importAll(ada, file)
    expect((await getMemoryAt(ada, [], 'mine'))?.writtenBy).toEqual({ kind: 'you' })
    expect((await getMemoryAt(ada, [], 'theirs'))?.writtenBy).toEqual({ kind: 'outside' })
  })

  test('a text that was changed in the file does not keep the entries of what it was', async () => {
    await putMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const file = (await exportAll(ada, { entries: true })).replace('green', 'black')
    await clear(store)
    await importAll(ada, file)
    const vectors = await embeddingsOf(store, ada.root, 'tea')
    await createMemory(ada, { key: 'twin', json: '{"text": "black"}' })
    expect(vectors).toEqual(await embeddingsOf(store, ada.root, 'twin'))
  })

  test('entries of another encoder, or with a vector that was changed, are made anew', async () => {
    await putMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const expected = await embeddingsOf(store, ada.root, 'tea')
    const file = await exportAll(ada, { entries: true })
    const forged = file.replace(
      /"\$": "[^"]*"/,
      `"$": "${Buffer.from(new Float32Array(16).fill(9).buffer).toString('base64')}"`,
    )
    const unusable = file.replace(/"\$": "[^"]*"/, '"$": "%%%"')
    const other = viewer({ ...store, embedder: { ...store.embedder, name: 'another' } }, 'ada')
    expect(forged).not.toBe(file)
    for (const [scope, text] of [
      [ada, forged],
      [ada, unusable],
      [other, file],
    ] as const) {
      await clear(store)
      await importAll(scope, text)
      expect(await embeddingsOf(store, ada.root, 'tea')).toEqual(expected)
    }
    // proven ones need no encoder at all
    await clear(store)
    const none = withEmbedder(async (texts) => {
      if (texts.length > 0) throw unavailable({ text: 'No encoder.' })
      return []
    })
    await importAll(none, file)
    expect(await embeddingsOf(store, ada.root, 'tea')).toEqual(expected)
  })

  test('one value that Postgres cannot hold does not stop the rest of a file', async () => {
    // JavaScript takes it for a small number, Postgres for one with too many digits
    const bad = memory('bad', `{"n": 1e-17000}`)
    const fine = [memory('a', '{"text": "x"}'), bad, memory('b', '{"text": "x"}')]
    expect((await compareMemories(ada, fine)).map(({ ok }) => ok)).toEqual([true, false, true])
    expect(
      codes(
        await importMemories(
          ada,
          fine.map((one) => item(one)),
        ),
      ),
    ).toEqual(['done', 'invalid', 'done'])
  })

  test('an agent’s store without end dates refuses one in a sentence instead of dropping it', async () => {
    const old = viewer({ ...store, catalog: { ...store.catalog, hasTtl: false } }, 'ada')
    const ending = memory('ends', '{"text": "x"}', { expiresAt: '2030-01-01 00:00:00+00' })
    const [comparison] = await compareMemories(old, [ending])
    expect(comparison).toMatchObject({ ok: false, sentence: { text: expect.stringMatching(/keeps no end dates/) } })
    expect(codes(await importMemories(old, [item(ending)]))).toEqual(['invalid'])
    expect(await rowOf(store, ada.root, 'ends')).toBeNull()
  })

  test('T1: whatever a file says, it lands below the reader’s own namespace', async () => {
    await writeMany(bob, { count: 3 })
    const before = (await rowsAndVectors(store)).rows
    for (const child of [['..', 'bob'], ['bob'], [''], ['', ''], ['%'], ['/'], ['user_memories', 'bob']]) {
      const read = memoriesOfSafely(JSON.stringify({ key: 'memory 0', child, value: { text: 'Ada was here' } }))
      await importMemories(
        ada,
        read.map((one) => item(one)),
      )
    }
    const { rows } = await rowsAndVectors(store)
    expect(rows.filter(({ prefix }) => prefix === bob.root)).toEqual(before)
    for (const { prefix } of rows) expect(prefix === bob.root || prefix.startsWith(`${ada.root}.`)).toBe(true)
  })

  test('records each write without a text or key', async () => {
    await importMemories(ada, [item(memory('secret key', '{"text": "secret words"}'))])
    const audit = await auditOf(store)
    expect(audit.map(({ action, actor, surface }) => [action, actor, surface])).toEqual([
      ['memory.import', ada.actor, 'dashboard'],
    ])
    expect(JSON.stringify(audit)).not.toMatch(/secret/)
  })

  test('an outage is an outage, and nothing else', async () => {
    const pool = new Proxy(store.pool, {
      get: (target, name) =>
        name === 'query' || name === 'connect'
          ? () => Promise.reject(Object.assign(new Error('gone'), { code: '57P01' }))
          : (Reflect.get(target, name, target) as unknown),
    })
    const down = { ...ada, store: { ...store, pool } } as Scope
    expect(await codeOf(compareMemories(down, [memory('a', '{}')]))).toBe('database-unavailable')
    expect(await codeOf(importMemories(down, [item(memory('a', '{}'))]))).toBe('database-unavailable')
  })

  /** Lines that are refused give no memory. */
  function memoriesOfSafely(line: string): ImportedMemory[] {
    try {
      return memoriesOf(line)
    } catch {
      return []
    }
  }
})
