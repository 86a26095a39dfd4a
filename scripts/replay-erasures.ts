// `npm run replay-erasures`: after a backup was restored, erases again what the ledger says was erased since. Says first what there is to
// do; `-- --dry-run` leaves it at that. `-- --set-aside` records lines that cannot be proven as known, without doing anything of them.
// Ends with 0 (all is done), 1 (something is left) or 2 (it could not be looked at).
import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import nextEnv from '@next/env'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { closeDatabase, database } from '@/lib/lakebase/database'
import { LedgerFileError } from '@/lib/ledger/file'
import { configuredLedger } from '@/lib/ledger/ledger'
import { derivedKey } from '@/lib/store/configured'
import { findTables, pseudonym } from '@/lib/store/memory-store'
import { keptSecret } from './kept-secret.mjs'
import { replayErasures } from './replay-report'

async function main(): Promise<number> {
  const { values } = read()
  // as `npm start` reads them: the same database, and fingerprints under the same key
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error })
  process.env.NEXTAUTH_SECRET ||= keptSecret()
  const ledger = configuredLedger()
  if (ledger === null)
    throw new Expected('misconfigured', 'ERASURE_LEDGER is not set, so there is no ledger that could be replayed.')
  const { pool } = await database()
  const { memorySchema, namespaceRoot, namespaceStyle, erasure } = environment()
  const pseudonymKey = derivedKey('pseudonyms')
  const store = {
    ...{ pool, namespaceRoot, namespaceStyle, pseudonymKey, threads: erasure.threads },
    catalog: await findTables(pool, memorySchema),
  }
  const asked = {
    by: pseudonym({ pseudonymKey }, 'operator', userInfo().username),
    isDryRun: values['dry-run'] === true,
    setsAside: values['set-aside'] === true,
  }
  return replayErasures(store, ledger, asked, (line) => console.log(line))
}

function read() {
  try {
    return parseArgs({ options: { 'dry-run': { type: 'boolean' }, 'set-aside': { type: 'boolean' } } })
  } catch {
    throw new Expected('misconfigured', 'There are --dry-run and --set-aside.')
  }
}

main()
  .then(
    (code) => {
      process.exitCode = code
    },
    (error: unknown) => {
      const isKnown = error instanceof Expected || error instanceof LedgerFileError
      const why = error instanceof Expected ? error.forOperators : isKnown ? error.message : String(error)
      console.error(`\nNothing could be replayed: ${why}\n`)
      process.exitCode = 2
    },
  )
  .finally(closeDatabase)
