// Entries for the ledger of erasures: keyed fingerprints alone, recorded in the transaction of what they say. lib/ledger repeats them outside.
import { randomUUID } from 'node:crypto'
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

/** Whose they were, and by which request they were erased. */
type Whose = { reference: string; subject: string | null; root: string }

/** What was really erased; `threads`: ids of those that went as a whole. */
type Erased = { memories: 'everything' | readonly { prefix: string; key: string }[]; threads?: readonly string[] }

/** Of memories that had other keys before: a backup may have them under these. */
async function formerPseudonyms(
  client: pg.PoolClient,
  memories: readonly { prefix: string; key: string }[],
): Promise<string[]> {
  if (memories.length === 0) return []
  const { rows } = await client.query<{ pseudonym: string }>(
    `select p.pseudonym from dashboard.pseudonym p join unnest($1::text[], $2::text[]) as i (prefix, key)
         on p.prefix = i.prefix and p.key = i.key`,
    [memories.map(({ prefix }) => prefix), memories.map(({ key }) => key)],
  )
  return rows.map(({ pseudonym: former }) => former)
}

/**
 * Records what was erased, in the transaction that erases it and before it does: what is written later was not meant. `repeatOutside` of lib/ledger
 * is to be called after the commit. Cheap, and of no effect where no ledger is configured: one that is configured later gets it then.
 */
export async function recordErasure(
  client: pg.PoolClient,
  store: Keyed,
  { reference, subject, root }: Whose,
  erased: Erased,
): Promise<void> {
  const isEverything = erased.memories === 'everything'
  const listed = erased.memories === 'everything' ? [] : erased.memories
  const now = listed.map(({ prefix, key }) => pseudonym(store, 'memory', prefix, key))
  const memories = [...new Set([...now, ...(await formerPseudonyms(client, listed))])]
  const threads = (erased.threads ?? []).map((thread) => pseudonym(store, 'thread', thread))
  const said = { kind: 'erasure', reference, subject, space: pseudonym(store, 'namespace', root) } as const
  const parts = Math.max(isEverything ? 1 : 0, Math.ceil(memories.length / PART), Math.ceil(threads.length / PART))
  const entries = Array.from({ length: parts }, (_, at) => {
    const slice = (all: readonly string[]) => all.slice(at * PART, (at + 1) * PART)
    const scope = isEverything && at === 0 ? ('everything' as const) : ('memories' as const)
    return { id: randomUUID(), facts: { ...said, scope, memories: slice(memories), threads: slice(threads) } }
  })
  await insertEntries(client, entries)
}

/** Records that a person is forgotten from now on, or may be remembered again, in the transaction that does it. @param guard what the guard knows them by */
export async function recordSuppression(
  client: pg.PoolClient,
  store: Keyed,
  { subject, root }: Omit<Whose, 'reference'>,
  state: SuppressionFacts['state'],
  guard: Buffer | null,
): Promise<void> {
  const about = { subject, space: pseudonym(store, 'namespace', root) }
  const facts = { kind: 'suppression', ...about, state, guard: guard?.toString('hex') ?? null } as const
  await insertEntries(client, [{ id: randomUUID(), facts }])
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
