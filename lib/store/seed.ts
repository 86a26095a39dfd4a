// Rows as an agent wrote them at some time in the past: for the demonstration and for tests.
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { parseJson } from '@/lib/shared/json-text'
import { arrayLiteral } from './change/search-entries'
import { prefixBelow } from './memory-row'
import { type MemoryStore, scopeOf } from './memory-store'
import { inTransaction } from './transaction'

const SEEDED = { surface: 'agent', agent: null } as const

export type SeedMemory = { userId: string; child: readonly string[]; key: string; json: string; writtenAt: string }

/** A row of an agent that uses the library, and what it calls itself; null: one that does not. */
export type SeedRow = SeedMemory & { agent: string | null }

/** Writes rows as of `writtenAt`, without search entries; keys that are taken are left alone. */
export async function seedRows(store: MemoryStore, memories: readonly SeedRow[]): Promise<void> {
  const column = (of: (memory: SeedRow) => string | null) => memories.map(of)
  await store.pool.query(
    `with r as (
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
         as r (prefix, key, value, at, actor, name)
     ), written as (
       insert into ${store.catalog.store} (prefix, key, value, created_at, updated_at)
       select r.prefix, r.key, r.value::jsonb, r.at::timestamptz, r.at::timestamptz from r
       on conflict (prefix, key) do nothing
       returning prefix, key, updated_at
     )
     insert into dashboard.last_write (prefix, key, updated_at, actor, surface, name)
     select w.prefix, w.key, w.updated_at, r.actor, 'agent', r.name
       from written w join r on r.prefix = w.prefix and r.key = w.key where r.name is not null
     on conflict (prefix, key) do nothing`,
    [
      column(({ userId, child }) => prefixBelow(scopeOf(store, userId, SEEDED), child)),
      column(({ key }) => key),
      column(({ json }) => json),
      column(({ writtenAt }) => writtenAt),
      column(({ userId }) => scopeOf(store, userId, SEEDED).actor),
      column(({ agent }) => agent),
    ],
  )
}

/** Moves what an agent of this name read last of a person back into the past. */
export async function backdateRead(
  store: MemoryStore,
  { userId, agent, hoursAgo }: { userId: string; agent: string; hoursAgo: number },
): Promise<void> {
  await store.pool.query(
    `update dashboard.read_log set at = at - make_interval(hours => $3), kept_until = kept_until - make_interval(hours => $3)
      where id = (select max(id) from dashboard.read_log where root = $1 and name = $2)`,
    [scopeOf(store, userId, SEEDED).root, agent, hoursAgo],
  )
}

/** A row with all that the agent's own put leaves behind. */
export type SeedPut = SeedMemory & {
  /** When it was put first; {@link SeedMemory.writtenAt} is the last time. */
  learnedAt: string
  ttlMinutes: number | null
  /** False: as a put with `index=False`, without search entries. */
  isIndexed: boolean
}

/**
 * Writes rows together with their search entries, and in the same transaction how far that has come: after a crash both
 * are there or neither. Keys that are taken are left alone. Texts are embedded a few at a time, so that a question that
 * is asked meanwhile does not wait for all of them.
 * @param mark a setting that is moved on; nothing is written when it does not stand at `from`
 * @returns whether the rows were written
 * @throws Expected `embedding-unavailable`; nothing has been written then
 */
