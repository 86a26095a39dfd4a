// Every change that a person can make to a memory, each as it is asked for, with what is true afterwards.
import { randomUUID } from 'node:crypto'
import type { Memory } from '@/lib/shared/memory'
import { changeExpiry } from '@/lib/store/change/expiry'
import { listHistory } from '@/lib/store/change/history'
import { deleteMemory } from '@/lib/store/change/removal'
import { renameMemory } from '@/lib/store/change/rename'
import { restoreVersion } from '@/lib/store/change/restore'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory } from '@/lib/store/change/write'
import type { Scope } from '@/lib/store/memory-store'
import { keepOne, mergePair } from '@/lib/store/pairs/actions'

/** Key → text; null: nothing is stored there. */
export type Texts = Record<string, string | null>

export type Asked = {
  /** Carries it out, and answers with what the answer says is stored now. */
  ask: (scope: Scope, operation: string) => Promise<Texts>
  before: Texts
  after: Texts
}

export type Mutation = {
  name: string
  /** What it leaves in the audit. */
  audit: readonly string[]
  /** Makes what is to be changed. */
  prepare: (scope: Scope) => Promise<Asked>
}

const json = (text: string) => JSON.stringify({ text })
const said = ({ key, json }: Memory): Texts => ({ [key]: (JSON.parse(json ?? '{}') as { text: string }).text })

const make = (scope: Scope, key: string, text: string) => createMemory(scope, { key, json: json(text) })
const green = (scope: Scope) => make(scope, 'tea', 'green')

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'save',
    audit: ['memory.create'],
    prepare: async () => ({
      ask: async (scope, operation) => said(await createMemory(scope, { key: 'tea', json: json('green'), operation })),
      before: { tea: null },
      after: { tea: 'green' },
    }),
  },
  {
    name: 'edit',
    audit: ['memory.edit'],
    prepare: async (scope) => {
      const { id, version } = await green(scope)
      return {
        ask: async (scope, operation) =>
          said(await editMemory(scope, { id, version, json: json('a longer text'), operation })),
        before: { tea: 'green' },
        after: { tea: 'a longer text' },
      }
    },
  },
  {
    name: 'delete',
    audit: ['memory.remove'],
    prepare: async (scope) => {
      const { id, version } = await green(scope)
      return {
        ask: async (scope, operation) => ({ [(await deleteMemory(scope, { id, version, operation })).key]: null }),
        before: { tea: 'green' },
        after: { tea: null },
      }
    },
  },
  {
    name: 'undo',
    audit: ['memory.undo'],
    prepare: async (scope) => {
      const { id } = await deleteMemory(scope, { id: (await green(scope)).id })
      return {
        ask: async (scope) => ({ [(await undoRemoval(scope, id)).key]: 'green' }),
        before: { tea: null },
        after: { tea: 'green' },
      }
    },
  },
  {
    name: 'rename',
    audit: ['memory.rename'],
    prepare: async (scope) => {
      const { id, version } = await green(scope)
      return {
        ask: async (scope, operation) => ({
          tea: null,
          ...said(await renameMemory(scope, { id, version, key: 'drink', operation })),
        }),
        before: { tea: 'green', drink: null },
        after: { tea: null, drink: 'green' },
      }
    },
  },
  {
    name: 'rename and edit',
    audit: ['memory.edit', 'memory.rename'],
    prepare: async (scope) => {
      const { id, version } = await green(scope)
      return {
        ask: async (scope, operation) => ({
          tea: null,
          ...said(await renameMemory(scope, { id, version, key: 'drink', json: json('cold'), operation })),
        }),
        before: { tea: 'green', drink: null },
        after: { tea: null, drink: 'cold' },
      }
    },
  },
  {
    name: 'restore',
    audit: ['memory.restore'],
    prepare: async (scope) => {
      const { id, version: first } = await green(scope)
      const { version } = await editMemory(scope, { id, version: first, json: json('white') })
      const history = await listHistory(scope, { id, limit: 2 })
      const versionId = history?.versions[1]?.id ?? ''
      return {
        ask: async (scope, operation) =>
          said((await restoreVersion(scope, { id, version, versionId, operation })).memory),
        before: { tea: 'white' },
        after: { tea: 'green' },
      }
    },
  },
  {
    name: 'end date',
    audit: ['memory.expiry'],
    prepare: async (scope) => {
      const { id, version } = await green(scope)
      return {
        ask: async (scope, operation) =>
          said(await changeExpiry(scope, { id, version, keep: { kind: 'days', days: 9 }, operation })),
        before: { tea: 'green' },
        after: { tea: 'green' },
      }
    },
  },
  {
    name: 'keep one of two',
    audit: ['memory.remove'],
    prepare: async (scope) => {
      const [remove, keep] = [await green(scope), await make(scope, 'drink', 'green')]
      return {
        ask: async (scope, operation) => ({
          drink: 'green',
          [(await keepOne(scope, { keep, remove, operation })).key]: null,
        }),
        before: { tea: 'green', drink: 'green' },
        after: { tea: null, drink: 'green' },
      }
    },
  },
  {
    name: 'make one of two',
    audit: ['memory.merge', 'memory.remove'],
    prepare: async (scope) => {
      const [into, from] = [await green(scope), await make(scope, 'drink', 'hot')]
      return {
        ask: async (scope, operation) => {
          const { memory, removal } = await mergePair(scope, { into, from, json: json('green and hot'), operation })
          return { ...said(memory), [removal?.key ?? '']: null }
        },
        before: { tea: 'green', drink: 'hot' },
        after: { tea: 'green and hot', drink: null },
      }
    },
  },
  {
    name: 'undo of making one',
    audit: ['memory.undo', 'memory.unmerge'],
    prepare: async (scope) => {
      const [into, from] = [await green(scope), await make(scope, 'drink', 'hot')]
      const made = { into, from, json: json('green and hot'), operation: randomUUID() }
      const { removal } = await mergePair(scope, made)
      return {
        ask: async (scope) => {
          const { key, left } = await undoRemoval(scope, removal?.id ?? '')
          return { [key]: 'hot', tea: left === undefined ? 'green' : null }
        },
        before: { tea: 'green and hot', drink: null },
        after: { tea: 'green', drink: 'hot' },
      }
    },
  },
]

/** What is stored under the keys of `texts`. */
export async function storedAt({ store, root }: Scope, texts: Texts): Promise<Texts> {
  const { rows } = await store.pool.query<{ key: string; text: string }>(
    `select key, value->>'text' as text from ${store.catalog.store} where prefix = $1 and key = any($2::text[])`,
    [root, Object.keys(texts)],
  )
  const found = new Map(rows.map(({ key, text }) => [key, text]))
  return Object.fromEntries(Object.keys(texts).map((key) => [key, found.get(key) ?? null]))
}
