// What the worker did, the receipt says: of a set and of everything, with the same numbers as the request, and in the same transaction.
import { expect, test } from 'vitest'
import { signerOf } from '@/lib/audit/checkpoints'
import { verifyAudit } from '@/lib/audit/verify'
import { isAbout, isAmong, isOfNamespace } from '@/lib/receipt/opening'
import { checkReceipt } from '@/lib/receipt/receipt'
import { readOwnForget } from '@/lib/store/forgetting/own'
import { submitForget } from '@/lib/store/forgetting/submit'
import { runDueForgets } from '@/lib/store/forgetting/worker'
import type { MemoryStore, Viewer } from '@/lib/store/memory-store'
import { readReceipt, takeOpening } from '@/lib/store/receipts/read'
import { onEachDatabase } from '../support/databases'
import { eachTimeEmpty } from '../support/emptied-store'
import { change, everything, fillPerson, SELF, save, wishFor } from '../support/forgetting'
import { dashboardRowsWith, viewer } from '../support/stores'
import { putThread, setUpThreads, threadRows } from '../support/threads'

const ADA = 'ada.canary@corp.com'
const SIGNER = signerOf('88'.repeat(32))

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Viewer
  eachTimeEmpty(use, {}, (emptied) => {
    store = { ...emptied.store, receiptKey: '88'.repeat(32) }
    ada = viewer(store, ADA)
  })
  const receiptOf = async (reference: string) => {
    const kept = await readReceipt(ada, reference)
    if (kept === null) throw new Error('no receipt was issued')
    expect(kept).toMatchObject({ isProven: true, isAudited: true })
    expect(checkReceipt(Buffer.from(kept.file), [SIGNER.publicKey]).state).toBe('proven')
    return kept
  }

  test('a set: its counts, its checks, and each memory that was deleted can be shown, no other', async () => {
    await fillPerson(ada, 'zebrafinch')
    const wish = await wishFor(ada, 'zebrafinch-job', 'zebrafinch-tea', 'zebrafinch-trip')
    const { reference } = await submitForget(ada, wish, SELF)
    await change(ada, 'zebrafinch-trip', 'something else')
    expect(await runDueForgets(store, SELF)).toBe(1)
    const { file } = await receiptOf(reference)
    const { receipt } = await receiptOf(reference)
    const { request, tables } = await readOwnForget(ada, reference)
    expect(receipt).toMatchObject({
      subject: ada.subject,
      scope: { kind: 'selection', memories: 3, deleted: 2, gone: 0, drifted: 1 },
      asked: { by: ada.subject, way: 'self', identity: 'confirmed' },
      approved: { needed: 'self', by: null, at: null },
      executed: { worker: expect.any(String), entry: expect.any(Number) },
      tables,
      checks: request.checks.map(({ name, looked, found, isResidue }) => ({ name, looked, found, residue: isResidue })),
      suppression: { on: false, guard: 'missing' },
      threads: 'not-part',
    })
    expect(receipt.backups_until).toBe(request.backupsUntil?.slice(0, 10))
    expect(receipt.limits.join('\n')).toMatch(
      /1 memory had been changed after it was chosen.*were not part of this request/s,
    )
    expect(file).not.toMatch(/zebrafinch|canary|corp/)
    const opening = await takeOpening(ada, reference)
    const shown = ['job', 'tea', 'trip', 'gone'].map((name) =>
      isAmong(receipt, opening, { prefix: ada.root, key: `zebrafinch-${name}` }),
    )
    expect(shown).toEqual([true, true, false, false])
    expect(isAbout(receipt, opening, ADA)).toBe(true)
    expect(await verifyAudit(store.pool, { file: '/nowhere', keys: [] })).toMatchObject({ breaks: [] })
  })

  test('everything: it stays after nobody is known any more, with nothing of them in it', async () => {
    await fillPerson(ada, 'kingfisher')
    const { reference } = await submitForget(ada, everything({ stopRemembering: true }), SELF)
    expect(await runDueForgets(store, SELF)).toBe(1)
    const { receipt, file } = await receiptOf(reference)
    expect(receipt).toMatchObject({
      scope: { kind: 'everything', memories: 3, deleted: 3, gone: 0, drifted: 0 },
      suppression: { on: true },
      threads: 'no-tables',
      commitments: { memories: null },
    })
    for (const { before, deleted, after } of receipt.tables) expect([deleted, after]).toEqual([before, 0])
    expect(file).not.toMatch(/kingfisher|canary|corp/)
    for (const word of ['kingfisher', ada.root]) expect(await dashboardRowsWith(store.pool, word)).toEqual([])
    const opening = await takeOpening(ada, reference)
    expect([isAbout(receipt, opening, ADA), isOfNamespace(receipt, opening, ada.root)]).toEqual([true, true])
    expect([isAbout(receipt, opening, 'bob'), isOfNamespace(receipt, opening, `${ada.root}x`)]).toEqual([false, false])
  })

  test('a conversation that names somebody else as well is not said to be deleted', async () => {
    await setUpThreads(store.pool)
    try {
      await putThread(store.pool, 'hers', [{ user_id: ADA }])
      await putThread(store.pool, 'both', [{ user_id: ADA }, { user_id: 'bob' }])
      await save(ada, 'tea', 'Drinks tea at four')
      const threads = { owner: { by: 'metadata', path: ['user_id'] }, schema: 'public' } as const
      const { reference } = await submitForget(ada, everything(), SELF)
      expect(await runDueForgets({ ...store, threads }, SELF)).toBe(1)
      const { receipt } = await receiptOf(reference)
      expect(receipt.threads).toBe('all-but-shared')
      expect(receipt.limits.join('\n')).toMatch(/but for conversations that name somebody else/)
      expect(Object.keys(await threadRows(store.pool))).toEqual(['both'])
    } finally {
      await store.pool.query('drop table checkpoint_migrations, checkpoints, checkpoint_blobs, checkpoint_writes')
    }
  })

  test('a completion that does not come to its end leaves no receipt; the next one leaves one', async () => {
    await save(ada, 'tea', 'Drinks tea at four')
    const { reference } = await submitForget(ada, await wishFor(ada, 'tea'), SELF)
    let isFirst = true
    const at = async (point: string) => {
      if (point !== 'completion: audited' || !isFirst) return
      isFirst = false
      throw new Error('the process ends')
    }
    expect(await runDueForgets(store, SELF, { at })).toBe(0)
    expect(await readReceipt(ada, reference)).toBeNull()
    await store.pool.query('update dashboard.forget_request set leased_until = now()')
    expect(await runDueForgets(store, SELF, { at })).toBe(1)
    await receiptOf(reference)
    const { rows } = await store.pool.query(
      `select from dashboard.audit where action = 'receipt.issue' and detail ->> 'reference' = $1`,
      [reference],
    )
    expect(rows).toHaveLength(1)
  })
})
