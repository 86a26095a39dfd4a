// The read log as it leaves with an export, in keyset pages.
import { isUnfiltered } from '@/lib/shared/filter'
import type { ExportedRead } from '@/lib/transfer/lines'
import { requireWholeNamespace } from '../access/per-row'
import { readerOf } from '../change/author'
import { IS_KEPT, IS_OF_ROW, keptOf } from '../looks'
import { childOf } from '../memory-row'
import type { Scope } from '../memory-store'
import { asExpected } from '../outage'
import { type ExportSource, sourceSql } from './export'

type ReadRow = Pick<ExportedRead, 'at' | 'way' | 'query'> & {
  id: string
  surface: string
  name: string | null
  prefixes: string[]
  keys: string[]
  scores: (number | null)[]
}

/**
 * Each time that an agent was handed memories of `source`, and of everything also when it found none, the oldest first.
 * Neither what is past its time nor what is no longer there is in it.
 */
export async function* exportedReads(scope: Scope, source: ExportSource, limit = 200): AsyncGenerator<ExportedRead> {
  requireWholeNamespace(scope)
  let after: string | null = '0'
  do {
    const rows: ReadRow[] = await asExpected(() => readsAfter(scope, source, after ?? '0', limit))
    for (const { at, way, query, surface, name, prefixes, keys, scores } of rows) {
      const by = readerOf({ surface, name })
      const memories = keys.map((key, place) => ({
        child: childOf(scope, prefixes[place] ?? scope.root),
        key,
        score: scores[place] ?? null,
      }))
      yield { at, way, query, by: by.kind, as: by.name, memories }
    }
    after = rows.length === limit ? (rows.at(-1)?.id ?? null) : null
  } while (after !== null)
}

async function readsAfter(scope: Scope, source: ExportSource, after: string, limit: number): Promise<ReadRow[]> {
  const part = sourceSql(scope, source, 6)
  const isEverything = 'filter' in source && isUnfiltered(source.filter)
  const { rows } = await scope.store.pool.query<ReadRow>(
    `select r.id::text, r.at::text, r.way, r.query, r.surface, r.name, m.prefixes, m.keys, m.scores
       from dashboard.read_log r cross join lateral (
         select coalesce(array_agg(i.prefix order by i.position), '{}') as prefixes,
                coalesce(array_agg(i.key order by i.position), '{}') as keys,
                coalesce(array_agg(i.score order by i.position), '{}') as scores
           from dashboard.read_log_item i join ${scope.store.catalog.store} s on ${IS_OF_ROW}
          where i.read_id = r.id ${part.sql}) as m
      where ${IS_KEPT} and r.id > $3::bigint and (cardinality(m.keys) > 0 or r.found = 0 and $4)
      order by r.id limit $5`,
    [...keptOf(scope), after, isEverything, limit, ...part.values],
  )
  return rows
}
