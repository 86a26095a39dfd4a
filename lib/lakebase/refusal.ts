// What a connection that could not be made means, and what to do: each way of failing has its own sentence.
import { Expected } from '../errors'
import { type Sentence, sentence } from '../shared/text'
import { codeOf } from './patient-pool'

/** Who wanted in, and where; as far as it is known. */
export type Login = { role: string; database: string; isLakebase: boolean }

const CERTIFICATE =
  /^(ERR_TLS_CERT|CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET_ISSUER)|HOSTNAME_MISMATCH)/
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', '57P03'])

/** The Expected for a failure to connect; null where there is nothing of its own to say. Names no host: people read it. */
export function refusalOf(error: unknown, { role, database, isLakebase }: Login): Expected | null {
  if (!(error instanceof Error)) return null
  const code = codeOf(error)
  const say = (said: Sentence, sql?: string) => new Expected('database-unavailable', said, { cause: error, sql })

  // the words are Postgres' own, in English or not at all: then the general sentence of the code is said
  if (code === '28000' && /not permitted to log in/.test(error.message))
    return say(
      sentence(
        'The dashboard’s role may not log in to the database (any more). Let the owner of the database allow it.',
      ),
      `ALTER ROLE ${quoted(role)} LOGIN;`,
    )
  if ((code === '28P01' || code === '28000') && isLakebase)
    return say(
      sentence(
        'The database refused the login of the dashboard’s role, with a new credential too. Either it has no such role, or PGUSER names somebody else than the workspace token belongs to. Let the owner of the database create the role.',
      ),
      createRole(role),
    )
  if (code === '28P01' || code === '28000')
    return say(sentence('The database refused the login. User and password in DATABASE_URL must be checked.'))
  if (code === '3D000')
    return say(
      isLakebase
        ? sentence(
            'There is no database {database} on this server. Set PGDATABASE to the one that holds the agent’s tables.',
            { database },
          )
        : sentence('There is no database {database} on this server. Correct its name in DATABASE_URL.', { database }),
    )
  if (code === '42501')
    return say(
      sentence('The dashboard’s role may not connect to the database {database}. Let its owner allow it.', {
        database,
      }),
      `GRANT CONNECT ON DATABASE ${quoted(database)} TO ${quoted(role)};`,
    )
  if (code === '53300')
    return say(
      sentence(
        'The database has no connection left for the dashboard. Set DATABASE_POOL_SIZE lower, or let the database accept more connections.',
      ),
    )
  if (CERTIFICATE.test(code))
    return say(
      sentence(
        'The database’s certificate is not one for its host, or not from an authority that is known here ({code}). Nothing was sent. Check the host; for a private authority set PGSSLROOTCERT to its certificates.',
        { code },
      ),
    )
  if (/does not support SSL connections/.test(error.message))
    return say(
      sentence(
        'The database takes no encrypted connections, and others are only made on this machine. Where the network between is trusted, add sslmode=disable to DATABASE_URL.',
      ),
    )
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return say(
      sentence(
        'The host name of the database is not known ({code}). Check it; a Lakebase instance that was deleted has lost its name.',
        { code },
      ),
    )
  if (isLakebase && (UNREACHABLE.has(code) || /^Connection terminated/.test(error.message)))
    return say(
      sentence(
        'The database took no connection. It may be waking up or stopped; nothing is lost, try again in a moment.',
      ),
    )
  return null
}

/** For the owner of a Lakebase database to run. A service principal's role is its client id. */
function createRole(role: string): string {
  const identity = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(role) ? 'SERVICE_PRINCIPAL' : 'USER'
  return `CREATE EXTENSION IF NOT EXISTS databricks_auth;\nSELECT databricks_create_role('${role.replaceAll("'", "''")}', '${identity}');`
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
