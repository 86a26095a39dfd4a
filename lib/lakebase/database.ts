// How to reach the database: an ordinary pg.Pool, over a Postgres server or over the embedded PGlite.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import pg from 'pg'
import { type Environment, environment } from '@/lib/env'
import { takeDataDirLock } from './data-dir-lock'
import { migrate } from './migrate'
import { Mutex, PgliteStream } from './pglite-stream'
import { PgliteThread } from './pglite-thread'

export type Database = {
  pool: pg.Pool
  /** `embedded`: one connection, so never take a second client while holding one. */
  kind: 'embedded' | 'postgres'
  close: () => Promise<void>
}

/** jsonb, json and timestamps arrive as text: numbers keep their digits and times their microseconds. */
const AS_TEXT = new Set([114, 3802, 1082, 1114, 1184])
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    AS_TEXT.has(oid) ? (value: string) => value : pg.types.getTypeParser(oid, format as 'text'),
}

/** Every connection speaks UTC, and a stuck statement or lock ends by itself. */
const SESSION = `set timezone to 'UTC'; set datestyle to 'ISO'; set jit to off; set statement_timeout to '30s';
  set lock_timeout to '10s'; set idle_in_transaction_session_timeout to '60s'`

/** For an examination: nothing can be changed, not even by mistake. */
const LOOKING = `${SESSION}; set default_transaction_read_only to on`

/** @param session SQL that every connection begins with */
const common = (session: string) =>
  ({
    types,
    connectionTimeoutMillis: 5_000,
    onConnect: async (client: pg.ClientBase) => {
      await client.query(session)
    },
  }) satisfies pg.PoolConfig

/** Hears of every connection that ends, idle or lent: an ended connection that nobody hears of ends the process. */
function outliveConnections(pool: pg.Pool): void {
  pool.on('error', (error) => console.error('[database] an idle connection ended:', error.message))
  pool.on('connect', (client) => client.on('error', () => {})) // its statements fail, which is said there
}

/** Opens a Postgres server and brings our own schema up to date. */
export async function openPostgres(connectionString: string, max = 10): Promise<Database> {
  return migrated(connectPostgres(connectionString, max))
}

/** A pool that connects when it is first asked something. */
function connectPostgres(connectionString: string, max: number, session = SESSION): Database {
  const pool = new pg.Pool({
    ...common(session),
    connectionString,
    max,
    maxLifetimeSeconds: 2_700,
    application_name: 'memory-dashboard',
  })
  outliveConnections(pool)
  return { pool, kind: 'postgres', close: () => pool.end() }
}

/** The database, with our own schema up to date; closed when that fails. */
async function migrated(database: Database): Promise<Database> {
  try {
    await migrate(database.pool)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/**
 * Opens the embedded database and brings our own schema up to date.
 * @param dataDir a directory that is created when missing; undefined keeps everything in memory
 * @param onEnd called when the database ends by itself; committed rows are safe, and opening again reads them
 * @throws Expected `misconfigured` when another process has the directory open
 */
export async function openEmbedded(
  dataDir: string | undefined,
  onEnd: (error: Error) => void = () => {},
): Promise<Database> {
  const database = await connectEmbedded(dataDir, onEnd)
  try {
    await database.pool.query('create extension if not exists vector')
  } catch (error) {
    await database.close()
    throw error
  }
  return migrated(database)
}

async function connectEmbedded(
  dataDir: string | undefined,
  onEnd: (error: Error) => void,
  session = SESSION,
): Promise<Database> {
  const directory = dataDir === undefined ? undefined : resolve(/* turbopackIgnore: true */ dataDir)
  if (directory !== undefined) mkdirSync(dirname(directory), { recursive: true })
  const unlock = directory === undefined ? () => {} : await takeDataDirLock(directory)
  const thread = new PgliteThread(directory, (error) => {
    unlock()
    onEnd(error)
  })
  const mutex = new Mutex()
  const pool = new pg.Pool({
    ...common(session),
    max: 1,
    user: 'postgres',
    database: 'postgres',
    password: 'unused',
    connectionTimeoutMillis: 60_000,
    idleTimeoutMillis: 0,
    stream: () =>
      new PgliteStream(thread, mutex) as unknown as ReturnType<
        NonNullable<pg.ClientConfig['stream'] & (() => unknown)>
      >,
  } as pg.PoolConfig)
  outliveConnections(pool)
  const close = async () => {
    await pool.end()
    await mutex.acquire() // a connection that is still resetting the session goes first
    if (!thread.ended) await thread.close()
    unlock()
  }
  return { pool, kind: 'embedded', close }
}

/**
 * The configured database for an examination: as it is, read-only, our own schema too.
 * @returns null when the embedded database does not exist yet
 * @throws Expected `misconfigured` when another process has the embedded database open
 */
export async function openToLook({
  databaseUrl,
  embeddedDataDir,
}: Pick<Environment, 'databaseUrl' | 'embeddedDataDir'>): Promise<Database | null> {
  if (databaseUrl !== undefined) return connectPostgres(databaseUrl, 1, LOOKING)
  return existsSync(/* turbopackIgnore: true */ embeddedDataDir)
    ? connectEmbedded(embeddedDataDir, () => {}, LOOKING)
    : null
}

// Next bundles this module several times and evaluates it again on a change: one database per process, kept outside the module.
const holder = globalThis as typeof globalThis & { memoryDatabase?: Promise<Database> }

/** The database of this process, opened on first use. With `DATABASE_URL` the embedded one is never touched. */
export function database(): Promise<Database> {
  holder.memoryDatabase ??= openConfigured().catch((error) => {
    holder.memoryDatabase = undefined
    throw error
  })
  return holder.memoryDatabase
}

export async function closeDatabase(): Promise<void> {
  const current = holder.memoryDatabase
  holder.memoryDatabase = undefined
  await (await current)?.close()
}

function openConfigured(): Promise<Database> {
  const { databaseUrl, poolSize, embeddedDataDir } = environment()
  if (databaseUrl !== undefined) return openPostgres(databaseUrl, poolSize)
  return openEmbedded(embeddedDataDir, (error) => {
    // the next request opens the directory again; Postgres recovers it from its write-ahead log
    console.error('[database] the embedded database ended:', error.message)
    holder.memoryDatabase = undefined
  })
}
