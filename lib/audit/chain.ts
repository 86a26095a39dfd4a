// The audit's chain, computed anew from the rows, apart from the SQL that made it (migration 013): hash = SHA-256 of the hash before and of the row's bytes.
import { createHash } from 'node:crypto'
import type { ChainEntry } from '@/lib/store/audit/chain'

/** Each column as its length in bytes and its text, so that no two rows look alike. */
function rowBytes(columns: readonly (string | null)[]): Buffer {
  const text = columns.map((column) => (column === null ? '-' : `${Buffer.byteLength(column)}:${column}`))
  return Buffer.from(`v1${text.join(',')}`)
}

/** @param before empty for the first entry */
export function hashOf(before: Buffer, bytes: Buffer): Buffer {
  return createHash('sha256').update(before).update(bytes).digest()
}

export type Entry = {
  seq: number
  auditId: string
  hash: Buffer
  /** Of the row; null where there is none. */
  row: { at: string; bytes: Buffer } | null
}

export function entryOf([seq, auditId, hash, ...columns]: ChainEntry): Entry {
  const row = columns[0] === null ? null : { at: columns[1] ?? '', bytes: rowBytes(columns) }
  return { seq: Number(seq), auditId, hash: Buffer.from(hash, 'hex'), row }
}
