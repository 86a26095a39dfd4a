// `npm run verify-audit`: proves that the audit is what was recorded, against the checkpoints outside the database.
// `-- --checkpoint` writes one first, `--file FILE` reads another file, `--public-key KEY` (also several) needs no secret,
// `--need-checkpoint` is content with nothing less than a checkpoint, and no doubt. Ends with 0 (all holds), 1 (something does not) or 2 (it could not be looked at).
import { parseArgs } from 'node:util'
import nextEnv from '@next/env'
import { readPublicKey, writePublicKey } from '@/lib/audit/checkpoints'
import { configuredSeal, sealAudit } from '@/lib/audit/seal'
import { verifyAudit } from '@/lib/audit/verify'
import { readableEnvironment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { type Database, openToLook } from '@/lib/lakebase/database'
import { inEnglish } from '@/lib/shared/text'
import { isVouchedFor, reportOf } from './audit-report'
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
    return await prove(database, {
      file: values.file ?? environment.checkpointFile,
      given,
      isSealing: values.checkpoint === true,
      isNeeded: values['need-checkpoint'] === true,
    })
  } finally {
    await database.close()
  }
}

type Asked = { file: string; given: ReturnType<typeof keyOf>[]; isSealing: boolean; isNeeded: boolean }

async function prove({ pool }: Database, { file, given, isSealing, isNeeded }: Asked): Promise<number> {
  const isDoubtful = isSealing && (await seal(pool, file))
  const keys = given.length > 0 ? given : [configuredSeal().signer.publicKey]
  const begun = performance.now()
  const verdict = await verifyAudit(pool, { file, keys })
  for (const line of reportOf(verdict, file, (performance.now() - begun) / 1_000)) say(line)
  for (const key of keys) say(`Public key: ${writePublicKey(key)}`)
  const isLacking = isNeeded && (isDoubtful || !isVouchedFor(verdict))
  if (isLacking) say('✗ A checkpoint was to vouch for it without a doubt, and none does.')
  return verdict.breaks.length > 0 || isLacking ? 1 : 0
}

/** @returns whether there was a doubt before the checkpoint was written, which it hides */
async function seal(pool: Database['pool'], file: string): Promise<boolean> {
  const { sealed, problem, doubt } = await sealAudit(pool, { ...configuredSeal(), file })
  if (problem !== null) say(`✗ No checkpoint was written. ${inEnglish(problem)}`)
  if (doubt !== null) say(`? ${inEnglish(doubt)}`)
  if (sealed !== null && problem === null) say(`Sealed: entry ${sealed.seq}, at ${sealed.at}, in ${file}`)
  if (sealed === null && problem === null && doubt === null) say('Nothing is recorded yet.')
  return doubt !== null
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

function say(line: string) {
  console.log(line)
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
