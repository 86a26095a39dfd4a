// Ends the server in order: no new connections, requests and jobs under way finish, the database closes, the process ends with 0.
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** How long what is under way may take. Databricks Apps kill 15 seconds after SIGTERM, Kubernetes after 30. */
const FINISH_MS = 10_000
/** How long the database may take to close after that. */
const CLOSE_MS = 3_000

type Ending = { signal: AbortController; jobs: Set<Promise<unknown>>; servers: Set<Server> }

// Next bundles this module more than once; the end of the process is one
const KEY = Symbol.for('memory-dashboard.ending')
const holder = globalThis as typeof globalThis & { [KEY]?: Ending }

function ending(): Ending {
  holder[KEY] ??= { signal: new AbortController(), jobs: new Set(), servers: new Set() }
  return holder[KEY]
}

/** Aborts when the process is told to end. */
export function endingSignal(): AbortSignal {
  return ending().signal.signal
}

/** Work that goes on without a request: the database is not closed before it ends. It should end soon after {@link endingSignal}. */
export async function withoutRequest<T>(work: Promise<T>): Promise<T> {
  const { jobs } = ending()
  jobs.add(work)
  return work.finally(() => jobs.delete(work))
}

/**
 * Takes SIGTERM and SIGINT over from Next, which would end the process before the database is closed. A second signal
 * changes nothing: a terminal and a launcher both send one, and the end comes within 15 seconds anyway.
 * @param close closes what the requests need
 * @param isProduction in development nobody is waited for, and Next ends what it has started
 */
export function endOnSignal(close: () => Promise<void>, isProduction: boolean): void {
  const { servers } = ending()
  // Next does not hand its server out; every request does
  subscribe('http.server.request.start', (message) => {
    const { server, response } = message as { server: Server; request: IncomingMessage; response: ServerResponse }
    servers.add(server)
    if (endingSignal().aborted) response.shouldKeepAlive = false
  })
  let isEnding = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const others = process.listeners(signal) as ((signal: NodeJS.Signals) => void)[]
    process.removeAllListeners(signal)
    process.on(signal, async () => {
      if (isEnding) return
      isEnding = true
      ending().signal.abort()
      if (isProduction) await finishWork()
      await closeInTime(close)
      if (!isProduction) for (const listener of others) listener(signal)
      else process.exit(0)
    })
  }
}

/** Waits for requests and jobs as long as it may, then cuts off what is left of them. */
async function finishWork(): Promise<void> {
  const { jobs, servers } = ending()
  const work = [...[...servers].map(finished), Promise.allSettled([...jobs])]
  if (await within(FINISH_MS, Promise.all(work))) return
  console.error(`[server] was told to end: what took longer than ${FINISH_MS / 1_000} seconds was cut off.`)
  for (const server of servers) server.closeAllConnections()
}

async function closeInTime(close: () => Promise<void>): Promise<void> {
  const closed = close().catch((error: Error) => console.error('[database] could not be closed:', error.message))
  if (!(await within(CLOSE_MS, closed))) console.error('[database] did not close in time.')
}

/** Resolves when the last request is answered; connections that wait for a next one are closed. */
function finished(server: Server): Promise<void> {
  return new Promise((done) => {
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearInterval(idle)
      done()
    })
  })
}

async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  return Promise.race([work.then(() => true), wait(ms, false, { ref: false })])
}
