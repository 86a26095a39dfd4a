// Exact search: every vector of the person is compared, so no index can lose a memory, and beside it the words of the question.
import { Expected } from '@/lib/errors'
import { type MemoryFilter, NO_FILTER } from '@/lib/shared/filter'
import type { Found, MemorySearch, SearchMode, SearchSort } from '@/lib/shared/memory'
import { COMPARE, SEARCH } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { orderBy } from '../list/order'
import { lastWriteJoin, type MemoryRow, memoryColumns, toMemory } from '../memory-row'
import type { Scope } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import { atMostLoose, isVerySimilar, readScore, type Spread } from './reading'
import { type Address, type MemberFilter, rankedSql } from './search-sql'
import { NO_OWN, ownSql, standsOut } from './stands-out'

export type SearchRequest = {
  query: string
  limit: number
  offset?: number
  filter?: MemoryFilter
  /** IANA name of the reader's zone, in which the days of `filter` lie. */
  timeZone?: string
  members?: MemberFilter
  /** Other orders than `relevance` (the default) leave out what hardly matches: it would stand between what does. */
  sort?: SearchSort
}

/**
 * Memories by closeness to `query`, the closest first, by meaning and words together: reciprocal rank fusion, in which a
 * memory's words count by the share of the question's weight that they cover, from three tenths on (rare words weigh more,
 * words like "the" less). The score is the cosine similarity alone. When the embedding endpoint does not answer, words are
 * compared alone (`mode: 'words'`).
 * @throws Expected `database-unavailable`
 */
export const searchMemories = traced(SEARCH, byMeaningAndWords)

async function byMeaningAndWords(scope: Scope, request: SearchRequest): Promise<MemorySearch> {
  try {
    return await search(scope, request, 'together', await embedQuestion(scope, request.query))
  } catch (error) {
    if (!(error instanceof Expected && error.code === 'embedding-unavailable')) throw error
    return search(scope, request, 'words', null)
  }
}

/**
 * As {@link searchMemories}, by meaning alone. The question is embedded as the store embeds it; several entries of one
 * memory count by their closest; entries that are missing or have no angle come last, without a score.
 * @throws Expected `embedding-unavailable`, `database-unavailable`
 */
export const searchMemoriesByMeaning = traced(SEARCH, byMeaning)

async function byMeaning(scope: Scope, request: SearchRequest): Promise<MemorySearch> {
  return search(scope, request, 'meaning', await embedQuestion(scope, request.query))
}

/**
 * The memories that hold every word of `query`, as whole words in any of their fields or in their key, whatever they mean:
 * nothing is embedded, and none has a score.
 * @throws Expected `database-unavailable`
 */
export const searchMemoriesByWords = traced(SEARCH, byWords)

async function byWords(scope: Scope, request: SearchRequest): Promise<MemorySearch> {
  return search(scope, request, 'every-word', null)
}

/** @throws Expected `embedding-unavailable` */
export async function embedQuestion({ store: { embedder } }: Pick<Scope, 'store'>, query: string): Promise<number[]> {
  const [vector] = await embedder.embed([query])
  if (vector === undefined)
    throw new Expected('embedding-unavailable', 'The embedding endpoint gave no vector for the question.')
  return vector
}

type RankedRow = Partial<MemoryRow> & {
  score: number | null
  found: string[] | null
  meaningPlace: number | null
  wordPlace: number | null
  weighed: boolean | null
  coverage: number | null
} & Facts

/** What is true of the whole search. */
type Facts = {
  total: number
  results: number
  skipped: number
  worded: number
  words: number
  scored: number
  mean: number | null
  deviation: number | null
  /** Of the similarities between memories of the person; no pairs: not asked for. */
  pairs: number
  ownMean: number | null
  ownDeviation: number | null
}

/**
 * The one statement of every mode.
 * @param request.like compared by its own entries, unless `mode` is `words`
 */
export const search = traced(COMPARE, compare)

