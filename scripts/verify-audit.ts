// `npm run verify-audit`: proves that the audit is what was recorded, against the checkpoints outside the database.
// `-- --checkpoint` writes one first, `--file FILE` reads another file, `--public-key KEY` (also several) needs no secret,
// `--need-checkpoint` is content with nothing less than a checkpoint, and no doubt. Ends with 0 (all holds), 1 (something does not) or 2 (it could not be looked at).
import { parseArgs } from 'node:util'
import nextEnv from '@next/env'
import { readPublicKey } from '@/lib/audit/checkpoints'
import { configuredSeal } from '@/lib/audit/seal'
import { readableEnvironment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { openToLook } from '@/lib/lakebase/database'
import { proveAudit } from './audit-proof'
import { keptSecret } from './kept-secret.mjs'

async function main(): Promise<number> {
  const { values } = read()
  // as `npm start` reads them
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error })
  const given = (values['public-key'] ?? []).map(keyOf)
  if (given.length === 0 || values.checkpoint === true) process.env.NEXTAUTH_SECRET ||= keptSecret()
  const { environment } = readableEnvironment()
  const database = await openToLook(environment)
  if (database === null)
    throw new Expected('store-not-ready', 'There is no database here yet, and so nothing to prove.')
  try {
    const asked = {
      file: values.file ?? environment.checkpointFile,
      keys: given.length > 0 ? given : [configuredSeal().signer.publicKey],
      signer: values.checkpoint === true ? configuredSeal().signer : null,
      isNeeded: values['need-checkpoint'] === true,
    }
    return await proveAudit(database.pool, asked, (line) => console.log(line))
  } finally {
    await database.close()
  }
}

function read() {
  try {
    return parseArgs({
      options: {
        checkpoint: { type: 'boolean' },
        file: { type: 'string' },
        'need-checkpoint': { type: 'boolean' },
        'public-key': { type: 'string', multiple: true },
      },
    })
  } catch {
    throw new Expected('misconfigured', 'There are --checkpoint, --need-checkpoint, --file FILE and --public-key KEY.')
  }
}

function keyOf(text: string) {
  const key = readPublicKey(text)
  if (key === null)
    throw new Expected('misconfigured', '--public-key needs 32 bytes in base64url, as this command prints them.')
  return key
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(
      `\nThe audit could not be looked at: ${error instanceof Expected ? error.forOperators : String(error)}\n`,
    )
    process.exitCode = 2
  },
)
