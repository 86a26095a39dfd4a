// Proves the audit: the chain against the rows, and against the checkpoints outside the database. Names the first entry that is wrong.
import type { KeyObject } from 'node:crypto'
import type { Database } from '@/lib/lakebase/database'
import { type Sentence, sentence } from '@/lib/shared/text'
import { readBeforeFirst, readEntries, readHead, readKeptCounts, readUnchained } from '@/lib/store/audit/chain'
import { asExpected } from '@/lib/store/outage'
import { type Entry, entryOf, hashOf } from './chain'
import { readFileText } from './checkpoint-file'
import { type FileProblem, readCheckpoints, type Sealed } from './checkpoints'
import { doubtSaid, whyUnsealed } from './doubts'
import { Recount } from './recount'

export type Break = {
  kind:
    | 'altered'
    | 'row-missing'
    | 'entry-missing'
    | 'inserted'
    | 'moved'
    | 'chain-altered'
    | 'cut'
    | 'rewritten'
    | 'checkpoint'
    | 'counts'
  /** The entry's number in the record; null where it has none. */
  seq: number | null
  auditId: string | null
  /** When it was written, as its row says; null where there is no row. */
  at: string | null
  said: Sentence
}

export type Verdict = {
  /** Entries that the record has, and how many of these hold, from the first on. */
  entries: number
  holding: number
  /** False: the time was over before the last entry. */
  isComplete: boolean
  /** What is wrong; of each way of looking its first. Empty: all holds that was looked at. */
  breaks: Break[]
  /** Lines of the file that prove nothing, and break nothing; or that it has none of this record. */
  doubts: Sentence[]
  /** Checkpoints of this record, the first of them, and the last one that holds; `others`: how many of other records. */
  checkpoints: { count: number; others: number; first: Sealing | null; last: Sealing | null }
}

type Sealing = { seq: number; at: string }

export type Proof = {
  file: string
  keys: readonly KeyObject[]
  /** Give up after so long: a page does not wait for ever. */
  withinMs?: number
  /** How many entries are read at once. */
  atOnce?: number
}

type Pool = Database['pool']

const PAGE = 10_000

/**
 * Goes through the record as it is now, page by page, in memory that does not grow with the entries.
 * @throws Expected `database-unavailable`; what the file system says when the file cannot be read
 */
export async function verifyAudit(
  pool: Pool,
  { file, keys, withinMs = Number.POSITIVE_INFINITY, atOnce = PAGE }: Proof,
): Promise<Verdict> {
  const end = performance.now() + withinMs
  const text = await readFileText(file)
  // before the head, which then covers all that they do
  const recount = new Recount(await readKeptCounts(pool))
  const { head, record } = await asExpected(() => readHead(pool))
  const { checkpoints, problem, doubts, own, others } = await readCheckpoints(text, record, keys)
  const last = head?.seq ?? 0
  const { holding, broken, sealed } = await walk(pool, last, { checkpoints, recount, end, atOnce })
  const isComplete = broken !== null || holding === last
  const cut = checkpoints.find(({ seq }) => seq > last)
  const hidden = await readBeforeFirst(pool)
  const unchained = isComplete ? await readUnchained(pool) : null
  const miscounted = isComplete && broken === null ? recount.wrong(last) : null
  const breaks: (Break | null)[] = [
    broken,
    cut === undefined ? null : cutAt(last, cut),
    problem === null ? null : ofFile(problem),
    hidden === null ? null : { kind: 'inserted', at: null, ...hidden, said: BEFORE_FIRST },
    unchained === null ? null : { kind: 'inserted', seq: null, ...unchained, said: UNCHAINED },
    miscounted === null ? null : { kind: 'counts', seq: null, auditId: null, at: null, said: miscounted },
  ]
  const absent = own === 0 ? whyUnsealed(record, last, others) : null
  return {
    ...{ entries: last, holding, isComplete },
    breaks: breaks.filter((one) => one !== null),
    doubts: [...doubts.map(doubtSaid), ...(absent === null ? [] : [absent])],
    checkpoints: { count: checkpoints.length, others, first: sealingOf(checkpoints[0]), last: sealed },
  }
}

function sealingOf(checkpoint: Sealed | undefined): Sealing | null {
  return checkpoint === undefined ? null : { seq: checkpoint.seq, at: checkpoint.at }
}

type Walked = { holding: number; broken: Break | null; sealed: Sealing | null }

type Walk = { checkpoints: readonly Sealed[]; recount: Recount; end: number; atOnce: number }

