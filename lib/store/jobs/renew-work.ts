// Making many memories searchable: as renewSearchEntries does it, but embedded together. What has an entry already stays as it is.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import type { ItemProblem } from '@/lib/shared/job'
import { readValue } from '@/lib/shared/value-words'
import { auditInsert } from '../audit/row'
import { ROW_VERSION } from '../change/row-version'
import { arrayLiteral, indexOf } from '../change/search-entries'
import { type MemoryStore, pseudonym } from '../memory-store'
import { inTransaction } from '../transaction'
import {
  holdJob,
  type Item,
  leaveItemsOut,
  lockRows,
  nextItems,
  type Pace,
  type Step,
  settle,
  type Task,
  taskValues,
  type Work,
} from './step'

export const renewWork: Work = { step: renewSome, leaveOut: leaveItemsOut }

/** Memories per step: about one call to the provider. */
const AT_ONCE = 20

/** `version` is that of the text read just now: what was selected is to be found, as it is. */
type Stored = Item & { json: string; isSearchable: boolean; fields: string[] }
type Entry = { field: string; text: string }
type Made = { item: Stored; entries: { field: string; vector: string }[] }

async function renewSome(store: MemoryStore, task: Task, pace: Pace): Promise<Step> {
  const items = await nextItems(store.pool, task, Math.min(pace.size, AT_ONCE))
  if (items.length === 0) return { looked: 0, settled: 0 }
  const stored = await readStored(store, items)
  // embedded before the transaction; each row is looked at again inside it
  const { made, problems } = await embedAll(
    store,
    stored.filter(({ isSearchable }) => !isSearchable),
  )
  return inTransaction(store.pool, async (client) => {
    if (!(await holdJob(client, task, pace))) return null
    const rows = await lockRows(client, store, items, pace)
    const locked = new Set(rows.filter(({ isLocked }) => isLocked).map(({ position }) => position))
    const isLocked = ({ position }: Item) => locked.has(position)
    const entered = await enter(
      client,
      store,
      task,
      made.filter(({ item }) => isLocked(item)),
    )
    const outcome = {
      // what has changed since it was read just now is neither: it is looked at again
      done: stored.filter((item) => isLocked(item) && (item.isSearchable || entered.has(item.position))),
      gone: rows.filter((item) => !item.isThere && !isLocked(item)),
      left: [...problems].map(([problem, left]): [ItemProblem, Item[]] => [problem, left.filter(isLocked)]),
    }
    await settle(client, task, outcome)
    const failed = outcome.left.reduce((sum, [, left]) => sum + left.length, 0)
    const isDown = made.length === 0 && (problems.get('embedding')?.length ?? 0) >= GIVE_UP_AFTER
    return {
      looked: items.length,
      settled: outcome.done.length + outcome.gone.length + failed,
      ...(isDown ? { giveUp: 'embedding' } : {}),
    }
  })
}

async function readStored({ pool, catalog }: MemoryStore, items: readonly Item[]): Promise<Stored[]> {
  const { rows } = await pool.query<Stored>(
    `select i.position, s.prefix, s.key, ${ROW_VERSION} as version, s.value::text as json,
            exists (select from ${catalog.vectors} v
                     where v.prefix = s.prefix and v.key = s.key and v.embedding is not null) as "isSearchable",
            array(select v.field_name from ${catalog.vectors} v where v.prefix = s.prefix and v.key = s.key order by 1) as fields
       from unnest($1::int[], $2::text[], $3::text[]) as i (position, prefix, key)
       join ${catalog.store} s on s.prefix = i.prefix and s.key = i.key`,
    [items.map(({ position }) => position), items.map(({ prefix }) => prefix), items.map(({ key }) => key)],
  )
  return rows
}

