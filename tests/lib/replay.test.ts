// After a backup was restored: what was erased since goes again, by fingerprints alone; what others have and what was written later stays.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Ledger, ledgerStanding, writeLedger } from '@/lib/ledger/ledger'
import { planReplay } from '@/lib/ledger/replay'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { deleteMemory } from '@/lib/store/change/removal'
import { renameMemory } from '@/lib/store/change/rename'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import { eraseMemories, erasePersonsRows } from '@/lib/store/forgetting/erase-again'
import { readGuard } from '@/lib/store/forgetting/guard'
import { recordErasure } from '@/lib/store/forgetting/ledger-entries'
import { setSuppression } from '@/lib/store/forgetting/suppression'
import { parseThreadOwner } from '@/lib/store/forgetting/thread-owner'
import { eraseThreads } from '@/lib/store/forgetting/threads'
import type { MemoryStore } from '@/lib/store/memory-store'
import { getMemoryAt } from '@/lib/store/read'
import { inTransaction } from '@/lib/store/transaction'
import { replayErasures } from '../../scripts/replay-report'
import { backUp } from '../support/backup'
import { onEachDatabase } from '../support/databases'
import { auditOf, clear, codePointEmbedder, dashboardRowsWith, storeWith, viewer } from '../support/stores'
import { emptyThreads, putThread, setUpThreads, threadRows } from '../support/threads'

