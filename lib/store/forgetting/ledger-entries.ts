// Entries for the ledger of erasures: keyed fingerprints alone, recorded in the transaction of what they say. lib/ledger repeats them outside.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type MemoryStore, pseudonym } from '../memory-store'

type Subject = {
  /** Pseudonym of the person; null: whose the namespace is, is not known. */
  subject: string | null
  /** Pseudonym of the person's own namespace. */
  space: string
}

/** What was erased, or a part of it: a long list goes over several entries. */
export type ErasureFacts = Subject & {
  kind: 'erasure'
  reference: string
  /** `everything`: all of the namespace and below it; `memories`: those that are listed. */
  scope: 'everything' | 'memories'
  /** Postgres' text of a time: what was written later was not meant. */
  until: string
  memories: readonly string[]
  threads: readonly string[]
}

/** Whether a person is remembered from then on. */
export type SuppressionFacts = Subject & {
  kind: 'suppression'
  state: 'forgotten' | 'active'
  /** What the guard knows the namespace by; null: no guard holds it. */
  guard: string | null
}

export type LedgerFacts = ErasureFacts | SuppressionFacts

export type LedgerEntry = {
  id: string
  /** ISO, the database's clock. */
  at: string
  facts: LedgerFacts
}

/** So many fingerprints stand in one entry: a line of the file is some 45 kB at most. */
const PART = 1_000

type Keyed = Pick<MemoryStore, 'pseudonymKey'>

export type Erasure = {
  /** Of the request: the same erasure recorded again changes nothing. */
  id: string
  reference: string
  subject: string | null
  root: string
  scope: ErasureFacts['scope']
  /** When it began, as text of the database; of `everything`, when it ended. */
  until: string
  /** What was really erased. Empty for `everything`. */
  memories: readonly { prefix: string; key: string }[]
  /** Ids of threads that were erased as a whole. */
  threads: readonly string[]
}

/**
 * Records a completed erasure. Call it in the transaction that completes the request, and `repeatOutside` of lib/ledger after it.
 * Cheap and without effect on anything where no ledger is configured: one that is configured later gets what came before.
 */
export async function recordErasure(client: pg.PoolClient, store: Keyed, erasure: Erasure): Promise<void> {
  const { id, reference, subject, root, scope, until, ...listed } = erasure
  const memories = listed.memories.map(({ prefix, key }) => pseudonym(store, 'memory', prefix, key))
  const threads = listed.threads.map((thread) => pseudonym(store, 'thread', thread))
  const parts = Math.max(1, Math.ceil(memories.length / PART), Math.ceil(threads.length / PART))
  const space = pseudonym(store, 'namespace', root)
  const entries = Array.from({ length: parts }, (_, at) => {
    const slice = (all: readonly string[]) => all.slice(at * PART, (at + 1) * PART)
    const facts = { memories: slice(memories), threads: slice(threads) }
    return {
      id: partId(id, at),
      facts: { kind: 'erasure', reference, subject, space, scope, until, ...facts } as const,
    }
  })
  await insertEntries(client, entries)
}

/** Records that a person is forgotten from now on, or may be remembered again. Call it in the transaction that does it. */
export async function recordSuppression(
  client: pg.PoolClient,
  store: Keyed,
  change: { id: string; subject: string | null; root: string; state: SuppressionFacts['state']; guard: string | null },
): Promise<void> {
  const { id, subject, root, state, guard } = change
  const facts = { kind: 'suppression', subject, space: pseudonym(store, 'namespace', root), state, guard } as const
  await insertEntries(client, [{ id, facts }])
}

/** The first part has the id itself, each other one an id that follows from it. */
function partId(id: string, part: number): string {
  if (part === 0) return id
  const hex = createHash('sha256').update(`${id} ${part}`).digest('hex').slice(0, 32)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** What is there already stays as it is. `at` unset: now. */
export async function insertEntries(
  client: pg.PoolClient,
  entries: readonly { id: string; facts: LedgerFacts; at?: string }[],
): Promise<void> {
  await client.query(
    `insert into dashboard.ledger_entry (id, at, facts)
     select e.id, coalesce(e.at, clock_timestamp()), e.facts
       from unnest($1::uuid[], $2::timestamptz[], $3::jsonb[]) with ordinality as e (id, at, facts, place) order by e.place
     on conflict (id) do nothing`,
    [
      entries.map(({ id }) => id),
      entries.map(({ at }) => at ?? null),
      entries.map(({ facts }) => JSON.stringify(facts)),
    ],
  )
}

/** How many entries there are and which is the last: while neither changes, nothing has. */
export async function ledgerMark(db: pg.Pool | pg.PoolClient): Promise<{ count: number; last: string }> {
  const { rows } = await db.query<{ count: number; last: string }>(
    `select count(*)::int as count, coalesce(max(seq), 0)::text as last from dashboard.ledger_entry`,
  )
  return rows[0] ?? { count: 0, last: '0' }
}

/** The ids of all entries, in the order in which they were recorded. */
export async function ledgerIds(db: pg.Pool | pg.PoolClient): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('select id from dashboard.ledger_entry order by seq')
  return rows.map(({ id }) => id)
}

/** Entries by their ids, in the order in which they were recorded. */
export async function readEntries(db: pg.Pool | pg.PoolClient, ids: readonly string[]): Promise<LedgerEntry[]> {
  const { rows } = await db.query<{ id: string; at: string; facts: string }>(
    `select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, facts::text as facts
       from dashboard.ledger_entry where id = any($1::uuid[]) order by seq`,
    [ids],
  )
  return rows.map(({ facts, ...entry }) => ({ ...entry, facts: JSON.parse(facts) as LedgerFacts }))
}

/** Instances take turns at the file: held until the transaction ends. */
export async function takeLedgerTurn(client: pg.PoolClient): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7204711276)')
}
