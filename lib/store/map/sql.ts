// What the map asks the database: the fingerprint of what it shows, a sample to find the axes in, and every memory's place along them.
import { fromSql } from 'pgvector'
import type { MemoryFilter } from '@/lib/shared/filter'
import { MOST_POINTS } from '@/lib/shared/memory-map'
import { arrayLiteral } from '../change/search-entries'
import { filterSql } from '../list/filter-sql'
import type { Scope } from '../memory-store'

/** What is on the map: whose, and narrowed to what. `prefixes` are the person's own. */
export type MapRequest = { scope: Scope; prefixes: string[]; filter: MemoryFilter; timeZone: string }

export type Place = { prefix: string; key: string }

/** Memories that the filter lets through, the newest first, as far as a map holds them. `$1` and what follows are its values. */
function shownSql({ scope, prefixes, filter, timeZone }: MapRequest) {
  const { sql, values } = filterSql(scope, filter, timeZone, 2)
  const where = `s.prefix = any($1::text[]) ${sql}`
  return {
    where,
    shown: `select s.prefix, s.key, s.updated_at, s.xmin::text as xmin from ${scope.store.catalog.store} s
             where ${where} order by s.updated_at desc, s.prefix desc, s.key desc limit ${MOST_POINTS}`,
    values: [prefixes, ...values],
  }
}

export type MapPrint = { print: string; total: number; matching: number; shown: number }

/**
 * A fingerprint of every row and search entry that the map is drawn from: any write to one of them, by whomever, gives
 * another one, since a written row carries the number of the transaction that wrote it.
 */
export async function mapPrint(request: MapRequest): Promise<MapPrint> {
  const { pool, catalog } = request.scope.store
  const { shown, where, values } = shownSql(request)
  const hash = (...columns: string[]) => `bit_xor(hashtextextended(concat_ws(chr(31), ${columns.join(', ')}), 0))`
  const { rows } = await pool.query<MapPrint>(
    `with shown as materialized (${shown}),
     stored as (
       select count(*)::int as shown, ${hash('prefix', 'key', 'xmin', 'updated_at::text')} as hash from shown
     ), entry as (
       select count(*)::int as entries, ${hash('v.prefix', 'v.key', 'v.field_name', 'v.xmin::text', 'v.updated_at::text')} as hash
         from shown join ${catalog.vectors} v on v.prefix = shown.prefix and v.key = shown.key
     ), counted as (
       select (select count(*)::int from ${catalog.store} s where s.prefix = any($1::text[])) as total,
              (select count(*)::int from ${catalog.store} s where ${where}) as matching
     )
     select counted.total, counted.matching, stored.shown,
            concat_ws('.', counted.total, counted.matching, stored.shown, entry.entries, stored.hash, entry.hash) as print
       from counted, stored, entry`,
    values,
  )
  return rows[0] ?? { print: '', total: 0, matching: 0, shown: 0 }
}

/** Memories whose words are read, and how many of them have their vectors read too: those cost the most. */
const MOST_SAMPLED = 2_000
const WITH_VECTORS = 1_000
const AT_ONCE = 250

/** `vector`: mean of its search entries, of length 1; null beyond the first 1,000. */
export type Sampled = Place & { vector: Float32Array | null; text: string }

/** Up to 2,000 memories that have search entries, always the same ones while they are there. */
export async function sampleOf(request: MapRequest, breathe: () => Promise<void>): Promise<Sampled[]> {
  const { pool, catalog } = request.scope.store
  const { shown, values } = shownSql(request)
  const { rows: chosen } = await pool.query<Place>(
    `with shown as materialized (${shown})
     select prefix, key from shown
      where exists (select from ${catalog.vectors} v where v.prefix = shown.prefix and v.key = shown.key and v.embedding is not null)
      order by hashtextextended(prefix || chr(31) || key, 0), prefix, key limit ${MOST_SAMPLED}`,
    values,
  )
  const sampled: Sampled[] = []
  for (let from = 0; from < chosen.length; from += AT_ONCE) {
    const some = chosen.slice(from, from + AT_ONCE)
    const mean = `(select ${catalog.mean}(v.embedding)::text from ${catalog.vectors} v
                    where v.prefix = s.prefix and v.key = s.key and v.embedding is not null)`
    const { rows } = await pool.query<Place & { vector: string | null; text: string | null }>(
      `select s.prefix, s.key, left(${SAID}, ${MOST_READ}) as text,
              ${from < WITH_VECTORS ? mean : 'null'} as vector
         from unnest($1::text[], $2::text[]) as chosen (prefix, key)
         join ${catalog.store} s on s.prefix = chosen.prefix and s.key = chosen.key`,
      [some.map(({ prefix }) => prefix), some.map(({ key }) => key)],
    )
    for (const { prefix, key, vector, text } of rows)
      sampled.push({ prefix, key, vector: vector === null ? null : unitVector(vector), text: text ?? '' })
    await breathe()
  }
  return sampled
}

