// Receipts to look at, of a request that hides what it was about.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { signerOf } from '@/lib/audit/checkpoints'
import type { Issuer } from '@/lib/receipt/issuer'
import { type ReceiptFacts, writeReceipt } from '@/lib/store/receipts/write'
import { inTransaction } from '@/lib/store/transaction'

export const ISSUER: Issuer = {
  signer: signerOf('66'.repeat(32)),
  software: { name: 'memory-dashboard', version: '0.1.0', commit: null },
}

/** @param subject pseudonym */
export function factsOf(subject: string, reference: string, more: Partial<ReceiptFacts> = {}): ReceiptFacts {
  const at = '2026-11-29 08:00:00.123456+00'
  return {
    dashboard: null,
    ...{ reference, subject, requestId: randomUUID(), userId: null, prefix: 'user_memories.somebody', memories: [] },
    asked: { by: subject, at, due_at: '2026-12-29 08:00:00.123456+00', way: 'self', identity: 'confirmed' },
    approved: { needed: 'self', by: null, at: null },
    executed: { by: 'server', worker: null, at, entry: null, verified_at: at },
    scope: { kind: 'everything', memories: 2, deleted: 2, gone: 0, drifted: 0 },
    tables: [
      { table: 'store', before: 2, deleted: 2, after: 0 },
      { table: 'store_vectors', before: 3, deleted: 3, after: 0 },
    ],
    checks: [{ name: 'keys', looked: 2, found: 0, residue: true }],
    suppression: { on: true, guard: 'skip' },
    ledger: 'none',
    threads: 'no-rule',
    systems: [{ name: 'Traces', cover: 'not-covered' }],
    backups_until: '2026-12-06',
    ...more,
  }
}

/** Issues one. @returns its file */
export function issue(pool: pg.Pool, facts: ReceiptFacts): Promise<string> {
  return inTransaction(pool, (client) => writeReceipt(client, facts, ISSUER))
}