/** The texts are sent together; when that fails, one memory after the other, so that one text does not hold up the others. */
async function embedAll(
  store: MemoryStore,
  items: readonly Stored[],
): Promise<{ made: Made[]; problems: Map<ItemProblem, Stored[]> }> {
  const asked = items.map((item) => ({ item, texts: textsOf(store, item) })).filter(({ texts }) => texts.length > 0)
  const nothing = items.filter((item) => !asked.some((one) => one.item === item))
  const together = await tryToEmbed(store, asked)
  if (together !== null) return { made: together, problems: new Map([['nothing', nothing]]) }
  const made: Made[] = []
  const failed: Stored[] = []
  let inARow = 0
  for (const one of asked) {
    // where nobody answers, waiting for each would take for ever
    const alone = asked.length > 1 && inARow < GIVE_UP_AFTER ? await tryToEmbed(store, [one]) : null
    inARow = alone === null ? inARow + 1 : 0
    if (alone === null) failed.push(one.item)
    else made.push(...alone)
  }
  return {
    made,
    problems: new Map([
      ['nothing', nothing],
      ['embedding', failed],
    ]),
  }
}

const GIVE_UP_AFTER = 3

function textsOf(store: MemoryStore, { json, fields }: Stored): Entry[] {
  const value = readValue(json)
  return value === undefined ? [] : embeddedTexts(value, store.fields, indexOf(fields, store.fields))
}

async function tryToEmbed(store: MemoryStore, asked: { item: Stored; texts: Entry[] }[]): Promise<Made[] | null> {
  try {
    const vectors = await store.embedder.embed(asked.flatMap(({ texts }) => texts.map(({ text }) => text)))
    let at = 0
    return asked.map(({ item, texts }) => ({
      item,
      entries: texts.map(({ field }) => ({ field, vector: arrayLiteral(vectors[at++] ?? []) })),
    }))
  } catch (error) {
    if (error instanceof Expected && error.code === 'embedding-unavailable') return null
    throw error
  }
}

/** @returns positions of the memories that have got their entries: those still at their version, and still without any */
async function enter(
  client: pg.PoolClient,
  store: MemoryStore,
  task: Task,
  made: readonly Made[],
): Promise<Set<number>> {
  if (made.length === 0) return new Set()
  const { catalog } = store
  const entries = made.flatMap(({ item, entries }) => entries.map((entry) => ({ ...entry, position: item.position })))
  const audit = auditInsert({
    ...{ values: '$9', operation: 'gen_random_uuid()', action: `'memory.renew'`, memory: 'i.memory', from: 'item i' },
    ...{ before: 'i.value', after: 'i.value' },
    detail: `jsonb_build_object('search_entries', (select count(*) from made m where m.position = i.position))`,
  })
  const { rows } = await client.query<{ position: number }>(
    `with item as materialized (
       select i.*, s.value from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[]) as i (position, prefix, key, version, memory)
         join ${catalog.store} s on s.prefix = i.prefix and s.key = i.key and ${ROW_VERSION} = i.version
     ), made as (
       select i.position, i.prefix, i.key, e.field_name, e.embedding
         from item i join unnest($6::int[], $7::text[], $8::text[]) as e (position, field_name, embedding) on e.position = i.position
     ), stale as (
       delete from ${catalog.vectors} v using item i where v.prefix = i.prefix and v.key = i.key
          and not exists (select from made m where m.position = i.position and m.field_name = v.field_name)
     ), entry as (
       insert into ${catalog.vectors} as v (prefix, key, field_name, embedding, created_at, updated_at)
       select prefix, key, field_name, embedding::float8[]::${catalog.vectorType}, current_timestamp, current_timestamp from made
       on conflict (prefix, key, field_name) do update set embedding = excluded.embedding, updated_at = current_timestamp
     ), mapping as (
       insert into dashboard.pseudonym (pseudonym, user_id, prefix, key)
       select memory, null, prefix, key from item on conflict (pseudonym) do nothing
     ), audit as (
       ${audit}
     )
     select position from item`,
    [
      made.map(({ item }) => item.position),
      made.map(({ item }) => item.prefix),
      made.map(({ item }) => item.key),
      made.map(({ item }) => item.version),
      made.map(({ item }) => pseudonym(store, 'memory', item.prefix, item.key)),
      entries.map(({ position }) => position),
      entries.map(({ field }) => field),
      entries.map(({ vector }) => vector),
      taskValues(task, { batch: task.id }),
    ],
  )
  return new Set(rows.map(({ position }) => position))
}
