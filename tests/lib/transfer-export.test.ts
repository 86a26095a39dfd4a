// An export is everything of one person and nothing of another, changes nothing, and says so when it is not whole.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LongTermMemory } from '@/lib/agent/long-term-memory'
import { NO_FILTER } from '@/lib/shared/filter'
import { memoryId } from '@/lib/shared/memory'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { deleteMemory } from '@/lib/store/change/removal'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore, Origin, Scope } from '@/lib/store/memory-store'
import { freezeSelection } from '@/lib/store/selection'
import { countExport, exportedMemories } from '@/lib/store/transfer/export'
import { exportCsv, exportLines } from '@/lib/store/transfer/export-text'
import { streamOf } from '@/lib/transfer/body'
import type { CsvWords } from '@/lib/transfer/csv'
import { onOneDatabase } from '../support/databases'
import { writeMany } from '../support/many'
import {
  auditOf,
  clear,
  codePointEmbedder,
  emptyAudit,
  everything,
  expectedOf,
  storeWith,
  viewer,
} from '../support/stores'
import { EVERYTHING, exportAll, memoriesOf, textOf } from '../support/transfer'

const WORDS: CsvWords & {
  end: (sent: { memories: number }) => string
  broken: (sent: { memories: number }) => string
} = {
  ...{ key: 'Key', rest: 'Other', child: 'Namespace', created: 'Written', changed: 'Changed', ends: 'Ends' },
  ...{ searchable: 'Searchable', changedBy: 'By', yes: 'yes', no: 'no', cut: ' (cut)' },
  writer: ({ writtenBy, writtenAs }) => writtenAs ?? writtenBy,
  end: ({ memories }) => `End: ${memories}`,
  broken: ({ memories }) => `Broken off after ${memories}`,
}

onOneDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  let bob: Scope
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    store = await storeWith(use().pool, codePointEmbedder(16))
  })
  beforeEach(async () => {
    await clear(store)
    ada = viewer(store, 'ada')
    bob = viewer(store, 'ada2')
  })

  const options = { entries: false, history: false, at: new Date(0) }
  const keysOf = (file: string) => memoriesOf(file).map(({ key }) => key)
  const lastOf = (file: string) => JSON.parse(file.trimEnd().split('\n').at(-1) ?? '') as unknown

  test('T1, T2: holds everything of this person, child namespaces too, and nothing of one with a similar name', async () => {
    await writeMany(ada, { count: 450 })
    await writeMany(ada, { count: 3, child: '.trips' })
    for (const name of ['ada2', 'ada.x', 'ada-', 'ADA', 'ad_', '%']) await writeMany(viewer(store, name), { count: 2 })
    const file = await exportAll(ada)
    expect(memoriesOf(file)).toHaveLength(453)
    expect(new Set(memoriesOf(file).map(({ child, key }) => `${child} ${key}`)).size).toBe(453)
    expect(lastOf(file)).toEqual({ type: 'end', memories: 453, versions: 0 })
    expect(memoriesOf(await exportAll(bob))).toHaveLength(2)
    expect((await textOf(exportCsv(ada, EVERYTHING, WORDS))).split('\r\n')).toHaveLength(453 + 3)
  })

  test('of somebody about whom nothing is stored is a whole file without memories', async () => {
    expect((await exportAll(ada)).split('\n').map((line) => line.slice(0, 17))).toEqual([
      '{"type": "export"',
      '{"type": "end", "',
      '',
    ])
    expect(await textOf(exportCsv(ada, EVERYTHING, WORDS))).toMatch(/^\ufeffKey,.*\r\nEnd: 0\r\n$/)
  })

  test('T31: rows that are written, deleted and moved while it runs come once, and the others too', async () => {
    await writeMany(ada, { count: 90 })
    const keys: string[] = []
    for await (const memory of exportedMemories(ada, EVERYTHING, { entries: false, limit: 10 })) {
      keys.push(memory.key)
      if (keys.length % 10 === 5) {
        // one that went out moves to the top of the journal, one that did not is changed, others come and go
        await putMemory(ada, { key: keys[0] ?? '', json: '{"text": "again"}' })
        await putMemory(ada, { key: 'memory 9', json: `{"text": "changed ${keys.length}"}` })
        await putMemory(ada, { key: `new ${keys.length}`, json: '{"text": "new"}' })
        await deleteMemory(ada, { id: memoryId([], `new ${keys.length}`) })
      }
    }
    expect(keys).toHaveLength(90)
    expect(new Set(keys).size).toBe(90)
  })

  test('T66: exporting changes nothing but the record that it happened, which counts and names nobody', async () => {
    await writeMany(ada, { count: 5 })
    await store.pool.query(`update store set expires_at = now() + interval '1 hour', ttl_minutes = 60`)
    const before = await everything(store)
    await exportAll(ada, { entries: true, history: true })
    await textOf(exportCsv(ada, EVERYTHING, WORDS))
    const audit = await auditOf(store)
    expect(audit.map(({ action, actor, detail }) => [action, actor === ada.actor, JSON.parse(detail)])).toEqual([
      ['memory.export', true, { format: 'jsonl', memories: 5, versions: 0, reads: 0, gone: 0, whole: true }],
      ['memory.export', true, { format: 'csv', memories: 5, versions: 0, reads: 0, gone: 0, whole: true }],
    ])
    await emptyAudit(store.pool)
    await store.pool.query('truncate dashboard.pseudonym')
    expect(await everything(store)).toEqual(before)
  })

  test('T49: of a filter it is what the filter lets through', async () => {
    await writeMany(ada, { count: 20, key: (at) => `trip_${at}` })
    await writeMany(ada, { count: 20 })
    const source = { filter: { ...NO_FILTER, starts: ['trip_1'] }, timeZone: 'UTC' }
    expect(keysOf(await exportAll(ada, { source }))).toHaveLength(11)
    expect(await textOf(exportCsv(ada, source, WORDS))).toContain('End: 11')
    expect((await countExport(ada, source)).memories).toBe(11)
  })

  test('T48: of a selection it is what was selected, and says how much of that is gone', async () => {
    await writeMany(ada, { count: 300 })
    const ids = Array.from({ length: 250 }, (_, at) => ({ id: memoryId([], `memory ${at}`) }))
    const { id } = await freezeSelection(ada, { ids })
    await createMemory(ada, { key: 'memory 0a', json: '{}' })
    await deleteMemory(ada, { id: memoryId([], 'memory 7') })
    const file = await exportAll(ada, { source: { selection: id } })
    expect(keysOf(file)).toHaveLength(249)
    expect(lastOf(file)).toEqual({ type: 'end', memories: 249, versions: 0, gone: 1 })
  })

  test('T2: another person’s selection is as absent as one that never was, and an expired one is not an empty file', async () => {
    await writeMany(ada, { count: 3 })
    const { id } = await freezeSelection(ada, { everything: true })
    const never = '00000000-0000-4000-8000-000000000000'
    const answers = [
      await expectedOf(exportAll(bob, { source: { selection: id } })),
      await expectedOf(exportAll(bob, { source: { selection: never } })),
    ].map(({ code, text }) => [code, text])
    expect(answers[0]).toEqual(answers[1])
    const running = exportLines(ada, { selection: id }, options)
    await running.next()
    await store.pool.query(`update dashboard.selection set expires_at = now() - interval '1 second'`)
    expect((await expectedOf(textOf(running))).code).toBe('not-found')
    expect(await auditOf(store)).toMatchObject([{ detail: expect.stringContaining('"whole": false') }])
  })

  test('each memory and version says who wrote it, and each read what was handed to whom, for as long as it is kept', async () => {
    const of = (origin: Origin) => LongTermMemory.over(store, origin)
    const agent = of({ surface: 'agent', agent: '=Travel desk' })
    await agent.saveMemory('ada', 'tea', { text: 'green' })
    await of({ surface: 'mcp', token: { id: 't', name: 'Claude' } }).saveMemory('ada', 'tea', { text: 'white' })
    await agent.saveMemory('ada', 'cake', { text: 'plum' })
    await agent.searchMemories('ada', 'canary', 1)
    await agent.searchMemories('ada2', 'canary of another')
    const file = await exportAll(ada, { history: true })
    const [memories, versions, reads] = ['memory', 'version', 'read'].map((type) =>
      file.split('\n').filter((line) => line.startsWith(`{"type": "${type}"`)),
    )
    expect(memories?.map((line) => JSON.parse(line))).toMatchObject([
      { key: 'cake', written_by: 'agent', written_as: '=Travel desk' },
      { key: 'tea', written_by: 'token', written_as: 'Claude' },
    ])
    expect(JSON.parse(versions?.[0] ?? '')).toMatchObject({ written_by: 'agent', written_as: '=Travel desk' })
    expect(reads?.map((line) => JSON.parse(line))).toEqual([
      {
        ...{ type: 'read', at: expect.any(String), way: 'search', by: 'agent', as: '=Travel desk', query: 'canary' },
        memories: [{ child: [], key: expect.any(String), score: expect.any(Number) }],
      },
    ])
    expect(lastOf(file)).toEqual({ type: 'end', memories: 2, versions: 1, reads: 1 })
    expect((await exportAll(ada)).split('\n').filter((line) => line.startsWith('{"type": "read"'))).toEqual([])
    expect(await textOf(exportCsv(ada, EVERYTHING, WORDS))).toContain("'=Travel desk")
    await store.pool.query(`update dashboard.read_log set kept_until = now()`)
    expect(await exportAll(ada, { history: true })).not.toContain('canary')
  })

  test('history is in it on demand: what was replaced, when and by whom, but nothing of what was deleted', async () => {
    const first = await createMemory(ada, { key: 'tea', json: '{"text": "green", "n": 1.0}' })
    await editMemory(ada, { id: first.id, version: first.version, json: '{"text": "black", "n": 1.50}' })
    const gone = await createMemory(ada, { key: 'gone', json: '{"text": "secret"}' })
    const edited = await editMemory(ada, { id: gone.id, version: gone.version, json: '{"text": "secret 2"}' })
    await deleteMemory(ada, { id: gone.id, version: edited.version })
    await createMemory(ada, { key: 'gone', json: '{"text": "new"}' })
    await createMemory(bob, { key: 'tea', json: '{"text": "bob"}' })
    expect(await exportAll(ada)).not.toContain('"version", ')
    const file = await exportAll(ada, { history: true })
    const versions = file.split('\n').filter((line) => line.startsWith('{"type": "version"'))
    expect(versions).toHaveLength(1)
    expect(versions[0]).toContain('"value": {"n": 1.0, "text": "green"}')
    expect(versions[0]).toContain('"replaced_by": "you"')
    expect(file).not.toContain('secret')
    expect(lastOf(file)).toEqual({ type: 'end', memories: 2, versions: 1 })
    expect(await countExport(ada, EVERYTHING)).toEqual({ memories: 2, versions: 1, notSearchable: 0, tooLarge: 0 })
  })

  describe('when the database fails midway', () => {
    /** The pool, until it is told to fail as a server does that is shut down. */
    const failing = (scope: Scope) => {
      let isDown = false
      const pool = new Proxy(scope.store.pool, {
        get: (target, name) => {
          if (name === 'query' && isDown)
            return () => Promise.reject(Object.assign(new Error('terminating connection'), { code: '57P01' }))
          const value = Reflect.get(target, name, target) as unknown
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
      return { scope: { ...scope, store: { ...scope.store, pool } } as Scope, fail: () => (isDown = true) }
    }
    const read = async (stream: ReadableStream<Uint8Array>, onPiece: () => void) => {
      const decoder = new TextDecoder()
      let text = ''
      try {
        for await (const piece of stream) {
          text += decoder.decode(piece, { stream: true })
          onPiece()
        }
        return { text, error: null }
      } catch (error) {
        return { text, error }
      }
    }

    test('the file ends with a line that says so and the connection breaks off: it cannot be taken for a shorter whole', async () => {
      await writeMany(ada, { count: 2_000 })
      const { scope, fail } = failing(ada)
      const { text, error } = await read(await streamOf(exportLines(scope, EVERYTHING, options)), fail)
      expect(error).toMatchObject({ code: 'database-unavailable' })
      const { memories, ...rest } = lastOf(text) as { memories: number }
      expect(rest).toEqual({ type: 'broken-off', versions: 0 })
      expect(memories).toBe(keysOf(text).length)
      expect(memories).toBeLessThan(2_000)

      const again = failing(ada)
      const csv = await read(await streamOf(exportCsv(again.scope, EVERYTHING, WORDS)), again.fail)
      expect(csv.error).toMatchObject({ code: 'database-unavailable' })
      expect(csv.text).toMatch(/\r\nBroken off after \d+\r\n$/)
    })

    test('before the first row it is an error, not a file', async () => {
      await writeMany(ada, { count: 2 })
      const { scope, fail } = failing(ada)
      fail()
      expect((await expectedOf(streamOf(exportLines(scope, EVERYTHING, options)))).code).toBe('database-unavailable')
    })

    test('a reader who goes away ends the reading of the database, and that is recorded', async () => {
      await writeMany(ada, { count: 2_000 })
      const stream = await streamOf(exportLines(ada, EVERYTHING, options))
      const reader = stream.getReader()
      await reader.read()
      await reader.cancel()
      const [row] = await auditOf(store)
      const detail = JSON.parse(row?.detail ?? '{}') as { memories: number; whole: boolean }
      expect(detail.whole).toBe(false)
      expect(detail.memories).toBeLessThan(2_000)
      expect(detail.memories).toBeGreaterThan(0)
    })
  })

  test('5,000 memories go out in pages, never all at once', async () => {
    await writeMany(ada, { count: 5_000, text: (at) => `${at} ${'words '.repeat(150)}` })
    let most = 0
    const { pool } = store
    const query = pool.query.bind(pool)
    const counting = new Proxy(pool, {
      get: (target, name) => {
        if (name !== 'query') return Reflect.get(target, name, target) as unknown
        return async (...given: Parameters<typeof query>) => {
          const result = (await query(...given)) as unknown as { rows: unknown[] }
          most = Math.max(most, result.rows.length)
          return result
        }
      },
    })
    const scope = { ...ada, store: { ...store, pool: counting } } as Scope
    let bytes = 0
    for await (const piece of await streamOf(exportLines(scope, EVERYTHING, options))) {
      bytes += piece.length
      expect(piece.length).toBeLessThan(200_000)
    }
    expect(bytes).toBeGreaterThan(4_500_000)
    expect(most).toBe(200)
  })
})
