// "Where my traces go may be down for a week; nobody who uses their memories may notice." And: no operation is forgotten, and no text leaves.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { trace } from '@opentelemetry/api'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { parseEnvironment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { examineTracing } from '@/lib/health/tracing'
import { inEnglish } from '@/lib/shared/text'
import { createMemory } from '@/lib/store/change/write'
import { type MemoryStore, pseudonym } from '@/lib/store/memory-store'
import { getMemory } from '@/lib/store/read'
import { searchMemories } from '@/lib/store/search/search'
import { isTraced, traced } from '@/lib/tracing/traced'
import { configuredDestination, currentDelivery, endTracing, flushTraces, startTracing } from '@/lib/tracing/tracing'
import { onDatabase } from '../support/databases'
import { clear, expectedOf, type FreshStore, freshStore, viewer } from '../support/stores'
import { PRINCIPAL, startTraceTable, TABLE, type TraceTable } from '../support/trace-table'

/** What pages, actions and agents call in lib/store without its being an operation on memories. */
const NO_OPERATIONS: Record<string, string> = {
  memoryStore: 'opens the store',
  openMemoryStore: 'opens the store',
  scopeOf: 'says who is asking',
  pseudonym: 'computes',
  setUpAgentTables: 'part of LongTermMemory.setup, which is traced',
  asExpected: 'computes',
  everyMemory: 'part of LongTermMemory.listMemories, which is traced',
  getMemoryAt: 'part of an operation of LongTermMemory',
  purgeExpired: 'upkeep',
  purgeReads: 'upkeep',
  recordReads: 'part of an operation of LongTermMemory',
  countSearch: 'counts for the limit',
  countExportFile: 'counts for the limit',
  countAgentWrite: 'counts for the limit',
  recordAuditRead: 'audits a look whose operation is traced',
  recordAuditCheck: 'audits a check, which is no operation on memories',
  countStaffSearch: 'counts for the limit',
  holdsMemories: 'looks whether there is anything to show',
  markAt: 'computes',
  readPlace: 'computes',
  embedQuestion: 'part of a search across everybody, which is traced',
  namesOf: 'puts names to what a traced operation told',
  recordToolCall: 'audits a call whose operation is traced',
  readLogDays: 'computes',
  isPerRow: 'computes',
  ofRowOwner: 'says what somebody may see',
  belowOf: 'computes',
  countQueue: 'counts what waits for an administrator, of nobody in particular',
  firstDue: 'says when the first of them is due',
  countWaiting: 'counts what waits for an administrator, of nobody in particular',
  listAlarms: 'names of namespaces that are locked, beside what is traced',
  runDueApprovals: 'upkeep',
  listUndoable: 'asked again and again by the frame around every page',
  listAndTakeUp: 'asked again and again by the frame around every page',
  readJob: 'asked again and again while a job runs',
  dismissJob: 'puts a notice away',
  forgetRules: 'computes',
  runDueForgets: 'upkeep',
  readSelection: 'part of asking to forget, which is traced',
  referenceOf: 'part of asking to forget, which is traced',
  dropTopic: 'part of asking to forget, which is traced',
  runJob: 'traces itself: it has no scope',
}

test('every operation that a page, an action or an agent can call is traced', async () => {
  const files = execFileSync('git', ['ls-files', 'app', 'lib/agent'], { encoding: 'utf8' }).split('\n')
  const called = new Map<string, string>()
  for (const file of files.filter((name) => /\.tsx?$/.test(name)))
    for (const [, names = '', path = ''] of readFileSync(file, 'utf8').matchAll(
      /^import \{([^}]*)\} from '(@\/lib\/store\/[^']+)'/gm,
    ))
      for (const name of names.split(',').map((one) => one.trim()))
        if (/^[a-z]/.test(name) && !name.startsWith('type ')) called.set(name, path)
  expect(called.size).toBeGreaterThan(40)
  const forgotten: string[] = []
  for (const [name, path] of called) {
    const module = (await import(path.replace('@/', '../../'))) as Record<string, unknown>
    if (!isTraced(module[name]) && NO_OPERATIONS[name] === undefined) forgotten.push(`${path}: ${name}`)
  }
  expect(forgotten, 'wrap it in traced(…), and describe it in lib/tracing/operations.ts').toEqual([])
})

