// The tokens by which a person's agents come in over MCP. Only a keyed hash is stored; unknown, expired, revoked and another sign-in's are the same answer: nobody's.
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import {
  type AgentToken,
  MOST_TOKENS,
  type NewAgentToken,
  type TokenDays,
  type TokenScope,
} from '@/lib/shared/agent-token'
import { CREATE_TOKEN, REVOKE_TOKEN, TOKENS } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { recordAudit } from '../audit/record'
import type { Viewer } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import { isDisabledPerson } from './roles'

/** Under whose sign-in tokens count, and the key of their hashes. */
export type TokenAuthority = Readonly<{
  key: string
  /** Who vouches for people here. */
  issuer: string
  /** The claim that their ids are. */
  idClaim: string
}>

/** Of a living token: which, whose, and what it may do. */
export type TokenBearer = Readonly<{ id: string; name: string; scope: TokenScope; userId: string }>

/** Secret scanners know tokens by what they begin with. */
const PREFIX = 'ltm_'
const SHAPE = /^ltm_[A-Za-z0-9_-]{43}$/

/** An ended token stays in the list so that its owner sees why an agent was refused. */
const KEPT_DAYS = 30

/**
 * Makes a token of `viewer`. Its text is in the answer and nowhere else.
 * @throws Expected `too-many` beyond {@link MOST_TOKENS} living ones, `database-unavailable`
 */
export const createAgentToken = traced(CREATE_TOKEN, newToken)

async function newToken(
  viewer: Viewer,
  authority: TokenAuthority,
  { name, scope, days }: { name: string; scope: TokenScope; days: TokenDays },
): Promise<NewAgentToken> {
  const token = PREFIX + randomBytes(32).toString('base64url')
  const id = randomUUID()
  await asExpected(() =>
    inTransaction(viewer.store.pool, async (client) => {
      // two at once would both count one too few
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`agent tokens ${viewer.subject}`])
      if ((await livingTokens(client, viewer, authority)) >= MOST_TOKENS) throw tooMany()
      await client.query(
        `insert into dashboard.agent_token (id, hash, issuer, id_claim, user_id, name, scope, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8))`,
        [id, hashOf(token, authority), authority.issuer, authority.idClaim, viewer.userId, name, scope, days],
      )
      // never the name: that is its owner's text
      await recordAudit(client, viewer, 'token.create', { token: id, scope, days })
    }),
  )
  return { id, name, token }
}

function tooMany(): Expected {
  return new Expected(
    'too-many',
    'You have {limit} tokens already. Revoke one that no agent needs, then make another.',
    {
      values: { limit: MOST_TOKENS },
    },
  )
}

async function livingTokens(client: pg.PoolClient, viewer: Viewer, { issuer, idClaim }: TokenAuthority) {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from dashboard.agent_token
      where user_id = $1 and issuer = $2 and id_claim = $3 and revoked_at is null and expires_at > now()`,
    [viewer.userId, issuer, idClaim],
  )
  return rows[0]?.count ?? 0
}

/** The person's tokens that were not revoked, expired ones for a month, the newest first. */
export const listAgentTokens = traced(TOKENS, tokensOf)

async function tokensOf(viewer: Viewer, { issuer, idClaim }: TokenAuthority): Promise<AgentToken[]> {
  const { rows } = await asExpected(() =>
    viewer.store.pool.query<AgentToken>(
      `select id, name, scope, created_at::text as "createdAt", expires_at::text as "expiresAt",
              expires_at <= now() as "isExpired", last_used_at::text as "lastUsedAt"
         from dashboard.agent_token
        where user_id = $1 and issuer = $2 and id_claim = $3 and revoked_at is null
          and expires_at > now() - make_interval(days => $4)
        order by expires_at <= now(), created_at desc limit 100`,
      [viewer.userId, issuer, idClaim, KEPT_DAYS],
    ),
  )
  return rows
}

/**
 * Revokes a token of `viewer`: it is nobody's from the next request on. Revoked twice, it is one revocation.
 * @throws Expected `not-found` for one that is not theirs, or is no more; `database-unavailable`
 */
export const revokeAgentToken = traced(REVOKE_TOKEN, tokenRevoked)

async function tokenRevoked(viewer: Viewer, id: string): Promise<void> {
  await asExpected(() =>
    inTransaction(viewer.store.pool, async (client) => {
      const { rows } = await client.query<{ isNew: boolean }>(
        `with before as (
           select id, revoked_at from dashboard.agent_token where id = $1 and user_id = $2 for update
         ), revoked as (
           update dashboard.agent_token t set revoked_at = now() from before
            where t.id = before.id and before.revoked_at is null
         )
         select revoked_at is null as "isNew" from before`,
        [id, viewer.userId],
      )
      if (rows[0] === undefined) throw new Expected('not-found', 'There is no such token any more.')
      if (rows[0].isNew) await recordAudit(client, viewer, 'token.revoke', { token: id })
    }),
  )
}

/**
 * Whose token `presented` is, or null. The database's clock decides. Found by its hash: how long the answer takes says nothing of
 * how much of a token was right.
 * @throws Expected `database-unavailable`: an outage is not "nobody"
 */
export async function findTokenBearer(
  pool: pg.Pool,
  authority: TokenAuthority,
  presented: string,
): Promise<TokenBearer | null> {
  if (!SHAPE.test(presented)) return null
  const { rows } = await asExpected(() =>
    pool.query<TokenBearer & { isUsedLongAgo: boolean }>(
      `select id, name, scope, user_id as "userId",
              coalesce(last_used_at < now() - interval '1 hour', true) as "isUsedLongAgo"
         from dashboard.agent_token t
        where hash = $1 and issuer = $2 and id_claim = $3 and revoked_at is null and expires_at > now()
          and not ${isDisabledPerson('t.user_id')}`,
      [hashOf(presented, authority), authority.issuer, authority.idClaim],
    ),
  )
  if (rows[0] === undefined) return null
  const { isUsedLongAgo, ...bearer } = rows[0]
  if (isUsedLongAgo)
    await asExpected(() =>
      pool.query(`update dashboard.agent_token set last_used_at = date_trunc('hour', now()) where id = $1`, [
        bearer.id,
      ]),
    )
  return bearer
}

/** Deletes tokens that ended more than a month ago. */
export async function purgeAgentTokens(pool: pg.Pool): Promise<void> {
  await pool.query(
    `delete from dashboard.agent_token
      where coalesce(revoked_at, expires_at) < now() - make_interval(days => $1)`,
    [KEPT_DAYS],
  )
}

function hashOf(token: string, { key }: TokenAuthority): Buffer {
  return createHmac('sha256', key).update(token).digest()
}
