// The receipt as a part of carrying a request out: what is known at its completion, as a receipt says it.
import type pg from 'pg'
import { environment } from '@/lib/env'
import { otherSystems } from '@/lib/ledger/other-systems'
import { issuerOf } from '@/lib/receipt/issuer'
import { MOST_LISTED, type Place } from '@/lib/receipt/opening'
import { readGuard } from '../forgetting/guard'
import { guardState } from '../forgetting/guard-state'
import type { ForgetFacts, ForgetHook, OpenForget } from '../forgetting/hooks'
import { countThreads } from '../forgetting/threads'
import type { MemoryStore } from '../memory-store'
import { type ReceiptFacts, writeReceipt } from './write'

/** Last of all hooks: see {@link writeReceipt}. */
export const RECEIPT_HOOK: ForgetHook = {
  async complete(client, store, request, facts) {
    await writeReceipt(client, await factsOf(client, store, request, facts), await issuerOf(store))
  },
}

async function factsOf(
  client: pg.PoolClient,
  store: MemoryStore,
  request: OpenForget,
  facts: ForgetFacts,
): Promise<ReceiptFacts> {
  const { publicOrigin, erasure } = environment()
  const { id, reference, subject, userId, root, scope, channel, askedBy, approvedBy, receivedAt, dueAt } = request
  const { identity, needsApproval, worker, approvedAt } = await stepsOf(client, id)
  const { tables, checks, deleted, gone, drifted, executedAt, verifiedAt, backupsUntil } = facts
  const guard = await readGuard(client, { root })
  const { state } = await guardState(client, store.catalog, store.namespaceRoot)
  return {
    dashboard: publicOrigin ?? null,
    ...{ reference, subject, requestId: id, userId, prefix: root, memories: await deletedOf(client, request) },
    asked: { by: askedBy, at: receivedAt, due_at: dueAt, way: channel, identity },
    approved: { needed: needsApproval ? 'admin' : 'self', by: approvedBy, at: approvedBy === null ? null : approvedAt },
    executed: { by: 'server', worker, at: executedAt, entry: facts.audit.seq, verified_at: verifiedAt },
    scope: { kind: scope, memories: deleted + gone + drifted, deleted, gone, drifted },
    tables: tables.map(({ table, before, deleted, after }) => ({ table, before, deleted, after: after ?? 0 })),
    checks: checks.map(({ name, looked, found, isResidue }) => ({ name, looked, found, residue: isResidue })),
    suppression: { on: guard.isSuppressed || request.stopRemembering, guard: state },
    ledger: erasure.ledger === undefined ? 'none' : 'kept',
    threads: scope === 'everything' ? await coveredThreads(client, store, userId) : 'not-part',
    systems: otherSystems(),
    backups_until: backupsUntil?.slice(0, 10) ?? null,
  }
}

/** What is left of conversations that name the person and somebody else is not said to be deleted. */
async function coveredThreads(
  client: pg.PoolClient,
  store: MemoryStore,
  userId: string,
): Promise<ReceiptFacts['threads']> {
  const { cover, shared } = await countThreads(client, store, userId)
  return shared > 0 ? 'all-but-shared' : cover
}

type Steps = {
  identity: 'confirmed' | 'unconfirmed'
  needsApproval: boolean
  worker: string | null
  approvedAt: string | null
}

async function stepsOf(client: pg.PoolClient, id: string): Promise<Steps> {
  const { rows } = await client.query<Steps>(
    `select r.identity, r.needs_approval as "needsApproval", r.worker::text,
            (select max(e.at)::text from dashboard.forget_event e
              where e.request_id = r.id and e.from_state = 'awaiting_approval' and e.to_state = 'scheduled') as "approvedAt"
       from dashboard.forget_request r where r.id = $1`,
    [id],
  )
  if (rows[0] === undefined) throw new Error('a receipt needs its request')
  return rows[0]
}

/** Those that were deleted, as far as they can be listed; null: all that the person had. */
async function deletedOf(client: pg.PoolClient, { id, scope }: OpenForget): Promise<Place[] | null> {
  if (scope === 'everything') return null
  const { rows } = await client.query<Place>(
    `select prefix, key from dashboard.forget_item where request_id = $1 and outcome = 'deleted' order by position limit $2`,
    [id, MOST_LISTED + 1],
  )
  return rows
}
