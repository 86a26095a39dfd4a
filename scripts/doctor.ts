// `npm run doctor`: examines this installation with the settings that `npm start` would have, and says what to do. `--json` is for programs.
// Ends with 0 (nothing is wrong), 1 (something is) or 2 (the examination could not be made).
import nextEnv from '@next/env'
import { readableEnvironment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { examine } from '@/lib/health/examine'
import type { Finding } from '@/lib/health/finding'
import type { Database } from '@/lib/lakebase/database'
import { openToLook } from '@/lib/lakebase/database'
import { inEnglish } from '@/lib/shared/text'

const SIGNS = { fine: '✓', wrong: '✗', unknown: '?' } as const
const COLOURS = { fine: 32, wrong: 31, unknown: 33 } as const

async function main(): Promise<number> {
  const asked = process.argv.slice(2)
  const strange = asked.find((one) => one !== '--json')
  if (strange !== undefined) throw new Expected('misconfigured', `${strange} is not an option. There is --json.`)
  // as `next start` reads them: .env, .env.production, .env.local
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error })
  const asJson = asked.includes('--json')
  const findings: Finding[] = []
  let database: Database | null = null
  try {
    const settings = readableEnvironment()
    const open = async () => {
      database = await openToLook(settings.environment)
      return database
    }
    for await (const finding of examine({ ...settings, open })) {
      findings.push(finding)
      if (!asJson) print(finding)
    }
  } finally {
    await (database as Database | null)?.close()
  }
  if (asJson)
    console.log(JSON.stringify({ examinedAt: new Date().toISOString(), findings: findings.map(inWords) }, null, 2))
  else conclude(findings)
  return findings.some(({ state }) => state === 'wrong') ? 1 : 0
}

function print(finding: Finding) {
  const { name, state, said, cure, sql } = inWords(finding)
  const sign = inColour(`${SIGNS[state]} ${state.padEnd(7)}`, COLOURS[state])
  console.log([`${sign} ${name}: ${said}`, cure].filter((one) => one !== undefined).join(' '))
  for (const line of sql?.split('\n') ?? []) console.log(`    ${line}`)
}

function conclude(findings: Finding[]) {
  const count = (state: Finding['state']) => findings.filter((one) => one.state === state).length
  const [wrong, unknown] = [count('wrong'), count('unknown')]
  console.log('')
  if (wrong > 0) console.log(inColour(wrong === 1 ? '1 thing is wrong.' : `${wrong} things are wrong.`, COLOURS.wrong))
  else console.log(inColour('Nothing is wrong.', COLOURS.fine))
  if (unknown > 0) console.log(unknown === 1 ? '1 thing could not be told.' : `${unknown} things could not be told.`)
}

function inWords({ check, name, state, said, cure, sql }: Finding) {
  return { check, name: inEnglish(name), state, said: inEnglish(said), cure: cure && inEnglish(cure), sql }
}

function inColour(text: string, colour: number): string {
  return process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[${colour}m${text}\u001b[0m` : text
}

/** Ends the process when everything is printed: the encoder's thread would keep it. */
function end(code: number) {
  process.stdout.write('', () => process.exit(code))
}

main().then(end, (error: unknown) => {
  const why = error instanceof Error ? error.message : 'an unknown error'
  console.error(`\nThe examination could not be made: ${why}\n`)
  end(2)
})
