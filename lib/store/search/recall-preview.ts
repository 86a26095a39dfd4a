// What the agent would get for a question before and after an edit that has not been made: the edit's vectors exist in this computation only.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import type { RecallLine, RecallPreview } from '@/lib/shared/agent-view'
import { writeJson } from '@/lib/shared/json-text'
import { memoryId, PREVIEW_BYTES, parseMemoryId } from '@/lib/shared/memory'
import { RECALL } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { arrayLiteral, indexOf } from '../change/search-entries'
import { beforeEdit, checked, noSuchMemory, objectOf } from '../change/write-checks'
import { childOf, prefixBelow } from '../memory-row'
import { agentReads, type Scope } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import { agentStatement, asTheAgent, entriesCompared, usesVectorIndex } from './agent-statement'

export type RecallRequest = {
  id: string
  /** The value as the edit would save it. */
  json: string
  question: string
}

/**
 * Compares what the agent gets for `question` now with what it would get after the edit. Both are computed exactly over all
 * entries, in the order of its statement: the index, which may lose some, is asked for neither (see `usesIndex`).
 * Question and edited texts are embedded in one call; nothing is written.
 * @throws Expected `invalid`, `not-found`, `embedding-unavailable`, `database-unavailable`
 */
export const previewRecall = traced(RECALL, previewed)

async function previewed(scope: Scope, { id, json, question }: RecallRequest): Promise<RecallPreview> {
  const address = parseMemoryId(id)
  if (address === null) throw noSuchMemory()
  if (question.trim() === '') throw new Expected('invalid', 'Write a question that the agent might ask.')
  const { store } = scope
  const prefix = prefixBelow(scope, address.child)
  const edited = writeJson(checked(json))
  const stored = await asExpected(() => beforeEdit(scope, prefix, address.key, { version: '', json: edited }))
  if (!stored.isThere) throw noSuchMemory()
  const index = indexOf(stored.fields, store.fields)
  const texts = embeddedTexts(objectOf(stored.canonical), store.fields, index).map(({ text }) => text)
  const [embedding, ...vectors] = await store.embedder.embed([question, ...texts])
  if (embedding === undefined || vectors.length !== texts.length)
    throw new Expected('embedding-unavailable', 'The embedding endpoint did not give a vector for each text.')
  const edit: Edit = { prefix, key: address.key, json: edited, vectors }
  return asExpected(async () => {
    const prefixes = await personPrefixes(scope)
    return asTheAgent(store.pool, (client) => compare(client, scope, prefixes, edit, question, embedding))
  })
}

type Edit = { prefix: string; key: string; json: string; vectors: number[][] }

async function compare(
  client: pg.PoolClient,
  scope: Scope,
  prefixes: string[],
  edit: Edit,
  question: string,
  embedding: number[],
): Promise<RecallPreview> {
  const { limit } = agentReads(scope.store)
  const usesIndex = await usesVectorIndex(client, agentStatement(scope, embedding, limit))
  const rows = await entryRows(client, scope, prefixes, edit, embedding)
  const compared = entriesCompared(scope.store, limit)
  const given = (side: 'before' | 'after') =>
    agentOrder(
      rows.filter(({ of }) => of === 'other' || of === side),
      compared,
      limit,
    )
  const [before, after] = [given('before'), given('after')]
  const values = await valuesOf(client, scope, [...before, ...after])
  const lineOf = (entry: Entry, isAfter: boolean): RecallLine => {
    const isEdited = entry.prefix === edit.prefix && entry.key === edit.key
    return {
      id: memoryId(childOf(scope, entry.prefix), entry.key),
      key: entry.key,
      json: isEdited && isAfter ? edit.json : values(entry),
      score: hasDirection(entry) ? 1 - entry.distance : null,
      isEdited,
    }
  }
  const ahead = rows[0]
  const placeOf = (side: 'before' | 'after', closer: number | undefined) =>
    rows.some((row) => row.of === side && hasDirection(row)) && closer !== undefined ? closer + 1 : null
  return {
    question,
    limit,
    before: before.map((entry) => lineOf(entry, false)),
    after: after.map((entry) => lineOf(entry, true)),
    place: { before: placeOf('before', ahead?.closerBefore), after: placeOf('after', ahead?.closerAfter) },
    usesIndex,
  }
}

/** A search entry and how far it lies from the question; NaN: it has no direction, null: it has no vector. */
export type Entry = { prefix: string; key: string; distance: number | null }

type EntryRow = Entry & {
  of: 'other' | 'before' | 'after'
  /** How many other memories are closer than the edited one, on each side; the same in every row. */
  closerBefore: number
  closerAfter: number
}

