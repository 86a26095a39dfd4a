// Forgetting is carried out exactly, checked by another path, and leaves not a byte of what it was about.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { endSession } from '@/lib/store/access/sessions'
import { renameMemory } from '@/lib/store/change/rename'
import { cancelForget, listOwnForgets, readOwnForget } from '@/lib/store/forgetting/own'
import { previewForget } from '@/lib/store/forgetting/preview'
import { submitForget } from '@/lib/store/forgetting/submit'
import { runDueForgets } from '@/lib/store/forgetting/worker'
import type { MemoryStore, Viewer } from '@/lib/store/memory-store'
import { connectionString, onDatabase, onEachDatabase } from '../support/databases'
import { dumpOf, hasDump } from '../support/dump'
import { eachTimeEmpty } from '../support/emptied-store'
import { ADMIN, change, everything, fillPerson, SELF, save, signedIn, wishFor } from '../support/forgetting'
import { auditOf, codeOf, dashboardRowsWith, emptyOwn, freshStore, rowOf, vectorsOf, viewer } from '../support/stores'

const ADA = 'ada.canary@corp.com'
const LABEL = 'ada-canary-at-corp-com'

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Viewer
  let bob: Viewer
  eachTimeEmpty(use, {}, (emptied) => {
    store = emptied.store
    ada = viewer(store, ADA)
    bob = viewer(store, 'bob@corp.com')
  })

  const ownTables = ['agent_token', 'claimant', 'person_name', 'session', 'topic', 'forgotten_memory']
  const fill = async () => {
    await emptyOwn(store.pool, ...ownTables)
    await fillPerson(ada, 'zebrafinch')
    await fillPerson(bob, 'marmoset')
  }
  const keysOf = async () => {
    const { rows } = await store.pool.query<{ key: string }>(`select key from ${store.catalog.store} order by key`)
    return rows.map(({ key }) => key)
  }

  test('a set: exactly that, with its history, undo copies, reads and pairs; and everybody else’s stays', async () => {
    await fill()
    const wish = await wishFor(ada, 'zebrafinch-job', 'zebrafinch-tea')
    const preview = await previewForget(ada, wish, SELF)
    expect(preview).toMatchObject({ memories: 2, remaining: 1 })
    for (const what of ['memories', 'search-entries', 'versions', 'reads', 'work', 'decisions'])
      expect(preview.goes.map((one) => one.what)).toContain(what)
    const { reference } = await submitForget(ada, wish, SELF)
    expect(await runDueForgets(store, SELF)).toBe(1)
    const { request, tables, events } = await readOwnForget(ada, reference)
    expect(request).toMatchObject({ state: 'completed', done: 2, gone: 0, drifted: 0, total: 2, failedWhy: null })
    expect(request.backupsUntil).not.toBeNull()
    expect(events.map(({ to }) => to)).toEqual([
      ...['submitted', 'identity_confirmed', 'scheduled', 'executing', 'executed', 'verified', 'completed'],
    ])
    expect(await keysOf()).toEqual(['marmoset-job', 'marmoset-tea', 'marmoset-trip', 'zebrafinch-trip'])
    for (const { table, before, deleted, after } of tables) expect([table, deleted, after]).toEqual([table, before, 0])
    expect(tables).toContainEqual({ table: 'store', before: 2, deleted: 2, after: 0 })
    expect(request.checks.map(({ name, found }) => [name, found])).toEqual(
      ['rows', 'texts', 'loose-vectors', 'words', 'neighbours', 'own-tables'].map((name) => [name, 0]),
    )
    for (const word of ['zebrafinch-job', 'zebrafinch-tea', 'something of tea', 'at the mill'])
      expect((await dashboardRowsWith(store.pool, word)).filter((row) => !row.includes('marmoset'))).toEqual([])
    expect((await dashboardRowsWith(store.pool, 'zebrafinch-gone')).length).toBeGreaterThan(0)
    const audit = (await auditOf(store)).filter(({ action }) => action.startsWith('forget.'))
    expect(audit.map(({ action }) => action)).toEqual(['forget.submit', 'forget.execute', 'forget.complete'])
    expect(await codeOf(cancelForget(ada, reference))).toBe('conflict')
  })

  test('everything: no byte of a text, a key or an id is left in our schema, once the person has signed out', async () => {
    await fill()
    const session = await signedIn(store, ADA)
    const inHex = Buffer.from('zebrafinch').toString('hex')
    expect(await dashboardRowsWith(store.pool, 'zebrafinch')).not.toEqual([])
    const waiting = await submitForget(ada, await wishFor(ada, 'zebrafinch-tea'), ADMIN)
    const { reference } = await submitForget(ada, everything(), SELF)
    expect(await runDueForgets(store, SELF)).toBe(1)
    expect(await readOwnForget(ada, reference)).toMatchObject({
      request: { state: 'completed', done: 3, drifted: 0 },
    })
    expect((await listOwnForgets(ada)).find((one) => one.reference === waiting.reference)?.state).toBe('cancelled')
    expect(await keysOf()).toEqual(['marmoset-job', 'marmoset-tea', 'marmoset-trip'])
    for (const word of ['zebrafinch', inHex]) expect(await dashboardRowsWith(store.pool, word)).toEqual([])
    // who is signed in is known by the session, and by nothing else than that
    const known = async () => {
      const rows = [...(await dashboardRowsWith(store.pool, ADA)), ...(await dashboardRowsWith(store.pool, LABEL))]
      return [...new Set(rows.map((row) => row.split(':')[0]))].sort()
    }
    expect(await known()).toEqual(
      ['claimant', 'person_name', 'pseudonym', 'session'].map((table) => `dashboard.${table}`),
    )
    await endSession(store.pool, session, store.pseudonymKey)
    await runDueForgets(store, SELF)
    expect(await known()).toEqual([])
    expect(await dashboardRowsWith(store.pool, 'marmoset')).not.toEqual([])
    // the audit still tells all of it, and its chain is whole
    const { rows } = await store.pool.query('select from dashboard.audit where subject = $1', [ada.subject])
    expect(rows.length).toBeGreaterThan(8)
  })

  test('what changed, went or was renamed since it was chosen stays, and is reported', async () => {
    for (const key of ['job', 'tea', 'trip']) await save(ada, key, `the first text of ${key}`)
    const moved = await save(ada, 'old name', 'what stays under another name')
    const wish = await wishFor(ada, 'job', 'tea', 'trip', 'old name')
    const { reference } = await submitForget(ada, wish, SELF)
    await change(ada, 'tea', 'now it is something else')
    await renameMemory(ada, { id: moved.id, version: moved.version, key: 'new name', operation: randomUUID() })
    await store.pool.query(`delete from ${store.catalog.store} where key = 'trip'`)
    await save(ada, 'later', 'added afterwards')
    await runDueForgets(store, SELF)
    expect((await readOwnForget(ada, reference)).request).toMatchObject({
      ...{ state: 'completed', done: 1, drifted: 2, gone: 1 },
    })
    expect(await keysOf()).toEqual(['later', 'new name', 'tea'])
    expect((await rowOf(store, ada.root, 'new name'))?.value).toContain('what stays')
    // the chosen version of what changed is an earlier one by now: it is gone
    expect(await dashboardRowsWith(store.pool, 'the first text')).toEqual([])
    expect((await rowOf(store, ada.root, 'tea'))?.value).toContain('something else')
  })
})

