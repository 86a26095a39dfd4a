// Looking for what should be gone, by another path than the one that deleted: addresses compared segment by segment, our tables as the
// catalogue of the database has them, fingerprints of texts and words, and the nearest neighbours of remembered vectors.
import type pg from 'pg'
import type { ForgetCheck } from '@/lib/shared/forget'
import { ROW_VERSION } from '../change/row-version'
import type { MemoryStore } from '../memory-store'
import { FORGET_HOOKS } from './hooks'
import { moveForget } from './move'
import { countAll } from './preview'
import { WORDS } from './probes'
import { tracesOf } from './residue'
import { auditOnce, pointsOf, reopen, step, type Task, type WorkerDeps } from './task'
import { threadsLeft } from './threads'

/** Two vectors of the same text differ by no more than this, whatever the index rounds. */
const SAME_VECTOR = 1e-6
/** So much of the words of a text makes it the same. */
const SAME_WORDS = 0.9
const LEAST_WORDS = 3
const NEIGHBOURS = 5

/** From `executed` to `verified`, or to `failed` where something is left. @returns whether nothing is */
export async function verify(store: MemoryStore, task: Task, deps: WorkerDeps): Promise<boolean> {
  const at = pointsOf(deps)
  await at('check: before')
  const isClean = await step(store, task, async (client) => {
    const checks = await look(client, store, task)
    await countAfter(client, store, task)
    await at('check: looked')
    const residue = checks.filter(({ isResidue, found }) => isResidue && found > 0)
    await client.query('update dashboard.forget_request set checks = $2::jsonb where id = $1', [
      task.id,
      JSON.stringify(checks),
    ])
    if (residue.length === 0) await moveForget(client, task.id, { to: 'verified', role: 'verifier', actor: 'verifier' })
    else {
      await moveForget(client, task.id, { to: 'failed', role: 'verifier', actor: 'verifier', reason: 'residue' })
      await auditOnce(client, task, 'forget.fail', { why: 'residue', found: foundBy(residue) }, 'failed')
      await reopen(client, task)
    }
    return residue.length === 0
  })
  await at('check: committed')
  return isClean
}

function foundBy(checks: readonly ForgetCheck[]): Record<string, number> {
  return Object.fromEntries(checks.map(({ name, found }) => [name, found]))
}

/** A check, and the rows that it found. */
type Looked = ForgetCheck & { places?: Place[] }
type Place = { prefix: string; key: string }

async function look(client: pg.PoolClient, store: MemoryStore, task: Task): Promise<ForgetCheck[]> {
  const isEverything = task.scope === 'everything'
  const looked: Looked[] = isEverything
    ? [await allRows(client, store, task)]
    : [await sameRows(client, store, task), await sameElsewhere(client, store, task)]
  looked.push(await looseVectors(client, store, task), await sameWords(client, store, task))
  looked.push(await nearest(client, store, task))
  const checks = looked.map(({ places: _, ...check }) => check)
  checks.push(...(await tracesOf(client, store, task)))
  if (isEverything) {
    const { cover, looked: threads, found } = await threadsLeft(client, store, task.userId)
    if (cover === 'covered') checks.push({ name: 'threads', looked: threads, found, isResidue: true })
  } else
    await takeUp(
      client,
      store,
      task,
      looked.flatMap(({ places }) => places ?? []),
    )
  for (const { check } of FORGET_HOOKS) checks.push(...((await check?.(client, store, task)) ?? []))
  return checks
}

function found(name: string, looked: number, places: Place[]): Looked {
  return { name, looked, found: places.length, isResidue: true, places }
}