/** Characters of a memory that its group's name may come from. */
const MOST_READ = 600
/** A memory's texts without the names of its fields; where it has none, its key; of a huge one the beginning as it stands. */
const SAID = `case when octet_length(s.value::text) > 65536 then s.value::text else coalesce(
  (select string_agg(said #>> '{}', ' ') from jsonb_path_query(s.value, 'strict $.** ? (@.type() == "string")') as said),
  translate(s.key, '_-./:', '     ')) end`

function unitVector(text: string): Float32Array {
  const numbers = Float32Array.from(fromSql(text) as number[])
  const length = Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0))
  return length === 0 ? numbers : numbers.map((value) => value / length)
}

/**
 * Every memory on the map, newest first, with its place along each axis: the cosine with it, and the mean of them where a
 * memory has several search entries; null without one.
 */
export async function projectAll(
  request: MapRequest,
  axes: readonly Float64Array[],
): Promise<(Place & { along: Float64Array | null })[]> {
  const { pool, catalog } = request.scope.store
  const { shown, values } = shownSql(request)
  const placeholder = (index: number) => `$${values.length + index + 1}::float8[]::${catalog.vectorType}`
  // an entry without an angle lies in the middle
  const cosines = axes.map(
    (_, index) =>
      `avg(1 - coalesce(nullif(entry.embedding ${catalog.cosine} ${placeholder(index)}, 'NaN'), 1))::real::text`,
  )
  // a sum with nothing is taken out of storage once, and not once for each axis
  const nothing = new Float64Array(catalog.dims ?? 0)
  const { rows } = await pool.query<Place & { along: string | null }>(
    `with shown as materialized (${shown}),
     placed as (
       select entry.prefix, entry.key, concat_ws(' ', 'at', ${cosines.join(', ') || 'null'}) as along
         from (select v.prefix, v.key, v.embedding ${catalog.plus} ${placeholder(axes.length)} as embedding
                 from shown join ${catalog.vectors} v on v.prefix = shown.prefix and v.key = shown.key
                where v.embedding is not null offset 0) entry
        group by entry.prefix, entry.key
     )
     select shown.prefix, shown.key, placed.along
       from shown left join placed on placed.prefix = shown.prefix and placed.key = shown.key
      order by shown.updated_at desc, shown.prefix desc, shown.key desc`,
    [...values, ...axes.map((axis) => arrayLiteral([...axis])), arrayLiteral([...nothing])],
  )
  return rows.map(({ prefix, key, along }) => ({
    prefix,
    key,
    along: along === null ? null : Float64Array.from(along.split(' ').slice(1), Number),
  }))
}

/** Of `words` those that say nothing by themselves: the stop words of every language that Postgres brings a dictionary for. */
export async function idleWords({ store: { pool } }: Scope, words: string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ word: string }>(
    `select distinct word
       from unnest($1::text[]) as word, pg_catalog.pg_ts_dict d join pg_catalog.pg_ts_template t on t.oid = d.dicttemplate
      where t.tmplname = 'snowball' and d.dictnamespace = 'pg_catalog'::regnamespace
        and pg_catalog.ts_lexize(d.oid::regdictionary, word) = '{}'`,
    [words],
  )
  return new Set(rows.map(({ word }) => word))
}
