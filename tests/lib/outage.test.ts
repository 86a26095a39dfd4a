// What a database really says when it cannot answer, and what we make of it.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { Expected } from '@/lib/errors'
import { openEmbedded } from '@/lib/lakebase/database'
import { findSession, startSession } from '@/lib/store/access/sessions'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { deleteMemory } from '@/lib/store/change/removal'
import { createMemory, editMemory } from '@/lib/store/change/write'
import { listMemories } from '@/lib/store/list/browse'
import { asExpected, outageOf } from '@/lib/store/outage'
import { getMemoryAt } from '@/lib/store/read'
import { searchMemories } from '@/lib/store/search/search'
import { connectionString, onDatabase, onEachDatabase } from '../support/databases'
import { newDataDir, templateIn } from '../support/embedded-template'
import { clear, codeOf, codePointEmbedder, expectedOf, storeWith, viewer } from '../support/stores'

const errorOf = async (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error('it did not fail'),
    (error: Error) => error,
  )

test.each([
  ['nobody listens', { host: '127.0.0.1', port: 1 }],
  ['no such host', { host: 'no-such-host.invalid' }],
  ['no such socket', { host: '/nowhere' }],
])('where %s, that is an outage', async (_, where) => {
  const pool = new pg.Pool({ ...where, user: 'x', connectionTimeoutMillis: 3_000 })
  const error = await expectedOf(asExpected(() => pool.query('select 1')))
  expect(error.code).toBe('database-unavailable')
  expect(error.sentence).toMatch(/did not answer/)
  expect(error.sentence).not.toMatch(/127|invalid|nowhere/)
  await pool.end()
})

onEachDatabase((use) => {
  test('our own mistakes are not outages: they stay errors, and their messages hold no values', async () => {
    for (const [sql, values] of [
      ['select nonsense', []],
      ['select $1::int', ['secret']],
      ['select 1 / 0', []],
    ] as const) {
      const error = await errorOf(use().pool.query(sql, [...values]))
      expect(outageOf(error)).toBeNull()
      const thrown = await errorOf(asExpected(() => Promise.reject(error)))
      expect(thrown).not.toBeInstanceOf(Expected)
      expect(thrown.message).not.toContain('secret')
    }
    expect(outageOf(new Error('x'))).toBeNull()
    expect(outageOf('x')).toBeNull()
    expect(outageOf(new Expected('conflict', 'x'))).toBeNull()
  })

  test('tables that are gone are the store’s state, not an outage', async () => {
    const { pool } = use()
    await setUpAgentTables(pool, 'public', 16)
    const ada = viewer(await storeWith(pool, codePointEmbedder(16)), 'ada')
    await pool.query('alter table store rename to moved')
    for (const work of [
      () => getMemoryAt(ada, [], 'k'),
      () => listMemories(ada, { limit: 1, timeZone: 'UTC' }),
      () => searchMemories(ada, { query: 'x', limit: 1 }),
      () => createMemory(ada, { key: 'k', json: '{}' }),
    ])
      expect((await expectedOf(work())).sentence).toMatch(/setup\(\)/)
    await pool.query('alter table moved rename to store')
  })
})

test('an embedded database that has ended is an outage', async () => {
  const { path, remove } = newDataDir(await templateIn(inject('templateFolder')))
  onTestFinished(remove)
  const { pool, close } = await openEmbedded(path)
  const client = await pool.connect()
  await client.query('select 1')
  client.release()
  client.on('error', () => {})
  await close()
  expect(outageOf(await errorOf(client.query('select 1')))?.code ?? 'database-unavailable').toBe('database-unavailable')
})

