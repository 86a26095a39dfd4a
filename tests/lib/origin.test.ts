import { expect, test } from 'vitest'
import { LongTermMemory } from '@/lib/agent/long-term-memory'
import type { Author } from '@/lib/shared/history'
import { memoryId } from '@/lib/shared/memory'
import { listHistory } from '@/lib/store/change/history'
import { deleteMemory } from '@/lib/store/change/removal'
import { renameMemory } from '@/lib/store/change/rename'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory } from '@/lib/store/change/write'
import type { MemoryStore, Origin, Scope } from '@/lib/store/memory-store'
import { purgeExpired } from '@/lib/store/purge'
import { getMemoryAt } from '@/lib/store/read'
import { onEachDatabase } from '../support/databases'
import { eachTimeEmpty } from '../support/emptied-store'
import { putOutside } from '../support/outside'
import { auditOf, dashboardRowsWith, expectedOf } from '../support/stores'

const ADA = 'ada@corp.com'
const TRAVEL = 'Travel desk ✈'
const TOKEN: Origin = {
  surface: 'mcp',
  token: { id: 'd7a1f8c0-0000-4000-8000-000000000001', name: 'Claude on my laptop' },
}

onEachDatabase((use) => {
  let store: MemoryStore
  let ada: Scope
  eachTimeEmpty(use, {}, (emptied) => {
    ;({ store, ada } = emptied)
  })

  const library = (options: { agentName?: string; origin?: Origin }) =>
    new LongTermMemory({ pool: store.pool, embedder: store.embedder, pseudonymKey: store.pseudonymKey, ...options })
  const authors = async (key = 'tea'): Promise<(Author | undefined)[]> => {
    const history = await listHistory(ada, { id: memoryId([], key), limit: 20 })
    return [...(history?.versions ?? []).map(({ by }) => by), history?.learned.by]
  }
  const present = async (key = 'tea') => {
    const memory = await getMemoryAt(ada, [], key)
    if (memory === null) throw new Error(`there is no ${key}`)
    return memory
  }

  test('each version says who wrote it: the person, an agent by its name or without one, a token by its name', async () => {
    await library({ agentName: TRAVEL }).saveMemory(ADA, 'tea', { n: 1 })
    await library({}).saveMemory(ADA, 'tea', { n: 2 })
    await library({ origin: TOKEN }).saveMemory(ADA, 'tea', { n: 3 })
    expect((await present()).writtenBy).toEqual({ kind: 'token', name: 'Claude on my laptop' })
    await editMemory(ada, { id: memoryId([], 'tea'), version: (await present()).version, json: '{"n": 4}' })
    const told: Author[] = [
      { kind: 'you' },
      { kind: 'token', name: 'Claude on my laptop' },
      { kind: 'agent', name: null },
      { kind: 'agent', name: TRAVEL },
    ]
    expect(await authors()).toEqual([...told, { kind: 'agent', name: TRAVEL }])
    await putOutside(store, 'user_memories.ada-at-corp-com', 'tea', '{"n": 5}')
    expect((await authors())[0]).toEqual({ kind: 'outside' })
    expect((await present()).writtenBy).toEqual({ kind: 'outside' })
  })

  test('a name stays with what was written under it when the memory is renamed, and when a deletion is undone', async () => {
    await library({ origin: TOKEN }).saveMemory(ADA, 'tea', { n: 1 })
    const removed = await deleteMemory(ada, { id: memoryId([], 'tea') })
    await undoRemoval(ada, removed.id)
    expect((await present()).writtenBy).toEqual({ kind: 'token', name: 'Claude on my laptop' })
    await renameMemory(ada, { id: memoryId([], 'tea'), version: (await present()).version, key: 'drink' })
    expect(await authors('drink')).toEqual([
      { kind: 'you' },
      { kind: 'token', name: 'Claude on my laptop' },
      { kind: 'token', name: 'Claude on my laptop' },
    ])
  })

  test('the audit knows the surface, and of a token its id; no name is left once the memory is purged', async () => {
    const [agent, token] = [library({ agentName: TRAVEL }), library({ origin: TOKEN })]
    await agent.saveMemory(ADA, 'tea', { n: 1 })
    await token.saveMemory(ADA, 'tea', { n: 2 })
    await token.deleteMemory(ADA, 'tea')
    await createMemory(ada, { key: 'mine', json: '{"n": 1}' })
    const audit = await auditOf(store)
    expect(audit.map(({ action, surface, detail }) => [action, surface, JSON.parse(detail).token])).toEqual([
      ['memory.put', 'agent', undefined],
      ['memory.put', 'mcp', 'd7a1f8c0-0000-4000-8000-000000000001'],
      ['memory.remove', 'mcp', 'd7a1f8c0-0000-4000-8000-000000000001'],
      ['memory.create', 'dashboard', undefined],
    ])
    expect(await dashboardRowsWith(store.pool, TRAVEL)).not.toEqual([])
    await store.pool.query(`update dashboard.removal set undo_until = now() - interval '1 minute'`)
    await purgeExpired(store.pool, store.catalog.store)
    expect(await dashboardRowsWith(store.pool, TRAVEL)).toEqual([])
    expect(await dashboardRowsWith(store.pool, 'Claude on my laptop')).toEqual([])
  })

  test('a name that could not be shown beside what it wrote is refused before anything is written', async () => {
    for (const agentName of ['', '  ', 'two\nlines', 'NUL \u0000', 'half \ud83d', 'x'.repeat(81)]) {
      const refused = await expectedOf((async () => library({ agentName }))())
      expect([refused.code, refused.message]).toEqual(['invalid', expect.stringMatching(/1 to 80 characters/)])
    }
    await library({ agentName: '✈'.repeat(80) }).saveMemory(ADA, 'tea', { n: 1 })
    expect((await present()).writtenBy).toEqual({ kind: 'agent', name: '✈'.repeat(80) })
  })
})
