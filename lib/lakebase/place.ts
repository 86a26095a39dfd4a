// Which database the settings name. Only that: nothing is asked and nothing is opened.

/** Where the memories lie. */
export type DatabasePlace =
  | { kind: 'embedded'; dataDir: string }
  | { kind: 'postgres'; url: string; caFile?: string }
  | LakebasePlace

export type LakebasePlace = {
  kind: 'lakebase'
  compute: Compute
  /** Undefined: the workspace is asked. */
  host?: string
  port: number
  database: string
  /** Role to log in as; undefined: who the workspace token belongs to. */
  user?: string
  /** Certificates of a private authority, as PEM; undefined: the public ones that Node knows. */
  caFile?: string
}

/** What answers in Lakebase: an endpoint of an autoscaling project, or a provisioned instance. */
export type Compute =
  /** `projects/{project}/branches/{branch}/endpoints/{endpoint}` */
  | { kind: 'endpoint'; endpoint: string }
  /** The endpoint of a branch that can be written to: `projects/{project}/branches/{branch}`. */
  | { kind: 'branch'; branch: string }
  | { kind: 'instance'; instance: string }
  /** The instance that has this host name. Databricks Apps give this one for a `database` resource. */
  | { kind: 'instance-host'; instanceHost: string }

/** As they stand in the environment. Source: Databricks' templates agent-langgraph-advanced and appkit-lakebase. */
export type PlaceSettings = {
  databaseUrl?: string
  embeddedDataDir: string
  endpoint?: string
  autoscalingEndpoint?: string
  project?: string
  branch?: string
  instance?: string
  host?: string
  port: number
  database?: string
  user?: string
  sslMode?: string
  caFile?: string
}

/**
 * A URL comes first, then an endpoint, then a project and its branch, then an instance, as in Databricks' own template; a host name
 * of Lakebase alone is an instance's. Else the embedded database. Settings with {@link placeProblems} have no place.
 */
export function databasePlace(settings: PlaceSettings): DatabasePlace {
  const { databaseUrl, embeddedDataDir, host, port, database = 'databricks_postgres', user, caFile } = settings
  if (databaseUrl !== undefined) return { kind: 'postgres', url: databaseUrl, caFile }
  const compute = computeOf(settings)
  return compute === undefined
    ? { kind: 'embedded', dataDir: embeddedDataDir }
    : { kind: 'lakebase', compute, host, port, database, user, caFile }
}

/** What cannot stay as it is, by the name of a setting that is set. */
export function placeProblems(settings: PlaceSettings): { setting: string; message: string }[] {
  const { databaseUrl, endpoint, autoscalingEndpoint, project, branch, sslMode = '' } = settings
  const problems: { setting: string; message: string }[] = []
  const refuse = (setting: string, message: string) => problems.push({ setting, message })
  if (databaseUrl !== undefined) return problems
  for (const [setting, path] of Object.entries({
    LAKEBASE_ENDPOINT: endpoint,
    LAKEBASE_AUTOSCALING_ENDPOINT: autoscalingEndpoint,
  }))
    if (path !== undefined && !ENDPOINT.test(path))
      refuse(setting, 'must look like projects/my-project/branches/production/endpoints/primary')
  if (project !== undefined && branch === undefined)
    refuse('LAKEBASE_AUTOSCALING_PROJECT', 'needs LAKEBASE_AUTOSCALING_BRANCH')
  if (branch !== undefined && project === undefined)
    refuse('LAKEBASE_AUTOSCALING_BRANCH', 'needs LAKEBASE_AUTOSCALING_PROJECT')
  if (/^(disable|allow|no-verify)$/.test(sslMode) && computeOf(settings) !== undefined)
    refuse('PGSSLMODE', 'must be removed: connections to Lakebase are always encrypted, and its certificate is checked')
  return problems
}

const ENDPOINT = /^projects\/[^/]+\/branches\/[^/]+\/endpoints\/[^/]+$/
/** Host names of Lakebase on the three clouds. */
const LAKEBASE_HOST = /\.database\.([\w-]+\.)?(cloud\.databricks\.com|gcp\.databricks\.com|azuredatabricks\.net)$/i

function computeOf(settings: PlaceSettings): Compute | undefined {
  const { project, branch, instance, host } = settings
  const endpoint = settings.endpoint ?? settings.autoscalingEndpoint
  if (endpoint !== undefined) return { kind: 'endpoint', endpoint }
  if (project !== undefined && branch !== undefined)
    return { kind: 'branch', branch: `projects/${lastOf(project)}/branches/${lastOf(branch)}` }
  if (instance !== undefined)
    return instance.includes('.') ? { kind: 'instance-host', instanceHost: instance } : { kind: 'instance', instance }
  return host !== undefined && LAKEBASE_HOST.test(host) ? { kind: 'instance-host', instanceHost: host } : undefined
}

/** `production` of `projects/p/branches/production` and of itself. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
