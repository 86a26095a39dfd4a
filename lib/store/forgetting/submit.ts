// Asking for something to be forgotten: the exact set is kept, and who must say yes is decided, once.
import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { type ForgetRequest, type ForgetWish, LARGE_FORGET } from '@/lib/shared/forget'
import { SUBMIT_FORGET } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { appendAudit } from '../audit/record'
import { countOthers } from '../identities/admins'
import type { MemoryStore, OwnFacts, Viewer } from '../memory-store'
import { asExpected } from '../outage'
import { UUID } from '../selected'
import { inTransaction } from '../transaction'
import { readGuard, wishForGuard } from './guard'
import { recordSuppression } from './ledger-entries'
import { moveForget } from './move'
import { REQUEST_COLUMNS, type RequestRow, toRequest } from './rows'
import type { ForgetRules } from './rules'
import { keepSet, readSet } from './set'
import type { Who } from './tables'

/** Where nobody else can say yes, so many hours pass in which it can be stopped. */
export const DELAY_HOURS = 24

/**
 * Asks for one's own to be forgotten. With `FORGET_APPROVAL=self` it is scheduled at once; the worker carries it out (worker.ts). Asked
 * again for the same while it is open, it is the same request.
 * @throws Expected `invalid`, `not-found` for a selection that is not there any more, `database-unavailable`
 */
export const submitForget = traced(SUBMIT_FORGET, submitted)

async function submitted(viewer: Viewer, wish: ForgetWish, rules: ForgetRules): Promise<ForgetRequest> {
  const by = { actor: viewer.actor, userId: viewer.userId, email: undefined, role: 'user' as const }
  return asExpected(() =>
    inTransaction(viewer.store.pool, (client) =>
      submitIn(client, viewer.store, whoOf(viewer), wish, {
        ...{ by, rules, channel: 'self', evidence: null, isConfirmed: true, receivedAt: null },
        needsApproval: () => rules.approval === 'admin',
      }),
    ),
  )
}

/** The person of a scope, as tables know them. */
export function whoOf({ store, root, subject, userId }: Pick<OwnFacts, 'store' | 'root' | 'subject' | 'userId'>): Who {
  return { root, label: labelIn(store, root), subject, userId }
}

/** The part of a person's own namespace that stands for them. */
export function labelIn({ namespaceRoot }: Pick<MemoryStore, 'namespaceRoot'>, root: string): string {
  return root.slice(namespaceRoot.length + 1)
}

export type Submission = {
  by: { actor: string; userId: string; email: string | undefined; role: 'user' | 'admin' }
  rules: ForgetRules
  channel: 'self' | 'behalf'
  evidence: string | null
  isConfirmed: boolean
  /** Postgres text or ISO; null: now. */
  receivedAt: string | null
  /** Whether somebody else must say yes to so many. */
  needsApproval: (count: number) => boolean
}

/** Writes a request with its set, as far on its way as it can be at once; or finds the one that is open for the same. */
export async function submitIn(
  client: pg.PoolClient,
  store: MemoryStore,
  who: Who,
  wish: ForgetWish,
  { by, rules, channel, evidence, isConfirmed, receivedAt, ...submission }: Submission,
): Promise<ForgetRequest> {
  if (!UUID.test(wish.operation))
    throw new Expected('invalid', 'This cannot be asked for. Reload the page and try again.')
  if (receivedAt !== null) await requirePast(client, receivedAt)
  // of two who ask for the same at once, the second finds the first's
  await client.query(`select pg_advisory_xact_lock(hashtextextended('forget ' || $1, 0))`, [who.subject])
  const sent = await find(client, who.subject, 'r.id = $2::uuid', wish.operation)
  if (sent !== null) return sent
  const set = await readSet(client, store, who, wish)
  const open = await find(client, who.subject, 'r.scope_hash = $2 and r.ended_at is null', set.scopeHash)
  if (open !== null) {
    if (wish.stopRemembering === true && !open.stopRemembering) await alsoStop(client, store, who, by)
    return open
  }
  const needsApproval = submission.needsApproval(
    set.count + (channel === 'behalf' ? await askedLately(client, who) : 0),
  )
  const asker = { askedBy: by.userId, email: by.email, subjectId: who.userId }
  const isAlone = needsApproval && (await countOthers(client, rules.admins, asker, DELAY_HOURS)) === 0
  const id = wish.operation
  await client.query(
    `insert into dashboard.forget_request (id, reference, subject, user_id, root, scope, scope_hash, item_count, items_hash, stop_remembering,
       approval, needs_approval, channel, evidence, asked_by, asked_by_id, identity, received_at, not_before, probe_key)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, coalesce($18::timestamptz, now()),
             case when $19 then now() + make_interval(hours => $20) end, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))`,
    [
      ...[id, newReference(), who.subject, who.userId, who.root, wish.scope, set.scopeHash, set.count, set.itemsHash],
      ...[wish.stopRemembering === true, rules.approval, needsApproval, channel, evidence, by.actor, by.userId],
      ...[isConfirmed ? 'confirmed' : 'unconfirmed', receivedAt, isAlone, DELAY_HOURS],
    ],
  )
  await keepSet(client, id, wish)
  if (isConfirmed) await confirmIn(client, id, by, needsApproval)
  await appendAudit(client, {
    ...{ action: 'forget.submit', surface: channel === 'self' ? 'dashboard' : 'admin', role: by.role, actor: by.actor },
    subject: who.subject,
    detail: { request: id, scope: wish.scope, count: set.count, stop: wish.stopRemembering === true, channel },
    known: [
      { pseudonym: who.subject, userId: who.userId },
      ...(by.actor === who.subject ? [] : [{ pseudonym: by.actor, userId: by.userId }]),
    ],
  })
  const request = await find(client, who.subject, 'r.id = $2::uuid', id)
  if (request === null) throw new Error('an insert gave no row')
  return request
}