/** What came back is what was to be forgotten: the next try deletes it. */
async function takeUp(client: pg.PoolClient, { catalog }: MemoryStore, { id }: Task, places: Place[]): Promise<void> {
  await client.query(
    `with back as (
       select distinct s.prefix, s.key, ${ROW_VERSION} as version
         from unnest($2::text[], $3::text[]) as p (prefix, key) join ${catalog.storeTable} s on s.prefix = p.prefix and s.key = p.key
     ), known as (
       update dashboard.forget_item i set outcome = null, version = b.version from back b
        where i.request_id = $1 and i.prefix = b.prefix and i.key = b.key returning i.prefix, i.key
     )
     insert into dashboard.forget_item (request_id, position, prefix, key, version)
     select $1, (select coalesce(max(position), 0) from dashboard.forget_item where request_id = $1)
                + row_number() over (order by b.prefix, b.key), b.prefix, b.key, b.version
       from back b where not exists (select from known k where k.prefix = b.prefix and k.key = b.key)`,
    [id, places.map(({ prefix }) => prefix), places.map(({ key }) => key)],
  )
}

/** Not by the order of bytes, as the deletion goes, but by the text itself. */
const IS_BELOW = (column: string, root: string) =>
  `left(${column}, length(${root})) = ${root} and (length(${column}) = length(${root}) or substr(${column}, length(${root}) + 1, 1) = '.')`

async function allRows(client: pg.PoolClient, { catalog }: MemoryStore, { root }: Task): Promise<ForgetCheck> {
  const { rows } = await client.query<{ looked: number; found: number }>(
    `select count(*)::int as looked, (count(*) filter (where ${IS_BELOW('prefix', '$1')}))::int as found from ${catalog.storeTable}`,
    [root],
  )
  return { name: 'rows', looked: rows[0]?.looked ?? 0, found: rows[0]?.found ?? 0, isResidue: true }
}

/**
 * Rows at the addresses that were emptied, with the text of before; one with another text was written anew, and is another memory.
 */
async function sameRows(client: pg.PoolClient, { catalog }: MemoryStore, { id }: Task): Promise<Looked> {
  const { rows } = await client.query<Place & { isSame: boolean | null }>(
    `select i.prefix, i.key, (${ROW_VERSION} = i.version or sha256(r.probe_key || convert_to(s.value::text, 'UTF8')) = p.print) as "isSame"
       from dashboard.forget_item i join dashboard.forget_request r on r.id = i.request_id
       left join dashboard.forget_probe p on p.request_id = i.request_id and p.kind = 'text' and p.position = i.position
       left join ${catalog.storeTable} s on s.prefix = i.prefix and s.key = i.key
      where i.request_id = $1 and i.outcome = 'deleted'`,
    [id],
  )
  return found(
    'rows',
    rows.length,
    rows.filter(({ isSame }) => isSame === true),
  )
}

/** The same text under another address, written since. One that stood there before was not chosen. */
async function sameElsewhere(
  client: pg.PoolClient,
  { catalog }: MemoryStore,
  { id, root, executingAt }: Task,
): Promise<Looked> {
  const { rows } = await client.query<Place & { isSame: boolean }>(
    `select s.prefix, s.key, exists (
              select from dashboard.forget_probe p where p.request_id = $1 and p.kind = 'text'
                 and p.print = sha256(r.probe_key || convert_to(s.value::text, 'UTF8'))) as "isSame"
       from ${catalog.storeTable} s cross join dashboard.forget_request r
      where r.id = $1 and ${IS_BELOW('s.prefix', '$2')} and coalesce(s.updated_at, 'infinity') >= $3::timestamptz
        and not exists (select from dashboard.forget_item i where i.request_id = $1 and i.prefix = s.prefix and i.key = s.key)`,
    [id, root, executingAt],
  )
  return found(
    'texts',
    rows.length,
    rows.filter(({ isSame }) => isSame),
  )
}

async function looseVectors(client: pg.PoolClient, { catalog }: MemoryStore, { root }: Task): Promise<ForgetCheck> {
  const { rows } = await client.query<{ looked: number; found: number }>(
    `select count(*)::int as looked,
            (count(*) filter (where not exists (select from ${catalog.storeTable} s where s.prefix = v.prefix and s.key = v.key)))::int as found
       from ${catalog.vectorsTable} v where ${IS_BELOW('v.prefix', '$1')}`,
    [root],
  )
  return { name: 'loose-vectors', looked: rows[0]?.looked ?? 0, found: rows[0]?.found ?? 0, isResidue: true }
}

