// "I want to see in MLflow what my agent's memory did, and nothing of what it remembers." A real MLflow server, a real Postgres, and what arrived between them.
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { LongTermMemory } from '@/lib/agent/long-term-memory'
import { examineTracing } from '@/lib/health/tracing'
import { NO_FILTER } from '@/lib/shared/filter'
import { inEnglish } from '@/lib/shared/text'
import { listHistory } from '@/lib/store/change/history'
import { deleteMemory } from '@/lib/store/change/removal'
import { renameMemory } from '@/lib/store/change/rename'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory } from '@/lib/store/change/write'
import { startJob } from '@/lib/store/jobs/job'
import { runJob } from '@/lib/store/jobs/run'
import { listMemories } from '@/lib/store/list/browse'
import { type MemoryStore, pseudonym } from '@/lib/store/memory-store'
import { getMemory } from '@/lib/store/read'
import { searchMemories } from '@/lib/store/search/search'
import { freezeSelection } from '@/lib/store/selection'
import { exportLines } from '@/lib/store/transfer/export-text'
import { mlflowServer } from '@/lib/tracing/destination'
import { memoryTracesUrl } from '@/lib/tracing/link'
import { endTracing, flushTraces, startTracing } from '@/lib/tracing/tracing'
import { onDatabase } from '../support/databases'
import { type ArrivedTrace, type Mlflow, startMlflow } from '../support/mlflow'
import { clear, codeOf, codePointEmbedder, freshStore, viewer } from '../support/stores'

const python = inject('mlflowPython')

const ADA = 'ada.personal@example.com'
const BOB = 'bob.personal@example.com'
const QUESTION = 'which secret question was asked'
const TEXT = 'keeps a canary in the kitchen'

