// What the check afterwards compares with, and how much there is of what: both before anything is deleted.
import type pg from 'pg'
import { ROW_VERSION } from '../change/row-version'
import type { MemoryStore } from '../memory-store'
import { countAll, itemsOfRequest } from './preview'
import type { Task } from './task'
import { countThreads } from './threads'

/** So many texts are remembered by their words, and so many vectors: enough to notice, and little to keep. */
const MOST_WORDS = 50
const MOST_VECTORS = 8

/** A word that says something. */
export const WORDS = (text: string) => `regexp_split_to_table(lower(${text}), '[^[:alnum:]]+')`

/** @returns memories that will be deleted, as counted now */
export async function rememberProbes(client: pg.PoolClient, store: MemoryStore, task: Task): Promise<number> {
  const { catalog } = store
  const isEverything = task.scope === 'everything'
  // filled just now, and a thousand times as long as it was: how they are joined below and later depends on that being known
  await client.query('analyze dashboard.forget_item, dashboard.selection_item, dashboard.topic_match')
  const rows = isEverything
    ? `select row_number() over (order by s.prefix, s.key)::int as position, s.prefix, s.key, s.value from ${catalog.storeTable} s
        where (s.prefix = $2 or (s.prefix ~>=~ ($2 || '.') and s.prefix ~<~ ($2 || '/'))) limit ${MOST_WORDS}`
    : `select i.position, s.prefix, s.key, s.value from dashboard.forget_item i
         join ${catalog.storeTable} s on s.prefix = i.prefix and s.key = i.key
        where i.request_id = $1 and i.outcome is null and ${ROW_VERSION} = i.version and $2::text is not null`
  // of a set every text, to tell what is left from what was written anew; of everything whatever is left is too much
  await client.query(
    `insert into dashboard.forget_probe (request_id, kind, position, print)
     select $1, 'text', m.position, sha256(r.probe_key || convert_to(m.value::text, 'UTF8'))
       from (${rows}) m cross join dashboard.forget_request r where r.id = $1
     on conflict do nothing`,
    [task.id, task.root],
  )
  await client.query(
    `insert into dashboard.forget_probe (request_id, kind, position, words)
     select $1, 'words', m.position, array(
              select distinct sha256(r.probe_key || convert_to(w, 'UTF8'))
                from jsonb_path_query(m.value, 'strict $.**') v, ${WORDS(`v #>> '{}'`)} w
               where jsonb_typeof(v) = 'string' and length(w) > 3)
       from (${rows} ${isEverything ? '' : `order by i.position limit ${MOST_WORDS}`}) m
       cross join dashboard.forget_request r where r.id = $1
     on conflict do nothing`,
    [task.id, task.root],
  )
  await client.query(
    `insert into dashboard.forget_probe (request_id, kind, position, embedding)
     select $1, 'vector', row_number() over ()::int, e.embedding
       from (select v.embedding::real[] as embedding from (${rows}) m
               join ${catalog.vectorsTable} v on v.prefix = m.prefix and v.key = m.key
              where v.embedding is not null limit ${MOST_VECTORS}) e
     on conflict do nothing`,
    [task.id, task.root],
  )
  await client.query('analyze dashboard.forget_probe')
  return countBefore(client, store, task)
}

async function countBefore(client: pg.PoolClient, store: MemoryStore, task: Task): Promise<number> {
  const items = task.scope === 'everything' ? null : itemsOfRequest(task.id)
  const counts = await countAll(client, store, task, items)
  if (items === null) counts.push(...Object.entries((await countThreads(client, store, task.userId)).rows))
  await client.query(
    `insert into dashboard.forget_count as c (request_id, table_name, before)
     select $1, * from unnest($2::text[], $3::int[])
     on conflict (request_id, table_name) do update set before = greatest(c.before, excluded.before)`,
    [task.id, counts.map(([name]) => name), counts.map(([, count]) => count)],
  )
  return items === null ? (counts.find(([name]) => name === 'store')?.[1] ?? 0) : pendingOf(client, task)
}

async function pendingOf(client: pg.PoolClient, { id }: Task): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from dashboard.forget_item where request_id = $1 and outcome is null',
    [id],
  )
  return rows[0]?.count ?? 0
}
