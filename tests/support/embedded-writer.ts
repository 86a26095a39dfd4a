// A process of its own on an embedded database: writes memories until it is killed, one line on its output for each that was acknowledged.
import { openEmbedded } from '@/lib/lakebase/database'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { createMemory } from '@/lib/store/change/write'
import { codePointEmbedder, storeWith, viewer } from './stores'

const [dataDir = '', name = ''] = process.argv.slice(2)
try {
  const { pool } = await openEmbedded(dataDir)
  await setUpAgentTables(pool, 'public', 16)
  const ada = viewer(await storeWith(pool, codePointEmbedder(16)), 'ada')
  console.log('open')
  for (let at = 0; ; at++) {
    const key = `${name}${at}`
    await createMemory(ada, { key, json: JSON.stringify({ text: `memory ${key}` }) })
    console.log(key)
  }
} catch (error) {
  console.log(`error: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
}
