// The optional accelerations: said before they are made, made only when confirmed, taken back whole, and never needed for an answer.
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import type { Catalog } from '@/lib/store/catalog'
import { findTables } from '@/lib/store/memory-store'
import type { Acceleration } from '../../scripts/accelerate/acceleration'
import { inlineVectors } from '../../scripts/accelerate/inline-vectors'
import { newest } from '../../scripts/accelerate/newest'
import { connectionString, onDatabase, onEachDatabase } from '../support/databases'
import { runScript } from '../support/run-script'
import { expectedOf } from '../support/stores'

const DIMS = 1_024
/** A test that is stopped for a while finds everything as it was. */
const PATIENT = { seconds: 600, isForced: false }

onEachDatabase((use) => {
  let catalog: Catalog
  beforeAll(async () => {
    catalog = await filled(use().pool)
  })

  test('a page’s index is made beside writes, seen to be valid, made once, and taken away again', async () => {
    await onClient(use().pool, async (client) => {
      const before = await shape(client)
      const said = await newest.outlook(client, catalog)
      expect(said).toMatchObject({ state: 'not made', hindrance: null })
      expect(said.size).toMatch(/^about \d+ kB for 300 memories$/)
      expect(await shape(client)).toEqual(before)
      expect(await newest.make(client, catalog)).toMatch(/^Made memory_dashboard_newest in .* it is valid\.$/)
      expect((await newest.outlook(client, catalog)).state).toBe('made')
      expect(await newest.make(client, catalog)).toMatch(/^Nothing to do/)
      expect(await newest.undo(client, catalog)).toMatch(/^Removed/)
      expect(await shape(client)).toEqual(before)
    })
  })

  test('vectors come into their rows and out again, bit by bit the same', async () => {
    await onClient(use().pool, async (client) => {
      const before = [await shape(client), await vectors(client)]
      expect(await inlineVectors.outlook(client, catalog)).toMatchObject({ state: 'not made', hindrance: null })
      expect(await inlineVectors.make(client, catalog)).toMatch(/^Done: toast_tuple_target is 8160/)
      expect((await inlineVectors.outlook(client, catalog)).state).toBe('made')
      expect(await pieces(client)).toBe(0)
      expect(await vectors(client)).toEqual(before[1])
      expect(await inlineVectors.undo(client, catalog)).toMatch(/^Taken back/)
      expect(await pieces(client)).toBeGreaterThan(0)
      expect([await shape(client), await vectors(client)]).toEqual(before)
    })
  })
})

