// Marta's memories arrive while the others are looked at already: chunk by chunk, each with its search entries, once and in full.
import type { Arrival } from '@/lib/shared/arrival'
import type { MemoryStore } from '@/lib/store/memory-store'
import { seedPuts } from '@/lib/store/seed'
import { readSetting, writeSetting } from '@/lib/store/settings'
import { setArrival } from './arriving'
import { MARTA_ID } from './people'

/** The setting that holds how many have arrived; moved on together with the rows. */
const SETTING = 'demonstration arrivals'
/** Rows per transaction: the embedded database has one connection, and others wait for it. */
const CHUNK = 16

/** Looks how far `of` have come, before the first page can ask. */
export async function expectArrivals({ pool }: MemoryStore, of: number): Promise<Arrival | null> {
  if (of === 0) return null
  const stored = await readSetting(pool, SETTING)
  if (stored === null) await writeSetting(pool, SETTING, '0')
  const arrived = Number(stored ?? '0')
  return setArrival(arrived < of ? { arrived, of } : null)
}

/**
 * Lets those of the first `of` that are missing arrive, the latest first. What has arrived once and was deleted since does not come again.
 * @param say told how far they are, once in a thousand
 * @param signal ends it after the current chunk; asked again, it goes on from there
 * @returns whether any came and none is missing now
 * @throws Expected `embedding-unavailable`, `database-unavailable`; asked again, it goes on from there
 */
export async function receiveArrivals(
  store: MemoryStore,
  of: number,
  say: (line: string) => void,
  signal?: AbortSignal,
): Promise<boolean> {
  const expected = await expectArrivals(store, of)
  if (expected === null) return false
  const { martasMemories } = await import('./marta')
  const all = await martasMemories()
  for (let { arrived } = expected; arrived < expected.of; ) {
    if (signal?.aborted) return false
    const chunk = all.slice(arrived, Math.min(arrived + CHUNK, expected.of))
    const mark = { name: SETTING, from: String(arrived), to: String(arrived + chunk.length) }
    const puts = chunk.map((draft) => ({ userId: MARTA_ID, ...draft }))
    if (!(await seedPuts(store, puts, mark))) throw new Error('the arrivals were moved on by another process')
    if (Math.floor((arrived + chunk.length) / 1_000) > Math.floor(arrived / 1_000))
      say(`  Marta’s memories: ${arrived + chunk.length} of ${of} have arrived`)
    arrived += chunk.length
    setArrival({ arrived, of: expected.of })
  }
  setArrival(null)
  return true
}
