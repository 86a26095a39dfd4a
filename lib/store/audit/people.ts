// Whom the pseudonyms of the audit stand for: people by their names and ids, of a memory nothing.
import type pg from 'pg'
import { type NamespaceStyle, prefixOf, sanitizeUserId } from '@/lib/langgraph/namespace'
import { AUDIT_FIND } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { type Auditor, pseudonym } from '../memory-store'
import { asExpected } from '../outage'
import { namesOf } from '../people/names'
import { recordStaff } from './record'

export type NamedPerson = {
  userId: string
  /** As their identity provider said; null: they have never signed in. */
  name: string | null
}

export type NamespaceRules = { namespaceRoot: string; namespaceStyle: NamespaceStyle }

/** @returns by pseudonym, of people whose name has not been deleted */
export async function namesInAudit(pool: pg.Pool, pseudonyms: readonly string[]): Promise<Map<string, NamedPerson>> {
  const { rows } = await asExpected(() =>
    pool.query<{ pseudonym: string; userId: string }>(
      `select pseudonym, user_id as "userId" from dashboard.pseudonym where pseudonym = any($1::text[]) and user_id is not null`,
      [[...new Set(pseudonyms)]],
    ),
  )
  const names = await namesOf(
    pool,
    rows.map(({ userId }) => userId),
  )
  return new Map(rows.map(({ pseudonym: of, userId }) => [of, { userId, name: names.get(userId) ?? null }]))
}

/** Under which pseudonyms the audit tells of a person: their own, and of what is looked at by namespace that namespace's. */
export async function subjectsOf(
  client: pg.PoolClient,
  auditor: Auditor,
  subject: string,
  { namespaceRoot, namespaceStyle }: NamespaceRules,
): Promise<string[]> {
  const { rows } = await client.query<{ userId: string }>(
    'select user_id as "userId" from dashboard.pseudonym where pseudonym = $1 and user_id is not null',
    [subject],
  )
  const roots = rows.map(({ userId }) => prefixOf([namespaceRoot, sanitizeUserId(userId, namespaceStyle)]))
  return [...new Set([subject, ...roots.map((root) => pseudonym(auditor, 'namespace', root))])]
}

export type Found = NamedPerson & { pseudonym: string }

/** So many are shown; whoever looks for a common name says more of it. */
const MOST = 12

/** So many characters of a pseudonym are what a person who is locked out is given to tell who they are. */
const REFERENCE = 8

/**
 * People whose name or id holds a text, whoever has exactly that id, and whose pseudonym begins with it: the first by name. That somebody was looked for is
 * recorded first.
 * @throws Expected `database-unavailable`
 */
export const findInAudit = tracedForStaff(AUDIT_FIND, find)

async function find(auditor: Auditor, text: string): Promise<Found[]> {
  await recordStaff(auditor, { action: 'audit.find' })
  const { rows } = await asExpected(() =>
    auditor.pool.query<{ userId: string }>(
      `select user_id as "userId" from (
         select user_id from dashboard.person_name where position(lower($1) in lower(name)) > 0 or position(lower($1) in lower(user_id)) > 0
         union
         select user_id from dashboard.pseudonym
          where user_id = $1 or position(lower($1) in lower(user_id)) > 0
             or user_id is not null and length($1) >= ${REFERENCE} and starts_with(pseudonym, $1)
       ) found order by user_id = $1 desc, length(user_id), user_id limit ${MOST}`,
      [text],
    ),
  )
  const exact = pseudonym(auditor, 'person', text)
  const isKnown = rows.some(({ userId }) => userId === text)
  const ids = rows.map(({ userId }) => userId)
  if (!isKnown && (await isInAudit(auditor.pool, exact))) ids.unshift(text)
  const names = await namesOf(auditor.pool, ids)
  return ids.map((userId) => ({
    ...{ userId, name: names.get(userId) ?? null },
    pseudonym: pseudonym(auditor, 'person', userId),
  }))
}

/** Also of somebody whose name was deleted, whoever knows the id finds the entries. */
async function isInAudit(pool: pg.Pool, person: string): Promise<boolean> {
  const { rowCount } = await asExpected(() =>
    pool.query(
      `(select from dashboard.audit where subject = $1 limit 1) union all (select from dashboard.audit where actor = $1 limit 1)`,
      [person],
    ),
  )
  return (rowCount ?? 0) > 0
}
