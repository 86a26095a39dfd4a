// The ledger of erasures outside the database: repeats there what the database recorded, and tells a database that is behind it.
import { type Environment, environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import type { Database } from '@/lib/lakebase/database'
import { inEnglish, sentence } from '@/lib/shared/text'
import { derivedKey, keyOf } from '@/lib/store/configured'
import { ledgerIds, ledgerMark, readEntries, takeLedgerTurn } from '@/lib/store/forgetting/ledger-entries'
import { asExpected } from '@/lib/store/outage'
import { inTransaction } from '@/lib/store/transaction'
import { appendLines, LedgerFileError, type LedgerProblem, type ReadLedger, readOn } from './file'
import { ledgerLineHash, writeLedgerLine } from './lines'

export type Ledger = {
  file: string
  /** Hex, derived from the secret. */
  key: string
  /** What this process knows already; looking again costs little then. */
  known?: Known
}

type Known = { read: ReadLedger | null; mark: string; standing: LedgerStanding }

/** How database and ledger stand to each other. */
export type LedgerStanding = {
  /** Entries of the ledger that the database does not have: it was restored, and what they erased may be back. */
  missing: string[]
  /** Entries of the database that are not outside yet. */
  pending: string[]
  /** How many entries the ledger has. */
  entries: number
  problem: LedgerProblem | null
  ofOtherKeys: number
}

type Settings = Pick<Environment, 'erasure' | 'secret'>

// Next bundles this module more than once; what is known of the file is one
const KEY = Symbol.for('memory-dashboard.ledger')
const holder = globalThis as typeof globalThis & { [KEY]?: Ledger }

/** Null: none is configured. @throws Expected `misconfigured` without a secret */
export function configuredLedger(): Ledger | null {
  const { ledger } = environment().erasure
  if (ledger === undefined) return null
  holder[KEY] ??= { file: ledger, key: derivedKey(PURPOSE) }
  return holder[KEY]
}

/** As {@link configuredLedger}, of settings that are examined; null without a secret as well. */
export function ledgerOf({ erasure: { ledger }, secret }: Settings): Ledger | null {
  return ledger === undefined || secret === undefined ? null : { file: ledger, key: keyOf(secret, PURPOSE) }
}

const PURPOSE = 'ledger of erasures'

type Pool = Database['pool']

/**
 * Compares database and ledger.
 * @throws Expected `database-unavailable`; LedgerFileError
 */
export async function ledgerStanding(pool: Pool, ledger: Ledger): Promise<LedgerStanding> {
  const { count, last } = await asExpected(() => ledgerMark(pool))
  const before = ledger.known
  const read = await readOn(ledger.file, ledger.key, before?.read ?? null)
  const mark = `${count} ${last}`
  if (before?.mark === mark && before.read === read) return before.standing
  return remember(ledger, read, mark, await asExpected(() => ledgerIds(pool)))
}

function remember(ledger: Ledger, read: ReadLedger | null, mark: string, recorded: readonly string[]): LedgerStanding {
  const known = new Set(recorded)
  const standing = {
    missing: [...(read?.ids ?? [])].filter((id) => !known.has(id)),
    pending: recorded.filter((id) => read?.ids.has(id) !== true),
    entries: read?.ids.size ?? 0,
    problem: read?.problem ?? null,
    ofOtherKeys: read?.ofOtherKeys ?? 0,
  }
  ledger.known = { read, mark, standing }
  return standing
}

/** So many entries are written at once. */
const PORTION = 100

/**
 * Writes what the database has recorded and the ledger does not hold: on disk when this resolves. Instances take turns.
 * @returns how many entries were written
 * @throws Expected `database-unavailable`; LedgerFileError
 */
export async function writeLedger(pool: Pool, ledger: Ledger): Promise<number> {
  if ((await ledgerStanding(pool, ledger)).pending.length === 0) return 0
  return asExpected(() =>
    inTransaction(pool, async (client) => {
      await takeLedgerTurn(client)
      // another instance may have written meanwhile
      const read = await readOn(ledger.file, ledger.key, ledger.known?.read ?? null)
      const { pending } = remember(ledger, read, '', await ledgerIds(client))
      let previous = read?.last ?? null
      for (let at = 0; at < pending.length; at += PORTION) {
        const lines: string[] = []
        for (const entry of await readEntries(client, pending.slice(at, at + PORTION))) {
          const line = writeLedgerLine(ledger.key, entry, previous)
          lines.push(line)
          previous = ledgerLineHash(line)
        }
        await appendLines(ledger.file, lines)
      }
      return pending.length
    }),
  )
}

/**
 * {@link writeLedger} with the configured ledger, after an erasure or a change of who is remembered has committed, and from time to time:
 * what hinders it is said in the log, and hinders nothing else. Does nothing where no ledger is configured.
 */
export async function repeatOutside(pool: Pool): Promise<void> {
  try {
    const ledger = configuredLedger()
    if (ledger !== null) await writeLedger(pool, ledger)
  } catch (error) {
    console.error('[ledger] erasures were not written down outside:', error instanceof Error ? error.message : 'failed')
  }
}

/** What is said where the ledger has entries that the database does not have. */
export const BEHIND = sentence(
  'This database is behind the ledger of erasures: it was restored from a backup, and what was erased may be there again. Run npm run replay-erasures.',
)
export const UNREADABLE = sentence(
  'The ledger of erasures cannot be read, so whether the database is behind it is not known.',
)

/**
 * Whether the configured ledger has entries that the database does not have. Where the file cannot be read, the last look counts.
 * @throws Expected `store-not-ready` where it could never be read yet; `database-unavailable`
 */
export async function isBehindLedger(pool: Pool): Promise<boolean> {
  const ledger = configuredLedger()
  if (ledger === null) return false
  try {
    return (await ledgerStanding(pool, ledger)).missing.length > 0
  } catch (error) {
    if (!(error instanceof LedgerFileError)) throw error
    if (ledger.known === undefined) throw new Expected('store-not-ready', UNREADABLE, { cause: error })
    return ledger.known.standing.missing.length > 0
  }
}

/** Says in the log, at the start, what hinders. */
export async function sayIfBehind(pool: Pool): Promise<void> {
  try {
    if (await isBehindLedger(pool)) console.error(`\n[ledger] ${inEnglish(BEHIND)}\n`)
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    console.error(`[ledger] ${error.forOperators}`)
  }
}
