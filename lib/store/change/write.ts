// Writing a memory: embed first, then one statement (write-statement.ts) that does all or nothing.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import type { IndexChoice } from '@/lib/langgraph/embedded-text'
import { writeJson } from '@/lib/shared/json-text'
import { type Memory, memoryId, parseMemoryId } from '@/lib/shared/memory'
import { keyProblem } from '@/lib/shared/value-rules'
import { CREATE, EDIT, PUT } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { requireRemembered } from '../forgetting/guard'
import { prefixBelow } from '../memory-row'
import type { Scope } from '../memory-store'
import { asExpected } from '../outage'
import { getMemory } from '../read'
import { changing } from '../try-again'
import { indexOf, makeSearchEntries } from './search-entries'
import {
  beforeEdit,
  checked,
  isDone,
  isLabel,
  noSuchMemory,
  type OperationId,
  objectOf,
  presentMemory,
} from './write-checks'
import { type Write, writeEdit, writeRow } from './write-statement'

/**
 * Replaces the value of a memory, if it is still at `version`. Keeps `ttl_minutes` and restarts `expires_at` from it.
 * @returns the memory as it was written; sent twice, as it is now
 * @throws Expected `invalid`, `conflict` (nothing is written; the version now stored is at {@link getMemory}), `not-found`,
 *   `embedding-unavailable` (nothing is written), `database-unavailable`
 */
export const editMemory = traced(EDIT, edited)

async function edited(
  scope: Scope,
  edit: { id: string; version: string; json: string; operation?: OperationId },
): Promise<Memory> {
  const address = parseMemoryId(edit.id)
  const json = writeJson(checked(edit.json))
  if (address === null) throw noSuchMemory()
  const prefix = prefixBelow(scope, address.child)
  const stored = await asExpected(() => beforeEdit(scope, prefix, address.key, { ...edit, json }))
  if (stored.isDone) return presentMemory(scope, edit.id)
  if (!stored.isThere) throw noSuchMemory()
  if (!stored.isCurrent)
    throw new Expected('conflict', 'This memory changed while you were editing it. Nothing has been saved.')
  const index = indexOf(stored.fields, scope.store.fields)
  const entries = await makeSearchEntries(scope.store, objectOf(stored.canonical), index)
  const write = { ...edit, json, prefix, key: address.key, entries, action: 'memory.edit' } as const
  const written = await writeEdit(scope, write, edit.version)
  if (written !== undefined) return written
  if (await isDone(scope, prefix, address.key, edit.operation)) return presentMemory(scope, edit.id)
  if ((await getMemory(scope, edit.id)) === null) throw noSuchMemory()
  throw new Expected('conflict', 'This memory changed while you were editing it. Nothing has been saved.')
}

/**
 * Stores a new memory, in the person's own namespace or in one below it.
 * @throws Expected `invalid`, `exists` when the key is taken (nothing is written), `embedding-unavailable`, `database-unavailable`
 */
export const createMemory = traced(CREATE, created)

async function created(
  scope: Scope,
  create: { key: string; child?: readonly string[]; json: string; operation?: OperationId },
): Promise<Memory> {
  const child = create.child ?? []
  if (!child.every(isLabel)) throw new Expected('invalid', 'This memory cannot be kept under that name.')
  const prefix = prefixBelow(scope, child)
  const json = writeJson(checked(create.json))
  const wrong = keyProblem(create.key, prefix, scope.store.fields)
  if (wrong !== null) throw new Expected('invalid', wrong)
  const taken = () =>
    new Expected('exists', 'There is a memory named {key} already. Nothing has been saved.', {
      values: { key: create.key },
    })
  const stored = await asExpected(() => beforeEdit(scope, prefix, create.key, { ...create, json, version: '' }))
  if (!stored.isDone) {
    if (stored.isThere) throw taken()
    const entries = await makeSearchEntries(scope.store, objectOf(stored.canonical))
    const written = await writeRow(
      scope,
      { ...create, json, prefix, entries, action: 'memory.create' },
      {
        before: 'and false',
        row: `insert into ${scope.store.catalog.store} as s (prefix, key, value, created_at, updated_at)
            values ($1, $2, $3::jsonb, current_timestamp, current_timestamp)
            on conflict (prefix, key) do nothing
            returning s.prefix, s.key, s.updated_at`,
        values: [],
      },
    )
    if (!written && !(await isDone(scope, prefix, create.key, create.operation))) throw taken()
  }
  return presentMemory(scope, memoryId([...child], create.key))
}

/**
 * The agent's own put: stores or replaces, last writer wins, and clears any time to live, as upstream does. Unlike
 * upstream it removes search entries of the earlier value.
 * @param put.json embedded as it stands here, as Python embeds the value it was given
 * @param put.index as upstream's `index`
 * @throws Expected `invalid`, `refused` to an agent whose person does not wish to be remembered, `embedding-unavailable`, `database-unavailable`
 */
export const putMemory = traced(PUT, putAsAgent)

/** Each but the first needs somebody who stored the same key, and for each after the second who deleted it again. */
const PUT_ATTEMPTS = 10

async function putAsAgent(
  scope: Scope,
  put: { child?: readonly string[]; key: string; json: string; index?: IndexChoice },
): Promise<void> {
  const prefix = prefixBelow(scope, put.child ?? [])
  const value = checked(put.json)
  const wrong = keyProblem(put.key, prefix, scope.store.fields)
  if (wrong !== null) throw new Expected('invalid', wrong)
  const entries = await makeSearchEntries(scope.store, value, put.index)
  const { catalog } = scope.store
  const write: Write = { prefix, entries, action: 'memory.put', key: put.key, json: writeJson(value) }
  // the join makes the snapshot come first: a row changed by its own statement can no longer be read as it was
  const row = (onConflict: string) => `insert into ${catalog.store} as s (prefix, key, value, created_at, updated_at)
    select $1, $2, $3::jsonb, current_timestamp, current_timestamp from (select count(*) from snapshot) as first
    on conflict (prefix, key) do ${onConflict}
    returning s.prefix, s.key, s.updated_at`
  const over = row(`update set value = excluded.value, updated_at = current_timestamp
    ${catalog.hasTtl ? ', expires_at = null, ttl_minutes = null' : ''}`)
  const work = async (client: pg.PoolClient) => {
    await requireRemembered(client, scope)
    for (let attempt = 0; attempt < PUT_ATTEMPTS; attempt++) {
      // locked first: the statement then sees text and entries of the version that it replaces
      const { rowCount } = await client.query(
        `select from ${catalog.store} s where prefix = $1 and key = $2 for update`,
        [prefix, put.key],
      )
      const isThere = rowCount === 1
      // nothing is kept of a row that this statement leaves alone
      const parts = { before: isThere ? '' : 'and false', row: isThere ? over : row('nothing'), values: [] }
      // somebody may have stored it first since: then that is replaced, and kept as a version
      if (await writeRow(scope, write, parts, client)) return
    }
    throw new Error('the database did not take a memory that was put')
  }
  await changing(scope.store.pool, work)
}
