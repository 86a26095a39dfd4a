// `npm run bench -- paging [rows]`: goal 5 of docs/benchmarks.md, a page at depth 100,000 of one person's list, without and with the optional index.
import { openPostgres } from '@/lib/lakebase/database'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { listMemories } from '@/lib/store/list/browse'
import { writeCursor } from '@/lib/store/list/cursor'
import { openMemoryStore, scopeOf, type Viewer } from '@/lib/store/memory-store'
import { ensurePostgres } from '../ensure-postgres.mjs'
import { explain, heardWith } from './heard'
import { goal, interleaved, ms, print, ratio } from './times'
import { freshDatabase, unhurried } from './world'

const ROWS = 1_000_000
const PAGE = 50
const DIMS = 4
const INDEX = 'create index memory_dashboard_newest on store (prefix, updated_at desc, key desc)'

export async function benchPaging(rows = ROWS): Promise<void> {
  const server = await ensurePostgres(['shared_buffers=4GB', 'autovacuum=off'])
  if ('skipped' in server) return console.log(`\nPostgreSQL: skipped. ${server.skipped}`)
  const { pool, close } = await openPostgres(await freshDatabase(server.url, 'bench_paging'))
  await setUpAgentTables(pool, 'public', DIMS)
  const store = await openMemoryStore(pool, 'public', {
    embedder: { name: 'bench', dims: DIMS, embed: async (texts) => texts.map(() => new Array(DIMS).fill(1)) },
    ...{ fields: ['$'], namespaceRoot: 'user_memories', namespaceStyle: 'at', pseudonymKey: 'bench' },
  })
  const scope = scopeOf(store, 'person-0', { surface: 'dashboard' }) as Viewer
  const own = Math.ceil(rows * 0.15)
  const depth = Math.min(100_000, Math.floor(own * 0.7))
  // everybody else's by Zipf: the cube of an even draw crowds the first of 2,000
  await unhurried(
    pool,
    `insert into store (prefix, key, value, created_at, updated_at)
     select 'user_memories.person-' || case when n <= ${own} then 0 else 1 + floor(power(abs(hashint4(n)) / 2147483648.0, 3) * 2000)::int end,
            'memory_' || n, jsonb_build_object('text', 'Note ' || n || ' about breakfast and trains'), now(), now() - make_interval(secs => n / 3)
       from generate_series(1, ${rows}) n`,
  )
  await unhurried(pool, 'vacuum analyze store')
  console.log(
    `\n${server.describe}, ${rows.toLocaleString('en')} memories, ${own.toLocaleString('en')} of them one person's; at depth ${depth}`,
  )
  const { rows: places } = await pool.query(
    `select updated_at::text as "updatedAt", prefix, key from store where prefix = $1
      order by updated_at desc, prefix desc, key desc offset ${depth} limit 1`,
    [scope.root],
  )
  const after = writeCursor(scope, 'newest', places[0])
  const page = (after?: string) => listMemories(scope, { limit: PAGE, after, timeZone: 'UTC' })
  for (const isIndexed of [false, true]) {
    if (isIndexed) {
      const start = performance.now()
      await unhurried(pool, INDEX)
      await unhurried(pool, 'vacuum analyze store')
      const { rows: size } = await pool.query(
        `select pg_size_pretty(pg_relation_size('memory_dashboard_newest')) as size`,
      )
      console.log(`with the optional index, ${size[0]?.size}, made in ${ms(performance.now() - start)}: ${INDEX}`)
    } else console.log('without an index of ours')
    const walk = (after?: string) => heardWith('limit $2', () => page(after))
    const [first, deep] = [await walk(), await walk(after)]
    const times = await interleaved({
      one: () => pool.query('select 1'),
      first: () => pool.query(first),
      deep: () => pool.query(deep),
      offset: () =>
        pool.query(
          `select key, value from store where prefix = $1 order by updated_at desc, key desc offset ${depth} limit ${PAGE}`,
          [scope.root],
        ),
      whole: () => page(after),
    })
    const measured = ratio(times.deep, times.one)
    goal(
      5,
      `page of ${PAGE} at depth ${depth}, at most 2 × select 1`,
      `${measured} (${ms(times.deep)} to ${ms(times.one)})`,
      (times.deep ?? 0) <= 2 * (times.one ?? 0),
    )
    print('the first page', times.first, `the deep one is ${ratio(times.deep, times.first)} × it`)
    print('the same depth by offset', times.offset, `${ratio(times.offset, times.deep)} × the deep page`)
    print('the deep page with its counts and months', times.whole, `${ratio(times.whole, times.one)} × select 1`)
    console.log(`    ${await explain(pool, deep)}`)
  }
  await close()
  await server.stop()
}
