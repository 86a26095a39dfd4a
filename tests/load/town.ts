// Five hundred people on one server and a Postgres of their own: each with memories, and a canary that stands in each of them.
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { ensurePostgres } from '../../scripts/ensure-postgres.mjs'
import { codePointVector, type EmbeddingEndpoint, startEmbeddingEndpoint } from '../support/embedding-endpoint'
import { readGolden } from '../support/golden'
import { goldenSettings } from '../support/golden-site'
import { atOnce } from '../support/numbers'
import { signInByHttp } from '../support/people'
import { type RunningServer, startServer } from '../support/server'

/** What the pool may hold: the product's default. */
export const POOL = 10
const DIMS = 64

export type Person = {
  id: string
  cookie: string
  canary: string
  /** The `prefix` of their rows. */
  root: string
  memories: number
}

export type Town = {
  server: RunningServer
  url: string
  people: Person[]
  db: pg.Pool
  /** Where the database is, for the agent. */
  databaseUrl: string
  endpoint: EmbeddingEndpoint
  agent: Agent
  /** Where watch-process.cjs writes. */
  watched: string
  stop: () => Promise<void>
}

export const CANARY = /heron[0-9a-f]{16}/g

export const WORDS = (
  'tea coffee train harbour violin garden bicycle snow invoice printer birthday anchor kettle lantern orchard passport quarry ' +
  'ribbon saddle timber umbrella valley window yeast zipper apricot basil cedar dolphin ember fennel glacier hazel island juniper kiwi'
).split(' ')

/** What somebody keeps as their `at`th memory; 36 one after another hold every word. */
export const textOf = (canary: string, at: number): string =>
  JSON.stringify({
    text: `${[0, 1, 2, 3, 4].map((step) => WORDS[(at * 7 + step * step * 11 + step) % WORDS.length]).join(' ')}, said ${canary} on day ${at}`,
    kind: WORDS[at % 5],
    [`field ${canary}`]: at, // names of fields are what facets show
  })

/** The first has thousands, most have a few dozen. */
const sizeOf = (at: number) => Math.max(60, Math.floor(8_000 / (at + 1)))

/**
 * @param count people
 * @param collectsEvery seconds between two full collections of the server's heap
 * @returns `skipped` says why there is no Postgres
 */
export async function found(count: number, collectsEvery: number): Promise<Town | { skipped: string }> {
  const postgres = await ensurePostgres(['shared_preload_libraries=pg_stat_statements'])
  if ('skipped' in postgres) return postgres
  const name = `load_${randomUUID().replaceAll('-', '')}`
  const address = new URL(postgres.url)
  const admin = new pg.Client({ connectionString: address.href })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  address.pathname = `/${name}`
  const db = new pg.Pool({ connectionString: address.href, max: 2, application_name: 'load suite' })
  await db.query(readGolden('whole_value').sql)
  await db.query('reset search_path; truncate store, store_vectors')
  await db.query('create extension if not exists pg_stat_statements').catch(() => {}) // where it is not installed, nothing is told of statements

  const ids = Array.from({ length: count }, (_, at) => `p${String(at + 1).padStart(4, '0')}`)
  const folder = mkdtempSync(join(tmpdir(), 'memory-dashboard-load-'))
  const watched = join(folder, 'watched.jsonl')
  const endpoint = await startEmbeddingEndpoint({ dims: DIMS, vector: codePointVector, bearer: 'golden' })
  const server = await startServer({
    env: {
      ...goldenSettings(endpoint),
      DATABASE_URL: address.href,
      DATABASE_POOL_SIZE: String(POOL),
      LOCAL_SIGN_IN: 'true',
      LOCAL_USERS: ids.join('; '),
      MEMORY_ID_PATTERN: 'p[0-9]{4}',
      NODE_OPTIONS: `--require=${resolve('tests/load/watch-process.cjs')}`,
      WATCH_FILE: watched,
      WATCH_COLLECTS_EVERY: String(collectsEvery),
    },
  })
  const people: Person[] = []
  await db.query('drop index store_vectors_embedding_idx')
  await atOnce(count, 4, async (at) => {
    const id = ids[at] as string
    const canary = `heron${randomBytes(8).toString('hex')}`
    const person = { id, canary, root: `user_memories.${id}`, memories: sizeOf(at) }
    await remember(db, person)
    people.push({ ...person, cookie: await signInByHttp(server.url, id) })
  })
  await db.query('create index store_vectors_embedding_idx on store_vectors using hnsw (embedding vector_cosine_ops)')
  await db.query('analyze store, store_vectors')
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
  return {
    ...{ server, url: server.url, people, db, databaseUrl: address.href, endpoint, agent, watched },
    stop: async () => {
      agent.destroy()
      await server.stop()
      await endpoint.close()
      await db.end()
      await postgres.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** As the agent would have written it long ago: rows and their search entries. */
async function remember(db: pg.Pool, { canary, root, memories }: Omit<Person, 'cookie'>): Promise<void> {
  const numbers = Array.from({ length: memories }, (_, at) => at)
  const texts = numbers.map((at) => textOf(canary, at))
  await db.query(
    `with given as (select * from unnest($2::int[], $3::text[], $4::text[]) as given (at, value, embedding)),
          written as (
            insert into store (prefix, key, value, created_at, updated_at)
            select $1, 'note_' || at, value::jsonb, now() - at * interval '3 hours', now() - at * interval '3 hours' from given)
     insert into store_vectors (prefix, key, field_name, embedding) select $1, 'note_' || at, '$', embedding::vector from given`,
    [root, numbers, texts, texts.map((text) => JSON.stringify(codePointVector(text, DIMS)))],
  )
}
