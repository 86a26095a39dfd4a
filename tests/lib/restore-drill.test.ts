// S14, the drill: a backup, twenty people who are forgotten, the backup put back. Nobody is let in until their erasures are done again.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GET } from '@/app/api/health/ready/route'
import { closeDatabase } from '@/lib/lakebase/database'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { memoryStore } from '@/lib/store/configured'
import { installGuard } from '@/lib/store/forgetting/guard-state'
import { readOwnForget } from '@/lib/store/forgetting/own'
import { submitForget } from '@/lib/store/forgetting/submit'
import { readSuppression } from '@/lib/store/forgetting/suppression'
import { runDueForgets } from '@/lib/store/forgetting/worker'
import type { MemoryStore } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { beginAnew } from '../support/anew'
import { backUp } from '../support/backup'
import { connectionString, onDatabase } from '../support/databases'
import { type EmbeddingEndpoint, startEmbeddingEndpoint } from '../support/embedding-endpoint'
import { change, everything, SELF, save, wishFor } from '../support/forgetting'
import { runScript } from '../support/run-script'
import { dashboardRowsWith, viewer } from '../support/stores'
import { putThread, setUpThreads, threadRows } from '../support/threads'

// settings are read once for a copy of our modules, which files share: here and after this, they are read anew
await vi.hoisted(async () => (await import('../support/anew')).beginAnew())

const folder = mkdtempSync(join(tmpdir(), 'memory-drill-'))
const file = join(folder, 'erasures.jsonl')

