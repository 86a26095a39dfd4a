import pg from 'pg'
import { beforeEach, expect, test } from 'vitest'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { deleteMemory } from '@/lib/store/change/removal'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import { everyMemory, listMemories } from '@/lib/store/list/browse'
import type { MemoryStore } from '@/lib/store/memory-store'
import { purgeExpired } from '@/lib/store/purge'
import { getMemoryAt } from '@/lib/store/read'
import { searchMemories } from '@/lib/store/search/search'
import { connectionString, onDatabase, onEachDatabase } from '../support/databases'
import { goldenScope, openGoldenStore, readGolden } from '../support/golden'
import { auditOf, codePointEmbedder, emptyAudit, expectedOf, storeWith, vectorsOf, viewer } from '../support/stores'

const NAMED = 'agent_langgraph_memory'

onEachDatabase((use) => {
  beforeEach(async () => {
    await emptyAudit(use().pool)
    await use().pool.query(
      `drop table if exists public.store_vectors, public.store, public.store_migrations, public.vector_migrations;
       drop schema if exists "${NAMED}" cascade; drop schema if exists "odd ""name.x" cascade;
       create extension if not exists vector with schema public;
       delete from dashboard.memory_version; delete from dashboard.memory_version_vector; delete from dashboard.removal; delete from dashboard.merge; delete from dashboard.last_write; delete from dashboard.pseudonym`,
    )
  })
  const opening = (schema = 'public', dims = 16) =>
    expectedOf(storeWith(use().pool, codePointEmbedder(dims), { schema }))

  test('where no schema has a store, the sentence says that the agent must set up', async () => {
    const error = await opening()
    expect(error.code).toBe('store-not-ready')
    expect(error.sentence).toMatch(/has not made its tables in the schema public yet\. Run its setup\(\)/)
  })

  test('a store in another schema is named', async () => {
    await setUpAgentTables(use().pool, NAMED, 16)
    expect((await opening()).sentence).toBe(
      `The schema public has no table named store, but there is one in ${NAMED}. Set LAKEBASE_AGENT_MEMORY_SCHEMA.`,
    )
    await setUpAgentTables(use().pool, 'public', 16)
    expect((await opening('elsewhere')).sentence).toContain(`one in ${NAMED}, public`)
    await storeWith(use().pool, codePointEmbedder(16), { schema: NAMED })
  })

  test('T26: embeddings of another size than the encoder’s are refused, and both are named', async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    expect((await opening('public', 64)).sentence).toMatch(/embeddings of 16 numbers, but code points makes 64/)
  })

  test('a store without embeddings, and one of another program, are refused with their own sentences', async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    await use().pool.query('drop table store_vectors')
    expect((await opening()).sentence).toMatch(/no table named store_vectors: the agent was set up without embeddings/)
    await use().pool.query('alter table store rename column value to document')
    expect((await opening()).sentence).toMatch(/column value is missing, not jsonb/)
  })

  /** Every way of reading and writing, each with its outcome. */
  const lives = async (store: MemoryStore) => {
    const ada = viewer(store, 'ada')
    const made = await createMemory(ada, { key: 'tea', json: '{"text": "green tea"}' })
    const edited = await editMemory(ada, { id: made.id, version: made.version, json: '{"text": "white tea"}' })
    await putMemory(ada, { key: 'tea2', json: '{"text": "black coffee"}', child: ['x'] })
    const removed = await deleteMemory(ada, { id: edited.id, version: edited.version })
    await undoRemoval(ada, removed.id)
    await purgeExpired(store.pool, store.catalog.store)
    expect((await listMemories(ada, { limit: 5, timeZone: 'UTC' })).memories.map(({ key }) => key)).toEqual([
      'tea2',
      'tea',
    ])
    const byMeaning = await searchMemories(ada, { query: '{"text": "white tea"}', limit: 5 })
    expect(byMeaning.memories.map(({ key }) => key)).toEqual(['tea', 'tea2'])
    expect(byMeaning.memories[0]?.score).toBeCloseTo(1)
    const silent = { ...store, embedder: { ...store.embedder, embed: async () => [] } }
    const byWords = await searchMemories(viewer(silent, 'ada'), { query: 'coffee', limit: 5 })
    expect([byWords.mode, byWords.memories.map(({ key }) => key)]).toEqual(['words', ['tea2']])
    expect((await getMemoryAt(ada, [], 'tea'))?.json).toBe('{"text": "white tea"}')
    expect(await vectorsOf(store, 'user_memories.ada', 'tea')).toHaveLength(1)
    expect((await auditOf(store)).map(({ action }) => action)).toEqual([
      ...['memory.create', 'memory.edit', 'memory.put', 'memory.remove', 'memory.undo'],
    ])
  }

  test.each([
    ['public', 'public'],
    [NAMED, NAMED],
    [NAMED, 'public'],
    ['odd "name.x', 'odd "name.x'],
  ])(
    'reading and writing work with the tables in %s and pgvector in %s, whatever the search path',
    async (schema, home) => {
      const { pool } = use()
      await pool.query('drop extension vector cascade')
      await pool.query(`create schema if not exists "${home.replaceAll('"', '""')}"`)
      await pool.query(`create extension vector with schema "${home.replaceAll('"', '""')}"`)
      await setUpAgentTables(pool, schema, 16)
      const bare = await withoutSearchPath()
      try {
        expect((await bare.pool.query('select current_schemas(false)::text as path')).rows).toEqual([{ path: '{}' }])
        await lives(await storeWith(bare.pool, codePointEmbedder(16), { schema }))
      } finally {
        await bare.end()
      }
    },
  )

  test('a store of an agent that knew no time to live can be read and written', async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    await use().pool.query('alter table store drop column expires_at, drop column ttl_minutes')
    const store = await storeWith(use().pool, codePointEmbedder(16))
    expect(store.catalog.hasTtl).toBe(false)
    await lives(store)
    expect((await getMemoryAt(viewer(store, 'ada'), [], 'tea'))?.expired).toBe(false)
  })

  test('a restored dump leaves an empty search path: its memories can be read, edited and deleted all the same', async () => {
    const golden = readGolden('whole_value')
    await use().pool.query('drop extension vector cascade')
    await use().pool.query(golden.sql)
    const { store, endpoint } = await openGoldenStore(use(), golden)
    const alice = goldenScope(store, ['user_memories', 'alice-at-example-com'])
    const memories = []
    for await (const memory of everyMemory(alice)) memories.push(memory)
    const numbers = memories.find(({ key }) => key === 'numbers')
    const edited = await editMemory(alice, {
      id: numbers?.id ?? '',
      version: numbers?.version ?? '',
      json: numbers?.json?.replace('null', 'true') ?? '',
    })
    expect(edited.json).toBe(numbers?.json?.replace('null', 'true'))
    const removed = await deleteMemory(alice, { id: edited.id, version: edited.version })
    expect(await getMemoryAt(alice, [], 'numbers')).toBeNull()
    await undoRemoval(alice, removed.id)
    expect((await searchMemories(alice, { query: edited.json ?? '', limit: 3 })).memories[0]?.key).toBe('numbers')
    await use().pool.query(`reset all; set timezone to 'UTC'`)
    await endpoint.close()
  })

  /** Connections that find nothing by an unqualified name. */
  async function withoutSearchPath(): Promise<{ pool: pg.Pool; end: () => Promise<void> }> {
    const { pool, kind } = use()
    if (kind === 'embedded') {
      await pool.query(`select set_config('search_path', '', false)`)
      return { pool, end: async () => void (await pool.query('reset search_path')) }
    }
    const own = new pg.Pool({ ...pool.options, connectionString: connectionString(use()), options: '-c search_path=' })
    return { pool: own, end: () => own.end() }
  }
})

onDatabase('postgres', (use) => {
  test('a role that may only read sees everything that reading needs', async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    const store = await storeWith(use().pool, codePointEmbedder(16))
    await createMemory(viewer(store, 'ada'), { key: 'tea', json: '{"text": "green tea"}' })
    await use().pool.query(
      `drop role if exists reader_of_memories; create role reader_of_memories;
       grant usage on schema public, dashboard to reader_of_memories;
       grant select on all tables in schema public, dashboard to reader_of_memories`,
    )
    const pool = new pg.Pool({
      ...use().pool.options,
      connectionString: connectionString(use()),
      options: '-c role=reader_of_memories',
    })
    try {
      const ada = viewer(await storeWith(pool, codePointEmbedder(16)), 'ada')
      expect((await listMemories(ada, { limit: 5, timeZone: 'UTC' })).total).toBe(1)
      expect((await searchMemories(ada, { query: 'tea', limit: 5 })).results).toBe(1)
      expect((await expectedOf(createMemory(ada, { key: 'x', json: '{}' }))).sentence).toMatch(
        /Let their owner grant it/,
      )
    } finally {
      await pool.end()
      await use().pool.query('drop owned by reader_of_memories; drop role reader_of_memories')
    }
  })
})
