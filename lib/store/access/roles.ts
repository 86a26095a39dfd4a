// Roles that were granted on the server, and people who were shut out. Read with every request, so a change works at the next one.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import type { GivenRole } from '@/lib/shared/roles'
import { type AuditValues, auditInsert } from '../audit/row'
import { type Admin, pseudonym } from '../memory-store'
import { asExpected } from '../outage'

/** `user`: one's own memories, which everybody has. `admin`: runs the dashboard. `auditor`: reads what was done, never what was said. */
export type Role = 'user' | 'auditor' | 'admin'

/** In SQL: the highest role granted to the person that `userId` (an expression) names, or `user`. */
export const grantedRole = (userId: string) => `coalesce((
  select g.role from dashboard.role_grant g
   where g.user_id = ${userId} and g.ended_at is null and (g.until is null or g.until > now())
   order by g.role = 'admin' desc limit 1), 'user')`

/** In SQL: whether the person that `userId` (an expression) names was shut out. */
export const isDisabledPerson = (userId: string) =>
  `exists (select from dashboard.disabled_person d where d.user_id = ${userId})`

/**
 * Who changes what people may do: one of the staff with a reason, or whoever is on the server. Each change leaves its audit row in
 * its own statement, so that with a client it is part of a transaction.
 */
type ChangedBy = { staff: Admin; reason: string } | { operator: string; pseudonymKey: string }

type Db = pg.Pool | pg.PoolClient

/** In SQL: whether a grant counts. One that ran out has ended by itself, and is not ended again. */
const COUNTS = 'ended_at is null and (until is null or until > now())'

export type NewGrant = {
  userId: string
  role: GivenRole
  /** An ISO time after which it counts no longer; null: until it is ended. */
  until: string | null
}

/**
 * In SQL, for `with`: a grant, `granted`, in the place of one of the same role that counts. Nothing happens where its end is over.
 * All are expressions.
 */
function grantInSql(
  of: Record<'userId' | 'role' | 'until' | 'by' | 'isPerson' | 'confirmedBy' | 'reason', string>,
): string {
  const isToCome = `(${of.until} is null or ${of.until} > now())`
  return `ended as (
    update dashboard.role_grant set ended_at = now(), ended_by = ${of.by}
     where user_id = ${of.userId} and role = ${of.role} and ${COUNTS} and ${isToCome}
  ), granted as (
    insert into dashboard.role_grant (user_id, role, granted_by, by_person, confirmed_by, reason, until)
    select ${of.userId}, ${of.role}, ${of.by}, ${of.isPerson}, ${of.confirmedBy}, ${of.reason}, ${of.until}
     where ${isToCome} returning id
  )`
}

/**
 * Grants a role; a grant of the same role that still counts is replaced.
 * @throws Expected `invalid` for an end that is over, `database-unavailable`
 */
export async function grantRole(db: Db, { userId, role, until }: NewGrant, by: ChangedBy): Promise<void> {
  const given = {
    ...{ userId: '$1::text', role: '$5::text', until: '$6::timestamptz', by: '$3::text' },
    ...{ isPerson: '$4::text is not null', confirmedBy: 'null', reason: '($2::text[])[5]' },
  }
  const audit = auditInsert({ ...CHANGE, action: `'role.grant'`, from: 'granted' })
  const { rowCount } = await asExpected(() =>
    db.query(`with ${grantInSql(given)}, ${knownPeople('granted')} ${audit}`, [
      ...changeOf(userId, by, { role, ...(until === null ? {} : { until }) }),
      ...[role, until],
    ]),
  )
  if (rowCount === 0) throw over()
}

/**
 * As {@link grantRole}, of what was asked for and confirmed: whoever settles that records it.
 * @throws Expected `invalid` for an end that is over
 */
export async function putGrantInForce(
  client: pg.PoolClient,
  { userId, role, until }: NewGrant,
  { reason, by, confirmedBy }: { reason: string; by: string; confirmedBy: string | null },
): Promise<void> {
  const given = {
    ...{ userId: '$1::text', role: '$2::text', until: '$3::timestamptz', by: '$4::text' },
    ...{ isPerson: 'true', confirmedBy: '$5::text', reason: '$6::text' },
  }
  const { rowCount } = await client.query(`with ${grantInSql(given)} select from granted`, [
    ...[userId, role, until, by, confirmedBy, reason],
  ])
  if (rowCount === 0) throw over()
}

function over(): Expected {
  return new Expected('invalid', 'The day at which this role ends is over already.')
}

/**
 * Ends every grant of a person that counts.
 * @returns how many there were
 */
