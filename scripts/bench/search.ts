// `npm run bench -- search [rows]`: goals 1 to 4, 6 and 7 of docs/benchmarks.md on one database, the other side being the agent's real Python store on the same tables.
import type pg from 'pg'
import { openPostgres } from '@/lib/lakebase/database'
import { arrayLiteral } from '@/lib/store/change/search-entries'
import { type MemoryStore, openMemoryStore, scopeOf, type Viewer } from '@/lib/store/memory-store'
import { searchMemories, searchMemoriesByMeaning } from '@/lib/store/search/search'
import { ensurePostgres } from '../ensure-postgres.mjs'
import { type BenchAgent, startBenchAgent } from './agent'
import { explain, heardWith, planFacts } from './heard'
import { plainLoop } from './loop'
import { benchEverybody } from './search-people'
import { goal, interleaved, ms, print, share } from './times'
import { DIMS, fillWorld, freshDatabase, measuredSizes, questions, unhurried } from './world'
import { benchEdits } from './writes'

const ROWS = 300_000
const TOP = 10
const ASKED = 12
/** What a server of this size is given; with less the operating system holds the pages, and every page is copied once more. */
const SERVER = ['shared_buffers=4GB', 'max_wal_size=8GB', 'autovacuum=off']

export type World = {
  pool: pg.Pool
  store: MemoryStore
  agent: BenchAgent
  rows: number
  /** What the store's encoder answers with. */
  question: number[]
}

export function benchSearch(rows = ROWS): Promise<void> {
  return inWorld(rows, measure)
}

/** The part of goal 6 that is about single memories, without an index over the vectors. */
export function benchEditing(rows = ROWS / 10): Promise<void> {
  return inWorld(rows, (world) => benchEdits(world, WITHOUT))
}

const WITHOUT = 'without an index over the vectors'

/** A server, the agent's store on it, and memories for both. */
async function inWorld(rows: number, work: (world: World) => Promise<void>): Promise<void> {
  const server = await ensurePostgres(SERVER)
  if ('skipped' in server) return console.log(`\nPostgreSQL: skipped. ${server.skipped}`)
  const url = await freshDatabase(server.url, 'bench_search')
  const { pool, close } = await openPostgres(url)
  const agent = startBenchAgent(url, DIMS)
  if (agent !== null) {
    await agent.run({ verb: 'setup' })
    await work(await filledWorld(pool, agent, rows, server.describe))
    agent.close()
  }
  await close()
  await server.stop()
}

async function filledWorld(pool: pg.Pool, agent: BenchAgent, rows: number, name: string): Promise<World> {
  await unhurried(pool, 'drop index store_vectors_embedding_idx') // made again later
  const began = performance.now()
  await fillWorld(pool, rows)
  const seconds = () => ((performance.now() - began) / 1_000).toFixed(0)
  console.log(
    `\n${name}, ${rows.toLocaleString('en')} memories with vectors of ${DIMS} numbers (filled in ${seconds()} s)`,
  )
  const world = { pool, agent, rows, question: new Array(DIMS).fill(1) } as unknown as World
  world.store = await openMemoryStore(pool, 'public', {
    embedder: { name: 'bench', dims: DIMS, embed: async (texts) => texts.map(() => world.question) },
    ...{ fields: ['$'], namespaceRoot: 'user_memories', namespaceStyle: 'at', pseudonymKey: 'bench' },
  })
  return world
}

/** Goal 4 alone. */
export function benchStaffSearch(rows = ROWS): Promise<void> {
  return inWorld(rows, async (world) => {
    await makeIndex(world)
    await benchEverybody(world)
  })
}

async function makeIndex({ pool }: World): Promise<void> {
  const began = performance.now()
  await unhurried(
    pool,
    `set maintenance_work_mem to '4GB'; set max_parallel_maintenance_workers to 2;
    create index store_vectors_embedding_idx on store_vectors using hnsw (embedding vector_cosine_ops)`,
  )
  console.log(`With the agent's HNSW index (made in ${((performance.now() - began) / 1_000).toFixed(0)} s)`)
}

async function measure(world: World): Promise<void> {
  const { pool, rows } = world
  console.log('Without an index over the vectors')
  for (const size of measuredSizes(rows)) if (size !== 2_500 && size !== 5_000) await inOneNamespace(world, size)
  await benchEdits(world, WITHOUT)

  await makeIndex(world)
  for (const size of measuredSizes(rows)) if (size <= 10_000) await besideIndex(world, size)
  await benchEverybody(world)
  await benchEdits(world, 'with the agent’s HNSW')

  await unhurried(
    pool,
    `drop index store_vectors_embedding_idx;
    alter table store_vectors set (toast_tuple_target = 8160)`,
  )
  await unhurried(pool, 'vacuum (full, analyze) store_vectors')
  console.log('With vectors kept in their rows')
  await besideLoop(world, 10_000, 2)
}

const idOf = (size: number) => `person-${size}`
const namespaceOf = (size: number) => ['user_memories', idOf(size)]
const viewer = ({ store }: World, size: number) => scopeOf(store, idOf(size), { surface: 'dashboard' }) as Viewer

/** Keys of the closest, compared one by one. */
async function closest({ pool }: World, size: number, vector: number[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ key: string }>(
    `select key, (embedding <=> $1::float8[]::vector) + 0 as d from store_vectors where prefix = $2 order by d, key limit ${TOP}`,
    [arrayLiteral(vector), namespaceOf(size).join('.')],
  )
  return new Set(rows.map(({ key }) => key))
}

const ours = async (scope: Viewer) =>
  (await searchMemoriesByMeaning(scope, { query: 'bench', limit: TOP })).memories.map(({ key }) => key)

