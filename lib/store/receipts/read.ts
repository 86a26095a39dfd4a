// Receipts as they are read, by whom they are about and by those who audit; and the opening, which is handed out once.
import type pg from 'pg'
import { readPublicKey } from '@/lib/audit/checkpoints'
import { Expected } from '@/lib/errors'
import { checkReceipt, digestOf, type Receipt } from '@/lib/receipt/receipt'
import { READ_RECEIPT, STAFF_RECEIPT, TAKE_OPENING } from '@/lib/tracing/operations'
import { traced, tracedForStaff } from '@/lib/tracing/traced'
import { recordAudit, recordStaff } from '../audit/record'
import { type Auditor, pseudonym, type Viewer } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'

/** A receipt that is kept, as it was found just now. */
export type KeptReceipt = {
  receipt: Receipt
  /** To the byte. */
  file: string
  /** Whether it bears the signature of a key of this installation. */
  isProven: boolean
  /** Whether the audit holds it, at the place that it names. */
  isAudited: boolean
  /** Until when its opening can be taken; null: it was taken, or its time is over. */
  openingUntil: string | null
}

type Row = { file: string; openingUntil: string | null; keys: string[]; digest: string | null }

/** `$2`: pseudonyms of whom it must be about; null: of anybody. */
const KEPT = `select r.file, array(select k.public_key from dashboard.receipt_key k) as keys,
    case when r.opening is not null and r.opening_until > now() then r.opening_until::text end as "openingUntil",
    (select a.detail ->> 'digest' from dashboard.audit_chain c join dashboard.audit a on a.id = c.audit_id
      where c.seq = ((r.file::jsonb) #>> '{receipt,audit,seq}')::bigint
        and encode(c.hash, 'hex') = (r.file::jsonb) #>> '{receipt,audit,hash}') as digest
  from dashboard.receipt r where r.reference = $1 and ($2::text[] is null or r.subject = any($2))`

/**
 * A receipt of the person's own; null: there is none, or it is somebody else's.
 * @throws Expected `database-unavailable`
 */
export const readReceipt = traced(READ_RECEIPT, ownReceipt)

async function ownReceipt(viewer: Viewer, reference: string): Promise<KeptReceipt | null> {
  return kept(viewer.store.pool, reference, subjectsOf(viewer))
}

/**
 * Anybody's receipt, for those who audit; that it was read is recorded.
 * @throws Expected `database-unavailable`
 */
export const readAnyReceipt = tracedForStaff(STAFF_RECEIPT, anyReceipt)

async function anyReceipt(auditor: Auditor, reference: string): Promise<KeptReceipt | null> {
  const found = await kept(auditor.pool, reference, null)
  if (found !== null)
    await recordStaff(auditor, { action: 'receipt.read', subject: found.receipt.subject, detail: { reference } })
  return found
}

async function kept(pool: pg.Pool, reference: string, subjects: string[] | null): Promise<KeptReceipt | null> {
  const { rows } = await asExpected(() => pool.query<Row>(KEPT, [reference, subjects]))
  const row = rows[0]
  if (row === undefined) return null
  const { file, openingUntil, digest } = row
  const keys = row.keys.map(readPublicKey).filter((key) => key !== null)
  const { receipt } = JSON.parse(file) as { receipt: Receipt }
  const isProven = checkReceipt(Buffer.from(file), keys).state === 'proven'
  return { receipt, file, isProven, isAudited: digest !== null && digest === digestOf(receipt), openingUntil }
}

/** The person's own pseudonym, and that of the namespace, under which somebody may have asked for them. */
function subjectsOf({ store, subject, root }: Viewer): string[] {
  return [subject, pseudonym(store, 'namespace', root)]
}

/**
 * Hands the opening of a receipt out to whom it is about. It is deleted here: nobody can have it twice.
 * @throws Expected `not-found` for a receipt that is not theirs or is none, `conflict` when it was taken or its time is over
 */
export const takeOpening = traced(TAKE_OPENING, openingTaken)

async function openingTaken(viewer: Viewer, reference: string): Promise<string> {
  return asExpected(() =>
    inTransaction(viewer.store.pool, async (client) => {
      const { rows } = await client.query<{ opening: string | null }>(
        `select case when opening_until > now() then opening end as opening from dashboard.receipt
          where reference = $1 and subject = any($2) for update`,
        [reference, subjectsOf(viewer)],
      )
      const row = rows[0]
      if (row === undefined) throw new Expected('not-found', 'There is no such receipt.')
      if (row.opening === null)
        throw new Expected('conflict', 'The key that opens this receipt was handed out already, or its time is over.')
      await client.query('update dashboard.receipt set opening = null where reference = $1', [reference])
      await recordAudit(client, viewer, 'receipt.open', { reference })
      return row.opening
    }),
  )
}

/** Deletes openings whose time is over. Run by a timer; until then nobody gets them all the same. */
export async function purgeOpenings(pool: pg.Pool): Promise<void> {
  await pool.query('update dashboard.receipt set opening = null where opening is not null and opening_until <= now()')
}

/** A key that receipts are signed with, or were. */
export type ReceiptKey = { id: string; public: string; firstUsedAt: string | null }

/**
 * The keys that have signed receipts here, the newest first.
 * @throws Expected `database-unavailable`
 */
export async function usedKeys(pool: pg.Pool): Promise<ReceiptKey[]> {
  const { rows } = await asExpected(() =>
    pool.query<ReceiptKey>(
      `select id, public_key as public, first_used_at::text as "firstUsedAt" from dashboard.receipt_key order by first_used_at desc, id`,
    ),
  )
  return rows
}
