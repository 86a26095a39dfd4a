// What happens between the wish and its end: a namespace that is contested by then, a write that is under way, a hold that the asker would lift.
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { approveForget, holdForget, liftForget, submitForgetOnBehalf } from '@/lib/store/forgetting/decide'
import { forgetTheForgotten } from '@/lib/store/forgetting/forgotten-people'
import { readGuard } from '@/lib/store/forgetting/guard'
import { removeGuardSql } from '@/lib/store/forgetting/guard-sql'
import { installGuard } from '@/lib/store/forgetting/guard-state'
import { readOwnForget, retryOwnForget } from '@/lib/store/forgetting/own'
import { submitForget } from '@/lib/store/forgetting/submit'
import { readSuppression, setSuppression } from '@/lib/store/forgetting/suppression'
import { runDueForgets } from '@/lib/store/forgetting/worker'
import type { MemoryStore, Viewer } from '@/lib/store/memory-store'
import { onOneDatabase } from '../support/databases'
import { eachTimeEmpty } from '../support/emptied-store'
import { ADMIN, change, everything, SELF, save, wishFor } from '../support/forgetting'
import { admin } from '../support/staff'
import { auditOf, codeOf, emptyOwn, rowOf, viewer } from '../support/stores'

const emails = new Set(['root@corp.com', 'rita@corp.com', 'max@corp.com'])
const THREE = { ...ADMIN, admins: { ...ADMIN.admins, adminEmails: emails } }
const WHY = 'A letter of the third of March, number 17'

