// The doctor before Lakebase: what the workspace, the compute, the certificate and the role can have wrong, each with what to do.
import { inspect } from 'node:util'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import type { Finding } from '@/lib/health/finding'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { type EmbeddingEndpoint, startEmbeddingEndpoint } from '../support/embedding-endpoint'
import { examined, inWords } from '../support/examined-site'
import { type LakebaseServer, startLakebaseServer } from '../support/lakebase-server'
import { CLIENT, ENDPOINT, INSTANCE, startWorkspace, type WorkspaceStandIn } from '../support/workspace'

const SCHEMA = 'agent_memory'
const hasOwnServer = inject('postgresUrl') !== null && !process.env.TEST_DATABASE_URL

describe.skipIf(!hasOwnServer)('the doctor, before Lakebase', () => {
  let server: LakebaseServer
  let workspace: WorkspaceStandIn
  let embeddings: EmbeddingEndpoint

  beforeAll(async () => {
    embeddings = await startEmbeddingEndpoint({ dims: 16, bearer: null })
    server = await startLakebaseServer()
    await server.admin.query('create database databricks_postgres')
    await server.admin.query(`create role "${CLIENT.id}" login`)
    await server.admin.query(`grant create on database databricks_postgres to "${CLIENT.id}"`)
    const url = new URL(String(server.admin.options.connectionString))
    url.pathname = '/databricks_postgres'
    const owner = new pg.Pool({ connectionString: url.href, max: 2 })
    await owner.query('create extension vector')
    await setUpAgentTables(owner, SCHEMA, 16)
    await owner.query(`grant usage on schema ${SCHEMA} to "${CLIENT.id}";
      grant select, insert, update, delete on ${SCHEMA}.store, ${SCHEMA}.store_vectors to "${CLIENT.id}"`)
    await owner.end()
  })
  afterAll(async () => {
    await embeddings.close()
    await server.close()
  })
  beforeEach(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    workspace = await startWorkspace(server.admin)
  })
  afterEach(async () => {
    await workspace.close()
    vi.restoreAllMocks()
    expect(workspace.wrong).toEqual([])
  })

  const settings = () => ({
    AUTH_MODE: 'databricks-apps',
    DATABRICKS_APP_NAME: 'memory',
    NEXTAUTH_SECRET: 'a secret of the tests, and of nothing else',
    MEMORY_ID_PATTERN: '[a-z]+@example\\.com',
    DATABRICKS_HOST: workspace.url,
    DATABRICKS_CLIENT_ID: CLIENT.id,
    DATABRICKS_CLIENT_SECRET: CLIENT.secret,
    LAKEBASE_ENDPOINT: ENDPOINT,
    LAKEBASE_AGENT_MEMORY_SCHEMA: SCHEMA,
    PGPORT: String(server.port),
    PGSSLROOTCERT: server.caFile,
    EMBEDDINGS_BASE_URL: `${embeddings.url}/v1`,
    EMBEDDINGS_MODEL: 'test',
    EMBEDDING_DIMS: '16',
  })

  /** What is wrong with these settings: exactly the given checks. The last of them, in words. */
  const diagnose = async (env: Record<string, string>, ...expected: string[]): Promise<string> => {
    const found = await examined(env)
    expectNoSecrets(found)
    const wrong = found.filter(({ state }) => state === 'wrong')
    expect(wrong.map(({ check }) => check)).toEqual(expected)
    return wrong.map(inWords).at(-1) ?? ''
  }
  const expectNoSecrets = (found: Finding[]) => {
    const everything = inspect(found, { depth: 20, showHidden: true, maxStringLength: null })
    for (const secret of [...workspace.secrets, CLIENT.secret]) expect(everything.includes(secret)).toBe(false)
  }
  const healthy = (env: Record<string, string> = settings()) => diagnose(env)

  test('finds nothing wrong with an endpoint, nor with an instance', async () => {
    await healthy()
    const { LAKEBASE_ENDPOINT, ...instance } = settings()
    await healthy({ ...instance, LAKEBASE_INSTANCE_NAME: INSTANCE })
    const database = (await examined(settings())).find(({ check }) => check === 'database')
    expect(inWords(database as Finding)).toMatch(
      /^Lakebase answers \(PostgreSQL 17\.\d+\): database databricks_postgres/,
    )
  })

  test('a secret that the sign-in refuses', async () => {
    const found = await examined({ ...settings(), DATABRICKS_CLIENT_SECRET: 'outdated' })
    const wrong = found.filter(({ state }) => state === 'wrong')
    expect(wrong.map(({ check }) => check)).toEqual(['workspace', 'database'])
    expect(inWords(wrong[0] as Finding)).toMatch(/HTTP 401.*\nCheck DATABRICKS_HOST, DATABRICKS_CLIENT_ID/)
    await healthy()
  })

  test('no permission on the project, and an endpoint that is not there', async () => {
    workspace.state.refuses = { path: '/api/2.0/postgres/credentials', status: 403 }
    expect(await diagnose(settings(), 'database')).toMatch(/may not use projects\/.*CAN USE on the project/)
    workspace.state.refuses = null
    const gone = { ...settings(), LAKEBASE_ENDPOINT: ENDPOINT.replace('primary', 'gone') }
    expect(await diagnose(gone, 'database')).toMatch(/There is no .*gone in Lakebase.*LAKEBASE_ENDPOINT/)
    await healthy()
  })

  test('an endpoint that is disabled, an instance that is stopped', async () => {
    workspace.state.isDisabled = true
    expect(await diagnose(settings(), 'database')).toMatch(/is disabled.*Enable it in the workspace/)
    workspace.state.instanceState = 'STOPPED'
    const { LAKEBASE_ENDPOINT, ...instance } = settings()
    const stopped = await diagnose({ ...instance, LAKEBASE_INSTANCE_NAME: INSTANCE }, 'database')
    expect(stopped).toMatch(/is stopped \(STOPPED\)\. Start it in the workspace/)
  })

  test('a role that is not there, or may not log in: the statement is printed, and helps', async () => {
    const unknown = '99999999-2222-4333-8444-555555555555'
    expect(await diagnose({ ...settings(), PGUSER: unknown }, 'database')).toContain(
      `SELECT databricks_create_role('${unknown}', 'SERVICE_PRINCIPAL');`,
    )
    await server.admin.query(`alter role "${CLIENT.id}" nologin`)
    const said = await diagnose(settings(), 'database')
    const sql = said.split('\n').at(-1) ?? ''
    expect(sql).toMatch(/^ALTER ROLE /)
    await server.admin.query(sql)
    await healthy()
  })

  test('a certificate from nobody that is known', async () => {
    const { PGSSLROOTCERT, ...others } = settings()
    expect(await diagnose(others, 'database')).toMatch(/certificate is not one for its host, or not from an authority/)
  })

  test('a workspace that is down', async () => {
    workspace.state.isDown = true
    expect(await diagnose(settings(), 'workspace', 'database')).toMatch(/could not be reached/)
  })
})