onDatabase('postgres', (use) => {
  let store: MemoryStore
  let endpoint: EmbeddingEndpoint
  let env: Record<string, string>
  beforeAll(async () => {
    endpoint = await startEmbeddingEndpoint({ dims: 16 })
    env = {
      ...{ DATABASE_URL: connectionString(use()), NEXTAUTH_SECRET: 'a secret of this drill, and of nothing else' },
      ...{ DATABRICKS_HOST: endpoint.url, DATABRICKS_TOKEN: 'test-token', DATABRICKS_EMBEDDING_ENDPOINT: 'test' },
      ...{ EMBEDDING_DIMS: '16', ERASURE_LEDGER: file, MEMORY_THREAD_OWNER: 'thread_id={user_id}:*' },
    }
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
    await setUpAgentTables(use().pool, 'public', 16)
    await setUpThreads(use().pool)
    store = await memoryStore()
    await installGuard(store.pool, store.catalog, 'skip', store.namespaceRoot)
  })
  afterAll(async () => {
    beginAnew()
    rmSync(folder, { recursive: true, force: true })
    await closeDatabase()
    await endpoint.close()
  })

  /** As a load balancer asks, some seconds later. */
  const ready = async () => {
    Reflect.deleteProperty(globalThis, Symbol.for('memory-dashboard.readiness'))
    const answer = await GET()
    return { status: answer.status, body: (await answer.json()) as { status: string; why?: string } }
  }
  const replay = (...args: string[]) => runScript('scripts/replay-erasures.ts', env, ...args)
  const rowsWith = async (word: string) => {
    const found = await dashboardRowsWith(store.pool, word)
    for (const table of ['store', 'store_vectors', 'checkpoints', 'checkpoint_blobs', 'checkpoint_writes']) {
      const { rows } = await store.pool.query<{ row: string }>(
        `select t::text as row from ${table} t where strpos(t::text, $1) > 0 or strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0`,
        [word],
      )
      found.push(...rows.map(({ row }) => row))
    }
    return found
  }

  test('the backup brings them back, the gate stays shut, the replay erases them again, and nothing else', async () => {
    const people = Array.from({ length: 24 }, (_, at) => `person${at}@corp.com`)
    const word = (id: string) => `canary-${id.replace('@corp.com', '')}-`
    for (const id of people) {
      const scope = viewer(store, id)
      await save(scope, `${word(id)}tea`, `${word(id)}likes tea`)
      await save(scope, `${word(id)}work`, `${word(id)}works`)
      await change(scope, `${word(id)}work`, `${word(id)}works elsewhere`)
      await putThread(store.pool, `${id}:1`, [{}], `${word(id)}said`)
    }
    const putBack = await backUp(store.pool)
    const [gone, partly, kept] = [people.slice(0, 14), people.slice(14, 20), people.slice(20)]
    for (const [at, id] of gone.entries())
      await submitForget(viewer(store, id), everything({ stopRemembering: at < 5 }), SELF)
    for (const id of partly) {
      const scope = viewer(store, id)
      await submitForget(scope, await wishFor(scope, `${word(id)}work`), SELF)
    }
    expect(await runDueForgets(store, SELF)).toBe(20)
    expect(await ready()).toEqual({ status: 200, body: { status: 'ok' } })
    for (const text of [file, 'canary', 'person1']) expect(readFileSync(file, 'utf8')).not.toContain(text)

    await putBack()
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(await rowsWith(word('person3@corp.com'))).not.toEqual([])
    expect(await ready()).toEqual({
      status: 503,
      body: { status: 'erasures-not-replayed', why: expect.stringContaining('Run npm run replay-erasures.') },
    })
    // what is asked for now waits: who knows what was taken back since
    const patient = viewer(store, kept[0] ?? '')
    const { reference } = await submitForget(patient, await wishFor(patient, `${word(kept[0] ?? '')}tea`), SELF)
    expect(await runDueForgets(store, SELF)).toBe(0)

    const dry = await replay('--dry-run')
    expect([dry.code, dry.output]).toEqual([1, expect.stringContaining('nothing has been changed')])
    expect((await ready()).status).toBe(503)
    const done = await replay()
    expect(done.output).toContain('Erased again: 34 memories and 14 conversations')
    expect([done.code, done.output]).toEqual([0, expect.stringContaining('1 requests to forget are open')])
    expect(done.output).not.toMatch(/canary|person\d/)

    const said = log.mock.calls.flat().map(String)
    expect(said.filter((line) => !/^\[health\] not ready: .*Run npm run replay-erasures\.$/.test(line))).toEqual([])
    expect(said).not.toEqual([])
    log.mockRestore()

    expect((await ready()).status).toBe(200)
    for (const id of gone) expect([id, await rowsWith(word(id))]).toEqual([id, []])
    for (const id of partly) expect([id, await rowsWith(`${word(id)}work`)]).toEqual([id, []])
    for (const id of [...partly, ...kept])
      expect(await getMemoryAt(viewer(store, id), [], `${word(id)}tea`)).not.toBeNull()
    for (const id of kept)
      expect((await getMemoryAt(viewer(store, id), [], `${word(id)}work`))?.json).toContain('elsewhere')
    expect(Object.keys(await threadRows(store.pool)).sort()).toEqual([...partly, ...kept].map((id) => `${id}:1`).sort())
    for (const [at, id] of gone.entries())
      expect([id, (await readSuppression(viewer(store, id))).isOn]).toEqual([id, at < 5])
    // the agent writes, and is not heard
    const put = `insert into store (prefix, key, value) values ($1, 'again', '{}')`
    const agent = new pg.Client({ connectionString: connectionString(use()) })
    await agent.connect()
    for (const id of [gone[0] ?? '', gone[7] ?? '']) await agent.query(put, [viewer(store, id).root])
    await agent.end()
    const { rows } = await store.pool.query(`select prefix from store where key = 'again'`)
    expect(rows).toEqual([{ prefix: viewer(store, gone[7] ?? '').root }])

    expect(await replay()).toMatchObject({ code: 0, output: expect.stringContaining('nothing to erase again') })
    expect(await runDueForgets(store, SELF)).toBe(1)
    expect((await readOwnForget(patient, reference)).request.state).toBe('completed')
  })
})
