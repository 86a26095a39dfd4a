// What can be asked for that one person alone may not do: the exact scope of each kind, in words, and what its confirmation executes.
import type pg from 'pg'
import { z } from 'zod'
import { givenId } from '@/lib/identities/id-schema'
import type { Sentence } from '@/lib/shared/text'
import { grantAdmin, type NewAdmin, newAdminSaid } from '../access/new-admin'
import type { AuditEntry } from '../audit/record'
import { bind, bindingSaid, type NewBinding } from './bindings'

/** A request whose time has come. */
export type Approved<Scope> = Readonly<{
  scope: Scope
  reason: string
  /** An id. */
  askedBy: string
  /** Postgres text in UTC. */
  askedAt: string
  /** Who confirmed it; null: nobody else could, and the delay stood for it. */
  confirmedBy: string | null
  pseudonymKey: string
  /** Writes an audit row in the same transaction, as whoever confirmed it. */
  record: (
    entry: Pick<AuditEntry, 'action' | 'outcome' | 'reason' | 'detail' | 'known'> & { subject?: string },
  ) => Promise<void>
}>

type Rules<Scope> = {
  /** The id of whom it concerns: they cannot confirm it. */
  subjectOf: (scope: Scope) => string | null
  /** The exact scope, for whoever is to confirm it. */
  said: (scope: Scope) => Sentence
  /** In the transaction of the confirmation: what it throws undoes both. */
  execute: (client: pg.PoolClient, approved: Approved<Scope>) => Promise<void>
}

/** A scope of some kind that was read, and what can be said of it and done with it. */
type OpenedScope = {
  scope: unknown
  subjectId: string | null
  said: Sentence
  execute: (client: pg.PoolClient, approved: Omit<Approved<unknown>, 'scope'>) => Promise<void>
}

type Kind<Scope> = {
  /** Null for what is no scope of this kind. */
  open: (given: unknown) => OpenedScope | null
  /** For its type alone. */
  readonly scope?: Scope
}

function kind<Scope>(schema: z.ZodType<Scope>, { subjectOf, said, execute }: Rules<Scope>): Kind<Scope> {
  return {
    open(given) {
      const { success, data } = schema.safeParse(given)
      if (!success) return null
      return {
        scope: data,
        subjectId: subjectOf(data),
        said: said(data),
        execute: (client, approved) => execute(client, { ...approved, scope: data }),
      }
    },
  }
}

/** By name; one more line is one more kind. */
const APPROVAL_KINDS = {
  'identity.bind': kind<NewBinding>(
    z.strictObject({
      namespace: givenId,
      style: z.enum(['at', 'dots']),
      issuer: z.string().max(1_000),
      userId: givenId,
    }),
    { subjectOf: ({ userId }) => userId, said: bindingSaid, execute: bind },
  ),
  'role.admin': kind<NewAdmin>(z.strictObject({ userId: givenId, until: z.iso.datetime().nullable() }), {
    subjectOf: ({ userId }) => userId,
    said: newAdminSaid,
    execute: grantAdmin,
  }),
}

type Kinds = typeof APPROVAL_KINDS
type ApprovalKind = keyof Kinds

/** What is asked for: a kind, a scope of that kind, and why. */
export type ApprovalRequest = {
  [K in ApprovalKind]: { kind: K; scope: NonNullable<Kinds[K]['scope']>; reason: string }
}[ApprovalKind]

/** Null for a kind or a scope that this version does not know. */
export function openScope(name: string, scope: unknown): OpenedScope | null {
  return Object.hasOwn(APPROVAL_KINDS, name) ? APPROVAL_KINDS[name as ApprovalKind].open(scope) : null
}
