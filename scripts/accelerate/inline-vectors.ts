// `inline-vectors`: every vector in its row instead of in pieces beside the table, so that comparing all of a person's reads fewer pages.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import type { Catalog } from '@/lib/store/catalog'
import {
  type Acceleration,
  bytes,
  type Outlook,
  PATIENCE,
  type Patience,
  patiently,
  requireOwner,
  seconds,
} from './acceleration'

/** The most that Postgres takes: what fits on a page. (`set storage plain` alone would move `prefix` and `key` out of the rows.) */
const TARGET = 8160
/** What a row holds beside its vector: its header, prefix, key, field and two times. */
const REST_BYTES = 150
/** Rewriting, measured for 30,000 rows of 1,024 numbers on two shared cores; and building an HNSW index anew (docs/benchmarks.md). */
const SECONDS_A_ROW = 1e-4
const SECONDS_A_ROW_HNSW = 1.3e-3

type Table = {
  rows: number
  dims: number
  isHalf: boolean
  total: number
  toasted: number
  hnsw: number
  target: number | null
  others: number
}

export const inlineVectors: Acceleration = {
  outlook,
  async make(client, catalog, patience = PATIENCE) {
    const { state, hindrance, sql } = await outlook(client, catalog)
    if (state === 'made') return 'Nothing to do: every vector lies in its row.'
    if (hindrance !== null) throw new Expected('refused', hindrance)
    await requireOwner(client, catalog, 'store_vectors', sql)
    await rewrite(client, catalog, sql, patience)
    const { target, toasted, total } = await tableOf(client, catalog)
    if (target !== TARGET || toasted > 0) throw new Error('the rows were rewritten and vectors lie outside of them')
    return `Done: toast_tuple_target is ${TARGET}, and Postgres holds no piece of a vector outside of its row. The table and its indexes have ${bytes(total)}.`
  },
  async undo(client, catalog, patience = PATIENCE) {
    const { state, undoSql } = await outlook(client, catalog)
    if (state === 'not made') return 'Nothing to do: the table has no target of its own.'
    await requireOwner(client, catalog, 'store_vectors', undoSql)
    await rewrite(client, catalog, undoSql, patience)
    const { target, total } = await tableOf(client, catalog)
    if (target !== null) throw new Error('the target is still there')
    return `Taken back: rows are kept as the agent made its table. The table and its indexes have ${bytes(total)}.`
  },
}

async function outlook(client: pg.ClientBase, catalog: Catalog): Promise<Outlook> {
  const { rows, dims, isHalf, total, toasted, hnsw, target } = await tableOf(client, catalog)
  const row = dims * (isHalf ? 2 : 4) + 8 + REST_BYTES
  const heap = rows === 0 ? 0 : Math.ceil(rows / Math.max(1, Math.floor(TARGET / row))) * 8_192
  const table = catalog.vectorsTable
  const isTarget = target === TARGET
  return {
    name: 'inline-vectors',
    state: isTarget ? (toasted > 0 ? 'partly' : 'made') : 'not made',
    brings:
      'fewer pages to read for a search by meaning; what was gained so far lies between nothing and half of the time (docs/benchmarks.md)',
    size: `the rows of ${rows.toLocaleString('en')} vectors take ${bytes(heap)} from then on; meanwhile the ${bytes(total)} of today’s table, its pieces and indexes stay on disk beside the new ones`,
    time: `${seconds(rows * (SECONDS_A_ROW + hnsw * SECONDS_A_ROW_HNSW))}${hnsw > 0 ? ', most of it the HNSW index, which is built anew' : ''}`,
    locks:
      'the agent and the dashboard wait until it is done: nothing of this table can be read or written meanwhile. It begins only where nobody else holds the table',
    writes: 'nothing to speak of: a vector is written once either way',
    sql: [`alter table ${table} set (toast_tuple_target = ${TARGET})`, `vacuum (full, analyze) ${table}`],
    undoSql: [`alter table ${table} reset (toast_tuple_target)`, `vacuum (full, analyze) ${table}`],
    hindrance: hindranceOf(row, isHalf ? 'halfvec' : 'vector'),
  }
}

function hindranceOf(row: number, type: string): string | null {
  if (row > TARGET)
    return `A row with such a ${type} does not fit on a page: it stays in pieces whatever the target is.`
  return row < 2_000 ? `A row with such a ${type} is small enough to lie in one piece already.` : null
}

async function tableOf(client: pg.ClientBase, catalog: Catalog): Promise<Table> {
  const { rows } = await client.query<Table>(
    `select (select count(*)::float8 from ${catalog.vectorsTable}) as rows,
            pg_total_relation_size(c.oid)::float8 as total,
            coalesce(pg_relation_size(nullif(c.reltoastrelid, 0)), 0)::float8 as toasted,
            (select count(*)::int from pg_index i join pg_class x on x.oid = i.indexrelid join pg_am m on m.oid = x.relam
              where i.indrelid = c.oid and m.amname in ('hnsw', 'ivfflat')) as hnsw,
            (select option_value::int from pg_options_to_table(c.reloptions) where option_name = 'toast_tuple_target') as target,
            (select count(distinct l.pid)::int from pg_locks l
              where l.relation = c.oid and l.database = (select oid from pg_database where datname = current_database())
                and l.pid <> pg_backend_pid()) as others
       from pg_class c where c.oid = $1::regclass`,
    [catalog.vectorsTable],
  )
  if (rows[0] === undefined) throw new Error(`no ${catalog.vectorsTable}`)
  return { ...rows[0], dims: catalog.dims ?? 0, isHalf: catalog.vectorType.endsWith('halfvec') }
}

/** The target first, then the rows. Where those cannot be rewritten the target is what it was. */
async function rewrite(
  client: pg.ClientBase,
  catalog: Catalog,
  statements: string[],
  patience: Patience,
): Promise<void> {
  const { others, target } = await tableOf(client, catalog)
  if (others > 0 && !patience.isForced)
    throw new Expected(
      'refused',
      'Not done: {count} other connections hold the table right now, and would wait. Stop the agent, or say --despite-others.',
      { values: { count: others } },
    )
  try {
    await patiently(client, statements, patience)
  } catch (error) {
    const before = target === null ? 'reset (toast_tuple_target)' : `set (toast_tuple_target = ${target})`
    await client.query(`alter table ${catalog.vectorsTable} ${before}`)
    throw new Expected('refused', 'Not done, and the table is as it was: {why}.', {
      values: { why: error instanceof Error ? error.message : String(error) },
    })
  }
}
