// `newest`: an index in which a person's memories lie in order of time, so that a page is read and not sorted.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { type Catalog, quoteName } from '@/lib/store/catalog'
import { type Acceleration, bytes, type Outlook, PATIENCE, patiently, requireOwner, seconds } from './acceleration'

const NAME = 'memory_dashboard_newest'
/** Measured for 200,000 rows on two shared cores; built beside writes, the table is read twice. */
const SECONDS_A_ROW = 2 * 4e-6
/** Header and line pointer of an entry, its time, and what lining up adds; pages are filled to nine tenths. */
const ENTRY_BYTES = 8 + 4 + 8 + 8

type Index = { isValid: boolean; size: number }

export const newest: Acceleration = {
  outlook,
  async make(client, catalog, patience = PATIENCE) {
    const { sql, state, hindrance } = await outlook(client, catalog)
    if (state === 'made') return `Nothing to do: ${NAME} is there and valid.`
    if (hindrance !== null) throw new Expected('refused', hindrance)
    await requireOwner(client, catalog, 'store', sql)
    const began = performance.now()
    try {
      await patiently(client, sql, patience)
    } catch (error) {
      throw await afterFailure(client, catalog, error)
    }
    const made = await indexOf(client, catalog)
    if (!made?.isValid) throw new Error(`${NAME} was made and is not valid`)
    return `Made ${NAME} in ${((performance.now() - began) / 1_000).toFixed(1)} s: ${bytes(made.size)}, and Postgres says that it is valid.`
  },
  async undo(client, catalog, patience = PATIENCE) {
    const { undoSql, state } = await outlook(client, catalog)
    if (state === 'not made') return `Nothing to do: there is no ${NAME}.`
    await requireOwner(client, catalog, 'store', undoSql)
    await patiently(client, undoSql, patience)
    if ((await indexOf(client, catalog)) !== null) throw new Error(`${NAME} is still there`)
    return `Removed ${NAME}. Pages are sorted again, and no answer is another one.`
  },
}

async function outlook(client: pg.ClientBase, catalog: Catalog): Promise<Outlook> {
  const { rows } = await client.query<{ rows: number; wide: number | null; kind: string }>(
    `select (select count(*)::float8 from ${catalog.storeTable}) as rows,
            (select avg(pg_column_size(prefix) + pg_column_size(key))::float8
               from (select prefix, key from ${catalog.storeTable} limit 10000) sample) as wide,
            (select relkind::text from pg_class where oid = $1::regclass) as kind`,
    [catalog.storeTable],
  )
  const { rows: count = 0, wide, kind } = rows[0] ?? {}
  const index = await indexOf(client, catalog)
  const drop = `drop index concurrently ${quoteName(catalog.schema)}.${NAME}`
  const create = `create index concurrently ${NAME} on ${catalog.storeTable} (prefix, updated_at desc, key desc)`
  return {
    name: 'newest',
    state: index === null ? 'not made' : index.isValid ? 'made' : 'partly',
    brings:
      'a page of the list at any depth by reading its rows alone (docs/benchmarks.md); without it a person’s rows are sorted',
    size: index?.isValid
      ? `${bytes(index.size)} for ${count.toLocaleString('en')} memories`
      : `about ${bytes((count * ((wide ?? 0) + ENTRY_BYTES)) / 0.9)} for ${count.toLocaleString('en')} memories`,
    time: seconds(count * SECONDS_A_ROW),
    locks: `nobody waits: agents read and write meanwhile. It waits for transactions that are open, and gives up after ${PATIENCE.seconds} s, or as many as --wait says`,
    writes:
      'each write keeps one more index, and no change of a memory can stay on its page any more (HOT): about a tenth of a millisecond',
    sql: index === null ? [create] : [drop, create],
    undoSql: [drop],
    hindrance:
      kind === 'p'
        ? 'The table store is partitioned, and Postgres makes no index of such a table beside writes.'
        : null,
  }
}

async function indexOf(client: pg.ClientBase, { schema }: Catalog): Promise<Index | null> {
  const { rows } = await client.query<Index>(
    `select i.indisvalid and i.indisready as "isValid", pg_relation_size(c.oid)::float8 as size
       from pg_class c join pg_index i on i.indexrelid = c.oid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relname = '${NAME}'`,
    [schema],
  )
  return rows[0] ?? null
}

/** Postgres leaves an index that is not valid: it answers nothing, and every write keeps it. */
async function afterFailure(client: pg.ClientBase, catalog: Catalog, error: unknown): Promise<Error> {
  const why = error instanceof Error ? error.message : String(error)
  const drop = `drop index concurrently if exists ${quoteName(catalog.schema)}.${NAME}`
  await client.query(drop).catch(() => {})
  if ((await indexOf(client, catalog)) === null)
    return new Expected('refused', 'Not made: {why}. What was begun has been removed; try again later.', {
      values: { why },
    })
  return new Expected(
    'refused',
    'Not made: {why}. The index that was begun could not be removed: every write keeps it, and nothing reads it. Run this command again later, which removes it first, or let the owner run:',
    { values: { why }, sql: `${drop};` },
  )
}
