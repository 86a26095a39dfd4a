// Doing again what the ledger says was erased and a restored database does not know: first what there would be to do, then doing it.
import { appendAudit, EVERYBODY } from '@/lib/store/audit/record'
import {
  eraseMemories,
  erasePersonsRows,
  eraseThreadsAgain,
  eraseVersions,
  knownIds,
  knownRoots,
  knownThreads,
  type Place,
  placesBelow,
  rememberAgain,
} from '@/lib/store/forgetting/erase-again'
import { wishForGuard, wishForPrint } from '@/lib/store/forgetting/guard'
import { insertEntries, type LedgerEntry, type SuppressionFacts } from '@/lib/store/forgetting/ledger-entries'
import { type MemoryStore, pseudonym } from '@/lib/store/memory-store'
import { asExpected } from '@/lib/store/outage'
import { inTransaction } from '@/lib/store/transaction'
import { linesFrom } from './file'
import { type Ledger, ledgerStanding } from './ledger'
import { macState, readLedgerLine } from './lines'

/** All of a store but its encoder. */
export type ReplayStore = Pick<
  MemoryStore,
  'pool' | 'catalog' | 'namespaceRoot' | 'namespaceStyle' | 'pseudonymKey' | 'threads'
>

/** What lies in one person's namespace and was erased. */
type Space = {
  root: string
  /** Pseudonym of whom the entries are about; null: they do not say. */
  subject: string | null
  /** The id, where any table still knows one that has this pseudonym. */
  userId: string
  isEverything: boolean
  /** `isIn` false: only our own tables still know it. */
  memories: Place[]
  /** What was written again after it was erased: it stays, but for what it said before. */
  kept: (Place & { until: number })[]
  threads: number
}

export type Replay = {
  /** Entries that the database does not have and that our key wrote, in the order of the ledger. */
  entries: LedgerEntry[]
  /** Others that it does not have: altered, or another key wrote them. */
  unproven: { altered: LedgerEntry[]; ofOtherKeys: LedgerEntry[] }
  spaces: Space[]
  threads: string[]
  /** Who is not to be remembered, or may be again; `root` null: nothing here tells whose namespace it is. */
  wishes: { root: string | null; facts: SuppressionFacts }[]
}

/**
 * What there would be to do; changes nothing.
 * @throws Expected `database-unavailable`; LedgerFileError
 */
export async function planReplay(store: ReplayStore, ledger: Ledger): Promise<Replay> {
  const missing = new Set((await ledgerStanding(store.pool, ledger)).missing)
  const found: Pick<Replay, 'entries' | 'unproven'> = { entries: [], unproven: { altered: [], ofOtherKeys: [] } }
  if (missing.size > 0)
    for await (const { text } of linesFrom(ledger.file, 0)) {
      const line = text === '' ? null : readLedgerLine(text)
      // written twice, it is one
      if (line === null || !missing.delete(line.id)) continue
      const { id, at, facts } = line
      const state = macState(line, ledger.key)
      const all = { holds: found.entries, broken: found.unproven.altered, 'another key': found.unproven.ofOtherKeys }
      all[state].push({ id, at, facts })
    }
  return { ...found, ...(await asExpected(() => findMeant(store, found.entries))) }
}

/** What entries say of one namespace, by fingerprints; times in microseconds. */
type Meant = { subject: string | null; everything: number; memories: Map<string, number>; threads: Set<string> }

/** What of these entries there is. @throws Expected `database-unavailable` */
export async function findMeant(
  store: ReplayStore,
  entries: readonly LedgerEntry[],
): Promise<Pick<Replay, 'spaces' | 'threads' | 'wishes'>> {
  const [meant, wishes] = [new Map<string, Meant>(), new Map<string, SuppressionFacts>()]
  for (const { at, facts } of entries)
    if (facts.kind === 'suppression') wishes.set(facts.space, facts)
    else add(meant, facts, microseconds(at))
  if (meant.size + wishes.size === 0) return { spaces: [], threads: [], wishes: [] }

  const ids = await knownIds(store.pool)
  const idOf = new Map(ids.map((id) => [pseudonym(store, 'person', id), id]))
  const roots = await knownRoots(store, ids)
  const rootOf = new Map([...roots].map((root) => [pseudonym(store, 'namespace', root), root]))
  const threadsOf = await findThreads(store, meant)
  const spaces: Space[] = []
  for (const [print, of] of meant) {
    const root = rootOf.get(print)
    if (root === undefined) continue
    const about = { root, subject: of.subject, userId: idOf.get(of.subject ?? '') ?? '' }
    const threads = threadsOf.filter(({ space }) => space === print).length
    spaces.push({
      ...about,
      ...(await findMemories(store, root, of)),
      isEverything: of.everything > -Infinity,
      threads,
    })
  }
  return {
    spaces,
    threads: threadsOf.map(({ id }) => id),
    wishes: [...wishes].map(([print, facts]) => ({ root: rootOf.get(print) ?? null, facts })),
  }
}

