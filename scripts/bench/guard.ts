// `npm run bench -- guard`: what the guard costs an agent that writes, as ratios of guarded to unguarded tables within one run.
import pg from 'pg'
import { openPostgres } from '@/lib/lakebase/database'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { type Catalog, readCatalog } from '@/lib/store/catalog'
import { installGuard } from '@/lib/store/forgetting/guard-state'
import { ensurePostgres } from '../ensure-postgres.mjs'
import { interleaved, print } from './times'

const DIMS = 1_024
const PUTS = 100
const AGENTS = 8
/** Namespaces that are closed, and that nobody writes to. */
const CLOSED = 10_000

export async function benchGuard() {
  const server = await ensurePostgres()
  if ('skipped' in server) return console.log(`\nPostgreSQL: skipped. ${server.skipped}`)
  const { pool, close } = await openPostgres(server.url)
  const agents = await Promise.all(
    Array.from({ length: AGENTS }, async () => {
      const client = new pg.Client({ connectionString: server.url })
      await client.connect()
      return client
    }),
  )
  await pool.query(`insert into dashboard.forget_guard (fingerprint, suppressed_at)
    select dashboard.guard_print('namespace', 'user_memories.closed-' || n), now() from generate_series(1, ${CLOSED}) n`)
  console.log(
    `\n${server.describe}, ${PUTS} puts of a memory and its vector of ${DIMS} numbers, ${CLOSED} namespaces closed`,
  )
  for (const isIndexed of [true, false]) {
    const [plain, guarded] = [await tables(pool, 'plain', isIndexed), await tables(pool, 'guarded', isIndexed)]
    await installGuard(pool, guarded, 'skip', 'user_memories')
    for (const [what, run] of WAYS) {
      const times = await interleaved({ plain: () => run(agents, plain), guarded: () => run(agents, guarded) })
      const title = `${what}, ${isIndexed ? 'with' : 'without'} the vectors’ index`
      print(title, times.guarded, `${ratio(times.guarded, times.plain)} × without the guard`)
    }
  }
  await Promise.all(agents.map((agent) => agent.end()))
  await close()
  await server.stop()
}

function ratio(a: number | undefined, b: number | undefined): string {
  return ((a ?? 0) / (b ?? 1)).toFixed(2)
}

async function tables(pool: pg.Pool, schema: string, isIndexed: boolean): Promise<Catalog> {
  await pool.query(`drop schema if exists ${schema} cascade`)
  await setUpAgentTables(pool, schema, DIMS)
  if (!isIndexed) await pool.query(`drop index ${schema}.store_vectors_embedding_idx`)
  const catalog = await readCatalog(pool, schema)
  if (catalog === null) throw new Error('no tables')
  return catalog
}

type Run = (agents: readonly pg.Client[], tables: Catalog) => Promise<unknown>

let made = 0
const WAYS: [string, Run][] = [
  ['one agent, new', ([agent], at) => puts(agent, at, PUTS, () => `memory_${made++}`)],
  ['one agent, again', ([agent], at) => puts(agent, at, PUTS, (n) => `again_${n}`)],
  [
    `${AGENTS} agents of one person, new`,
    (agents, at) => Promise.all(agents.map((agent) => puts(agent, at, PUTS / AGENTS, () => `memory_${made++}`))),
  ],
]

/** As the agent's store does: the row, then its vector, in one transaction. */
async function puts(
  agent: pg.Client | undefined,
  { store, vectors }: Catalog,
  count: number,
  key: (n: number) => string,
) {
  for (let n = 0; n < count; n++) {
    const values = ['user_memories.ada', key(n)]
    await agent?.query('begin')
    await agent?.query(
      `insert into ${store} (prefix, key, value, created_at, updated_at) values ($1, $2, $3::jsonb, current_timestamp, current_timestamp)
       on conflict (prefix, key) do update set value = excluded.value, updated_at = current_timestamp`,
      [...values, JSON.stringify({ text: `bench ${made}` })],
    )
    await agent?.query(
      `insert into ${vectors} (prefix, key, field_name, embedding, created_at, updated_at) values ($1, $2, '$', $3, current_timestamp, current_timestamp)
       on conflict (prefix, key, field_name) do update set embedding = excluded.embedding, updated_at = current_timestamp`,
      [...values, VECTORS[made % VECTORS.length]],
    )
    await agent?.query('commit')
  }
}

const VECTORS = Array.from(
  { length: 64 },
  (_, at) => `[${Array.from({ length: DIMS }, (_, n) => Math.sin(at * 31 + n * 7).toFixed(4)).join()}]`,
)
