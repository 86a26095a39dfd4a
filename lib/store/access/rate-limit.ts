// Limits per person and minute, counted in the database so that several servers share them.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { counted } from '@/lib/shared/text'
import type { Admin, Scope } from '../memory-store'
import { asExpected } from '../outage'

/** Searches a minute: each may cost a call to a paid embedding endpoint. */
export const SEARCHES_A_MINUTE = 120

/** Maps drawn a minute: each keeps the server's processor for a while. One that is known already costs nothing. */
export const MAPS_A_MINUTE = 30

/** What agents save and delete over MCP, a minute: each save costs a call to the embedding endpoint too. */
export const AGENT_WRITES_A_MINUTE = 60

/** Requests a minute over MCP, whatever they ask. */
export const AGENT_REQUESTS_A_MINUTE = 600

/** Tool calls that came to nothing, a minute, that go into the audit: beyond that they tell nothing new, and would fill it. */
export const TOOL_REFUSALS_A_MINUTE = 60

/**
 * Counts one search of this person.
 * @throws Expected `too-many` beyond {@link SEARCHES_A_MINUTE}
 */
export async function countSearch(scope: Scope): Promise<void> {
  const { count, seconds } = await countOne(scope, 'search')
  if (count > SEARCHES_A_MINUTE)
    throw new Expected('too-many', 'That was more than {limit} searches in a minute. Search again in {seconds}.', {
      values: { limit: SEARCHES_A_MINUTE, seconds },
    })
}

/**
 * Counts one map that is drawn for this person.
 * @throws Expected `too-many` beyond {@link MAPS_A_MINUTE}
 */
export async function countMap(scope: Scope): Promise<void> {
  const { count, seconds } = await countOne(scope, 'map')
  if (count > MAPS_A_MINUTE)
    throw new Expected('too-many', 'More than {limit} maps had to be drawn in a minute. Try again in {seconds}.', {
      values: { limit: MAPS_A_MINUTE, seconds },
    })
}

/**
 * Counts one memory that an agent of this person's saves or deletes over MCP.
 * @throws Expected `too-many` beyond {@link AGENT_WRITES_A_MINUTE}
 */
export async function countAgentWrite(scope: Scope): Promise<void> {
  const { count, seconds } = await countOne(scope, 'agent-write')
  if (count > AGENT_WRITES_A_MINUTE)
    throw new Expected(
      'too-many',
      'That was more than {limit} changes in a minute. Nothing was changed; try again in {seconds}.',
      { values: { limit: AGENT_WRITES_A_MINUTE, seconds } },
    )
}

/**
 * Counts one request of an agent of this person's over MCP.
 * @throws Expected `too-many` beyond {@link AGENT_REQUESTS_A_MINUTE}
 */
export async function countAgentRequest(scope: Scope): Promise<void> {
  const { count, seconds } = await countOne(scope, 'agent-request')
  if (count > AGENT_REQUESTS_A_MINUTE)
    throw new Expected('too-many', 'That was more than {limit} requests in a minute. Try again in {seconds}.', {
      values: { limit: AGENT_REQUESTS_A_MINUTE, seconds },
    })
}

/**
 * Counts one search across everybody, by this administrator.
 * @throws Expected `too-many` beyond {@link SEARCHES_A_MINUTE}
 */
export async function countStaffSearch({ pool, actor }: Admin): Promise<void> {
  const { count, seconds } = await countOne({ store: { pool }, subject: actor }, 'search')
  if (count > SEARCHES_A_MINUTE)
    throw new Expected('too-many', 'That was more than {limit} searches in a minute. Search again in {seconds}.', {
      values: { limit: SEARCHES_A_MINUTE, seconds },
    })
}

/**
 * Counts one tool call of this person's agents that came to nothing.
 * @returns whether it still goes into the audit, and whether it is the last one of this minute that does
 */
export async function countToolRefusal(scope: Scope): Promise<{ isRecorded: boolean; isLast: boolean }> {
  const { count } = await countOne(scope, 'tool-refusal')
  return { isRecorded: count <= TOOL_REFUSALS_A_MINUTE, isLast: count === TOOL_REFUSALS_A_MINUTE }
}

/** @returns how often this person did it in this minute, and how long the minute still is */
async function countOne({ store: { pool }, subject }: Who, action: Action) {
  const { rows } = await asExpected(() =>
    pool.query<{ count: number; secondsLeft: number }>(
      `insert into dashboard.rate as r (subject, action, minute) values ($1, $2, date_trunc('minute', now()))
       on conflict (subject, action, minute) do update set count = r.count + 1
       returning count, ceil(extract(epoch from minute + interval '1 minute' - now()))::int as "secondsLeft"`,
      [subject, action],
    ),
  )
  const { count = 0, secondsLeft = 60 } = rows[0] ?? {}
  return { count, seconds: counted(secondsLeft, '{count} second', '{count} seconds') }
}

type Who = { store: Pick<Scope['store'], 'pool'>; subject: string }

type Action = 'search' | 'map' | 'agent-write' | 'agent-request' | 'tool-refusal'

/** Forgets the counts of past minutes. */
export async function purgeRates(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from dashboard.rate where minute < now() - interval '5 minutes'`)
}
