import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Expected } from '@/lib/errors'
import { NO_FILTER } from '@/lib/shared/filter'
import type { Job } from '@/lib/shared/job'
import { memoryId } from '@/lib/shared/memory'
import { deleteMemory } from '@/lib/store/change/removal'
import { renewSearchEntries } from '@/lib/store/change/renew-search'
import { undoRemoval } from '@/lib/store/change/undo'
import { listRemoved, listUndoable } from '@/lib/store/change/undoable'
import { createMemory, putMemory } from '@/lib/store/change/write'
import { dismissJob, leftBy, listJobs, orphanedJobs, readJob, startJob, startUndo, stopJob } from '@/lib/store/jobs/job'
import { runJob } from '@/lib/store/jobs/run'
import { listMemories } from '@/lib/store/list/browse'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { purgeExpired, purgeSelections } from '@/lib/store/purge'
import { getMemoryAt } from '@/lib/store/read'
import { selectedIds } from '@/lib/store/selected'
import { freezeSelection, type Wanted } from '@/lib/store/selection'
import { onOneDatabase } from '../support/databases'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { eachTimeEmpty } from '../support/emptied-store'
import { heldAfterOneChunk } from '../support/held-job'
import { countsOf, writeMany } from '../support/many'
import {
  auditOf,
  codeOf,
  codePointEmbedder,
  dashboardRowsWith,
  embeddingsOf,
  everything,
  expectedOf,
  rowOf,
  vectorsOf,
  viewer,
} from '../support/stores'

const ROOT = 'user_memories.ada-at-corp-com'

