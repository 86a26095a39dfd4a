// `npm run accelerate`: what may be added to the agent's tables to make the dashboard faster, with its cost; made only when it is named and confirmed.
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import nextEnv from '@next/env'
import type pg from 'pg'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { openToLook } from '@/lib/lakebase/database'
import { findTables } from '@/lib/store/memory-store'
import {
  type Acceleration,
  type AccelerationName,
  type Outlook,
  PATIENCE,
  type Patience,
} from './accelerate/acceleration'
import { inlineVectors } from './accelerate/inline-vectors'
import { newest } from './accelerate/newest'

const USAGE = `Say one of:
  npm run accelerate                                     what there is and what it costs; changes nothing
  npm run accelerate -- newest                           makes it, once you have typed its name
  npm run accelerate -- inline-vectors                   likewise
  --yes                                                  without being asked
  --undo                                                 takes it away again
  --despite-others                                       inline-vectors, although others hold the table: they wait
  --wait 60                                              so many seconds for a lock instead of 5`

const ACCELERATIONS: Record<AccelerationName, Acceleration> = { newest, 'inline-vectors': inlineVectors }

async function main() {
  const { name, isUndo, isConfirmed, patience } = read()
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error })
  const settings = environment()
  const database = await openToLook(settings)
  if (database === null)
    throw new Expected('store-not-ready', 'The embedded database is not there yet; the first start makes it.')
  const { pool, close } = database
  const catalog = await findTables(pool, settings.memorySchema)
  const client: pg.PoolClient = await pool.connect()
  try {
    if (name === null) {
      say(
        'Optional: no answer depends on them, and none is ever made unasked. The agent’s tables get nothing else from the dashboard.',
      )
      for (const { outlook } of Object.values(ACCELERATIONS)) describe(await outlook(client, catalog))
      return
    }
    const { outlook, make, undo } = ACCELERATIONS[name]
    const found = await outlook(client, catalog)
    describe(found, isUndo)
    if (!isConfirmed && !(await isTyped(name))) {
      process.exitCode = 1
      return say('Nothing has been done.')
    }
    say(await (isUndo ? undo : make)(client, catalog, patience))
  } finally {
    client.release(true) // it may change things from here on
    await close()
  }
}

function describe(
  { name, state, brings, size, time, locks, writes, sql, undoSql, hindrance }: Outlook,
  isUndo = false,
) {
  const STATES = { made: 'made', 'not made': 'not made', partly: 'left half made by a failed try' }
  say(`\n${name} (${STATES[state]})`)
  for (const [what, said] of Object.entries({ brings, size, time, locks, 'each write': writes }))
    say(`  ${what.padEnd(11)}${said}`)
  if (hindrance !== null) say(`  but        ${hindrance}`)
  if (state !== 'made' && !isUndo) for (const line of sql) say(`  make       ${line}`)
  for (const line of undoSql) say(`  undo       ${line}`)
}

/** Whether the name is typed, by somebody who can. */
async function isTyped(name: string): Promise<boolean> {
  process.stdout.write(`\nType ${name} to go on: `)
  for await (const line of createInterface({ input: process.stdin })) return line.trim() === name
  say('')
  return false
}

function read(): { name: AccelerationName | null; isUndo: boolean; isConfirmed: boolean; patience: Patience } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        yes: { type: 'boolean' },
        undo: { type: 'boolean' },
        'despite-others': { type: 'boolean' },
        wait: { type: 'string' },
      },
    })
    const [name, ...more] = positionals
    const waiting = Number(values.wait ?? PATIENCE.seconds)
    if (!Number.isInteger(waiting) || waiting < 1) throw new Expected('misconfigured', USAGE)
    const rest = {
      isUndo: values.undo === true,
      isConfirmed: values.yes === true,
      patience: { seconds: waiting, isForced: values['despite-others'] === true },
    }
    if (name === undefined && Object.keys(values).length === 0) return { name: null, ...rest }
    if (more.length === 0 && (name === 'newest' || name === 'inline-vectors')) return { name, ...rest }
  } catch {
    // an option that there is not
  }
  throw new Expected('misconfigured', USAGE)
}

function say(line: string) {
  console.log(line)
}

main().then(
  () => process.stdout.write('', () => process.exit()),
  (error: unknown) => {
    console.error(error instanceof Expected ? error.forOperators : error)
    process.exit(1)
  },
)
