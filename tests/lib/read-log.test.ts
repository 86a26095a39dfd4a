import { expect, test } from 'vitest'
import { LongTermMemory, type LongTermMemoryOptions } from '@/lib/agent/long-term-memory'
import { memoryId } from '@/lib/shared/memory'
import { deleteMemory } from '@/lib/store/change/removal'
import { renameMemory } from '@/lib/store/change/rename'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory } from '@/lib/store/change/write'
import { listLooks, readersOf, readsOfMemory } from '@/lib/store/looks'
import type { MemoryStore, Origin, Scope } from '@/lib/store/memory-store'
import { purgeExpired, purgeOrphans } from '@/lib/store/purge'
import { getMemoryAt } from '@/lib/store/read'
import { purgeReads, READ_LOG_LIMITS } from '@/lib/store/read-log'
import { searchMemories } from '@/lib/store/search/search'
import { onEachDatabase } from '../support/databases'
import { eachTimeEmpty } from '../support/emptied-store'
import { deleteOutside } from '../support/outside'
import { dashboardRowsWith, everything } from '../support/stores'

const [ADA, BOB] = ['ada@corp.com', 'bob@corp.com']
const TOKEN: Origin = { surface: 'mcp', token: { id: 'token-1', name: 'Claude on my laptop' } }

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  let bob: Scope
  eachTimeEmpty(use, {}, (emptied) => {
    ;({ store, ada, bob } = emptied)
  })

  const library = (options: Partial<LongTermMemoryOptions> = {}) =>
    new LongTermMemory({
      ...{ pool: store.pool, embedder: store.embedder, pseudonymKey: store.pseudonymKey, agentName: 'Travel desk' },
      ...options,
    })
  const query = (sql: string) => store.pool.query(sql)
  const readsOf = async (key: string, scope = ada) => readsOfMemory(scope, memoryId([], key), { limit: 10 })
  const kept = async () => {
    const { rows } = await store.pool.query<{ reads: number; items: number }>(
      `select (select count(*)::int from dashboard.read_log) as reads, (select count(*)::int from dashboard.read_log_item) as items`,
    )
    return rows[0]
  }

  test('what an agent is handed is listed: by whom, for which question, at which place and score', async () => {
    const agent = library()
    await agent.saveMemory(ADA, 'diet', { text: 'aaaa' })
    await agent.saveMemory(ADA, 'seat', { text: 'zzzz' })
    const found = await agent.searchMemories(ADA, '{"text": "aaab"}')
    expect(found.map(({ key }) => key)).toEqual(['diet', 'seat'])
    await library({ origin: TOKEN }).getMemory(ADA, 'seat')
    await library({ agentName: undefined }).listMemories(ADA)
    await agent.getMemory(ADA, 'not there')
    await agent.searchMemories(BOB, 'nothing is there')
    // what the person reads here is no agent's reading
    await searchMemories(ada, { query: 'aaab', limit: 5 })
    await getMemoryAt(ada, [], 'seat')

    expect(await readsOf('seat')).toMatchObject({
      total: 3,
      reads: [
        { by: { kind: 'agent', name: null }, way: 'list', query: null, rank: null, score: null },
        { by: { kind: 'token', name: 'Claude on my laptop' }, way: 'get', query: null, rank: null, score: null },
        { by: { kind: 'agent', name: 'Travel desk' }, way: 'search', rank: 2, score: found[1]?.score },
      ],
    })
    expect((await readsOf('diet')).reads.at(-1)).toMatchObject({
      query: '{"text": "aaab"}',
      rank: 1,
      score: found[0]?.score,
    })
    expect(await readersOf(ada, 10)).toMatchObject({
      looks: 3,
      readers: [
        { by: { kind: 'agent', name: null }, memories: 2, searches: 0, looks: 1 },
        { by: { kind: 'token', name: 'Claude on my laptop' }, memories: 1, searches: 0, looks: 1 },
        { by: { kind: 'agent', name: 'Travel desk' }, memories: 2, searches: 1, looks: 1 },
      ],
    })
    const first = await listLooks(ada, { limit: 2 })
    const rest = await listLooks(ada, { limit: 2, below: first.looks.at(-1)?.id })
    expect([...first.looks, ...rest.looks].map(({ way, found }) => [way, found])).toEqual([
      ['list', 2],
      ['get', 1],
      ['search', 2],
    ])
    expect(first.total).toBe(3)
  })

  test('T2: nobody learns of reads of another’s memories: the answer is that of a memory that never was', async () => {
    await library().saveMemory(ADA, 'tea', { text: 'green' })
    await library().searchMemories(ADA, 'canary of Ada')
    const never = await readsOf('never was', bob)
    expect(await readsOf('tea', bob)).toEqual(never)
    expect(never).toEqual({ reads: [], total: 0 })
    expect(await listLooks(bob, { limit: 10 })).toEqual({ looks: [], total: 0 })
    expect(await readersOf(bob, 10)).toEqual({ readers: [], looks: 0 })
    const [look] = (await listLooks(ada, { limit: 10 })).looks
    expect(await listLooks(bob, { limit: 10, below: String(Number(look?.id) + 1) })).toEqual({ looks: [], total: 0 })
    expect((await readsOf('tea')).total).toBe(1)
  })

  test('past its time a read cannot be read, before anything is purged; then it is gone', async () => {
    await library().saveMemory(ADA, 'tea', { text: 'green' })
    await library().searchMemories(ADA, 'canary')
    const everyAnswer = async (scope: Scope) =>
      JSON.stringify([await readsOf('tea', scope), await listLooks(scope, { limit: 9 }), await readersOf(scope, 9)])
    expect(await everyAnswer(ada)).toContain('canary')
    const nothing = JSON.stringify([
      { reads: [], total: 0 },
      { looks: [], total: 0 },
      { readers: [], looks: 0 },
    ])
    // this dashboard keeps none, whatever whoever recorded it was told
    expect(await everyAnswer({ ...ada, store: { ...store, readLogDays: 0 } })).toBe(nothing)
    await query(
      `update dashboard.read_log set at = at - interval '30 days', kept_until = kept_until - interval '30 days'`,
    )
    expect(await everyAnswer(ada)).toBe(nothing)
    expect(await dashboardRowsWith(store.pool, 'canary')).toHaveLength(1)
    await library().saveMemory(ADA, 'coffee', { text: 'black' }) // there may be no dashboard to do it
    expect([await dashboardRowsWith(store.pool, 'canary'), await kept()]).toEqual([[], { reads: 0, items: 0 }])
    await library({ readLogDays: 0 }).searchMemories(ADA, 'canary')
    expect(await kept()).toEqual({ reads: 0, items: 0 })
    await library({ readLogDays: 90 }).searchMemories(ADA, 'canary')
    await query(`update dashboard.read_log set at = at - interval '31 days'`)
    await purgeReads(store.pool, 30)
    expect(await kept()).toEqual({ reads: 0, items: 0 })
  })

  test('a deleted memory’s reads are unreadable at once, return with it, and go with it: no row and no question is left', async () => {
    await library().saveMemory(ADA, 'tea', { text: 'green' })
    await library().searchMemories(ADA, 'canary alone')
    await library().saveMemory(ADA, 'cake', { text: 'plum' })
    await library().searchMemories(ADA, 'question of two')
    const removed = await deleteMemory(ada, { id: memoryId([], 'tea') })
    const { looks } = await listLooks(ada, { limit: 9 })
    expect(looks).toMatchObject([{ query: 'question of two', found: 1, memories: [{ key: 'cake' }] }])
    await undoRemoval(ada, removed.id)
    expect(await readsOf('tea')).toMatchObject({ total: 2 })

    await deleteMemory(ada, { id: memoryId([], 'tea') })
    await createMemory(ada, { key: 'tea', json: '{"text": "another"}' })
    expect(await readsOf('tea')).toEqual({ reads: [], total: 0 })
    await query(`update dashboard.removal set undo_until = now()`)
    await purgeExpired(store.pool, store.catalog.store)
    expect(await dashboardRowsWith(store.pool, 'canary alone')).toEqual([])
    expect(await kept()).toEqual({ reads: 1, items: 1 })

    await deleteOutside(store, 'user_memories.ada-at-corp-com', 'cake')
    expect(await listLooks(ada, { limit: 9 })).toEqual({ looks: [], total: 0 })
    await query(`update dashboard.read_log set at = at - interval '2 hours'`)
    await purgeOrphans(store.pool, store.catalog.store)
    expect(await kept()).toEqual({ reads: 0, items: 0 })
  })

  test('reads follow a memory to another key', async () => {
    await library().saveMemory(ADA, 'tea', { text: 'green' })
    await library().getMemory(ADA, 'tea')
    const version = (await getMemoryAt(ada, [], 'tea'))?.version ?? ''
    await renameMemory(ada, { id: memoryId([], 'tea'), version, key: 'drink' })
    expect([(await readsOf('drink')).total, (await readsOf('tea')).total]).toEqual([1, 0])
  })

  test('of one person the newest are kept, up to a limit, and of a question its beginning', async () => {
    await library().saveMemory(ADA, 'tea', { text: 'green' })
    await library().searchMemories(ADA, `NUL \u0000, half \ud83d, ${'long '.repeat(400)}end`)
    const [{ query: asked } = { query: null }] = (await readsOf('tea')).reads
    expect(asked).toHaveLength(1_000)
    expect(asked).toMatch(/^NUL \ufffd, half \ufffd, long /)
    await query(
      `insert into dashboard.read_log (root, way, surface, found, kept_until)
       select '${ada.root}', 'search', 'agent', 0, now() + interval '1 day' from generate_series(1, ${READ_LOG_LIMITS.reads})`,
    )
    await purgeOrphans(store.pool, store.catalog.store)
    expect(await kept()).toEqual({ reads: READ_LOG_LIMITS.reads, items: 0 })
    await query(`update dashboard.read_log set found = ${READ_LOG_LIMITS.items / 4} where root = '${ada.root}'`)
    await purgeOrphans(store.pool, store.catalog.store)
    expect(await kept()).toEqual({ reads: 4, items: 0 })
  })

  test('what cannot be recorded is not handed out', async () => {
    await library().saveMemory(ADA, 'tea', { text: 'green' })
    const before = await everything(store)
    await query('alter table dashboard.read_log rename to read_log_away')
    try {
      await expect(library().searchMemories(ADA, 'green')).rejects.toThrow()
      await expect(library().getMemory(ADA, 'tea')).rejects.toThrow()
      expect((await library({ readLogDays: 0 }).getMemory(ADA, 'tea'))?.json).toBe('{"text": "green"}')
    } finally {
      await query('alter table dashboard.read_log_away rename to read_log')
    }
    expect(await everything(store)).toEqual(before)
  })
})
