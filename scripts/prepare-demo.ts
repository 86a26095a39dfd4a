// Puts the demonstration's rows into the embedded database and closes it again; run by scripts/demo.ts beside the build.
import { prepareDemonstration } from '@/lib/demo/prepare'
import { Expected } from '@/lib/errors'
import { closeDatabase } from '@/lib/lakebase/database'

async function main() {
  await prepareDemonstration()
  await closeDatabase()
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Expected ? `\n${error.sentence}\n` : error)
    process.exit(1)
  },
)
