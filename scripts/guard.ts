// `npm run guard -- print|install|remove|state|test`: the triggers in the agent's tables that keep what was forgotten from coming back. docs/guard.md says what they do.
import { parseArgs } from 'node:util'
import nextEnv from '@next/env'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { closeDatabase, database } from '@/lib/lakebase/database'
import { inEnglish } from '@/lib/shared/text'
import { quoteName } from '@/lib/store/catalog'
import { allowOwnerSql, type GuardMode, guardSql, removeGuardSql } from '@/lib/store/forgetting/guard-sql'
import { allowOwner, GUARD_FAILURES, guardState, installGuard, tryGuard } from '@/lib/store/forgetting/guard-state'
import { findTables } from '@/lib/store/memory-store'
import { keptSecret } from './kept-secret.mjs'

const USAGE = `Say one of:
  npm run guard -- print              the statements for the owner of the agent's tables, who may then run them
  npm run guard -- print --raise      the same, and agents are told instead of hearing nothing
  npm run guard -- print --remove     the statements that take it away
  npm run guard -- install [--raise]  runs them, where the dashboard's own role owns the tables
  npm run guard -- remove             likewise
  npm run guard -- state              whether it stands
  npm run guard -- test               tries to pass it, and leaves nothing behind`

async function main() {
  const { command, mode, isRemoval } = read()
  // as `npm start` reads them
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error })
  process.env.NEXTAUTH_SECRET ||= keptSecret()
  const { memorySchema, namespaceRoot } = environment()
  const { pool } = await database()
  const catalog = await findTables(pool, memorySchema)
  const found = await guardState(pool, catalog, namespaceRoot)
  const wanted = isRemoval ? removeGuardSql(catalog) : guardSql(catalog, mode, namespaceRoot)
  if (command === 'print') {
    await mayAttach(found)
    say(wanted)
  } else if (command === 'install') {
    if (!found.mayInstall) throw new Expected('store-not-ready', OWNER_ONLY, { sql: wanted })
    if (isRemoval) await pool.query(wanted)
    else await installGuard(pool, catalog, mode, namespaceRoot)
    say(isRemoval ? 'Removed. Agents may write again what was forgotten.' : await tried())
  } else if (command === 'test') {
    say(await tried())
  } else {
    const { state, closed, owner } = found
    say(`The guard is ${STATES[state]}. The agent's tables belong to ${owner}. Closed to agents: ${closed}.`)
  }

  async function mayAttach({ owner, isOwnerAllowed }: typeof found) {
    if (isOwnerAllowed || isRemoval) return
    // whoever may not give it gets an error or a mere warning
    await allowOwner(pool, owner).catch(() => {})
    if ((await guardState(pool, catalog, namespaceRoot)).isOwnerAllowed) return
    say(`-- a superuser runs this first: ${owner} may not attach the dashboard's functions yet`)
    say(allowOwnerSql(quoteName(owner)))
  }

  async function tried(): Promise<string> {
    const failed = await tryGuard(pool, catalog, namespaceRoot)
    if (failed === null)
      return 'The guard holds: a canary of a closed namespace was not stored, one of an open namespace was.'
    process.exitCode = 1
    return `The guard does not hold. ${inEnglish(GUARD_FAILURES[failed])}`
  }
}

const OWNER_ONLY = 'Only the owner of the agent’s tables may do that. Let them run, or a superuser:'
const STATES = {
  missing: 'not installed',
  disabled: 'incomplete or switched off',
  skip: 'installed: what it refuses is left out without a word',
  raise: 'installed: what it refuses is answered with an error',
}

function read(): { command: 'print' | 'install' | 'state' | 'test'; mode: GuardMode; isRemoval: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { raise: { type: 'boolean' }, remove: { type: 'boolean' } },
    })
    const [command, ...more] = positionals
    const mode = values.raise === true ? 'raise' : 'skip'
    if (more.length === 0 && command === 'remove') return { command: 'install', mode, isRemoval: true }
    if (
      more.length === 0 &&
      (command === 'print' || command === 'install' || command === 'state' || command === 'test')
    )
      return { command, mode, isRemoval: values.remove === true }
  } catch {
    // an option that there is not
  }
  throw new Expected('misconfigured', USAGE)
}

function say(line: string) {
  console.log(line)
}

main()
  .catch((error: unknown) => {
    if (!(error instanceof Expected)) throw error
    console.error(error.forOperators)
    process.exitCode = 1
  })
  .finally(closeDatabase)
