// Whose conversations are whose: found by the exact id and the operator's rule, whatever ids look like, and nobody else's touched.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseEnvironment } from '@/lib/env'
import { parseThreadOwner, type ThreadOwner, writeThreadOwner } from '@/lib/store/forgetting/thread-owner'
import { countThreads, eraseThreads, threadCover, threadGrants, threadsLeft } from '@/lib/store/forgetting/threads'
import { inTransaction } from '@/lib/store/transaction'
import { onEachDatabase } from '../support/databases'
import { emptyThreads, putThread, setUpThreads, threadRows } from '../support/threads'

describe('the rule', () => {
  test.each([
    'thread_id={user_id}',
    'thread_id={user_id}:*',
    'thread_id={user_id}/*',
    'metadata.user_id',
    'metadata.a.b_c-d',
  ])('%s', (text) => expect(writeThreadOwner(parseThreadOwner(text) ?? expect.fail())).toBe(text))
  test.each([
    '',
    'user_id',
    'metadata',
    'metadata.',
    'metadata..a',
    'thread_id',
    'thread_id={user_id}*',
    'thread_id={user_id}a*',
    'thread_id like 1',
  ])('is none: %s', (text) => expect(parseThreadOwner(text)).toBeNull())
  test('comes from the environment, with the other systems', () => {
    const read = (env: Record<string, string>) => parseEnvironment(env).erasure
    expect(read({})).toEqual({ ledger: undefined, otherSystems: [], threads: { owner: null, schema: 'public' } })
    const systems = 'MLflow: traces: not-covered; Zendesk : manual;'
    expect(
      read({
        MEMORY_THREAD_OWNER: 'metadata.user_id',
        LAKEBASE_AGENT_MEMORY_SCHEMA: 'agent',
        ERASURE_OTHER_SYSTEMS: systems,
      }),
    ).toEqual({
      ledger: undefined,
      threads: { owner: { by: 'metadata', path: ['user_id'] }, schema: 'agent' },
      otherSystems: [
        { name: 'MLflow: traces', cover: 'not-covered' },
        { name: 'Zendesk', cover: 'manual' },
      ],
    })
    expect(read({ MEMORY_THREAD_SCHEMA: 'talks' }).threads.schema).toBe('talks')
    expect(() => read({ MEMORY_THREAD_OWNER: 'user_id' })).toThrow(/MEMORY_THREAD_OWNER must be thread_id=/)
    for (const wrong of ['Zendesk', 'Zendesk: yes', ': manual', 'A: manual; A: covered'])
      expect(() => read({ ERASURE_OTHER_SYSTEMS: wrong })).toThrow(/ERASURE_OTHER_SYSTEMS must name each system once/)
  })
})

/** Each a person of its own, close to the others, or a pattern that would find them. */
const PEOPLE = [
  'ada',
  'ada2',
  'ad',
  'Ada',
  'ada@corp.com',
  'ada@corp_com',
  '%',
  'a%',
  'ad_',
  'a_a',
  '\\',
  'ada\\',
  "a'a",
  'ada:b',
  '{ada}',
  'äda',
  'äda'.normalize('NFD'),
  '42',
  'null',
]

