// "What I corrected is what the agent reads now", and the person knows who it was, and why. Searching across everybody: whose, and never what.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { version as formVersion } from '@/app/(user)/memories/inputs'
import { summaryWords } from '@/app/(user)/privacy/staff-words'
import { LongTermMemory } from '@/lib/agent/long-term-memory'
import { memoryId } from '@/lib/shared/memory'
import { textIn } from '@/lib/shared/text'
import { recordStaff } from '@/lib/store/audit/record'
import { listHistory } from '@/lib/store/change/history'
import { deleteMemory } from '@/lib/store/change/removal'
import { renameMemory } from '@/lib/store/change/rename'
import { restoreVersion } from '@/lib/store/change/restore'
import { undoRemoval } from '@/lib/store/change/undo'
import { listUndoable } from '@/lib/store/change/undoable'
import { createMemory, editMemory } from '@/lib/store/change/write'
import { readJob, startJob } from '@/lib/store/jobs/job'
import { runJob } from '@/lib/store/jobs/run'
import {
  type MemoryStore,
  type OnBehalf,
  pseudonym,
  type Scope,
  scopeOnBehalf,
  type Viewer,
} from '@/lib/store/memory-store'
import { listStaffLooks, staffAmong } from '@/lib/store/on-behalf/looks'
import { listRevealed } from '@/lib/store/on-behalf/revealed'
import { beginReveal, type Whose } from '@/lib/store/on-behalf/reveals'
import { searchPeople } from '@/lib/store/people/search'
import { wordCandidates } from '@/lib/store/people/search-words'
import { getMemory } from '@/lib/store/read'
import { freezeSelection } from '@/lib/store/selection'
import { onEachDatabase } from '../support/databases'
import { eachTimeEmpty } from '../support/emptied-store'
import { admin } from '../support/staff'
import { codeOf, embeddingsOf } from '../support/stores'

