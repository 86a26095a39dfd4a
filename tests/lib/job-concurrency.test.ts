// A job beside the agent, beside itself and beyond its process: several connections are needed, so on a server only.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Job } from '@/lib/shared/job'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { leftBy, readJob, startJob, startUndo } from '@/lib/store/jobs/job'
import { runJob } from '@/lib/store/jobs/run'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { freezeSelection } from '@/lib/store/selection'
import { connectionString, onDatabase } from '../support/databases'
import { countsOf, writeMany } from '../support/many'
import { auditOf, clear, codePointEmbedder, storeWith, viewer } from '../support/stores'

const ROOT = 'user_memories.ada-at-corp-com'
const PUT = `insert into store (prefix, key, value, created_at, updated_at) values ($1, $2, $3, current_timestamp, current_timestamp)
  on conflict (prefix, key) do update set value = excluded.value, updated_at = current_timestamp, expires_at = null, ttl_minutes = null`
const PUT_VECTOR = `insert into store_vectors (prefix, key, field_name, embedding, created_at, updated_at)
  values ($1, $2, 'text', $3, current_timestamp, current_timestamp)
  on conflict (prefix, key, field_name) do update set embedding = excluded.embedding, updated_at = current_timestamp`
const VECTOR = `[${Array(16).fill(1).join(',')}]`