test.each([
  [{ MLFLOW_TRACKING_URI: 'databricks' }, /MLFLOW_TRACKING_URI needs MLFLOW_TRACE_UC_TABLE/],
  [{ MLFLOW_TRACKING_URI: 'databricks', MLFLOW_TRACE_UC_TABLE: 'spans' }, /MLFLOW_TRACE_UC_TABLE must be the name/],
  [{ MLFLOW_TRACKING_URI: 'mlflow.example.com' }, /MLFLOW_TRACKING_URI must be "databricks" or the address/],
  [{ MLFLOW_TRACKING_URI: 'https://a:b@mlflow.example.com' }, /without a name or password/],
  [{ MLFLOW_TRACKING_URI: 'http://mlflow:5000' }, /MLFLOW_TRACKING_URI needs MLFLOW_EXPERIMENT_ID/],
  [{ MLFLOW_TRACKING_URI: 'http://mlflow', MLFLOW_EXPERIMENT_ID: '1', MLFLOW_TRACKING_TOKEN: 'x' }, /in the clear/],
  [{ MLFLOW_TRACKING_URI: 'http://mlflow', MLFLOW_EXPERIMENT_ID: 'first' }, /must be the number of an experiment/],
  [{ MLFLOW_TRACKING_USERNAME: 'ada' }, /MLFLOW_TRACKING_USERNAME needs MLFLOW_TRACKING_PASSWORD/],
  [{ MLFLOW_TRACE_PLAIN: 'keys, values' }, /MLFLOW_TRACE_PLAIN must be "none", or some of "keys, query, user"/],
  [{ MLFLOW_UI_URL: 'javascript:alert(1)' }, /MLFLOW_UI_URL must be the address at which people open MLflow/],
])('settings that cannot work are refused: %j', (source, sentence) => {
  expect(() => parseEnvironment(source)).toThrow(sentence)
})

