// Exact search: every vector of the person is compared, so no index can lose a memory, and beside it the words of the question.
import { Expected } from '@/lib/errors'
import type { Found, MemorySearch, SearchMode } from '@/lib/shared/memory'
import { lastWriteJoin, type MemoryRow, memoryColumns, toMemory } from './memory-row'
import type { Scope } from './memory-store'
import { personPrefixes } from './namespaces'
import { asExpected } from './outage'
import { readScore, type Spread, standsOut } from './reading'

/** Equality on members of the value, as the agent's `filter`: member name → JSON text. */
export type MemberFilter = Record<string, string>

export type SearchRequest = { query: string; limit: number; offset?: number; filter?: MemberFilter }

/**
 * Memories by closeness to `query`, the closest first, by meaning and words together: reciprocal rank fusion, in which a
 * memory's words count only where they cover at least half of the question's weight (rare words weigh more). The score
 * is the cosine similarity alone. When the embedding endpoint does not answer, words are compared alone (`mode: 'words'`).
 * @throws Expected `database-unavailable`
 */
export async function searchMemories(scope: Scope, request: SearchRequest): Promise<MemorySearch> {
  try {
    return await search(scope, request, 'together', await embed(scope, request.query))
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
export async function searchMemoriesByMeaning(scope: Scope, request: SearchRequest): Promise<MemorySearch> {
  return search(scope, request, 'meaning', await embed(scope, request.query))
}

async function embed({ store: { embedder } }: Scope, query: string): Promise<number[]> {
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
  total: number
  results: number
  scored: number
  mean: number | null
  deviation: number | null
  words: number
}

/** Of larger values only the beginning is compared by words: a tsvector holds at most 1 MB, and an agent may write more. */
const WHOLE_BYTES = 262_144

/** The share of the question's weight that a memory's words must cover to count (queries.md §4, stack.md §4). */
const COVERAGE = 0.5

/** Reciprocal rank fusion's constant (Cormack, Clarke, Büttcher 2009). */
const RRF = 60

/** The one statement of every mode: a leg that is not asked for compares nothing. */
async function search(
  scope: Scope,
  request: SearchRequest,
  mode: SearchMode,
  embedding: number[] | null,
): Promise<MemorySearch> {
  const { pool, catalog } = scope.store
  const filter = filterSql(request.filter, 8)
  const { rows } = await asExpected(async () =>
    pool.query<RankedRow>(
      `with near as materialized (
         select v.prefix, v.key, min(v.embedding ${catalog.cosine} $2::float8[]::${catalog.vectorType}) as distance
           from ${catalog.vectors} v
          where v.prefix = any($1::text[]) and $2::float8[] is not null
          group by v.prefix, v.key
       ), term as (
         select distinct lexeme from unnest(to_tsvector('simple', $6)) where $7 and length(lexeme) > 1
       ), candidate as materialized (
         select s.prefix, s.key, nullif(n.distance, 'NaN') as distance,
                case when $7 then tsvector_to_array(to_tsvector('simple', s.key)
                  || case when octet_length(s.value::text) <= ${WHOLE_BYTES} then jsonb_to_tsvector('simple', s.value, '["all"]')
                          else to_tsvector('simple', left(s.value::text, ${WHOLE_BYTES / 2})) end) end as lexemes
           from ${catalog.store} s left join near n on n.prefix = s.prefix and n.key = s.key
          where s.prefix = any($1::text[]) ${filter.sql}
       ), weight as (
         select t.lexeme, ln(1 + (select count(*) from candidate) / (0.5 + count(c.key))) as weight
           from term t left join candidate c on t.lexeme = any(c.lexemes)
          group by t.lexeme
       ), matched as (
         select c.prefix, c.key, array_agg(w.lexeme order by w.lexeme) as found,
                sum(w.weight) / (select sum(weight) from weight) as coverage
           from candidate c join weight w on w.lexeme = any(c.lexemes)
          group by c.prefix, c.key
       ), placed as (
         select c.prefix, c.key, c.distance, m.found, m.coverage,
                case when c.distance is not null then rank() over (order by c.distance) end as meaning_place,
                case when m.coverage is not null then rank() over (order by m.coverage desc nulls last) end as word_place
           from candidate c left join matched m on m.prefix = c.prefix and m.key = c.key
       ), ranked as materialized (
         select *, coalesce(1.0 / (${RRF} + meaning_place), 0)
                   + case when $2::float8[] is null or coverage >= ${COVERAGE} then coalesce(1.0 / (${RRF} + word_place), 0) else 0 end as fused
           from placed where $2::float8[] is not null or found is not null
       ), facts as (
         select count(*)::int as results, count(distance)::int as scored,
                1 - avg(distance) as mean, stddev_pop(distance) as deviation,
                (select count(*)::int from ${catalog.store} a where a.prefix = any($1::text[])) as total,
                (select count(*)::int from term) as words
           from ranked
       ), page as (
         select * from ranked order by fused desc, distance nulls last, prefix, key limit $3 offset $4
       )
       select facts.*, 1 - page.distance as score, page.found, page.meaning_place::int as "meaningPlace",
              page.word_place::int as "wordPlace", ${memoryColumns(scope, '$5')}
         from facts
         left join page on true
         left join ${catalog.store} s on s.prefix = page.prefix and s.key = page.key
         ${lastWriteJoin}
        order by page.fused desc, page.distance nulls last, page.prefix, page.key`,
      [
        await personPrefixes(scope),
        embedding,
        request.limit,
        request.offset ?? 0,
        scope.actor,
        request.query.replaceAll('\u0000', ' '),
        mode !== 'meaning',
        ...filter.values,
      ],
    ),
  )
  return toSearch(scope, request, mode, rows)
}

function toSearch(scope: Scope, request: SearchRequest, mode: SearchMode, rows: RankedRow[]): MemorySearch {
  const { query, limit, offset = 0 } = request
  const { results = 0, scored = 0, mean, deviation, total = 0, words = 0 } = rows[0] ?? {}
  const spread: Spread = { count: scored, mean: mean ?? 0, deviation: deviation ?? 0 }
  const memories = rows.filter(isFound).map(
    (row): Found => ({
      ...toMemory(scope, row),
      score: row.score,
      reading: row.score === null ? null : readScore(row.score, spread),
      found: row.found ?? [],
      place: { meaning: row.meaningPlace, words: row.wordPlace },
    }),
  )
  const hasWords = memories.some((memory) => memory.found.length > 0 && memory.found.length === words)
  return {
    kind: 'search',
    query,
    memories,
    total,
    results,
    words,
    from: memories.length === 0 ? 0 : offset + 1,
    next: memories.length > 0 && offset + memories.length < results ? offset + memories.length : null,
    previous: offset > 0 ? Math.max(0, offset - limit) : null,
    mode,
    standsOut: mode === 'words' || offset > 0 || hasWords || standsOut(bestOf(memories), spread),
  }
}

function bestOf(memories: Found[]): number | null {
  const scores = memories.map(({ score }) => score).filter((score) => score !== null)
  return scores.length === 0 ? null : Math.max(...scores)
}

function isFound(row: RankedRow): row is RankedRow & MemoryRow {
  return row.key !== null && row.key !== undefined
}

/** `value->k = v::jsonb` for each member, as upstream writes it. */
function filterSql(filter: MemberFilter = {}, from: number): { sql: string; values: string[] } {
  const members = Object.entries(filter)
  return {
    sql: members.map((_, index) => `and s.value -> $${from + 2 * index} = $${from + 2 * index + 1}::jsonb`).join(' '),
    values: members.flat(),
  }
}
