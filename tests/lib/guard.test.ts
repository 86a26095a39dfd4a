// The guard in the agent's tables: what it refuses, what it lets through, and what is said of it.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import { countAttempts, holdGuard, readGuard, releaseGuard } from '@/lib/store/forgetting/guard'
import { type GuardMode, guardSql, removeGuardSql } from '@/lib/store/forgetting/guard-sql'
import { guardState, installGuard, testGuard } from '@/lib/store/forgetting/guard-state'
import { submitForget } from '@/lib/store/forgetting/submit'
import { readSuppression, setSuppression } from '@/lib/store/forgetting/suppression'
import { TOMBSTONE_DAYS } from '@/lib/store/forgetting/tombstones'
import { runDueForgets } from '@/lib/store/forgetting/worker'
import { type Agent, type MemoryStore, scopeOf } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { inTransaction } from '@/lib/store/transaction'
import { onEachDatabase } from '../support/databases'
import { everything, SELF } from '../support/forgetting'
import { putOutside } from '../support/outside'
import {
  auditOf,
  clear,
  codeOf,
  codePointEmbedder,
  dashboardRowsWith,
  embeddingsOf,
  emptyOwn,
  rowOf,
  storeWith,
  viewer,
} from '../support/stores'

const ROOT = 'user_memories.ada-at-corp-com'
const ADA = 'ada@corp.com'

