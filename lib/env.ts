// The environment, parsed once. The only file that reads process.env; a wrong setting refuses to start with a sentence that says what to set.
import { z } from 'zod'
import { auditSettings, checkpointFile } from './env/audit'
import { erasureSettings, erasureShape } from './env/erasure'
import { forgettingOf, forgettingSettings } from './env/forgetting'
import { mcpSettings, offersMcp } from './env/mcp'
import {
  emails,
  fields,
  idPattern,
  localUsers,
  memberName,
  names,
  optional,
  publicOrigin,
  scopes,
  whole,
  wholeIfSet,
  yes,
} from './env/parsers'
import { receiptSettings, receiptsOf } from './env/receipt'
import { tracingProblems, tracingSettings, tracingShape } from './env/tracing'
import { Expected } from './errors'
import { databasePlace, type PlaceSettings, placeProblems } from './lakebase/place'
import { READ_LOG_DAYS } from './shared/looks'

const settings = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),

  DATABASE_URL: optional,
  POSTGRES_URL: optional,
  DATABASE_POOL_SIZE: whole(10, 1, 100),
  LAKEBASE_ENDPOINT: optional,
  LAKEBASE_AUTOSCALING_ENDPOINT: optional,
  LAKEBASE_AUTOSCALING_PROJECT: optional,
  LAKEBASE_AUTOSCALING_BRANCH: optional,
  LAKEBASE_INSTANCE_NAME: optional,
  PGHOST: optional,
  PGPORT: whole(5_432, 1, 65_535),
  PGDATABASE: optional,
  PGUSER: optional,
  PGSSLMODE: optional,
  PGSSLROOTCERT: optional,
  LAKEBASE_AGENT_MEMORY_SCHEMA: optional,
  EMBEDDED_DATA_DIR: optional.transform((value) => value ?? '.data/memory'),

  MEMORY_NAMESPACE: optional.transform((value) => value ?? 'user_memories'),
  MEMORY_NAMESPACE_STYLE: z.enum(['at', 'dots']).default('at'),
  MEMORY_ID_PATTERN: idPattern,
  MEMORY_OWNER_FIELD: memberName,

  READ_LOG_DAYS: whole(READ_LOG_DAYS, 0, 3_650),
  AGENT_SEARCH_LIMIT: whole(5, 1, 1_000),
  AGENT_OMITS_EXPIRED: yes,
  ...mcpSettings,

  AUTH_MODE: z
    .enum(['local', 'oidc', 'databricks-apps'], { error: 'must be "local", "oidc" or "databricks-apps"' })
    .default('local'),
  NEXTAUTH_URL: publicOrigin,
  OIDC_ISSUER: optional,
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_SCOPES: scopes,
  OIDC_NAME: optional,
  OIDC_EMAILS_ARE_VERIFIED: yes,
  MEMORY_USER_ID_CLAIM: optional.transform((value) => value ?? 'email'),
  DATABRICKS_APP_NAME: optional,
  DATABRICKS_APPS_WITHOUT_TOKEN: yes,
  MEMORY_ADMIN_EMAILS: emails,
  MEMORY_ADMIN_GROUPS: names,
  LOCAL_SIGN_IN: yes,
  LOCAL_USERS: localUsers,
  LISTEN_HOST: optional,
  DEMO_DATA: z.enum(['people', 'golden', 'golden-fields', 'none']).default('people'),
  DEMO_ARRIVALS: whole(5_000, 0, 5_000),
  NEXTAUTH_SECRET: optional,

  DATABRICKS_HOST: optional,
  DATABRICKS_TOKEN: optional,
  DATABRICKS_CLIENT_ID: optional,
  DATABRICKS_CLIENT_SECRET: optional,
  DATABRICKS_EMBEDDING_ENDPOINT: optional,
  EMBEDDING_ENDPOINT: optional,
  EMBEDDINGS_BASE_URL: optional,
  EMBEDDINGS_MODEL: optional,
  EMBEDDINGS_API_KEY: optional,
  EMBEDDING_DIMS: wholeIfSet(1, 16_000),
  EMBEDDING_FIELDS: fields,
  EMBEDDING_TIMEOUT_MS: whole(20_000, 100, 300_000),

  ...tracingShape,
  ...auditSettings,
  ...erasureShape,
  ...forgettingSettings,
  ...receiptSettings,
})

