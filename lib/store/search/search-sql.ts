// The statement of a search, up to where every memory has its places: what is then shown of it, and in which order, is for others.
import { type MemoryFilter, NO_FILTER } from '@/lib/shared/filter'
import type { SearchMode } from '@/lib/shared/memory'
import { arrayLiteral } from '../change/search-entries'
import { filterSql, type SqlPart } from '../list/filter-sql'
import type { Scope } from '../memory-store'
import { COUNTS, ENOUGH, FUNCTION_WORD, RRF } from './fusion'
import { ABOVE_HARDLY } from './reading'

/** Equality on members of the value, as the agent's `filter`: member name → JSON text. */
export type MemberFilter = Record<string, string>

/** Where a memory lies in the agent's table. */
export type Address = { prefix: string; key: string }

export type Ranking = {
  query: string
  /** Of the question; null: words alone are compared, or the entries of `like`. */
  embedding: number[] | null
  /** A memory whose like is looked for: unless words alone are compared, by its own entries. It is left out itself. */
  like?: Address
  mode: SearchMode
  filter?: MemoryFilter
  /** The reader's, for the days of `filter`. */
  timeZone?: string
  members?: MemberFilter
}

/** Of larger values only the beginning is compared by words: a tsvector holds at most 1 MB, and an agent may write more. */
const WHOLE_BYTES = 262_144

/**
 * Patterns of which a text must match one, in small letters, to hold one of the words; any text matches where a word is not plain
 * ASCII. Taking a text apart costs many times as much as looking through it.
 */
const SOUGHT = `array_agg('%' || case when lexeme collate "C" ~ '^[ -~]+$' then regexp_replace(lexeme, '([\\\\%_])', '\\\\\\1', 'g') else '' end || '%')`

/**
 * Whether a memory's key and value, as `text`, may hold one of the words. Beyond ASCII only İ and the sign of Kelvin may become
 * an ASCII letter when a word is made small, in whichever locale.
 */
const mayHold = (text: string) =>
  `(lower(${text} collate "C") like any ((select patterns from sought)::text[])
    or (octet_length(${text}) <> length(${text}) and ${text} ~ '[\\u0130\\u212a]'))`

/**
 * The beginning of a statement, `with … ranked as (…)`: a leg that is not asked for compares nothing. Every memory of the
 * person is compared and has its places among all of them. A filter takes rows away afterwards (`kept`), so that neither a
 * score's reading nor a place nor the order of the rest depends on it.
 *
 * `ranked` has `prefix, key, updated_at, distance, found, meaning_place` (null in mode `meaning`, whose order is that of the
 * distances: whoever shows places counts them for what is shown), `word_place, weighed` (its words count for the order), `fused`
 * (the higher the closer; equal for all where no words are compared), `kept`, and `matches`: it comes closer than most, or holds
 * enough of the question's words. `spread` has one row: how many are `compared`, and `scored, mean, deviation` of the distances;
 * `term` has the question's words.
 */