onDatabase('postgres', (use) => {
  let store: MemoryStore
  let agent: pg.Client
  let ada: Scope
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    store = await storeWith(use().pool, codePointEmbedder(16), { fields: ['text'] })
    agent = new pg.Client({ connectionString: connectionString(use()) })
    await agent.connect()
  })
  beforeEach(async () => {
    await clear(store)
    ada = viewer(store, 'ada@corp.com')
  })
  afterAll(() => agent.end())

  const deletion = async (): Promise<Job> => {
    const { id: selection, count } = await freezeSelection(ada, { everything: true })
    return startJob(ada, { operation: randomUUID(), kind: 'delete', selection, count })
  }
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  /** As when the process that works on it has been silent for long. */
  const endLease = (id: string) =>
    store.pool.query(`update dashboard.job set leased_until = now() - interval '1 second' where id = $1`, [id])
  const removals = async () =>
    (
      await store.pool.query<{ key: string; json: string }>(
        'select v.key, v.value::text as json from dashboard.removal r join dashboard.memory_version v on v.id = r.version_id order by v.key',
      )
    ).rows

  test('T50, T55: two workers of one job, and one that takes over while the other still runs, count nothing twice', async () => {
    await writeMany(ada, { count: 1_500 })
    const job = await deletion()
    const workers = [runJob(store, job.id), runJob(store, job.id)]
    for (let round = 0; round < 4; round++) {
      await pause(20)
      await endLease(job.id)
      workers.push(runJob(store, job.id))
    }
    await Promise.all(workers)
    await runJob(store, job.id)
    expect(await readJob(ada, job.id)).toMatchObject({ state: 'done', total: 1_500, done: 1_500, gone: 0, failed: 0 })
    expect(await countsOf(ada)).toEqual([0, 0])
    expect(await auditOf(store)).toHaveLength(1_500)
    expect(await removals()).toHaveLength(1_500)
  })

  test('T78: a process that is killed in the middle leaves a job that another finishes; nothing is lost or counted twice', async () => {
    await writeMany(ada, { count: 900 })
    const job = await deletion()
    // each worker is held up at one row, in the middle of a chunk after one that was committed
    const { rows: held } = await store.pool.query<{ key: string }>(
      'select key from dashboard.selection_item where position in (400, 800) order by position',
    )
    expect(held).toHaveLength(2)
    await agent.query('select pg_advisory_lock(0), pg_advisory_lock(1)')
    const keys = held.map(({ key }) => JSON.stringify(key)).join()
    await store.pool.query(`create function hold() returns trigger language plpgsql as $$ begin
        set local lock_timeout = 0;
        perform pg_advisory_xact_lock_shared(array_position('{${keys}}'::text[], old.key) - 1);
        return old;
      end $$;
      create trigger hold before delete on store for each row execute function hold()`)
    const isHeldUp = async () =>
      (
        await store.pool.query(
          `select from pg_locks l join pg_database d on d.oid = l.database
            where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`,
        )
      ).rowCount === 1
    try {
      for (let kills = 0; kills < 2; kills++) {
        const before = (await readJob(ada, job.id)).done
        const child = spawn(
          process.execPath,
          ['--import', 'tsx', 'tests/support/job-worker.ts', connectionString(use()), job.id],
          { stdio: ['ignore', 'ignore', 'inherit'] },
        )
        while (!(await isHeldUp())) await pause(20)
        child.kill('SIGKILL')
        await once(child, 'close')
        await agent.query('select pg_advisory_unlock($1)', [kills])
        await endLease(job.id)
        const { state, done, gone, failed } = await readJob(ada, job.id)
        expect(state).toBe('interrupted')
        expect([gone, failed]).toEqual([0, 0])
        expect(done).toBeGreaterThan(before)
        expect(done).toBeLessThan(900)
        expect(await countsOf(ada)).toEqual([900 - done, 900 - done])
        expect(await removals()).toHaveLength(done)
      }
    } finally {
      await agent.query('select pg_advisory_unlock_all()')
      await store.pool.query('drop function hold cascade')
    }
    await runJob(store, job.id)
    expect(await readJob(ada, job.id)).toMatchObject({ state: 'done', done: 900, gone: 0, failed: 0 })
    expect(await auditOf(store)).toHaveLength(900)
  })

  test('T57: what the agent puts while they are being deleted is never lost, and each copy is the version that was selected', async () => {
    await writeMany(ada, { count: 1_200 })
    const job = await deletion()
    const last = new Map<string, string>()
    let isOver = false
    const putting = (async () => {
      for (let at = 0; !isOver || at < 50; at++) {
        const key = `memory ${(at * 37) % 1_200}`
        const json = `{"text": "the agent’s ${at}"}`
        await agent.query('begin')
        await agent.query(PUT, [ROOT, key, json])
        await agent.query(PUT_VECTOR, [ROOT, key, VECTOR])
        await agent.query('commit')
        last.set(key, json)
      }
    })()
    await runJob(store, job.id)
    isOver = true
    await putting
    const { state, done, gone, failed } = await readJob(ada, job.id)
    expect([state, done + gone + failed]).toEqual(['done', 1_200])
    expect(failed).toBeGreaterThan(0)
    const { rows } = await store.pool.query<{ key: string; json: string }>('select key, value::text as json from store')
    expect(Object.fromEntries(rows.map(({ key, json }) => [key, json]))).toEqual(Object.fromEntries(last))
    for (const { key, json } of await removals()) expect(json).toBe(`{"text": "words of ${key.slice(7)}"}`)
    expect(await countsOf(ada)).toEqual([last.size, last.size])
    for (const { key, problem } of await leftBy(ada, job.id, 2_000)) {
      expect(problem).toBe('changed')
      expect(last.has(key)).toBe(true)
    }
  })

  test('T50: a transaction of the agent over many of them, in another order, is never the one that is ended', async () => {
    await writeMany(ada, { count: 800 })
    const job = await deletion()
    let isOver = false
    const failures: string[] = []
    // whoever looks first for a deadlock is the one that is ended
    await agent.query(`set deadlock_timeout = '2ms'`)
    const putting = (async () => {
      for (let round = 0; !isOver; round++) {
        try {
          await agent.query('begin')
          for (let at = 0; at < 12; at++)
            await agent.query(PUT, [ROOT, `memory ${799 - ((round * 61 + at * 17) % 800)}`, '{"text": "x"}'])
          await agent.query('commit')
        } catch (error) {
          failures.push(String(error))
          await agent.query('rollback')
        }
      }
    })()
    await runJob(store, job.id)
    // putting back may wait for a key that the agent makes anew; half a second, then it takes them one by one
    await agent.query(`set deadlock_timeout = '1s'`)
    const undo = await startUndo(ada, { operation: randomUUID(), batch: job.id })
    await runJob(store, undo.id)
    isOver = true
    await putting
    expect(failures).toEqual([])
    const { total, done, gone, failed } = await readJob(ada, undo.id)
    expect(done + gone + failed).toBe(total)
    expect(await countsOf(ada)).toEqual([800, expect.any(Number)])
  })

  test('T51: a row that somebody holds on to keeps only itself waiting; in the end it is left out, as busy or as changed', async () => {
    await writeMany(ada, { count: 200 })
    const job = await deletion()
    await agent.query('begin')
    await agent.query(PUT, [ROOT, 'memory 150', '{"text": "not committed yet"}'])
    await agent.query(PUT, [ROOT, 'memory 20', '{"text": "not committed yet"}'])
    const running = runJob(store, job.id)
    while ((await readJob(ada, job.id)).done < 198) await pause(20)
    while ((await readJob(ada, job.id)).failed < 1) await pause(50) // the first is waited for ten seconds
    await agent.query('commit')
    await running
    expect(await readJob(ada, job.id)).toMatchObject({ state: 'done', done: 198, failed: 2 })
    expect((await leftBy(ada, job.id, 9)).map(({ key, problem }) => [key, problem])).toEqual([
      ['memory 150', 'busy'],
      ['memory 20', 'changed'],
    ])
    expect(await countsOf(ada)).toEqual([2, 2])
  })

  test('T14: when the connection ends in the middle, the chunk is taken again; nothing is counted that did not happen', async () => {
    await writeMany(ada, { count: 1_000 })
    const job = await deletion()
    const running = runJob(store, job.id)
    while ((await readJob(ada, job.id)).done === 0) await pause(5)
    for (let cut = 0; cut < 3; cut++) {
      await pause(30)
      await agent.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
      )
    }
    await running
    const { state, done } = await readJob(ada, job.id)
    expect(await countsOf(ada)).toEqual([1_000 - done, 1_000 - done])
    expect([state, done]).toEqual(['done', 1_000])
    expect(await auditOf(store)).toHaveLength(1_000)
  })
})
