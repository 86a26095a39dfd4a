// The product as Databricks Apps runs it, on Lakebase: the build itself finds the database, logs in, and outlives what Lakebase does.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type pg from 'pg'
import { BUILT_IN_DIMS } from '@/lib/embedding/built-in'
import { ask, callAction } from '../support/http'
import { type LakebaseServer, makeAgentDatabase, SCHEMA, startLakebaseServer } from '../support/lakebase-server'
import { type RunningServer, startServer } from '../support/server'
import { CLIENT, ENDPOINT, PERSON, PERSONAL_TOKEN, startWorkspace, type WorkspaceStandIn } from '../support/workspace'

const PUBLIC = 'memory-1234.apps.example.com'
/** A request of the person whose token it is, as the proxy of Databricks Apps sends it on. */
const FORWARDED = {
  'x-forwarded-host': PUBLIC,
  'x-forwarded-proto': 'https',
  'x-forwarded-user': '7@7474',
  'x-forwarded-email': PERSON,
  'x-forwarded-access-token': PERSONAL_TOKEN,
}
const OWN = { ...FORWARDED, origin: `https://${PUBLIC}`, 'sec-fetch-site': 'same-origin' }

test.skip(Boolean(process.env.TEST_DATABASE_URL), 'needs a PostgreSQL of its own, which it stops and starts')
test.describe.configure({ mode: 'serial' })

let lakebase: LakebaseServer
let workspace: WorkspaceStandIn
let owner: pg.Pool
let server: RunningServer
let env: Record<string, string>

test.beforeAll(async () => {
  lakebase = await startLakebaseServer()
  owner = await makeAgentDatabase(lakebase, BUILT_IN_DIMS)
  workspace = await startWorkspace(lakebase.admin)
  env = {
    AUTH_MODE: 'databricks-apps',
    DATABRICKS_APP_NAME: 'memory',
    LISTEN_HOST: '0.0.0.0',
    NEXTAUTH_SECRET: 'sixty-four random characters stand here in life, thirty-two do',
    MEMORY_ID_PATTERN: '[a-z]+@example\\.com',
    DATABRICKS_HOST: workspace.url,
    DATABRICKS_CLIENT_ID: CLIENT.id,
    DATABRICKS_CLIENT_SECRET: CLIENT.secret,
    LAKEBASE_ENDPOINT: ENDPOINT,
    LAKEBASE_AGENT_MEMORY_SCHEMA: SCHEMA,
    PGPORT: String(lakebase.port),
    PGSSLROOTCERT: lakebase.caFile,
  }
  server = await startServer({ env })
})
test.afterAll(async () => {
  await server?.stop()
  await workspace?.close()
  await owner?.end()
  await lakebase?.close()
})

const save = (key: string) =>
  callAction(server.url, 'saveNew', [{ key, json: `{"text": "${key} seven"}`, operation: randomUUID() }], {
    headers: OWN,
  })
const memories = async () => (await ask(server.url, '/api/memories', { headers: FORWARDED })).body

test('a person saves a memory, and it is the agent’s row', async () => {
  expect((await ask(server.url, '/memories', { headers: FORWARDED })).status).toBe(200)
  expect((await save('heron')).value).toMatchObject({ ok: true })
  expect(await memories()).toContain('heron seven')
  const { rows } = await owner.query(
    `select prefix, (select count(*)::int from ${SCHEMA}.store_vectors) as vectors from ${SCHEMA}.store`,
  )
  expect(rows).toEqual([{ prefix: 'user_memories.ada-at-example-com', vectors: 1 }])
})

test('the database is stopped and started: the next request waits for it', async () => {
  await lakebase.restart(0.5)
  expect(await memories()).toContain('heron seven')
  expect((await save('egret')).value).toMatchObject({ ok: true })
})

test('the password is no longer good: the next connection brings a new one', async () => {
  const before = workspace.minted()
  await lakebase.admin.query(`alter role "${CLIENT.id}" valid until 'yesterday'`)
  await lakebase.endConnections(CLIENT.id)
  expect(await memories()).toContain('egret seven')
  expect(workspace.minted()).toBe(before + 1)
})

test('the role may no longer log in: a sentence, and nothing is shown as empty', async () => {
  await lakebase.admin.query(`alter role "${CLIENT.id}" nologin`)
  await lakebase.endConnections(CLIENT.id)
  const answer = await ask(server.url, '/api/memories', { headers: FORWARDED })
  expect(answer.status).toBe(503)
  expect(answer.body).toContain('may not log in to the database')
  expect(answer.body).not.toContain(CLIENT.id)
  await lakebase.admin.query(`alter role "${CLIENT.id}" login`)
  expect(await memories()).toContain('heron seven')
})

test('the doctor goes the same way', async () => {
  const said = await new Promise<string>((done) =>
    execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/doctor.ts'],
      { env: { ...process.env, NODE_ENV: 'production', ...env } },
      (_, out, err) => done(out + err),
    ),
  )
  expect(said).toMatch(/Lakebase answers \(PostgreSQL \d+[^)]*\): database databricks_postgres/)
})

test('nothing was asked that the real workspace would not take, and no secret was printed', () => {
  expect(workspace.wrong).toEqual([])
  for (const secret of [...workspace.secrets, CLIENT.secret, PERSONAL_TOKEN])
    expect(server.output().includes(secret)).toBe(false)
})
