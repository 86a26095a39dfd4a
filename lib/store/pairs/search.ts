// Finds the pairs among one person's memories: reads them in portions, proposes pairs by rare words and by signatures of their vectors, compares those, and measures how near the rest lie.
import { setImmediate } from 'node:timers/promises'
import { candidatesOf, signatureOf } from '@/lib/pairs/candidates'
import { ALIKE, type Compared, compare, LEAST_ALIKE, type Likeness } from '@/lib/pairs/compare'
import { COMPARED_CHARACTERS, factsOf, namesIn, saidIn } from '@/lib/pairs/facts'
import { parsePostgresTime } from '@/lib/shared/time'
import { ROW_VERSION } from '../change/row-version'
import { pseudonym, type Scope } from '../memory-store'
import type { FoundPair, FoundPairs, PairedPlace } from './cache'

/** What bounds the work; beyond it the page says "at least". */
export const LIMITS = {
  /** Memories that are compared, the newest. */
  memories: 10_000,
  /** Pairs that are kept, the most alike. */
  pairs: 2_000,
}
const PORTION = 1_000
/** Bits of a signature. */
const BITS = 512
/** Memories whose mutual distances show how near is near for this person. */
const SAMPLE = 64
/** Standard deviations above the mean from which two memories lie very near. */
const VERY_NEAR = 4.5
/** Where a person has too few memories for a mean. */
const VERY_NEAR_AT_LEAST = 0.9

type Row = { prefix: string; key: string; json: string; version: string; updatedAt: string; createdAt: string }

type Asked = { scope: Scope; prefixes: string[] }

/**
 * Looks for pairs.
 * @param print of what is stored when it begins
 * @param progress told now and then how many memories have been compared, and of how many
 */
export async function findPairs(
  asked: Asked,
  print: string,
  progress: (looked: number, of: number) => void = () => {},
  limits = LIMITS,
): Promise<FoundPairs> {
  const began = Date.now()
  const rows = await readRows(asked, limits.memories)
  progress(0, rows.length)
  const signatures = await readSignatures(asked, rows)
  const compared = await takeApart(rows)
  const candidates = await candidatesOf(
    compared.map(({ facts }) => facts),
    signatures,
    LEAST_ALIKE,
    async (looked) => {
      progress(looked, rows.length)
      await breathe()
    },
  )
  const likely = await compareAll(compared, candidates)
  const { similarities, veryNear } = await measure(asked, rows, likely)
  const pairs = likely
    .map((one, at) => ({ ...one, similarity: similarities[at] ?? null }))
    .filter(({ alike, similarity }) => alike >= ALIKE || (similarity !== null && similarity >= veryNear))
    .sort(
      (a, b) =>
        b.alike - a.alike || (b.similarity ?? -1) - (a.similarity ?? -1) || a.first - b.first || a.second - b.second,
    )
  const isCut = pairs.length > limits.pairs || likely.length > MOST_MEASURED
  return {
    print,
    pairs: pairs.slice(0, limits.pairs).map((pair) => toPair(asked.scope, rows, pair)),
    compared: rows.length,
    isAtLeast: isCut || rows.length === limits.memories,
    foundAt: Date.now(),
    took: Date.now() - began,
  }
}

async function readRows({ scope: { store }, prefixes }: Asked, most: number): Promise<Row[]> {
  const rows: Row[] = []
  let last: Row | undefined
  do {
    const portion = await store.pool.query<Row>(
      `select s.prefix, s.key, left(s.value::text, ${2 * COMPARED_CHARACTERS}) as json, ${ROW_VERSION} as version,
              s.updated_at::text as "updatedAt", s.created_at::text as "createdAt"
         from ${store.catalog.store} s
        where s.prefix = any($1::text[]) ${last === undefined ? '' : 'and (s.updated_at, s.prefix, s.key) < ($3::timestamptz, $4, $5)'}
        order by s.updated_at desc, s.prefix desc, s.key desc limit $2`,
      [prefixes, PORTION, ...(last === undefined ? [] : [last.updatedAt, last.prefix, last.key])],
    )
    rows.push(...portion.rows)
    last = portion.rows.length === PORTION ? portion.rows.at(-1) : undefined
    await breathe()
  } while (last !== undefined && rows.length < most)
  return rows.slice(0, most)
}

/** On which side of the person's mean each memory lies, number by number; null without a vector. */
async function readSignatures(
  { scope: { store }, prefixes }: Asked,
  rows: readonly Row[],
): Promise<(Uint32Array | null)[]> {
  const { pool, catalog } = store
  const schema = catalog.vectorType.slice(0, catalog.vectorType.lastIndexOf('.'))
  const { rows: known } = await pool.query<{ centre: string | null }>(
    `select case when to_regprocedure($2) is null then null
                 else (select ${catalog.mean}(v.embedding)::text from ${catalog.vectors} v where v.prefix = any($1::text[])) end as centre`,
    [prefixes, `${schema}.binary_quantize(${catalog.vectorType})`],
  )
  const centre = known[0]?.centre ?? null
  // a pgvector before 0.7 makes no signatures: pairs are then proposed by their words alone
  if (centre === null) return rows.map(() => null)
  const signatures: (Uint32Array | null)[] = []
  for (let from = 0; from < rows.length; from += PORTION) {
    const portion = rows.slice(from, from + PORTION)
    const { rows: bits } = await pool.query<{ at: number; bits: string }>(
      `select p.at::int as at,
              left((${schema}.binary_quantize(${catalog.mean}(v.embedding) operator(${schema}.-) $3::${catalog.vectorType}))::text, ${BITS}) as bits
         from unnest($1::text[], $2::text[]) with ordinality as p (prefix, key, at)
         join ${catalog.vectors} v on v.prefix = p.prefix and v.key = p.key and v.embedding is not null
        group by p.at`,
      [portion.map(({ prefix }) => prefix), portion.map(({ key }) => key), centre],
    )
    const found = new Map(bits.map((one) => [one.at - 1, signatureOf(one.bits)]))
    for (const at of portion.keys()) signatures.push(found.get(at) ?? null)
    await breathe()
  }
  return signatures
}

