// Fills the embedded database and closes it again; run by scripts/demo.ts beside the build, and told by it to end when the build does.
import { fillSearchEntries, prepareDemonstration } from '@/lib/demo/prepare'
import { Expected } from '@/lib/errors'
import { closeDatabase } from '@/lib/lakebase/database'

const ending = new AbortController()
process.on('message', () => ending.abort())

async function main() {
  await prepareDemonstration()
  await fillSearchEntries(ending.signal)
  await closeDatabase()
}

main().then(
  () => process.exit(0), // the encoder's thread would keep the process
  (error: unknown) => {
    console.error(error instanceof Expected ? `\n${error.sentence}\n` : error)
    process.exit(1)
  },
)
