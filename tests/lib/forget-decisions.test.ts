// Who says yes to what: the queue, requests for somebody else, the second person or the day that stands for one, no, hold, and trying again.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  approveForget,
  confirmForgetIdentity,
  denyForget,
  holdForget,
  liftForget,
  retryForget,
  submitForgetOnBehalf,
  withdrawForget,
} from '@/lib/store/forgetting/decide'
import { readGuard } from '@/lib/store/forgetting/guard'
import { cancelForget, listOwnForgets, readOwnForget, retryOwnForget } from '@/lib/store/forgetting/own'
import { listForgetQueue, readForget } from '@/lib/store/forgetting/queue'
import { submitForget } from '@/lib/store/forgetting/submit'
import { runDueForgets, secondsToNextForget } from '@/lib/store/forgetting/worker'
import type { MemoryStore, Viewer } from '@/lib/store/memory-store'
import { onOneDatabase } from '../support/databases'
import { eachTimeEmpty } from '../support/emptied-store'
import { ADMIN, everything, SELF, save, wishFor } from '../support/forgetting'
import { putOutside } from '../support/outside'
import { admin, auditor } from '../support/staff'
import { auditOf, codeOf, emptyOwn, expectedOf, rowOf, viewer } from '../support/stores'

/** Two administrators, by the settings; and one alone. */
const TWO = { ...ADMIN, admins: { ...ADMIN.admins, adminEmails: new Set(['root@corp.com', 'rita@corp.com']) } }
const ONE = ADMIN
const WHY = 'A letter of the third of March, number 17'

