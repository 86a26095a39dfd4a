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
