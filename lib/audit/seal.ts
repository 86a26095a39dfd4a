// Seals the audit: what its chain says now goes as a signed line into a file outside the database. And how things stand, at a glance.
import type { KeyObject } from 'node:crypto'
import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Environment, environment } from '@/lib/env'
import type { Database } from '@/lib/lakebase/database'
import { type Sentence, sentence } from '@/lib/shared/text'
import { type Head, readHash, readHead, takingTurns } from '@/lib/store/audit/chain'
import { derivedKey, keyOf } from '@/lib/store/configured'
import { asExpected } from '@/lib/store/outage'
import { appendLine, lastLine, lineHash, readLine, type Signer, signatureOf, signerOf, writeLine } from './checkpoints'
import { ANOTHER } from './verify'

export type Seal = {
  file: string
  signer: Signer
  /** The database lies on the same disk as the file, and may be made anew by whoever owns both. */
  isEmbedded: boolean
}

/** @throws Expected `misconfigured` without a secret */
export function configuredSeal(): Seal {
  return sealWith(environment(), derivedKey('audit checkpoints'))
}

type Settings = Pick<Environment, 'checkpointFile' | 'database' | 'secret'>

/** As {@link configuredSeal}, of settings that are examined; null without a secret. */
export function sealOf(settings: Settings): Seal | null {
  return settings.secret === undefined ? null : sealWith(settings, keyOf(settings.secret, 'audit checkpoints'))
}

function sealWith({ checkpointFile, database }: Settings, seed: string): Seal {
  return { file: checkpointFile, signer: signerOf(seed), isEmbedded: database.kind === 'embedded' }
}

type Pool = Database['pool']

/**
 * Writes a checkpoint, unless the last one says the same. What contradicts the last one is not sealed: the file keeps the proof. After
 * one of another key there is one of this.
 * @returns `problem` and `doubt` as of {@link auditStanding}, before it was written
 * @throws Expected `database-unavailable`; what the file system says when the file cannot be written
 */
export async function sealAudit(pool: Pool, { file, signer, isEmbedded }: Seal): Promise<AuditStanding> {
  return takingTurns(pool, async ({ record: { head, database, at }, hashOf }) => {
    if (head === null) return { entries: 0, sealed: null, file, problem: null, doubt: null }
    await mkdir(dirname(file), { recursive: true })
    let line = await lastLine(file, database)
    // an embedded database that was thrown away has left its file
    if (isEmbedded && line !== null && readLine(line)?.first !== head.first) {
      await rename(file, `${file}.${at.replaceAll(/[:.]/g, '')}`)
      line = null
    }
    const standing = await compare(head, { line, file, keys: [signer.publicKey] }, hashOf)
    if (standing.problem !== null || standing.sealed?.seq === head.seq) return standing
    const previous = line === null ? null : lineHash(line)
    await appendLine(file, writeLine(signer, { database, ...head, at, previous }))
    return { ...standing, sealed: { seq: head.seq, at } }
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
  /** Why the last checkpoint proves nothing; null: it does, or there is none. */
  doubt: Sentence | null
}

/**
 * Compares the record with its last checkpoint, and nothing before that: for a page that is opened often.
 * @throws Expected `database-unavailable`
 */
export async function auditStanding(pool: Pool, { file, signer }: Seal = configuredSeal()): Promise<AuditStanding> {
  const { head, database } = await asExpected(() => readHead(pool))
  let line: string | null
  try {
    line = await lastLine(file, database)
  } catch {
    return { entries: head?.seq ?? 0, sealed: null, file, problem: UNREADABLE, doubt: null }
  }
  if (head === null) return { entries: 0, sealed: null, file, problem: line === null ? null : EMPTIED, doubt: null }
  return asExpected(() => compare(head, { line, file, keys: [signer.publicKey] }, (seq) => readHash(pool, seq)))
}

async function compare(
  head: Head,
  { line, file, keys }: { line: string | null; file: string; keys: KeyObject[] },
  hashOf: (seq: number) => Promise<string | null>,
): Promise<AuditStanding> {
  const last = line === null ? null : readLine(line)
  const unsealed = { entries: head.seq, sealed: null, file, problem: null, doubt: null }
  if (last === null) return unsealed
  const signature = signatureOf(last, keys)
  if (signature === 'another key') return { ...unsealed, doubt: SIGNED_OTHERWISE }
  const standing = { ...unsealed, sealed: { seq: last.seq, at: last.at } }
  if (signature === 'broken') return { ...standing, problem: FORGED }
  if (last.first !== head.first) return { ...standing, problem: ANOTHER }
  if (last.seq > head.seq) return { ...standing, problem: CUT }
  return { ...standing, problem: (await hashOf(last.seq)) === last.hash ? null : REWRITTEN }
}

const UNREADABLE = sentence('The file of checkpoints cannot be read.')
const SIGNED_OTHERWISE = sentence(
  'The last checkpoint was not signed with this installation’s key: it was forged, or NEXTAUTH_SECRET is another one since.',
)
const FORGED = sentence('The last checkpoint does not fit its signature: it was forged or altered.')
const EMPTIED = sentence(
  'The record is empty, and there are checkpoints of it: it was emptied, or the database made anew.',
)
const CUT = sentence('The record is shorter than its last checkpoint says: the newest entries were taken out.')
const REWRITTEN = sentence('The record is not as it was sealed last: entries before that were changed.')