const REASON = 'Ticket 4471, wrong meal on the flight'
const ID = memoryId([], 'meal')

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  let bob: Scope
  eachTimeEmpty(use, {}, (emptied) => {
    ;({ store, ada, bob } = emptied)
  })
  const kay = () => ({ ...admin(store, 'kay@corp.com'), name: 'K. Brandt', session: null }) as ReturnType<typeof admin>
  const behalf = (scope: Scope = ada) => scopeOnBehalf(store, scope, kay(), REASON) as OnBehalf
  const version = async () => (await getMemory(ada, ID))?.version ?? ''
  const authors = async (scope: Scope) =>
    ((await listHistory(scope, { id: ID, limit: 9 }))?.versions ?? []).map(({ by }) => by)

  test('an edit on behalf is the agent’s to read, and stands in the story with name and reason, to each as it is', async () => {
    await createMemory(ada, { key: 'meal', json: '{"text": "fish"}' })
    const before = await embeddingsOf(store, ada.root, 'meal')
    await editMemory(behalf(), { id: ID, version: await version(), json: '{"text": "no fish"}' })
    expect(await embeddingsOf(store, ada.root, 'meal')).not.toEqual(before)
    const agent = new LongTermMemory({ pool: store.pool, embedder: store.embedder, pseudonymKey: store.pseudonymKey })
    expect((await agent.getMemory('ada@corp.com', 'meal'))?.value).toEqual({ text: 'no fish' })
    const by = { kind: 'admin', name: 'K. Brandt', reason: REASON }
    expect(await authors(ada)).toEqual([by, { kind: 'you' }])
    expect(await authors(behalf())).toEqual([{ ...by, isTheirs: true }, { kind: 'owner' }])
    expect((await getMemory(ada, ID))?.writtenBy).toEqual(by)
    // kept with the version when the next one is written
    await editMemory(ada, { id: ID, version: await version(), json: '{"text": "some fish"}' })
    expect(await authors(ada)).toEqual([{ kind: 'you' }, by, { kind: 'you' }])
    const [, corrected] = (await listHistory(ada, { id: ID, limit: 9 }))?.versions ?? []
    await restoreVersion(behalf(), { id: ID, version: await version(), versionId: corrected?.id ?? '' })
    expect((await authors(ada))[0]).toEqual(by)
    // an edit that began with another version changes nothing
    expect(await codeOf(editMemory(behalf(), { id: ID, version: '1/2026-01-01', json: '{"text": "x"}' }))).toBe(
      'conflict',
    )
    const { rows } = await store.pool.query<{ row: string }>(
      `select concat_ws(' ', action, surface, role, reason) as row from dashboard.audit where surface = 'admin' order by id`,
    )
    expect(rows.map(({ row }) => row)).toEqual([
      `memory.edit admin admin ${REASON}`,
      `memory.restore admin admin ${REASON}`,
    ])
  })

  test('a removal on behalf says whose it was; the person takes back any, an administrator only their own', async () => {
    await createMemory(ada, { key: 'meal', json: '{"text": "fish"}' })
    await createMemory(ada, { key: 'other', json: '{"text": "tea"}' })
    const own = await deleteMemory(ada, { id: memoryId([], 'other') })
    const theirs = await deleteMemory(behalf(), { id: ID })
    expect((await listUndoable(ada)).map(({ key, by }) => [key, by])).toEqual([
      ['meal', { name: 'K. Brandt', reason: REASON }],
      ['other', undefined],
    ])
    expect((await listUndoable(behalf())).map(({ key }) => key)).toEqual(['meal'])
    expect(await listUndoable(behalf(bob))).toEqual([])
    expect(await codeOf(undoRemoval(behalf(), own.id))).toBe('not-found')
    const lee = scopeOnBehalf(store, ada, { ...kay(), actor: 'somebody else' }, REASON) as OnBehalf
    expect(await codeOf(undoRemoval(lee, theirs.id))).toBe('not-found')
    expect(await undoRemoval(ada, theirs.id)).toMatchObject({ key: 'meal' })
  })

  test('a memory without its times can be edited, restored, renamed, deleted and brought back, one or with others', async () => {
    const row = async (key: string) =>
      (
        await store.pool.query<{ row: string }>(
          `select concat_ws(' ', value ->> 'text', created_at is null, updated_at is null) as row
             from ${store.catalog.store} where prefix = $1 and key = $2`,
          [ada.root, key],
        )
      ).rows[0]?.row
    await createMemory(ada, { key: 'meal', json: '{"text": "fish"}' })
    await store.pool.query(`update ${store.catalog.store} set created_at = null, updated_at = null`)
    const undated = await version()
    expect(undated).toMatch(/^\d+\/$/)
    expect(formVersion.safeParse(undated).success).toBe(true)
    await editMemory(behalf(), { id: ID, version: undated, json: '{"text": "no fish"}' })
    expect(await codeOf(editMemory(ada, { id: ID, version: undated, json: '{"text": "x"}' }))).toBe('conflict')
    expect(await codeOf(deleteMemory(ada, { id: ID, version: undated }))).toBe('conflict')
    const [, first] = (await listHistory(ada, { id: ID, limit: 9 }))?.versions ?? []
    await restoreVersion(behalf(), { id: ID, version: await version(), versionId: first?.id ?? '' })
    expect(await row('meal')).toBe('fish t f')
    expect((await listHistory(ada, { id: ID, limit: 9 }))?.versions.map(({ json }) => json)).toEqual(
      ['fish', 'no fish', 'fish'].map((text) => `{"text": "${text}"}`),
    )
    const again = async () => {
      await store.pool.query(`update ${store.catalog.store} set updated_at = null`)
      return version()
    }
    const removed = await deleteMemory(behalf(), { id: ID, version: await again() })
    expect(await row('meal')).toBe(undefined)
    await undoRemoval(behalf(), removed.id)
    expect(await row('meal')).toBe('fish t t')
    await renameMemory(ada, { id: ID, version: await version(), key: 'dish' })
    await renameMemory(ada, {
      id: memoryId([], 'dish'),
      version: (await getMemory(ada, memoryId([], 'dish')))?.version ?? '',
      key: 'meal',
    })
    await again()
    const { id: selection, count } = await freezeSelection(ada, { everything: true })
    const job = await startJob(ada, { operation: randomUUID(), kind: 'delete', selection, count })
    await runJob(store, job.id)
    expect([await row('meal'), (await readJob(ada, job.id)).done]).toEqual([undefined, 1])
  })

  test('the person is told of each look, of those at the namespace too, and of nobody else’s', async () => {
    for (const scope of [ada, bob]) await createMemory(scope, { key: 'meal', json: '{"text": "fish"}' })
    const whoseOf = ({ root, subject, userId }: Scope): Whose => ({ root, subject, userId })
    await beginReveal(kay(), whoseOf(ada), REASON)
    await listRevealed(behalf(), { limit: 9, place: null, timeZone: 'UTC' })
    await editMemory(behalf(), { id: ID, version: await version(), json: '{"text": "no fish"}' })
    // while it was nobody's alone
    const namespace = pseudonym(store, 'namespace', ada.root)
    await beginReveal(kay(), { root: ada.root, subject: namespace, userId: null }, REASON)
    await beginReveal(kay(), whoseOf(bob), 'Another ticket, another person')
    const { looks, total } = await listStaffLooks(ada as Viewer, { limit: 9 })
    expect(
      looks.map(({ what, role, name, reason, count, memories }) => [what, role, name, reason, count, memories]),
    ).toEqual([
      ['reveal', 'admin', 'kay@corp.com', REASON, 0, []],
      ['change', 'admin', 'kay@corp.com', REASON, 0, [{ id: ID, key: 'meal' }]],
      ['read', 'admin', 'kay@corp.com', REASON, 1, [{ id: ID, key: 'meal' }]],
      ['reveal', 'admin', 'kay@corp.com', REASON, 0, []],
    ])
    expect(total).toBe(4)
    expect(await staffAmong(ada as Viewer, 9)).toMatchObject({
      looks: 4,
      staff: [{ name: 'kay@corp.com', reason: REASON, reveals: 2, read: 1, changed: 1, deleted: 0, searches: 0 }],
    })
    expect(
      (await listStaffLooks(ada as Viewer, { limit: 9, below: looks[1]?.id })).looks.map(({ what }) => what),
    ).toEqual(['read', 'reveal'])
  })

  test('a binding, the end of one, and a taken back deletion are told as what they are', async () => {
    const did = { reason: REASON, detail: {} }
    const namespace = pseudonym(store, 'namespace', ada.root)
    await recordStaff(kay(), { ...did, action: 'identity.bind', subject: ada.subject })
    await recordStaff(kay(), { ...did, action: 'identity.lock', subject: namespace })
    await recordStaff(kay(), { ...did, action: 'memory.undo', subject: ada.subject })
    await recordStaff(kay(), { ...did, action: 'person.hide', subject: ada.subject })
    const { looks } = await listStaffLooks(ada as Viewer, { limit: 9 })
    expect(looks.map(({ what }) => what)).toEqual(['hide', 'undo', 'lock', 'bind'])
    const { staff } = await staffAmong(ada as Viewer, 9)
    expect(staff.map((one) => summaryWords(one, textIn('en')))).toEqual([
      '1 deletion taken back. Bound these memories to your id. Ended a binding of these memories',
    ])
  })

  const whose = async (labels: readonly string[]) =>
    new Map(
      labels.map((label): [string, Whose] => {
        const scope = ada.root.endsWith(`.${label}`) ? ada : bob
        return [label, { root: scope.root, subject: scope.subject, userId: scope.userId }]
      }),
    )

  test('a search across everybody finds the closest, by meaning and by whole words, and hands out neither words nor keys', async () => {
    const [hers, his] = ['zanzibar clove tea', 'zanzibars are many']
    await createMemory(ada, { key: 'first canary', json: JSON.stringify({ text: hers }) })
    await createMemory(bob, { key: 'second canary', child: ['deep'], json: JSON.stringify({ text: his }) })
    // another agent's store below another root is nobody's
    await store.pool.query(`insert into ${store.catalog.store} (prefix, key, value) values ('other.eve', 'k', $1)`, [
      JSON.stringify({ text: hers }),
    ])
    // and below our root one without a label
    const nobody = `${store.namespaceRoot}..eve`
    await store.pool.query(`insert into ${store.catalog.store} (prefix, key, value) values ($1, 'k', $2)`, [
      nobody,
      JSON.stringify({ text: hers }),
    ])
    await store.pool.query(
      `insert into ${store.catalog.vectors} (prefix, key, field_name, embedding)
       select $1, 'k', v.field_name, v.embedding from ${store.catalog.vectors} v where v.prefix = $2`,
      [nobody, ada.root],
    )
    const find = async (by: 'together' | 'meaning' | 'words', query: string) => {
      const [vector] = by === 'words' ? [] : await store.embedder.embed([query])
      const asked = { query, by, embedding: vector ?? null, reason: REASON, isExact: false }
      return searchPeople(kay(), store, asked, whose)
    }
    const near = await find('together', hers)
    expect(near).toMatchObject({ people: 2, words: 3, isApproximate: false, without: [] })
    expect(near.hits.map(({ who, words }) => [who, words])).toEqual([
      ['ada@corp.com', 3],
      ['bob@corp.com', 0],
    ])
    expect(near.hits[0]?.score).toBeGreaterThan(0.8)
    const worded = await find('words', 'zanzibar')
    expect(worded.hits.map(({ who, score, words }) => [who, score, words])).toEqual([['ada@corp.com', null, 1]])
    expect((await find('words', 'nothing like it')).hits).toEqual([])
    expect(JSON.stringify([near, worded])).not.toMatch(/canary|clove|zanzibar/)
    const { rows } = await store.pool.query<{ subject: string; detail: string; row: string }>(
      `select subject, detail::text, a::text as row from dashboard.audit a where action = 'people.search' order by id`,
    )
    expect(rows.map(({ row }) => row).join()).not.toMatch(/canary|clove|zanzibar|nothing like/)
    expect(rows.map(({ subject }) => subject)).toEqual(['-', ada.subject, bob.subject, '-', ada.subject, '-'])
    expect((await listStaffLooks(bob as Viewer, { limit: 9 })).looks).toMatchObject([
      { what: 'search', count: 1, reason: REASON, memories: [{ key: 'second canary' }] },
    ])
  })

  test('of many entries the agent’s index gives the closest, which is said and recorded; all are compared when asked', async () => {
    const { pool, catalog } = store
    await pool.query(
      `insert into ${catalog.store} (prefix, key, value)
       select case when n % 2 = 0 then $1 else $2 end, 'k' || n, '{"text": "clove"}' from generate_series(1, 400) n`,
      [ada.root, bob.root],
    )
    await pool.query(
      `insert into ${catalog.vectors} (prefix, key, field_name, embedding)
       select prefix, key, '$', (select array_agg(sin(i * substr(key, 2)::int)) from generate_series(1, 16) i)::float8[]::vector
         from ${catalog.store}`,
    )
    await pool.query(`analyze ${catalog.vectors}`)
    const find = (isExact: boolean, by: 'meaning' | 'together' = 'meaning') => {
      const embedding = Array.from({ length: 16 }, (_, at) => Math.sin((at + 1) * 77))
      return searchPeople(kay(), store, { query: 'clove', by, embedding, reason: REASON, isExact }, whose)
    }
    const few = await find(false)
    // what the database would say of a large table: it decides by that, and so do we
    await pool.query(`update pg_class set reltuples = 150000 where oid = $1::regclass`, [catalog.vectors])
    const [many, exact] = [await find(false), await find(true)]
    expect([few.isApproximate, many.isApproximate, exact.isApproximate]).toEqual([false, true, false])
    expect(exact.hits).toEqual(few.hits)
    expect(many.hits.slice(0, 10)).toEqual(exact.hits.slice(0, 10))
    const { rows } = await pool.query<{ approximate: boolean }>(
      `select (detail ->> 'approximate')::boolean as approximate from dashboard.audit
        where action = 'people.search' and subject = '-' order by id`,
    )
    expect(rows.map(({ approximate }) => approximate)).toEqual([false, true, false])
    // what a memory holds and how close it is, whichever of the two it was found by
    const { hits, words } = await find(true, 'together')
    expect(words).toBe(1)
    expect(hits.map((one) => [one.words, typeof one.score])).toEqual(hits.map(() => [1, 'number']))
    const near = new Map(exact.hits.map(({ mark, score }) => [mark, score]))
    expect(hits.filter(({ mark, score }) => near.has(mark) && near.get(mark) !== score)).toEqual([])
    // where the time is over, nothing is said of words
    expect(await wordCandidates(store, 'clove', 0)).toMatchObject({ found: [], isTooMuch: true })
  })
})
