// Seals the audit: what its chain says now goes as a signed line into a file outside the database. And how things stand, at a glance.
import type { KeyObject } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Environment, environment } from '@/lib/env'
import type { Database } from '@/lib/lakebase/database'
import { type Sentence, sentence } from '@/lib/shared/text'
import { type Head, type Place, readHash, readHead, readRecordId, takingTurns } from '@/lib/store/audit/chain'
import { derivedKey, keyOf } from '@/lib/store/configured'
import { asExpected } from '@/lib/store/outage'
import { appendLine, type Ends, readEnds } from './checkpoint-file'
import { type Line, lineHash, type Signer, signatureOf, signerOf, writeLine } from './checkpoints'
import { LONG, whyUnsealed } from './doubts'
import { ANOTHER } from './verify'

export type Seal = {
  file: string
  signer: Signer
}

/** @throws Expected `misconfigured` without a secret */
export function configuredSeal(): Seal {
  return sealWith(environment(), derivedKey('audit checkpoints'))
}

type Settings = Pick<Environment, 'checkpointFile' | 'secret'>

/** As {@link configuredSeal}, of settings that are examined; null without a secret. */
export function sealOf(settings: Settings): Seal | null {
  return settings.secret === undefined ? null : sealWith(settings, keyOf(settings.secret, 'audit checkpoints'))
}

function sealWith({ checkpointFile }: Settings, seed: string): Seal {
  return { file: checkpointFile, signer: signerOf(seed) }
}

type Pool = Database['pool']

/**
 * Writes a checkpoint, unless the last one says the same. What contradicts the last one is not sealed: the file keeps the proof. After
 * one of another key there is one of this.
 * @returns `problem` and `doubt` as of {@link auditStanding}, before it was written; that a record begins is no doubt
 * @throws Expected `database-unavailable`; what the file system says when the file cannot be read or written
 */
export async function sealAudit(pool: Pool, { file, signer }: Seal): Promise<AuditStanding> {
  return takingTurns(pool, async ({ place: { head, ...place }, hashOf }) => {
    const ends = await readEnds(file, place.record, signer.publicKey)
    const standing = await compare({ head, ...place }, { ends, file, key: signer.publicKey }, hashOf)
    const isNew = head !== null && place.record !== '' && standing.sealed?.seq !== head.seq
    if (!isNew || standing.problem !== null) return standing
    await mkdir(dirname(file), { recursive: true })
    const previous = ends.last === null ? null : lineHash(ends.last)
    await appendLine(file, writeLine(signer, { ...place, ...head, previous }))
    const isBeginning = ends.last === null && head.seq < LONG
    return { ...standing, sealed: { seq: head.seq, at: place.at }, doubt: isBeginning ? null : standing.doubt }
  })
}

/** How the record stands, as far as one look tells. */
export type AuditStanding = {
  /** How many entries the record has. */
  entries: number
  /** The last checkpoint outside the database; null: there is none yet. `at`: ISO, the database's clock. */
  sealed: { seq: number; at: string } | null
  file: string
  /** What contradicts it; null: nothing does. */
  problem: Sentence | null
  /** Why no checkpoint proves it; null: one does, or none is to be expected yet. */
  doubt: Sentence | null
}

/**
 * Compares the record with its last checkpoint, and nothing before that: for a page that is opened often.
 * @throws Expected `database-unavailable`
 */
export async function auditStanding(pool: Pool, { file, signer }: Seal = configuredSeal()): Promise<AuditStanding> {
  const record = await asExpected(() => readRecordId(pool))
  // the file before the head: another instance may seal in between, and then the record is longer, never shorter
  const ends = await readEnds(file, record, signer.publicKey).catch(() => null)
  const place = await asExpected(() => readHead(pool))
  if (ends === null) return { entries: place.head?.seq ?? 0, sealed: null, file, problem: UNREADABLE, doubt: null }
  return asExpected(() => compare(place, { ends, file, key: signer.publicKey }, (seq) => readHash(pool, seq)))
}

async function compare(
  { head, record }: Place & { head: Head | null },
  { ends: { last, own, others }, file, key }: { ends: Ends; file: string; key: KeyObject },
  hashOf: (seq: number) => Promise<string | null>,
): Promise<AuditStanding> {
  const entries = head?.seq ?? 0
  const unsealed = { entries, sealed: null, file, problem: null, doubt: null }
  if (last === null) return { ...unsealed, doubt: whyUnsealed(record, entries, others) }
  if (head === null) return { ...unsealed, problem: EMPTIED }
  // a line that another key signed proves nothing; the last one of ours before it may still tell
  const problem = own === null ? null : await contradiction(own.read, head, key, hashOf)
  if (own?.line !== last) return { ...unsealed, problem, doubt: problem === null ? SIGNED_OTHERWISE : null }
  return { ...unsealed, sealed: { seq: own.read.seq, at: own.read.at }, problem }
}

async function contradiction(
  line: Line,
  head: Head,
  key: KeyObject,
  hashOf: (seq: number) => Promise<string | null>,
): Promise<Sentence | null> {
  if (signatureOf(line, [key]) === 'broken') return FORGED
  if (line.first !== head.first) return ANOTHER
  if (line.seq > head.seq) return CUT
  return (await hashOf(line.seq)) === line.hash ? null : REWRITTEN
}

const UNREADABLE = sentence('The file of checkpoints cannot be read.')
const SIGNED_OTHERWISE = sentence(
  'The last checkpoint was not signed with this installation’s key: it was forged, or NEXTAUTH_SECRET is another one since.',
)
const FORGED = sentence('The last checkpoint does not fit its signature: it was forged or altered.')
const EMPTIED = sentence('The record is empty, and there are checkpoints of it: it was emptied.')
const CUT = sentence('The record is shorter than its last checkpoint says: the newest entries were taken out.')
const REWRITTEN = sentence('The record is not as it was sealed last: entries before that were changed.')
