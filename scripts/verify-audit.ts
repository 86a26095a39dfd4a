// `npm run verify-audit`: proves that the audit is what was recorded, against the checkpoints outside the database.
// `-- --checkpoint` writes one first, `--file FILE` reads another file, `--public-key KEY` (also several) needs no secret.
// Ends with 0 (all holds), 1 (something does not) or 2 (it could not be looked at).
import { parseArgs } from 'node:util'
import nextEnv from '@next/env'
import { readPublicKey, writePublicKey } from '@/lib/audit/checkpoints'
import { configuredSeal, sealAudit } from '@/lib/audit/seal'
import { type Break, type Verdict, verifyAudit } from '@/lib/audit/verify'
import { readableEnvironment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { type Database, openToLook } from '@/lib/lakebase/database'
import { inEnglish } from '@/lib/shared/text'
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
    return await prove(database, values.file ?? environment.checkpointFile, given, values.checkpoint === true)
  } finally {
    await database.close()
  }
}

async function prove({ pool }: Database, file: string, given: ReturnType<typeof keyOf>[], isSealing: boolean) {
  if (isSealing) {
    const { sealed, problem, doubt } = await sealAudit(pool, { ...configuredSeal(), file })
    if (problem !== null) say(`✗ No checkpoint was written. ${inEnglish(problem)}`)
    if (doubt !== null) say(`? ${inEnglish(doubt)}`)
    if (problem === null)
      say(sealed === null ? 'Nothing is recorded yet.' : `Sealed: entry ${sealed.seq}, at ${sealed.at}, in ${file}`)
  }
  const keys = given.length > 0 ? given : [configuredSeal().signer.publicKey]
  const begun = performance.now()
  const verdict = await verifyAudit(pool, { file, keys })
  conclude(verdict, file, (performance.now() - begun) / 1_000)
  for (const key of keys) say(`Public key: ${writePublicKey(key)}`)
  return verdict.breaks.length === 0 ? 0 : 1
}

function conclude(
  { entries, holding, breaks, doubts, checkpoints: { count, last } }: Verdict,
  file: string,
  seconds: number,
) {
  for (const one of breaks) say(`✗ ${where(one)}${inEnglish(one.said)}`)
  const counted = `${holding} of ${entries} entries, in ${seconds.toFixed(1)} s`
  say(
    breaks.length === 0
      ? `✓ The record is whole: ${counted}.`
      : `✗ The record does not hold. Before the first break: ${counted}.`,
  )
  for (const doubt of doubts) say(`? ${inEnglish(doubt)}`)
  if (last === null) {
    say(
      `? Nothing outside the database vouches for it: ${file} holds no checkpoint of it (npm run verify-audit -- --checkpoint).`,
    )
    return
  }
  say(`✓ Checkpoints of it in ${file}: ${count}. Entry ${last.seq} is as it was sealed at ${last.at}.`)
  if (last.seq < entries)
    say(
      `? The ${entries - last.seq} entries after that are sealed by nothing yet: whoever owns the tables could have rewritten them.`,
    )
}

function where({ seq, auditId, at }: Break): string {
  const parts = [seq === null ? '' : `Entry ${seq}`, auditId === null ? '' : `row ${auditId}`, at ?? '']
  const said = parts.filter((part) => part !== '').join(', ')
  return said === '' ? '' : `${said}: `
}

function read() {
  try {
    return parseArgs({
      options: {
        checkpoint: { type: 'boolean' },
        file: { type: 'string' },
        'public-key': { type: 'string', multiple: true },
      },
    })
  } catch {
    throw new Expected('misconfigured', 'There are --checkpoint, --file FILE and --public-key KEY.')
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