onDatabase('postgres', (use) => {
  test.skipIf(!hasDump)('a dump of the whole database holds nothing of who was forgotten, in no spelling', async () => {
    const { store, endpoint } = await freshStore(use())
    try {
      const [ada, bob] = [viewer(store, ADA), viewer(store, 'bob@corp.com')]
      await fillPerson(ada, 'zebrafinch')
      await fillPerson(bob, 'marmoset')
      await endSession(store.pool, await signedIn(store, ADA), store.pseudonymKey)
      const [vector] = await vectorsOf(store, ada.root, 'zebrafinch-tea')
      const said = ['zebrafinch', ADA, LABEL]
      const spellings = said.flatMap((one) =>
        [one, ...(['hex', 'base64', 'base64url'] as const).map((code) => Buffer.from(one).toString(code))].map((text) =>
          text.replaceAll('=', ''),
        ),
      )
      const has = (dump: string) => [...spellings, vector?.embedding ?? ''].filter((one) => dump.includes(one))
      expect(has(dumpOf(connectionString(use())))).toEqual([...said, vector?.embedding])
      const few = await submitForget(ada, await wishFor(ada, 'zebrafinch-job'), SELF)
      const all = await submitForget(ada, everything({ stopRemembering: true }), SELF)
      expect(await runDueForgets(store, SELF)).toBe(2)
      const dump = dumpOf(connectionString(use()))
      expect(has(dump)).toEqual([])
      // what stays: the two requests with their pseudonym, and everybody else
      for (const one of [few.reference, all.reference, ada.subject, 'marmoset', bob.userId]) expect(dump).toContain(one)
    } finally {
      await endpoint.close()
    }
  })
})
