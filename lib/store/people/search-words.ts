// The words of a question in the memories of everybody, whole words only. No index of ours is assumed, so a text that does not even hold the letters is passed over before it is taken apart.
import type { MemoryStore } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import { addressOf, type Candidate, LEG } from './search-order'
import { isSomebodys } from './sql'

type Worded = {
  /** Those that cover most of the question's weight first: rare words weigh more. */
  found: Candidate[]
  coverage: Map<string, number>
  words: number
  /** They were too common to be compared in time. */
  isTooMuch: boolean
}

/** Words of every second memory of a million take longer. */
const SECONDS = 10

/**
 * @param seconds so long they are compared
 * @throws Expected `database-unavailable`
 */
export async function wordCandidates(store: MemoryStore, query: string, seconds = SECONDS): Promise<Worded> {
  try {
    return await asExpected(() => compared(store, query, seconds))
  } catch (error) {
    if (!isCancelled(error)) throw error
    return TOO_MUCH
  }
}

const TOO_MUCH: Worded = { found: [], coverage: new Map(), words: 0, isTooMuch: true }

/** The question's words: `term (lexeme)`. */
const TERM = `term as (
  select distinct lexeme from unnest(to_tsvector('simple', $1)) where length(lexeme) > 1 or lexeme ~ '\\d'
)`

/** A tsvector holds at most 1 MB. */
const WHOLE_BYTES = 262_144

const IS_SHORT = `octet_length(s.value::text) <= ${WHOLE_BYTES}`
const LEXEMES = `tsvector_to_array(to_tsvector('simple', s.key) || to_tsvector('simple', s.value))`

/** The embedded database cannot be interrupted: there `statement_timeout` does nothing, and everybody waits for the one statement. */
const IN_TIME = 'clock_timestamp() < now() + make_interval(secs => $4)'

type Row = Candidate & { coverage: number }
type Answer = { terms: number; isLate: boolean } & (Row | { prefix: null })

async function compared({ pool, catalog, namespaceRoot }: MemoryStore, query: string, seconds: number) {
  const { rows } = await inTransaction(pool, async (client) => {
    await client.query(`set local statement_timeout to '${SECONDS}s'`)
    return client.query<Answer>(
      `with ${TERM}, candidate as materialized (
         select s.prefix, s.key, s.updated_at, ${LEXEMES} as lexemes
           from ${catalog.store} s
          where ${isSomebodys('s.prefix', '$2')} and ${IN_TIME} and ${IS_SHORT}
            and exists (select from term t where position(t.lexeme in lower(s.key || ' ' || s.value::text)) > 0)
       ), matched as (
         select t.lexeme, c.prefix, c.key, c.updated_at from term t join candidate c on t.lexeme = any(c.lexemes) where ${IN_TIME}
       ), weight as (
         select t.lexeme, ln(1 + (select greatest(reltuples, 1000) from pg_class where oid = $3::regclass) / (0.5 + count(m.key))) as weight
           from term t left join matched m on m.lexeme = t.lexeme group by t.lexeme
       ), found as (
         select m.prefix, m.key, m.updated_at, count(*)::int as words, (sum(w.weight) / (select sum(weight) from weight))::float8 as coverage
           from matched m join weight w on w.lexeme = m.lexeme
          group by m.prefix, m.key, m.updated_at order by coverage desc, m.updated_at desc, m.prefix, m.key limit ${LEG}
       )
       select f.prefix, f.key, f.updated_at::text as at, null::float8 as score, f.words, f.coverage,
              (select count(*)::int from term) as terms, not (${IN_TIME}) as "isLate"
         from (values (1)) as one left join found f on true
        order by f.coverage desc, f.updated_at desc, f.prefix, f.key`,
      [asked(query), namespaceRoot, catalog.store, seconds],
    )
  })
  if (rows.some(({ isLate }) => isLate)) return TOO_MUCH
  const found = rows.filter((row): row is Answer & Row => row.prefix !== null)
  return {
    found: found.map(({ prefix, key, score, words, at }) => ({ prefix, key, score, words, at })),
    coverage: new Map(found.map((row) => [addressOf(row), row.coverage])),
    words: rows[0]?.terms ?? 0,
    isTooMuch: false,
  }
}

/**
 * How many of the question's words each of these memories holds: what is close by meaning may hold some, and still not be among the
 * best by words.
 * @returns by {@link addressOf}
 * @throws Expected `database-unavailable`
 */
export async function wordsIn(
  { pool, catalog }: MemoryStore,
  query: string,
  memories: readonly Pick<Candidate, 'prefix' | 'key'>[],
): Promise<Map<string, number>> {
  const { rows } = await asExpected(() =>
    pool.query<Pick<Candidate, 'prefix' | 'key' | 'words'>>(
      `with ${TERM}
       select s.prefix, s.key, (select count(*)::int from term t where t.lexeme = any(l.lexemes)) as words
         from unnest($2::text[], $3::text[]) as h (prefix, key)
         join ${catalog.store} s on s.prefix = h.prefix and s.key = h.key
        cross join lateral (select case when ${IS_SHORT} then ${LEXEMES} end as lexemes offset 0) l`,
      [asked(query), memories.map(({ prefix }) => prefix), memories.map(({ key }) => key)],
    ),
  )
  return new Map(rows.map((row) => [addressOf(row), row.words]))
}

function asked(query: string): string {
  return query.replaceAll('\u0000', ' ')
}

/** Said as an outage by then; its cause tells. */
function isCancelled(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null
  return cause instanceof Error && 'code' in cause && cause.code === '57014'
}
