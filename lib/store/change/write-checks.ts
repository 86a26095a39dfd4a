// What is looked at before a memory is written, and after a write that did nothing: is it there, is it still the same, was it done already.
import { Expected } from '@/lib/errors'
import { type JsonObject, parseJson } from '@/lib/shared/json-text'
import type { Memory } from '@/lib/shared/memory'
import { checkValueText } from '@/lib/shared/value-rules'
import { pseudonym, type Scope } from '../memory-store'
import { afterChange, asExpected } from '../outage'
import { prepared } from '../prepared'
import { getMemory } from '../read'
import { ROW_VERSION } from './row-version'

/** Identifies one intention of a person: sent twice, it is carried out once. */
export type OperationId = string

type Stored = {
  canonical: string
  present: string | null
  isThere: boolean
  isCurrent: boolean
  isDone: boolean
  fields: string[]
}

/**
 * One look before embedding: is the version still the one edited, which entries are there, and how will Postgres write the
 * value: the agent reads it back like that, and its next put of the same value then embeds the same text.
 */
export async function beforeEdit(
  { store }: Scope,
  prefix: string,
  key: string,
  edit: { version: string; json: string; operation?: OperationId },
): Promise<Stored> {
  const { pool, catalog } = store
  const text = `select $3::jsonb::text as canonical, s.value::text as present,
            s.key is not null as "isThere",
            coalesce(${ROW_VERSION} = $4, false) as "isCurrent",
            exists (select from dashboard.audit a where a.op_id = $5::uuid and a.memory = $6) as "isDone",
            array(select v.field_name from ${catalog.vectors} v where v.prefix = s.prefix and v.key = s.key order by 1) as fields
       from (values (1)) as one left join ${catalog.store} s on s.prefix = $1 and s.key = $2`
  const memory = pseudonym(store, 'memory', prefix, key)
  const values = [prefix, key, edit.json, edit.version, edit.operation ?? null, memory]
  const { rows } = await pool.query<Stored>(prepared(catalog, text, values))
  if (rows[0] === undefined) throw new Error('a left join gave no row')
  return rows[0]
}

/** Whether the same operation, sent twice at once, has meanwhile been carried out. */
export async function isDone({ store }: Scope, prefix: string, key: string, operation?: OperationId): Promise<boolean> {
  if (operation === undefined) return false
  const { rowCount } = await asExpected(() =>
    store.pool.query('select from dashboard.audit a where a.op_id = $1::uuid and a.memory = $2', [
      operation,
      pseudonym(store, 'memory', prefix, key),
    ]),
  )
  return rowCount === 1
}

/** What upstream's put accepts as a label of a namespace. */
export function isLabel(label: string): boolean {
  return label !== '' && !label.includes('.') && !label.includes('\u0000') && label.isWellFormed()
}

export function checked(json: string): JsonObject {
  const result = checkValueText(json)
  if (!result.ok) throw new Expected('invalid', result.problem.sentence)
  return result.value
}

export function objectOf(canonical: string): JsonObject {
  const value = parseJson(canonical)
  if (value instanceof Map) return value
  throw new Error('Postgres wrote an object as something else')
}

/** A memory as a change has left it. @throws Expected `not-found`, `unanswered` */
export async function presentMemory(scope: Scope, id: string): Promise<Memory> {
  const memory = await afterChange(() => getMemory(scope, id))
  if (memory === null) throw noSuchMemory()
  return memory
}

export function noSuchMemory(): Expected {
  return new Expected('not-found', 'There is no such memory. It may have been deleted, or it never existed.')
}

/**
 * After a write that wrote nothing: returns when the same operation, sent twice at once, had done it meanwhile.
 * @throws Expected `not-found` when the memory is gone, otherwise what `changed` makes
 */
export async function explainUnwritten(
  scope: Scope,
  at: { id: string; prefix: string; key: string; operation?: OperationId },
  changed: () => Expected,
): Promise<void> {
  if (await isDone(scope, at.prefix, at.key, at.operation)) return
  throw (await getMemory(scope, at.id)) === null ? noSuchMemory() : changed()
}