const theirs = (world: World, size: number, explain = false) =>
  world.agent.run({ verb: 'search', namespace: namespaceOf(size), vector: world.question, limit: TOP, explain })

/** Recall@10 of both sides over questions of one kind, and how many answers were empty. */
async function recall(world: World, size: number, isOnTopic: boolean) {
  const scope = viewer(world, size)
  const sum = { ours: 0, theirs: 0, oursEmpty: 0, theirsEmpty: 0, all: 0 }
  for (const vector of await questions(world.pool, world.rows, size, ASKED, isOnTopic)) {
    world.question = vector
    const right = await closest(world, size, vector)
    const hits = (keys: string[]) => keys.filter((key) => right.has(key)).length
    const own = await ours(scope)
    const agents = (await theirs(world, size)).found.map(([, key]) => key)
    sum.all += right.size
    sum.ours += hits(own)
    sum.theirs += hits(agents)
    sum.oursEmpty += own.length === 0 ? 1 : 0
    sum.theirsEmpty += agents.length === 0 ? 1 : 0
  }
  return { ...sum, ours: sum.ours / sum.all, theirs: sum.theirs / sum.all }
}

/** Goals 1 and 7, and where it is measured goal 3. */
async function inOneNamespace(world: World, size: number): Promise<void> {
  const scope = viewer(world, size)
  const asked = await questions(world.pool, world.rows, size, ASKED, true)
  const found = await recall(world, size, true)
  let [round, statements, words] = [0, [] as number[], '']
  const { rows } = await world.pool.query<{ text: string }>(
    `select value ->> 'text' as text from store where prefix = $1 order by key limit ${ASKED}`,
    [namespaceOf(size).join('.')],
  )
  const heardSearch = (work: () => Promise<unknown>) => heardWith('with near as', work).then(({ ms }) => ms)
  const times = await interleaved(
    {
      next: () => {
        world.question = asked[round % ASKED] ?? []
        words = (rows[round % ASKED]?.text ?? '').split(' ').slice(3, 7).join(' ')
        round += 1
      },
      call: () => ours(scope),
      statement: () => heardSearch(() => ours(scope)),
      agentsCall: async () => (await theirs(world, size)).call,
      agents: async () => (await theirs(world, size)).statement,
      together: () => heardSearch(() => searchMemories(scope, { query: words, limit: TOP })),
    },
    size > 10_000 ? 7 : 15,
  )
  statements = [times.statement ?? 0, times.agents ?? 0]
  const part = share(times.statement, times.agents)
  goal(
    1,
    `${size} memories, at most 0.50 of the agent's statement`,
    `${part} (${statements.map(ms).join(' to ')}; as calls ${share(times.call, times.agentsCall)}, ${ms(times.call)} to ${ms(times.agentsCall)}), recall@10 ${found.ours.toFixed(3)}, the agent's ${found.theirs.toFixed(3)}`,
    size > 10_000 ? null : Number(part) <= 0.5 && found.ours === 1,
  )
  goal(
    7,
    `${size} memories, words beside meaning at most 1.5 of meaning alone`,
    `${share(times.together, times.statement)} (${ms(times.together)})`,
    Number(share(times.together, times.statement)) <= 1.5,
  )
  const own = await heardWith('with near as', () => ours(scope))
  console.log(`    ours: ${await explain(world.pool, own)}`)
  console.log(`    the agent's: ${planFacts((await theirs(world, size, true)).plan)}`)
  if (size === 10_000) await besideLoop(world, size, 5)
}

/** Goal 2. */
async function besideIndex(world: World, size: number): Promise<void> {
  for (const isOnTopic of [false, true]) {
    const found = await recall(world, size, isOnTopic)
    const what = `${size} memories, ${isOnTopic ? 'on topic' : 'off topic'}, recall@10 1.000 and no empty answer`
    const asked = `${found.ours.toFixed(3)} and ${found.oursEmpty} of ${ASKED} empty; the agent's ${found.theirs.toFixed(3)} and ${found.theirsEmpty}`
    goal(2, what, asked, found.ours === 1 && found.oursEmpty === 0)
  }
  const times = await interleaved({
    statement: () => heardWith('with near as', () => ours(viewer(world, size))).then(({ ms }) => ms),
    agents: async () => (await theirs(world, size)).statement,
  })
  print(
    '  time of the statement',
    times.statement,
    `${share(times.statement, times.agents)} of the agent's (${ms(times.agents)})`,
  )
  console.log(
    `    ours: ${await explain(world.pool, await heardWith('with near as', () => ours(viewer(world, size))))}`,
  )
  console.log(`    the agent's: ${planFacts((await theirs(world, size, true)).plan)}`)
}

/** Goal 3. */
async function besideLoop(world: World, size: number, most: number): Promise<void> {
  if (!measuredSizes(world.rows).includes(size)) return
  const scope = viewer(world, size)
  const vectors: Float32Array[] = []
  const { rows } = await world.pool.query<{ vector: string }>(
    'select embedding::text as vector from store_vectors where prefix = $1 order by key',
    [namespaceOf(size).join('.')],
  )
  for (const { vector } of rows) vectors.push(Float32Array.from(JSON.parse(vector) as number[]))
  const question = Float32Array.from(world.question)
  const times = await interleaved({
    statement: () => heardWith('with near as', () => ours(scope)).then(({ ms }) => ms),
    loop: () => void plainLoop(vectors, question),
  })
  const measured = share(times.statement, times.loop)
  goal(
    3,
    `${size} memories, at most ${most} × a loop in Node`,
    `${measured} (${ms(times.statement)} to ${ms(times.loop)})`,
    Number(measured) <= most,
  )
  console.log(`    ${await explain(world.pool, await heardWith('with near as', () => ours(scope)))}`)
}
