// Search across everybody, for administrators: by meaning, exactly unless that would take too long, and by words. What is found is counted and named by pseudonyms; what it says is not even selected.
import type { PeopleHit, PeopleSearch, PeopleSearchBy } from '@/lib/shared/people-search'
import { personRef } from '@/lib/shared/person-ref'
import { SEARCH_PEOPLE } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { EVERYBODY, recordStaff } from '../audit/record'
import { arrayLiteral } from '../change/search-entries'
import { type Admin, type MemoryStore, pseudonym } from '../memory-store'
import { nameMemories } from '../on-behalf/revealed'
import type { Whose } from '../on-behalf/reveals'
import { asExpected } from '../outage'
import { usesVectorIndex } from '../search/agent-statement'
import { inTransaction } from '../transaction'
import { namesOf } from './names'
import { addressOf, type Candidate, fused, LEG } from './search-order'
import { wordCandidates, wordsIn } from './search-words'
import { isSomebodys } from './sql'

type PeopleQuestion = {
  query: string
  by: PeopleSearchBy
  /** Null: words alone. Of the question, as the store embeds it. */
  embedding: number[] | null
  reason: string
  /** Compares everything by meaning, however long it takes. */
  isExact: boolean
}

/** So many search entries are compared one by one; above that the agent's index chooses, where there is one. */
const EXACT_ENTRIES = 100_000

const SHOWN = 25

/**
 * The closest memories of all people, each in the audit before it is told of: the search itself, without its question, and for each
 * person how many of theirs were among the answers.
 * @param whose whose the namespaces of these labels are
 * @throws Expected `database-unavailable`
 */
export const searchPeople = tracedForStaff(SEARCH_PEOPLE, search)

async function search(
  admin: Admin,
  store: MemoryStore,
  question: PeopleQuestion,
  whose: (labels: readonly string[]) => Promise<Map<string, Whose>>,
): Promise<PeopleSearch> {
  const { query, by, embedding, reason } = question
  const near = embedding === null ? null : await nearCandidates(store, embedding, question.isExact)
  const worded = by === 'meaning' ? null : await wordCandidates(store, query)
  const closest = fused(near?.found ?? [], worded?.found ?? [], worded?.coverage ?? new Map()).slice(0, SHOWN)
  const found = await completed(store, question, closest, worded?.isTooMuch !== false)
  const labels = [...new Set(found.map(({ prefix }) => labelAt(store, prefix)))]
  const owners = await whose(labels)
  const isApproximate = near?.isApproximate ?? false
  const hits = found.map((one) => ({ ...one, mark: pseudonym(store, 'memory', one.prefix, one.key) }))
  await record(admin, hits, { by, reason, isApproximate }, (prefix) => owners.get(labelAt(store, prefix)))
  const names = await namesOf(
    admin.pool,
    [...owners.values()].flatMap(({ userId }) => userId ?? []),
  )
  return {
    hits: hits.map(({ prefix, mark, score, words, at }): PeopleHit => {
      const label = labelAt(store, prefix)
      const userId = owners.get(label)?.userId ?? null
      const who = userId === null ? label : (names.get(userId) ?? userId)
      return { ref: personRef(label), who, mark, score, words, at }
    }),
    people: labels.length,
    words: worded?.words ?? 0,
    isApproximate,
    without: [
      ...(by !== 'words' && embedding === null ? (['meaning'] as const) : []),
      ...(worded?.isTooMuch ? (['words'] as const) : []),
    ],
  }
}

/**
 * With what each leg would say of those that only the other one has among its best: what is shown of a memory holds whichever way it
 * was found.
 */
async function completed(
  store: MemoryStore,
  { query, embedding }: Pick<PeopleQuestion, 'query' | 'embedding'>,
  found: readonly Candidate[],
  isWithoutWords: boolean,
): Promise<Candidate[]> {
  const unscored = embedding === null ? [] : found.filter(({ score }) => score === null)
  const unread = isWithoutWords ? [] : found.filter(({ words }) => words === 0)
  const scores = embedding === null || unscored.length === 0 ? null : await scoresOf(store, embedding, unscored)
  const words = unread.length === 0 ? null : await wordsIn(store, query, unread)
  return found.map((one) => ({
    ...one,
    score: one.score ?? scores?.get(addressOf(one)) ?? null,
    words: words?.get(addressOf(one)) ?? one.words,
  }))
}

