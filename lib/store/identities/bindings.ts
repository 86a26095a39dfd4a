// Bindings: an administrator has settled, with evidence, whose a namespace is. At most one is in force for each.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { type NamespaceStyle, prefixOf, sanitizeUserId } from '@/lib/langgraph/namespace'
import { type Sentence, sentence } from '@/lib/shared/text'
import { END_BINDING } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from '../audit/record'
import { type Admin, pseudonym } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'
import type { Approved } from './approval-kinds'

export type NewBinding = {
  /** Whole: the first label of all, and the person's. */
  namespace: string
  style: NamespaceStyle
  issuer: string
  userId: string
}

type Binding = {
  id: string
  issuer: string
  userId: string
  evidence: string
  proposedBy: string
  confirmedBy: string | null
  effectiveAt: string
}

export function bindingSaid({ namespace, userId, issuer }: NewBinding): Sentence {
  return sentence(
    'Bind the namespace {namespace} to {userId}, as {issuer} vouches for them. Every other id stays out.',
    {
      namespace,
      userId,
      issuer,
    },
  )
}

/** The part of a namespace that stands for a person: it holds no dot. */
function labelOf(namespace: string): string {
  return namespace.slice(namespace.lastIndexOf('.') + 1)
}

/**
 * Puts a binding in force, in the place of another if there is one. What was in contest is settled by it.
 * @throws Expected `invalid` where the id does not lead to the namespace
 */
export async function bind(client: pg.PoolClient, approved: Approved<NewBinding>): Promise<void> {
  const { scope, reason, askedBy, askedAt, confirmedBy } = approved
  const { namespace, style, issuer, userId } = scope
  const label = labelOf(namespace)
  if (sanitizeUserId(userId, style) !== label)
    throw new Expected('invalid', 'This id does not lead to this namespace, so it cannot own it.')
  const ended = await end(client, label, confirmedBy ?? askedBy, 'replaced')
  await client.query(
    `insert into dashboard.namespace_binding (label, issuer, user_id, evidence, proposed_by, proposed_at, confirmed_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [label, issuer, userId, reason, askedBy, askedAt, confirmedBy],
  )
  await client.query('update dashboard.identity_alarm set ended_at = now() where label = $1 and ended_at is null', [
    label,
  ])
  const subject = pseudonym(approved, 'person', userId)
  await approved.record({
    action: 'identity.bind',
    subject,
    reason,
    detail: {
      namespace: pseudonym(approved, 'namespace', namespace),
      by: confirmedBy === null ? 'delay' : 'second person',
      ended,
    },
    known: [{ pseudonym: subject, userId }],
  })
}

/**
 * Ends the binding of a namespace. Nobody gets in by it: until another is in force the namespace is locked for everybody. It stands
 * right below `namespaceRoot`: what lies further down is part of somebody’s.
 * @returns whether there was one
 * @throws Expected `not-found`, `database-unavailable`
 */
export const endBinding = tracedForStaff(END_BINDING, bindingEnded)

async function bindingEnded(
  admin: Admin,
  { namespaceRoot, namespace, reason }: { namespaceRoot: string; namespace: string; reason: string },
): Promise<boolean> {
  const label = labelOf(namespace)
  if (namespace !== prefixOf([namespaceRoot, label]))
    throw new Expected('not-found', 'There is nothing at this address.')
  return asExpected(() =>
    inTransaction(admin.pool, async (client) => {
      const ended = await end(client, label, admin.userId, reason)
      if (ended === 0) return false
      await client.query(
        `insert into dashboard.identity_alarm (label, kind) values ($1, 'bound-elsewhere')
         on conflict (label) where ended_at is null do nothing`,
        [label],
      )
      const subject = pseudonym(admin, 'namespace', namespace)
      await recordStaff(admin, { action: 'identity.lock', subject, reason, detail: { why: 'binding ended' } }, client)
      return true
    }),
  )
}

async function end(client: pg.PoolClient, label: string, by: string, why: string): Promise<number> {
  const { rowCount } = await client.query(
    `update dashboard.namespace_binding set ended_at = now(), ended_by = $2, ended_why = $3
      where label = $1 and ended_at is null`,
    [label, by, why],
  )
  return rowCount ?? 0
}

/** The binding in force, or null. */
export async function bindingOf(database: pg.Pool | pg.PoolClient, label: string): Promise<Binding | null> {
  const { rows } = await asExpected(() =>
    database.query<Binding>(
      `select id, issuer, user_id as "userId", evidence, proposed_by as "proposedBy", confirmed_by as "confirmedBy",
              effective_at::text as "effectiveAt"
         from dashboard.namespace_binding where label = $1 and ended_at is null`,
      [label],
    ),
  )
  return rows[0] ?? null
}