export async function seedPuts(
  store: MemoryStore,
  puts: readonly SeedPut[],
  mark: { name: string; from: string; to: string },
): Promise<boolean> {
  const { catalog, fields } = store
  const rows = puts.map((put) => ({ ...put, prefix: prefixBelow(scopeOf(store, put.userId, SEEDED), put.child) }))
  const entries = rows
    .filter(({ isIndexed }) => isIndexed)
    .flatMap((row) => embeddedTexts(parseJson(row.json), fields).map((entry) => ({ ...row, ...entry })))
  const vectors: string[] = []
  for (let at = 0; at < entries.length; at += FEW)
    vectors.push(...(await store.embedder.embed(entries.slice(at, at + FEW).map(({ text }) => text))).map(arrayLiteral))
  const ttl = catalog.hasTtl
    ? [', expires_at, ttl_minutes', ', r.at::timestamptz + make_interval(mins => r.ttl), r.ttl']
    : ['', '']
  return inTransaction(store.pool, async (client) => {
    const moved = await client.query('update dashboard.setting set value = $3 where name = $1 and value = $2', [
      mark.name,
      mark.from,
      mark.to,
    ])
    if (moved.rowCount !== 1) return false
    await client.query(
      `with r as (
         select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
           as r (prefix, key, value, first, at, ttl)
       ), written as (
         insert into ${catalog.store} (prefix, key, value, created_at, updated_at ${ttl[0]})
         select r.prefix, r.key, r.value::jsonb, r.first::timestamptz, r.at::timestamptz ${ttl[1]} from r
         on conflict (prefix, key) do nothing
         returning prefix, key, updated_at
       )
       insert into ${catalog.vectors} (prefix, key, field_name, embedding, created_at, updated_at)
       select w.prefix, w.key, e.field_name, e.embedding::float8[]::${catalog.vectorType}, w.updated_at, w.updated_at
         from unnest($7::text[], $8::text[], $9::text[], $10::text[]) as e (prefix, key, field_name, embedding)
         join written w on w.prefix = e.prefix and w.key = e.key`,
      [
        ...[rows.map((row) => row.prefix), rows.map((row) => row.key), rows.map((row) => row.json)],
        ...[rows.map((row) => row.learnedAt), rows.map((row) => row.writtenAt), rows.map((row) => row.ttlMinutes)],
        ...[entries.map((entry) => entry.prefix), entries.map((entry) => entry.key)],
        ...[entries.map((entry) => entry.field), vectors],
      ],
    )
    return true
  })
}

/** Texts per call of the encoder while somebody may be waiting to search. */
const FEW = 4

/**
 * Makes search entries for up to `limit` memories that have none, the newest first, with the times of their rows.
 * A memory that changes meanwhile is left to whoever changed it.
 * @returns how many memories got theirs; 0 when none is left that has anything to embed
 */
export async function seedSearchEntries(store: MemoryStore, limit: number): Promise<number> {
  const { pool, catalog, fields } = store
  const { rows } = await pool.query<{ prefix: string; key: string; json: string; updatedAt: string }>(
    `select s.prefix, s.key, s.value::text as json, s.updated_at::text as "updatedAt" from ${catalog.store} s
      where not exists (select from ${catalog.vectors} v where v.prefix = s.prefix and v.key = s.key)
      order by s.updated_at desc limit $1`,
    [limit],
  )
  const entries = rows.flatMap((row) =>
    embeddedTexts(parseJson(row.json), fields).map((entry) => ({ ...row, ...entry })),
  )
  const vectors = await store.embedder.embed(entries.map(({ text }) => text))
  const column = (of: (entry: (typeof entries)[number]) => string) => entries.map(of)
  await pool.query(
    `insert into ${catalog.vectors} (prefix, key, field_name, embedding, created_at, updated_at)
     select s.prefix, s.key, e.field_name, e.embedding::float8[]::${catalog.vectorType}, s.updated_at, s.updated_at
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as e (prefix, key, field_name, embedding, at)
       join ${catalog.store} s on s.prefix = e.prefix and s.key = e.key and s.updated_at = e.at::timestamptz
     on conflict (prefix, key, field_name) do nothing`,
    [
      column(({ prefix }) => prefix),
      column(({ key }) => key),
      column(({ field }) => field),
      vectors.map(arrayLiteral),
      column(({ updatedAt }) => updatedAt),
    ],
  )
  return new Set(entries.map(({ prefix, key }) => `${prefix} ${key}`)).size
}
