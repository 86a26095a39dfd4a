// What became of one's own wishes to be forgotten, and taking one back.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { type ForgetEvent, type ForgetRequest, type ForgetTableCount, readReference } from '@/lib/shared/forget'
import { CANCEL_FORGET, LIST_FORGETS, READ_FORGET } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { recordAudit } from '../audit/record'
import type { Viewer } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import { moveForget } from './move'
import { retryIn } from './retry'
import { countsOf, eventsOf, REQUEST_COLUMNS, type RequestRow, toRequest } from './rows'

/** So many are listed, the latest. */
const MOST_LISTED = 100

/**
 * One's own requests, those that somebody else made for one included, the latest first.
 * @throws Expected `database-unavailable`
 */
export const listOwnForgets = traced(LIST_FORGETS, ownForgets)

async function ownForgets(viewer: Viewer): Promise<ForgetRequest[]> {
  const { rows } = await asExpected(() =>
    viewer.store.pool.query<RequestRow>(
      `select ${REQUEST_COLUMNS} from dashboard.forget_request r where r.subject = $1
        order by r.received_at desc, r.reference limit ${MOST_LISTED}`,
      [viewer.subject],
    ),
  )
  return rows.map(toRequest)
}

export type OwnForget = { request: ForgetRequest; events: ForgetEvent[]; tables: ForgetTableCount[] }

/**
 * One of one's own requests with its way and its counts.
 * @throws Expected `not-found` for one that never was or is another person's
 */
export const readOwnForget = traced(READ_FORGET, ownForget)

async function ownForget(viewer: Viewer, reference: string): Promise<OwnForget> {
  return asExpected(async () => {
    const { pool } = viewer.store
    const { rows } = await pool.query<RequestRow & { id: string }>(
      `select r.id, ${REQUEST_COLUMNS} from dashboard.forget_request r where r.subject = $1 and r.reference = $2`,
      [viewer.subject, readReference(reference) ?? ''],
    )
    if (rows[0] === undefined) throw noSuchForget()
    const { id, ...request } = rows[0]
    return { request: toRequest(request), events: await eventsOf(pool, id), tables: await countsOf(pool, id) }
  })
}

/**
 * The reference of what was asked for by this operation; null: it has not arrived yet.
 * @throws Expected `database-unavailable`
 */
export async function referenceOf({ store, subject }: Viewer, operation: string): Promise<string | null> {
  const { rows } = await asExpected(() =>
    store.pool.query<{ reference: string }>(
      'select reference from dashboard.forget_request where id = $1::uuid and subject = $2',
      [operation, subject],
    ),
  )
  return rows[0]?.reference ?? null
}

/**
 * Takes a request back that is not being carried out yet.
 * @throws Expected `not-found`, `conflict` once it is carried out
 */
export const cancelForget = traced(CANCEL_FORGET, cancelled)

async function cancelled(viewer: Viewer, reference: string): Promise<ForgetRequest> {
  const { actor, store } = viewer
  await asExpected(() =>
    inTransaction(store.pool, async (client) => {
      const { id } = await lockOwn(client, viewer, reference)
      await moveForget(client, id, { to: 'cancelled', role: 'user', actor })
      await recordAudit(client, viewer, 'forget.cancel', { request: id })
    }),
  )
  return (await ownForget(viewer, reference)).request
}

/**
 * Tries one again that failed.
 * @throws Expected `not-found`, `conflict`
 */
export const retryOwnForget = traced(CANCEL_FORGET, retried)

async function retried(viewer: Viewer, reference: string): Promise<ForgetRequest> {
  await asExpected(() =>
    inTransaction(viewer.store.pool, async (client) => {
      const request = await lockOwn(client, viewer, reference)
      await retryIn(client, request, { role: 'user', actor: viewer.actor })
      await recordAudit(client, viewer, 'forget.retry', { request: request.id })
    }),
  )
  return (await ownForget(viewer, reference)).request
}

async function lockOwn(
  client: pg.PoolClient,
  { subject }: Viewer,
  reference: string,
): Promise<{ id: string; state: string }> {
  const { rows } = await client.query<{ id: string; state: string }>(
    'select id, state from dashboard.forget_request where subject = $1 and reference = $2 for update',
    [subject, readReference(reference) ?? ''],
  )
  if (rows[0] === undefined) throw noSuchForget()
  return rows[0]
}

export function noSuchForget(): Expected {
  return new Expected('not-found', 'There is no such request.')
}
