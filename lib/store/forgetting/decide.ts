// What administrators decide about requests to forget: asking for somebody else, saying yes or no, holding, trying again. Nobody decides
// what they asked for, or what concerns them: the database sees to that.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { type ForgetRequest, type ForgetWish, readReference } from '@/lib/shared/forget'
import type { CameBy } from '@/lib/shared/forget-queue'
import { DECIDE_FORGET, SUBMIT_FORGET } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from '../audit/record'
import type { Admin, MemoryStore } from '../memory-store'
import type { Whose } from '../on-behalf/reveals'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import { nobodysAlone } from './behalf'
import { impersonal } from './impersonal'
import { moveForget } from './move'
import { noSuchForget } from './own'
import { goneOn, retryIn } from './retry'
import type { ForgetRules } from './rules'
import { confirmIn, labelIn, needsSecond, submitIn } from './submit'

export type OnBehalfWish = {
  /** How the wish came and how it is known whose it is, without naming the person: it stays. */
  evidence: string
  cameBy?: CameBy | null
  /** It is certain that it was the person. */
  isConfirmed: boolean
  /** When the wish came, as ISO or Postgres text; null: now. */
  receivedAt: string | null
}

/**
 * Asks for somebody else. Everything, or more than a few, needs another administrator, or a day where there is none.
 * @throws Expected `unclear-identity` where the namespace is nobody's alone, `refused` for oneself, `invalid`, `not-found`,
 *   `database-unavailable`
 */
export const submitForgetOnBehalf = tracedForStaff(SUBMIT_FORGET, submittedOnBehalf)

async function submittedOnBehalf(
  admin: Admin,
  store: MemoryStore,
  { root, subject, userId }: Whose,
  wish: ForgetWish,
  { evidence: given, cameBy = null, isConfirmed, receivedAt }: OnBehalfWish,
  rules: ForgetRules,
): Promise<ForgetRequest> {
  if (userId === null) throw nobodysAlone()
  if (userId === admin.userId) throw new Expected('refused', 'What is your own you ask for on your own privacy page.')
  const who = { root, label: labelIn(store, root), subject, userId }
  const evidence = await asExpected(() => impersonal(store.pool, given, who))
  const { actor, email } = admin
  return asExpected(() =>
    inTransaction(store.pool, async (client) => {
      const request = await submitIn(client, store, who, wish, {
        by: { actor, userId: admin.userId, email, role: 'admin' },
        ...{ rules, channel: 'behalf', evidence, isConfirmed, receivedAt },
        needsApproval: (count) => needsSecond(wish, count),
      })
      await client.query('update dashboard.forget_request set came_by = $2 where id = $1 and came_by is null', [
        wish.operation,
        cameBy,
      ])
      return request
    }),
  )
}

/**
 * Says that it is certain who asked.
 * @throws Expected `not-found`, `refused` for what concerns oneself, `conflict`, `invalid`
 */
export const confirmForgetIdentity = tracedForStaff(
  DECIDE_FORGET,
  (admin: Admin, reference: string, reason: string): Promise<void> =>
    decided(admin, reference, 'forget.identity', reason, async (client, { id, needsApproval }) => {
      await client.query(`update dashboard.forget_request set identity = 'confirmed' where id = $1`, [id])
      await confirmIn(client, id, { actor: admin.actor, role: 'admin' }, needsApproval)
    }),
)

/**
 * Says yes, as somebody who neither asked nor is concerned.
 * @param hash of what was shown: nothing else is approved
 * @throws Expected `not-found`, `refused` for one’s own, `conflict`
 */
export const approveForget = tracedForStaff(
  DECIDE_FORGET,
  (admin: Admin, reference: string, hash: string): Promise<void> =>
    decided(admin, reference, 'forget.approve', null, async (client, request) => {
      if (request.hash !== hash)
        throw new Expected('conflict', 'This request is not the one that was shown. Reload the page.')
      if (request.state !== 'awaiting_approval') throw goneOn()
      await moveForget(client, request.id, { to: 'scheduled', role: 'admin', actor: admin.actor })
    }),
)

/**
 * Says no, with a reason that the person reads.
 * @throws Expected `not-found`, `refused` for one’s own, `conflict`, `invalid`
 */
export const denyForget = tracedForStaff(
  DECIDE_FORGET,
  (admin: Admin, reference: string, reason: string): Promise<void> =>
    decided(admin, reference, 'forget.deny', reason, (client, { id }, why) =>
      moveForget(client, id, { to: 'rejected', role: 'admin', actor: admin.actor, reason: why }),
    ),
)

/**
 * Stops a request where it is, until it is lifted.
 * @throws as {@link denyForget}
 */
export const holdForget = tracedForStaff(
  DECIDE_FORGET,
  (admin: Admin, reference: string, reason: string): Promise<void> =>
    decided(admin, reference, 'forget.hold', reason, (client, { id }, why) =>
      moveForget(client, id, { to: 'on_hold', role: 'admin', actor: admin.actor, reason: why }),
    ),
)

/**
 * Lets a held request go on where it was.
 * @throws as {@link denyForget}
 */
export const liftForget = tracedForStaff(
  DECIDE_FORGET,
  (admin: Admin, reference: string, reason: string): Promise<void> =>
    decided(admin, reference, 'forget.lift', reason, async (client, { id, heldFrom }, why) => {
      if (heldFrom === null) throw goneOn()
      await moveForget(client, id, { to: heldFrom, role: 'admin', actor: admin.actor, reason: why })
    }),
)

/**
 * Tries one again that failed.
 * @throws Expected `not-found`, `conflict`
 */
export const retryForget = tracedForStaff(
  DECIDE_FORGET,
  (admin: Admin, reference: string): Promise<void> =>
    decided(admin, reference, 'forget.retry', null, (client, request) =>
      retryIn(client, request, { role: 'admin', actor: admin.actor }),
    ),
)

/**
 * Takes back what one asked for somebody else.
 * @throws Expected `not-found`, `refused` for what another asked for, `conflict`
 */
export const withdrawForget = tracedForStaff(
  DECIDE_FORGET,
  (admin: Admin, reference: string): Promise<void> =>
    decided(admin, reference, 'forget.cancel', null, (client, { id }) =>
      moveForget(client, id, { to: 'cancelled', role: 'admin', actor: admin.actor }),
    ),
)

type Decided = {
  id: string
  subject: string
  state: string
  heldFrom: 'submitted' | 'identity_confirmed' | 'awaiting_approval' | 'scheduled' | 'failed' | null
  hash: string
  needsApproval: boolean
  userId: string | null
  root: string | null
}

async function decided(
  admin: Admin,
  reference: string,
  action: string,
  given: string | null,
  decide: (client: pg.PoolClient, request: Decided, reason: string) => Promise<void>,
): Promise<void> {
  await asExpected(() =>
    inTransaction(admin.pool, async (client) => {
      const { rows } = await client.query<Decided>(
        `select id, subject, state, held_from as "heldFrom", scope_hash as hash, needs_approval as "needsApproval", user_id as "userId", root
           from dashboard.forget_request where reference = $1 for update`,
        [readReference(reference) ?? ''],
      )
      const [request] = rows
      if (request === undefined) throw noSuchForget()
      const label = request.root?.slice(request.root.indexOf('.') + 1) ?? null
      const reason = given === null ? '' : await impersonal(client, given, { userId: request.userId, label })
      await decide(client, request, reason)
      const detail = { request: request.id }
      await recordStaff(
        admin,
        { action, subject: request.subject, detail, ...(reason === '' ? {} : { reason }) },
        client,
      )
    }),
  )
}