/**
 * What was written since the deletion began, or where something was deleted: with nearly all words of a text that is gone, it came
 * back in another shape. Those that had changed before are known, and stay.
 */
const WRITTEN_SINCE = `(coalesce(s.updated_at, 'infinity') >= $3::timestamptz
    or exists (select from dashboard.forget_item i where i.request_id = $1 and i.prefix = s.prefix and i.key = s.key and i.outcome = 'deleted'))
  and not exists (select from dashboard.forget_item i
                   where i.request_id = $1 and i.prefix = s.prefix and i.key = s.key and i.outcome = 'drifted')`

async function sameWords(
  client: pg.PoolClient,
  { catalog }: MemoryStore,
  { id, root, executingAt }: Task,
): Promise<Looked> {
  const { rows } = await client.query<Place & { isSame: boolean }>(
    `with said as (
       select s.prefix, s.key, array_agg(distinct sha256(r.probe_key || convert_to(w, 'UTF8'))) as words
         from ${catalog.storeTable} s cross join dashboard.forget_request r, jsonb_path_query(s.value, 'strict $.**') v, ${WORDS(`v #>> '{}'`)} w
        where r.id = $1 and ${IS_BELOW('s.prefix', '$2')} and jsonb_typeof(v) = 'string' and length(w) > 3 and ${WRITTEN_SINCE}
        group by 1, 2
     )
     select prefix, key, exists (
              select from dashboard.forget_probe p
               where p.request_id = $1 and p.kind = 'words' and cardinality(p.words) >= ${LEAST_WORDS}
                 and (select count(*) from unnest(p.words) w where w = any(said.words)) >= ${SAME_WORDS} * cardinality(p.words)) as "isSame"
       from said`,
    [id, root, executingAt],
  )
  return found(
    'words',
    rows.length,
    rows.filter(({ isSame }) => isSame),
  )
}

async function nearest(
  client: pg.PoolClient,
  { catalog }: MemoryStore,
  { id, root, executingAt }: Task,
): Promise<Looked> {
  const { rows } = await client.query<Place & { isSame: boolean }>(
    `with near as materialized (
       select n.prefix, n.key, min(n.distance) as distance
         from dashboard.forget_probe p cross join lateral (
           select v.prefix, v.key, v.embedding ${catalog.cosine} p.embedding::${catalog.vectorType} as distance
             from ${catalog.vectorsTable} v where ${IS_BELOW('v.prefix', '$2')} and v.embedding is not null
            order by 3 limit ${NEIGHBOURS}) n
        where p.request_id = $1 and p.kind = 'vector' group by 1, 2
     )
     select near.prefix, near.key, near.distance < ${SAME_VECTOR} and (s.key is null or (${WRITTEN_SINCE})) as "isSame"
       from near left join ${catalog.storeTable} s on s.prefix = near.prefix and s.key = near.key`,
    [id, root, executingAt],
  )
  return found(
    'neighbours',
    rows.length,
    rows.filter(({ isSame }) => isSame),
  )
}

/** What the list of tables finds now. */
async function countAfter(client: pg.PoolClient, store: MemoryStore, task: Task): Promise<void> {
  const items =
    task.scope === 'everything'
      ? null
      : {
          sql: `select prefix, key, version from dashboard.forget_item where request_id = $1::uuid and outcome = 'deleted'`,
          value: task.id,
        }
  const counts = await countAll(client, store, task, items)
  await client.query(
    `update dashboard.forget_count c set after = coalesce(n.rows, 0)
       from dashboard.forget_count k left join unnest($2::text[], $3::int[]) as n (name, rows) on n.name = k.table_name
      where c.request_id = $1 and k.request_id = c.request_id and k.table_name = c.table_name`,
    [task.id, counts.map(([name]) => name), counts.map(([, rows]) => rows)],
  )
}
