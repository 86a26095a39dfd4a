// `npm run bench`: what search and paging cost, as ratios within one run; absolute times of a shared machine say little. `-- store` or `-- browser`: one half; `-- people`: the list of people at a million memories; `-- guard`: agents’ writes beside the guard; `-- forget`: forgetting up to a hundred thousand.
import type { Embedder } from '@/lib/embedding/embedder'
import { type Database, openEmbedded, openPostgres } from '@/lib/lakebase/database'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { everyMemory, listMemories } from '@/lib/store/browse'
import { openMemoryStore, scopeOf, type Viewer } from '@/lib/store/memory-store'
import { searchMemories, searchMemoriesByMeaning } from '@/lib/store/search'
import { benchAudit } from './bench-audit'
import { benchBrowser } from './bench-browser'
import { fill, numbers } from './bench-data'
import { benchForget } from './bench-forget'
import { benchGuard } from './bench-guard'
import { benchPeople } from './bench-people'
import { interleaved, ms, print, ratio } from './bench-times'
import { ensurePostgres } from './ensure-postgres.mjs'

const SIZES = [1_000, 10_000]
const PAGE = 50

/** The other side: every vector in memory, one plain loop, the ten closest. */
function plainLoop(vectors: Float32Array[], question: Float32Array): number[] {
  const length = (vector: Float32Array) => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  const own = length(question)
  const scores = vectors.map((vector, at) => {
    let dot = 0
    let square = 0
    for (let index = 0; index < vector.length; index++) {
      const value = vector[index] as number
      dot += value * (question[index] as number)
      square += value * value
    }
    return { at, score: dot / (own * Math.sqrt(square)) }
  })
  return scores
    .sort((a, b) => b.score - a.score)
    .slice(0, 10)
    .map(({ at }) => at)
}

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

async function main() {
  const only = process.argv[2]
  if (only === undefined || only === 'store') await benchStore()
  if (only === undefined || only === 'browser') await benchBrowser()
  if (only === 'people') await benchPeople()
  if (only === 'guard') await benchGuard()
  if (only === 'forget') await benchForget()
  if (only === 'audit') await benchAudit(interleaved)
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
