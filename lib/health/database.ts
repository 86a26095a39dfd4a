// Does the database answer, and is it one that can be worked with?
import type { Environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import type { Database } from '@/lib/lakebase/database'
import { codeOf } from '@/lib/lakebase/patient-pool'
import type { DatabasePlace } from '@/lib/lakebase/place'
import { type Sentence, sentence } from '@/lib/shared/text'
import { makeWritable, readServerFacts, type ServerFacts } from '@/lib/store/health/server'
import { asExpected } from '@/lib/store/outage'
import { type About, type Finding, fine, unknown, wrong } from './finding'

const ABOUT: About = { check: 'database', name: sentence('Database') }

/** Features that the dashboard's statements use came with it. */
const OLDEST = 150_000

export type ExaminedDatabase = {
  findings: Finding[]
  /** Null when it does not answer. */
  answering: { database: Database; facts: ServerFacts } | null
}

/** @param open null where there is no database yet */
export async function examineDatabase(
  { database: place }: Pick<Environment, 'database'>,
  open: () => Promise<Database | null>,
): Promise<ExaminedDatabase> {
  try {
    const database = await open()
    if (database === null)
      return {
        findings: [unknown(ABOUT, sentence('The embedded database is not there yet; the first start makes it.'))],
        answering: null,
      }
    const facts = await asExpected(() => readServerFacts(database.pool))
    return { findings: [judge(facts, place.kind)], answering: { database, facts } }
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    // another process has the embedded database open: that is examined on its own health page
    if (place.kind === 'embedded' && error.code === 'misconfigured')
      return { findings: [unknown(ABOUT, error)], answering: null }
    return { findings: [wrong(ABOUT, error, whereToLook(error, place), error.sql)], answering: null }
  }
}

/** For a failure whose sentence names no setting. */
function whereToLook({ cause }: Expected, { kind }: DatabasePlace): Sentence | undefined {
  const code = codeOf(cause)
  if (kind !== 'postgres') return undefined
  if (code === 'ECONNREFUSED')
    return sentence('Nothing listens where DATABASE_URL points: check its host and port, and that the server runs.')
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? sentence('Check the host in DATABASE_URL.') : undefined
}

function judge(facts: ServerFacts, kind: DatabasePlace['kind']): Finding {
  const { version, versionName, role, database, isReplica, readOnly } = facts
  const values = { version: versionName, role, database }
  if (version < OLDEST)
    return wrong(
      ABOUT,
      sentence('The database is PostgreSQL {version}; the dashboard needs 15 or newer.', values),
      sentence('Let the database be upgraded.'),
    )
  if (isReplica)
    return wrong(
      ABOUT,
      sentence('The database is a read-only replica: nothing could be changed, and nobody could sign in.'),
      sentence('Use the address of the primary.'),
    )
  if (readOnly !== null)
    return wrong(
      ABOUT,
      sentence('The database only lets the dashboard’s role read: nothing could be changed, and nobody could sign in.'),
      sentence('Let a superuser, or the owner of the database, run:'),
      makeWritable(facts, readOnly),
    )
  return fine(ABOUT, SAID[kind](values))
}

type Answering = { version: string; role: string; database: string }

const SAID = {
  embedded: (values: Answering) => sentence('The embedded database answers (PostgreSQL {version}).', values),
  postgres: (values: Answering) => sentence('PostgreSQL {version} answers: database {database}, role {role}.', values),
  lakebase: (values: Answering) =>
    sentence('Lakebase answers (PostgreSQL {version}): database {database}, role {role}.', values),
}