onEachDatabase((use) => {
  const pool = () => use().pool
  beforeAll(() => setUpThreads(pool()))
  beforeEach(() => emptyThreads(pool()))
  const settings = (text: string) => ({ threads: { owner: parseThreadOwner(text), schema: 'public' } })
  const erase = (rule: string, userId: string) =>
    inTransaction(pool(), (client) => eraseThreads(client, settings(rule), userId))

  const CONVERSATIONS: Record<string, (id: string) => [thread: string, metadata: unknown]> = {
    'thread_id={user_id}': (id) => [id, {}],
    'thread_id={user_id}:*': (id) => [`${id}:2026-11-29`, {}],
    'metadata.user_id': (id) => [`t-${Buffer.from(id).toString('hex')}`, { user_id: id }],
    'metadata.who.id': (id) => [`t-${Buffer.from(id).toString('hex')}`, { who: { id, user_id: 'ada' } }],
  }

  test.each(Object.keys(CONVERSATIONS))('%s finds each person’s, and leaves everybody else’s', async (rule) => {
    const threadOf = (id: string) => CONVERSATIONS[rule]?.(id) ?? expect.fail()
    for (const id of PEOPLE) {
      const [thread, metadata] = threadOf(id)
      await putThread(pool(), thread, [metadata, metadata])
    }
    let left = await threadRows(pool())
    expect(Object.keys(left)).toHaveLength(PEOPLE.length)
    const rows = { checkpoints: 2, checkpoint_blobs: 2, checkpoint_writes: 4 }
    for (const id of PEOPLE) {
      const [thread] = threadOf(id)
      const about = { cover: 'covered', shared: 0 }
      expect(await countThreads(pool(), settings(rule), id)).toEqual({ ...about, threads: 1, rows })
      expect(await threadsLeft(pool(), settings(rule), id)).toMatchObject({ found: 1 })
      expect(await erase(rule, id)).toEqual({
        ...about,
        threads: [thread],
        tables: Object.entries({ checkpoint_writes: 4, checkpoint_blobs: 2, checkpoints: 2 }).map(([table, count]) => ({
          ...{ table, before: count, deleted: count },
        })),
      })
      const { [thread]: gone, ...others } = left
      expect([gone, await threadRows(pool())]).toEqual([8, others])
      left = others
      expect(await threadsLeft(pool(), settings(rule), id)).toMatchObject({ cover: 'covered', found: 0 })
      expect(await erase(rule, id)).toMatchObject({ threads: [] })
    }
  })

  test('with a mark, the id ends at the last one: what lies deeper is another person’s', async () => {
    for (const thread of ['ada', 'ada:', 'ada:1', 'ada:1:2', 'ada2:1', 'x:ada:1', ':ada:1', 'ADA:1'])
      await putThread(pool(), thread)
    expect((await erase('thread_id={user_id}:*', 'ada')).threads.sort()).toEqual(['ada:', 'ada:1'])
    expect(Object.keys(await threadRows(pool()))).toEqual(
      [':ada:1', 'ADA:1', 'ada', 'ada2:1', 'ada:1:2', 'x:ada:1'].sort(),
    )
  })

  test('a thread of several people is nobody’s alone: it stays, and is counted apart', async () => {
    await putThread(pool(), 'hers', [{ user_id: 'ada' }, {}, { user_id: null }, { user_id: 'ada', note: 'ben' }])
    await putThread(pool(), 'both', [{ user_id: 'ada' }, { user_id: 'ben' }])
    await putThread(pool(), 'nobodys', [{}, { user_id: ['ada'] }, { user_id: { ada: 'ada' } }, { User_id: 'ada' }])
    await putThread(pool(), 'number', [{ user_id: 42 }])
    const rule = 'metadata.user_id'
    expect(await countThreads(pool(), settings(rule), 'ada')).toMatchObject({ threads: 1, shared: 1 })
    expect(await erase(rule, 'ada')).toMatchObject({ threads: ['hers'], shared: 1 })
    expect(await threadsLeft(pool(), settings(rule), 'ada')).toMatchObject({ looked: 3, found: 0 })
    expect(await erase(rule, '42')).toMatchObject({ threads: ['number'], shared: 0 })
    expect(Object.keys(await threadRows(pool()))).toEqual(['both', 'nobodys'])
  })

  test('rows that a conversation left without a checkpoint go as well, where the thread’s id names the person', async () => {
    await putThread(pool(), 'ada')
    await putThread(pool(), 'ben')
    await pool().query('delete from checkpoints')
    expect(await erase('thread_id={user_id}', 'ada')).toMatchObject({ threads: ['ada'] })
    expect(await threadRows(pool())).toEqual({ ben: 3 })
  })

  test('what is not covered says why, and nothing is touched', async () => {
    await putThread(pool(), 'ada', [{ user_id: 'ada' }])
    const before = await threadRows(pool())
    const none = { owner: null, schema: 'public' }
    const elsewhere = { owner: { by: 'id' } satisfies ThreadOwner, schema: 'elsewhere' }
    for (const [threads, userId, cover] of [
      [none, 'ada', 'no-rule'],
      [elsewhere, 'ada', 'no-tables'],
      [{ ...elsewhere, schema: 'public' }, null, 'covered'],
    ] as const) {
      const nothing = { cover, threads: 0, shared: 0 }
      expect(await countThreads(pool(), { threads }, userId)).toMatchObject(nothing)
      const erased = await inTransaction(pool(), (client) => eraseThreads(client, { threads }, userId))
      expect(erased).toEqual({ cover, threads: [], tables: [], shared: 0 })
    }
    expect(await threadRows(pool())).toEqual(before)
  })

  test('a role without rights there is told so, and the statements give exactly these', async () => {
    const role = `reader_${Math.floor(performance.now() * 1_000)}`
    const threads = { owner: { by: 'id' } satisfies ThreadOwner, schema: 'public' }
    await pool().query(`create role ${role}`)
    const look = () =>
      inTransaction(pool(), async (client) => {
        await client.query(`set local role ${role}`)
        return threadCover(client, threads)
      })
    const { cover, tables } = await look()
    expect(cover).toBe('no-rights')
    await pool().query(threadGrants(role, 'public', tables))
    expect((await look()).cover).toBe('covered')
    await pool().query(`drop owned by ${role}; drop role ${role}`)
  })
})