export async function endGrants(db: Db, userId: string, by: ChangedBy): Promise<number> {
  const audit = auditInsert({
    ...{
      ...CHANGE,
      action: `'role.end'`,
      from: '(select array_agg(role) as roles from ended) e where e.roles is not null',
    },
    detail: `jsonb_build_object('roles', e.roles)`,
  })
  return changed(
    db,
    `with ended as (
       update dashboard.role_grant set ended_at = now(), ended_by = $3::text where user_id = $1::text and ${COUNTS} returning role
     ), ${knownPeople('ended')}, audit as (${audit}) select count(*)::int as count from ended`,
    changeOf(userId, by),
  )
}

type Grant = { userId: string; role: Role; grantedBy: string; grantedAt: string; until: string | null }

/** The grants that count now, the newest first. */
export async function listGrants(pool: pg.Pool): Promise<Grant[]> {
  const { rows } = await asExpected(() =>
    pool.query<Grant>(
      `select user_id as "userId", role, granted_by as "grantedBy", granted_at as "grantedAt", until
         from dashboard.role_grant where ${COUNTS}
        order by id desc limit 1000`,
    ),
  )
  return rows
}

/**
 * Shuts a person out: their sessions end, and no new one counts.
 * @returns whether they had not been shut out already
 */
export async function disablePerson(db: Db, userId: string, by: ChangedBy): Promise<boolean> {
  const audit = auditInsert({
    ...{ ...CHANGE, action: `'person.disable'`, from: 'disabled' },
    detail: `jsonb_build_object('sessions', (select count(*) from closed))`,
  })
  const count = await changed(
    db,
    `with disabled as (
       insert into dashboard.disabled_person (user_id, disabled_by, by_person, reason)
       values ($1::text, $3::text, $4::text is not null, ($2::text[])[5]) on conflict do nothing returning user_id
     ), closed as (
       update dashboard.session set ended_at = now() where user_id = $1::text and ended_at is null returning user_id
     ), ${knownPeople('disabled')}, audit as (${audit}) select count(*)::int as count from disabled`,
    changeOf(userId, by),
  )
  return count === 1
}

/**
 * Lets a person in again; they sign in anew.
 * @returns whether they had been shut out
 */
export async function enablePerson(db: Db, userId: string, by: ChangedBy): Promise<boolean> {
  const audit = auditInsert({ ...CHANGE, action: `'person.enable'`, from: 'enabled' })
  const count = await changed(
    db,
    `with enabled as (
       delete from dashboard.disabled_person where user_id = $1::text and $3::text is not null returning user_id
     ), ${knownPeople('enabled')}, audit as (${audit}) select count(*)::int as count from enabled`,
    changeOf(userId, by),
  )
  return count === 1
}

/** Of a statement with the parameters of {@link changeOf}. */
const CHANGE = { values: '$2', operation: 'gen_random_uuid()' }

/** Whom the pseudonyms in the audit row stand for, where `from` has a row. Who is on the server has no id here. */
function knownPeople(from: string): string {
  return `known as (
    insert into dashboard.pseudonym (pseudonym, user_id)
    select k.pseudonym, k.user_id from (select ($2::text[])[4], $1::text union select ($2::text[])[3], $4::text where $4::text is not null) as k (pseudonym, user_id)
     where exists (select from ${from})
    on conflict (pseudonym) do nothing
  )`
}

function changeOf(
  userId: string,
  by: ChangedBy,
  detail: Record<string, unknown> = {},
): [userId: string, values: AuditValues, by: string, actorId: string | null] {
  const said = JSON.stringify(detail)
  if ('staff' in by) {
    const { staff, reason } = by
    const subject = pseudonym(staff, 'person', userId)
    return [userId, ['admin', staff.role, staff.actor, subject, reason, said], staff.userId, staff.userId]
  }
  const [actor, subject] = [pseudonym(by, 'operator', by.operator), pseudonym(by, 'person', userId)]
  return [userId, ['server', 'system', actor, subject, null, said], by.operator, null]
}

async function changed(db: Db, sql: string, values: unknown[]): Promise<number> {
  const { rows } = await asExpected(() => db.query<{ count: number }>(sql, values))
  return rows[0]?.count ?? 0
}

/** What the tables say of a person who is known without a session: `disabled`, or the role granted to them. */
export async function standingOf(pool: pg.Pool, userId: string): Promise<Role | 'disabled'> {
  const { rows } = await asExpected(() =>
    pool.query<{ isDisabled: boolean; role: Role }>(
      `select ${isDisabledPerson('$1')} as "isDisabled", ${grantedRole('$1')} as role`,
      [userId],
    ),
  )
  return rows[0]?.isDisabled === false ? rows[0].role : 'disabled'
}
