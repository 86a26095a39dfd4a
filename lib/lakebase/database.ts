// How to reach the database: an ordinary pg.Pool, over a Postgres server or over the embedded PGlite.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import pg from 'pg'
import { configuredWorkspace, type Workspace } from '@/lib/databricks/workspace'
import { type Environment, environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { takeDataDirLock } from './data-dir-lock'
import { type LakebaseOptions, lakebasePool } from './lakebase'
import { migrate } from './migrate'
import { type Patience, PatientPool } from './patient-pool'
import { Mutex, PgliteStream } from './pglite-stream'
import { PgliteThread } from './pglite-thread'
import type { LakebasePlace } from './place'
import { refusalOf } from './refusal'
import { tlsOfUrl } from './tls'

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

/**
 * Every connection speaks UTC, and a stuck statement or lock ends by itself. Each statement sees what was committed before it, whatever
 * the database's default is. `dashboard.own` tells our writes from an agent's (lib/store/forgetting).
 */
const SESSION = `set timezone to 'UTC'; set datestyle to 'ISO'; set jit to off; set statement_timeout to '30s';
  set lock_timeout to '10s'; set idle_in_transaction_session_timeout to '60s';
  set default_transaction_isolation to 'read committed'; set dashboard.own to 'on'`

/** For an examination: nothing can be changed, not even by mistake. */
const LOOKING = `${SESSION}; set default_transaction_read_only to on`

/** @param session SQL that every connection begins with */
const common = (session: string) =>
  ({
    types,
    connectionTimeoutMillis: 5_000,
    application_name: 'memory-dashboard',
    onConnect: async (client: pg.ClientBase) => {
      await client.query(session)
    },
  }) satisfies pg.PoolConfig

/** Hears of every connection that ends, idle or lent: an ended connection that nobody hears of ends the process. */
function outliveConnections(pool: pg.Pool): void {
  pool.on('error', (error) => console.error('[database] an idle connection ended:', error.message))
  pool.on('connect', (client) => client.on('error', () => {})) // its statements fail, which is said there
}

export type PostgresOptions = { caFile?: string; patience?: Partial<Patience> }

/**
 * Opens a Postgres server and brings our own schema up to date.
 * @throws Expected `misconfigured`, `database-unavailable`, `store-not-ready`
 */
export async function openPostgres(
  connectionString: string,
  max = 10,
  options: PostgresOptions = {},
): Promise<Database> {
  return migrated(connectPostgres(connectionString, max, options))
}

/** A pool that connects when it is first asked something. */
function connectPostgres(
  connectionString: string,
  max: number,
  { caFile, patience }: PostgresOptions,
  session = SESSION,
): Database {
  const { url, tls } = tlsOfUrl(connectionString, caFile)
  const { user, database } = new pg.Client({ connectionString: url, ssl: false })
  const login = { role: user ?? '', database: database ?? '', isLakebase: false }
  const connection = { connectionString: url, ssl: tls, keepAlive: true, keepAliveInitialDelayMillis: 10_000 }
  return opened(
    new PatientPool(
      { ...common(session), ...connection, max, maxLifetimeSeconds: 2_700 },
      { explain: async (error) => refusalOf(error, login) },
      patience,
    ),
  )
}

/**
 * Opens a Lakebase database and brings our own schema up to date.
 * @throws Expected `misconfigured`, `database-unavailable`, `store-not-ready`
 */
export async function openLakebase(
  workspace: Workspace,
  place: LakebasePlace,
  options: LakebaseOptions,
): Promise<Database> {
  return migrated(await connectLakebase(workspace, place, options))
}

/** The workspace is asked at once; a pool that connects when it is first asked something. */
async function connectLakebase(
  workspace: Workspace,
  place: LakebasePlace,
  options: LakebaseOptions,
  session = SESSION,
): Promise<Database> {
  return opened(await lakebasePool(workspace, place, common(session), options))
}

function opened(pool: pg.Pool): Database {
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
  // making the directory takes what it takes on a busy machine: no connection waits for it meanwhile
  await thread.open().catch((error) => {
    unlock()
    throw error
  })
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
 * @throws Expected `misconfigured` (also when another process has the embedded database open), `database-unavailable`
 */
export async function openToLook(settings: Pick<Environment, 'database' | 'databricks'>): Promise<Database | null> {
  const { database } = settings
  if (database.kind === 'postgres') return connectPostgres(database.url, 1, database, LOOKING)
  if (database.kind === 'lakebase') return connectLakebase(workspaceFor(settings), database, { max: 1 }, LOOKING)
  return existsSync(/* turbopackIgnore: true */ database.dataDir)
    ? connectEmbedded(database.dataDir, () => {}, LOOKING)
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

async function openConfigured(): Promise<Database> {
  const settings = environment()
  const { database, poolSize } = settings
  if (database.kind === 'postgres') return openPostgres(database.url, poolSize, database)
  if (database.kind === 'lakebase') return openLakebase(workspaceFor(settings), database, { max: poolSize })
  return openEmbedded(database.dataDir, (error) => {
    // the next request opens the directory again; Postgres recovers it from its write-ahead log
    console.error('[database] the embedded database ended:', error.message)
    holder.memoryDatabase = undefined
  })
}

/** @throws Expected `misconfigured` */
function workspaceFor(settings: Pick<Environment, 'databricks'>): Workspace {
  const workspace = configuredWorkspace(settings)
  if (workspace) return workspace
  throw new Expected('misconfigured', 'Cannot start: a database in Lakebase needs DATABRICKS_HOST.')
}