/** The closest entries of the other memories, as many as the agent compares, and those of the edited one on either side. */
async function entryRows(
  client: pg.PoolClient,
  scope: Scope,
  prefixes: string[],
  edit: Edit,
  embedding: number[],
): Promise<EntryRow[]> {
  const { catalog } = scope.store
  const { limit, omitsExpired } = agentReads(scope.store)
  const isSeen = omitsExpired ? '(s.expires_at is null or s.expires_at > now())' : 'true'
  // an edit restarts the time to live, where there is one
  const isSeenAfter = omitsExpired ? `(${isSeen} or s.ttl_minutes is not null)` : 'true'
  const question = `$2::float8[]::${catalog.vectorType}`
  const { rows } = await client.query<EntryRow>(
    `with entry as materialized (
       select v.prefix, v.key, v.embedding ${catalog.cosine} ${question} as distance,
              v.prefix = $3 and v.key = $4 as is_own
         from ${catalog.vectors} v join ${catalog.store} s on s.prefix = v.prefix and s.key = v.key
        where v.prefix = any($1::text[]) and ${isSeen}
     ), other as (
       select 'other' as of, prefix, key, distance from entry where not is_own order by distance, prefix, key limit $5
     ), own as (
       select 'before' as of, prefix, key, distance from entry where is_own
       union all
       select 'after', s.prefix, s.key, made.embedding::float8[]::${catalog.vectorType} ${catalog.cosine} ${question}
         from unnest($6::text[]) as made (embedding) join ${catalog.store} s on s.prefix = $3 and s.key = $4 and ${isSeenAfter}
     ), closest as (
       select min(nullif(distance, 'NaN')) as distance from entry where not is_own group by prefix, key
     ), closer as (
       select side.of, (select count(*)::int from closest c
                         where c.distance < (select min(nullif(o.distance, 'NaN')) from own o where o.of = side.of)) as count
         from (values ('before'), ('after')) as side (of)
     )
     select row.*, (select count from closer where of = 'before') as "closerBefore",
            (select count from closer where of = 'after') as "closerAfter"
       from (select * from other union all select * from own) row`,
    [
      prefixes,
      arrayLiteral(embedding),
      edit.prefix,
      edit.key,
      entriesCompared(scope.store, limit),
      edit.vectors.map(arrayLiteral),
    ],
  )
  return rows
}

/** Values of these memories as they are stored; null where one is too large to show. */
async function valuesOf(client: pg.PoolClient, { store: { catalog } }: Scope, entries: Entry[]) {
  const { rows } = await client.query<{ prefix: string; key: string; json: string | null }>(
    `select distinct on (s.prefix, s.key) s.prefix, s.key,
            case when octet_length(s.value::text) <= ${PREVIEW_BYTES} then s.value::text end as json
       from ${catalog.store} s
       join unnest($1::text[], $2::text[]) as shown (prefix, key) on shown.prefix = s.prefix and shown.key = s.key`,
    [entries.map(({ prefix }) => prefix), entries.map(({ key }) => key)],
  )
  return ({ prefix, key }: Entry) => rows.find((row) => row.prefix === prefix && row.key === key)?.json ?? null
}

/**
 * What upstream's statement makes of entries: the `compared` closest of them, of each memory the best, and of these the
 * `limit` with the highest scores, where what has no score stands first. What is equal stands in the order of namespace
 * and key, which upstream leaves open.
 */
export function agentOrder<E extends Entry>(entries: readonly E[], compared: number, limit: number): E[] {
  const rank = ({ distance }: Entry) => (distance === null ? 2 : Number.isNaN(distance) ? 1 : 0)
  const byName = (a: Entry, b: Entry) =>
    Number(a.prefix > b.prefix) - Number(a.prefix < b.prefix) || Number(a.key > b.key) - Number(a.key < b.key)
  const byDistance = (a: Entry, b: Entry) =>
    rank(a) === 0 && rank(b) === 0 ? (a.distance ?? 0) - (b.distance ?? 0) : 0
  const best = new Map<string, E>()
  const closest = [...entries].sort((a, b) => rank(a) - rank(b) || byDistance(a, b) || byName(a, b)).slice(0, compared)
  for (const entry of closest) {
    const name = JSON.stringify([entry.prefix, entry.key])
    if (!best.has(name)) best.set(name, entry)
  }
  return [...best.values()].sort((a, b) => rank(b) - rank(a) || byDistance(a, b) || byName(a, b)).slice(0, limit)
}

function hasDirection(entry: Entry): entry is Entry & { distance: number } {
  return entry.distance !== null && !Number.isNaN(entry.distance)
}
