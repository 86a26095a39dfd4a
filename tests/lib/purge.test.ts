import { beforeAll, beforeEach, expect, test } from 'vitest'
import { endSession, findSession, startSession } from '@/lib/store/access/sessions'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { deleteMemory } from '@/lib/store/change/removal'
import { undoRemoval } from '@/lib/store/change/undo'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import type { MemoryStore } from '@/lib/store/memory-store'
import { purgeOrphans, secondsToNextPurge } from '@/lib/store/purge'
import { getMemoryAt } from '@/lib/store/read'
import { onEachDatabase } from '../support/databases'
import { clear, codePointEmbedder, dashboardRowsWith, storeWith, viewer } from '../support/stores'

onEachDatabase((use) => {
  let store: MemoryStore
  beforeAll(async () => {
    await setUpAgentTables(use().pool, 'public', 16)
    store = await storeWith(use().pool, codePointEmbedder(16))
  })
  beforeEach(() => clear(store))
  const query = (sql: string) => use().pool.query(sql)
  const purge = () => purgeOrphans(use().pool, store.catalog.store)

  test('what the agent deletes leaves no history here once it is older than any undo', async () => {
    const ada = viewer(store, 'ada')
    const made = await createMemory(ada, { key: 'gone', json: '{"text": "canary one"}' })
    await editMemory(ada, { id: made.id, version: made.version, json: '{"text": "canary two"}' })
    await createMemory(ada, { key: 'kept', json: '{"text": "canary three"}' })
    await putMemory(ada, { key: 'kept', json: '{"text": "canary four"}' })
    await query(`delete from store where key = 'gone'`)
    await purge()
    expect(await dashboardRowsWith(use().pool, 'canary one')).toHaveLength(1) // too young: somebody may be looking
    await query(`update dashboard.memory_version set replaced_at = now() - interval '2 hours'`)
    await query(`update dashboard.last_write set updated_at = now() - interval '2 hours' where key = 'gone'`)
    await purge()
    expect(await dashboardRowsWith(use().pool, 'canary one')).toEqual([])
    expect(await dashboardRowsWith(use().pool, 'gone')).toEqual([])
    expect(await dashboardRowsWith(use().pool, 'canary three')).toHaveLength(1)
    expect((await getMemoryAt(ada, [], 'kept'))?.writtenBy).toEqual({ kind: 'you' })
  })

  test('what can still be undone is no orphan', async () => {
    const ada = viewer(store, 'ada')
    const made = await createMemory(ada, { key: 'tea', json: '{"text": "green"}' })
    const { id } = await deleteMemory(ada, { id: made.id })
    await query(`update dashboard.memory_version set replaced_at = now() - interval '2 hours'`)
    await query(`update dashboard.last_write set updated_at = now() - interval '2 hours'`)
    await purge()
    expect(await secondsToNextPurge(use().pool)).toBeGreaterThan(500)
    await undoRemoval(ada, id)
    expect(await getMemoryAt(ada, [], 'tea')).not.toBeNull()
    expect(await secondsToNextPurge(use().pool)).toBeNull()
  })

  test('ended sessions are forgotten after a day, living ones are not', async () => {
    const [ended, living] = [
      await startSession(use().pool, 'local', { userId: 'ada', name: 'Ada' }),
      await startSession(use().pool, 'local', { userId: 'bob', name: 'Bob' }),
    ]
    await endSession(use().pool, ended)
    await query(`update dashboard.session set ended_at = now() - interval '25 hours' where ended_at is not null`)
    await purge()
    expect((await query(`select from dashboard.session where user_id = 'ada'`)).rowCount).toBe(0)
    expect(await findSession(use().pool, 'local', living)).toMatchObject({ userId: 'bob' })
  })
})
