// Limits per person and minute, counted in the database so that several servers share them.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { counted, type Sentence, sentence, type Values } from '@/lib/shared/text'
import type { Admin, Auditor, Scope } from '../memory-store'
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

/** Actions of our own pages a minute, whatever they do: more than any page sends, an import included. */
export const ACTIONS_A_MINUTE = 1_200

/** Files a minute: each reads all that is remembered of somebody, or all that was recorded. */
export const EXPORTS_A_MINUTE = 20

type Limit = { most: number; said: (values: Values) => Sentence }

const LIMITS: Record<Exclude<Action, 'tool-refusal'>, Limit> = {
  search: {
    most: SEARCHES_A_MINUTE,
    said: (values) => sentence('That was more than {limit} searches in a minute. Search again in {seconds}.', values),
  },
  map: {
    most: MAPS_A_MINUTE,
    said: (values) => sentence('More than {limit} maps had to be drawn in a minute. Try again in {seconds}.', values),
  },
  action: { most: ACTIONS_A_MINUTE, said: changes },
  export: {
    most: EXPORTS_A_MINUTE,
    said: (values) => sentence('That was more than {limit} files in a minute. Export again in {seconds}.', values),
  },
  'agent-write': { most: AGENT_WRITES_A_MINUTE, said: changes },
  'agent-request': {
    most: AGENT_REQUESTS_A_MINUTE,
    said: (values) => sentence('That was more than {limit} requests in a minute. Try again in {seconds}.', values),
  },
}

function changes(values: Values): Sentence {
  return sentence(
    'That was more than {limit} changes in a minute. Nothing was changed; try again in {seconds}.',
    values,
  )
}

/**
 * Counts one thing of a kind that this person, or an agent of theirs, asks for.
 * @throws Expected `too-many`, with the seconds until the minute is over
 */
export const countSearch = (scope: Scope) => countUpTo(scope, 'search')
export const countMap = (scope: Scope) => countUpTo(scope, 'map')
export const countAgentWrite = (scope: Scope) => countUpTo(scope, 'agent-write')
export const countAgentRequest = (scope: Scope) => countUpTo(scope, 'agent-request')
/** As {@link countSearch}, across everybody. */
export const countStaffSearch = (admin: Admin) => countUpTo(admin, 'search')
export const countAction = (who: Scope | Auditor) => countUpTo(who, 'action')
export const countExportFile = (who: Scope | Auditor) => countUpTo(who, 'export')

async function countUpTo(who: Scope | Auditor, action: keyof typeof LIMITS): Promise<void> {
  const { most, said } = LIMITS[action]
  // staff are counted as the persons they are
  const { count, secondsLeft } = await countOne('store' in who ? who : { store: who, subject: who.actor }, action)
  if (count <= most) return
  const seconds = counted(secondsLeft, '{count} second', '{count} seconds')
  throw new Expected('too-many', said({ limit: most, seconds }), { retryAfter: secondsLeft })
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
  return { count, secondsLeft }
}

type Who = { store: Pick<Scope['store'], 'pool'>; subject: string }

type Action = 'search' | 'map' | 'action' | 'export' | 'agent-write' | 'agent-request' | 'tool-refusal'

/** Forgets the counts of past minutes. */
export async function purgeRates(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from dashboard.rate where minute < now() - interval '5 minutes'`)
}
