// Bringing a batch of deletions back: each as undoRemoval does it, set by set. What was written anew since is not overwritten.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import type { ItemProblem } from '@/lib/shared/job'
import { readValue } from '@/lib/shared/value-words'
import { auditInsert } from '../audit/row'
import { indexOf, makeSearchEntries } from '../change/search-entries'
import { type EmbedderPrint, embedderPrint, type MemoryStore, pseudonym } from '../memory-store'
import { inTransaction } from '../transaction'
import { count, holdJob, type Pace, type Step, type Task, taskValues, type Work } from './step'

export const undoWork: Work = { step: undoSome, leaveOut }

/** Copies that can still be put back and have not been tried in this job. */
const PENDING = `from dashboard.removal r join dashboard.memory_version v on v.id = r.version_id
  where r.batch_id = $1 and r.subject = $2 and r.undo_until > now() and r.problem is null`

type Kept = {
  removal: string
  versionId: string
  prefix: string
  key: string
  /** Null where the stored search entries can be put back, since the encoder is still the same. */
  anew: { value: string; embedder: string; fields: string[] } | null
}

async function undoSome(store: MemoryStore, task: Task, pace: Pace): Promise<Step> {
  const kept = await nextKept(store, task, pace.size)
  if (kept.length === 0) return { looked: 0, settled: 0 }
  const { entries, failed } = await embedAnew(store, kept)
  return inTransaction(store.pool, async (client) => {
    if (!(await holdJob(client, task, pace))) return null
    // one may have been undone by itself meanwhile, or its window may have ended
    const still = await lockRemovals(client, kept)
    const free = kept.filter(({ removal }) => still.has(removal) && !failed.has(removal))
    const back = await putBack(client, store, free)
    await enter(client, store, back, entries)
    await finish(client, store, task, back)
    const isBack = new Set(back.map(({ removal }) => removal))
    await mark(
      client,
      'rewritten',
      free.filter(({ removal }) => !isBack.has(removal)),
    )
    await mark(
      client,
      'embedding',
      kept.filter(({ removal }) => still.has(removal) && failed.has(removal)),
    )
    await count(client, task, { done: back.length, gone: kept.length - still.size, failed: still.size - back.length })
    const isDown = failed.size > 0 && failed.size === kept.length
    return { looked: kept.length, settled: kept.length, ...(isDown ? { giveUp: 'embedding' } : {}) }
  })
}

async function nextKept({ pool, ...store }: MemoryStore, task: Task, size: number): Promise<Kept[]> {
  const { rows } = await pool.query<Kept & { isSame: boolean; value: string; embedder: string; fields: string[] }>(
    `select r.id as removal, v.id::text as "versionId", v.prefix, v.key, v.embedder, v.embedder = $3 as "isSame",
            case when v.embedder = $3 then '' else v.value::text end as value,
            array(select f.field_name from dashboard.memory_version_vector f where f.version_id = v.id order by 1) as fields
       ${PENDING} order by v.id limit $4`,
    [task.batchId, task.subject, embedderPrint({ pool, ...store }), size],
  )
  return rows.map(({ removal, versionId, prefix, key, isSame, value, embedder, fields }) => ({
    removal,
    versionId,
    prefix,
    key,
    anew: isSame ? null : { value, embedder, fields },
  }))
}

type Entries = { removal: string; field: string; vector: string }[]

async function embedAnew(
  store: MemoryStore,
  kept: readonly Kept[],
): Promise<{ entries: Entries; failed: Set<string> }> {
  const entries: Entries = []
  const failed = new Set<string>()
  for (const { removal, anew } of kept) {
    const value = anew === null || anew.fields.length === 0 ? undefined : readValue(anew.value)
    if (anew === null || !(value instanceof Map)) continue
    const [, , configured] = JSON.parse(anew.embedder) as EmbedderPrint
    try {
      const made = await makeSearchEntries(store, value, indexOf(anew.fields, configured))
      for (const [at, field] of made.fields.entries()) entries.push({ removal, field, vector: made.vectors[at] ?? '' })
    } catch (error) {
      if (!(error instanceof Expected && error.code === 'embedding-unavailable')) throw error
      failed.add(removal)
    }
  }
  return { entries, failed }
}

