// The example for Python (examples/python), run as it stands beside a dashboard as it is started: with the agent's own store on any Postgres, and with Databricks' on Lakebase.
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { LongTermMemory } from '@/lib/agent/long-term-memory'
import { getUserMemory, saveUserMemory } from '@/lib/agent/tool-calls'
import { databricksEmbedder } from '@/lib/embedding/databricks'
import type { Found } from '@/lib/shared/memory'
import { codePointVector, type EmbeddingEndpoint, startEmbeddingEndpoint } from '../support/embedding-endpoint'
import { type Ask, ask, callAction } from '../support/http'
import { type LakebaseServer, makeAgentDatabase, startLakebaseServer, urlOf } from '../support/lakebase-server'
import { ADA, EMPTY_SITE, signInByHttp } from '../support/people'
import { startScript } from '../support/python-script'
import { agentPython, databricksPython } from '../support/pythons.mjs'
import { startServer } from '../support/server'
import { CLIENT, ENDPOINT, PERSONAL_TOKEN, startWorkspace, type WorkspaceStandIn } from '../support/workspace'

test.skip(Boolean(process.env.TEST_DATABASE_URL), 'needs a PostgreSQL of its own, which demands minted passwords')
test.describe.configure({ mode: 'serial' })

const EXAMPLE = 'examples/python/beside_the_dashboard.py'
const QUERY = 'What does she like to drink?'
const DIMS = 16
const SCHEMA = 'agent_langgraph_memory'

/** Drinks lie close to drinks, in whatever words; the rest is told apart by its letters. */
const meaning = (text: string, dims: number) =>
  codePointVector(text, dims).map((count, at) => count / 100 + (at === 0 && /drink|coffee|tea\b/i.test(text) ? 5 : 0))

let postgres: LakebaseServer
let endpoint: EmbeddingEndpoint
let workspace: WorkspaceStandIn
test.beforeAll(async () => {
  postgres = await startLakebaseServer()
  endpoint = await startEmbeddingEndpoint({ dims: DIMS, vector: meaning })
  workspace = await startWorkspace(postgres.admin, endpoint.url)
})
test.afterAll(async () => {
  await workspace?.close()
  await endpoint?.close()
  await postgres?.close()
})

type Meeting = {
  /** What runs the example, up to its own arguments. */
  command: [python: string, ...args: string[]]
  /** Settings of the example. */
  example: Record<string, string>
  /** Settings of the dashboard, once the agent has made its tables; whoever owns the database may do something first. */
  dashboard: (owner: pg.Pool) => Promise<Record<string, string>>
  /** How Ada's requests prove that she is Ada. */
  signIn: (url: string) => Promise<{ cookie?: string; headers?: Ask['headers'] }>
  database: string
  schema: string
}

async function meet({
  command: [python, ...args],
  example,
  dashboard,
  signIn,
  database,
  schema,
}: Meeting): Promise<void> {
  const owner = new pg.Pool({ connectionString: urlOf(postgres.admin, database), max: 2 })
  const script = startScript(python, [...args, ADA], { EMBEDDING_DIMS: String(DIMS), ...example })
  try {
    const before = await script.until('Correct a memory')
    expect(before.map((line) => line.replace(/^\S+ /, ''))).toEqual([
      '- [favourite_drink]: {"text": "Drinks coffee, black", "cups_a_day": 2.0}',
      '- [way_to_work]: {"text": "Takes the tram to the office"}',
    ])

    const server = await startServer({ env: await dashboard(owner) })
    try {
      const as = await signIn(server.url)
      const headers = { cookie: as.cookie, ...as.headers }
      const search = async () => {
        const { body } = await ask(server.url, `/api/memories?q=${encodeURIComponent(QUERY)}&by=meaning`, { headers })
        return (JSON.parse(body) as { memories: Found[] }).memories
      }
      const [drink, work] = await search()
      expect([drink?.key, work?.key]).toEqual(['favourite_drink', 'way_to_work'])
      expectScores(before, [drink, work])

      const corrected = '{"text": "Drinks green tea, é", "cups_a_day": 3.0, "since": 12345678901234567890}'
      const edit = { id: drink?.id, version: drink?.version, json: corrected, operation: randomUUID() }
      expect((await callAction(server.url, 'saveEdit', [edit], as)).value).toMatchObject({ ok: true })

      const memory = new LongTermMemory({
        pool: owner,
        schema,
        embedder: databricksEmbedder({
          host: endpoint.url,
          endpoint: 'x',
          dims: DIMS,
          timeoutMs: 9_000,
          token: async () => 'x',
        }),
        pseudonymKey: 'key',
      })
      expect(await saveUserMemory(memory, ADA, 'tea_time', '{"text": "Tea at five o’clock", "minutes": 2e1}')).toBe(
        "Successfully saved memory with key 'tea_time'",
      )

      script.pressEnter()
      const [read, ...after] = await script.rest()
      expect(read).toBe('{"text": "Drinks green tea, \\u00e9", "since": 12345678901234567890, "cups_a_day": 3.0}')
      expect(after.map((line) => line.replace(/^\S+ /, '')).join('\n')).toBe(await getUserMemory(memory, ADA, QUERY))
      expect(after.join('\n')).toContain('- [tea_time]: {"text": "Tea at five o\\u2019clock", "minutes": 20.0}')
      expectScores(after, await search())
    } finally {
      await server.stop()
    }
  } finally {
    script.stop()
    await owner.end()
  }
}

