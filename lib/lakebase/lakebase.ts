// Opens a Lakebase database: asks the workspace where it is and who we are, and mints passwords as connections need them.
import { setTimeout as pause } from 'node:timers/promises'
import { keptSecret } from '../databricks/kept-secret'
import type { Workspace } from '../databricks/workspace'
import { Expected } from '../errors'
import { statusOf } from '../http/json-call'
import { sentence } from '../shared/text'
import { type Found, findCompute, mintCredential, roleOf } from './compute'
import { isPassing, type Patience, PatientPool } from './patient-pool'
import type { Compute, LakebasePlace } from './place'
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
  const whyDown = outageTeller(workspace, place.compute)
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
      explain: async (error) => (isPassing(error) ? await whyDown() : null) ?? refusalOf(error, login),
    },
    patience,
  )
}

/** How long what the workspace says about an outage is taken for true, and how long it is waited for. */
const REASON_HOLDS_MS = 10_000
const REASON_WAIT_MS = 3_000

/**
 * What the workspace knows of a database that takes no connection: stopped, disabled or deleted; null when it knows nothing of that,
 * or is down itself. Asked once for all who meet the outage.
 */
function outageTeller(workspace: Workspace, compute: Compute): () => Promise<Expected | null> {
  let asked: { at: number; reason: Promise<Expected | null> } | undefined
  const ask = async () => {
    try {
      await findCompute(workspace, compute)
    } catch (why) {
      if (why instanceof Expected && (why.cause === undefined || statusOf(why) === 404)) return why
    }
    return null
  }
  return () => {
    const now = performance.now()
    if (asked === undefined || now - asked.at > REASON_HOLDS_MS) asked = { at: now, reason: ask() }
    return Promise.race([asked.reason, pause(REASON_WAIT_MS, null, { ref: false })])
  }
}

/** With a host in the settings an endpoint needs no look-up; what else credentials are asked for does. */
async function find(workspace: Workspace, { compute, host }: LakebasePlace): Promise<Found> {
  if (host !== undefined && compute.kind === 'endpoint') return { ...compute, host }
  if (host !== undefined && compute.kind === 'instance') return { ...compute, host }
  return findCompute(workspace, compute)
}
