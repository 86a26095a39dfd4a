// Fills the embedded database the first time it is opened, and says so line by line.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { embedder } from '@/lib/embedding/configured'
import { environment } from '@/lib/env'
import { database } from '@/lib/lakebase/database'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { readCatalog } from '@/lib/store/catalog'
import { memoryStore } from '@/lib/store/configured'
import { seedMemories } from '@/lib/store/seed'
import { readSetting, writeSetting } from '@/lib/store/settings'
import { demoMemories } from './people'

/** Opens the embedded database; an empty one gets the agent's tables and the data that `DEMO_DATA` names. Idempotent. */
export async function prepareDemonstration(): Promise<void> {
  const { embeddedDataDir, demoData, memorySchema } = environment()
  say(`Opening the embedded database in ${embeddedDataDir} …`)
  const { pool } = await database()
  if ((await readSetting(pool, 'demonstration')) !== null) {
    await memoryStore()
    return say('The database is ready.')
  }
  if (demoData === 'golden' && (await readCatalog(pool, memorySchema)) === null) {
    say('Loading the rows that the agent’s own store wrote …')
    const dump = readFileSync(
      join(/* turbopackIgnore: true */ process.cwd(), 'tests/golden/agent_store_whole_value.sql'),
      'utf8',
    )
    await pool.query(dump)
    // a dump empties the search path of the session it is restored in
    await pool.query(`reset all; set timezone to 'UTC'`)
  } else await setUpAgentTables(pool, memorySchema, embedder().dims)
  if (demoData === 'people') {
    const memories = demoMemories()
    say(`Writing ${memories.length} memories and their search entries …`)
    await seedMemories(await memoryStore(), memories, (done) => say(`  ${done} of ${memories.length}`))
  }
  await writeSetting(pool, 'demonstration', demoData)
  say('The database is ready.')
}

function say(line: string): void {
  console.log(line)
}
