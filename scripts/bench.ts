// `npm run bench`: the goals of docs/benchmarks.md, as ratios within one run; absolute times of a shared machine say little. `npm run bench -- NAME [ROWS]` runs one of BENCHES.
import { cpus, loadavg, totalmem } from 'node:os'
import type { Embedder } from '@/lib/embedding/embedder'
import { type Database, openEmbedded, openPostgres } from '@/lib/lakebase/database'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { everyMemory, listMemories } from '@/lib/store/list/browse'
import { openMemoryStore, scopeOf, type Viewer } from '@/lib/store/memory-store'
import { searchMemories, searchMemoriesByMeaning } from '@/lib/store/search/search'
import { benchAudit } from './bench/audit'
import { benchBrowser } from './bench/browser'
import { fill, numbers } from './bench/data'
import { benchForget } from './bench/forget'
import { benchGuard } from './bench/guard'
import { plainLoop } from './bench/loop'
import { benchPaging } from './bench/paging'
import { benchPeople } from './bench/people'
import { benchEditing, benchSearch, benchStaffSearch } from './bench/search'
import { interleaved, ms, print, ratio } from './bench/times'
import { ensurePostgres } from './ensure-postgres.mjs'

const SIZES = [1_000, 10_000]
const PAGE = 50

async function measure(name: string, database: Database, dims: number) {
  let question: Float32Array = new Float32Array(dims)
  const embedder: Embedder = { name: 'bench', dims, embed: async (texts) => texts.map(() => [...question]) }
  await setUpAgentTables(database.pool, 'public', dims)
  // as queries.md §2: the agent's index would only slow the loading, and our statement never uses it
  await database.pool.query('drop index store_vectors_embedding_idx')
  const store = await openMemoryStore(database.pool, 'public', {
    embedder,
    fields: ['$'],
    namespaceRoot: 'user_memories',
    namespaceStyle: 'at',
    pseudonymKey: 'bench',
  })
  console.log(`\n${name}, ${dims} numbers a vector`)
  for (const size of SIZES) {
    const scope = scopeOf(store, `person-${size}`, { surface: 'dashboard' }) as Viewer
    const vectors = await fill(store, scope, size)
    await database.pool.query('analyze store; analyze store_vectors')
    let found: string[] = []
    let expected: string[] = []
    const random = numbers(size)
    let recall = 0
    let asked = 0
    const search = await interleaved({
      ours: async () => {
        question = (vectors[Math.floor(((random.next().value as number) + 0.5) * size)] as Float32Array).map(
          (value) => value + (random.next().value as number) * 0.5,
        )
        found = (await searchMemoriesByMeaning(scope, { query: 'bench', limit: 10 })).memories.map(
          (memory) => memory.key,
        )
      },
      together: () => searchMemories(scope, { query: 'bench memory_17', limit: 10 }),
      loop: () => {
        expected = plainLoop(vectors, question).map((at) => `memory_${at}`)
        recall += expected.filter((key) => found.includes(key)).length
        asked += expected.length
      },
    })
    print(
      `search among ${size}`,
      search.ours,
      `${ratio(search.ours, search.loop)} × a plain loop in Node over the same vectors (${ms(search.loop)}), recall@10 ${(recall / asked).toFixed(3)}`,
    )
    print(
      `the same, words beside meaning`,
      search.together,
      `${ratio(search.together, search.ours)} × by meaning alone`,
    )

    const every = everyMemory(scope, '', PAGE)
    let deep: string | undefined
    for (let page = await listMemories(scope, { limit: PAGE, timeZone: 'UTC' }), at = 0; at < size / PAGE / 2; at++) {
      deep = page.next ?? undefined
      page = await listMemories(scope, { limit: PAGE, after: deep, timeZone: 'UTC' })
    }
    const paging = await interleaved({
      one: () => database.pool.query('select 1'),
      statement: async () => {
        for (let at = 0; at < PAGE; at++) await every.next()
      },
      first: () => listMemories(scope, { limit: PAGE, timeZone: 'UTC' }),
      deep: () => listMemories(scope, { limit: PAGE, after: deep, timeZone: 'UTC' }),
    })
    print(
      `page of ${PAGE}, statement alone`,
      paging.statement,
      `${ratio(paging.statement, paging.one)} × select 1 (${ms(paging.one)})`,
    )
    print(`page of ${PAGE} with counts, first`, paging.first, `${ratio(paging.first, paging.one)} × select 1`)
    print(
      `page of ${PAGE} with counts, in the middle of ${size}`,
      paging.deep,
      `${ratio(paging.deep, paging.first)} × the first page`,
    )
  }
}

/** Each with what may be given to it: a number of rows, where fewer will do. */
const BENCHES: Record<string, (rows?: number) => Promise<void>> = {
  search: benchSearch,
  edits: benchEditing,
  everybody: benchStaffSearch,
  paging: benchPaging,
  people: benchPeople,
  forget: benchForget,
  browser: benchBrowser,
  store: benchStore,
  guard: benchGuard,
  audit: () => benchAudit(interleaved),
}
/** What measures the goals of docs/benchmarks.md. */
const GOALS = ['search', 'paging', 'people', 'forget', 'browser']

async function main() {
  const [only, rows] = process.argv.slice(2)
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}`
  console.log(`${machine}, load ${loadavg().map((load) => load.toFixed(1))}`)
  for (const name of only === undefined ? GOALS : [only]) {
    const bench = BENCHES[name]
    if (bench === undefined) throw new Error(`There is no bench named ${name}: ${Object.keys(BENCHES)}`)
    await bench(rows === undefined ? undefined : Number(rows))
  }
}

async function benchStore() {
  const embedded = await openEmbedded(undefined)
  await measure('Embedded database (PGlite)', embedded, 512)
  await embedded.close()
  const server = await ensurePostgres()
  if ('skipped' in server) return console.log(`\nPostgreSQL: skipped. ${server.skipped}`)
  const postgres = await openPostgres(server.url)
  await measure(server.describe, postgres, 1_024)
  await postgres.close()
  await server.stop()
}

main().then(() => process.exit(0))
