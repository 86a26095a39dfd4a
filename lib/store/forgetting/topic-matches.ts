// The memories of a topic as they are stored now, the closest first.
import type { TopicMatch } from '@/lib/shared/topic'
import { TOPIC_MATCHES } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { ROW_VERSION } from '../change/row-version'
import { lastWriteJoin, type MemoryRow, memoryColumns, toMemory } from '../memory-row'
import type { Scope } from '../memory-store'
import { asExpected } from '../outage'
import { readScore } from '../search/reading'
import { openTopic } from './topic'

export type MatchesWanted = {
  /** Past this position; 0: from the first on. */
  after: number
  limit: number
  /** Only those that hold enough of the words. */
  isWorded?: boolean
}

type Row = MemoryRow & {
  position: number
  mark: number | null
  found: string[] | null
  weighed: boolean
  isStale: boolean
}

/**
 * A part of a topic's memories; what is gone is left out.
 * @returns beside them the position that was reached, and whether there are more
 * @throws Expected `not-found`, see {@link openTopic}
 */
export const topicMatches = traced(TOPIC_MATCHES, matches)

async function matches(
  scope: Scope,
  id: string,
  { after, limit, isWorded = false }: MatchesWanted,
): Promise<{ memories: TopicMatch[]; reached: number; hasMore: boolean }> {
  return asExpected(async () => {
    const { pool, catalog } = scope.store
    const { scored, mean, deviation } = await openTopic(pool, scope, id)
    const spread = { count: scored, mean: 1 - (mean ?? 0), deviation: deviation ?? 0 }
    const { rows } = await pool.query<Row & { isThere: boolean }>(
      `select m.position, m.mark::int, m.found, m.weighed, m.version <> ${ROW_VERSION} as "isStale", s.key is not null as "isThere",
              ${memoryColumns(scope, '$4')}
         from (select * from dashboard.topic_match where topic_id = $1 and position > $2 and (weighed or not $5::boolean)
                order by position limit $3) m
         left join ${catalog.store} s on s.prefix = m.prefix and s.key = m.key
         ${lastWriteJoin}
        order by m.position`,
      [id, after, limit, scope.actor, isWorded],
    )
    const memories = rows.flatMap(({ isThere, ...row }): TopicMatch[] => {
      if (!isThere) return []
      const { position, mark, found, weighed, isStale } = row
      const reading = mark === null ? null : readScore(mark / 100, spread)
      return [{ ...toMemory(scope, row), position, mark, reading, found: found ?? [], weighed, isStale }]
    })
    return { memories, reached: rows.at(-1)?.position ?? after, hasMore: rows.length === limit }
  })
}
