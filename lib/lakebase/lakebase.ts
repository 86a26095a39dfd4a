// Opens a Lakebase database: asks the workspace where it is and who we are, and mints passwords as connections need them.
import { keptSecret } from '../databricks/kept-secret'
import type { Workspace } from '../databricks/workspace'
import { Expected } from '../errors'
import { statusOf } from '../http/json-call'
import { sentence } from '../shared/text'
import { type Found, findCompute, mintCredential, roleOf } from './compute'
import { isPassing, type Patience, PatientPool } from './patient-pool'
import type { LakebasePlace } from './place'
import { refusalOf } from './refusal'
import { verifiedTls } from './tls'

export type LakebaseOptions = {
  max: number
  /** A connection is replaced when it is older, in seconds. Databricks wants a login at least every hour. */
  maxLifetimeSeconds?: number
  patience?: Partial<Patience>
}

type SessionOptions = ConstructorParameters<typeof PatientPool>[0]

/**
 * @param session what every connection of ours has in common
 * @throws Expected `database-unavailable` when the workspace or the database refuses, `misconfigured`
 */
export async function lakebasePool(
  workspace: Workspace,
  place: LakebasePlace,
  session: SessionOptions,
  { max, maxLifetimeSeconds = 2_700, patience }: LakebaseOptions,
): Promise<PatientPool> {
  const ssl = verifiedTls(place.caFile)
  const [found, role] = await Promise.all([find(workspace, place), roleOf(place, workspace)])
  const host = place.host ?? found.host
  if (host === null)
    throw new Expected(
      'database-unavailable',
      'Lakebase has no host name for this database yet. It may still be being made; try again in a moment, or set PGHOST.',
    )
  const password = keptSecret(sentence('The database credential could not be renewed'), () =>
    mintCredential(workspace, found),
  )
  const login = { role, database: place.database, isLakebase: true }
  return new PatientPool(
    {
      ...session,
      host,
      port: place.port,
      database: place.database,
      user: role,
      ssl,
      max,
      maxLifetimeSeconds,
      connectionTimeoutMillis: 15_000,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    },
    {
      password,
      async explain(error) {
        if (isPassing(error)) {
          // stopped, disabled or deleted is something to say; a workspace that is down as well is not
          const reason = await findCompute(workspace, place.compute).catch((why: unknown) => why)
          if (reason instanceof Expected && (reason.cause === undefined || statusOf(reason) === 404)) return reason
        }
        return refusalOf(error, login)
      },
    },
    patience,
  )
}

/** With a host in the settings an endpoint needs no look-up; what else credentials are asked for does. */
async function find(workspace: Workspace, { compute, host }: LakebasePlace): Promise<Found> {
  if (host !== undefined && compute.kind === 'endpoint') return { ...compute, host }
  if (host !== undefined && compute.kind === 'instance') return { ...compute, host }
  return findCompute(workspace, compute)
}