/** By {@link addressOf}; of those that have a search entry. */
async function scoresOf({ pool, catalog }: MemoryStore, embedding: number[], memories: readonly Candidate[]) {
  const { rows } = await asExpected(() =>
    pool.query<{ prefix: string; key: string; score: number }>(
      `select prefix, key, max(1 - distance) as score
         from (select v.prefix, v.key, v.embedding ${catalog.cosine} $1::float8[]::${catalog.vectorType} as distance
                 from unnest($2::text[], $3::text[]) as h (prefix, key)
                 join ${catalog.vectors} v on v.prefix = h.prefix and v.key = h.key) near
        where distance <> 'NaN' group by prefix, key`,
      [arrayLiteral(embedding), memories.map(({ prefix }) => prefix), memories.map(({ key }) => key)],
    ),
  )
  return new Map(rows.map((row) => [addressOf(row), row.score]))
}

function labelAt({ namespaceRoot }: MemoryStore, prefix: string): string {
  return prefix.slice(namespaceRoot.length + 1).split('.')[0] ?? ''
}

/** The closest by meaning. An index is used only where it is worth losing some, and only if the database would use it. */
async function nearCandidates(store: MemoryStore, embedding: number[], isExact: boolean) {
  const { pool, catalog } = store
  const vector = `$1::float8[]::${catalog.vectorType}`
  const approximate = {
    // re-ranked by nothing: an index over the stored vectors orders by the very distance
    text: `select prefix, key, embedding ${catalog.cosine} ${vector} as distance from ${catalog.vectors} v
            order by embedding ${catalog.cosine} ${vector} limit ${NEAR}`,
    values: [arrayLiteral(embedding)],
  }
  const exact = `select prefix, key, min((embedding ${catalog.cosine} ${vector}) + 0) as distance from ${catalog.vectors} v
                  where ${isSomebodys('prefix', '$2')} group by prefix, key`
  const rest = (near: string) => `with near as (${near})
    select s.prefix, s.key, max(1 - distance) as score, s.updated_at::text as at
      from near n join ${catalog.store} s on s.prefix = n.prefix and s.key = n.key
     where n.distance <> 'NaN' and ${isSomebodys('s.prefix', '$2')}
     group by s.prefix, s.key, s.updated_at order by max(1 - distance) desc, s.prefix, s.key limit ${LEG}`
  return asExpected(() =>
    inTransaction(pool, async (client) => {
      let isApproximate = false
      if (!isExact && (await countedEntries(client, catalog.vectors)) > EXACT_ENTRIES) {
        await client.query(`set local hnsw.ef_search to ${EF_SEARCH}`)
        isApproximate = await usesVectorIndex(client, approximate)
      }
      const { rows } = await client.query<Omit<Candidate, 'words'>>(rest(isApproximate ? approximate.text : exact), [
        arrayLiteral(embedding),
        store.namespaceRoot,
      ])
      return { found: rows.map((row) => ({ ...row, words: 0 })), isApproximate }
    }),
  )
}

/** So many of the index's closest are looked up: some have no row, or are nobody's. */
const NEAR = 200

/** The most that pgvector takes: among clustered entries 200 loses twice as many (docs/benchmarks.md, goal 4). */
const EF_SEARCH = 1_000

/** As the database last counted them; it need not be right to the last one. */
async function countedEntries(client: { query: MemoryStore['pool']['query'] }, table: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select greatest(reltuples, 0)::float8 as count from pg_class where oid = $1::regclass',
    [table],
  )
  return rows[0]?.count ?? 0
}

type Hit = Candidate & { mark: string }

async function record(
  admin: Admin,
  hits: readonly Hit[],
  { by, reason, isApproximate }: { by: PeopleSearchBy; reason: string; isApproximate: boolean },
  whose: (prefix: string) => Whose | undefined,
): Promise<void> {
  const bySubject = new Map<string, Hit[]>()
  for (const hit of hits) {
    const subject = whose(hit.prefix)?.subject ?? EVERYBODY
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), hit])
  }
  await asExpected(() =>
    inTransaction(admin.pool, async (client) => {
      await nameMemories(client, hits)
      const detail = { hits: hits.length, people: bySubject.size, by, approximate: isApproximate }
      await recordStaff(admin, { action: 'people.search', reason, detail }, client)
      for (const [subject, theirs] of bySubject) {
        const owner = whose(theirs[0]?.prefix ?? '')
        const known = owner?.userId == null ? [] : [{ pseudonym: subject, userId: owner.userId }]
        const memories = theirs.map(({ mark }) => mark)
        await recordStaff(
          admin,
          { action: 'people.search', subject, reason, detail: { hits: theirs.length, memories }, known },
          client,
        )
      }
    }),
  )
}