onDatabase('embedded', (use) => {
  let fresh: FreshStore
  let store: MemoryStore
  let table: TraceTable
  beforeAll(async () => {
    fresh = await freshStore(use())
    store = fresh.store
  })
  const settings = () => ({
    tracing: { route: 'unity-catalog' as const, table: TABLE, plain: new Set<never>() },
    databricks: { host: table.url, token: undefined, ...PRINCIPAL },
    isTracingHalfSet: false,
  })
  beforeEach(async () => {
    await clear(store)
    table = await startTraceTable()
    const destination = configuredDestination(settings())
    if (destination !== null) await startTracing(destination, new Set())
  })
  afterEach(async () => {
    fresh.endpoint.behave(undefined)
    await table.close()
    await endTracing()
    vi.restoreAllMocks()
  })
  const ada = () => viewer(store, 'ada@corp.com')
  const useAll = async (key: string) => {
    const { id } = await createMemory(ada(), { key, json: '{"text":"canary in the kitchen"}' })
    return [
      (await getMemory(ada(), id))?.key,
      (await searchMemories(ada(), { query: 'canary', limit: 5 })).memories.length,
    ]
  }
  const said = async () => {
    const { state, said } = await examineTracing(settings(), currentDelivery)
    return `${state} ${inEnglish(said)}`
  }

  test('a table of Unity Catalog gets protobuf, the right headers, and a new token when the old one is refused', async () => {
    expect(await said()).toMatch(/^unknown No trace has been sent/)
    await useAll('first')
    await flushTraces()
    table.revoke()
    await useAll('second')
    await flushTraces()
    expect(table.wrong).toEqual([])
    // on a slow machine one batch becomes two
    expect(table.bearers.join(' ')).toMatch(/^(Bearer token-1 ){2,}(Bearer token-2 ?)+$/)
    const names = ['embedding', 'create_memory', 'get_memory', 'embedding', 'store_search', 'search_memories']
    expect(table.spans.map(({ name }) => name)).toEqual([...names, ...names])
    const [embedding, create, get] = table.spans
    expect(embedding).toMatchObject({ parentId: create?.spanId, traceId: create?.traceId, status: 1 })
    expect(get).toMatchObject({ parentId: null, status: 1, attributes: { 'user.id': ada().subject } })
    expect(get?.traceId).not.toBe(create?.traceId)
    // no word of it is plain where nothing may be
    expect(JSON.parse(create?.attributes['mlflow.spanInputs'] ?? '')).toMatchObject({
      memory_key: pseudonym(store, 'key', ada().subject, 'first'),
    })
    expect(table.bytes().toString('latin1')).not.toMatch(/canary|kitchen|first|second|corp/)
    expect(await said()).toMatch(/^fine Traces arrive \(127\.0\.0\.1:\d+, table main\.traces.*none was lost\./)
    expect(trace.getTracer('anybody').startSpan('theirs').isRecording(), 'no global provider').toBe(false)
  })

  test.each([400, 403, 404, 500])(
    'refused with %d: requests answer as before, and what is lost is counted',
    async (status) => {
      const printed = (['log', 'warn', 'error'] as const).map((how) => vi.spyOn(console, how))
      table.behave(status)
      expect(await useAll('kept')).toEqual(['kept', 1])
      await flushTraces()
      expect(currentDelivery()?.lost()).toBe(6)
      expect(await said()).toMatch(new RegExp(`^wrong Traces do not arrive .*HTTP ${status}.*6 spans were lost\\.$`))
      table.behave(undefined)
      expect(await useAll('after')).toEqual(['after', 2])
      await flushTraces()
      expect(await said()).toMatch(/^fine .*6 spans were lost\.$/)
      for (const print of printed) expect(print).not.toHaveBeenCalled()
    },
  )

  test('never answered, with a queue that is full: requests answer, no more is kept than fits, and the end does not wait', async () => {
    table.behave('hang')
    const operation = traced({ name: 'many' }, async () => 'done')
    for (let round = 0; round < 3_000; round++) expect(await operation(ada())).toBe('done')
    await expect.poll(() => table.hanging()).toBe(1)
    expect(await useAll('meanwhile')).toEqual(['meanwhile', 1])
    // one batch of 256 is on its way, 2,048 wait
    expect(currentDelivery()?.lost()).toBe(3_000 + 6 - 256 - 2_048)
    await endTracing()
    expect(await useAll('untraced')).toEqual(['untraced', 2])
  })

  test('nobody there, and no token to be had: requests answer', async () => {
    await table.close()
    expect(await useAll('alone')).toEqual(['alone', 1])
    await endTracing()
    table = await startTraceTable()
    const { databricks } = settings()
    const stranger = { ...settings(), databricks: { ...databricks, clientSecret: 'wrong' } }
    const destination = configuredDestination(stranger)
    if (destination !== null) await startTracing(destination)
    expect(await useAll('stranger')).toEqual(['stranger', 2])
    await flushTraces()
    expect(await said()).toMatch(/^wrong .*refused DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET/)
  })

  test('of an error it keeps the kind, never what it says; a mistake in what is told costs a fact or a trace, and no request', async () => {
    const fails = traced({ name: 'fails' }, async (_, error: Error) => {
      throw error
    })
    const quoting = Object.assign(new TypeError('near "canary in the kitchen"'), { code: '22P02' })
    await expect(fails(ada(), quoting)).rejects.toBe(quoting)
    const sentence = new Expected('exists', 'There is a memory named {key} already.', { values: { key: 'canary' } })
    expect(await expectedOf(fails(ada(), sentence))).toBe(sentence)
    fresh.endpoint.behave({ kind: 'refuse' }) // quotes the text that it was sent
    expect((await expectedOf(createMemory(ada(), { key: 'k', json: '{"text":"canary"}' }))).code).toBe(
      'embedding-unavailable',
    )
    const careless = traced(
      {
        name: 'careless',
        inputs: () => {
          throw new Error('canary')
        },
      },
      async () => 1,
    )
    expect(await careless(ada())).toBe(1)
    const lost = traced(
      {
        name: 'lost',
        about: () => {
          throw new Error('canary')
        },
      },
      async () => 2,
    )
    expect(await lost(ada())).toBe(2)
    await flushTraces()
    expect(table.spans.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'fails 2',
      'fails 2',
      'embedding 2',
      'create_memory 2',
      'careless 1',
    ])
    const bytes = table.bytes().toString('latin1')
    for (const kind of ['TypeError', '22P02', 'Expected', 'exists', 'embedding-unavailable'])
      expect(bytes).toContain(kind)
    expect(bytes).not.toMatch(/canary|kitchen/)
  })
})
