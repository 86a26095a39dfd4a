// A database that does not answer is not an empty list: outages become an Expected error, everything else stays what it is.
import { Expected } from '@/lib/errors'

/** Postgres error classes that mean "not now": connection, resources, operator intervention. */
const OUTAGE = /^(08|53|57P0|58)/
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  'ENOENT',
])

/**
 * Runs `work`; an outage of the database is thrown as Expected, any other database error without the values it quotes.
 * @throws Expected `database-unavailable`, or `store-not-ready` when the agent's tables or our rights on them are missing
 */
export async function asExpected<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw outageOf(error) ?? withoutContent(error)
  }
}

/** Whether what failed can be had again later, with nothing of it done or all of it. */
export function isOutage(error: unknown): boolean {
  if (error instanceof Expected) return error.code === 'database-unavailable' || error.code === 'unanswered'
  return outageOf(error) !== null
}

/**
 * The error of a change whose connection ended before the database said what became of it: it may have been made. Any other error
 * as it is: then it was not.
 */
export function unanswered(error: unknown): unknown {
  return isConnectionLost(error) ? wentAway(error) : error
}

/**
 * Reads what a change has left, once that is made.
 * @throws Expected `unanswered` for an outage: whoever sent the change must not take it for one that was not made
 */
export async function afterChange<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw isOutage(error) ? wentAway(error) : error
  }
}

function wentAway(cause: unknown): Expected {
  return new Expected(
    'unanswered',
    'The database went away before it said whether this was done. Look again when it answers.',
    { cause },
  )
}

function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof Expected) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    /^(08|57P0)/.test(code) || NETWORK.has(code) || /connection terminated|the embedded database/i.test(error.message)
  )
}

/** The Expected error for an outage; null when `error` is something else. */
export function outageOf(error: unknown): Expected | null {
  if (!(error instanceof Error) || error instanceof Expected) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === '42P01' || code === '3F000')
    return new Expected(
      'store-not-ready',
      'The agent’s tables are not there (any more). Run the agent’s setup() once.',
      { cause: error },
    )
  if (code === '42501')
    return new Expected(
      'store-not-ready',
      'The dashboard may not use the agent’s tables as it must. Let their owner grant it: npm run doctor prints the statements.',
      { cause: error },
    )
  if (code === '25006')
    return new Expected(
      'database-unavailable',
      'The database takes no changes at the moment, it can only be read. Nothing was changed; try again later.',
      { cause: error },
    )
  if (code === 'MD001')
    return new Expected(
      'refused',
      'Nothing has been saved: what is remembered about this person is just being erased.',
      {
        cause: error,
      },
    )
  const outage =
    OUTAGE.test(code) ||
    code === '57014' ||
    code === '55P03' ||
    code === '40P01' ||
    code === '40001' ||
    NETWORK.has(code) ||
    /connection terminated|not queryable|timeout exceeded when trying to connect|the embedded database/i.test(
      error.message,
    )
  return outage
    ? new Expected('database-unavailable', 'The database did not answer. Nothing is lost; try again in a moment.', {
        cause: error,
      })
    : null
}

/** Postgres quotes values in messages and details; an error that may reach a log keeps its code and place only. */
function withoutContent(error: unknown): unknown {
  if (!(error instanceof Error) || !('severity' in error)) return error
  const { code, routine } = error as { code?: string; routine?: string }
  return Object.assign(new Error(`database error ${code ?? 'without a code'} in ${routine ?? 'an unknown place'}`), {
    code,
  })
}