onDatabase('postgres', (use) => {
  let catalog: Catalog
  beforeAll(async () => {
    catalog = await filled(use().pool)
  })

  test('the command says what there is and changes nothing; without a confirmation too', async () => {
    const env = { DATABASE_URL: connectionString(use()) }
    const before = await shape(use().pool)
    const listed = await runScript('scripts/accelerate.ts', env)
    expect(listed).toMatchObject({
      code: 0,
      output: expect.stringMatching(/newest \(not made\)[\s\S]*inline-vectors \(not made\)/),
    })
    for (const what of ['brings', 'size', 'time', 'locks', 'each write', 'make', 'undo'])
      expect(listed.output.split(`\n  ${what} `).length).toBeGreaterThan(2)
    const asked = await runScript('scripts/accelerate.ts', env, 'newest')
    expect(asked).toMatchObject({ code: 1, output: expect.stringContaining('Nothing has been done.') })
    expect(await shape(use().pool)).toEqual(before)
    const made = await runScript('scripts/accelerate.ts', env, 'newest', '--yes')
    expect(made).toMatchObject({ code: 0, output: expect.stringMatching(/Made memory_dashboard_newest/) })
    expect(await runScript('scripts/accelerate.ts', env, 'newest', '--undo', '--yes')).toMatchObject({ code: 0 })
    expect(await shape(use().pool)).toEqual(before)
  })

  test('an index that a failed try has left is said, and replaced', async () => {
    await onClient(use().pool, async (client) => {
      await client.query('create index memory_dashboard_newest on store (prefix)')
      await client.query(
        `update pg_index set indisvalid = false where indexrelid = 'memory_dashboard_newest'::regclass`,
      )
      expect((await newest.outlook(client, catalog)).state).toBe('partly')
      await newest.make(client, catalog)
      expect((await newest.outlook(client, catalog)).state).toBe('made')
      await newest.undo(client, catalog)
    })
  })

  test('a build that is broken off leaves no index behind', async () => {
    const { pool } = use()
    const before = await shape(pool)
    await onClient(pool, (writer) =>
      onClient(pool, async (client) => {
        await writer.query('begin; lock table store in row exclusive mode')
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
        const making = expectedOf(newest.make(client, catalog, PATIENT))
        await until(pool, rows[0]?.pid, 'create index%')
        await pool.query('select pg_cancel_backend($1)', [rows[0]?.pid])
        await until(pool, rows[0]?.pid, 'drop index%')
        await writer.query('commit')
        expect((await making).sentence).toMatch(/^Not made: canceling .* What was begun has been removed/)
      }),
    )
    expect(await shape(pool)).toEqual(before)
  })

  test('rows are not rewritten while others hold the table; told so, it waits for them', async () => {
    const { pool } = use()
    await onClient(pool, (reader) =>
      onClient(pool, async (client) => {
        await reader.query('begin; select from store_vectors limit 1')
        const before = await shape(client)
        const refused = await expectedOf(inlineVectors.make(client, catalog))
        expect(refused.sentence).toMatch(/^Not done: 1 other connections hold the table/)
        expect(await shape(client)).toEqual(before)
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
        const making = inlineVectors.make(client, catalog, { ...PATIENT, isForced: true })
        await until(pool, rows[0]?.pid, 'vacuum%')
        await reader.query('commit')
        expect(await making).toMatch(/^Done/)
        await inlineVectors.undo(client, catalog)
        expect(await shape(client)).toEqual(before)
      }),
    )
  })

  test('where the rows cannot be rewritten, the target is what it was', async () => {
    const { pool } = use()
    await onClient(pool, (reader) =>
      onClient(pool, async (client) => {
        const before = await shape(client)
        await reader.query('begin; select from store_vectors limit 1')
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
        const making = expectedOf(inlineVectors.make(client, catalog, { ...PATIENT, isForced: true }))
        await until(pool, rows[0]?.pid, 'vacuum%')
        await pool.query('select pg_cancel_backend($1)', [rows[0]?.pid])
        expect((await making).sentence).toMatch(/^Not done, and the table is as it was: canceling/)
        await reader.query('commit')
        expect(await shape(client)).toEqual(before)
      }),
    )
  })

  test('a role that does not own the tables is told what it lacks, with the statements for the owner', async () => {
    await onClient(use().pool, async (client) => {
      await client.query(
        `create role lodger; grant usage on schema public to lodger; grant select on store, store_vectors to lodger`,
      )
      await client.query('set role lodger')
      for (const [acceleration, table] of [
        [newest, 'store'],
        [inlineVectors, 'store_vectors'],
      ] as [Acceleration, string][]) {
        const { code, sentence, sql } = await expectedOf(acceleration.make(client, catalog))
        expect([code, sentence]).toEqual([
          'refused',
          expect.stringContaining(`The role lodger lacks the ownership of "public".${table}`),
        ])
        expect(sql?.split('\n')).toEqual((await acceleration.outlook(client, catalog)).sql.map((line) => `${line};`))
      }
      await client.query('reset role; drop owned by lodger; drop role lodger')
    })
  })

  test('small vectors lie in their rows already, and that is said instead', async () => {
    await onClient(use().pool, async (client) => {
      const { hindrance } = await inlineVectors.outlook(client, { ...catalog, dims: 384 })
      expect(hindrance).toMatch(/small enough/)
      const large = await expectedOf(inlineVectors.make(client, { ...catalog, dims: 4_096 }))
      expect(large.sentence).toMatch(/does not fit on a page/)
    })
  })
})

/** The agent's tables, with vectors that lie outside of their rows. */
async function filled(pool: pg.Pool): Promise<Catalog> {
  await setUpAgentTables(pool, 'public', DIMS)
  await pool.query('drop index if exists store_vectors_embedding_idx')
  await pool.query(
    `insert into store (prefix, key, value) select 'user_memories.ada', 'memory_' || n, '{"text": "tea"}' from generate_series(1, 300) n`,
  )
  await pool.query(
    `insert into store_vectors (prefix, key, field_name, embedding)
     select 'user_memories.ada', 'memory_' || n, '$', (select array_agg(sin(n * x)) from generate_series(1, ${DIMS}) x)::float8[]::vector
       from generate_series(1, 300) n`,
  )
  return findTables(pool, 'public')
}

/** On a connection of its own, as the command has one; it ends with `work`. */
async function onClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release(true)
  }
}

/** Indexes and options of the agent's tables. */
async function shape(db: pg.Pool | pg.PoolClient): Promise<unknown[]> {
  const { rows } = await db.query(
    `select c.relname, c.reloptions, i.indexrelid::regclass::text as index, i.indisvalid from pg_class c
       left join pg_index i on i.indrelid = c.oid where c.oid in ('store'::regclass, 'store_vectors'::regclass) order by 1, 3`,
  )
  return rows
}

async function vectors(client: pg.PoolClient): Promise<unknown[]> {
  return (await client.query('select key, md5(embedding::text) as print from store_vectors order by key')).rows
}

/** Bytes of values that lie in pieces outside of their rows. */
async function pieces(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ size: number }>(
    `select pg_relation_size(reltoastrelid)::int as size from pg_class where oid = 'store_vectors'::regclass`,
  )
  return rows[0]?.size ?? -1
}

/** Until that connection waits for a lock in such a statement. */
async function until(pool: pg.Pool, pid: number | undefined, statement: string): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `select from pg_stat_activity where pid = $1 and wait_event_type = 'Lock' and query ilike $2`,
      [pid, statement],
    )
    if (rowCount === 1) return
    await pause(20)
  }
}