async function takeApart(rows: readonly Row[]): Promise<Compared[]> {
  const said: string[] = []
  for (const [at, { json }] of rows.entries()) {
    said.push(saidIn(json))
    if (at % SLICE === 0) await breathe()
  }
  const names = namesIn(said)
  const isName = (word: string) => names.has(word)
  const compared: Compared[] = []
  for (const [at, { key, createdAt }] of rows.entries()) {
    compared.push({
      facts: factsOf(key, said[at] ?? '', isName),
      learnedAt: parsePostgresTime(createdAt)?.getTime() ?? 0,
    })
    if (at % SLICE === 0) await breathe()
  }
  return compared
}

/** Memories, or pairs, worked on between two breaths. */
const SLICE = 50

type Likely = Likeness & { first: number; second: number }

async function compareAll(
  compared: readonly Compared[],
  { pairs, weight }: Awaited<ReturnType<typeof candidatesOf>>,
): Promise<Likely[]> {
  const likely: Likely[] = []
  let looked = 0
  for (const pair of pairs) {
    if (++looked % SLICE === 0) await breathe()
    const [one, other] = [Math.floor(pair / compared.length), pair % compared.length]
    const [a, b] = [compared[one], compared[other]]
    if (a === undefined || b === undefined) continue
    // the one that was learned first, at the left
    const isTurned = a.learnedAt > b.learnedAt
    const likeness = isTurned ? compare(b, a, weight) : compare(a, b, weight)
    if (likeness !== null) likely.push({ ...likeness, first: isTurned ? other : one, second: isTurned ? one : other })
  }
  return likely.sort((a, b) => b.alike - a.alike || a.first - b.first || a.second - b.second)
}

/** Pairs whose distance is measured, the most alike. */
const MOST_MEASURED = 5_000
const MEASURED_AT_ONCE = 250

async function measure(
  { scope: { store } }: Asked,
  rows: readonly Row[],
  likely: readonly Likely[],
): Promise<{ similarities: (number | null)[]; veryNear: number }> {
  const { pool, catalog } = store
  const similarities: (number | null)[] = []
  const columns = (places: readonly number[]) => [
    places.map((at) => rows[at]?.prefix ?? ''),
    places.map((at) => rows[at]?.key ?? ''),
  ]
  const distance = `min(nullif(a.embedding ${catalog.cosine} b.embedding, 'NaN'))`
  for (let from = 0; from < Math.min(likely.length, MOST_MEASURED); from += MEASURED_AT_ONCE) {
    const portion = likely.slice(from, Math.min(from + MEASURED_AT_ONCE, MOST_MEASURED))
    const { rows: measured } = await pool.query<{ at: number; similarity: number | null }>(
      `select p.at::int as at, 1 - ${distance} as similarity
         from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality as p (prefix, key, other_prefix, other_key, at)
         join ${catalog.vectors} a on a.prefix = p.prefix and a.key = p.key
         join ${catalog.vectors} b on b.prefix = p.other_prefix and b.key = p.other_key
        group by p.at`,
      [...columns(portion.map(({ first }) => first)), ...columns(portion.map(({ second }) => second))],
    )
    const found = new Map(measured.map((one) => [one.at - 1, one.similarity]))
    for (const at of portion.keys()) similarities.push(found.get(at) ?? null)
    await breathe()
  }
  const step = Math.max(1, Math.floor(rows.length / SAMPLE))
  const sample = rows.flatMap((_, at) => (at % step === 0 && at / step < SAMPLE ? [at] : []))
  const { rows: spread } = await pool.query<{ count: number; mean: number | null; deviation: number | null }>(
    `with sampled as materialized (
       select p.at, v.embedding from unnest($1::text[], $2::text[]) with ordinality as p (prefix, key, at)
         join ${catalog.vectors} v on v.prefix = p.prefix and v.key = p.key and v.embedding is not null
     ), pair as (
       select nullif(a.embedding ${catalog.cosine} b.embedding, 'NaN') as distance from sampled a join sampled b on a.at < b.at
     )
     select count(distance)::int as count, 1 - avg(distance) as mean, stddev_pop(distance) as deviation from pair`,
    columns(sample),
  )
  const { count = 0, mean, deviation } = spread[0] ?? {}
  const isKnown = count >= SAMPLE && typeof mean === 'number' && typeof deviation === 'number'
  return { similarities, veryNear: isKnown ? Math.min(mean + VERY_NEAR * deviation, 0.99) : VERY_NEAR_AT_LEAST }
}

function toPair(
  scope: Scope,
  rows: readonly Row[],
  { first, second, similarity, ...likeness }: Likely & { similarity: number | null },
): FoundPair {
  return { left: placeOf(scope, rows[first]), right: placeOf(scope, rows[second]), similarity, ...likeness }
}

function placeOf({ store }: Scope, row: Row | undefined): PairedPlace {
  if (row === undefined) throw new Error('a pair is of memories that were read')
  const { prefix, key, version, updatedAt } = row
  return { prefix, key, version, updatedAt, pseudonym: pseudonym(store, 'memory', prefix, key) }
}

/** Lets others be served between two pieces of work. */
async function breathe(): Promise<void> {
  await setImmediate()
}
