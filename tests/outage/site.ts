// The product on a PostgreSQL of its own, with a network between them that fails when it is told to.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { BUILT_IN_DIMS } from '@/lib/embedding/built-in'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { codePointVector, type EmbeddingEndpoint, startEmbeddingEndpoint } from '../support/embedding-endpoint'
import { type LakebaseServer, startLakebaseServer, urlOf } from '../support/lakebase-server'
import { EMPTY_SITE } from '../support/people'
import { type RunningServer, startServer } from '../support/server'

export type OutageSite = {
  postgres: LakebaseServer
  endpoint: EmbeddingEndpoint
  server: RunningServer
  /** The owner of the tables, past the network. */
  db: pg.Pool
  /** From now on the machine of the server knows no name, or again. */
  forgetNames: (isForgotten: boolean) => void
  /** One more server on the same database. */
  another: (env: Record<string, string>) => Promise<RunningServer>
  stop: () => Promise<void>
}

/** The role that the dashboard logs in with, and its first password. */
export const ROLE = 'dashboard'
export const PASSWORD = 'first'

export async function startOutageSite(): Promise<OutageSite> {
  const postgres = await startLakebaseServer()
  await postgres.admin.query(`create database agent`)
  await postgres.admin.query(
    `create role ${ROLE} login password '${PASSWORD}'; grant create on database agent to ${ROLE}`,
  )
  const db = new pg.Pool({ connectionString: urlOf(postgres.admin, 'agent'), max: 2 })
  db.on('error', () => {}) // the server is restarted under us
  await db.query('create extension vector')
  await setUpAgentTables(db, 'public', BUILT_IN_DIMS)
  await db.query(
    `grant usage on schema public to ${ROLE}; grant select, insert, update, delete on store, store_vectors to ${ROLE}`,
  )
  const endpoint = await startEmbeddingEndpoint({ dims: BUILT_IN_DIMS, vector: codePointVector })
  const folder = mkdtempSync(join(tmpdir(), 'memory-outage-'))
  const forgotten = join(folder, 'names-are-forgotten')
  const another = (env: Record<string, string>) =>
    startServer({
      env: {
        ...EMPTY_SITE,
        LOCAL_SIGN_IN: 'true',
        DATABASE_URL: `postgres://${ROLE}:${PASSWORD}@localhost:${postgres.port}/agent`,
        DATABRICKS_HOST: endpoint.url,
        DATABRICKS_TOKEN: 'token',
        DATABRICKS_EMBEDDING_ENDPOINT: 'characters',
        EMBEDDING_DIMS: String(BUILT_IN_DIMS),
        EMBEDDING_TIMEOUT_MS: '3000',
        NODE_OPTIONS: `--import ${resolve('tests/outage/machine.mjs')}`,
        TEST_FORGOTTEN_NAME: forgotten,
        ...env,
      },
    })
  const server = await another({})
  return {
    postgres,
    endpoint,
    server,
    db,
    forgetNames: (isForgotten) => (isForgotten ? writeFileSync(forgotten, '') : rmSync(forgotten, { force: true })),
    another,
    stop: async () => {
      await server.stop()
      await endpoint.close()
      await db.end()
      await postgres.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
