// One process per data directory: PGlite keeps no lock of its own, and two processes on one directory silently lose each other's rows.
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { Expected } from '@/lib/errors'

/** Longest path a unix socket may have on every system (macOS: 104 with the closing NUL). */
const SOCKET_PATH_LIMIT = 103

/**
 * Takes the lock of `dataDir` and resolves to the function that gives it back. The lock is a listening local socket
 * beside the directory: the system drops it when the process dies, however it dies.
 * @throws Expected `misconfigured` when another process has the directory open
 */
export async function takeDataDirLock(dataDir: string): Promise<() => void> {
  // the lock lies beside the directory, and comes before it: on a fresh machine neither is there
  mkdirSync(dirname(dataDir), { recursive: true })
  const path = socketPath(dataDir)
  const token = randomBytes(16).toString('hex')
  for (let attempt = 0; attempt < 2; attempt++) {
    const server = createServer((socket) => socket.end(token))
    const error = await new Promise<NodeJS.ErrnoException | null>((done) => {
      server.once('error', done)
      server.listen(path, () => done(null))
    })
    if (error === null) {
      server.unref()
      // two processes may clear the same stale file at once: the later one's socket is the one that answers
      if ((await whoAnswers(path)) === token) return () => void server.close()
      server.close()
      break
    }
    if (error.code !== 'EADDRINUSE') throw error
    if ((await whoAnswers(path)) !== null) break
    rmSync(path, { force: true })
  }
  throw new Expected(
    'misconfigured',
    'Another process has the embedded database open ({dataDir}). Stop it first, or set DATABASE_URL to use a Postgres server.',
    { values: { dataDir } },
  )
}

function socketPath(dataDir: string): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\memory-dashboard-${name}`
  const beside = relative(process.cwd(), `${dataDir}.lock`)
  return Buffer.byteLength(beside) <= SOCKET_PATH_LIMIT ? beside : join(tmpdir(), `memory-dashboard-${name}.lock`)
}

/** What the process behind the socket says, or null when nobody listens. */
function whoAnswers(path: string): Promise<string | null> {
  return new Promise((done) => {
    let said = ''
    const probe = connect(path)
    probe.on('data', (chunk) => {
      said += String(chunk)
    })
    probe.once('end', () => done(said))
    probe.once('error', () => done(null))
  })
}