/**
 * The one that is open for the same does not say so, and what was asked never changes: a person's wish counts from now on.
 * @throws Expected `conflict` for somebody else's, which has to be asked for and approved as a whole
 */
async function alsoStop(client: pg.PoolClient, store: MemoryStore, who: Who, { actor, role }: Submission['by']) {
  if (role === 'admin')
    throw new Expected(
      'conflict',
      'This has been asked for already, without refusing new memories. Take that request back first, then ask again.',
    )
  if ((await readGuard(client, who)).isSuppressed) return
  await recordSuppression(client, store, who, 'forgotten', await wishForGuard(client, who, true))
  await appendAudit(client, {
    ...{ action: 'remembering.stop', surface: 'dashboard', role, actor, subject: who.subject, detail: {} },
    known: [{ pseudonym: who.subject, userId: who.userId }],
  })
}

async function requirePast(client: pg.PoolClient, at: string): Promise<void> {
  const { rows } = await client.query<{ isPast: boolean }>('select $1::timestamptz <= now() as "isPast"', [
    Number.isNaN(Date.parse(at)) ? 'infinity' : at,
  ])
  if (rows[0]?.isPast !== true) throw new Expected('invalid', 'Say when the wish came: a day that has been.')
}

/** It is known who asks: on to whoever must say yes, or to the worker. */
export async function confirmIn(
  client: pg.PoolClient,
  id: string,
  { actor, role }: Pick<Submission['by'], 'actor' | 'role'>,
  needsApproval: boolean,
): Promise<void> {
  await moveForget(client, id, { to: 'identity_confirmed', role, actor })
  await moveForget(client, id, { to: needsApproval ? 'awaiting_approval' : 'scheduled', role, actor })
}

/**
 * Whether somebody else must say yes to what an administrator asks for another: everything, that nothing new is remembered, or
 * more than so many.
 * @param count memories, with those of {@link askedLately}
 */
export function needsSecond({ scope, stopRemembering }: ForgetWish, count: number): boolean {
  return scope === 'everything' || stopRemembering === true || count > LARGE_FORGET
}

/** Memories that were asked for on this person's behalf and wait, or were erased in the last 30 days: many small sets are a large one. */
export async function askedLately(client: pg.PoolClient, { subject }: Pick<Who, 'subject'>): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select coalesce(sum(item_count), 0)::int as count from dashboard.forget_request
      where subject = $1 and channel = 'behalf' and (ended_at is null or completed_at > now() - interval '30 days')`,
    [subject],
  )
  return rows[0]?.count ?? 0
}

async function find(
  client: pg.PoolClient,
  subject: string,
  condition: string,
  value: string,
): Promise<ForgetRequest | null> {
  const { rows } = await client.query<RequestRow>(
    `select ${REQUEST_COLUMNS} from dashboard.forget_request r where r.subject = $1 and ${condition}`,
    [subject, value],
  )
  return rows[0] === undefined ? null : toRequest(rows[0])
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Eight of 32 letters and digits: nobody guesses another's, and it can be read out on the telephone. */
function newReference(): string {
  const four = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `F-${four()}-${four()}`
}