onDatabase('postgres', (use) => {
  let ownPool: pg.Pool
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    ownPool = new pg.Pool({ ...use().pool.options, connectionString: connectionString(use()), max: 1 })
    ownPool.on('error', () => {})
  })
  afterAll(() => ownPool.end())

  test('a connection that the server ends in the middle of a statement is an outage, and the next one works', async () => {
    const client = await ownPool.connect()
    client.on('error', () => {})
    const { rows } = await client.query('select pg_backend_pid() as pid')
    const waiting = errorOf(client.query('select pg_sleep(30)'))
    await use().pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    expect(outageOf(await waiting)?.code).toBe('database-unavailable')
    client.release(true)
    expect((await ownPool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  test('a connection that the server ends between two statements of a transaction is an outage as well', async () => {
    const client = await ownPool.connect()
    const ended = new Promise((done) => client.once('end', done))
    client.on('error', () => {})
    await client.query('begin')
    const { rows } = await client.query('select pg_backend_pid() as pid')
    await use().pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    await ended
    expect(outageOf(await errorOf(client.query('select 1')))?.code).toBe('database-unavailable')
    client.release(true)
  })

  test('a write whose connection is ended says so, and leaves nothing half written', async () => {
    const store = await storeWith(ownPool, codePointEmbedder(16))
    await clear(store)
    const ada = viewer(store, 'ada')
    const made = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const blocker = await use().pool.connect()
    for (const [attempt, code] of [
      // one statement, which carries itself out: it may have been
      [() => editMemory(ada, { id: made.id, version: made.version, json: '{"text": "white"}' }), 'unanswered'],
      // before its commit, which cannot have been
      [() => deleteMemory(ada, { id: made.id, version: made.version }), 'database-unavailable'],
    ] as const) {
      await blocker.query('begin')
      await blocker.query('select from store for update')
      const writing = codeOf(attempt())
      await endWaiting(blocker)
      expect(await writing).toBe(code)
      await blocker.query('rollback')
      expect(await getMemoryAt(ada, [], 'tea')).toEqual(made)
    }
    blocker.release()
    const { rows } = await ownPool.query('select action from dashboard.audit')
    expect(rows).toEqual([{ action: 'memory.create' }])
  })

  test('a write whose connection ends within its commit is not said to have failed, and sent again it is there once', async () => {
    const store = await storeWith(ownPool, codePointEmbedder(16))
    await clear(store)
    const ada = viewer(store, 'ada')
    const [create, remove] = [randomUUID(), randomUUID()]
    const tea = { key: 'tea', json: '{"text": "green"}', operation: create }
    const endsWithinCommit = async (write: () => Promise<unknown>) => {
      await use().pool.query(`create function end_connection() returns trigger language plpgsql as $$
        begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
        create constraint trigger ends after insert or delete on store deferrable initially deferred
          for each row execute function end_connection()`)
      expect(await codeOf(write())).toBe('unanswered')
      await use().pool.query('drop trigger ends on store; drop function end_connection')
    }
    await endsWithinCommit(() => createMemory(ada, tea))
    const { id, version } = await createMemory(ada, tea)
    await endsWithinCommit(() => deleteMemory(ada, { id, version, operation: remove }))
    expect((await deleteMemory(ada, { id, version, operation: remove })).key).toBe('tea')
    const { rows } = await ownPool.query('select op_id::text from dashboard.audit order by id')
    expect(rows.map((row) => row.op_id)).toEqual([create, remove])
  })

  test('a database that takes no changes is read, and says that nothing was changed', async () => {
    const ada = viewer(await storeWith(ownPool, codePointEmbedder(16)), 'ada')
    const made = await createMemory(ada, { key: 'read only', json: '{"text": "green"}' })
    const session = await startSession(ownPool, 'local', { userId: 'ada', name: 'Ada' })
    await ownPool.query(`update dashboard.session set last_seen_at = now() - interval '2 minutes'`)
    const pool = new pg.Pool({
      ...use().pool.options,
      connectionString: connectionString(use()),
      options: '-c default_transaction_read_only=on',
    })
    const reading = viewer(await storeWith(pool, codePointEmbedder(16)), 'ada')
    expect(await getMemoryAt(reading, [], 'read only')).toEqual(made)
    expect(await findSession(pool, 'local', session)).toMatchObject({ userId: 'ada' })
    for (const write of [
      () => createMemory(reading, { key: 'x', json: '{}' }),
      () => editMemory(reading, { id: made.id, version: made.version, json: '{}' }),
      () => deleteMemory(reading, { id: made.id, version: made.version }),
    ]) {
      const error = await expectedOf(write())
      expect([error.code, error.sentence]).toEqual([
        'database-unavailable',
        expect.stringMatching(/Nothing was changed/),
      ])
    }
    await pool.end()
  })

  test('a lock that is not given up in time is an outage, not a wait without end', async () => {
    const blocker = await use().pool.connect()
    await blocker.query('begin; lock table store')
    const client = await ownPool.connect()
    await client.query(`set lock_timeout to '50ms'`)
    expect(outageOf(await errorOf(client.query('select from store')))?.code).toBe('database-unavailable')
    await client.query(`set lock_timeout to 0; set statement_timeout to '50ms'`)
    expect(outageOf(await errorOf(client.query('select pg_sleep(5)')))?.code).toBe('database-unavailable')
    client.release(true)
    await blocker.query('rollback')
    blocker.release()
  })

  test('a role without rights on the tables is told which to ask for', async () => {
    await use().pool.query('drop role if exists nobody_of_memories; create role nobody_of_memories')
    const pool = new pg.Pool({
      ...use().pool.options,
      connectionString: connectionString(use()),
      options: '-c role=nobody_of_memories',
    })
    const error = await expectedOf(asExpected(() => pool.query('select from public.store')))
    expect(error.code).toBe('store-not-ready')
    expect(error.sentence).toMatch(/Let their owner grant it/)
    await pool.end()
    await use().pool.query('drop role nobody_of_memories')
  })
})

/** Ends the connection of this database that waits for a lock. */
async function endWaiting(client: pg.PoolClient): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rowCount) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