const schema = settings.superRefine((env, context) => {
  for (const { setting, message } of [...placeProblems(placeSettings(env)), ...tracingProblems(env)])
    context.addIssue({ code: 'custom', path: [setting], message })
})

function placeSettings(env: z.infer<typeof settings>): PlaceSettings {
  return {
    databaseUrl: env.DATABASE_URL ?? env.POSTGRES_URL,
    embeddedDataDir: env.EMBEDDED_DATA_DIR,
    endpoint: env.LAKEBASE_ENDPOINT,
    autoscalingEndpoint: env.LAKEBASE_AUTOSCALING_ENDPOINT,
    project: env.LAKEBASE_AUTOSCALING_PROJECT,
    branch: env.LAKEBASE_AUTOSCALING_BRANCH,
    instance: env.LAKEBASE_INSTANCE_NAME,
    host: env.PGHOST,
    port: env.PGPORT,
    database: env.PGDATABASE,
    user: env.PGUSER,
    sslMode: env.PGSSLMODE,
    caFile: env.PGSSLROOTCERT,
  }
}

export type Environment = ReturnType<typeof environmentOf>

/** Every name that this file reads. */
export const SETTING_NAMES: readonly string[] = Object.keys(settings.shape)

type Source = Record<string, string | undefined>

/**
 * Reads settings from `source`.
 * @throws Expected `misconfigured` that names each wrong setting and what it must be
 */
export function parseEnvironment(source: Source): Environment {
  const { wrong, environment } = readEnvironment(source)
  if (wrong.length > 0)
    throw new Expected('misconfigured', 'Cannot start: {wrong}.', { values: { wrong: wrong.join('; ') } })
  return environment
}

export type ExaminedEnvironment = {
  environment: Environment
  /** What cannot be read, in words; it is left out. */
  wrong: string[]
  /** Names of settings that are set and not looked at. */
  unread: string[]
}

/** As {@link parseEnvironment}, for an examination. */
export function readEnvironment(source: Source): ExaminedEnvironment {
  // set to nothing is not set
  const set = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const unread = Object.keys(set).filter((name) => isUnread(name, set))
  const wrong: string[] = []
  for (;;) {
    const { data, error } = schema.safeParse(set)
    if (data !== undefined) return { wrong, unread, environment: environmentOf(data) }
    for (const { path, message } of error.issues) {
      wrong.push(`${path.join('.')} ${message}`)
      delete set[String(path[0])]
    }
  }
}

/** Names that nothing but this dashboard has. */
const OURS =
  /^(AGENT_(SEARCH|OMITS)|DATABASE_|EMBED|ERASURE_|FORGET_|LAKEBASE_|LOCAL_(SIGN|USER)|MEMORY_|MLFLOW_(TRAC|UI_)|OIDC_|RECEIPT_)/
/** Which setting comes before which. */
const BEFORE: Readonly<Record<string, RegExp>> = {
  DATABASE_URL: /^(POSTGRES_URL|LAKEBASE_(ENDPOINT|AUTOSCALING_.+|INSTANCE_NAME))$/,
  POSTGRES_URL: /^LAKEBASE_(ENDPOINT|AUTOSCALING_.+|INSTANCE_NAME)$/,
  DATABRICKS_EMBEDDING_ENDPOINT: /^EMBEDDING_ENDPOINT$/,
}

/** Whether `name` is of ours and nothing reads it: misspelled, or another setting comes first. */
function isUnread(name: string, set: Source): boolean {
  if (OURS.test(name) && !Object.hasOwn(settings.shape, name)) return true
  return Object.entries(BEFORE).some(([first, others]) => set[first] !== undefined && others.test(name))
}