onOneDatabase((use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  let ada: Scope
  let bob: Scope
  eachTimeEmpty(use, { fields: ['text'] }, (emptied) => {
    ;({ store, endpoint, ada, bob } = emptied)
  })

  const ids = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => ({ id: memoryId([], `memory ${from + at}`) }))
  const begin = async (scope: Scope, kind: 'delete' | 'renew', wanted: Wanted): Promise<Job> => {
    const { id: selection, count } = await freezeSelection(scope, wanted)
    return startJob(scope, { operation: randomUUID(), kind, selection, count })
  }
  const carryOut = async (scope: Scope, kind: 'delete' | 'renew', wanted: Wanted): Promise<Job> => {
    const { id } = await begin(scope, kind, wanted)
    await runJob(scope.store, id)
    return readJob(scope, id)
  }
  const undoAll = async (scope: Scope, batch: string): Promise<Job> => {
    const { id } = await startUndo(scope, { operation: randomUUID(), batch })
    await runJob(scope.store, id)
    return readJob(scope, id)
  }
  const problems = async (scope: Scope, job: Job) =>
    (await leftBy(scope, job.id, 100)).map(({ key, problem }) => [key, problem])

  describe('deleting', () => {
    test('T13, T50: of 2,500 memories 2,500 are deleted, the count is the database’s, and the list answers meanwhile', async () => {
      await writeMany(ada, { count: 2_500 })
      await writeMany(ada, { count: 3, key: (at) => `kept ${at}` })
      await writeMany(bob, { count: 5 })
      const job = await begin(ada, 'delete', { ids: ids(0, 2_500) })
      expect(job).toMatchObject({ state: 'running', total: 2_500, done: 0, failed: 0 })
      const seen: number[] = []
      let isOver = false
      const running = runJob(store, job.id).finally(() => {
        isOver = true
      })
      while (!isOver) {
        const { done } = await readJob(ada, job.id)
        const { total } = await listMemories(ada, { limit: 10, timeZone: 'UTC' })
        expect(total).toBeLessThanOrEqual(2_503 - done)
        seen.push(done)
      }
      await running
      expect(await readJob(ada, job.id)).toMatchObject({ state: 'done', total: 2_500, done: 2_500, gone: 0, failed: 0 })
      expect(await countsOf(ada)).toEqual([3, 3])
      expect(await countsOf(bob)).toEqual([5, 5])
      expect(
        seen.some((done) => done > 0 && done < 2_500),
        'the list answered in the middle',
      ).toBe(true)
      // each chunk is a transaction of its own, and has its own now()
      const { rows } = await store.pool.query(
        'select count(distinct undo_until)::int as chunks from dashboard.removal where batch_id = $1',
        [job.id],
      )
      expect(rows[0]?.chunks).toBeGreaterThanOrEqual(2_500 / 500)
      const audit = await auditOf(store)
      expect(audit).toHaveLength(2_500)
      expect(new Set(audit.map(({ memory }) => memory)).size).toBe(2_500)
      expect(audit.every(({ action, subject }) => action === 'memory.remove' && subject === ada.subject)).toBe(true)
      expect(JSON.stringify(audit)).not.toMatch(/memory \d|words of/)
      expect(await selectedIds(ada, job.selection ?? '')).toEqual([])
      expect(await listUndoable(ada)).toEqual([
        { id: job.id, key: '', count: 2_500, left: 0, until: expect.any(String), secondsLeft: expect.any(Number) },
      ])
    })

    test('T51, T57: what changed after it was selected stays, with the reason; what is gone is counted as gone', async () => {
      await writeMany(ada, { count: 40 })
      const job = await begin(ada, 'delete', { ids: ids(0, 40) })
      await putMemory(ada, { key: 'memory 5', json: '{"text": "the agent knows better now"}' })
      await store.pool.query(`update store set expires_at = now() + interval '1 day' where key = 'memory 6'`)
      await store.pool.query(`delete from store where key = 'memory 7'`)
      await createMemory(ada, { key: 'memory 40', json: '{"text": "not selected"}' })
      await runJob(store, job.id)
      expect(await readJob(ada, job.id)).toMatchObject({ state: 'done', total: 40, done: 37, gone: 1, failed: 2 })
      expect(await problems(ada, job)).toEqual([
        ['memory 5', 'changed'],
        ['memory 6', 'changed'],
      ])
      const { rows } = await store.pool.query<{ key: string }>('select key from store order by key')
      expect(rows.map(({ key }) => key)).toEqual(['memory 40', 'memory 5', 'memory 6'])
      // looked at again, they are selected at their new version, and go
      const left = await leftBy(ada, job.id, 10)
      expect(await carryOut(ada, 'delete', { ids: left })).toMatchObject({ done: 2, failed: 0 })
      expect(await countsOf(ada)).toEqual([1, 1])
    })

    test('T57: a number that is not the one the person was told deletes nothing', async () => {
      await writeMany(ada, { count: 10 })
      const { id: selection } = await freezeSelection(ada, { ids: ids(0, 5) })
      const before = await everything(store)
      for (const count of [4, 6, 0, -1, Number.NaN]) {
        const start = { operation: randomUUID(), kind: 'delete', selection, count } as const
        expect(await codeOf(startJob(ada, start)), String(count)).toMatch(/conflict/)
      }
      expect(await everything(store)).toEqual(before)
    })

    test.each([
      ['a memory', 'store'],
      ['a search entry', 'store_vectors'],
    ])('T12: where the database keeps %s, that memory stays whole and selected; the others go', async (_, table) => {
      await writeMany(ada, { count: 30 })
      await store.pool.query(`create function keep() returns trigger language plpgsql as
          $$ begin if old.key = 'memory 11' then return null; end if; return old; end $$;
        create trigger keep before delete on ${table} for each row execute function keep()`)
      const kept = await rowOf(store, ROOT, 'memory 11')
      try {
        const job = await carryOut(ada, 'delete', { ids: ids(0, 30) })
        expect(job).toMatchObject({ state: 'done', done: 29, failed: 1 })
        expect(await problems(ada, job)).toEqual([['memory 11', 'refused']])
        expect(await rowOf(store, ROOT, 'memory 11')).toEqual(kept)
        expect(await countsOf(ada)).toEqual([1, 1])
        expect((await listUndoable(ada))[0]?.count).toBe(29)
        expect(await auditOf(store)).toHaveLength(29)
      } finally {
        await store.pool.query('drop function keep cascade')
      }
    })

    test('a memory of a child namespace goes and comes back to its place', async () => {
      await writeMany(ada, { count: 3, child: '.work.x y' })
      await writeMany(ada, { count: 3 })
      const id = memoryId(['work', 'x y'], 'memory 1')
      const before = await rowOf(store, `${ROOT}.work.x y`, 'memory 1')
      const job = await carryOut(ada, 'delete', { ids: [{ id }, ...ids(0, 2)] })
      expect(await countsOf(ada)).toEqual([3, 3])
      expect(await undoAll(ada, job.batch)).toMatchObject({ state: 'done', done: 3 })
      expect(await rowOf(store, `${ROOT}.work.x y`, 'memory 1')).toEqual(before)
    })

    test('T55: the same intention, sent again, is one job; another one over the same selection is refused', async () => {
      await writeMany(ada, { count: 6 })
      const { id: selection, count } = await freezeSelection(ada, { ids: ids(0, 6) })
      const operation = randomUUID()
      const start = { operation, kind: 'delete', selection, count } as const
      const started = await Promise.all([startJob(ada, start), startJob(ada, start), startJob(ada, start)])
      expect(started.map(({ id }) => id)).toEqual([operation, operation, operation])
      expect(await codeOf(startJob(ada, { ...start, operation: randomUUID() }))).toBe('conflict')
      await runJob(store, operation)
      expect(await startJob(ada, start)).toMatchObject({ state: 'done', done: 6 })
      await runJob(store, operation)
      expect(await readJob(ada, operation)).toMatchObject({ done: 6, total: 6 })
      expect((await auditOf(store)).length).toBe(6)
    })

    test('a job that is stopped leaves what is left, selected and untouched', async () => {
      await writeMany(ada, { count: 400 })
      const job = await begin(ada, 'delete', { ids: ids(0, 400) })
      const held = heldAfterOneChunk(store)
      const running = runJob(held.store, job.id)
      await held.isHeld
      const stopped = await stopJob(ada, job.id)
      held.goOn()
      await running
      expect(stopped.done).toBeGreaterThan(0)
      expect(stopped.state).toBe('stopped')
      const after = await readJob(ada, job.id)
      expect(after.done).toBe(stopped.done)
      expect(after.done).toBeLessThan(400)
      expect(await countsOf(ada)).toEqual([400 - after.done, 400 - after.done])
      const left = await leftBy(ada, job.id, 1_000)
      expect(left).toHaveLength(400 - after.done)
      expect(left.every(({ problem }) => problem === null)).toBe(true)
      expect(await carryOut(ada, 'delete', { ids: left })).toMatchObject({ done: 400 - after.done })
      expect(await listUndoable(ada)).toHaveLength(2)
    })
  })

  describe('undoing', () => {
    test('T53: what was removed together comes back byte for byte, times, time to live and vectors included, and no encoder is asked', async () => {
      await writeMany(ada, { count: 300 })
      await store.pool.query(
        `update store set ttl_minutes = 9, expires_at = '2031-02-03 04:05:06.123456+00' where key like '%7';
         update store_vectors set created_at = '2020-01-01 00:00:00.000001+00' where key like '%8';
         update store_vectors set embedding = null where key = 'memory 9'`,
      )
      const look = async () => [
        (await store.pool.query('select s::text from store s order by 1')).rows,
        (await store.pool.query('select v::text from store_vectors v order by 1')).rows,
      ]
      const before = await look()
      const job = await carryOut(ada, 'delete', { ids: ids(0, 300) })
      expect(await countsOf(ada)).toEqual([0, 0])
      expect(await undoAll(ada, job.id)).toMatchObject({
        state: 'done',
        total: 300,
        done: 300,
        failed: 0,
        batch: job.id,
      })
      expect(await look()).toEqual(before)
      expect(endpoint.requests).toEqual([])
      expect(await listUndoable(ada)).toEqual([])
      expect(await codeOf(startUndo(ada, { operation: randomUUID(), batch: job.id }))).toBe('not-found')
      const audit = await auditOf(store)
      expect(audit.filter(({ action }) => action === 'memory.undo')).toHaveLength(300)
      const copies = await store.pool.query('select count(*)::int as n from dashboard.memory_version')
      expect(copies.rows).toEqual([{ n: 0 }])
    })

    test('T52: one of forty is brought back by itself; the others stay removed, and can still be', async () => {
      await writeMany(ada, { count: 45 })
      const job = await carryOut(ada, 'delete', { ids: ids(0, 40) })
      const first = await listRemoved(ada, job.id, { limit: 25 })
      const rest = await listRemoved(ada, job.id, { limit: 25, after: first.memories.at(-1)?.id })
      expect([first.memories.length, first.more, rest.memories.length, rest.more]).toEqual([25, true, 15, false])
      expect([first.count, rest.count]).toEqual([40, 40])
      const all = [...first.memories, ...rest.memories]
      expect(new Set(all.map(({ key }) => key)).size).toBe(40)
      const mistake = all.find(({ key }) => key === 'memory 17')
      expect(mistake).toMatchObject({ json: '{"text": "words of 17"}', child: [], problem: null })
      await undoRemoval(ada, mistake?.id ?? '')
      expect(await countsOf(ada)).toEqual([6, 6])
      expect(await listUndoable(ada)).toMatchObject([{ id: job.id, count: 39, left: 0 }])
      expect(await undoAll(ada, job.id)).toMatchObject({ total: 39, done: 39 })
      expect(await countsOf(ada)).toEqual([45, 45])
    })

    test('T52: five removals in a row, single and together, can each be undone, in any order', async () => {
      await writeMany(ada, { count: 50 })
      const jobs: Job[] = []
      for (let at = 0; at < 4; at++) jobs.push(await carryOut(ada, 'delete', { ids: ids(at * 10, at * 10 + 5) }))
      const single = await deleteMemory(ada, { id: memoryId([], 'memory 49') })
      expect((await listUndoable(ada)).map(({ count }) => count)).toEqual([1, 5, 5, 5, 5])
      for (const at of [2, 0, 3, 1]) await undoAll(ada, jobs[at]?.id ?? '')
      await undoRemoval(ada, single.id)
      expect(await countsOf(ada)).toEqual([50, 50])
      expect(await listUndoable(ada)).toEqual([])
    })

    test('T53: what has been written anew since is not overwritten: it stays listed with the reason, the others come back', async () => {
      await writeMany(ada, { count: 20 })
      const job = await carryOut(ada, 'delete', { ids: ids(0, 20) })
      await putMemory(ada, { key: 'memory 3', json: '{"text": "written anew"}' })
      const anew = await rowOf(store, ROOT, 'memory 3')
      expect(await undoAll(ada, job.id)).toMatchObject({ state: 'done', total: 20, done: 19, failed: 1 })
      expect(await rowOf(store, ROOT, 'memory 3')).toEqual(anew)
      expect(await listRemoved(ada, job.id, { limit: 50 })).toMatchObject({
        memories: [{ key: 'memory 3', problem: 'rewritten', json: '{"text": "words of 3"}' }],
      })
      expect(await listUndoable(ada)).toMatchObject([{ key: 'memory 3', count: 1, left: 1 }])
      // once the key is free again, it can be brought back after all
      await store.pool.query(`delete from store where key = 'memory 3'`)
      expect(await undoAll(ada, job.id)).toMatchObject({ done: 1, failed: 0 })
      expect((await getMemoryAt(ada, [], 'memory 3'))?.json).toBe('{"text": "words of 3"}')
    })

    test('with another encoder the texts are embedded anew; while it is down, nothing comes back half', async () => {
      await writeMany(ada, { count: 4 })
      const job = await carryOut(ada, 'delete', { ids: ids(0, 4) })
      const other = codePointEmbedder(16, 'another encoder')
      const reversed = {
        ...other,
        embed: async (texts: string[]) => (await other.embed(texts)).map((v) => v.reverse()),
      }
      endpoint.behave({ kind: 'refuse', status: 400 })
      const down = viewer({ ...store, embedder: { ...other, embed: store.embedder.embed } }, 'ada@corp.com')
      expect(await undoAll(down, job.id)).toMatchObject({ state: 'done', done: 0, failed: 4 })
      expect(await countsOf(ada)).toEqual([0, 0])
      expect((await listRemoved(ada, job.id, { limit: 9 })).memories.map(({ problem }) => problem)).toEqual(
        Array(4).fill('embedding'),
      )
      const changed = viewer({ ...store, embedder: reversed }, 'ada@corp.com')
      expect(await undoAll(changed, job.id)).toMatchObject({ done: 4, failed: 0 })
      const undone = await embeddingsOf(store, ROOT, 'memory 2')
      await renewSearchEntries(changed, { id: memoryId([], 'memory 2') })
      expect(undone).toEqual(await embeddingsOf(store, ROOT, 'memory 2'))
    })

    test('an undo of a deletion that is still under way stops it first; then everything is there again', async () => {
      await writeMany(ada, { count: 600 })
      const job = await begin(ada, 'delete', { ids: ids(0, 600) })
      const held = heldAfterOneChunk(store)
      const running = runJob(held.store, job.id)
      await held.isHeld
      const undone = await undoAll(ada, job.id)
      held.goOn()
      await running
      const { state, done } = await readJob(ada, job.id)
      expect(done).toBeGreaterThan(0)
      expect(state).toBe('stopped')
      expect(undone).toMatchObject({ state: 'done', done, failed: 0 })
      expect(await countsOf(ada)).toEqual([600, 600])
    })

    test('T15: what was removed together becomes final together, set by set; no word and no key of it is left', async () => {
      await writeMany(ada, { count: 1_200, key: (at) => `canaryKey${at}`, text: (at) => `canaryWords ${at}` })
      const job = await carryOut(ada, 'delete', { everything: true })
      expect(job.done).toBe(1_200)
      await writeMany(ada, { count: 1, key: () => 'canaryKey7', text: () => 'anew' })
      await store.pool.query(`update dashboard.removal set undo_until = now() - interval '1 second'`)
      expect(await listUndoable(ada)).toEqual([])
      expect(await listRemoved(ada, job.id, { limit: 9 })).toEqual({ memories: [], more: false, count: 0, until: null })
      expect(await codeOf(startUndo(ada, { operation: randomUUID(), batch: job.id }))).toBe('not-found')
      expect(await purgeExpired(store.pool, store.catalog.store)).toBe(1_200)
      expect(await dashboardRowsWith(store.pool, 'canaryWords')).toEqual([])
      // what is in use again keeps the meaning of its pseudonym
      expect(await dashboardRowsWith(store.pool, 'canaryKey')).toEqual([expect.stringContaining('canaryKey7')])
      const purged = (await auditOf(store)).filter(({ action }) => action === 'memory.purge')
      expect(purged).toHaveLength(1_200)
      expect(purged.filter(({ memory }) => memory === null)).toHaveLength(1)
      expect(await purgeExpired(store.pool, store.catalog.store)).toBe(0)
    })
  })

  describe('making searchable', () => {
    const searchable = async () =>
      (await listMemories(ada, { limit: 1, timeZone: 'UTC', filter: { ...NO_FILTER, searchable: 'yes' } })).total

    test('each gets the entries of the agent’s own put, asked for together; no row moves', async () => {
      await writeMany(ada, { count: 37, searchable: false })
      await writeMany(ada, { count: 5, key: (at) => `has one ${at}` })
      const rows = async () => (await store.pool.query('select s.xmin::text, s::text from store s order by 2')).rows
      const before = await rows()
      const job = await carryOut(ada, 'renew', { everything: true })
      expect(job).toMatchObject({ state: 'done', total: 42, done: 42, failed: 0 })
      // how many at once depends on how fast they were before
      const together = endpoint.requests.map(({ body }) => (body as { input: string[] }).input.length)
      expect(together.reduce((sum, size) => sum + size)).toBe(37)
      expect(Math.max(...together)).toBe(20)
      expect(await rows()).toEqual(before)
      expect(await searchable()).toBe(42)
      const made = await embeddingsOf(store, ROOT, 'memory 30')
      await store.pool.query(`delete from store_vectors where key = 'memory 30'`)
      await renewSearchEntries(ada, { id: memoryId([], 'memory 30') })
      expect(made).toEqual(await embeddingsOf(store, ROOT, 'memory 30'))
      const audit = await auditOf(store)
      expect(audit.filter(({ action }) => action === 'memory.renew')).toHaveLength(38)
    })

    test('T51: where the provider fails for some texts, these stay selected with the reason, and so does what has no text', async () => {
      await writeMany(ada, { count: 30, searchable: false, text: (at) => (at % 10 === 4 ? `bad ${at}` : `good ${at}`) })
      await store.pool.query(`insert into store (prefix, key, value) values ($1, 'wordless', '{"n": 1}')`, [ROOT])
      const embedder = {
        ...store.embedder,
        embed: async (texts: string[]) => {
          if (texts.some((text) => text.includes('bad'))) throw new Expected('embedding-unavailable', 'Refused.')
          return store.embedder.embed(texts)
        },
      }
      const picky = viewer({ ...store, embedder }, 'ada@corp.com')
      const job = await carryOut(picky, 'renew', { everything: true })
      expect(job).toMatchObject({ state: 'done', total: 31, done: 27, failed: 4 })
      expect((await problems(ada, job)).sort()).toEqual([
        ['memory 14', 'embedding'],
        ['memory 24', 'embedding'],
        ['memory 4', 'embedding'],
        ['wordless', 'nothing'],
      ])
      expect(await searchable()).toBe(27)
    })

    test('T25: while the provider is down nothing is said to be searchable, and it is not asked for each of 300', async () => {
      await writeMany(ada, { count: 300, searchable: false })
      endpoint.behave({ kind: 'refuse', status: 400 })
      const job = await carryOut(ada, 'renew', { everything: true })
      expect(job).toMatchObject({ state: 'done', total: 300, done: 0, failed: 300 })
      expect(endpoint.requests.length).toBeLessThan(10)
      expect(await countsOf(ada)).toEqual([300, 0])
      endpoint.behave(undefined)
      const left = await leftBy(ada, job.id, 1_000)
      expect(await carryOut(ada, 'renew', { ids: left })).toMatchObject({ done: 300, failed: 0 })
      expect(await countsOf(ada)).toEqual([300, 300])
    })

    test('a text that changes between its selection and its turn is embedded as it is then', async () => {
      await writeMany(ada, { count: 3, searchable: false })
      const job = await begin(ada, 'renew', { ids: ids(0, 3) })
      await store.pool.query(`update store set value = '{"text": "zzz"}' where key = 'memory 1'`)
      await runJob(store, job.id)
      expect(await readJob(ada, job.id)).toMatchObject({ done: 3, failed: 0 })
      expect((await vectorsOf(store, ROOT, 'memory 1'))[0]?.embedding).toContain('3')
    })
  })

  test('T2: another person’s job is as unknown as one that never was, and nothing of it moves', async () => {
    await writeMany(ada, { count: 8 })
    await writeMany(bob, { count: 8 })
    const job = await begin(ada, 'delete', { ids: ids(0, 3) })
    const done = await carryOut(ada, 'delete', { ids: ids(3, 6) })
    const before = await everything(store)
    for (const [id, sentences] of [
      [job.id, 1],
      [done.id, 1],
      [randomUUID(), 1],
      ['', 1],
      ["'; drop table store", 1],
    ] as const) {
      const tries = [readJob(bob, id), stopJob(bob, id), dismissJob(bob, id), leftBy(bob, id, 9)]
      const said = await Promise.all(tries.map(expectedOf))
      const all = new Set(said.map(({ code, sentence }) => `${code}: ${sentence}`))
      expect(all.size).toBe(sentences)
      expect([...all][0]).toBe('not-found: There is no such piece of work any more.')
      expect(await codeOf(startUndo(bob, { operation: randomUUID(), batch: id }))).toBe('not-found')
      expect(await listRemoved(bob, id, { limit: 9 })).toEqual({ memories: [], more: false, count: 0, until: null })
    }
    expect(await listJobs(bob)).toEqual([])
    expect(await listUndoable(bob)).toEqual([])
    expect(await everything(store)).toEqual(before)
    // an id that is in use by somebody else is no way to their job either
    const { id: selection, count } = await freezeSelection(bob, { ids: ids(0, 2) })
    expect(await codeOf(startJob(bob, { operation: job.id, kind: 'delete', selection, count }))).toBe('conflict')
    expect(await readJob(ada, job.id)).toEqual(job)
  })

  test('jobs are listed until their result is put away; five may be under way at once', async () => {
    await writeMany(ada, { count: 12 })
    const jobs: Job[] = []
    for (let at = 0; at < 5; at++) jobs.push(await begin(ada, 'delete', { ids: ids(at, at + 1) }))
    const { id: selection, count } = await freezeSelection(ada, { ids: ids(6, 7) })
    const sixth = { operation: randomUUID(), kind: 'delete', selection, count } as const
    expect(await codeOf(startJob(ada, sixth))).toBe('too-many')
    expect((await listJobs(ada)).map(({ id }) => id).sort()).toEqual(jobs.map(({ id }) => id).sort())
    await dismissJob(ada, jobs[0]?.id ?? '')
    expect(await listJobs(ada)).toHaveLength(5) // one that runs is shown whatever is asked
    for (const { id } of jobs) await runJob(store, id)
    expect(await listJobs(ada)).toHaveLength(5)
    await dismissJob(ada, jobs[0]?.id ?? '')
    expect(await listJobs(ada)).toHaveLength(4)
    expect(await startJob(ada, sixth)).toMatchObject({ state: 'running' })
  })

  test('a job whose process ended is shown as interrupted, and is taken up where it was', async () => {
    await writeMany(ada, { count: 30 })
    const job = await begin(ada, 'delete', { ids: ids(0, 30) })
    // as a process leaves it that was killed after its first chunk
    await store.pool.query(
      `update dashboard.job set worker = gen_random_uuid(), leased_until = now() + interval '15 seconds', done = 0 where id = $1`,
      [job.id],
    )
    await runJob(store, job.id) // somebody is at it: nothing happens
    expect(await readJob(ada, job.id)).toMatchObject({ state: 'running', done: 0 })
    expect(await orphanedJobs(store, false)).toEqual([{ id: job.id, waitMs: expect.any(Number) }])
    expect((await orphanedJobs(store, false))[0]?.waitMs).toBeGreaterThan(5_000)
    expect(await orphanedJobs(store, true)).toEqual([{ id: job.id, waitMs: 0 }])
    await store.pool.query(`update dashboard.job set leased_until = now() - interval '1 second' where id = $1`, [
      job.id,
    ])
    expect(await readJob(ada, job.id)).toMatchObject({ state: 'interrupted' })
    await runJob(store, job.id)
    expect(await readJob(ada, job.id)).toMatchObject({ state: 'done', done: 30 })
    expect(await orphanedJobs(store, true)).toEqual([])
  })

  test('a selection that a job still works on is not purged; after a day nothing of it is left', async () => {
    await writeMany(ada, { count: 3 })
    const job = await begin(ada, 'delete', { ids: ids(0, 3) })
    await store.pool.query(`update dashboard.selection set expires_at = now() - interval '1 second'`)
    await purgeSelections(store.pool)
    await runJob(store, job.id)
    expect(await readJob(ada, job.id)).toMatchObject({ state: 'done', done: 3 })
    await purgeSelections(store.pool)
    expect(await readJob(ada, job.id)).toMatchObject({ selection: null })
    await store.pool.query(`update dashboard.job set created_at = now() - interval '25 hours'`)
    await purgeSelections(store.pool)
    expect(await codeOf(readJob(ada, job.id))).toBe('not-found')
  })
})
