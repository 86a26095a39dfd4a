// Issues a receipt, in the transaction that completes a request: both are there, or neither.
import type pg from 'pg'
import type { Issuer } from '@/lib/receipt/issuer'
import { limitsOf } from '@/lib/receipt/limits'
import { commitmentsOf, newOpening, type Place } from '@/lib/receipt/opening'
import { digestOf, namedKey, type Receipt, writeReceiptFile } from '@/lib/receipt/receipt'
import { inEnglish } from '@/lib/shared/text'
import { parsePostgresTime } from '@/lib/shared/time'
import { readHead } from '../audit/chain'
import { appendAudit } from '../audit/record'

/** Days that the person has to take the opening. */
export const OPENING_DAYS = 30

/** What whoever completes a request knows of it. Times as Postgres writes them. */
export type ReceiptFacts = Pick<
  Receipt,
  | 'reference'
  | 'dashboard'
  | 'subject'
  | 'asked'
  | 'approved'
  | 'executed'
  | 'scope'
  | 'tables'
  | 'checks'
  | 'suppression'
  | 'ledger'
  | 'threads'
  | 'systems'
  | 'backups_until'
> & {
  requestId: string
  /** Committed to, and not kept: the id (null where the namespace is nobody's alone), the namespace, the memories that were deleted (null: all). */
  userId: string | null
  prefix: string
  memories: readonly Place[] | null
}

/**
 * Issues the receipt of a request. To be called last in its transaction: from here to the commit, all other transactions that audit
 * something wait for this one.
 * @returns the receipt's file
 */
export async function writeReceipt(client: pg.PoolClient, facts: ReceiptFacts, issuer: Issuer): Promise<string> {
  const { signer, software } = issuer
  const { requestId, userId, prefix, memories, ...given } = facts
  const opening = newOpening()
  const said = {
    ...{ type: 'erasure-receipt' as const, version: 1 as const },
    ...inIso(given),
    ...(await placeOf(client)),
    software,
    commitments: commitmentsOf(opening, { userId, prefix }, memories),
  }
  const key = namedKey(signer.publicKey)
  const whole = { ...said, limits: limitsOf(said).map(inEnglish), key }
  const audit = await auditIssue(client, whole)
  const file = writeReceiptFile(signer, { ...whole, audit })
  // what refers to the key is looked at when the statement ends: the key is there by then
  await client.query(
    `with key as (
       insert into dashboard.receipt_key (id, public_key) values ($5, $6) on conflict (id) do nothing
     )
     insert into dashboard.receipt (reference, request_id, subject, file, key_id, issued_at, opening, opening_until)
     values ($1, $2, $3, $4, $5, $7, $8, $7::timestamptz + make_interval(days => $9))`,
    [said.reference, requestId, said.subject, file, key.id, key.public, said.issued_at, opening, OPENING_DAYS],
  )
  return file
}

type Given = Omit<ReceiptFacts, 'requestId' | 'userId' | 'prefix' | 'memories'>

function inIso({ asked, approved, executed, ...rest }: Given): Given {
  return {
    ...rest,
    asked: { ...asked, at: iso(asked.at), due_at: iso(asked.due_at) },
    approved: { ...approved, at: approved.at === null ? null : iso(approved.at) },
    executed: { ...executed, at: iso(executed.at), verified_at: iso(executed.verified_at) },
  }
}

function iso(time: string): string {
  const read = parsePostgresTime(time)
  if (read === null) throw new Error('a receipt needs each time that it names')
  return read.toISOString()
}

/** In which database, in which transaction of it, and when. */
async function placeOf(client: pg.PoolClient): Promise<Pick<Receipt, 'issued_at' | 'database'>> {
  const { rows } = await client.query<Receipt['database'] & { issued_at: string }>(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as issued_at,
            current_database() as name, pg_current_xact_id()::text as transaction,
            pg_current_wal_insert_lsn()::text as lsn, current_setting('server_version') as server`,
  )
  const { issued_at = '', name = '', transaction = '', lsn = '', server = '' } = rows[0] ?? {}
  return { issued_at, database: { name, transaction, lsn, server } }
}

/** The audit gets the receipt's digest now, and the receipt its place there: each vouches for the other. */
async function auditIssue(client: pg.PoolClient, whole: Omit<Receipt, 'audit'>): Promise<Receipt['audit']> {
  const { reference, subject } = whole
  const detail = { reference, digest: digestOf(whole) }
  const actor = { surface: 'schedule', role: 'system', actor: 'schedule' } as const
  await appendAudit(client, { action: 'receipt.issue', ...actor, subject, detail })
  await client.query('set constraints dashboard.chain_audit immediate')
  const { head, record } = await readHead(client)
  if (head === null) throw new Error('the audit has no end')
  return { record, seq: head.seq, hash: head.hash }
}