onOneDatabase((use) => {
  let store: MemoryStore
  let ada: Viewer
  eachTimeEmpty(use, {}, (emptied) => {
    store = emptied.store
    ada = viewer(store, 'ada@corp.com')
  })
  const root = () => admin(store, 'root@corp.com')
  const rita = () => admin(store, 'rita@corp.com')
  const whose = () => ({ root: ada.root, subject: ada.subject, userId: ada.userId })
  const stateOf = async (reference: string) => (await readOwnForget(ada, reference)).request.state
  const onBehalf = { evidence: WHY, isConfirmed: true, receivedAt: null }
  const queue = (which: 'open' | 'ended' = 'open') => listForgetQueue(auditor(store), store, { which })

  test('with FORGET_APPROVAL=admin somebody else says yes, to exactly what was shown', async () => {
    await save(ada, 'job', 'works at the mill')
    const { reference, state } = await submitForget(ada, await wishFor(ada, 'job'), TWO)
    expect(state).toBe('awaiting_approval')
    expect(await runDueForgets(store, TWO)).toBe(0)
    const own = admin(store, ada.userId)
    const { request, going, events } = await readForget(rita(), store, reference)
    expect(request).toMatchObject({ mayApprove: true, label: 'ada-at-corp-com', count: 1, evidence: null })
    expect(going).toMatchObject({ memories: 1, changed: 0, remaining: 0 })
    expect(events).toHaveLength(3)
    expect((await readForget(own, store, reference)).request.mayApprove).toBe(false)
    expect((await readForget(auditor(store), store, reference)).request.mayApprove).toBe(false)
    expect(await codeOf(approveForget(own, reference, request.hash))).toBe('refused')
    expect(await codeOf(approveForget(rita(), reference, 'another'))).toBe('conflict')
    expect(await codeOf(denyForget(own, reference, WHY))).toBe('refused')
    await approveForget(rita(), reference, request.hash)
    expect(await codeOf(approveForget(root(), reference, request.hash))).toBe('conflict')
    expect(await runDueForgets(store, TWO)).toBe(1)
    expect(await stateOf(reference)).toBe('completed')
    const after = await readForget(auditor(store), store, reference)
    expect(after.request).toMatchObject({ label: null, subject: ada.subject, done: 1 })
    expect(after.going).toBeNull()
    expect(JSON.stringify([after, await queue('ended')])).not.toMatch(/mill|job"|ada@corp/)
  })

  test('denied with a reason that the person reads, and that does not name them', async () => {
    const { reference } = await submitForget(ada, everything(), TWO)
    expect(await codeOf(denyForget(rita(), reference, 'no'))).toBe('invalid')
    expect((await expectedOf(denyForget(rita(), reference, 'ADA@corp.com is to be kept by law'))).sentence).toMatch(
      /who it is/,
    )
    await denyForget(rita(), reference, 'The law has us keep these until May')
    expect((await readOwnForget(ada, reference)).request).toMatchObject({
      ...{ state: 'rejected', reason: 'The law has us keep these until May' },
    })
    expect(await codeOf(cancelForget(ada, reference))).toBe('conflict')
    // and may ask again
    expect((await submitForget(ada, everything(), TWO)).reference).not.toBe(reference)
  })

  test('for somebody else: everything, or more than twenty, needs another administrator; a few do not', async () => {
    for (let n = 0; n < 21; n++) await save(ada, `n${n}`, `the memory number ${n}`)
    const keys = Array.from({ length: 21 }, (_, n) => `n${n}`)
    const few = await submitForgetOnBehalf(root(), store, whose(), await wishFor(ada, ...keys.slice(1)), onBehalf, TWO)
    expect(few).toMatchObject({ state: 'scheduled', needsApproval: false, channel: 'behalf', count: 20 })
    const many = await submitForgetOnBehalf(root(), store, whose(), await wishFor(ada, ...keys), onBehalf, TWO)
    expect(many).toMatchObject({ state: 'awaiting_approval', notBefore: null, count: 21 })
    const all = await submitForgetOnBehalf(root(), store, whose(), everything(), onBehalf, TWO)
    expect(all.state).toBe('awaiting_approval')
    const { request } = await readForget(root(), store, all.reference)
    expect(request).toMatchObject({ mayApprove: false, evidence: WHY })
    expect(await codeOf(approveForget(root(), all.reference, request.hash))).toBe('refused')
    expect(await codeOf(withdrawForget(rita(), many.reference))).toBe('refused')
    await withdrawForget(root(), many.reference)
    expect(await stateOf(many.reference)).toBe('cancelled')
    await approveForget(rita(), all.reference, request.hash)
    // whom it is about sees it among their own, and may stop it
    expect((await listOwnForgets(ada)).map(({ channel }) => channel)).toEqual(['behalf', 'behalf', 'behalf'])
    expect((await cancelForget(ada, all.reference)).state).toBe('cancelled')
    expect(await runDueForgets(store, TWO)).toBe(1)
    // twenty, and then one more, are as many as twenty-one
    const more = await submitForgetOnBehalf(root(), store, whose(), await wishFor(ada, 'n0'), onBehalf, TWO)
    expect(more).toMatchObject({ state: 'awaiting_approval', count: 1 })
  })

  test('for somebody else: that nothing new is remembered needs another administrator, too', async () => {
    await save(ada, 'tea', 'likes tea')
    const wish = { ...(await wishFor(ada, 'tea')), stopRemembering: true }
    const asked = await submitForgetOnBehalf(root(), store, whose(), wish, onBehalf, TWO)
    expect(asked).toMatchObject({ state: 'awaiting_approval', count: 1 })
  })

  test('whoever runs it alone waits a day; comes another meanwhile, their word is needed', async () => {
    const first = await submitForgetOnBehalf(root(), store, whose(), everything(), onBehalf, ONE)
    expect(first).toMatchObject({ state: 'awaiting_approval' })
    expect(first.notBefore).not.toBeNull()
    expect(await runDueForgets(store, ONE)).toBe(0)
    expect(await secondsToNextForget(store.pool)).toBeGreaterThan(86_000)
    await store.pool.query('update dashboard.forget_request set not_before = now()')
    await emptyOwn(store.pool, 'role_grant')
    await store.pool.query(
      `insert into dashboard.role_grant (user_id, role, granted_by) values ('rita@corp.com', 'admin', 'a test')`,
    )
    expect(await runDueForgets(store, ONE)).toBe(0)
    expect((await readOwnForget(ada, first.reference)).request).toMatchObject({
      ...{ state: 'awaiting_approval', notBefore: null },
    })
    await emptyOwn(store.pool, 'role_grant')
    await store.pool.query('update dashboard.forget_request set not_before = now()')
    expect(await runDueForgets(store, ONE)).toBe(1)
    expect(await stateOf(first.reference)).toBe('completed')
  })

  test('who asked is confirmed first; evidence names nobody; what is nobody’s alone is not erased', async () => {
    const unsure = { ...onBehalf, isConfirmed: false, receivedAt: '2026-01-31T10:00:00Z' }
    const asked = await submitForgetOnBehalf(root(), store, whose(), everything(), unsure, TWO)
    expect(asked).toMatchObject({ state: 'submitted', identity: 'unconfirmed', dueAt: '2026-02-28 10:00:00+00' })
    expect(asked.daysLeft).toBeLessThan(0)
    expect((await queue()).counts).toMatchObject({ open: 1, decide: 1, overdue: 1 })
    await confirmForgetIdentity(root(), asked.reference, 'Called back under the number on file')
    expect((await readOwnForget(ada, asked.reference)).request).toMatchObject({
      ...{ state: 'awaiting_approval', identity: 'confirmed' },
    })
    const named = { ...onBehalf, evidence: 'Ada@corp.com wrote a letter to us' }
    expect(await codeOf(submitForgetOnBehalf(root(), store, whose(), everything(), named, TWO))).toBe('invalid')
    await store.pool.query(`insert into dashboard.person_name (user_id, name) values ('ada@corp.com', 'Ada L')`)
    const byName = (evidence: string) => codeOf(confirmForgetIdentity(root(), asked.reference, evidence))
    expect(await byName('The voice of ADA L on the telephone')).toBe('invalid')
    // but not where it only stands within another word
    expect(await byName('Kept since the armada landed')).toBe('conflict')
    const nobodys = { ...whose(), userId: null }
    expect(await codeOf(submitForgetOnBehalf(root(), store, nobodys, everything(), onBehalf, TWO))).toBe(
      'unclear-identity',
    )
    const own = { ...whose(), userId: 'root@corp.com' }
    expect(await codeOf(submitForgetOnBehalf(root(), store, own, everything(), onBehalf, TWO))).toBe('refused')
    const later = { ...onBehalf, receivedAt: '2999-01-01' }
    const bob = viewer(store, 'bob@corp.com')
    expect(await codeOf(submitForgetOnBehalf(root(), store, bob, everything(), later, TWO))).toBe('invalid')
  })

  test('held, nothing happens; lifted, it goes on by itself', async () => {
    const { reference } = await submitForget(ada, everything(), SELF)
    await holdForget(rita(), reference, 'A court has asked for them')
    expect(await runDueForgets(store, SELF)).toBe(0)
    expect((await readOwnForget(ada, reference)).request).toMatchObject({
      state: 'on_hold',
      reason: 'A court has asked for them',
    })
    await liftForget(rita(), reference, 'The court has had its look')
    expect(await runDueForgets(store, SELF)).toBe(1)
    expect(await codeOf(holdForget(rita(), reference, 'A court has asked for them'))).toBe('conflict')
  })

  test('“stop remembering me” stays when the rest is gone; without it agents may write again', async () => {
    await save(ada, 'job', 'works at the mill')
    await submitForget(ada, everything(), SELF)
    expect(await runDueForgets(store, SELF)).toBe(1)
    expect(await readGuard(store.pool, ada)).toMatchObject({ state: 'active', isSuppressed: false, isHeld: false })
    const { reference } = await submitForget(ada, everything({ stopRemembering: true }), SELF)
    expect(await runDueForgets(store, SELF)).toBe(1)
    expect((await readOwnForget(ada, reference)).request.stopRemembering).toBe(true)
    expect(await readGuard(store.pool, ada)).toMatchObject({ state: 'forgotten', isSuppressed: true, isHeld: false })
  })

  test('an auditor is told of each request, and not whose it is', async () => {
    await store.pool.query(
      `insert into dashboard.person_name (user_id, name) values ('ada@corp.com', 'Ada'), ('root@corp.com', 'Root')
       on conflict (user_id) do update set name = excluded.name`,
    )
    await save(ada, 'job', 'works at the mill')
    const own = await submitForget(ada, await wishFor(ada, 'job'), TWO)
    const passed = await submitForgetOnBehalf(
      root(),
      store,
      whose(),
      everything(),
      { ...onBehalf, cameBy: 'letter' },
      TWO,
    )
    const told = [
      await queue(),
      ...(await Promise.all([own, passed].map(({ reference }) => readForget(auditor(store), store, reference)))),
    ]
    expect(JSON.stringify(told)).not.toMatch(/ada[@-]|"Ada"|mill|"job"/)
    expect(told[1]).toMatchObject({ request: { subject: ada.subject }, going: { memories: 1 } })
    expect(told[2]).toMatchObject({ request: { askedByName: 'Root', cameBy: 'letter' }, going: { memories: 1 } })
    const known = await readForget(rita(), store, passed.reference)
    expect(known.request).toMatchObject({ subjectName: 'Ada', label: 'ada-at-corp-com', askedByName: 'Root' })
  })

  test('the most urgent stands first', async () => {
    const bob = viewer(store, 'bob@corp.com')
    const early = { ...onBehalf, receivedAt: '2026-11-01T10:00:00Z' }
    const second = await submitForget(ada, everything(), TWO)
    const first = await submitForgetOnBehalf(root(), store, bob, everything(), early, TWO)
    expect((await queue()).requests.map(({ reference }) => reference)).toEqual([first.reference, second.reference])
    const looks = (await auditOf(store)).filter(({ action }) => action === 'forget.list')
    expect(looks).toHaveLength(1)
  })

  test('what slips through is found: it has failed, says so, and a retry deletes it', async () => {
    await save(ada, 'job', 'works at the old mill by the river')
    await save(ada, 'tea', 'drinks green tea every single morning')
    const wish = await wishFor(ada, 'job', 'tea')
    const { reference } = await submitForget(ada, wish, SELF)
    const before = await rowOf(store, ada.root, 'job')
    let isLate = true
    // an agent without a guard: the same under the same key, and under another, after the deletion and before the check
    const at = async (point: string) => {
      if (point !== 'executed: committed' || !isLate) return
      isLate = false
      await putOutside(store, ada.root, 'job', before?.value ?? '')
      await putOutside(store, ada.root, 'elsewhere', '{"text": "drinks green tea every single morning"}')
      await putOutside(store, ada.root, 'harmless', '{"text": "has moved to a house in the hills"}')
    }
    expect(await runDueForgets(store, SELF, { at })).toBe(0)
    const failed = (await readOwnForget(ada, reference)).request
    expect(failed).toMatchObject({ state: 'failed', failedWhy: 'residue', completedAt: null, endedAt: null })
    const found = Object.fromEntries(failed.checks.map((check) => [check.name, check.found]))
    expect(found).toMatchObject({ rows: 1, texts: 1, words: 2, neighbours: 2 })
    expect((await queue()).counts.failed).toBe(1)
    expect((await auditOf(store)).filter(({ action }) => action === 'forget.fail')).toMatchObject([
      { outcome: 'failed' },
    ])
    await retryForget(rita(), reference)
    expect(await codeOf(retryOwnForget(ada, reference))).toBe('conflict')
    expect(await runDueForgets(store, SELF)).toBe(1)
    expect((await readOwnForget(ada, reference)).request).toMatchObject({
      state: 'completed',
      done: 4,
      failedWhy: null,
    })
    const { rows } = await store.pool.query<{ key: string }>(`select key from ${store.catalog.store}`)
    expect(rows.map(({ key }) => key)).toEqual(['harmless'])
  })

  test('of everything, whatever is there afterwards is too much, also below the person’s own namespace and with a known vector alone', async () => {
    await save(ada, 'job', 'works at the old mill by the river')
    const { reference } = await submitForget(ada, everything(), SELF)
    let isLate = true
    const at = async (point: string) => {
      if (point !== 'executed: committed' || !isLate) return
      isLate = false
      await putOutside(store, `${ada.root}.child`, randomUUID(), '{"text": "works at the old mill by the river"}')
      await store.pool.query(
        `insert into ${store.catalog.vectors} (prefix, key, field_name, embedding)
         select s.prefix, s.key, 'text', p.embedding::${store.catalog.vectorType}
           from ${store.catalog.store} s, dashboard.forget_probe p where p.kind = 'vector' limit 1`,
      )
    }
    expect(await runDueForgets(store, SELF, { at })).toBe(0)
    const { request } = await readOwnForget(ada, reference)
    const found = Object.fromEntries(request.checks.map((check) => [check.name, check.found]))
    expect([request.state, found]).toEqual(['failed', expect.objectContaining({ rows: 1, words: 1, neighbours: 1 })])
    await retryOwnForget(ada, reference)
    expect(await runDueForgets(store, SELF)).toBe(1)
    expect((await store.pool.query(`select from ${store.catalog.store}`)).rowCount).toBe(0)
  })
})
