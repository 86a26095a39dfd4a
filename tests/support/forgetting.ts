// Wishes to forget, and a person with something of theirs in every table: what tests of forgetting begin with.
import { randomUUID } from 'node:crypto'
import type { ForgetWish } from '@/lib/shared/forget'
import { memoryId } from '@/lib/shared/memory'
import { startSession } from '@/lib/store/access/sessions'
import { deleteMemory } from '@/lib/store/change/removal'
import { createMemory, editMemory } from '@/lib/store/change/write'
import type { ForgetRules } from '@/lib/store/forgetting/rules'
import { type MemoryStore, scopeOf, type Viewer } from '@/lib/store/memory-store'
import { keepBoth } from '@/lib/store/pairs/actions'
import { recordReads } from '@/lib/store/read-log'
import { freezeSelection } from '@/lib/store/selection'

export const SELF: ForgetRules = {
  approval: 'self',
  backupDays: 30,
  admins: { authMode: 'local', adminEmails: new Set(), adminGroups: new Set() },
}
export const ADMIN: ForgetRules = {
  ...SELF,
  approval: 'admin',
  admins: { ...SELF.admins, adminEmails: new Set(['root@corp.com']) },
}

export const save = (scope: Viewer, key: string, text: string) =>
  createMemory(scope, { key, json: JSON.stringify({ text }), operation: randomUUID() })

export const change = async (scope: Viewer, key: string, text: string) => {
  const { rows } = await scope.store.pool.query<{ version: string }>(
    `select s.xmin::text || '/' || s.updated_at::text as version from ${scope.store.catalog.store} s where prefix = $1 and key = $2`,
    [scope.root, key],
  )
  return editMemory(scope, {
    ...{
      id: memoryId([], key),
      version: rows[0]?.version ?? '',
      json: JSON.stringify({ text }),
      operation: randomUUID(),
    },
  })
}

/** A wish for the memories under these keys. */
export async function wishFor(scope: Viewer, ...keys: string[]): Promise<ForgetWish> {
  const { id } = await freezeSelection(scope, { ids: keys.map((key) => ({ id: memoryId([], key) })) })
  return { operation: randomUUID(), scope: 'selection', selection: id }
}

export const everything = (more: { stopRemembering?: boolean } = {}): ForgetWish => ({
  ...{ operation: randomUUID(), scope: 'everything' },
  ...more,
})

/**
 * Gives somebody a history, an undo copy, a kept pair, recorded reads, a selection, a token, a session and a name. All texts and keys
 * hold `word`, which no other row of the database does.
 */
export async function fillPerson(scope: Viewer, word: string): Promise<void> {
  const { store, userId } = scope
  const key = (name: string) => `${word}-${name}`
  for (const name of ['job', 'tea', 'trip', 'gone'])
    await save(scope, key(name), `${word} says something of ${name} today`)
  await change(scope, key('job'), `${word} has another job, at the mill`)
  await deleteMemory(scope, { id: memoryId([], key('gone')) })
  const versions = await versionsOf(store, scope.root)
  const seen = (name: string) => ({ id: memoryId([], key(name)), version: versions.get(key(name)) ?? '' })
  await keepBoth(scope, { left: seen('tea'), right: seen('trip'), operation: randomUUID() })
  await recordReads(scopeOf(store, userId, { surface: 'agent', agent: 'Travel desk' }), {
    ...{ way: 'search', query: `what about ${word}?` },
    items: [{ child: [], key: key('tea'), createdAt: new Date().toISOString(), score: 0.5 }],
  })
  await freezeSelection(scope, { everything: true })
  await store.pool.query(
    `insert into dashboard.agent_token (hash, issuer, id_claim, user_id, name, scope, expires_at)
     values (sha256($1::bytea), 'local', 'id', $2, $3, 'read', now() + interval '1 day')`,
    [Buffer.from(word), userId, `${word} token`],
  )
  await store.pool.query('insert into dashboard.claimant (user_id) values ($1) on conflict do nothing', [userId])
}

async function versionsOf({ pool, catalog }: MemoryStore, root: string): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ key: string; version: string }>(
    `select s.key, s.xmin::text || '/' || s.updated_at::text as version from ${catalog.store} s where prefix = $1`,
    [root],
  )
  return new Map(rows.map(({ key, version }) => [key, version]))
}

/** Signs somebody in; resolves to the id of the session. */
export const signedIn = (store: MemoryStore, userId: string): Promise<string> =>
  startSession(store.pool, 'local', { userId, name: `${userId} by name` }, { pseudonymKey: store.pseudonymKey })
