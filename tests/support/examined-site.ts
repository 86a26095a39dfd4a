// An installation as an operator has it: an agent's database with its own roles, memories of people, an embedding endpoint over HTTP, and the settings of a dashboard.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { readEnvironment } from '@/lib/env'
import { examine } from '@/lib/health/examine'
import type { Finding } from '@/lib/health/finding'
import { type Database, openToLook } from '@/lib/lakebase/database'
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { parseJson } from '@/lib/shared/json-text'
import { inEnglish } from '@/lib/shared/text'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { quoteName } from '@/lib/store/catalog'
import { codePointVector, type EmbeddingEndpoint, startEmbeddingEndpoint } from './embedding-endpoint'
import { runScript } from './run-script'

/** What must never be printed. */
export const CANARIES = {
  id: 'canary-person@example.com',
  label: 'canary-person-at-example-com',
  text: 'keeps the canary in the kitchen',
  token: 'dapi-canary-token',
  password: 'canary-password',
}
/** As Databricks' template names it. */
export const SCHEMA = 'agent_langgraph_memory'
export const DIMS = 16

export type Site = {
  /** Settings of a dashboard with which nothing is wrong. */
  env: Record<string, string>
  endpoint: EmbeddingEndpoint
  role: string
  database: string
  /** Runs SQL in the site's database, as the owner of the agent's tables or as the server's superuser. */
  asAgent: (sql: string) => Promise<unknown>
  /** Every row of every table, with the transaction that wrote it. */
  rows: () => Promise<string[]>
  asSuperuser: (sql: string) => Promise<unknown>
  /** How many connections the dashboard's role has at this moment. */
  connections: () => Promise<number>
  /** The agent's setup(), and memories of four people. */
  fill: () => Promise<void>
  /** Those memories again, as they were. */
  refill: () => Promise<void>
  close: () => Promise<void>
}

const LABELS = ['ada-at-example-com', 'bob-at-example-com', 'cleo-at-example-com', CANARIES.label]

/** @param server its superuser's address */
export async function startSite(server: string, { isFilled = true } = {}): Promise<Site> {
  const id = randomBytes(6).toString('hex')
  const [database, agent, role] = [`site_${id}`, `agent_${id}`, `dash "${id}`]
  const addressOf = (name: string, password: string) => {
    const url = new URL(server)
    Object.assign(url, { username: encodeURIComponent(name), password, pathname: `/${database}` })
    return url.href
  }
  await run(
    server,
    `create role ${quoteName(agent)} login password 'agent-password'`,
    `create role ${quoteName(role)} login password '${CANARIES.password}'`,
    `create database ${database} owner ${quoteName(agent)}`,
  )
  const [agentUrl, superUrl] = [addressOf(agent, 'agent-password'), new URL(server)]
  superUrl.pathname = `/${database}`
  const endpoint = await startEmbeddingEndpoint({ dims: DIMS, bearer: CANARIES.token })
  const site: Site = {
    env: {
      DATABASE_URL: addressOf(role, CANARIES.password),
      LAKEBASE_AGENT_MEMORY_SCHEMA: SCHEMA,
      MEMORY_ID_PATTERN: '[a-z]+(-[a-z]+)?@example\\.com',
      DATABRICKS_HOST: endpoint.url,
      DATABRICKS_TOKEN: CANARIES.token,
      DATABRICKS_EMBEDDING_ENDPOINT: 'test',
      EMBEDDING_DIMS: String(DIMS),
      NEXTAUTH_SECRET: 'canary-secret',
      LOCAL_SIGN_IN: 'true',
      LOCAL_USERS: `Ada <ada@example.com>; ${CANARIES.id}`,
    },
    endpoint,
    role,
    database,
    asAgent: (sql) => run(agentUrl, sql),
    asSuperuser: (sql) => run(superUrl.href, sql),
    rows: () => allRows(superUrl.href),
    connections: () => connectionsOf(superUrl.href, role),
    async fill() {
      await run(agentUrl, `create schema if not exists ${SCHEMA}`)
      // where pgvector is not a trusted extension, its owner is the server's
      await run(superUrl.href, `create extension if not exists vector with schema ${SCHEMA}`)
      const pool = new pg.Pool({ connectionString: agentUrl, max: 1 })
      await setUpAgentTables(pool, SCHEMA, DIMS).finally(() => pool.end())
      await site.refill()
      const named = quoteName(role)
      await run(
        agentUrl,
        `grant usage on schema ${SCHEMA} to ${named}`,
        `grant select, insert, update, delete on ${SCHEMA}.store, ${SCHEMA}.store_vectors to ${named}`,
        'analyze',
      )
    },
    refill: () =>
      run(
        agentUrl,
        `truncate ${SCHEMA}.store cascade`,
        ...LABELS.flatMap((label) => [...memory(label, 'first'), ...memory(label, 'second')]),
      ),
    async close() {
      await endpoint.close()
      await run(
        server,
        `drop database ${database} with (force)`,
        `drop role ${quoteName(agent)}`,
        `drop role ${quoteName(role)}`,
      )
    },
  }
  await site.asAgent(`create schema dashboard; grant create on database ${database} to ${quoteName(role)}`)
  await site.asSuperuser(`alter schema dashboard owner to ${quoteName(role)}`)
  if (isFilled) await site.fill()
  return site
}

/** A row and its search entry, as the agent writes them. */
function memory(label: string, key: string): string[] {
  const json = `{"text": "${label} ${CANARIES.text}, ${key}"}`
  const prefix = `user_memories.${label}`
  const vectors = embeddedTexts(parseJson(json), ['$']).map(
    ({ field, text }) =>
      `insert into ${SCHEMA}.store_vectors (prefix, key, field_name, embedding)
       values ('${prefix}', '${key}', '${field}', '[${codePointVector(text, DIMS)}]')`,
  )
  return [`insert into ${SCHEMA}.store (prefix, key, value) values ('${prefix}', '${key}', '${json}')`, ...vectors]
}

async function run(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const sql of statements) await client.query(sql)
  } finally {
    await client.end()
  }
}

async function connectionsOf(url: string, role: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rowCount } = await client
    .query('select from pg_stat_activity where usename = $1', [role])
    .finally(() => client.end())
  return rowCount ?? 0
}

async function allRows(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    )
    const all: string[] = []
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(
        `select xmin || ' ' || t::text as row from ${name} t order by 1`,
      )
      all.push(name, ...rows.map(({ row }) => row))
    }
    return all
  } finally {
    await client.end()
  }
}

/** `npm run doctor`, as its own process with no settings but these. */
export function runDoctor(env: Record<string, string>, ...args: string[]) {
  return runScript('scripts/doctor.ts', env, ...args)
}

/** Everything that the doctor finds with these settings. */
export async function examined(env: Record<string, string>): Promise<Finding[]> {
  const settings = readEnvironment(env)
  let database: Database | null = null
  const open = async () => {
    database = await openToLook(settings.environment)
    return database
  }
  const findings: Finding[] = []
  try {
    for await (const finding of examine({ ...settings, open })) findings.push(finding)
  } finally {
    await (database as Database | null)?.close()
  }
  return findings
}

/** A finding as the CLI prints it. */
export function inWords({ said, cure, sql }: Finding): string {
  return [inEnglish(said), cure && inEnglish(cure), sql].filter((one) => one !== undefined).join('\n')
}
