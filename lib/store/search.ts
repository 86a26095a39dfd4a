// Exact search by meaning: every vector of the person is compared, so no index can lose a memory.
import { Expected } from '@/lib/errors'
import type { Found, MemorySearch } from '@/lib/shared/memory'
import { lastWriteJoin, type MemoryRow, memoryColumns, toMemory } from './memory-row'
import type { Scope } from './memory-store'
import { personPrefixes } from './namespaces'
import { asExpected } from './outage'
import { readScore, type Spread, standsOut } from './reading'

/** Equality on members of the value, as the agent's `filter`: member name → JSON text. */
export type MemberFilter = Record<string, string>

export type SearchRequest = { query: string; limit: number; offset?: number; filter?: MemberFilter }

type RankedRow = Partial<MemoryRow> & {
  score: number | null
  total: number
  results: number
  scored: number
  mean: number | null
  deviation: number | null
}

/**
 * Memories by closeness to `query`, the closest first. The question is embedded as the store embeds it; several entries
 * of one memory count by their closest; entries that are missing or have no angle come last, without a score.
 * When the embedding endpoint does not answer, words are compared instead (`mode: 'words'`).
 * @throws Expected `database-unavailable`
 */
export async function searchMemories(scope: Scope, request: SearchRequest): Promise<MemorySearch> {
  let embedding: number[] | undefined
  try {
    embedding = (await scope.store.embedder.embed([request.query]))[0]
  } catch (error) {
    if (!(error instanceof Expected && error.code === 'embedding-unavailable')) throw error
  }
  return embedding === undefined ? searchByWords(scope, request) : searchByMeaning(scope, request, embedding)
}

/**
 * As {@link searchMemories}, without falling back on words: an embedding endpoint that does not answer is an error.
 * @throws Expected `embedding-unavailable`
 */
export async function searchMemoriesByMeaning(scope: Scope, request: SearchRequest): Promise<MemorySearch> {
  const [embedding] = await scope.store.embedder.embed([request.query])
  if (embedding === undefined)
    throw new Expected('embedding-unavailable', 'The embedding endpoint gave no vector for the question.')
  return searchByMeaning(scope, request, embedding)
}

async function searchByMeaning(scope: Scope, request: SearchRequest, embedding: number[]): Promise<MemorySearch> {
  const { pool, catalog } = scope.store
  const filter = filterSql(request.filter, 6)
  const { rows } = await asExpected(async () =>
    pool.query<RankedRow>(
      `with near as materialized (
         select v.prefix, v.key, min(v.embedding ${catalog.cosine} $2::float8[]::${catalog.vectorType}) as distance
           from ${catalog.vectors} v
          where v.prefix = any($1::text[])
          group by v.prefix, v.key
       ), ranked as materialized (
         select s.prefix, s.key, nullif(n.distance, 'NaN') as distance
           from ${catalog.store} s left join near n on n.prefix = s.prefix and n.key = s.key
          where s.prefix = any($1::text[]) ${filter.sql}
       ), facts as (
         select count(*)::int as results, count(distance)::int as scored,
                1 - avg(distance) as mean, stddev_pop(distance) as deviation,
                (select count(*)::int from ${catalog.store} a where a.prefix = any($1::text[])) as total
           from ranked
       ), page as (
         select * from ranked order by distance nulls last, prefix, key limit $3 offset $4
       )
       select facts.*, 1 - page.distance as score, ${memoryColumns(scope, '$5')}
         from facts
         left join page on true
         left join ${catalog.store} s on s.prefix = page.prefix and s.key = page.key
         ${lastWriteJoin}
        order by page.distance nulls last, page.prefix, page.key`,
      [await personPrefixes(scope), embedding, request.limit, request.offset ?? 0, scope.actor, ...filter.values],
    ),
  )
  const facts = rows[0]
  const spread: Spread = { count: facts?.scored ?? 0, mean: facts?.mean ?? 0, deviation: facts?.deviation ?? 0 }
  const memories = rows.filter(isFound).map(
    (row): Found => ({
      ...toMemory(scope, row),
      score: row.score,
      reading: row.score === null ? null : readScore(row.score, spread),
    }),
  )
  const best = (request.offset ?? 0) === 0 ? (memories[0]?.score ?? null) : null
  return {
    ...position(request, memories.length, facts?.results ?? 0),
    memories,
    total: facts?.total ?? 0,
    mode: 'meaning',
    standsOut: (request.offset ?? 0) > 0 || standsOut(best, spread),
  }
}

/** A tsvector holds at most 1 MB: an agent may have written more. Twice what can be written here. */
const SEARCHED_CHARACTERS = 131_072

/** Words only: memories that hold any word of the question, those with the most of them first. */
async function searchByWords(scope: Scope, request: SearchRequest): Promise<MemorySearch> {
  const { pool, catalog } = scope.store
  const filter = filterSql(request.filter, 6)
  const { rows } = await asExpected(async () =>
    pool.query<RankedRow>(
      `with question as (
         select distinct lexeme from unnest(to_tsvector('simple', $2)) where length(lexeme) > 1
       ), ranked as materialized (
         select s.prefix, s.key,
                (select count(*) from question q
                  where q.lexeme = any(tsvector_to_array(to_tsvector('simple', left(s.key || ' ' || s.value::text, ${SEARCHED_CHARACTERS}))))) as matched
           from ${catalog.store} s
          where s.prefix = any($1::text[]) ${filter.sql}
       ), facts as (
         select count(*) filter (where matched > 0)::int as results, 0 as scored, null::float8 as mean, null::float8 as deviation,
                (select count(*)::int from ${catalog.store} a where a.prefix = any($1::text[])) as total
           from ranked
       ), page as (
         select * from ranked where matched > 0 order by matched desc, prefix, key limit $3 offset $4
       )
       select facts.*, null::float8 as score, ${memoryColumns(scope, '$5')}
         from facts
         left join page on true
         left join ${catalog.store} s on s.prefix = page.prefix and s.key = page.key
         ${lastWriteJoin}
        order by page.matched desc, page.prefix, page.key`,
      [
        await personPrefixes(scope),
        request.query.replaceAll('\u0000', ' '),
        request.limit,
        request.offset ?? 0,
        scope.actor,
        ...filter.values,
      ],
    ),
  )
  const memories = rows.filter(isFound).map((row): Found => ({ ...toMemory(scope, row), score: null, reading: null }))
  return {
    ...position(request, memories.length, rows[0]?.results ?? 0),
    memories,
    total: rows[0]?.total ?? 0,
    mode: 'words',
    standsOut: true,
  }
}

function position({ query, limit, offset = 0 }: SearchRequest, shown: number, results: number) {
  return {
    kind: 'search' as const,
    query,
    results,
    from: shown === 0 ? 0 : offset + 1,
    next: offset + shown < results && shown > 0 ? offset + shown : null,
    previous: offset > 0 ? Math.max(0, offset - limit) : null,
  }
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
