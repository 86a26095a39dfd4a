// What the agent sees: its own statement run as it stands, and of this person's memories what it misses and why.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { memoryToolAnswer } from '@/lib/langgraph/memory-tool'
import type { AgentReads, AgentSearch, Missed, Recalled, ToolText } from '@/lib/shared/agent-view'
import { JsonSyntaxError, parseJson } from '@/lib/shared/json-text'
import { AS_AGENT } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { arrayLiteral, indexOf } from '../change/search-entries'
import { lastWriteJoin, type MemoryRow, memoryColumns, toMemory } from '../memory-row'
import { agentReads, type Scope } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import { countsOf, type Given, isMissed, type MissedRow, missedRows } from './agent-missed'
import { agentStatement, asTheAgent, usesVectorIndex } from './agent-statement'
import { readScore, type Spread } from './reading'

export type AgentSearchRequest = {
  query: string
  /** Length of a page of what is missed, and how many to skip. */
  limit: number
  offset?: number
}

/**
 * What the agent gets for `query`, in its order, with its scores; what it misses; and the text its tool would return.
 * Nothing is written: a time to live stays as it is, although the agent's own search would renew it.
 * @throws Expected `invalid` for an empty question, `embedding-unavailable` (the agent's own search fails then, too),
 *   `database-unavailable`
 */
export const searchAsAgent = traced(AS_AGENT, asTheAgentSearches)

async function asTheAgentSearches(scope: Scope, request: AgentSearchRequest): Promise<AgentSearch> {
  if (request.query === '') throw new Expected('invalid', 'There is no question to ask the agent’s search.')
  const embedding = await embedded(scope, request.query)
  return asExpected(async () => {
    const prefixes = await personPrefixes(scope)
    return asTheAgent(scope.store.pool, async (client) => {
      const reads = agentReads(scope.store)
      const statement = agentStatement(scope, embedding, reads.limit)
      const usesIndex = await usesVectorIndex(client, statement)
      const { rows: given } = await client.query<Given>(statement.text, statement.values)
      const missed = await missedRows(client, scope, { ...request, prefixes, embedding, reads, given, usesIndex })
      const recalled = await recalledRows(client, scope, given, embedding)
      return toAgentSearch(scope, request, reads, given, missed, recalled)
    })
  })
}

async function embedded({ store: { embedder } }: Scope, query: string): Promise<number[]> {
  const [vector] = await embedder.embed([query])
  if (vector === undefined)
    throw new Expected('embedding-unavailable', 'The embedding endpoint gave no vector for the question.')
  return vector
}

type RecalledRow = MemoryRow & { entry: string | null; entries: string[] }

/** The agent's rows as memories, with the entry that each was found by. */
async function recalledRows(
  client: pg.PoolClient,
  scope: Scope,
  given: Given[],
  embedding: number[],
): Promise<RecalledRow[]> {
  const { catalog } = scope.store
  const { rows } = await client.query<RecalledRow>(
    `select ${memoryColumns(scope, '$4')},
            (select v.field_name from ${catalog.vectors} v where v.prefix = s.prefix and v.key = s.key
              order by v.embedding ${catalog.cosine} $3::float8[]::${catalog.vectorType}, v.field_name limit 1) as entry,
            array(select v.field_name from ${catalog.vectors} v where v.prefix = s.prefix and v.key = s.key order by 1) as entries
       from unnest($1::text[], $2::text[]) with ordinality as given (prefix, key, place)
       join ${catalog.store} s on s.prefix = given.prefix and s.key = given.key
       ${lastWriteJoin}
      order by given.place`,
    [given.map(({ prefix }) => prefix), given.map(({ key }) => key), arrayLiteral(embedding), scope.actor],
  )
  return rows
}

function toAgentSearch(
  scope: Scope,
  { query, limit }: AgentSearchRequest,
  reads: AgentReads,
  given: Given[],
  rows: MissedRow[],
  recalled: RecalledRow[],
): AgentSearch {
  const facts = rows[0]
  const spread: Spread = {
    count: facts?.scored ?? 0,
    mean: facts?.mean ?? 0,
    deviation: facts?.deviation ?? 0,
  }
  const read = (score: number | null) => (score === null ? null : readScore(score, spread))
  const missed = rows.filter(isMissed).map(
    (row): Missed => ({
      ...toMemory(scope, row),
      score: row.score,
      reading: read(row.score),
      place: row.place,
      why: row.why,
    }),
  )
  const { missed: results = 0, skipped = 0 } = facts ?? {}
  return {
    kind: 'agent',
    query,
    reads,
    memories: recalled.map((row, at): Recalled => {
      const { score = null, value = '' } = given[at] ?? {}
      const number = score === null || Number.isNaN(score) ? null : score
      return {
        ...toMemory(scope, row),
        score: number,
        reading: read(number),
        isStale: isStale(scope, value, row),
      }
    }),
    tool: toolText(given),
    missed,
    counts: countsOf(facts),
    total: facts?.total ?? 0,
    results,
    from: missed.length === 0 ? 0 : skipped + 1,
    next: skipped + missed.length < results ? skipped + missed.length : null,
    previous: skipped > 0 ? Math.max(0, skipped - limit) : null,
  }
}

/** Whether the entry that was closest is none that the value has now: upstream leaves the entries of an earlier text behind. */
function isStale({ store: { fields } }: Scope, json: string, { entry, entries }: RecalledRow): boolean {
  if (entry === null) return false
  try {
    const texts = embeddedTexts(parseJson(json), fields, indexOf(entries, fields))
    return !texts.some(({ field }) => field === entry)
  } catch (error) {
    if (error instanceof JsonSyntaxError) return false // nested deeper than is read here
    throw error
  }
}

/** More than this is not sent to a browser. */
const TEXT_LIMIT = 1_000_000

function toolText(given: Given[]): ToolText {
  if (given.reduce((size, { value }) => size + value.length, 0) > TEXT_LIMIT)
    return { kind: 'unknown', why: 'too large' }
  const answer = memoryToolAnswer(given.map(({ key, value }) => ({ key, json: value })))
  if (answer.kind === 'unknown') return { kind: 'unknown', why: 'nested too deeply' }
  if (answer.kind === 'fault') return { kind: 'fault', key: given[answer.at]?.key ?? '', why: answer.why }
  return answer.text.length > TEXT_LIMIT ? { kind: 'unknown', why: 'too large' } : answer
}
