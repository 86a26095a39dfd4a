// The whole of a database as pg_dump writes it, where that program is at hand.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'

const FOLDER = resolve('.data/postgres-17')
const PROGRAM = '/usr/lib/postgresql/17/bin/pg_dump'

/** That of the server which scripts/ensure-postgres.mjs starts; null: it is not at hand. */
function findProgram(): string[] | null {
  if (process.env.TEST_DATABASE_URL) return null
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
  const [newest] = versions
    .filter((version) => existsSync(`/usr/share/postgresql/${version}/extension/vector.control`))
    .sort((a, b) => Number(b) - Number(a))
  if (newest !== undefined) return [`/usr/lib/postgresql/${newest}/bin/pg_dump`]
  return existsSync(`${FOLDER}${PROGRAM}`) && process.getuid?.() === 0 ? ['chroot', FOLDER, PROGRAM] : null
}

const program = findProgram()
export const hasDump = program !== null

/** @param url of the database */
export function dumpOf(url: string): string {
  const [command = '', ...args] = program ?? []
  return execFileSync(command, [...args, url], {
    encoding: 'utf8',
    maxBuffer: 200_000_000,
    env: { ...process.env, LC_ALL: 'C' },
  })
}
