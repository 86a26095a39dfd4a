// A pg.Pool for a server that sleeps, restarts and changes its passwords: patient while it connects, and only then.
import { type EventLoopUtilization, performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { KeptSecret } from '../databricks/kept-secret'
import { Expected } from '../errors'
import { type LostStatements, lostStatements } from './lost-statements'

/** How the pool comes to a connection. */
export type WayIn = {
  /** Undefined: the password stands in the options. */
  password?: KeptSecret
  /** What a connection that could not be made means to a person; null: it stays what it is. */
  explain: (error: unknown) => Promise<Expected | null>
}

export type Patience = {
  /** Connections tried for one caller while the server cannot be reached. */
  tries: number
  /** Wait after the first try, in milliseconds; it doubles, and a random part of it is left out. */
  firstWaitMs: number
  /** A connection that was idle for longer is asked whether it lives before it is lent, in milliseconds. */
  trustIdleMs: number
}

/** Some 3 seconds in all: a compute that sleeps wakes within a few hundred milliseconds. */
const PATIENCE: Patience = { tries: 5, firstWaitMs: 250, trustIdleMs: 5_000 }
const LIFE_SIGN_MS = 3_000

/**
 * What differs from pg.Pool, all of it before a statement is sent: the password is there before the connection begins (pg asks for it
 * inside `connectionTimeoutMillis`); one that is refused is replaced once; a server that cannot be reached is tried again, and so
 * is one that seemed to be late because this process was busy; a connection that ended while it was idle is not lent. Nobody waits
 * for the answer of a server that is gone (lost-statements.ts). A statement is never sent twice.
 */
export class PatientPool extends pg.Pool {
  readonly #way: WayIn
  /** What connections log in with: pg asks for it in the middle of connecting, when there is no time to get one. */
  readonly #ready: { password?: string }
  readonly #patience: Patience
  readonly #idleSince = new WeakMap<pg.PoolClient, number>()
  /** What has been idle since before then is not lent any more. */
  #distrusted = Number.NEGATIVE_INFINITY

  constructor(options: pg.PoolConfig, way: WayIn, patience: Partial<Patience> = {}) {
    const { password } = way
    const ready: { password?: string } = {}
    let lost: LostStatements | undefined
    const watched = {
      ...options,
      onConnect: (client: pg.ClientBase) => {
        lost?.watch(client as pg.Client) // which the pool makes
        return options.onConnect?.(client)
      },
    }
    super(password ? { ...watched, Client: TellingClient, password: () => ready.password ?? password() } : watched)
    lost = lostStatements(
      () => signOfLife({ ...options, password: password ? ready.password : options.password }),
      () => this.#distrustIdle(),
    )
    this.#ready = ready
    this.#way = way
    this.#patience = { ...PATIENCE, ...patience }
    this.on('release', (_, client) => this.#idleSince.set(client, performance.now()))
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: ConnectCallback): void
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | undefined {
    const connecting = this.#connectPatiently()
    if (callback === undefined) return connecting
    connecting.then(
      (client) => callback(undefined, client, (end) => client.release(end)),
      (error: Error) => callback(error, undefined, () => {}),
    )
  }

  async #connectPatiently(): Promise<pg.PoolClient> {
    const { tries, firstWaitMs } = this.#patience
    let isPasswordNew = false
    let failures = 0
    for (;;) {
      const began = performance.eventLoopUtilization()
      try {
        const opensAnother = this.idleCount <= this.waitingCount && this.totalCount < this.options.max
        if (opensAnother) this.#ready.password = await this.#way.password?.()
        const client = await super.connect()
        if (await this.#lives(client)) return client
        client.release(true)
      } catch (error) {
        if (error instanceof Expected) throw error
        const refused = codeOf(error) === LOGIN_REFUSED ? sentWith.get(error as Error) : undefined
        if (this.#way.password && refused !== undefined && !isPasswordNew) {
          isPasswordNew = true
          this.#ready.password = await this.#way.password(refused)
          continue
        }
        failures++
        const mayPass = isPassing(error) || (isTimeout(error) && wasBusySince(began))
        if (!mayPass || failures === tries) throw (await this.#way.explain(error)) ?? error
        await pause(firstWaitMs * 2 ** (failures - 1) * (0.75 + Math.random() / 4))
      }
    }
  }

  /** Whether a connection that has been idle is still one. */
  async #lives(client: pg.PoolClient): Promise<boolean> {
    const since = this.#idleSince.get(client)
    if (since !== undefined && since < this.#distrusted) return false
    if (since === undefined || performance.now() - since < this.#patience.trustIdleMs) return true
    const waiting = new AbortController()
    const lateness = pause(LIFE_SIGN_MS, false, { signal: waiting.signal, ref: false }).catch(() => false)
    const sign = client.query('select 1').then(
      () => true,
      () => false, // whatever it was, a new connection shows it again
    )
    const isAlive = await Promise.race([sign, lateness]).finally(() => waiting.abort())
    // what lost this one will have lost the others: waiting for each in turn would keep the caller for half a minute
    if (!isAlive) this.#distrustIdle()
    return isAlive
  }

  #distrustIdle(): void {
    this.#distrusted = performance.now()
  }
}

/** Resolves as soon as the server has said anything to a new connection: a refusal too is an answer. Never asks for a password. */
async function signOfLife(options: pg.PoolConfig): Promise<void> {
  const client = new pg.Client({ ...options, connectionTimeoutMillis: LIFE_SIGN_MS })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
  } finally {
    client.connection.stream.destroy()
  }
}

/** The password that a login failed with: others may have got a new one meanwhile. */
const sentWith = new WeakMap<Error, string>()

class TellingClient extends pg.Client {
  override connect(): Promise<pg.Client>
  override connect(callback: ((error: Error) => void) | ((error: null, client: pg.Client) => void)): void
  override connect(callback?: (error: never, client: pg.Client) => void): Promise<pg.Client> | undefined {
    if (callback === undefined) return super.connect()
    const done = callback as (error: Error | null, client: pg.Client) => void // what pg calls it with
    super.connect((error: Error | null) => {
      if (error && typeof this.password === 'string') sentWith.set(error, this.password)
      done(error, this)
    })
  }
}

type ConnectCallback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (end?: boolean | Error) => void,
) => void

const LOGIN_REFUSED = '28P01'
/** The server starts, stops or was restarted; a network in between lost the way. Nothing about who we are or what we may do. */
const PASSING = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** True for a failure to connect that may be over in a moment. */
export function isPassing(error: unknown): boolean {
  return (
    PASSING.has(codeOf(error)) ||
    // pg gives no code to a connection that closes before it stands; "timeout" has waited long enough
    (error instanceof Error && error.message === 'Connection terminated unexpectedly')
  )
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout/.test(error.message)
}

/**
 * Whether this process was at something else for most of the time: it then reads the clock before it reads what the server answered,
 * and its impatience says nothing about the server. (While a server starts, it loads its code for seconds on a crowded machine.)
 */
function wasBusySince(began: EventLoopUtilization): boolean {
  return performance.eventLoopUtilization(began).utilization > 0.5
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
