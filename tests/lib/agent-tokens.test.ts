// The tokens that let a person's agents in: what makes one count, what ends it, and what of it is written down.
import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { MOST_TOKENS } from '@/lib/shared/agent-token'
import {
  createAgentToken,
  findTokenBearer,
  listAgentTokens,
  purgeAgentTokens,
  revokeAgentToken,
  type TokenAuthority,
} from '@/lib/store/access/agent-tokens'
import { disablePerson, enablePerson } from '@/lib/store/access/roles'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import type { MemoryStore, Viewer } from '@/lib/store/memory-store'
import { onEachDatabase } from '../support/databases'
import {
  auditOf,
  clear,
  codeOf,
  codePointEmbedder,
  dashboardRowsWith,
  emptyOwn,
  storeWith,
  viewer,
} from '../support/stores'

const HERE: TokenAuthority = { key: 'a key of the tests', issuer: 'https://id.example', idClaim: 'email' }
const ROOT = { operator: 'root', pseudonymKey: 'test key' }
const ASKED = { name: 'Travel desk', scope: 'read', days: 30 } as const

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Viewer
  let bob: Viewer
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    store = await storeWith(use().pool, codePointEmbedder(16))
    ada = viewer(store, 'ada@corp.com')
    bob = viewer(store, 'bob@corp.com')
  })
  beforeEach(async () => {
    await clear(store)
    await emptyOwn(use().pool, 'agent_token')
  })
  const find = (token: string, authority = HERE) => findTokenBearer(use().pool, authority, token)
  const shift = (column: 'expires_at' | 'revoked_at' | 'last_used_at', by: string) =>
    use().pool.query(`update dashboard.agent_token set ${column} = now() + $1::interval`, [by])

  test('a token is its person’s until it is revoked, and both are in the audit, without the name', async () => {
    const { token, id } = await createAgentToken(ada, HERE, ASKED)
    expect(token).toMatch(/^ltm_[\w-]{43}$/)
    expect(await find(token)).toEqual({ id, name: 'Travel desk', scope: 'read', userId: 'ada@corp.com' })
    await revokeAgentToken(ada, id)
    await revokeAgentToken(ada, id)
    expect([await find(token), await listAgentTokens(ada, HERE)]).toEqual([null, []])
    expect(
      (await auditOf(store)).map(({ action, surface, actor, subject, detail }) => [
        ...[action, surface, actor === ada.actor && subject === ada.subject],
        JSON.parse(detail),
      ]),
    ).toEqual([
      ['token.create', 'dashboard', true, { token: id, scope: 'read', days: 30 }],
      ['token.revoke', 'dashboard', true, { token: id }],
    ])
  })

  test('nothing in the database opens anything', async () => {
    const { token } = await createAgentToken(ada, HERE, ASKED)
    const secret = token.slice('ltm_'.length)
    const bytes = Buffer.from(secret, 'base64url')
    expect(bytes).toHaveLength(32)
    for (const spelling of [secret, Buffer.from(token).toString('hex'), bytes.toString('hex'), HERE.key])
      expect(await dashboardRowsWith(use().pool, spelling)).toEqual([])
    const { rows } = await use().pool.query<{ hash: Buffer }>('select hash from dashboard.agent_token')
    const hash = rows[0]?.hash ?? Buffer.alloc(0)
    expect(hash).toHaveLength(32)
    for (const spelling of ['base64url', 'hex'] as const)
      expect(await find(`ltm_${hash.toString(spelling)}`)).toBeNull()
    // whoever can write to the database, but has not the key of the hashes, makes no token of their own
    expect(await find(token, { ...HERE, key: 'another key' })).toBeNull()
  })

  test('a token counts under the sign-in that it was made under, and for whom may sign in', async () => {
    const { token } = await createAgentToken(ada, HERE, ASKED)
    for (const elsewhere of [{ issuer: 'local' }, { idClaim: 'sub' }]) {
      expect(await find(token, { ...HERE, ...elsewhere })).toBeNull()
      expect(await listAgentTokens(ada, { ...HERE, ...elsewhere })).toEqual([])
    }
    await disablePerson(use().pool, 'ada@corp.com', ROOT)
    expect(await find(token)).toBeNull()
    await enablePerson(use().pool, 'ada@corp.com', ROOT)
    expect(await find(token)).not.toBeNull()
  })

  test('what is no token of ours is nobody’s, whatever it is', async () => {
    const { token } = await createAgentToken(ada, HERE, ASKED)
    const made = `ltm_${randomBytes(32).toString('base64url')}`
    const bent = [token.slice(0, -1), `${token}=`, token.toUpperCase(), token.slice(4), `${token}\u0000`]
    for (const one of ['', 'ltm_', made, ...bent, "ltm_' or true --", 'x'.repeat(100_000)])
      expect(await find(one)).toBeNull()
  })

  test('a token ends with its days by the clock of the database, stays in the list, and is gone after a month', async () => {
    const { token } = await createAgentToken(ada, HERE, { ...ASKED, days: 365 })
    const { rows } = await use().pool.query(
      `select expires_at = created_at + interval '365 days' as lasts from dashboard.agent_token`,
    )
    expect(rows).toEqual([{ lasts: true }])
    await shift('expires_at', '1 minute')
    expect(await find(token)).not.toBeNull()
    await shift('expires_at', '-1 second')
    expect(await find(token)).toBeNull()
    expect(await listAgentTokens(ada, HERE)).toMatchObject([{ name: 'Travel desk', isExpired: true }])
    const left = async () => (await use().pool.query('select from dashboard.agent_token')).rowCount
    await purgeAgentTokens(use().pool)
    expect(await left()).toBe(1)
    await shift('expires_at', '-31 days')
    expect(await listAgentTokens(ada, HERE)).toEqual([])
    await purgeAgentTokens(use().pool)
    expect(await left()).toBe(0)
  })

  test('when it was last used is kept to the hour', async () => {
    const { token } = await createAgentToken(ada, HERE, ASKED)
    const used = async () => (await listAgentTokens(ada, HERE))[0]?.lastUsedAt
    expect(await used()).toBeNull()
    await find(token)
    expect(await used()).toMatch(/ \d\d:00:00\+00$/)
    await shift('last_used_at', '-2 hours')
    const before = await used()
    await find(token)
    expect(await used()).not.toBe(before)
  })

  test('nobody sees or revokes another’s', async () => {
    const { token, id } = await createAgentToken(ada, HERE, ASKED)
    expect(await listAgentTokens(bob, HERE)).toEqual([])
    expect(await codeOf(revokeAgentToken(bob, id))).toBe('not-found')
    expect(await codeOf(revokeAgentToken(ada, randomUUID()))).toBe('not-found')
    expect(await find(token)).not.toBeNull()
    expect(await auditOf(store)).toHaveLength(1)
  })

  test('nobody has more than twenty that live, however many are asked for at once', async () => {
    const made = await Promise.allSettled(
      Array.from({ length: MOST_TOKENS + 3 }, () => createAgentToken(ada, HERE, ASKED)),
    )
    const codes = await Promise.all(
      made.filter((one) => one.status === 'rejected').map((one) => codeOf(Promise.reject(one.reason))),
    )
    expect(codes).toEqual(['too-many', 'too-many', 'too-many'])
    expect([(await listAgentTokens(ada, HERE)).length, (await auditOf(store)).length]).toEqual([20, 20])
    await createAgentToken(bob, HERE, ASKED)
    await revokeAgentToken(ada, (await listAgentTokens(ada, HERE))[0]?.id ?? '')
    await createAgentToken(ada, HERE, ASKED)
  })

  test('a database that does not answer is an outage, and not "nobody"', async () => {
    const nowhere = new pg.Pool({ host: '127.0.0.1', port: 1, user: 'x' })
    const token = `ltm_${randomBytes(32).toString('base64url')}`
    expect(await codeOf(findTokenBearer(nowhere, HERE, token))).toBe('database-unavailable')
    await nowhere.end()
  })
})
