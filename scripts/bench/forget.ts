// `npm run bench -- forget`: what it takes to forget a thousand, ten thousand and a hundred thousand memories, beside as many of somebody else's: for each thousand as much, or it is not linear.
import { randomUUID } from 'node:crypto'
import { openPostgres } from '@/lib/lakebase/database'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { readOwnForget } from '@/lib/store/forgetting/own'
import type { ForgetRules } from '@/lib/store/forgetting/rules'
import { submitForget } from '@/lib/store/forgetting/submit'
import { runDueForgets } from '@/lib/store/forgetting/worker'
import { openMemoryStore, scopeOf, type Viewer } from '@/lib/store/memory-store'
import { freezeSelection } from '@/lib/store/selection'
import { ensurePostgres } from '../ensure-postgres.mjs'

const SIZES = [1_000, 10_000, 100_000]
/** More cannot be selected. */
const LARGEST_SET = 50_000
const DIMS = 64
const RULES: ForgetRules = {
  ...{ approval: 'self', backupDays: 30 },
  admins: { authMode: 'local', adminEmails: new Set(), adminGroups: new Set() },
}

export async function benchForget() {
  const server = await ensurePostgres()
  if ('skipped' in server) return console.log(`\nPostgreSQL: skipped. ${server.skipped}`)
  const { pool, close } = await openPostgres(server.url)
  await setUpAgentTables(pool, 'public', DIMS)
  // the agent’s index would only slow the loading
  await pool.query('drop index store_vectors_embedding_idx')
  const store = await openMemoryStore(pool, 'public', {
    embedder: { name: 'bench', dims: DIMS, embed: async (texts) => texts.map(() => new Array(DIMS).fill(1)) },
    ...{ fields: ['$'], namespaceRoot: 'user_memories', namespaceStyle: 'at', pseudonymKey: 'bench' },
  })
  console.log(`\n${server.describe}, each memory with a vector, an earlier version and a recorded read`)
  await fill(scopeOf(store, 'somebody-else', { surface: 'dashboard' }) as Viewer, 100_000)
  for (const scope of ['everything', 'selection'] as const) {
    let first: number | undefined
    for (const size of SIZES.map((size) => (scope === 'everything' ? size : Math.min(size, LARGEST_SET)))) {
      const person = scopeOf(store, `${scope}-${size}`, { surface: 'dashboard' }) as Viewer
      await fill(person, size)
      await pool.query('analyze')
      const operation = randomUUID()
      const began = performance.now()
      const { reference } = await submitForget(
        person,
        scope === 'everything'
          ? { operation, scope }
          : { operation, scope, selection: (await freezeSelection(person, { everything: true })).id },
        RULES,
      )
      const asked = performance.now()
      await runDueForgets(store, RULES)
      const took = performance.now() - asked
      const { request } = await readOwnForget(person, reference)
      if (request.state !== 'completed' || request.done !== size) throw new Error(`${request.state}, ${request.done}`)
      const each = (took / size) * 1_000
      first ??= each
      console.log(
        `${scope} of ${size}: ${(took / 1_000).toFixed(1)} s (asked in ${(asked - began).toFixed(0)} ms), ${each.toFixed(0)} ms a thousand, ${(each / first).toFixed(2)} × the first`,
      )
    }
  }
  await close()
  await server.stop()
}

async function fill({ store, root }: Viewer, count: number): Promise<void> {
  const { pool, catalog } = store
  await pool.query(
    `insert into ${catalog.store} (prefix, key, value) select $1, 'memory_' || n, jsonb_build_object('text', 'Note number ' || n || ' about the threshold for alerts')
       from generate_series(1, ${count}) n`,
    [root],
  )
  await pool.query(
    `insert into ${catalog.vectors} (prefix, key, field_name, embedding)
     select $1, 'memory_' || n, '$', (select array_agg(sin(n * 31 + d)) from generate_series(1, ${DIMS}) d)::${catalog.vectorType} from generate_series(1, ${count}) n`,
    [root],
  )
  await pool.query(
    `insert into dashboard.memory_version (prefix, key, value, embedder, replaced_by)
     select $1, 'memory_' || n, '{"text": "earlier"}', '-', '-' from generate_series(1, ${count}) n`,
    [root],
  )
  await pool.query(
    `with r as (insert into dashboard.read_log (root, kept_until, way, surface, found)
       select $1, now() + interval '1 day', 'get', 'mcp', 1 from generate_series(1, ${count}) n returning id)
     insert into dashboard.read_log_item (read_id, position, prefix, key) select id, 1, $1, 'memory_' || row_number() over () from r`,
    [root],
  )
}