onEachDatabase((use) => {
  let store: MemoryStore
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    store = await storeWith(use().pool, codePointEmbedder(16))
  })
  beforeEach(async () => {
    await clear(store)
    await emptyOwn(store.pool, 'forget_guard', 'guard_attempt')
    await installGuard(store.pool, store.catalog, 'skip', 'user_memories')
  })

  /** On a connection that does not say that it is the dashboard's, as an agent's is not. */
  const asAgent = <T>(work: (client: pg.PoolClient) => Promise<T>) =>
    inTransaction(store.pool, async (client) => {
      await client.query(`set local dashboard.own to 'off'`)
      return work(client)
    })
  const put = (prefix: string, key: string, json = '{"text": "tea"}') =>
    asAgent((client) => putOutside({ ...store, pool: client as unknown as pg.Pool }, prefix, key, json))
  const state = async () => (await guardState(store.pool, store.catalog, 'user_memories')).state
  const install = (mode: GuardMode) => installGuard(store.pool, store.catalog, mode, 'user_memories')

  test('what an agent puts for somebody who does not wish to be remembered is left out, row and vectors', async () => {
    const ada = viewer(store, ADA)
    await put(ROOT, 'before')
    await setSuppression(ada, true)
    await put(ROOT, 'after')
    await put(`${ROOT}.trips.2026`, 'after')
    await put(ROOT, 'before', '{"text": "changed"}')
    await put('user_memories.bob', 'after')
    await put('user_memories.ada-at-corp-com-mx', 'after')
    await put('docs.ada-at-corp-com', 'after')
    await asAgent(async (client) => {
      await client.query('set local session_replication_role to replica') // a restore, with triggers off
      await client.query(`insert into store (prefix, key, value) values ('${ROOT}', 'restored', '{}')`)
    })
    const { rows } = await store.pool.query(
      `select s.prefix, s.key, s.value ->> 'text' as text, count(v.key)::int as vectors from store s
         left join store_vectors v using (prefix, key) group by s.prefix, s.key, s.value order by s.prefix, s.key`,
    )
    expect(rows).toEqual(
      [
        ['docs.ada-at-corp-com', 'after'],
        [ROOT, 'before'],
        ['user_memories.ada-at-corp-com-mx', 'after'],
        ['user_memories.bob', 'after'],
      ].map(([prefix, key]) => ({ prefix, key, text: 'tea', vectors: 1 })),
    )
    expect(await readSuppression(ada)).toMatchObject({ isOn: true, isEnforced: true, blocked: 4 })
    await countAttempts(store.pool)
    await put(ROOT, 'again')
    const told = await readSuppression(ada)
    expect(told).toMatchObject({ blocked: 5 })
    expect(told.lastBlocked).not.toBeNull()
    expect(await dashboardRowsWith(store.pool, 'ada-at-corp')).toEqual([])

    await setSuppression(ada, false)
    await setSuppression(ada, false)
    await put(ROOT, 'after')
    expect(await rowOf(store, ROOT, 'after')).not.toBeNull()
    expect((await auditOf(store)).map(({ action }) => action)).toEqual(['remembering.stop', 'remembering.resume'])
  })

  test('in the other mode the agent is told, and nothing else of its statement is stored', async () => {
    await install('raise')
    expect(await state()).toBe('raise')
    await setSuppression(viewer(store, ADA), true)
    await expect(put(ROOT, 'after')).rejects.toMatchObject({ code: 'MD001' })
    await put('user_memories.bob', 'after')
    expect((await store.pool.query('select prefix from store')).rows).toEqual([{ prefix: 'user_memories.bob' }])
  })

  test('the person writes by hand what they wish; an agent with a token, or with this library, does not', async () => {
    const ada = viewer(store, ADA)
    await setSuppression(ada, true)
    const made = await createMemory(ada, { key: 'mine', json: '{"text": "mine"}' })
    await editMemory(ada, { id: made.id, version: made.version, json: '{"text": "still mine"}' })
    expect((await getMemoryAt(ada, [], 'mine'))?.json).toBe('{"text": "still mine"}')
    expect(Object.keys(await embeddingsOf(store, ROOT, 'mine'))).toEqual(['$'])
    const agent = scopeOf(store, ADA, { surface: 'agent', agent: null }) as Agent
    const byHand = { key: 'theirs', json: '{"text": "theirs"}' }
    for (const remove of [false, true]) {
      if (remove) await store.pool.query(removeGuardSql(store.catalog))
      expect(await codeOf(putMemory(agent, byHand))).toBe('refused')
    }
    expect(await rowOf(store, ROOT, 'theirs')).toBeNull()
  })

  test('while all of it is erased nobody writes there, by hand neither, and after it everybody does', async () => {
    const ada = viewer(store, ADA)
    const [one, other] = [randomUUID(), randomUUID()]
    const hold = (request: string) => inTransaction(store.pool, (client) => holdGuard(client, ada, request))
    await hold(one)
    await hold(one)
    await expect(hold(other)).rejects.toMatchObject({ code: '55006' })
    await put(ROOT, 'after')
    expect(await codeOf(createMemory(ada, { key: 'mine', json: '{"text": "mine"}' }))).toBe('refused')
    await createMemory(viewer(store, 'bob'), { key: 'his', json: '{"text": "his"}' })
    expect(await readGuard(store.pool, ada)).toMatchObject({ state: 'forgotten', isHeld: true, isSuppressed: false })
    const release = (request: string) => inTransaction(store.pool, (client) => releaseGuard(client, ada, request))
    await release(other)
    expect((await readGuard(store.pool, ada)).isHeld).toBe(true)
    await release(one)
    expect((await readGuard(store.pool, ada)).state).toBe('active')
    await put(ROOT, 'after')
    expect((await store.pool.query('select key from store order by 1')).rows).toEqual([
      { key: 'after' },
      { key: 'his' },
    ])
  })

  test('what an agent writes just before is erased, what it writes after is left out', async () => {
    const ada = viewer(store, ADA)
    await put(ROOT, 'before')
    await submitForget(ada, everything(), SELF)
    const points: string[] = []
    const done = await runDueForgets(store, SELF, {
      at: async (point) => {
        points.push(point)
        if (point === 'guard: before') await put(ROOT, 'just before')
        if (point === 'guard: committed') await put(ROOT, 'after')
      },
    })
    expect([done, points.includes('guard: before'), points.includes('guard: committed')]).toEqual([1, true, true])
    expect((await store.pool.query('select key from store')).rows).toEqual([])
    expect(await readGuard(store.pool, ada)).toMatchObject({ state: 'active', blocked: 1 })
    await put(ROOT, 'anew')
    expect((await store.pool.query('select key from store')).rows).toEqual([{ key: 'anew' }])
    await submitForget(ada, everything({ stopRemembering: true }), SELF)
    expect(await runDueForgets(store, SELF)).toBe(1)
    await put(ROOT, 'never')
    expect((await store.pool.query('select key from store')).rows).toEqual([])
    expect(await readSuppression(ada)).toMatchObject({ isOn: true, blocked: 2 })
  })

  test('in one transaction older snapshots cannot change it', async () => {
    await expect(
      inTransaction(store.pool, async (client) => {
        await client.query('set transaction isolation level repeatable read')
        await holdGuard(client, { root: ROOT }, randomUUID())
      }),
    ).rejects.toThrow('read committed only')
  })

  test('vectors of an earlier value go with it, those that come with the new one stay', async () => {
    await store.pool.query(`insert into store (prefix, key, value) values ('${ROOT}', 'list', '{"l": [1, 2, 3]}')`)
    const vectors = async () => Object.keys(await embeddingsOf(store, ROOT, 'list'))
    const embed = (client: pg.PoolClient, ...fields: string[]) =>
      client.query(
        `insert into store_vectors (prefix, key, field_name, embedding)
         select '${ROOT}', 'list', f, array_fill(1, array[16])::float8[]::vector from unnest($1::text[]) f
         on conflict (prefix, key, field_name) do update set embedding = excluded.embedding`,
        [fields],
      )
    const value = (client: pg.PoolClient, json: string) =>
      client.query(
        `insert into store (prefix, key, value) values ('${ROOT}', 'list', $1)
         on conflict (prefix, key) do update set value = excluded.value`,
        [json],
      )
    await asAgent((client) => embed(client, 'l.0', 'l.1', 'l.2'))
    await asAgent((client) => value(client, '{"l": [1, 2, 3]}')) // as it was: nothing is stale
    expect(await vectors()).toEqual(['l.0', 'l.1', 'l.2'])
    await asAgent(async (client) => {
      await value(client, '{"l": [1]}')
      await embed(client, 'l.0')
      await value(client, '{"l": [7, 8]}') // the same transaction: what it wrote before is stale too
      await embed(client, 'l.1')
    })
    expect(await vectors()).toEqual(['l.1'])
    await put(ROOT, 'list', '{"l": "in one statement"}')
    expect(await vectors()).toEqual(['$'])
    await asAgent((client) => value(client, '{"l": "not embedded"}'))
    expect(await vectors()).toEqual([])
  })

  test('the page for owners shows the statements that are run', () => {
    const page = readFileSync('docs/guard.md', 'utf8')
    expect(page).toContain(`\n\n\`\`\`sql\n${guardSql(store.catalog, 'skip', 'user_memories')}\n\`\`\`\n`)
    expect(page).toContain(`for ${TOMBSTONE_DAYS}\ndays`)
  })

  test('its state is what stands in the tables, and a canary shows whether it holds', async () => {
    const canary = () => testGuard(store.pool, store.catalog, 'user_memories')
    expect([await state(), await canary()]).toEqual(['skip', null])
    const broken: [string, string | null][] = [
      ['alter table store disable trigger memory_guard', 'stored'],
      ['alter table store_vectors enable trigger memory_guard', null], // not for replication
      ['drop trigger memory_guard on store_vectors', 'stored'],
      ['drop trigger memory_guard_stale on store', null],
      [
        `create or replace trigger memory_guard before insert on store for each row execute function dashboard.guard_write('skip', 'user_memories');
         alter table store enable always trigger memory_guard`,
        null,
      ],
    ]
    for (const [sql, outcome] of broken) {
      await store.pool.query(sql)
      expect([sql, await state(), await canary()]).toEqual([sql, 'disabled', outcome])
      await install('skip')
    }
    await installGuard(store.pool, store.catalog, 'skip', 'other')
    expect([await state(), await canary()]).toEqual(['disabled', 'stored'])
    await install('raise')
    expect([await state(), await canary()]).toEqual(['raise', null])
    await store.pool.query(removeGuardSql(store.catalog))
    expect(await state()).toBe('missing')
    expect(await canary()).toBe('stored')
    await install('skip')
    expect((await store.pool.query('select from store')).rowCount).toBe(0)
    expect((await store.pool.query('select from dashboard.forget_guard')).rowCount).toBe(0)
  })
})
