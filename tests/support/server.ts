// The product as a person starts it: the production build in a process of its own, on a free port, with a database of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { KEEP_ALIVE_MS } from '../../scripts/launch.mjs'
import { newDataDir } from './embedded-template'

export type RunningServer = {
  url: string
  /** Everything it printed so far. */
  output: () => string
  /** Nobody reads what it prints from now on, as when a terminal is closed. */
  stopReading: () => void
  /** Sends it a signal and does not wait. */
  signal: (signal: NodeJS.Signals) => void
  /** Its exit code, once it has ended; null when a signal ended it. */
  ended: Promise<number | null>
  /** Ends it as Ctrl-C does and removes its data. */
  stop: () => Promise<void>
  /** Ends it as a power cut of the process does; the data stays. */
  kill: () => Promise<void>
  dataDir: string
}

export type ServerOptions = {
  env?: Record<string, string>
  /** An existing directory of the embedded database; otherwise a new one. */
  dataDir?: string
  /** What a new one begins as; otherwise it is empty but for our own schema. */
  template?: string
  /** Where others must know its address before it is there; otherwise a free one. */
  port?: number
}

/** Starts `next start` on the build in `.next` and resolves when it answers; rejects with what it printed when it ends before. */
export async function startServer({
  env = {},
  dataDir,
  template,
  port: given,
}: ServerOptions = {}): Promise<RunningServer> {
  const port = given ?? (await freePort())
  const own =
    dataDir === undefined
      ? newDataDir(isElsewhere(env) ? undefined : (template ?? process.env.PLAYWRIGHT_DATABASE_TEMPLATE))
      : undefined
  const directory = dataDir ?? own?.path ?? ''
  const child = spawn(
    process.execPath,
    // the embedded database is there for seconds: compiling it for speed would cost more than it saves
    [
      ...['--liftoff-only', 'node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)],
      ...['--keepAliveTimeout', String(KEEP_ALIVE_MS)],
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        AUTH_TRUST_HOST: 'true',
        LISTEN_HOST: '127.0.0.1',
        NEXTAUTH_SECRET: 'a secret of the tests, and of nothing else',
        DATABASE_URL: '',
        POSTGRES_URL: '',
        EMBEDDED_DATA_DIR: directory,
        DEMO_ARRIVALS: '0', // thousands of memories that most tests have no use for
        ...env,
      },
    },
  )
  process.once('exit', () => child.kill('SIGKILL')) // a test run that breaks off leaves none behind
  const ended = new Promise<number | null>((done) => child.once('close', done))
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)))
  const url = `http://127.0.0.1:${port}`
  await untilAnswers(`${url}/sign-in`, child, () => printed)
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  return {
    url,
    output: () => printed,
    stopReading: () => {
      child.stdout.destroy()
      child.stderr.destroy()
    },
    dataDir: directory,
    signal: (signal) => void child.kill(signal),
    ended,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM')
      own?.remove()
    },
  }
}

/** Whether the settings name a database that is not the embedded one. */
function isElsewhere(env: Record<string, string>): boolean {
  return Object.entries(env).some(
    ([name, value]) => value !== '' && /^(DATABASE_URL|POSTGRES_URL|LAKEBASE_|PGHOST$)/.test(name),
  )
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

async function untilAnswers(url: string, child: ChildProcess, printed: () => string): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const response = await fetch(url, { redirect: 'manual' }).catch(() => null)
    if (response !== null) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`the server ended before it answered:\n${printed()}`)
}