function add(meant: Map<string, Meant>, facts: Exclude<LedgerEntry['facts'], SuppressionFacts>, at: number): void {
  const { space, subject, scope, memories, threads } = facts
  const of = meant.get(space) ?? { subject, everything: -Infinity, memories: new Map(), threads: new Set() }
  meant.set(space, of)
  of.subject ??= subject
  if (scope === 'everything') of.everything = Math.max(of.everything, at)
  for (const memory of memories) of.memories.set(memory, Math.max(of.memories.get(memory) ?? at, at))
  for (const thread of threads) of.threads.add(thread)
}

async function findMemories(
  store: ReplayStore,
  root: string,
  { everything, memories: prints }: Meant,
): Promise<Pick<Space, 'memories' | 'kept'>> {
  const memories: Place[] = []
  const kept: Space['kept'] = []
  for await (const page of placesBelow(store, root))
    for (const place of page) {
      const print = prints.get(pseudonym(store, 'memory', place.prefix, place.key)) ?? -Infinity
      const until = Math.max(everything, print)
      if (until === -Infinity) continue
      if (place.isIn && place.writtenAt > until) kept.push({ ...place, until })
      else memories.push(place)
    }
  return { memories, kept }
}

async function findThreads(store: ReplayStore, meant: Map<string, Meant>): Promise<{ id: string; space: string }[]> {
  const spaceOf = new Map([...meant].flatMap(([space, { threads }]) => [...threads].map((print) => [print, space])))
  const found: { id: string; space: string }[] = []
  if (spaceOf.size === 0 || store.threads === undefined) return found
  for await (const ids of knownThreads(store.pool, store.threads))
    for (const id of ids) {
      const space = spaceOf.get(pseudonym(store, 'thread', id))
      if (space !== undefined) found.push({ id, space })
    }
  return found
}

/** `2026-11-29T08:00:00.123456Z`, which is exact as a number. */
function microseconds(at: string): number {
  return Date.parse(at.slice(0, 19).concat('Z')) * 1_000 + Number(at.slice(20, 26))
}

const CHUNK = 500

export type Replayed = { memories: number; rows: number; threads: number; entries: number }

/** How many memories of these the agent has. */
export function countMemories(memories: readonly Place[]): number {
  return memories.filter(({ isIn }) => isIn).length
}

/**
 * Does it: wishes first, so that no agent writes meanwhile what is being erased. Whatever ends it, done again it goes on.
 * @param by pseudonym of the operator
 * @param alsoUnproven records what cannot be proven as known, without doing anything of it
 * @throws Expected `database-unavailable`
 */
export async function doReplay(
  store: ReplayStore,
  { entries, unproven, spaces, threads, wishes }: Replay,
  by: string,
  alsoUnproven = false,
): Promise<Replayed> {
  const inOne = <T>(work: Parameters<typeof inTransaction<T>>[1]) => asExpected(() => inTransaction(store.pool, work))
  for (const { root, facts } of wishes)
    await inOne(async (client) => {
      const isSuppressed = facts.state === 'forgotten'
      if (facts.guard !== null) await wishForPrint(client, Buffer.from(facts.guard, 'hex'), isSuppressed)
      // the guard of a backup that is older than it has another key
      if (root !== null) await wishForGuard(client, { root }, isSuppressed)
    })
  const done = { memories: 0, rows: 0, threads: threads.length, entries: entries.length }
  const said = { surface: 'server', role: 'system', actor: by } as const
  for (let at = 0; at < threads.length; at += CHUNK)
    await inOne(async (client) => {
      const settings = store.threads
      if (settings !== undefined) done.rows += await eraseThreadsAgain(client, settings, threads.slice(at, at + CHUNK))
    })
  for (const { root, subject, userId, isEverything, memories, kept, threads: ofThreads } of spaces) {
    let rows = 0
    for (let at = 0; at < memories.length; at += CHUNK)
      rows += await inOne(async (client) => {
        const chunk = memories.slice(at, at + CHUNK)
        if (!isEverything && subject !== null) await rememberAgain(client, store, { root, subject }, chunk)
        return eraseMemories(client, store, chunk)
      })
    await inOne(async (client) => {
      rows += await eraseVersions(client, kept)
      const label = root.slice(store.namespaceRoot.length + 1)
      if (isEverything) rows += await erasePersonsRows(client, store, { root, label, subject: subject ?? '', userId })
      const about = { action: 'forget.replay', subject: subject ?? pseudonym(store, 'namespace', root) }
      const isSaid = rows > 0 || ofThreads > 0
      if (isSaid)
        await appendAudit(client, {
          ...said,
          ...about,
          detail: { memories: countMemories(memories), rows, threads: ofThreads },
        })
    })
    done.memories += countMemories(memories)
    done.rows += rows
  }
  const aside = alsoUnproven ? [...unproven.altered, ...unproven.ofOtherKeys] : []
  await inOne(async (client) => {
    await insertEntries(client, [...entries, ...aside])
    const detail = { ...done, unproven: aside.length }
    if (entries.length + aside.length > 0)
      await appendAudit(client, { ...said, action: 'forget.replay', subject: EVERYBODY, detail })
  })
  return done
}
