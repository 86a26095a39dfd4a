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

/** @throws Expected `database-unavailable` */
export async function wordCandidates(store: MemoryStore, query: string): Promise<Worded> {
  try {
    return await asExpected(() => compared(store, query.replaceAll('\u0000', ' ')))
  } catch (error) {
    if (!isCancelled(error)) throw error
    return { found: [], coverage: new Map(), words: 0, isTooMuch: true }
  }
}

type Row = Candidate & { coverage: number; terms: number }

async function compared({ pool, catalog, namespaceRoot }: MemoryStore, query: string): Promise<Worded> {
  const { rows } = await inTransaction(pool, async (client) => {
    await client.query(`set local statement_timeout to '${SECONDS}s'`)
    return client.query<Row>(
      `with term as (
         select distinct lexeme from unnest(to_tsvector('simple', $1)) where length(lexeme) > 1 or lexeme ~ '\\d'
       ), candidate as materialized (
         select s.prefix, s.key, s.updated_at, tsvector_to_array(to_tsvector('simple', s.key) || to_tsvector('simple', s.value)) as lexemes
           from ${catalog.store} s
          where ${isSomebodys('s.prefix', '$2')} and octet_length(s.value::text) <= ${WHOLE_BYTES}
            and exists (select from term t where position(t.lexeme in lower(s.key || ' ' || s.value::text)) > 0)
       ), matched as (
         select t.lexeme, c.prefix, c.key, c.updated_at from term t join candidate c on t.lexeme = any(c.lexemes)
       ), weight as (
         select t.lexeme, ln(1 + (select greatest(reltuples, 1000) from pg_class where oid = $3::regclass) / (0.5 + count(m.key))) as weight
           from term t left join matched m on m.lexeme = t.lexeme group by t.lexeme
       )
       select m.prefix, m.key, m.updated_at::text as at, null::float8 as score, count(*)::int as words,
              (sum(w.weight) / (select sum(weight) from weight))::float8 as coverage, (select count(*)::int from term) as terms
         from matched m join weight w on w.lexeme = m.lexeme
        group by m.prefix, m.key, m.updated_at order by coverage desc, m.updated_at desc, m.prefix, m.key limit ${LEG}`,
      [query, namespaceRoot, catalog.store],
    )
  })
  return {
    found: rows.map(({ prefix, key, score, words, at }) => ({ prefix, key, score, words, at })),
    coverage: new Map(rows.map((row) => [addressOf(row), row.coverage])),
    words: rows[0]?.terms ?? 0,
    isTooMuch: false,
  }
}

/** A tsvector holds at most 1 MB. */
const WHOLE_BYTES = 262_144

/** Said as an outage by then; its cause tells. */
function isCancelled(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null
  return cause instanceof Error && 'code' in cause && cause.code === '57014'
}