export function rankedSql(scope: Scope, prefixes: string[], ranking: Ranking): SqlPart {
  const { catalog } = scope.store
  const { query, embedding, like, mode, filter = NO_FILTER, timeZone = 'UTC', members = {} } = ranking
  const hasMeaning = embedding !== null || (like !== undefined && mode !== 'words')
  const hasWords = mode !== 'meaning'
  const vector = embedding === null ? null : arrayLiteral(embedding)
  const values: unknown[] = [prefixes, vector, query.replaceAll('\u0000', ' '), hasWords]
  const kept = filterSql(scope, filter, timeZone, values.length + 1)
  values.push(...kept.values)
  const equal = membersSql(members, values.length + 1)
  values.push(...equal.values)
  const [likePrefix, likeKey] = [values.length + 1, values.length + 2]
  if (like !== undefined) values.push(like.prefix, like.key)
  const isLike = (row: string) => `(${row}.prefix = $${likePrefix} and ${row}.key = $${likeKey})`
  const others = (row: string) => (like === undefined ? '' : `and not ${isLike(row)}`)
  const question = like === undefined || !hasMeaning ? `$2::float8[]::${catalog.vectorType}` : 'l.embedding'
  const likes = like === undefined || !hasMeaning ? '' : `join ${catalog.vectors} l on ${isLike('l')}`
  const text = hasWords ? `cross join lateral (select s.key || ' ' || s.value::text as words offset 0) t` : ''
  const found = hasWords
    ? `case when ${mayHold('t.words')} then (
               select array_agg(held.lexeme order by held.lexeme)
                 from unnest(tsvector_to_array(to_tsvector('simple', s.key)
                      || case when octet_length(s.value::text) <= ${WHOLE_BYTES} then jsonb_to_tsvector('simple', s.value, '["all"]')
                              else to_tsvector('simple', left(s.value::text, ${WHOLE_BYTES / 2})) end)) as held (lexeme)
                where held.lexeme = any ((select lexemes from sought)::text[])) end`
    : 'null::text[]'
  const isResult =
    mode === 'every-word' ? 'cardinality(found) = (select count(*) from term)' : `${hasMeaning} or found is not null`
  const matches = `coalesce(coverage >= ${hasMeaning ? ENOUGH : 0}, false) or coalesce(${ABOVE_HARDLY}, false) as matches`
  const ranked = hasWords
    ? `placed as (
      select c.*, m.coverage, coalesce(m.coverage >= ${COUNTS} or ${!hasMeaning}, false) as weighed,
             case when c.distance is not null then rank() over (order by c.distance) end as meaning_place,
             m.place as word_place
        from candidate c left join matched m on m.prefix = c.prefix and m.key = c.key
    ), ranked as (
      select placed.*,
             coalesce(1::float8 / (${RRF} + meaning_place), 0) + case when weighed then coalesce(coverage::float8 / (${RRF} + word_place), 0) else 0 end as fused,
             ${matches}
        from placed, spread where ${isResult}
    )`
    : `ranked as not materialized (
      select placed.*, 0::float8 as fused, ${matches}
        from (select c.*, null::float8 as coverage, false as weighed, null::bigint as meaning_place, null::bigint as word_place
                from candidate c) placed, spread
       where ${isResult}
    )`
  const sql = `with near as materialized (
      select v.prefix, v.key, min(v.embedding ${catalog.cosine} ${question}) as distance
        from ${catalog.vectors} v ${likes}
       where v.prefix = any($1::text[]) and ($2::float8[] is not null or ${likes !== ''}) ${others('v')}
       group by v.prefix, v.key -- materialized: where statistics are old a join may go through it row by row
    ), term as (
      select distinct lexeme from unnest(to_tsvector('simple', $3)) where $4 and (length(lexeme) > 1 or lexeme ~ '\\d')
    ), sought as (
      select ${SOUGHT} as patterns, array_agg(lexeme) as lexemes from term
    ), candidate as materialized (
      select s.prefix, s.key, s.updated_at, nullif(n.distance, 'NaN') as distance,
             coalesce(true ${kept.sql} ${equal.sql}, false) as kept,
             ${found} as found
        from ${catalog.store} s left join near n on n.prefix = s.prefix and n.key = s.key
             ${text}
       where s.prefix = any($1::text[]) ${others('s')}
    ), spread as materialized (
      select count(*) as compared, count(*) filter (where kept) as kept, count(found) as worded,
             count(distance)::int as scored, avg(distance) as mean, stddev_pop(distance) as deviation
        from candidate
    ), weight as (
      select t.lexeme, ln(1 + (select compared from spread) / (0.5 + count(held.lexeme)))
               * case when to_tsvector('english', t.lexeme) = '' then ${FUNCTION_WORD} else 1 end as weight
        from term t left join (select unnest(found) as lexeme from candidate where found is not null) held on held.lexeme = t.lexeme
       group by t.lexeme
    ), matched as (
      select c.prefix, c.key, c.found, own.weight / (select sum(weight) from weight) as coverage,
             rank() over (order by own.weight desc) as place
        from candidate c, lateral (select sum(w.weight) as weight from weight w where w.lexeme = any(c.found)) own
       where cardinality(c.found) > 0
    ), ${ranked}`
  return { sql, values }
}

/** `value->k = v::jsonb` for each member, as upstream writes it. */
function membersSql(members: MemberFilter, from: number): SqlPart {
  const entries = Object.entries(members)
  return {
    sql: entries.map((_, index) => `and s.value -> $${from + 2 * index} = $${from + 2 * index + 1}::jsonb`).join(' '),
    values: entries.flat(),
  }
}
