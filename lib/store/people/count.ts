// Counts everybody's memories into our own schema, so that a list of people, its filters and the overview cost no more at a million rows. Small stores are counted with every look; of large ones the age is said.
import { setImmediate } from 'node:timers/promises'
import type pg from 'pg'
import type { IdentityRules } from '@/lib/identities/candidates'
import { type Owner, ownersOf } from '@/lib/identities/owner'
import { looksOf } from '@/lib/langgraph/lookalike'
import { COUNT_PEOPLE } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import type { Auditor, MemoryStore } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import { type LabelCount, labelCounts } from './label-counts'
import { namesByLabel } from './names'
import { type StoreFigures, storeFigures } from './store-figures'

export type Counted = {
  /** Postgres text. */
  at: string
  seconds: number
  /** True: the store is so small that it was counted just now. */
  isLive: boolean
  figures: StoreFigures
}

export type CountRules = IdentityRules & {
  /** Up to so many memories are counted with every look; of one person up to so many. */
  liveRows?: number
  livePersonRows?: number
  /** So many people are written at once. */
  portion?: number
}

const LIVE_ROWS = 5_000

/** Counts that are older are made anew meanwhile; what is shown says how old it is. */
const STALE_SECONDS = 600

/**
 * The count that lists are read from: made now where the store is small or has never been counted.
 * @throws Expected `database-unavailable`
 */
export async function countedPeople(store: MemoryStore, rules: CountRules): Promise<Counted> {
  const { pool } = store
  const isLive = await asExpected(() => isSmall(store, rules.liveRows ?? LIVE_ROWS))
  if (isLive) await countPeople(store, rules)
  const counted = await asExpected(() => lastCount(pool))
  if (counted !== null) {
    if (counted.seconds > STALE_SECONDS) countMeanwhile(store, rules)
    return { ...counted, isLive }
  }
  await countPeople(store, rules)
  const first = await asExpected(() => lastCount(pool))
  if (first === null) throw new Error('what was counted is not there')
  return { ...first, isLive }
}

/** Whether neither memories nor recorded reads are more than `most`; no more rows than that are looked at. */
async function isSmall({ pool, catalog }: MemoryStore, most: number): Promise<boolean> {
  const { rows } = await pool.query<{ count: number }>(
    `select greatest((select count(*) from (select from ${catalog.store} s limit $1) s),
                     (select count(*) from (select from dashboard.read_log limit $1) r))::int as count`,
    [most + 1],
  )
  return (rows[0]?.count ?? 0) <= most
}

async function lastCount(pool: pg.Pool): Promise<Omit<Counted, 'isLive'> | null> {
  const { rows } = await pool.query<{ at: string; seconds: number; figures: string }>(
    `select counted_at::text as at, greatest(0, extract(epoch from now() - counted_at))::int as seconds, figures::text as figures
       from dashboard.people_count`,
  )
  const row = rows[0]
  return row === undefined ? null : { ...row, figures: JSON.parse(row.figures) as StoreFigures }
}

function countMeanwhile(store: MemoryStore, rules: CountRules): void {
  if (underWay.has(store.pool)) return
  countPeople(store, rules).catch((error: unknown) => {
    const why = error instanceof Error && 'code' in error ? error.code : 'unknown'
    console.error(`[people] the count failed (${why}); the one before is shown`)
  })
}

/** Counts under way. */
const underWay = new WeakMap<pg.Pool, Promise<void>>()

/**
 * Counts everybody. A count that is under way may have begun before what is to be counted: whoever asks meanwhile waits for its end
 * and then, all together, for the next one.
 * @throws Expected `database-unavailable`
 */
export async function countPeople(store: MemoryStore, rules: CountRules): Promise<void> {
  await underWay.get(store.pool)?.catch(() => {})
  const next = underWay.get(store.pool)
  if (next !== undefined) return next
  const counting = count(store, rules).finally(() => underWay.delete(store.pool))
  underWay.set(store.pool, counting)
  return counting
}

/**
 * Counts everybody because one of the staff asks for it. Nobody is shown anything by it.
 * @throws Expected `database-unavailable`
 */
export const countPeopleAgain = tracedForStaff(COUNT_PEOPLE, (_staff: Auditor, store: MemoryStore, rules: CountRules) =>
  countPeople(store, rules),
)