async function compare(
  scope: Scope,
  request: SearchRequest & { like?: Address },
  mode: SearchMode,
  embedding: number[] | null,
): Promise<MemorySearch> {
  const { pool, catalog } = scope.store
  const { query, limit, offset = 0, filter = NO_FILTER, timeZone = 'UTC', members, like, sort = 'relevance' } = request
  const { rows } = await asExpected(async () => {
    const prefixes = await personPrefixes(scope)
    const ranked = rankedSql(scope, prefixes, { query, embedding, like, mode, filter, timeZone, members })
    const values = [...ranked.values]
    const place = (value: unknown) => `$${values.push(value)}`
    const order = (row: string) =>
      sort === 'relevance'
        ? `${row}.fused desc, ${row}.distance nulls last, ${row}.prefix, ${row}.key`
        : orderBy(sort, row)
    const [size, skip] = [`${place(limit)}::int`, `${place(offset)}::int`]
    // then whatever is compared is a result, and need not be gone through to be counted
    const isWhole = sort === 'relevance' && (mode === 'together' || mode === 'meaning')
    const total =
      like === undefined
        ? 'compared::int'
        : `(select count(*)::int from ${catalog.store} a where a.prefix = any($1::text[]))`
    const own = embedding !== null && sort === 'relevance' ? ownSql(catalog) : NO_OWN
    return pool.query<RankedRow>(
      `${ranked.sql}, ${own}, result as not materialized (
         select * from ranked where kept ${sort === 'relevance' ? '' : 'and matches'}
       ), counted as (
         ${
           isWhole
             ? 'select kept::int as results, worded::int from spread'
             : 'select (select count(*)::int from result) as results, (select count(found)::int from ranked) as worded'
         }
       ), facts as (
         select ${total} as total, results,
                -- where fewer are left than are skipped: the last page
                least(${skip}, greatest(results - 1, 0) / ${size} * ${size}) as skipped,
                counted.worded, (select count(*)::int from term) as words,
                scored, 1 - spread.mean as mean, spread.deviation,
                pairs, 1 - own.mean as "ownMean", own.deviation as "ownDeviation"
           from spread, counted, own
       ), page as (
         select * from result order by ${order('result')} limit ${size} offset (select skipped from facts)
       ), closest as (
         -- by meaning alone only what is shown is given its place among all
         select prefix, key, rank() over (order by distance) as place from candidate where distance <= (select max(distance) from page)
       )
       select facts.*, 1 - page.distance as score, page.found, ${mode === 'meaning' ? 'closest.place' : 'page.meaning_place'}::int as "meaningPlace",
              page.word_place::int as "wordPlace", page.weighed,
              page.coverage::float8 as coverage, ${memoryColumns(scope, place(scope.actor))}
         from facts
         left join page on true
         ${mode === 'meaning' ? 'left join closest on closest.prefix = page.prefix and closest.key = page.key' : ''}
         left join ${catalog.store} s on s.prefix = page.prefix and s.key = page.key
         ${lastWriteJoin}
        order by ${order('page')}`,
      values,
    )
  })
  return toSearch(scope, { ...request, sort }, mode, rows)
}

function toSearch(
  scope: Scope,
  { query, limit, sort, like }: SearchRequest & { sort: SearchSort; like?: Address },
  mode: SearchMode,
  rows: RankedRow[],
): MemorySearch {
  const { results = 0, skipped = 0, scored = 0, mean, deviation, total = 0, words = 0, worded = 0 } = rows[0] ?? {}
  const { pairs = 0, ownMean, ownDeviation } = rows[0] ?? {}
  const spread: Spread = { count: scored, mean: mean ?? 0, deviation: deviation ?? 0 }
  const own: Spread = { count: pairs, mean: ownMean ?? 0, deviation: ownDeviation ?? 0 }
  const score = highest(rows.map((row) => row.score))
  const coverage = mode === 'meaning' ? null : (highest(rows.map((row) => row.coverage)) ?? 0)
  const isCertain = mode === 'words' || mode === 'every-word' || sort !== 'relevance' || skipped > 0
  const isAnswered = isCertain || like !== undefined || standsOut({ score, coverage }, scored, own)
  const read = (one: number) => (isAnswered ? readScore(one, spread) : atMostLoose(readScore(one, spread)))
  const memories = rows.filter(isFound).map(
    (row): Found => ({
      ...toMemory(scope, row),
      score: row.score,
      reading: row.score === null ? null : read(row.score),
      found: row.found ?? [],
      place: { meaning: row.meaningPlace, words: row.wordPlace },
      weighed: row.weighed === true && row.found !== null,
    }),
  )
  return {
    kind: 'search',
    query,
    memories,
    total,
    results,
    words,
    placed: { meaning: scored, words: worded },
    from: memories.length === 0 ? 0 : skipped + 1,
    next: memories.length > 0 && skipped + memories.length < results ? skipped + memories.length : null,
    previous: skipped > 0 ? Math.max(0, skipped - limit) : null,
    mode,
    sort,
    standsOut: isAnswered && (isCertain || like === undefined || isVerySimilar(score, spread)),
  }
}

function highest(numbers: (number | null)[]): number | null {
  return numbers.reduce((most, one) => (most === null || (one !== null && one > most) ? one : most), null)
}

function isFound(row: RankedRow): row is RankedRow & MemoryRow {
  return row.key !== null && row.key !== undefined
}