describe.skipIf(python === null)('a real MLflow server', () => {
  let mlflow: Mlflow
  beforeAll(async () => {
    mlflow = await startMlflow(python ?? '')
  }, 120_000)
  afterAll(() => mlflow?.close())
  afterEach(() => endTracing())

  onDatabase('postgres', (use) => {
    let store: MemoryStore
    let memory: LongTermMemory
    beforeAll(async () => {
      ;({ store } = await freshStore(use()))
      await clear(store)
      memory = new LongTermMemory({ pool: use().pool, embedder: codePointEmbedder(16), pseudonymKey: 'test key' })
    })
    const person = (userId: string) => pseudonym(store, 'person', userId)
    const outline = ({ state, spans }: ArrivedTrace) =>
      `${state} ${spans.map(({ name, type, parent }) => `${parent ?? ''}/${name} ${type}`).join(' ')}`

    test('what an agent does is a trace each, as the reference implementation has them', async () => {
      const experiment = await mlflow.experiment('agent')
      await startTracing(mlflowServer({ uri: mlflow.url, experimentId: experiment }))
      await memory.setup()
      await memory.saveMemory(ADA, 'diet', { text: TEXT, since: 2025 })
      await memory.searchMemories(ADA, QUESTION, 3)
      await memory.getMemory(ADA, 'diet')
      await memory.listMemories(ADA)
      expect(await memory.deleteMemory(ADA, 'diet')).toBe(true)
      expect(await memory.deleteMemory(ADA, 'diet')).toBe(false)
      expect(await codeOf(memory.saveMemory(ADA, 'bad', { text: Number.NaN }))).toBe('invalid')
      await pause(2) // traces that begin in one millisecond have no order
      expect(await codeOf(memory.getMemory('', 'diet'))).toBe('invalid')
      await flushTraces()

      const traces = await mlflow.traces(experiment)
      expect(traces.map(outline)).toEqual([
        'OK /setup_memory_store MEMORY',
        'OK /save_memory MEMORY save_memory/store_put MEMORY store_put/embedding EMBEDDING',
        'OK /search_memories RETRIEVER search_memories/embedding EMBEDDING search_memories/store_search RETRIEVER',
        'OK /get_memory MEMORY',
        'OK /list_memories RETRIEVER',
        'OK /delete_memory MEMORY',
        'OK /delete_memory MEMORY',
        'ERROR /save_memory MEMORY',
        'ERROR /get_memory MEMORY',
      ])
      const [setup, save, search, get, , gone, absent, bad] = traces
      expect(setup?.spans[0]).toMatchObject({
        inputs: { embedding_endpoint: 'code points', dims: 16 },
        outputs: { status: 'success' },
      })
      const user = { user_id: person(ADA) }
      expect(save?.spans.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
        [{ ...user, memory_key: 'diet' }, { status: 'success' }],
        [{ ...user, memory_key: 'diet', data_keys: ['text', 'since'] }, { status: 'success' }],
        [expect.objectContaining({ texts: 1 }), { status: 'success', vectors: 1, dims: 16 }],
      ])
      const asked = { ...user, query: pseudonym(store, 'query', person(ADA), QUESTION), limit: 3 }
      expect(search?.spans[0]).toMatchObject({
        inputs: asked,
        outputs: { status: 'success', result_count: 1, keys: ['diet'] },
      })
      expect(search?.spans[2]).toMatchObject({ inputs: asked, outputs: { result_count: 1, keys: ['diet'] } })
      expect(get?.spans[0]?.outputs).toEqual({ status: 'success', found: true })
      expect(gone?.spans[0]?.outputs).toEqual({ status: 'success', found: true })
      expect(absent?.spans[0]?.outputs).toEqual({ status: 'success', found: false })
      expect(bad?.spans[0]).toMatchObject({
        status: { code: 'STATUS_CODE_ERROR', message: 'invalid' },
        events: [{ name: 'exception', attributes: expect.anything() }],
      })
      for (const trace of traces.slice(1, 7)) {
        expect(trace.tags).toMatchObject({ surface: 'agent', 'service.name': 'memory-dashboard' })
        expect(trace.metadata).toMatchObject({ 'mlflow.trace.user': person(ADA) })
      }
    })

    test('what a person does is a trace each, and the memory’s page leads to those of that memory alone', async () => {
      const experiment = await mlflow.experiment('dashboard')
      const settings = { uri: mlflow.url, experimentId: experiment }
      await startTracing(mlflowServer(settings))
      const [ada, bob] = [viewer(store, ADA), viewer(store, BOB)]
      const made = await createMemory(ada, { key: 'pet', json: `{"text":"${TEXT}"}` })
      await createMemory(bob, { key: 'pet', json: `{"text":"${TEXT}"}` })
      const edited = await editMemory(ada, { id: made.id, version: made.version, json: `{"text":"${TEXT}, still"}` })
      expect(await codeOf(editMemory(ada, { id: made.id, version: made.version, json: '{"text":"late"}' }))).toBe(
        'conflict',
      )
      await getMemory(ada, made.id)
      await listHistory(ada, { id: made.id, limit: 5 })
      await searchMemories(ada, { query: QUESTION, limit: 5 })
      await listMemories(ada, { limit: 5, timeZone: 'UTC' })
      const { id: removal } = await deleteMemory(ada, { id: made.id, version: edited.version })
      const back = await undoRemoval(ada, removal)
      const { version } = (await getMemory(ada, back.id)) ?? { version: '' }
      const renamed = await renameMemory(ada, { id: back.id, version, key: 'animal' })
      for await (const _ of exportLines(
        ada,
        { filter: NO_FILTER, timeZone: 'UTC' },
        { entries: false, history: false, at: new Date() },
      )) {
        // read to its end
      }
      const selection = await freezeSelection(ada, { ids: [{ id: renamed.id }] })
      const job = await startJob(ada, {
        operation: crypto.randomUUID(),
        kind: 'delete',
        selection: selection.id,
        count: 1,
      })
      await runJob(store, job.id)
      await flushTraces()

      const traces = await mlflow.traces(experiment)
      expect(traces.map(outline)).toEqual([
        'OK /create_memory MEMORY create_memory/embedding EMBEDDING',
        'OK /create_memory MEMORY create_memory/embedding EMBEDDING',
        'OK /edit_memory MEMORY edit_memory/embedding EMBEDDING',
        'ERROR /edit_memory MEMORY',
        'OK /get_memory MEMORY',
        'OK /list_history MEMORY',
        'OK /search_memories RETRIEVER search_memories/embedding EMBEDDING search_memories/store_search RETRIEVER',
        'OK /list_memories RETRIEVER',
        'OK /delete_memory MEMORY',
        'OK /undo_delete MEMORY',
        'OK /get_memory MEMORY',
        'OK /rename_memory MEMORY',
        'OK /export_memories CHAIN',
        'OK /select_memories CHAIN',
        'OK /start_job CHAIN',
        'OK /run_job CHAIN',
      ])
      expect(traces.every(({ tags }) => tags.surface === 'dashboard')).toBe(true)
      expect(traces.at(-1)?.spans[0]?.outputs).toMatchObject({ kind: 'delete', total: 1, done: 1, failed: 0 })

      // the link holds the filter that MLflow's page sends to this very search
      const link = new URL(memoryTracesUrl({ ...settings, uiUrl: `${mlflow.url}/` }, ada, made.id))
      const page = new URL(link.hash.slice(1), link)
      expect(page.pathname).toBe(`/experiments/${experiment}/traces`)
      expect(page.searchParams.get('tag')).toBe(`memory=${page.searchParams.get('filter')?.split('::')[2]}`)
      const [column, operator, value, tag] = page.searchParams.get('filter')?.split('::') ?? []
      expect([column, operator, tag]).toEqual(['TAG', '=', 'memory'])
      const linked = await mlflow.traces(experiment, `tags.\`${tag}\` ${operator} '${value}'`)
      expect(linked.map(({ spans }) => spans[0]?.name)).toEqual([
        'create_memory',
        'edit_memory',
        'edit_memory',
        'get_memory',
        'list_history',
        'delete_memory',
        'get_memory',
        'rename_memory',
      ])
      expect(linked.every(({ metadata }) => metadata['mlflow.trace.user'] === person(ADA))).toBe(true)
      expect(link.href).not.toMatch(/ada|pet|animal/i)
    })

    test('nothing of it says whose it was, what was asked or what is remembered', async () => {
      const kept = mlflow.bytes().toString('latin1')
      expect(kept).toContain(person(ADA))
      for (const secret of ['ada.personal', 'ada-personal', 'bob.personal', 'secret question', 'canary', 'kitchen'])
        expect(kept.includes(secret), secret).toBe(false)
    })

    test('with the operator’s consent it says the question and the person, and keys are as hidden as they were', async () => {
      const experiment = await mlflow.experiment('plain')
      await startTracing(mlflowServer({ uri: mlflow.url, experimentId: experiment }), new Set(['query', 'user']))
      await memory.saveMemory(ADA, 'hobby', { text: TEXT })
      await memory.searchMemories(ADA, QUESTION)
      await flushTraces()
      const [save, search] = await mlflow.traces(experiment)
      expect(save?.spans[0]?.inputs).toEqual({
        user_id: ADA,
        memory_key: pseudonym(store, 'key', person(ADA), 'hobby'),
      })
      expect(search?.spans[0]?.inputs).toMatchObject({ user_id: ADA, query: QUESTION })
      expect(search?.metadata['mlflow.trace.user']).toBe(ADA)
      expect(mlflow.bytes().toString('latin1')).not.toMatch(/canary|kitchen|hobby/)
    })

    test('the doctor sends one trace and says that it arrived, or that there is no such experiment', async () => {
      const experiment = await mlflow.experiment('doctor')
      const settings = (experimentId: string) => ({
        databricks: { host: undefined, token: undefined, clientId: undefined, clientSecret: undefined },
        isTracingHalfSet: false,
        tracing: {
          route: 'mlflow' as const,
          ...{ uri: mlflow.url, experimentId, plain: new Set<never>(), uiUrl: undefined },
          ...{ token: undefined, username: undefined, password: undefined },
        },
      })
      const found = await examineTracing(settings(experiment))
      expect(`${found.state} ${inEnglish(found.said)}`).toMatch(/^fine A trace named doctor arrived/)
      expect((await mlflow.traces(experiment)).map(outline)).toEqual(['OK /doctor CHAIN'])
      const missing = await examineTracing(settings('987654'))
      expect(`${missing.state} ${inEnglish(missing.said)}`).toMatch(
        /^wrong A trace was sent and did not arrive .*HTTP 4/,
      )
    })
  })
})
