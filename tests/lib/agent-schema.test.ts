import type pg from 'pg'
import { beforeEach, expect, test } from 'vitest'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { createMemory } from '@/lib/store/change/write'
import { searchMemoriesByMeaning } from '@/lib/store/search/search'
import { onDatabase, onEachDatabase } from '../support/databases'
import { readGolden } from '../support/golden'
import { codePointEmbedder, expectedOf, storeWith, viewer } from '../support/stores'

const NAMED = 'agent_langgraph_memory'

/** Everything about the tables of one schema that another program could notice. */
async function shapeOf(pool: pg.Pool, schema: string): Promise<Record<string, unknown>> {
  const ask = async (sql: string) => (await pool.query(sql, [schema])).rows
  return {
    columns: await ask(
      `select c.relname as table, a.attname as column, a.attnum, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
              pg_get_expr(d.adbin, d.adrelid) as default
         from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
         left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where n.nspname = $1 and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`,
    ),
    constraints: await ask(
      `select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition, k.convalidated as valid
         from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = $1 and k.contype <> 'n' order by 1, 2`,
    ),
    indexes: await ask(
      `select pg_get_indexdef(i.indexrelid) as definition, i.indisvalid as valid
         from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = $1 order by 1`,
    ),
  }
}

async function ledgersOf(pool: pg.Pool, schema: string): Promise<number[][]> {
  const ledgers: number[][] = []
  for (const table of ['store_migrations', 'vector_migrations']) {
    const { rows } = await pool.query<{ v: number }>(`select v from "${schema}".${table} order by v`)
    ledgers.push(rows.map(({ v }) => v))
  }
  return ledgers
}

const COMPLETE = [
  [0, 1, 2, 3],
  [0, 1, 2],
]

/** Back to a database without anything of the agent. */
async function wipe(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ sql: string }>(
    `select format('drop %s if exists %s cascade', case when relkind = 'v' then 'view' else 'table' end, oid::regclass) as sql
       from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')`,
  )
  for (const { sql } of rows) await pool.query(sql)
  await pool.query(`drop schema if exists "${NAMED}" cascade; create extension if not exists vector with schema public`)
}

onEachDatabase((use) => {
  beforeEach(() => wipe(use().pool))

  test('the tables are those that the agent’s own setup() makes, to the last constraint', async () => {
    const { pool } = use()
    const golden = readGolden('whole_value')
    await pool.query(golden.sql)
    await pool.query(`reset all; set timezone to 'UTC'`)
    const theirs = [await shapeOf(pool, 'public'), await ledgersOf(pool, 'public')]
    await wipe(pool)
    await setUpAgentTables(pool, 'public', golden.dims)
    expect([await shapeOf(pool, 'public'), await ledgersOf(pool, 'public')]).toEqual(theirs)
    expect(theirs[1]).toEqual(COMPLETE)
  })

  test('a second set-up changes nothing, nor does one after the ledger was dropped', async () => {
    const { pool } = use()
    await setUpAgentTables(pool, 'public', 16)
    await pool.query(`insert into store (prefix, key, value) values ('user_memories.ada', 'k', '{"a": 1}')`)
    const before = await shapeOf(pool, 'public')
    await setUpAgentTables(pool, 'public', 16)
    expect([await shapeOf(pool, 'public'), await ledgersOf(pool, 'public')]).toEqual([before, COMPLETE])
    await pool.query('drop table store_migrations')
    await setUpAgentTables(pool, 'public', 16)
    expect(await ledgersOf(pool, 'public')).toEqual(COMPLETE)
    expect((await shapeOf(pool, 'public')).indexes).toEqual(before.indexes)
    expect((await pool.query('select key, value::text as value from store')).rows).toEqual([
      { key: 'k', value: '{"a": 1}' },
    ])
  })

  test('a set-up that was interrupted is continued, and columns that an old agent lacked are added', async () => {
    const { pool } = use()
    await setUpAgentTables(pool, 'public', 16)
    const complete = await shapeOf(pool, 'public')
    await pool.query(
      `delete from store_migrations where v > 1; alter table store drop column expires_at, drop column ttl_minutes;
       delete from vector_migrations where v > 1; drop index store_vectors_embedding_idx`,
    )
    await setUpAgentTables(pool, 'public', 16)
    expect(await ledgersOf(pool, 'public')).toEqual(COMPLETE)
    expect((await shapeOf(pool, 'public')).indexes).toEqual(complete.indexes)
  })

  test.each([
    [
      'a table of another program',
      'create table store (id int primary key, name text)',
      /store is not one that the agent made/,
    ],
    [
      'the table of the JavaScript store',
      'create table store (namespace_path text, key text, value jsonb)',
      /column prefix is missing/,
    ],
    ['a view', `create view store as select 'x'::text as prefix`, /store/],
    ['search entries of another program', 'create table store_vectors (id int)', /store/],
  ])('where %s is in the place, the set-up refuses and changes nothing', async (_, sql, sentence) => {
    const { pool } = use()
    await pool.query(sql)
    const before = await shapeOf(pool, 'public')
    const error = await expectedOf(setUpAgentTables(pool, 'public', 16))
    expect(error.code).toBe('store-not-ready')
    expect(error.sentence).toMatch(sentence)
    expect(await shapeOf(pool, 'public')).toEqual(before)
  })

  test('a store of embeddings of another size is not changed', async () => {
    const { pool } = use()
    await setUpAgentTables(pool, 'public', 16)
    const before = await shapeOf(pool, 'public')
    const error = await expectedOf(setUpAgentTables(pool, 'public', 32))
    expect(error.code).toBe('store-not-ready')
    expect(error.sentence).toMatch(/embeddings of 16 numbers; 32 were asked for/)
    expect(await shapeOf(pool, 'public')).toEqual(before)
  })

  test('embeddings too long for an index are stored without one, as the agent stores them', async () => {
    const { pool } = use()
    await setUpAgentTables(pool, 'public', 2_001)
    expect(await ledgersOf(pool, 'public')).toEqual([
      [0, 1, 2, 3],
      [0, 1],
    ])
  })

  test.each(['public', NAMED])('in a schema of their own, with pgvector in %s, the tables work', async (home) => {
    const { pool } = use()
    await pool.query('drop extension vector cascade')
    if (home === 'public') await pool.query('create extension vector with schema public')
    await setUpAgentTables(pool, NAMED, 16)
    expect(await ledgersOf(pool, NAMED)).toEqual(COMPLETE)
    const extension = await pool.query(
      `select n.nspname as home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'vector'`,
    )
    expect(extension.rows).toEqual([{ home }])
    expect((await pool.query(`select to_regclass('public.store') as store`)).rows).toEqual([{ store: null }])
    const ada = viewer(await storeWith(pool, codePointEmbedder(16), { schema: NAMED }), 'ada')
    await createMemory(ada, { key: 'tea', json: '{"text": "green tea"}' })
    const found = await searchMemoriesByMeaning(ada, { query: '{"text": "green tea"}', limit: 5 })
    expect(found.memories.map(({ key, score }) => [key, score?.toFixed(3)])).toEqual([['tea', '1.000']])
  })
})

onDatabase('postgres', (use) => {
  test('several processes that set up at once end with one complete set', async () => {
    const { pool } = use()
    for (let round = 0; round < 5; round++) {
      await wipe(pool)
      await Promise.all(Array.from({ length: 4 }, () => setUpAgentTables(pool, NAMED, 16)))
      expect(await ledgersOf(pool, NAMED)).toEqual(COMPLETE)
    }
  })
})