const folder = mkdtempSync(join(tmpdir(), 'memory-replay-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

onEachDatabase((use) => {
  const pool = () => use().pool
  let store: MemoryStore
  let ledger: Ledger
  beforeAll(async () => {
    await setUpAgentTables(pool(), 'public', 16)
    await setUpThreads(pool())
    const threads = { owner: parseThreadOwner('thread_id={user_id}:*'), schema: 'public' }
    store = { ...(await storeWith(pool(), codePointEmbedder(16))), threads }
  })
  beforeEach(async () => {
    await clear(store)
    await emptyThreads(pool())
    ledger = { file: join(folder, randomUUID()), key: '11'.repeat(32) }
  })
  const of = (id: string) => viewer(store, id)
  const remember = (id: string, key: string, text = `canary of ${id}`) =>
    createMemory(of(id), { key, json: JSON.stringify({ text }) })
  const eraseKeys = (id: string, ...keys: string[]) => {
    const { root, subject } = of(id)
    const memories = keys.map((key) => ({ prefix: root, key }))
    return inTransaction(pool(), async (client) => {
      await recordErasure(client, store, { reference: 'F-7K3M-92QD', subject, root }, { memories })
      await eraseMemories(client, store, memories)
    })
  }
  const eraseAll = (id: string) => {
    const { root, subject, userId } = of(id)
    const label = root.replace('user_memories.', '')
    return inTransaction(pool(), async (client) => {
      const { threads } = await eraseThreads(client, store, userId)
      const whose = { reference: 'F-7K3M-92QE', subject, root }
      await recordErasure(client, store, whose, { memories: 'everything', threads })
      const { rows } = await client.query<{ prefix: string; key: string }>(
        `select prefix, key from store where prefix = $1 or starts_with(prefix, $1 || '.')`,
        [root],
      )
      await eraseMemories(client, store, rows)
      await erasePersonsRows(client, store, { root, label, subject, userId })
    })
  }
  const replay = async (options = {}) => {
    const lines: string[] = []
    const asked = { by: 'the operator', isDryRun: false, setsAside: false, ...options }
    const code = await replayErasures(store, { ...ledger }, asked, (line) => lines.push(line))
    return { code, said: lines.join('\n') }
  }
  const keysOf = async (id: string) => {
    const { rows } = await pool().query<{ key: string }>(
      `select key from store where prefix = $1 or starts_with(prefix, $1 || '.') order by key`,
      [of(id).root],
    )
    return rows.map(({ key }) => key)
  }
  /** Everything but what says that it was erased again. */
  const rowsWith = async (word: string) => {
    const { rows } = await pool().query<{ row: string }>(
      `select s::text as row from store s where strpos(s::text, $1) > 0 union all select v.prefix || v.key from store_vectors v where strpos(v.prefix, $1) > 0`,
      [word],
    )
    return [...rows.map(({ row }) => row), ...(await dashboardRowsWith(pool(), word))]
  }

  test('what was erased since is back, is said, and goes again: a person, one memory, conversations; nothing of anybody else', async () => {
    for (const id of ['ada', 'ada2', 'ad', 'ben', 'cleo']) {
      await remember(id, 'tea')
      await remember(id, 'work')
      await putThread(pool(), `${id}:1`, [{}], `canary of ${id}`)
    }
    const edited = await remember('ada', 'edited', 'canary of ada, before')
    await editMemory(of('ada'), { id: edited.id, version: edited.version, json: '{"text": "canary of ada, after"}' })
    await createMemory(of('ada'), { child: ['deep', 'er'], key: 'child', json: '{"text": "canary of ada"}' })
    const removed = await remember('ada', 'removed')
    await deleteMemory(of('ada'), { id: removed.id })
    await remember('cleo', 'late')
    const restore = await backUp(pool())
    await eraseAll('ada')
    await eraseKeys('cleo', 'work', 'late')
    await writeLedger(pool(), ledger)
    const others = { ada2: ['tea', 'work'], ad: ['tea', 'work'], ben: ['tea', 'work'] }
    expect(await rowsWith('canary of ada,')).toEqual([])

    await restore()
    expect(await keysOf('ada')).toEqual(['child', 'edited', 'tea', 'work'])
    expect((await rowsWith('canary of ada,')).length).toBeGreaterThan(1)
    expect((await ledgerStanding(pool(), { ...ledger })).missing).toHaveLength(2)
    const before = await threadRows(pool())
    const dry = await replay({ isDryRun: true })
    expect(dry).toMatchObject({ code: 1, said: expect.stringContaining('nothing has been changed') })
    expect(dry.said).toMatch(
      /does not know 2 entries[\s\S]*6 memories, and what is left of 1 others, of 2 people[\s\S]*1 conversations/,
    )
    expect([await keysOf('ada'), await threadRows(pool())]).toEqual([['child', 'edited', 'tea', 'work'], before])

    const done = await replay()
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('knows every entry of the ledger') })
    expect([await keysOf('ada'), await keysOf('cleo')]).toEqual([[], ['tea']])
    const { rows: noted } = await pool().query('select subject from dashboard.forgotten_memory')
    expect(noted).toEqual([{ subject: of('cleo').subject }, { subject: of('cleo').subject }])
    for (const [id, keys] of Object.entries(others)) expect([id, await keysOf(id)]).toEqual([id, keys])
    for (const word of ['canary of ada"', 'canary of ada,', 'user_memories.ada.', 'late'])
      expect(await rowsWith(word)).toEqual([])
    const { 'ada:1': gone, ...left } = before
    expect([gone, await threadRows(pool())]).toEqual([4, left])
    expect(await getMemoryAt(of('ben'), [], 'tea')).not.toBeNull()
    const { rows } = await pool().query(
      `select from store_vectors v where not exists (select from store s where (s.prefix, s.key) = (v.prefix, v.key))`,
    )
    expect(rows).toEqual([])
    const audit = (await auditOf(store)).filter(({ action }) => action === 'forget.replay')
    expect(audit.map(({ subject, surface, actor }) => [subject, surface, actor])).toEqual(
      [of('ada').subject, of('cleo').subject, '-'].map((subject) => [subject, 'server', 'the operator']),
    )
    // again: nothing to do, and nothing happens
    expect(await replay()).toEqual({
      code: 0,
      said: 'The database knows every entry of the ledger: there is nothing to erase again.',
    })
    expect((await auditOf(store)).filter(({ action }) => action === 'forget.replay')).toHaveLength(3)
  })

  test('what was written after it was erased stays; an earlier version and an earlier key of it go', async () => {
    const { id, version } = await remember('ada', 'first')
    await remember('ada', 'again')
    const restore = await backUp(pool())
    await renameMemory(of('ada'), { id, version, key: 'second' })
    await putMemory(of('ada'), { key: 'again', json: '{"text": "another canary"}' })
    await eraseKeys('ada', 'second', 'again')
    await writeLedger(pool(), ledger)
    await restore()
    await putMemory(of('ada'), { key: 'again', json: '{"text": "written after the restore"}' })
    await remember('ada', 'new')
    expect(await replay()).toMatchObject({ code: 0, said: expect.stringMatching(/1 memories were written after/) })
    expect(await keysOf('ada')).toEqual(['again', 'new'])
    expect(await rowsWith('canary of ada')).toHaveLength(1)
  })

  test('somebody who does not wish to be remembered, and has nothing here, is known to the guard again', async () => {
    const { root } = of('eve')
    const restore = await backUp(pool())
    await setSuppression(of('eve'), true)
    await setSuppression(of('ben'), true)
    await setSuppression(of('ben'), false)
    await writeLedger(pool(), ledger)
    await restore()
    expect(await readGuard(pool(), { root })).toMatchObject({ isSuppressed: false })
    expect(await replay()).toMatchObject({
      code: 0,
      said: expect.stringContaining('1 people are not to be remembered, 1 may be'),
    })
    expect(await readGuard(pool(), { root })).toMatchObject({ isSuppressed: true })
    expect(await readGuard(pool(), { root: of('ben').root })).toMatchObject({ isSuppressed: false })
  })

  test('a line that was altered is not followed, nor one of another key; the others are, and these are set aside on request', async () => {
    for (const key of ['one', 'two']) await remember('ada', key)
    const restore = await backUp(pool())
    await eraseKeys('ada', 'one')
    await eraseKeys('ada', 'two')
    await writeLedger(pool(), ledger)
    await restore()
    const lines = readFileSync(ledger.file, 'utf8').trimEnd().split('\n')
    const altered = lines.at(-1)?.replace('"memories","memories"', '"everything","memories"') ?? ''
    writeFileSync(ledger.file, `${lines.with(-1, altered).join('\n')}\n`)
    expect(await replay()).toMatchObject({
      code: 1,
      said: expect.stringContaining('1 lines of the ledger were altered'),
    })
    expect(await keysOf('ada')).toEqual(['two'])
    const other: Ledger = { file: ledger.file, key: '22'.repeat(32) }
    const { entries, unproven } = await planReplay(store, other)
    expect([entries, unproven.altered, unproven.ofOtherKeys.length]).toEqual([[], [], 1])
    expect(await replay({ setsAside: true })).toMatchObject({ code: 0 })
    expect([await keysOf('ada'), (await ledgerStanding(pool(), { ...ledger })).missing]).toEqual([['two'], []])
  })
})
