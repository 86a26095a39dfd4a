// Fills the embedded database the first time it is opened, and says so line by line.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { embedder } from '@/lib/embedding/configured'
import { environment } from '@/lib/env'
import { database } from '@/lib/lakebase/database'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { readCatalog } from '@/lib/store/catalog'
import { memoryStore } from '@/lib/store/configured'
import { seedRows, seedSearchEntries } from '@/lib/store/seed'
import { readSetting, writeSetting } from '@/lib/store/settings'
import { expectArrivals, receiveArrivals } from './arrival'
import { demoMemories } from './memories'
import { askInThePast } from './questions'
import { grantDemoRoles } from './staff'

const BATCH = 16
const RETRY_MS = 10_000

/** Dumps of databases that the agent's own store wrote. */
const GOLDEN: Partial<Record<string, string>> = {
  golden: 'agent_store_whole_value.sql',
  'golden-fields': 'agent_store_fields.sql',
}

/**
 * Opens the embedded database; an empty one gets the agent's tables and the rows that `DEMO_DATA` names. Idempotent.
 * Their search entries follow by {@link fillSearchEntries}.
 */
export async function prepareDemonstration(): Promise<void> {
  const { database: place, demoData, memorySchema, authMode, localUsers } = environment()
  if (place.kind === 'embedded') say(`Opening the embedded database in ${place.dataDir} …`)
  const { pool } = await database()
  if ((await readSetting(pool, 'demonstration')) === null) {
    const dump = GOLDEN[demoData]
    if (dump !== undefined && (await readCatalog(pool, memorySchema)) === null) await loadDump(dump)
    else await setUpAgentTables(pool, memorySchema, embedder().dims)
    if (demoData === 'people') await seedRows(await memoryStore(), demoMemories())
    await writeSetting(pool, 'demonstration', demoData === 'people' ? 'rows' : 'complete')
  }
  if (demoData === 'people' && authMode === 'local' && localUsers.length === 0) await grantDemoRoles()
  await expectArrivals(await memoryStore(), environment().demoArrivals)
  say('The database is ready.')
}

/**
 * Makes the search entries that the demonstration's rows still lack. Until then they are shown as not searchable yet.
 * @param signal ends it after the current batch; the next start goes on from there
 */
export async function fillSearchEntries(signal?: AbortSignal): Promise<void> {
  const { pool } = await database()
  if ((await readSetting(pool, 'demonstration')) !== 'rows') return
  const store = await memoryStore()
  let done = 0
  while (!signal?.aborted) {
    const made = await seedSearchEntries(store, BATCH)
    done += made
    if (made === 0) {
      await writeSetting(pool, 'demonstration', 'complete')
      await askInThePast(store)
      return say(`Every memory can be found by meaning now.`)
    }
    if (done % (4 * BATCH) === 0) say(`  search entries: ${done} made`)
  }
}

/**
 * After everybody's search entries, lets the memories arrive that are too many for the first start. Tries again when the
 * encoder or the database did not answer.
 * @param signal ends it; the next start goes on from there
 */
export async function completeDemonstration(signal: AbortSignal): Promise<void> {
  const began = Date.now()
  while (!signal.aborted) {
    try {
      await fillSearchEntries(signal)
      if (await receiveArrivals(await memoryStore(), environment().demoArrivals, say, signal))
        say(`Marta’s memories have all arrived, after ${Math.round((Date.now() - began) / 1_000)} s.`)
      return
    } catch (error) {
      if (signal.aborted) return
      console.error('[demonstration]', error instanceof Error ? error.message : 'failed')
      await new Promise((done) => setTimeout(done, RETRY_MS).unref())
    }
  }
}

async function loadDump(file: string): Promise<void> {
  say('Loading the rows that the agent’s own store wrote …')
  const path = join(/* turbopackIgnore: true */ process.cwd(), 'tests/golden', file)
  const { pool } = await database()
  await pool.query(readFileSync(path, 'utf8'))
  // a dump empties the search path of the session it is restored in
  await pool.query(`reset all; set timezone to 'UTC'`)
}

function say(line: string): void {
  console.log(line)
}
