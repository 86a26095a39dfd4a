// Lakebase's password ends in the middle of work, and the workspace that gives new ones may be down as well.
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { BUILT_IN_DIMS } from '@/lib/embedding/built-in'
import { ask } from '../support/http'
import { type LakebaseServer, makeAgentDatabase, SCHEMA, startLakebaseServer, urlOf } from '../support/lakebase-server'
import { type RunningServer, startServer } from '../support/server'
import { CLIENT, ENDPOINT, PERSON, PERSONAL_TOKEN, startWorkspace, type WorkspaceStandIn } from '../support/workspace'
import { type Person, personAt, type Seen } from './person'

test.skip(Boolean(process.env.TEST_DATABASE_URL), 'needs a PostgreSQL of its own, which demands minted passwords')

const PUBLIC = 'memory-1234.apps.example.com'
const WHO = {
  origin: `https://${PUBLIC}`,
  'x-forwarded-host': PUBLIC,
  'x-forwarded-proto': 'https',
  'x-forwarded-user': '7@7474',
  'x-forwarded-email': PERSON,
  'x-forwarded-access-token': PERSONAL_TOKEN,
}

let lakebase: LakebaseServer
let workspace: WorkspaceStandIn
let owner: pg.Pool
let db: pg.Pool
let server: RunningServer
let person: Person

test.beforeAll(async () => {
  lakebase = await startLakebaseServer()
  owner = await makeAgentDatabase(lakebase, BUILT_IN_DIMS)
  db = new pg.Pool({
    connectionString: urlOf(lakebase.admin, 'databricks_postgres'),
    options: `-c search_path=${SCHEMA}`,
    max: 2,
  })
  workspace = await startWorkspace(lakebase.admin)
  server = await startServer({
    env: {
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
    },
  })
  person = personAt(server.url, WHO, db)
  await person.prepare(20)
})
test.afterAll(async () => {
  await server?.stop()
  await workspace?.close()
  await db?.end()
  await owner?.end()
  await lakebase?.close()
})

/** The password is no longer good, and connections that logged in with it end. */
async function endPassword(): Promise<void> {
  await lakebase.admin.query(`alter role "${CLIENT.id}" valid until 'yesterday'`)
  await lakebase.admin.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = $1', [
    CLIENT.id,
  ])
}

test('the password ends three times in the middle of work: a new one is had, and what was said of each change is true', async () => {
  const seen: Seen[] = []
  for (let time = 0; time < 3; time++) {
    const minted = workspace.minted()
    const rounds = [person.round(), endPassword(), person.round()] as const
    seen.push(...(await rounds[0]), ...(await rounds[2]))
    await rounds[1]
    for (const { what, status, sentence } of await person.round())
      expect([what, status, sentence]).toEqual([what, 200, ''])
    expect(workspace.minted()).toBeGreaterThan(minted)
  }
  const told = await person.settle()
  console.log(`[the password ends in the middle of work] ${seen.length} answers;`, told)
})

test('it ends while the workspace is down: that is said, and it is over when the workspace is back', async () => {
  workspace.state.isDown = true
  await endPassword()
  const seen = (await Promise.all([person.round(), person.round()])).flat()
  for (const { what, status, sentence } of seen)
    if (what !== 'page') expect([what, status === 503 || sentence !== '']).toEqual([what, true])
  expect((await ask(server.url, '/api/health')).status).toBe(200)
  await expect.poll(async () => (await ask(server.url, '/api/health/ready')).status, { timeout: 20_000 }).toBe(503)
  workspace.state.isDown = false
  await expect.poll(async () => (await person.read()).status, { timeout: 60_000 }).toBe(200)
  await expect.poll(async () => (await ask(server.url, '/api/health/ready')).status, { timeout: 20_000 }).toBe(200)
  const told = await person.settle()
  console.log(`[the workspace is down] slowest ${Math.round(Math.max(...seen.map(({ ms }) => ms)))} ms;`, told)
  for (const said of new Set(seen.map(({ sentence }) => sentence))) console.log(`    ${said}`)
})

test('no secret was printed, and nothing was asked that the workspace would not take', () => {
  expect(workspace.wrong).toEqual([])
  for (const secret of [...workspace.secrets, CLIENT.secret, PERSONAL_TOKEN])
    expect(server.output().includes(secret)).toBe(false)
})
