// What a receipt says, and the file that it is: canonical JSON of the receipt and its signature, to the byte.
import { createHash, type KeyObject, sign, verify } from 'node:crypto'
import { keyId, readPublicKey, type Signer, writePublicKey } from '@/lib/audit/checkpoints'
import type { OtherSystem } from '@/lib/shared/other-systems'
import type { ThreadCover } from '@/lib/store/forgetting/threads'
import { canonical, type Json } from './canonical'

/** Of one version; a later one has another number. All times are the database's clock, in ISO and UTC; all people pseudonyms. */
export type Receipt = {
  type: 'erasure-receipt'
  version: 1
  reference: string
  issued_at: string
  /** The address that people open, where it is set: there are the public keys. */
  dashboard: string | null
  /** Whose memories they were. */
  subject: string
  asked: { by: string; at: string; due_at: string; way: 'self' | 'behalf'; identity: 'confirmed' | 'unconfirmed' }
  /** `needed: self`: nobody else had to. */
  approved: { needed: 'self' | 'admin'; by: string | null; at: string | null }
  /** By the server itself; `worker`: which process of it; `entry`: what the audit has of it. */
  executed: { by: 'server'; worker: string | null; at: string; entry: number | null; verified_at: string }
  /** How many memories were to be forgotten; how many of those were deleted, were gone already, or had changed since and stayed. */
  scope: {
    kind: 'one' | 'selection' | 'period' | 'topic' | 'everything'
    memories: number
    deleted: number
    gone: number
    drifted: number
  }
  /** Rows per table: how many there were of it, how many were deleted, how many are left. */
  tables: readonly { table: string; before: number; deleted: number; after: number }[]
  /** What looked for remains afterwards, by another way than they were deleted. `residue`: what it finds is one. */
  checks: readonly { name: string; looked: number; found: number; residue: boolean }[]
  /** Whether new memories of the person are refused, and what refuses them in the database. */
  suppression: { on: boolean; guard: 'missing' | 'disabled' | 'skip' | 'raise' }
  /** Whether a ledger of erasures is kept outside the database. */
  ledger: 'kept' | 'none'
  /** Conversations that the agent keeps in this database (LangGraph's checkpoints); `not-part`: nobody asked for those. `all-but-shared`: but for those that name somebody else as well. */
  threads: ThreadCover | 'not-part' | 'all-but-shared'
  /** Other systems that may hold a copy, as the operator states. */
  systems: readonly OtherSystem[]
  /** The day until which backups may hold it, and null where nobody has said. */
  backups_until: string | null
  database: { name: string; transaction: string; lsn: string; server: string }
  software: { name: string; version: string; commit: string | null }
  /** HMAC-SHA-256 under the opening, which the person alone has; see opening.ts. `memories` is null where none is listed. */
  commitments: { person: string | null; namespace: string; memories: string[] | null }
  /** In plain words. */
  limits: string[]
  /** Where this receipt stands in the audit: that entry holds the SHA-256 of the receipt without this member. */
  audit: { record: string; seq: number; hash: string }
  key: { id: string; public: string }
}

/** How a receipt names the key that signs it. */
export function namedKey(key: KeyObject): Receipt['key'] {
  return { id: keyId(key), public: writePublicKey(key) }
}

/** What the audit holds of a receipt: SHA-256, in hex, of all but its place there. */
export function digestOf({ audit, ...said }: Receipt | (Omit<Receipt, 'audit'> & { audit?: undefined })): string {
  return createHash('sha256').update(canonical(said)).digest('hex')
}

/** A receipt's file, without a line's end. */
export function writeReceiptFile({ privateKey }: Signer, receipt: Receipt): string {
  const signature = sign(null, Buffer.from(canonical(receipt)), privateKey).toString('base64url')
  return canonical({ receipt, signature })
}

/** What came of looking at a file. */
export type Checked =
  /** Signed by one of the keys, and unaltered since. */
  | { state: 'proven'; receipt: Receipt }
  /** Unaltered since it was signed, by a key that is not among those given. */
  | { state: 'unknown-key'; receipt: Receipt }
  /** What it says was signed, but the file is not that file: spaces, an order, a line's end. */
  | { state: 'rewritten' }
  | { state: 'altered' | 'no-receipt' | 'other-version' }

/** Longer is no receipt. */
const LONGEST = 16_000_000

/** Looks at the bytes of a file. @param keys whose signatures count */
export function checkReceipt(bytes: Uint8Array, keys: readonly KeyObject[]): Checked {
  const read = readBytes(bytes)
  if (read === null) return { state: 'no-receipt' }
  const { receipt, signature, isExact } = read
  if (receipt.version !== 1) return { state: 'other-version' }
  const key = typeof receipt.key?.public === 'string' ? readPublicKey(receipt.key.public) : null
  if (key === null || !isSigned(receipt, signature, key)) return { state: 'altered' }
  if (!isExact) return { state: 'rewritten' }
  const name = writePublicKey(key)
  return { state: keys.some((one) => writePublicKey(one) === name) ? 'proven' : 'unknown-key', receipt }
}

type Read = { receipt: Receipt; signature: string; isExact: boolean }

/** Whoever wrote it may have written anything; `isExact`: to the byte as {@link writeReceiptFile} writes. */
function readBytes(bytes: Uint8Array): Read | null {
  if (bytes.length > LONGEST) return null
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const { receipt, signature, ...more } = JSON.parse(text.replace(/^\ufeff/, '')) as Record<string, Json>
    if (typeof receipt !== 'object' || receipt === null || typeof signature !== 'string') return null
    const read = receipt as unknown as Receipt
    if (read.type !== 'erasure-receipt') return null
    return { receipt: read, signature, isExact: canonical({ receipt, signature, ...more }) === text && noMore(more) }
  } catch {
    return null
  }
}

const noMore = (more: object) => Object.keys(more).length === 0

function isSigned(receipt: Receipt, signature: string, key: KeyObject): boolean {
  const bytes = Buffer.from(signature, 'base64url')
  // one signature has one text: its last letter has bits to spare
  return bytes.toString('base64url') === signature && verify(null, Buffer.from(canonical(receipt)), key, bytes)
}
