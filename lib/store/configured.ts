// The store of this process, from the environment: opened on first use and checked before anything is read from it.
import { hkdfSync } from 'node:crypto'
import { embedder } from '@/lib/embedding/configured'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { database } from '@/lib/lakebase/database'
import { type MemoryStore, openMemoryStore } from './memory-store'
import { asExpected } from './outage'

const holder = globalThis as typeof globalThis & { memoryStore?: { pool: unknown; opening: Promise<MemoryStore> } }

/**
 * @throws Expected `database-unavailable`, `store-not-ready`, `misconfigured`; asked again, it tries again
 */
export async function memoryStore(): Promise<MemoryStore> {
  const { pool } = await asExpected(database)
  // after the embedded database ended and was opened anew, the old pool is of no use
  const current = holder.memoryStore?.pool === pool ? holder.memoryStore : { pool, opening: open() }
  holder.memoryStore = current
  try {
    return await current.opening
  } catch (error) {
    if (holder.memoryStore === current) holder.memoryStore = undefined
    throw error
  }
}

async function open(): Promise<MemoryStore> {
  const { memorySchema, namespaceRoot, namespaceStyle, embedding, agent, readLogDays, erasure } = environment()
  const { pool } = await database()
  return asExpected(() =>
    openMemoryStore(pool, memorySchema, {
      embedder: embedder(),
      fields: embedding.fields,
      namespaceRoot,
      namespaceStyle,
      pseudonymKey: derivedKey('pseudonyms'),
      reads: agent,
      readLogDays,
      threads: erasure.threads,
      receiptKey: configuredReceiptKey(),
    }),
  )
}

/** What receipts are signed with, in hex. @throws Expected `misconfigured` without `RECEIPT_SIGNING_KEY` and without a secret */
export function configuredReceiptKey(): string {
  return environment().receipts.signingKey ?? derivedKey(RECEIPTS)
}

/** What that key is derived for, where it is derived. */
export const RECEIPTS = 'receipts'

/** A key for one purpose, derived from NEXTAUTH_SECRET (HKDF-SHA-256), in hex. */
export function derivedKey(purpose: string): string {
  const { secret } = environment()
  if (secret === undefined)
    throw new Expected(
      'misconfigured',
      'NEXTAUTH_SECRET is not set. Set it to 32 random bytes (openssl rand -hex 32) and keep it.',
    )
  return keyOf(secret, purpose)
}

export function keyOf(secret: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', `memory-dashboard ${purpose}`, 32)).toString('hex')
}