function environmentOf(env: z.infer<typeof schema>) {
  const database = databasePlace(placeSettings(env))
  // people who really sign in never meet people who do not exist
  const isDemonstration = database.kind === 'embedded' && env.AUTH_MODE === 'local'
  return {
    isProduction: env.NODE_ENV === 'production',
    /** Which database holds the memories. */
    database,
    poolSize: env.DATABASE_POOL_SIZE,
    /** The schema of the agent's tables; unset means `public`. */
    memorySchema: env.LAKEBASE_AGENT_MEMORY_SCHEMA ?? 'public',
    /** First label of every person's namespace. */
    namespaceRoot: env.MEMORY_NAMESPACE,
    namespaceStyle: env.MEMORY_NAMESPACE_STYLE,
    /** What every id that can sign in looks like; undefined: anything. */
    idPattern: env.MEMORY_ID_PATTERN,
    /** The member of a value that names its owner, where several people share a namespace; undefined: nobody sees it then. */
    ownerField: env.MEMORY_OWNER_FIELD,
    /** How the agent's own search is configured, which its database does not tell. */
    agent: { limit: env.AGENT_SEARCH_LIMIT, omitsExpired: env.AGENT_OMITS_EXPIRED },
    /** Days that it is kept which agent read what; 0: it is not recorded. */
    readLogDays: env.READ_LOG_DAYS,
    /** Where checkpoints of the audit go. */
    checkpointFile: checkpointFile(env),
    /** How requests to forget are decided. */
    forgetting: forgettingOf(env),
    /** What receipts are signed with, and what they say of this version. */
    receipts: receiptsOf(env),
    /** Whether agents may come in over MCP. */
    mcp: offersMcp(env),
    authMode: env.AUTH_MODE,
    /** The origin that people open; undefined: whatever address of this machine they asked. */
    publicOrigin: env.NEXTAUTH_URL,
    oidc: {
      issuer: env.OIDC_ISSUER,
      clientId: env.OIDC_CLIENT_ID,
      clientSecret: env.OIDC_CLIENT_SECRET,
      scopes: env.OIDC_SCOPES,
      /** What people call the provider. */
      name: env.OIDC_NAME,
      /** The provider sends no `email_verified`, and somebody answers for its addresses. */
      emailsAreVerified: env.OIDC_EMAILS_ARE_VERIFIED,
    },
    /** The claim (in Databricks Apps: the forwarded header) that is the id the agent knows a person by. */
    userIdClaim: env.MEMORY_USER_ID_CLAIM,
    databricksApp: { name: env.DATABRICKS_APP_NAME, isTokenWaived: env.DATABRICKS_APPS_WITHOUT_TOKEN },
    adminEmails: env.MEMORY_ADMIN_EMAILS,
    adminGroups: env.MEMORY_ADMIN_GROUPS,
    localSignIn: env.LOCAL_SIGN_IN,
    localUsers: env.LOCAL_USERS,
    /** The interface that the launcher bound the server to. */
    listenHost: env.LISTEN_HOST,
    /** What an empty embedded database is filled with. */
    demoData: isDemonstration ? env.DEMO_DATA : ('none' as const),
    /** How many memories arrive for one of the demonstration's people while the server runs. */
    demoArrivals: isDemonstration && env.DEMO_DATA === 'people' && env.LOCAL_USERS.length === 0 ? env.DEMO_ARRIVALS : 0,
    secret: env.NEXTAUTH_SECRET,
    /** The workspace, and the way in: see lib/databricks/workspace.ts. */
    databricks: {
      host: env.DATABRICKS_HOST,
      token: env.DATABRICKS_TOKEN,
      clientId: env.DATABRICKS_CLIENT_ID,
      clientSecret: env.DATABRICKS_CLIENT_SECRET,
    },
    embedding: {
      fields: env.EMBEDDING_FIELDS,
      /** As configured; each provider has its own default. */
      dims: env.EMBEDDING_DIMS,
      timeoutMs: env.EMBEDDING_TIMEOUT_MS,
      databricksEndpoint: env.DATABRICKS_EMBEDDING_ENDPOINT ?? env.EMBEDDING_ENDPOINT,
      baseUrl: env.EMBEDDINGS_BASE_URL,
      model: env.EMBEDDINGS_MODEL,
      apiKey: env.EMBEDDINGS_API_KEY,
    },
    /** What forgetting needs to know of what lies outside. */
    erasure: erasureSettings(env, env.LAKEBASE_AGENT_MEMORY_SCHEMA ?? 'public'),
    /** Where traces go; null: nowhere. */
    tracing: tracingSettings(env),
    /** An experiment is named, and no place that takes its traces. */
    isTracingHalfSet: env.MLFLOW_EXPERIMENT_ID !== undefined && env.MLFLOW_TRACKING_URI === undefined,
  }
}

let parsed: Environment | undefined

/** The settings of this process. */
export function environment(): Environment {
  parsed ??= parseEnvironment(process.env)
  return parsed
}

/** The settings of this process as far as they can be read, for an examination. */
export function readableEnvironment(): ExaminedEnvironment {
  return readEnvironment(process.env)
}