async function walk(pool: Pool, last: number, { checkpoints, recount, end, atOnce }: Walk): Promise<Walked> {
  const bySeq = new Map<number, Sealed[]>()
  for (const one of checkpoints) bySeq.set(one.seq, [...(bySeq.get(one.seq) ?? []), one])
  const after = async ({ seq }: Entry) => (await readEntries(pool, seq, last, PAGE)).map(entryOf)
  let [before, holding, sealed]: [Buffer, number, Walked['sealed']] = [Buffer.alloc(0), 0, null]
  while (holding < last && performance.now() < end) {
    const page = await readEntries(pool, holding, last, atOnce)
    if (page.length === 0) return { holding, broken: missing(holding + 1, null), sealed }
    for (const read of page) {
      const entry = entryOf(read)
      const broken =
        (isAsMade(entry, holding + 1, before) ? null : brokenAt(entry, holding + 1, before, await after(entry))) ??
        (entry.seq === 1 ? unlikeFirst(entry, checkpoints) : null) ??
        unlikeSealed(entry, bySeq.get(entry.seq), sealed?.seq ?? 0)
      if (broken !== null) return { holding, broken, sealed }
      const checkpoint = bySeq.get(entry.seq)?.at(-1)
      if (checkpoint !== undefined) sealed = { seq: checkpoint.seq, at: checkpoint.at }
      recount.add(read)
      before = entry.hash
      holding = entry.seq
    }
  }
  return { holding, broken: null, sealed }
}

function isAsMade({ seq, hash, row }: Entry, expected: number, before: Buffer): boolean {
  return seq === expected && row !== null && hashOf(before, row.bytes).equals(hash)
}

/** What is wrong with an entry by itself and by those after it. */
function brokenAt(entry: Entry, expected: number, before: Buffer, after: readonly Entry[]): Break {
  const { seq, auditId, hash, row } = entry
  if (seq !== expected) return missing(expected, entry)
  if (row === null) return { kind: 'row-missing', seq, auditId, at: null, said: ROW_MISSING }
  const made = hashOf(before, row.bytes)
  const found = { seq, auditId, at: row.at }
  const fits = (of: Entry | undefined, behind: Buffer, as: Buffer) =>
    of?.row != null && hashOf(behind, of.row.bytes).equals(as)
  const [next] = after
  if (after.some((other) => fits(other, before, hash))) return { ...found, kind: 'moved', said: MOVED }
  if (next !== undefined && fits(next, before, next.hash)) return { ...found, kind: 'inserted', said: INSERTED }
  if (next !== undefined && fits(next, made, next.hash)) return { ...found, kind: 'chain-altered', said: CHAIN_ALTERED }
  return { ...found, kind: 'altered', said: ALTERED }
}

function missing(seq: number, next: Entry | null): Break {
  return { kind: 'entry-missing', seq, auditId: null, at: next?.row?.at ?? null, said: ENTRY_MISSING }
}

/** Every checkpoint tells the record's first entry. */
function unlikeFirst({ seq, auditId, hash, row }: Entry, checkpoints: readonly Sealed[]): Break | null {
  const isFirst = checkpoints.every(({ first }) => first === hash.toString('hex'))
  return isFirst ? null : { kind: 'rewritten', seq, auditId, at: row?.at ?? null, said: ANOTHER }
}

/** Where the chain fits itself and not what was sealed, all after the last checkpoint that holds may have been written anew. */
function unlikeSealed(
  { seq, auditId, hash, row }: Entry,
  sealed: readonly Sealed[] | undefined,
  holds: number,
): Break | null {
  const unlike = sealed?.find((one) => one.hash !== hash.toString('hex'))
  if (unlike === undefined) return null
  const found = {
    seq: holds + 1,
    auditId: holds + 1 === seq ? auditId : null,
    at: holds + 1 === seq ? (row?.at ?? null) : null,
  }
  const values = { first: holds + 1, last: seq, sealed: unlike.at }
  return {
    ...found,
    kind: 'rewritten',
    said: sentence(
      'The entries {first} to {last} are not those that were sealed at {sealed}: at least one of them was changed, and the chain made to fit.',
      values,
    ),
  }
}

function cutAt(last: number, { seq, at }: Sealed): Break {
  const values = { seq, at, last }
  return {
    kind: 'cut',
    seq: last + 1,
    auditId: null,
    at: null,
    said: sentence(
      'The record ends with entry {last}, and entry {seq} was sealed at {at}: the end was taken out.',
      values,
    ),
  }
}

function ofFile({ line, why }: FileProblem): Break {
  return { kind: 'checkpoint', seq: null, auditId: null, at: null, said: FILE[why](line) }
}

const FILE: Record<FileProblem['why'], (line: number) => Sentence> = {
  signature: (line) =>
    sentence('The checkpoint in line {line} of the file does not fit its signature: it was forged or altered.', {
      line,
    }),
  order: (line) =>
    sentence(
      'The checkpoint in line {line} of the file does not follow the one before it: lines were taken out, put in or moved.',
      { line },
    ),
}

const ALTERED = sentence(
  'The entry is not what was recorded: it was altered, or one before it was taken out and the rest numbered anew.',
)
const ROW_MISSING = sentence('The chain has the entry, and its row is gone.')
const ENTRY_MISSING = sentence('The entry is gone from the chain.')
const INSERTED = sentence('The entry was put in: the one after it follows the one before it.')
export const ANOTHER = sentence(
  'The very first entry is not the one that was sealed: all of the record was written anew.',
)
const MOVED = sentence('Another entry stood here: entries were exchanged.')
const CHAIN_ALTERED = sentence('The entry’s place in the chain was altered, and its row was not.')
const BEFORE_FIRST = sentence('The entry stands before the first one: it was put in past the chain.')
const UNCHAINED = sentence('The row is not in the chain: it was put in past it.')