onOneDatabase((use) => {
  let store: MemoryStore
  let ada: Viewer
  eachTimeEmpty(use, {}, (emptied) => {
    store = emptied.store
    ada = viewer(store, 'ada@corp.com')
  })
  const requestOf = async (reference: string, whose = ada) => (await readOwnForget(whose, reference)).request
  const keys = async () => {
    const { rows } = await store.pool.query<{ key: string }>(
      `select key from ${store.catalog.storeTable} where prefix = $1`,
      [ada.root],
    )
    return rows.map(({ key }) => key)
  }

  test('nothing is erased in a namespace that another lays claim to by then, until it is settled', async () => {
    await save(ada, 'job', 'works at the mill')
    await save(ada, 'tea', 'likes green tea')
    const wishes = [await wishFor(ada, 'tea'), everything()]
    const asked = []
    for (const wish of wishes) asked.push((await submitForget(ada, wish, SELF)).reference)
    await store.pool.query(`insert into dashboard.claimant (user_id) values ('ada@corp.com'), ('ada-at-corp.com')`)
    expect(await runDueForgets(store, SELF)).toBe(0)
    for (const reference of asked)
      expect(await requestOf(reference)).toMatchObject({ state: 'failed', failedWhy: 'unclear', done: 0 })
    expect(await keys()).toHaveLength(2)
    expect((await auditOf(store)).filter(({ action }) => action === 'forget.fail')).toHaveLength(2)
    await store.pool.query(`delete from dashboard.claimant where user_id = 'ada-at-corp.com'`)
    const [, all = ''] = asked
    await retryOwnForget(ada, all)
    // by the rules of who can sign in it is not hers alone either
    const identities = { style: 'at', issuable: () => true } as const
    expect(await runDueForgets(store, { ...SELF, identities })).toBe(0)
    await retryOwnForget(ada, all)
    expect(
      await runDueForgets(store, { ...SELF, identities: { ...identities, issuable: (id) => id === ada.userId } }),
    ).toBe(1)
    expect(await keys()).toEqual([])
    await emptyOwn(store.pool, 'claimant')
  })

  test('what the person writes meanwhile is waited for, and erased with the rest', async () => {
    await installGuard(store.pool, store.catalog, 'skip', 'user_memories')
    await save(ada, 'job', 'works at the mill')
    const { reference } = await submitForget(ada, everything(), SELF)
    const client = await store.pool.connect()
    await client.query('begin')
    await client.query(
      `insert into ${store.catalog.storeTable} (prefix, key, value) values ($1, 'late', '{"text": "late"}')`,
      [ada.root],
    )
    const run = runDueForgets(store, SELF)
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while ((await store.pool.query(waits)).rowCount === 0 && (await requestOf(reference)).state !== 'completed')
      await wait(10)
    await client.query('commit')
    client.release()
    await run
    expect((await requestOf(reference)).state).toBe('completed')
    expect(await keys()).toEqual([])
  })

  test('a failure opens the namespace again in the same transaction, whatever ends the process then', async () => {
    await store.pool.query(removeGuardSql(store.catalog))
    await save(ada, 'job', 'works at the mill')
    const { reference } = await submitForget(ada, everything(), SELF)
    const at = async (point: string) => {
      if (point === 'executed: committed') await save(ada, 'back', 'works at the mill again')
      if (point === 'check: committed') throw new Error('the process ends')
    }
    expect(await runDueForgets(store, SELF, { at })).toBe(0)
    expect(await requestOf(reference)).toMatchObject({ state: 'failed', failedWhy: 'residue' })
    expect((await readGuard(store.pool, ada)).isHeld).toBe(false)
  })

  test('whoever asked does not lift what another holds', async () => {
    await save(ada, 'job', 'works at the mill')
    const [root, rita, max] = ['root', 'rita', 'max'].map((name) => admin(store, `${name}@corp.com`))
    if (root === undefined || rita === undefined || max === undefined) throw new Error('three are needed')
    const whose = { root: ada.root, subject: ada.subject, userId: ada.userId }
    const onBehalf = { evidence: WHY, isConfirmed: true, receivedAt: null }
    const { reference } = await submitForgetOnBehalf(root, store, whose, everything(), onBehalf, THREE)
    const { rows } = await store.pool.query<{ hash: string }>('select scope_hash as hash from dashboard.forget_request')
    await approveForget(rita, reference, rows[0]?.hash ?? '')
    await holdForget(max, reference, 'There is a dispute about these')
    expect(await codeOf(liftForget(root, reference, 'I asked for it, and lift it'))).toBe('refused')
    await liftForget(rita, reference, 'The dispute has been settled')
    // their own hold they may take back: nobody else might be there
    await holdForget(root, reference, 'One more look at the letter')
    await liftForget(root, reference, 'It is the right letter')
    expect((await requestOf(reference)).state).toBe('scheduled')

    const oneself = viewer(store, 'max@corp.com')
    await save(oneself, 'job', 'works at the bakery')
    const own = await submitForget(oneself, everything(), THREE)
    await holdForget(rita, own.reference, 'There is a dispute about these')
    expect(await codeOf(liftForget(max, own.reference, 'It is mine, and I lift it'))).toBe('refused')
  })

  test('the day does not stand for a yes where whoever asked runs nothing any more', async () => {
    await save(ada, 'job', 'works at the mill')
    const whose = { root: ada.root, subject: ada.subject, userId: ada.userId }
    const onBehalf = { evidence: WHY, isConfirmed: true, receivedAt: null }
    const { reference } = await submitForgetOnBehalf(
      admin(store, 'root@corp.com'),
      ...([store, whose, everything(), onBehalf, ADMIN] as const),
    )
    await store.pool.query('update dashboard.forget_request set not_before = now()')
    expect(await runDueForgets(store, SELF)).toBe(0)
    expect(await requestOf(reference)).toMatchObject({ state: 'awaiting_approval', notBefore: null })
    expect(await keys()).toEqual(['job'])
  })

  test('asked again with the wish not to be remembered, the wish counts, though the request is the same', async () => {
    await save(ada, 'job', 'works at the mill')
    const { reference } = await submitForget(ada, everything(), ADMIN)
    const again = await submitForget(ada, everything({ stopRemembering: true }), ADMIN)
    expect(again).toMatchObject({ reference, stopRemembering: false })
    expect((await readSuppression(ada)).isOn).toBe(true)
    expect((await auditOf(store)).filter(({ action }) => action === 'remembering.stop')).toHaveLength(1)
    const whose = { root: ada.root, subject: ada.subject, userId: ada.userId }
    const onBehalf = { evidence: WHY, isConfirmed: true, receivedAt: null }
    const stop = everything({ stopRemembering: true })
    const root = admin(store, 'root@corp.com')
    expect(await codeOf(submitForgetOnBehalf(root, store, whose, stop, onBehalf, THREE))).toBe('conflict')
    await setSuppression(ada, false)
  })

  test('a memory whose time of origin is still to come goes with everything', async () => {
    await save(ada, 'job', 'works at the mill')
    await store.pool.query(`update ${store.catalog.storeTable} set created_at = now() + interval '1 day'`)
    const { reference } = await submitForget(ada, everything(), SELF)
    expect(await runDueForgets(store, SELF)).toBe(1)
    expect((await requestOf(reference)).done).toBe(1)
    expect(await rowOf(store, ada.root, 'job')).toBeNull()
  })

  test('of what had changed the chosen version goes from the history, is counted, and later ones stay', async () => {
    await save(ada, 'job', 'works at the mill')
    const wish = await wishFor(ada, 'job')
    await change(ada, 'job', 'works at the bakery')
    await change(ada, 'job', 'works at the school')
    const { reference } = await submitForget(ada, wish, SELF)
    expect(await runDueForgets(store, SELF)).toBe(1)
    const { request, tables } = await readOwnForget(ada, reference)
    expect(request).toMatchObject({ done: 0, drifted: 1 })
    expect(tables).toContainEqual(expect.objectContaining({ table: 'memory_version', deleted: 1 }))
    const { rows } = await store.pool.query<{ text: string }>(
      `select value ->> 'text' as text from dashboard.memory_version`,
    )
    expect(rows).toEqual([{ text: 'works at the bakery' }])
  })

  test('many who came back keep nobody else known', async () => {
    const id = `'subject ' || lpad(n::text, 3, '0')`
    await store.pool.query(
      `insert into dashboard.forget_request (id, reference, subject, user_id, root, scope, scope_hash, item_count, approval,
         needs_approval, channel, asked_by, identity)
       select gen_random_uuid(), 'R' || n, ${id}, 'u' || n, 'user_memories.u' || n, 'everything', 'x', 0, 'self',
              false, 'self', ${id}, 'confirmed' from generate_series(1, 101) n`,
    )
    const ways = { user: ['identity_confirmed', 'scheduled'], worker: ['executing', 'executed'] }
    for (const [role, states] of Object.entries({ ...ways, verifier: ['verified', 'completed'] }))
      for (const state of states)
        await store.pool.query(
          `insert into dashboard.forget_event (request_id, seq, to_state, role, actor)
           select id, 0, $1, $2, case $2 when 'user' then subject else $2 end from dashboard.forget_request`,
          [state, role],
        )
    await store.pool.query(
      `insert into dashboard.pseudonym (pseudonym, user_id) select ${id}, 'u' || n from generate_series(1, 101) n`,
    )
    await store.pool.query(
      `insert into ${store.catalog.storeTable} (prefix, key, value) select 'user_memories.u' || n, 'k', '{}' from generate_series(1, 100) n`,
    )
    expect(await forgetTheForgotten(store)).toBe(1)
    const { rows } = await store.pool.query(`select from dashboard.pseudonym where user_id = 'u101'`)
    expect(rows).toHaveLength(0)
  })
})
