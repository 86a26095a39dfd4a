// The guard as the dashboard uses it: closes a namespace to agents and opens it again. What enforces it in the agent's tables is guard-sql.ts.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import type { ScopeFacts } from '../memory-store'

/** The namespace of a person: their own, with all that lies below it. */
type Whose = Pick<ScopeFacts, 'root'>

export type GuardStanding = {
  /** `forgotten`: agents may not write there, by the person's wish or while all of it is being erased. */
  state: 'active' | 'forgotten'
  /** Whether the person wishes not to be remembered. */
  isSuppressed: boolean
  /** Whether all that is theirs is being erased. */
  isHeld: boolean
  /** Writes of agents that were left out since, and when the last one was; without content. */
  blocked: number
  lastBlocked: string | null
}

/**
 * Closes a namespace while `request` (a uuid) erases all of it. Waits until nobody writes for it: a statement that begins after this
 * one sees whatever was written before, and nothing is written after until {@link releaseGuard}. Idempotent for one request.
 *
 * Best committed by itself before anything is deleted: the hold stays, also through a crash, and no lock is kept while agents' rows
 * are waited for. Only where the triggers are installed (`guardState`) does it bind agents that do not write through this library.
 * @returns the keyed fingerprint of the namespace, as it stands in `dashboard.forget_guard`
 * @throws 55P03 where a writer does not end within the connection's `lock_timeout`, 55006 where another request holds it
 */
export function holdGuard(client: pg.PoolClient, { root }: Whose, request: string): Promise<Buffer> {
  return change(client, root, 'hold', request)
}

/** Opens it again, unless the person wishes not to be remembered. Nothing happens where `request` does not hold it. */
export function releaseGuard(client: pg.PoolClient, { root }: Whose, request: string): Promise<Buffer> {
  return change(client, root, 'release', request)
}

/** Sets the person's wish not to be remembered, or takes it back: see suppression.ts. */
export function wishForGuard(client: pg.PoolClient, { root }: Whose, isSuppressed: boolean): Promise<Buffer> {
  return change(client, root, isSuppressed ? 'suppress' : 'allow', null)
}

/** As {@link wishForGuard}, of a namespace that is known by its fingerprint alone: after a backup was restored. */
export async function wishForPrint(client: pg.PoolClient, print: Buffer, isSuppressed: boolean): Promise<void> {
  // in the order of guard_change: the slot first, so that who writes meanwhile is waited for
  await client.query(
    'update dashboard.guard_slot set changes = changes + 1 where slot = get_byte($1, 0) * 16 + get_byte($1, 1) / 16',
    [print],
  )
  await client.query(
    `insert into dashboard.forget_guard as g (fingerprint, suppressed_at) values ($1, case when $2 then now() end)
     on conflict (fingerprint) do update set suppressed_at = case when $2 then coalesce(g.suppressed_at, now()) end, since = now()`,
    [print, isSuppressed],
  )
}

async function change(client: pg.PoolClient, root: string, what: string, request: string | null): Promise<Buffer> {
  const { rows } = await client.query<{ print: Buffer }>('select dashboard.guard_change($1, $2, $3::uuid) as print', [
    root,
    what,
    request,
  ])
  return (rows[0] as { print: Buffer }).print
}

/** What is known of a namespace now. */
export async function readGuard(db: pg.Pool | pg.PoolClient, { root }: Whose): Promise<GuardStanding> {
  const { rows } = await db.query<GuardStanding>(
    `with whose as (select dashboard.guard_print('namespace', $1) as print),
          newer as (select count(*) as n, max(a.at) as last from dashboard.guard_attempt a, whose where a.fingerprint = whose.print)
     select coalesce(g.state, 'active') as state, coalesce(g.suppressed_at is not null, false) as "isSuppressed",
            coalesce(g.held_for is not null, false) as "isHeld", (coalesce(g.blocked, 0) + newer.n)::float8 as blocked,
            coalesce(newer.last, g.last_blocked) as "lastBlocked"
       from whose cross join newer left join dashboard.forget_guard g on g.fingerprint = whose.print`,
    [root],
  )
  return rows[0] as GuardStanding
}

/**
 * For what an agent writes through this library or a token: with the guard's triggers or without them. Nothing changes until the
 * transaction ends.
 * @throws Expected `refused`
 */
export async function requireRemembered(client: pg.PoolClient, { root, origin }: ScopeFacts): Promise<void> {
  if (origin.surface === 'dashboard' || origin.surface === 'admin') return
  const { rows } = await client.query<{ isClosed: boolean }>(
    'select is_suppressed or is_held as "isClosed" from dashboard.guard_look($1)',
    [root],
  )
  if (rows[0]?.isClosed !== false) throw notRemembered()
}

/** What an agent is told. It holds for whatever it tries, so that it need not try again. */
export function notRemembered(): Expected {
  return new Expected('refused', 'Nothing has been saved: this person does not wish to be remembered.')
}

/** Adds the writes that were left out to their namespaces: run by a timer, so that no agent waits for it. */
export async function countAttempts(pool: pg.Pool): Promise<void> {
  await pool.query(
    `with taken as (
       delete from dashboard.guard_attempt returning fingerprint, at
     )
     update dashboard.forget_guard g set blocked = g.blocked + t.n, last_blocked = t.last
       from (select fingerprint, count(*) as n, max(at) as last from taken group by fingerprint) t
      where g.fingerprint = t.fingerprint`,
  )
}
