// The statement of the agent's search, as LangGraph's PostgresStore sends it (langgraph-checkpoint-postgres 3.1.2, pg/base.py _prepare_batch_search_queries).
import type pg from 'pg'
import { tokenizePath } from '@/lib/langgraph/embedded-text'
import { requireWholeNamespace } from '../access/per-row'
import { arrayLiteral } from '../change/search-entries'
import { agentReads, type MemoryStore, type Scope } from '../memory-store'
import { inTransaction } from '../transaction'

/** How many entries upstream compares to give `limit` memories: fields estimate how many entries a memory has. */
export function entriesCompared({ fields }: MemoryStore, limit: number): number {
  const estimate = fields.reduce((sum, path) => sum + (path === '$' ? 1 : tokenizePath(path).length), 0)
  return limit * estimate * 2 + 1
}

export type Statement = { text: string; values: unknown[] }

/**
 * Upstream's statement for this person's namespace, word for word but for qualified names, and without the update that
 * renews the time to live of what was found: looking must change nothing.
 *
 * The namespace is matched by whole segments, as versions from 3.1.1 on do. Older ones match `LIKE 'prefix%'`, which lets
 * in other people's rows: neither those nor the places they would take are shown here, see docs/agents.md.
 * @param embedding of the question, as the store embeds it
 */
export function agentStatement(scope: Scope, embedding: readonly number[], limit: number): Statement {
  requireWholeNamespace(scope)
  const { catalog } = scope.store
  const vector = (place: number) => `sv.embedding ${catalog.cosine} $${place}::float8[]::${catalog.vectorType}`
  const expiry = agentReads(scope.store).omitsExpired
    ? 'AND (store.expires_at IS NULL OR store.expires_at > NOW())'
    : ''
  return {
    // the vector is bound twice: bound once, the distance would be computed once, which costs the planner's estimate less
    text: `WITH scored AS (
        SELECT store.prefix, store.key, store.value, store.created_at, store.updated_at,
            ${vector(1)} AS neg_score
        FROM ${catalog.store} store
        JOIN ${catalog.vectors} sv ON store.prefix = sv.prefix AND store.key = sv.key
        WHERE (store.prefix = $2 OR store.prefix LIKE $3 ESCAPE '\\') ${expiry}
        ORDER BY ${vector(4)} ASC
        LIMIT $5
      )
      SELECT uniq.prefix, uniq.key, uniq.value, uniq.created_at, uniq.updated_at,
          1 - uniq.neg_score AS score
      FROM (
          SELECT DISTINCT ON (scored.prefix, scored.key)
              scored.prefix, scored.key, scored.value, scored.created_at, scored.updated_at, scored.neg_score
          FROM scored
          ORDER BY scored.prefix, scored.key, scored.neg_score ASC
      ) uniq
      ORDER BY score DESC
      LIMIT $6
      OFFSET $7`,
    values: [
      arrayLiteral(embedding),
      scope.root,
      `${escapeLike(scope.root)}.%`,
      arrayLiteral(embedding),
      entriesCompared(scope.store, limit),
      limit,
      0,
    ],
  }
}

/**
 * Runs `work` where nothing can be written and everything is seen at one instant, planned as the agent's search is: upstream's
 * statement contains an update, and Postgres plans no parallel workers for those.
 */
export function asTheAgent<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only')
    await client.query('set local max_parallel_workers_per_gather to 0')
    return work(client)
  })
}

/** Whether the database would answer `statement` from an approximate index over the vectors. */
export async function usesVectorIndex(client: pg.PoolClient, { text, values }: Statement): Promise<boolean> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (format json, costs off) ${text}`, values)
  return hasOrderedIndexScan(JSON.parse(rows[0]?.['QUERY PLAN'] ?? 'null'))
}

/** Only an index that gives rows in the order of a distance has an `Order By` of its own. */
function hasOrderedIndexScan(plan: unknown): boolean {
  if (Array.isArray(plan)) return plan.some(hasOrderedIndexScan)
  if (typeof plan !== 'object' || plan === null) return false
  return 'Order By' in plan || Object.values(plan).some(hasOrderedIndexScan)
}

function escapeLike(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('%', '\\%').replaceAll('_', '\\_')
}