async function lockRemovals(client: pg.PoolClient, kept: readonly Kept[]): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `select id from dashboard.removal where id = any($1::uuid[]) and undo_until > now() order by id for update`,
    [kept.map(({ removal }) => removal)],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Writes the rows whose key is still free. */
async function putBack(client: pg.PoolClient, { catalog }: MemoryStore, kept: readonly Kept[]): Promise<Kept[]> {
  const ttl = catalog.hasTtl ? ', expires_at, ttl_minutes' : ''
  const { rows } = await client.query<{ prefix: string; key: string }>(
    `insert into ${catalog.store} as s (prefix, key, value, created_at, updated_at ${ttl})
     select distinct on (prefix, key) prefix, key, value, created_at, updated_at ${ttl}
       from dashboard.memory_version where id = any($1::bigint[]) order by prefix, key, id desc
     on conflict (prefix, key) do nothing
     returning s.prefix, s.key`,
    [kept.map(({ versionId }) => versionId)],
  )
  const written = new Set(rows.map(({ prefix, key }) => `${prefix}\u0000${key}`))
  // were one memory twice in a batch, the later copy would be the one that was written
  return kept.toReversed().filter(({ prefix, key }) => written.delete(`${prefix}\u0000${key}`))
}

async function enter(
  client: pg.PoolClient,
  { catalog }: MemoryStore,
  back: readonly Kept[],
  entries: Entries,
): Promise<void> {
  const same = back.filter(({ anew }) => anew === null)
  await client.query(
    `insert into ${catalog.vectors} (prefix, key, field_name, embedding, created_at, updated_at)
     select v.prefix, v.key, f.field_name, f.embedding::${catalog.vectorType}, f.created_at, f.updated_at
       from dashboard.memory_version v join dashboard.memory_version_vector f on f.version_id = v.id
      where v.id = any($1::bigint[])`,
    [same.map(({ versionId }) => versionId)],
  )
  const of = new Map(back.map((one) => [one.removal, one]))
  const made = entries.flatMap((entry) => {
    const one = of.get(entry.removal)
    return one === undefined ? [] : [{ ...entry, prefix: one.prefix, key: one.key }]
  })
  await client.query(
    `insert into ${catalog.vectors} (prefix, key, field_name, embedding, created_at, updated_at)
     select e.prefix, e.key, e.field_name, e.embedding::float8[]::${catalog.vectorType}, current_timestamp, current_timestamp
       from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as e (prefix, key, field_name, embedding)`,
    [
      made.map(({ prefix }) => prefix),
      made.map(({ key }) => key),
      made.map(({ field }) => field),
      made.map(({ vector }) => vector),
    ],
  )
}

/** What is back needs no copy any more; each is audited. */
async function finish(client: pg.PoolClient, store: MemoryStore, task: Task, back: readonly Kept[]): Promise<void> {
  await client.query('delete from dashboard.removal where id = any($1::uuid[])', [back.map(({ removal }) => removal)])
  await client.query('delete from dashboard.memory_version where id = any($1::bigint[])', [
    back.map(({ versionId }) => versionId),
  ])
  await client.query(
    auditInsert({
      ...{
        values: '$1',
        operation: 'gen_random_uuid()',
        action: `'memory.undo'`,
        memory: 't.memory',
        after: 's.value',
      },
      from: `unnest($2::text[], $3::text[], $4::text[]) as t (memory, prefix, key)
               join ${store.catalog.store} s on s.prefix = t.prefix and s.key = t.key`,
    }),
    [
      taskValues(task, { batch: task.batchId }),
      back.map(({ prefix, key }) => pseudonym(store, 'memory', prefix, key)),
      back.map(({ prefix }) => prefix),
      back.map(({ key }) => key),
    ],
  )
}

async function mark(client: pg.PoolClient, problem: ItemProblem, kept: readonly Kept[]): Promise<void> {
  await client.query('update dashboard.removal set problem = $2 where id = any($1::uuid[])', [
    kept.map(({ removal }) => removal),
    problem,
  ])
}

async function leaveOut(client: pg.PoolClient, task: Task, problem: ItemProblem, all: boolean): Promise<void> {
  const { rowCount } = await client.query(
    `update dashboard.removal set problem = $3
      where id in (select r.id ${PENDING} order by v.id limit ${all ? 'all' : 1})`,
    [task.batchId, task.subject, problem],
  )
  await count(client, task, { done: 0, gone: 0, failed: rowCount ?? 0 })
}
