// A filter as SQL. Keys and names are compared letter by letter, days are instants of the reader's zone.
import { type FilterPart, type MemoryFilter, partsOf } from '@/lib/shared/filter'
import { dayEdge } from '@/lib/shared/time'
import type { Scope } from '../memory-store'

/** A piece of SQL and what its placeholders stand for. */
export type SqlPart = { sql: string; values: unknown[] }

/**
 * The conditions of `filter` on the agent's table as `s`, each beginning with `and`; empty when nothing is filtered.
 * @param timeZone the reader's, by its IANA name
 * @param from number of the first placeholder that is free, such as 3 for `$3`
 */
export function filterSql(scope: Scope, filter: MemoryFilter, timeZone: string, from: number): SqlPart {
  const values: unknown[] = []
  const conditions = partsOf(filter).map((part) => {
    const { sql, values: own } = partSql(scope, filter, part, timeZone, from + values.length)
    values.push(...own)
    return `and ${sql}`
  })
  return { sql: conditions.join(' '), values }
}

/**
 * One part of `filter` as a condition on `s`. Where fields and types are both in force, the condition of `type` speaks of
 * the chosen fields alone.
 */
export function partSql(scope: Scope, filter: MemoryFilter, part: FilterPart, timeZone: string, from: number): SqlPart {
  const values: unknown[] = []
  const place = (value: unknown) => `$${from + values.push(value) - 1}`
  return { sql: `(${CONDITIONS[part]({ scope, filter, timeZone, place })})`, values }
}

type Asked = { scope: Scope; filter: MemoryFilter; timeZone: string; place: (value: unknown) => string }

const CONDITIONS: Record<FilterPart, (asked: Asked) => string> = {
  time: ({ filter: { since, until }, timeZone, place }) =>
    [
      ...(since === null
        ? []
        : [`s.updated_at >= ${place(dayEdge(since, 'begin', timeZone).toISOString())}::timestamptz`]),
      ...(until === null
        ? []
        : [`s.updated_at < ${place(dayEdge(until, 'after', timeZone).toISOString())}::timestamptz`]),
    ].join(' and '),
  key: ({ filter: { keys, starts }, place }) =>
    [
      ...(keys.length === 0 ? [] : [`s.key = any(${place(keys)}::text[])`]),
      ...starts.map((start) => `starts_with(s.key, ${place(start)})`),
    ].join(' or '),
  field: ({ filter: { fields }, place }) => `${hasMembers('s')} and s.value ?| ${place(fields)}::text[]`,
  type: ({ filter: { fields, types }, place }) =>
    `exists (select from ${membersOf('s')} m where jsonb_typeof(m.value) = any(${place(types)}::text[])${
      fields.length === 0 ? '' : ` and m.key = any(${place(fields)}::text[])`
    })`,
  ends: ({ scope, filter: { ends } }) =>
    scope.store.catalog.hasTtl ? `coalesce(s.expires_at ${ends === 'expired' ? '<=' : '>'} now(), false)` : 'false',
  searchable: ({ scope, filter: { searchable } }) => `${searchable === 'no' ? 'not ' : ''}${isSearchable(scope, 's')}`,
  by: ({ scope, filter: { by }, place }) => `${by === 'agent' ? 'not ' : ''}${isWrittenBy('s', place(scope.actor))}`,
}

/** Whether the value of `row` is an object at all; of other values `?` would compare elements and texts. */
function hasMembers(row: string): string {
  return `jsonb_typeof(${row}.value) = 'object'`
}

/** Name and value of each member of the outermost level, as a set. */
export function membersOf(row: string): string {
  return `jsonb_each(case when ${hasMembers(row)} then ${row}.value else '{}' end)`
}

/** As `searchable` of a memory: a search by meaning can find it. */
export function isSearchable({ store: { catalog } }: Scope, row: string): string {
  return `exists (select from ${catalog.vectors} v where v.prefix = ${row}.prefix and v.key = ${row}.key and v.embedding is not null)`
}

/** As `writtenBy: 'you'` of a memory, see lastWriteJoin: it holds only while nobody has written since. */
export function isWrittenBy(row: string, actor: string): string {
  return `exists (select from dashboard.last_write l where l.prefix = ${row}.prefix and l.key = ${row}.key
    and l.updated_at = ${row}.updated_at and l.actor = ${actor} and l.surface = 'dashboard')`
}
