// The process that forgets is killed at every point there is: the next one goes on, and nothing is deleted, counted or recorded twice.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOwnForget } from '@/lib/store/forgetting/own'
import { STEP_POINTS, type StepPoint } from '@/lib/store/forgetting/step-points'
import { submitForget } from '@/lib/store/forgetting/submit'
import { runDueForgets } from '@/lib/store/forgetting/worker'
import type { MemoryStore, Viewer } from '@/lib/store/memory-store'
import { freezeSelection } from '@/lib/store/selection'
import { connectionString, onDatabase } from '../support/databases'
import { eachTimeEmpty } from '../support/emptied-store'
import { everything, SELF } from '../support/forgetting'
import { auditOf, dashboardRowsWith, viewer } from '../support/stores'

/** More than one chunk. */
const COUNT = 620
/** Bundled once: a process starts in a quarter of the time. */
const PROGRAM = `node_modules/.forget-worker-${process.pid}.mjs`

beforeAll(() => {
  const entryPoints = ['tests/support/forget-worker.ts']
  buildSync({ entryPoints, outfile: PROGRAM, bundle: true, platform: 'node', format: 'esm', packages: 'external' })
})
afterAll(() => rmSync(PROGRAM, { force: true }))

onDatabase('postgres', (use) => {
  let store: MemoryStore
  let ada: Viewer
  eachTimeEmpty(use, {}, (emptied) => {
    store = emptied.store
    ada = viewer(store, 'ada@corp.com')
  })

  async function writeMany(): Promise<void> {
    const { store: table, vectors, vectorType } = store.catalog
    await store.pool.query(
      `with item as (
         insert into ${table} (prefix, key, value, created_at, updated_at)
         select $1, 'quokka-' || n, jsonb_build_object('text', 'quokka number ' || n), now(), now() from generate_series(1, ${COUNT}) n
         returning prefix, key
       )
       insert into ${vectors} (prefix, key, field_name, embedding, created_at, updated_at)
       select prefix, key, 'text', array_fill(0.5, array[16])::${vectorType}, now(), now() from item`,
      [ada.root],
    )
  }

  async function killedAt(point: StepPoint): Promise<void> {
    const child = spawn(process.execPath, [PROGRAM, connectionString(use()), point], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const [, signal] = (await once(child, 'close')) as [number | null, string | null]
    expect([point, signal]).toEqual([point, 'SIGKILL'])
    // nobody else may go on before its lease has ended
    expect(await runDueForgets(store, SELF)).toBe(0)
    await store.pool.query('update dashboard.forget_request set leased_until = null where ended_at is null')
  }

  /** What is counted is what is gone, at any time. */
  async function expectToAgree(reference: string): Promise<void> {
    const { request, tables } = await readOwnForget(ada, reference)
    const { rows } = await store.pool.query<{ rows: number; vectors: number }>(
      `select (select count(*)::int from ${store.catalog.store}) as rows, (select count(*)::int from ${store.catalog.vectors}) as vectors`,
    )
    expect(rows[0]).toEqual({ rows: COUNT - request.done, vectors: COUNT - request.done })
    expect(tables.find(({ table }) => table === 'store')?.deleted ?? 0).toBe(request.done)
  }

  async function expectDoneOnce(reference: string): Promise<void> {
    expect((await readOwnForget(ada, reference)).request).toMatchObject({
      ...{ state: 'completed', done: COUNT, total: COUNT, gone: 0, drifted: 0 },
    })
    await expectToAgree(reference)
    const audit = (await auditOf(store)).map(({ action }) => action).filter((action) => action.startsWith('forget.'))
    expect(audit).toEqual(['forget.submit', 'forget.execute', 'forget.complete'])
    expect(await dashboardRowsWith(store.pool, 'quokka')).toEqual([])
    const { rows } = await store.pool.query('select from dashboard.forget_probe')
    expect(rows).toEqual([])
  }

  test('everything, killed at each point in turn', async () => {
    expect(STEP_POINTS.length).toBeGreaterThanOrEqual(20)
    await writeMany()
    const { reference } = await submitForget(ada, everything(), SELF)
    for (const point of STEP_POINTS.filter((one) => one !== 'completion: committed')) {
      await killedAt(point)
      await expectToAgree(reference)
    }
    expect(await runDueForgets(store, SELF)).toBe(1)
    await expectDoneOnce(reference)
    const { rows } = await store.pool.query(`select from dashboard.ledger_entry where facts->>'scope' = 'everything'`)
    expect(rows).toHaveLength(1)
  })

  test('a worker that was silent too long finds that another has its request, and leaves it alone', async () => {
    await writeMany()
    const { reference } = await submitForget(ada, everything(), SELF)
    let others = 0
    const at = async (point: StepPoint) => {
      if (point !== 'chunk: committed' || others > 0) return
      await store.pool.query(`update dashboard.forget_request set leased_until = now() - interval '1 second'`)
      others = await runDueForgets(store, SELF)
    }
    expect(await runDueForgets(store, SELF, { at })).toBe(0)
    expect(others).toBe(1)
    await expectDoneOnce(reference)
  })

  test('a set, killed where its chunks are deleted', async () => {
    await writeMany()
    const { id } = await freezeSelection(ada, { everything: true })
    const { reference } = await submitForget(
      ada,
      { operation: crypto.randomUUID(), scope: 'selection', selection: id },
      SELF,
    )
    for (const point of [
      'probes: remembered',
      'chunk: locked',
      'chunk: erased',
      'chunk: counted',
      'chunk: committed',
    ] as const) {
      await killedAt(point)
      await expectToAgree(reference)
    }
    // and two at once: each takes what the other has not
    const completed = await Promise.all([runDueForgets(store, SELF), runDueForgets(store, SELF)])
    expect(completed.sort()).toEqual([0, 1])
    await expectDoneOnce(reference)
  })
})
