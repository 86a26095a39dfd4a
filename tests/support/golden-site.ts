// The product on a real Postgres that holds what the agent's own store wrote: its rows, its people, its encoder.
import { randomUUID } from 'node:crypto'
import { connect, createServer, type Server, type Socket } from 'node:net'
import pg from 'pg'
import { ensurePostgres } from '../../scripts/ensure-postgres.mjs'
import { codePointVector, type EmbeddingEndpoint, startEmbeddingEndpoint } from './embedding-endpoint'
import { readGolden } from './golden'
import { type RunningServer, startServer } from './server'

/** Everybody who has rows in the golden data and can own a namespace. */
export const GOLDEN_PEOPLE = ['alice@example.com', 'bob', 'bobby', 'x@corp.co', 'x@corp.com', 'müller@über.de']

/** What a server on the golden data needs to know beside where the database is. */
export function goldenSettings(endpoint: EmbeddingEndpoint): Record<string, string> {
  return {
    DATABRICKS_HOST: endpoint.url,
    DATABRICKS_TOKEN: 'golden',
    DATABRICKS_EMBEDDING_ENDPOINT: 'code-point-counts',
    EMBEDDING_DIMS: '64',
    LOCAL_USERS: GOLDEN_PEOPLE.join('; '),
    MEMORY_ID_PATTERN: 'alice@example\\.com|bob|bobby|x@corp\\.com?|müller@über\\.de',
  }
}

export type GoldenSite = {
  server: RunningServer
  /** Straight into the database, past the gate and past our code. */
  db: pg.Pool
  gate: Gate
  endpoint: EmbeddingEndpoint
  /** Starts one more server on the same database. */
  another: (env?: Record<string, string>, port?: number) => Promise<RunningServer>
  stop: () => Promise<void>
}

/**
 * Starts all of it; `skipped` says why there is no Postgres.
 * @param more settings of its server
 * @param port where others must know its address before it is there
 */
export async function startGoldenSite(
  more: Record<string, string> = {},
  port?: number,
): Promise<GoldenSite | { skipped: string }> {
  const postgres = await thePostgres()
  if ('skipped' in postgres) return postgres
  const name = `e2e_${randomUUID().replaceAll('-', '')}`
  const own = new URL(postgres.url)
  const admin = new pg.Client({ connectionString: own.href })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  own.pathname = `/${name}`
  const loader = new pg.Client({ connectionString: own.href })
  await loader.connect()
  await loader.query(readGolden('whole_value').sql)
  await loader.end()

  const db = new pg.Pool({ connectionString: own.href, max: 4 })
  const endpoint = await startEmbeddingEndpoint({ dims: 64, vector: codePointVector, bearer: 'golden' })
  const gate = await openGate(own.hostname, Number(own.port))
  own.hostname = '127.0.0.1'
  own.port = String(gate.port)
  const another = (env: Record<string, string> = {}, port?: number) =>
    startServer({ port, env: { ...goldenSettings(endpoint), DATABASE_URL: own.href, LOCAL_SIGN_IN: 'true', ...env } })
  const server = await another(more, port)
  return {
    server,
    db,
    gate,
    endpoint,
    another,
    stop: async () => {
      await server.stop()
      await gate.close()
      await endpoint.close()
      await db.end()
      await postgres.stop()
    },
  }
}

/** That of the whole run, where there is one. */
async function thePostgres() {
  const url = process.env.PLAYWRIGHT_POSTGRES_URL
  return url === undefined ? ensurePostgres() : { url, stop: async () => {} }
}

export type Gate = {
  port: number
  /** `refuse`: nobody listens, as when Postgres is stopped. `reset`: connections are closed as soon as they are made. */
  shut: (how: 'refuse' | 'reset') => Promise<void>
  open: () => Promise<void>
  close: () => Promise<void>
}

/** A loopback port that leads to the database until it is shut. */
export async function openGate(host: string, target: number): Promise<Gate> {
  const sockets = new Set<Socket>()
  let isReset = false
  let server: Server
  const listen = (port: number) =>
    new Promise<number>((done, failed) => {
      server = createServer((inner) => {
        if (isReset) return inner.resetAndDestroy()
        const outer = connect(target, host)
        for (const [socket, other] of [
          [inner, outer],
          [outer, inner],
        ] as const) {
          sockets.add(socket)
          socket.pipe(other)
          socket.on('error', () => other.destroy())
          socket.once('close', () => {
            sockets.delete(socket)
            other.destroy()
          })
        }
      })
      server.once('error', failed)
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        done(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  const unlisten = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      for (const socket of sockets) socket.destroy()
    })
  const port = await listen(0)
  return {
    port,
    shut: async (how) => {
      if (how === 'refuse') return unlisten()
      isReset = true
      for (const socket of sockets) socket.resetAndDestroy()
    },
    open: async () => {
      isReset = false
      if (!server.listening) await listen(port)
    },
    close: unlisten,
  }
}
