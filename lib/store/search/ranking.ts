// Everything that a search has, whatever page of it is shown: to be counted, or to be selected.
import { Expected } from '@/lib/errors'
import type { MemoryFilter } from '@/lib/shared/filter'
import { memoryId, type SearchSort } from '@/lib/shared/memory'
import { ROW_VERSION } from '../change/row-version'
import { childOf } from '../memory-row'
import type { Scope } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import { embedQuestion } from './search'
import { type Ranking, rankedSql } from './search-sql'
import { similarRanking } from './similar'

/** What is looked for: an answer to a question, or the like of a memory. */
export type Question = { query: string; by: 'together' | 'meaning' | 'words' } | { like: string }

/**
 * What a search for `question` compares, with the words alone where the encoder does not answer. Null when the memory
 * whose like is looked for is not there.
 * @throws Expected `embedding-unavailable` for a question by meaning alone, `database-unavailable`
 */
export async function rankingOf(scope: Scope, question: Question): Promise<Ranking | null> {
  if ('like' in question) return similarRanking(scope, question.like)
  const { query, by } = question
  if (by === 'words') return { query, embedding: null, mode: 'every-word' }
  try {
    return { query, embedding: await embedQuestion(scope, query), mode: by }
  } catch (error) {
    const isOutage = error instanceof Expected && error.code === 'embedding-unavailable'
    if (by === 'meaning' || !isOutage) throw error
    return { query, embedding: null, mode: 'words' }
  }
}

/**
 * All results of a search as they are stored now, not only those of one page: closest first every memory that is compared,
 * in other orders those that match.
 * @throws as {@link rankingOf}
 */
export async function resultsOf(
  scope: Scope,
  request: { question: Question; filter: MemoryFilter; timeZone: string; sort: SearchSort },
): Promise<{ id: string; version: string }[]> {
  const ranking = await rankingOf(scope, request.question)
  if (ranking === null) return []
  const { filter, timeZone, sort } = request
  return asExpected(async () => {
    const { pool, catalog } = scope.store
    const { sql, values } = rankedSql(scope, await personPrefixes(scope), { ...ranking, filter, timeZone })
    const { rows } = await pool.query<{ prefix: string; key: string; version: string }>(
      `${sql} select s.prefix, s.key, ${ROW_VERSION} as version
         from ranked r join ${catalog.store} s on s.prefix = r.prefix and s.key = r.key
        where r.kept ${sort === 'relevance' ? '' : 'and r.matches'}
        order by s.updated_at desc, s.prefix desc, s.key desc`,
      values,
    )
    return rows.map(({ prefix, key, version }) => ({ id: memoryId(childOf(scope, prefix), key), version }))
  })
}
