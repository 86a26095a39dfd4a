// Lines of the ledger of erasures: each says what was erased, what the line before was, and that whoever wrote it has our key.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { LedgerEntry, LedgerFacts } from '@/lib/store/forgetting/ledger-entries'

/** A line as it says of itself, unproven. */
export type LedgerLine = LedgerEntry & {
  v: 1
  /** SHA-256 of the line before; null: there was none. */
  previous: string | null
  /** Which key: the beginning of a fingerprint of it. */
  key: string
  /** HMAC-SHA-256 of the rest. */
  mac: string
}

/** @param key hex, derived from the secret */
export function writeLedgerLine(key: string, entry: LedgerEntry, previous: string | null): string {
  const text = canonical({ v: 1, ...entry, previous, key: keyName(key) })
  return `${text.slice(0, -1)},"mac":${JSON.stringify(macOf(key, text))}}`
}

/** What a line says, unproven; null for what is no line, to the byte. */
export function readLedgerLine(line: string): LedgerLine | null {
  try {
    const read = JSON.parse(line) as LedgerLine
    if (!isShaped(read)) return null
    return `${canonical(read).slice(0, -1)},"mac":${JSON.stringify(read.mac)}}` === line ? read : null
  } catch {
    return null
  }
}

/** `another key`: it says that another key than this wrote it, and nothing can be told. */
export function macState(line: LedgerLine, key: string): 'holds' | 'broken' | 'another key' {
  if (line.key !== keyName(key)) return 'another key'
  const [said, made] = [Buffer.from(line.mac), Buffer.from(macOf(key, canonical(line)))]
  return said.length === made.length && timingSafeEqual(said, made) ? 'holds' : 'broken'
}

export function ledgerLineHash(line: string): string {
  return createHash('sha256').update(line).digest('hex')
}

function canonical({ v, id, at, facts, previous, key }: Omit<LedgerLine, 'mac'>): string {
  return JSON.stringify({ v, id, at, facts: ordered(facts), previous, key })
}

/** The database keeps members in an order of its own. */
function ordered(facts: LedgerFacts): LedgerFacts {
  if (facts.kind === 'suppression') {
    const { kind, subject, space, state, guard } = facts
    return { kind, subject, space, state, guard }
  }
  const { kind, reference, subject, space, scope, memories, threads } = facts
  return { kind, reference, subject, space, scope, memories, threads }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Anybody may have written it: numbers and lists may stand where a text belongs. */
function isShaped({ v, id, at, facts, previous, key, mac }: LedgerLine): boolean {
  const isText = (one: unknown) => typeof one === 'string'
  const isTextOrNull = (one: unknown) => one === null || isText(one)
  if (v !== 1 || !UUID.test(id) || ![at, key, mac].every(isText) || !isTextOrNull(previous)) return false
  if (!isText(facts.space) || !isTextOrNull(facts.subject)) return false
  if (facts.kind === 'suppression') return ['forgotten', 'active'].includes(facts.state) && isTextOrNull(facts.guard)
  const { kind, scope, reference, memories, threads } = facts
  if (kind !== 'erasure' || !['everything', 'memories'].includes(scope)) return false
  return isText(reference) && [memories, threads].every((list) => Array.isArray(list) && list.every(isText))
}

function macOf(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}

function keyName(key: string): string {
  return createHmac('sha256', key).update('name of this key').digest('hex').slice(0, 16)
}
