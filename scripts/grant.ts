// `npm run grant -- ID admin|auditor [--until 2027-01-31]`, `-- ID --revoke`, `-- --disable ID`, `-- --enable ID`, `-- --list`: who may do what, changed by whoever is on the server.
import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import nextEnv from '@next/env'
import { Expected } from '@/lib/errors'
import { closeDatabase, database } from '@/lib/lakebase/database'
import { isDay } from '@/lib/shared/time'
import { disablePerson, enablePerson, endGrants, grantRole, listGrants } from '@/lib/store/access/roles'
import { derivedKey } from '@/lib/store/configured'
import { keptSecret } from './kept-secret.mjs'

const USAGE = `Say one of:
  npm run grant -- ID admin                        from the next request on
  npm run grant -- ID admin --until 2027-01-31     until that day begins (UTC)
  npm run grant -- ID --revoke                     ends every grant of that person
  npm run grant -- --disable ID                    shuts them out: sessions end, tokens do not count
  npm run grant -- --enable ID                     lets them sign in again
  npm run grant -- --list
ID is the id that the agent knows the person by, byte for byte (MEMORY_USER_ID_CLAIM).`

async function main() {
  // as `npm start` reads them: the same database, and pseudonyms under the same key
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error })
  process.env.NEXTAUTH_SECRET ||= keptSecret()
  const { values, positionals } = read()
  const [userId, role] = positionals
  const by = () => ({ operator: userInfo().username, pseudonymKey: derivedKey('pseudonyms') })
  const { pool } = await database()
  if (values.list === true) {
    const grants = await listGrants(pool)
    for (const grant of grants)
      say(`${grant.userId}  ${grant.role}  by ${grant.grantedBy} ${grant.grantedAt}  until ${grant.until ?? 'revoked'}`)
    if (grants.length === 0) say('Nobody holds a role by a grant.')
  } else if (values.disable !== undefined) {
    await disablePerson(pool, values.disable, by())
    say('Shut out. Every session of theirs has ended, and no new one counts.')
  } else if (values.enable !== undefined) {
    say((await enablePerson(pool, values.enable, by())) ? 'They can sign in again.' : 'They had not been shut out.')
  } else if (userId !== undefined && values.revoke === true) {
    const ended = await endGrants(pool, userId, by())
    say(ended > 0 ? 'Revoked, from their next request on.' : 'There was no grant to revoke. See --list.')
    say('MEMORY_ADMIN_EMAILS and MEMORY_ADMIN_GROUPS may still make them an administrator.')
  } else if (userId !== undefined && (role === 'admin' || role === 'auditor')) {
    const until = values.until === undefined ? null : startOf(values.until)
    await grantRole(pool, { userId, role, until }, by())
    say(`Granted: ${role}, from their next request on.`)
  } else throw new Expected('misconfigured', USAGE)
}

function read() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        until: { type: 'string' },
        revoke: { type: 'boolean' },
        disable: { type: 'string' },
        enable: { type: 'string' },
        list: { type: 'boolean' },
      },
    })
  } catch {
    throw new Expected('misconfigured', USAGE) // an option that there is not
  }
}

/** When `2027-01-31` begins, in UTC. Whether it is over says the database's clock. */
function startOf(text: string): string {
  if (!isDay(text)) throw new Expected('misconfigured', `--until needs a day such as 2027-01-31, not ${text}.`)
  return `${text}T00:00:00.000Z`
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