async function count(store: MemoryStore, rules: CountRules): Promise<void> {
  const began = performance.now()
  const { counts, figures, at } = await asExpected(() =>
    inTransaction(store.pool, async (client) => {
      await unhurried(client)
      const { rows } = await client.query<{ at: string }>('select now()::text as at')
      const counts = await labelCounts(client, store)
      return { counts, figures: await storeFigures(client, store, counts), at: rows[0]?.at ?? '' }
    }),
  )
  const owners = await ownersOfMany(store.pool, counts, rules)
  const similar = lookalikes(counts, await namesByLabel(store.pool, rules.style))
  const took = Math.round(performance.now() - began)
  await asExpected(() =>
    inTransaction(store.pool, async (client) => {
      // two processes that have counted write one after the other
      await client.query('select pg_advisory_xact_lock($1)', [LOCK])
      await unhurried(client)
      const rows = counts.map((one, at) => ({ ...one, owner: owners[at], similar_to: similar[at] }))
      await writeCounts(client, rows, rules.portion ?? WRITTEN_AT_ONCE)
      await client.query(
        `insert into dashboard.people_count (counted_at, took_ms, figures) values ($1, $2, $3::jsonb)
         on conflict (one) do update set counted_at = excluded.counted_at, took_ms = excluded.took_ms, figures = excluded.figures`,
        [at, took, JSON.stringify(figures)],
      )
    }),
  )
}

const LOCK = 7_204_711_270

/** A count of everything takes longer than any page may, and sorts more. */
async function unhurried(client: pg.PoolClient): Promise<void> {
  await client.query(`set local statement_timeout to '120s'; set local work_mem to '64MB'`)
}

/** In portions, letting others take their turn. */
async function ownersOfMany(pool: pg.Pool, counts: readonly LabelCount[], rules: IdentityRules) {
  const states: Owner['state'][] = []
  for (let from = 0; from < counts.length; from += PORTION) {
    const labels = counts.slice(from, from + PORTION).map(({ label }) => label)
    const owners = await ownersOf(pool, labels, rules)
    for (const label of labels) states.push(owners.get(label)?.state ?? 'none')
    await setImmediate()
  }
  return states
}

const PORTION = 500

/**
 * For each label another one whose id looks alike, or whose person has the same name: of several the one with most memories, so that
 * the small one is said to be like the large one and the large one to be like the next.
 */
function lookalikes(counts: readonly LabelCount[], names: ReadonlyMap<string, string>): (string | null)[] {
  const groups = new Map<string, LabelCount[]>()
  const keysOf = ({ label }: LabelCount) => {
    const name = names.get(label)
    return [`id ${looksOf(label)}`, ...(name === undefined ? [] : [`name ${looksOf(name)}`])]
  }
  for (const one of counts)
    for (const key of keysOf(one)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [one])
      else group.push(one)
    }
  for (const group of groups.values()) group.sort((a, b) => b.memories - a.memories || (a.place < b.place ? -1 : 1))
  return counts.map((one) => {
    const others = keysOf(one).map((key) => groups.get(key)?.find((other) => other !== one))
    return others.find((other) => other !== undefined)?.label ?? null
  })
}

type Row = LabelCount & { owner: string | undefined; similar_to: string | null | undefined }

/** Far from what one jsonb can hold (256 MB), which some 700,000 people would fill. */
const WRITTEN_AT_ONCE = 10_000

/** What is the same as before is not written again. */
async function writeCounts(client: pg.PoolClient, rows: readonly Row[], portion: number): Promise<void> {
  for (let from = 0; from < rows.length; from += portion)
    await client.query(UPSERT, [JSON.stringify(rows.slice(from, from + portion))])
  await client.query(
    `delete from dashboard.person_count p
      where not exists (select from unnest($1::text[]) as l (label) where l.label = p.label)`,
    [rows.map(({ label }) => label)],
  )
}

const COLUMNS = [
  ...['label', 'place', 'memories', 'first_at', 'last_at', 'unsearchable', 'stale', 'expired', 'ending', 'ending_soon'],
  ...['months', 'writers', 'readers', 'owner', 'similar_to'],
]
const CHANGING = COLUMNS.slice(1)

const UPSERT = `insert into dashboard.person_count as p (${COLUMNS.join(', ')})
  select ${COLUMNS.map((name) => `r.${name}`).join(', ')}
    from jsonb_to_recordset($1::jsonb) as r (label text, place text, memories integer, first_at timestamptz, last_at timestamptz,
      unsearchable integer, stale integer, expired integer, ending integer, ending_soon integer, months jsonb, writers jsonb, readers jsonb, owner text, similar_to text)
  on conflict (label) do update set ${CHANGING.map((name) => `${name} = excluded.${name}`).join(', ')}
   where (${CHANGING.map((name) => `p.${name}`).join(', ')}) is distinct from (${CHANGING.map((name) => `excluded.${name}`).join(', ')})`