/** The agent's lines `score - [key]: …` and the dashboard's memories, in the same order with the same scores. */
function expectScores(lines: string[], memories: (Found | undefined)[]): void {
  expect(lines.map((line) => /\[(.*?)\]/.exec(line)?.[1])).toEqual(memories.map((memory) => memory?.key))
  for (const [at, line] of lines.entries())
    expect(Math.abs(Number(line.split(' ')[0]) - Number(memories[at]?.score))).toBeLessThan(1e-6)
}

test('LangGraph’s PostgresStore: saved, found by meaning, corrected, read back, with the same scores and words', async () => {
  const python = agentPython()
  test.skip('skipped' in python, 'skipped' in python ? python.skipped : '')
  if ('skipped' in python) return
  await postgres.admin.query('create database plain')
  const settings = {
    DATABASE_URL: urlOf(postgres.admin, 'plain'),
    EMBEDDINGS_BASE_URL: `${endpoint.url}/v1`,
    EMBEDDINGS_MODEL: 'test',
    EMBEDDINGS_API_KEY: 'test',
  }
  await meet({
    command: [python.python, EXAMPLE],
    example: settings,
    dashboard: async () => ({ ...EMPTY_SITE, ...settings, EMBEDDING_DIMS: String(DIMS), LOCAL_SIGN_IN: 'true' }),
    signIn: async (url) => ({ cookie: await signInByHttp(url, ADA) }),
    database: 'plain',
    schema: 'public',
  })
})

test('DatabricksStore: the same on Lakebase, each with credentials of its own', async () => {
  test.setTimeout(240_000) // installs what it needs, once
  const python = databricksPython()
  test.skip('skipped' in python, 'skipped' in python ? python.skipped : '')
  if ('skipped' in python) return
  await (await makeAgentDatabase(postgres, DIMS)).end()
  const common = {
    DATABRICKS_HOST: workspace.url,
    LAKEBASE_ENDPOINT: ENDPOINT,
    LAKEBASE_AGENT_MEMORY_SCHEMA: SCHEMA,
    DATABRICKS_EMBEDDING_ENDPOINT: 'databricks-gte-large-en',
    EMBEDDING_DIMS: String(DIMS),
  }
  const host = 'memory-1234.apps.example.com'
  await meet({
    command: [python.python, 'tests/interop/at_port.py', String(postgres.port), EXAMPLE],
    example: { ...common, DATABRICKS_TOKEN: PERSONAL_TOKEN },
    dashboard: async (owner) => {
      // what operators are told to grant: the agent has just made its schema, and owns it
      await owner.query(`grant usage on schema ${SCHEMA} to "${CLIENT.id}";
        grant select, insert, update, delete on ${SCHEMA}.store, ${SCHEMA}.store_vectors to "${CLIENT.id}"`)
      return {
        ...common,
        AUTH_MODE: 'databricks-apps',
        DATABRICKS_APP_NAME: 'memory',
        LISTEN_HOST: '0.0.0.0',
        MEMORY_ID_PATTERN: EMPTY_SITE.MEMORY_ID_PATTERN,
        DATABRICKS_CLIENT_ID: CLIENT.id,
        DATABRICKS_CLIENT_SECRET: CLIENT.secret,
        PGPORT: String(postgres.port),
        PGSSLROOTCERT: postgres.caFile,
      }
    },
    signIn: async () => ({
      headers: {
        'x-forwarded-host': host,
        'x-forwarded-proto': 'https',
        'x-forwarded-user': '7@7474',
        'x-forwarded-email': ADA,
        'x-forwarded-access-token': PERSONAL_TOKEN,
        origin: `https://${host}`,
        'sec-fetch-site': 'same-origin',
      },
    }),
    database: 'databricks_postgres',
    schema: SCHEMA,
  })
  expect(workspace.wrong).toEqual([])
})
