// What would go and what would stay, counted now and with the same list of tables that the deletion goes by.
import type pg from 'pg'
import { FORGET_HOLDINGS, type ForgetPreview, type ForgetWish } from '@/lib/shared/forget'
import { PREVIEW_FORGET } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { ROW_VERSION } from '../change/row-version'
import { countOthers } from '../identities/admins'
import type { MemoryStore, Viewer } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import type { ForgetRules } from './rules'
import { readSet } from './set'
import { DELAY_HOURS, whoOf } from './submit'
import { FORGET_TABLES, type ForgetTable, WHO, type Who, whoValues } from './tables'

/**
 * What would go and what would stay if this were asked for now. Nothing is written.
 * @throws Expected `not-found` for a selection that is not there any more, `database-unavailable`
 */
export const previewForget = traced(PREVIEW_FORGET, previewed)

async function previewed(viewer: Viewer, wish: ForgetWish, rules: ForgetRules): Promise<ForgetPreview> {
  const { store, userId } = viewer
  const who = whoOf(viewer)
  return asExpected(() =>
    inTransaction(store.pool, async (client) => {
      await client.query('set transaction isolation level repeatable read')
      const set = await readSet(client, store, who, wish)
      const counts = await countGoing(client, store, who, itemsOfSelection(wish))
      const { rows } = await client.query<{ reference: string }>(
        'select reference from dashboard.forget_request where subject = $1 and scope_hash = $2 and ended_at is null',
        [who.subject, set.scopeHash],
      )
      const asker = { askedBy: userId, email: undefined, subjectId: userId }
      const others = rules.approval === 'self' ? 0 : await countOthers(client, rules.admins, asker, DELAY_HOURS)
      return {
        ...counts,
        approval: rules.approval === 'self' ? 'none' : others > 0 ? 'person' : 'time',
        backupDays: rules.backupDays,
        activeReference: rows[0]?.reference ?? null,
      }
    }),
  )
}

/** A relation of prefix, key and version, with its one value as $1; null: everything. */
export type Items = { sql: string; value: string } | null

export function itemsOfSelection(wish: ForgetWish): Items {
  return wish.scope === 'everything'
    ? null
    : {
        sql: 'select prefix, key, version from dashboard.selection_item where selection_id = $1::uuid',
        value: wish.selection,
      }
}

export function itemsOfRequest(id: string): Items {
  return { sql: 'select prefix, key, version from dashboard.forget_item where request_id = $1::uuid', value: id }
}

export type Going = Pick<ForgetPreview, 'memories' | 'changed' | 'gone' | 'goes' | 'remaining'>

/** Counts what a deletion of these would delete, in the caller's transaction. */
export async function countGoing(client: pg.PoolClient, store: MemoryStore, who: Who, items: Items): Promise<Going> {
  const rows = new Map(await countAll(client, store, who, items))
  const all = await countIn(client, store, who, null, tableNamed('store'))
  const { changed, gone } = items === null ? { changed: 0, gone: 0 } : await driftOf(client, store, items)
  const memories = (rows.get('store') ?? 0) - changed
  return {
    ...{ memories, changed, gone, remaining: all - memories },
    goes: FORGET_HOLDINGS.map((what) => ({
      what,
      rows: FORGET_TABLES.filter((table) => table.what === what).reduce(
        (sum, { name }) => sum + (rows.get(name) ?? 0),
        0,
      ),
    })).filter(({ rows: count }) => count > 0),
  }
}

function tableNamed(name: string): ForgetTable {
  const found = FORGET_TABLES.find((table) => table.name === name)
  if (found === undefined) throw new Error(`there is no table ${name} in the list`)
  return found
}

/** Rows of each table, of these memories or of the person. */
export async function countAll(
  client: pg.PoolClient,
  store: MemoryStore,
  who: Who,
  items: Items,
): Promise<[table: string, rows: number][]> {
  // a set that was chosen just now is not known to be long: one row after the other it would be compared with each of the others
  await client.query('set local enable_nestloop to off')
  const counts: [string, number][] = []
  for (const table of FORGET_TABLES)
    if (items === null || table.ofItems !== null)
      counts.push([table.name, await countIn(client, store, who, items, table)])
  await client.query('set local enable_nestloop to on')
  return counts
}

async function countIn(
  client: pg.PoolClient,
  { catalog }: MemoryStore,
  who: Who,
  items: Items,
  { table, ofItems, ofPerson }: ForgetTable,
): Promise<number> {
  if (items !== null && ofItems === null) return 0
  const { rows } = await client.query<{ count: number }>(
    items === null
      ? `with ${WHO} select count(*)::int as count from ${table(catalog)} t, who where ${ofPerson}`
      : `with item as materialized (${items.sql})
         select count(*)::int as count from ${table(catalog)} t where ${ofItems?.('item')}`,
    items === null ? whoValues(who) : [items.value],
  )
  return rows[0]?.count ?? 0
}

async function driftOf(
  client: pg.PoolClient,
  { catalog }: MemoryStore,
  items: NonNullable<Items>,
): Promise<{ changed: number; gone: number }> {
  const { rows } = await client.query<{ changed: number; gone: number }>(
    `select (count(*) filter (where s.key is null))::int as gone,
            (count(*) filter (where s.key is not null and ${ROW_VERSION} <> i.version))::int as changed
       from (${items.sql}) i left join ${catalog.store} s on s.prefix = i.prefix and s.key = i.key`,
    [items.value],
  )
  if (rows[0] === undefined) throw new Error('a count without an answer')
  return rows[0]
}
