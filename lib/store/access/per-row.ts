// Where several people share a namespace and each row names its owner: a store that holds the rows of one of them alone. Every read
// goes through the two relations made here; what has not been made for that is closed, until a Span says `isPerRow`.
import { Expected } from '@/lib/errors'
import type { JsonObject } from '@/lib/shared/json-text'
import type { Catalog } from '../catalog'
import type { MemoryStore } from '../memory-store'

/** Whose rows: those whose value is an object in which `field` is a text that equals `userId` byte for byte. */
export type RowOwner = Readonly<{ field: string; userId: string }>

/**
 * `store` as far as it belongs to one of several. A relation of it cannot be written to: statements that change something go to
 * `storeTable` and `vectorsTable`, for rows that they have read through the relations.
 */
export function ofRowOwner(store: MemoryStore, owner: RowOwner): MemoryStore {
  if (owner.userId === '') throw new Error('nobody owns a row')
  const { catalog } = store
  const rows = `(select t.*, t.xmin from ${catalog.storeTable} t where ${isOwnersValue(owner, 't.value')})`
  const vectors = `(select e.* from ${catalog.vectorsTable} e where exists (
    select from ${catalog.storeTable} t where t.prefix = e.prefix and t.key = e.key and ${isOwnersValue(owner, 't.value')}))`
  return { ...store, catalog: { ...catalog, store: rows, vectors, owner } }
}

/** Whether a store holds one owner's rows of a namespace, and not all of it. */
export function isPerRow({ catalog }: Pick<MemoryStore, 'catalog'>): boolean {
  return catalog.owner !== undefined
}

/** A condition on values that are kept elsewhere than in the agent's tables, beginning with ` and`; empty where all are the person's. */
export function andIsOwners({ owner }: Catalog, value: string): string {
  return owner === undefined ? '' : ` and ${isOwnersValue(owner, value)}`
}

/** All columns of `row` and its xmin, once each. */
export function everyColumn({ owner }: Catalog, row: string): string {
  return owner === undefined ? `${row}.*, ${row}.xmin` : `${row}.*`
}

/** What is not an object has no members; a number or a list that reads like an id is not one. Never null. */
function isOwnersValue({ field, userId }: RowOwner, value: string): string {
  const member = `${value} -> ${literal(field)}`
  return `(jsonb_typeof(${value}) = 'object' and coalesce(jsonb_typeof(${member}) = 'string', false)
    and coalesce((${value} ->> ${literal(field)}) collate "C" = ${literal(userId)} collate "C", false))`
}

/** A text as SQL without a character of it: nothing in it can end the literal, look like a placeholder, or be taken for one. */
function literal(text: string): string {
  return `convert_from(decode('${Buffer.from(text, 'utf8').toString('hex')}', 'hex'), 'UTF8')`
}

/**
 * Refuses what is not made for rows of one owner.
 * @throws Expected `refused`
 */
export function requireWholeNamespace({ store }: { store: Pick<MemoryStore, 'catalog'> }): void {
  if (isPerRow(store)) throw closedPerRow()
}

export function closedPerRow(): Expected {
  return new Expected(
    'refused',
    'Several people share the name under which your memories lie, and you see only those that name you. This is closed until an administrator has settled whose the others are.',
  )
}

/**
 * A value that one of several owners writes names them as before.
 * @throws Expected `invalid`
 */
export function requireOwnersValue({ owner }: Catalog, value: JsonObject): void {
  if (owner !== undefined && value.get(owner.field) !== owner.userId)
    throw new Expected(
      'invalid',
      'The field {field} says whose memory this is. It can be neither changed nor removed. Nothing has been saved.',
      { values: { field: owner.field } },
    )
}
