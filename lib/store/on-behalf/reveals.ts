// Being shown one person's memories for a while: begun with a reason, told to the person, and over by the clock of the database.

import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { reasonProblem, tidyReason } from '@/lib/shared/reason'
import { END_REVEAL, REVEAL } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from '../audit/record'
import type { Admin } from '../memory-store'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'

const REVEAL_MINUTES = 15

/** Whose memories: one person's, or those of a namespace that is nobody's alone. */
export type Whose = {
  /** Their own namespace. */
  root: string
  /** Pseudonym of the person; of the namespace, where it is nobody's alone. */
  subject: string
  /** Null: nobody's alone. */
  userId: string | null
}

export type Reveal = Omit<Whose, 'userId'> & {
  id: string
  reason: string
  /** Postgres text. */
  from: string
  until: string
  secondsLeft: number
}

const COLUMNS = `id, root, subject, reason, began_at::text as "from", until::text,
  ceil(extract(epoch from until - now()))::int as "secondsLeft"`

/** Reveals of the administrator $1, in the session $2, of the namespace $3, that count now. */
const LIVING = 'actor = $1 and session is not distinct from $2 and root = $3 and ended_at is null and until > now()'

/**
 * Shows an administrator the memories of one person from now on, for {@link REVEAL_MINUTES}; one that still counts ends. In the
 * audit with its reason, or it does not begin.
 * @throws Expected `invalid` for a reason that says nothing, `database-unavailable`
 */
export const beginReveal = tracedForStaff(REVEAL, begun)

async function begun(admin: Admin, whose: Whose, given: string): Promise<Reveal> {
  const problem = reasonProblem(given)
  if (problem !== null) throw new Expected('invalid', problem)
  const reason = tidyReason(given)
  return asExpected(() =>
    inTransaction(admin.pool, async (client) => {
      await client.query(`update dashboard.reveal set ended_at = now() where ${LIVING}`, keyOf(admin, whose.root))
      const id = randomUUID()
      const { rows } = await client.query<Reveal>(
        `insert into dashboard.reveal (id, actor, user_id, session, root, subject, reason, until)
         values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(mins => $8)) returning ${COLUMNS}`,
        [id, admin.actor, admin.userId, admin.session, whose.root, whose.subject, reason, REVEAL_MINUTES],
      )
      const [reveal] = rows
      if (reveal === undefined) throw new Error('an insert gave no row')
      await nameNamespace(client, whose)
      const known = whose.userId === null ? [] : [{ pseudonym: whose.subject, userId: whose.userId }]
      const detail = { minutes: REVEAL_MINUTES, reveal: id }
      await recordStaff(admin, { action: 'person.reveal', subject: whose.subject, reason, detail, known }, client)
      return reveal
    }),
  )
}

/** For whom a pseudonym of a namespace stands, where it is nobody's alone. */
async function nameNamespace(
  client: { query: Admin['pool']['query'] },
  { root, subject, userId }: Whose,
): Promise<void> {
  if (userId !== null) return
  await client.query(
    'insert into dashboard.pseudonym (pseudonym, prefix) values ($1, $2) on conflict (pseudonym) do nothing',
    [subject, root],
  )
}

/**
 * The reveal by which this administrator, in this session, may see the memories of `root` now; null: none. Another administrator's
 * and another person's never count.
 * @throws Expected `database-unavailable`
 */
export async function livingReveal(
  admin: Admin,
  root: string,
  db: pg.Pool | pg.PoolClient = admin.pool,
): Promise<Reveal | null> {
  const { rows } = await asExpected(() =>
    db.query<Reveal>(
      `select ${COLUMNS} from dashboard.reveal where ${LIVING} order by began_at desc limit 1`,
      keyOf(admin, root),
    ),
  )
  return rows[0] ?? null
}

/**
 * Hides the memories of `root` from this administrator again; that it was before the time was over is in the audit.
 * @throws Expected `database-unavailable`
 */
export const endReveal = tracedForStaff(END_REVEAL, ended)

async function ended(admin: Admin, root: string): Promise<void> {
  await asExpected(() =>
    inTransaction(admin.pool, async (client) => {
      const { rows } = await client.query<Pick<Reveal, 'id' | 'subject' | 'reason'>>(
        `update dashboard.reveal set ended_at = now() where ${LIVING} returning id, subject, reason`,
        keyOf(admin, root),
      )
      for (const { id, subject, reason } of rows)
        await recordStaff(admin, { action: 'person.hide', subject, reason, detail: { reveal: id } }, client)
    }),
  )
}

function keyOf({ actor, session }: Admin, root: string): unknown[] {
  return [actor, session, root]
}
