// A store of memories: the database, the agent's tables in it, and the encoder whose vectors lie there. And who is asking.
import { createHmac } from 'node:crypto'
import type pg from 'pg'
import type { Embedder } from '@/lib/embedding/embedder'
import { Expected } from '@/lib/errors'
import { TOOL_LIMIT } from '@/lib/langgraph/memory-tool'
import { type NamespaceStyle, prefixOf, sanitizeUserId } from '@/lib/langgraph/namespace'
import type { AgentReads } from '@/lib/shared/agent-view'
import { tracedEmbedder } from '@/lib/tracing/traced'
import { type Catalog, readCatalog, schemasWithStore } from './catalog'
import type { ThreadSettings } from './forgetting/threads'
import { grantsFor, mayRead, readRights } from './health/rights'
import { readVectorFacts } from './health/vector'

export type MemoryStore = {
  pool: pg.Pool
  catalog: Catalog
  embedder: Embedder
  /** The agent's `embedding_fields`. */
  fields: readonly string[]
  /** First label of every namespace. */
  namespaceRoot: string
  namespaceStyle: NamespaceStyle
  /** Key of the pseudonyms in audit and removals. */
  pseudonymKey: string
  /** How the agent searches; unset: as the tool of Databricks' template does. */
  reads?: AgentReads
  /** Seed of the key that receipts are signed with, in hex; unset: derived from the key of the pseudonyms. */
  receiptKey?: string
  /** Whose the agent's threads are; unset: nobody said so. */
  threads?: ThreadSettings
  /** Days that the read log is kept; 0: nothing is recorded. Unset: see read-log.ts. */
  readLogDays?: number
}

/** Where an operation comes from. */
export type Origin =
  | { surface: 'dashboard' }
  /** An agent's own code, through the library; `agent`: the name it gives itself, null where it gives none. */
  | { surface: 'agent'; agent: string | null }
  /** Whoever holds a personal token; `token.name`: what the person called it. */
  | { surface: 'mcp'; token: { id: string; name: string } }
  /** An administrator on somebody's behalf; `by`: their pseudonym. */
  | { surface: 'admin'; by: string; name: string; reason: string }

declare const brand: unique symbol

/** Whose memories, and on whose behalf. Proves nothing by itself. */
export type ScopeFacts = Readonly<{
  store: MemoryStore
  /** The id as the agent knows it, byte for byte; null: the namespace is nobody's alone. */
  userId: string | null
  /** The person's own namespace; child namespaces lie below it. */
  root: string
  /** Pseudonym of the person whose memories these are. */
  subject: string
  /** Pseudonym of who acts. */
  actor: string
  origin: Origin
  /** Asks once more whether who acts may still; unset: nothing can have changed that. @throws Expected `signed-out`, `hidden` */
  mayStill?: (db: pg.Pool | pg.PoolClient) => Promise<void>
}>

/** Of one person, whose id is known. */
export type OwnFacts = ScopeFacts & Readonly<{ userId: string }>

/** A signed-in person whose namespace is provably their own. Made in lib/auth/viewer.ts only. */
export type Viewer = OwnFacts & { readonly [brand]: 'viewer' }

/** An agent's code acting for one user. Made in lib/agent only. */
export type Agent = OwnFacts & { readonly [brand]: 'agent' }

/** An administrator who works on one person's memories, with a reason that the person reads. Made in lib/auth/on-behalf.ts only. */
export type OnBehalf = ScopeFacts &
  Readonly<{ origin: Extract<Origin, { surface: 'admin' }> }> & { readonly [brand]: 'on-behalf' }

type StaffFacts = Readonly<{
  pool: pg.Pool
  userId: string
  name: string
  /** In small letters; only where it is vouched for that it is theirs. */
  email?: string
  /** Pseudonym of who acts. */
  actor: string
  role: 'auditor' | 'admin'
  pseudonymKey: string
  /** Hash of the session they came by; null where sessions are not kept here. */
  session: string | null
}>

/**
 * Somebody who may see what was done and how much there is, and never what was said: an auditor, or an administrator who acts as
 * one. Needs no memories of their own: the database answers, the agent's tables may not. Made in lib/auth/viewer.ts only.
 */
export type Auditor = StaffFacts & { readonly [brand]: 'auditor' | 'admin' }

/** Somebody who runs this dashboard. Sees no memories by it: for those see {@link OnBehalf}. Made in lib/auth/viewer.ts only. */
export type Admin = StaffFacts & { readonly [brand]: 'admin' }

/**
 * Somebody who is signed in, and what is theirs beside memories: whose those are may be unclear. Made in lib/auth/viewer.ts only.
 */
export type Oneself = Pick<StaffFacts, 'pool' | 'userId' | 'actor' | 'pseudonymKey'> & { readonly [brand]: 'oneself' }

/** What store functions take first: "forgot to check who is asking" does not compile. */
export type Scope = Viewer | Agent | OnBehalf

/** What is known of `userId` in `store`. The two places that may brand it have checked it first. */
export function scopeOf(store: MemoryStore, userId: string, origin: Origin): OwnFacts {
  const subject = pseudonym(store, 'person', userId)
  return {
    store,
    userId,
    root: prefixOf([store.namespaceRoot, sanitizeUserId(userId, store.namespaceStyle)]),
    subject,
    actor: actorOf(origin, subject, () => pseudonym(store, 'agent', userId)),
    origin,
  }
}

/** What an administrator works with on behalf of whose memories lie below `root`. lib/auth/on-behalf.ts may brand it, once it has checked it. */
export function scopeOnBehalf(
  store: MemoryStore,
  whose: Pick<ScopeFacts, 'root' | 'subject' | 'userId'>,
  by: Pick<Admin, 'actor' | 'name'>,
  reason: string,
): ScopeFacts & Pick<OnBehalf, 'origin'> {
  const { root, subject, userId } = whose
  const origin = { surface: 'admin', by: by.actor, name: by.name, reason } as const
  return { store, userId, root, subject, actor: by.actor, origin }
}

/** Why, where whoever acts has said so. */
export function reasonOf(origin: Origin): string | null {
  return origin.surface === 'admin' ? origin.reason : null
}

function actorOf(origin: Origin, person: string, agent: () => string): string {
  if (origin.surface === 'admin') return origin.by
  return origin.surface === 'dashboard' ? person : agent()
}

/** As what whoever acts from there acts. */
export function roleOfOrigin({ surface }: Pick<Origin, 'surface'>): 'user' | 'admin' | 'agent' {
  if (surface === 'admin') return 'admin'
  return surface === 'dashboard' ? 'user' : 'agent'
}

/** The name that stands beside what an origin writes and reads; null: it has none. */
export function nameOf(origin: Origin): string | null {
  if (origin.surface === 'dashboard') return null
  if (origin.surface === 'admin') return origin.name
  return origin.surface === 'agent' ? origin.agent : origin.token.name
}

/** A keyed fingerprint (HMAC-SHA-256, base64url). The same input gives the same pseudonym only under the same key. */
export function pseudonym(
  store: Pick<MemoryStore, 'pseudonymKey'>,
  kind: 'person' | 'namespace' | 'agent' | 'operator' | 'memory' | 'key' | 'query' | 'thread' | 'forget',
  ...parts: string[]
): string {
  return createHmac('sha256', store.pseudonymKey)
    .update([kind, ...parts].join('\u0000'))
    .digest('base64url')
}

/** How the agent of this store searches. */
export function agentReads({ reads, catalog }: MemoryStore): AgentReads {
  const { limit, omitsExpired } = reads ?? { limit: TOOL_LIMIT, omitsExpired: false }
  return { limit, omitsExpired: omitsExpired && catalog.hasTtl }
}

/**
 * Opens the store on `pool`.
 * @throws Expected `store-not-ready` when the tables are missing, not the agent's, not ours to read, or hold embeddings of another size
 */
export async function openMemoryStore(
  pool: pg.Pool,
  schema: string,
  rest: Omit<MemoryStore, 'pool' | 'catalog'>,
): Promise<MemoryStore> {
  const catalog = await findTables(pool, schema)
  await checkReadable(pool, schema)
  checkDims(catalog, rest.embedder)
  return { pool, catalog, ...rest, embedder: tracedEmbedder(rest.embedder) }
}

/** Who may read but not write is let in: what cannot be changed is said when it is tried. */
async function checkReadable(pool: pg.Pool, schema: string): Promise<void> {
  const rights = await readRights(pool, schema)
  if (mayRead(rights)) return
  const { rows } = await pool.query<{ role: string }>('select current_user as role')
  throw new Expected(
    'store-not-ready',
    'The dashboard may not use the agent’s tables as it must. Let their owner grant it: npm run doctor prints the statements.',
    { sql: grantsFor(rows[0]?.role ?? '', schema, rights) },
  )
}

/**
 * The agent's tables in `schema`.
 * @throws Expected `store-not-ready` when they are missing or not the agent's
 */
export async function findTables(pool: pg.Pool, schema: string): Promise<Catalog> {
  const catalog = await readCatalog(pool, schema)
  if (catalog === null) {
    const others = await schemasWithStore(pool)
    throw new Expected(
      'store-not-ready',
      others.length > 0
        ? 'The schema {schema} has no table named store, but there is one in {others}. Set LAKEBASE_AGENT_MEMORY_SCHEMA.'
        : 'The agent has not made its tables in the schema {schema} yet. Run its setup() once, or LongTermMemory.setup().',
      { values: { schema, others: others.join(', ') } },
    )
  }
  if (catalog.dims === null) {
    const { extension } = await readVectorFacts(pool, schema)
    throw extension === null
      ? new Expected(
          'store-not-ready',
          'The extension vector is not installed in this database, and the schema {schema} has no table named store_vectors. Let the owner of the database install it, then run the agent’s setup().',
          { values: { schema }, sql: 'CREATE EXTENSION vector;' },
        )
      : new Expected(
          'store-not-ready',
          'The schema {schema} has no table named store_vectors: the agent was set up without embeddings.',
          { values: { schema } },
        )
  }
  return catalog
}

/** @throws Expected `store-not-ready` when the stored embeddings have another size than the encoder's */
export function checkDims({ dims }: Catalog, embedder: Embedder): void {
  if (dims !== embedder.dims)
    throw new Expected(
      'store-not-ready',
      'The agent’s store holds embeddings of {stored} numbers, but {embedder} makes {made}. Configure the embedding endpoint that the agent uses.',
      { values: { stored: dims ?? 0, embedder: embedder.name, made: embedder.dims } },
    )
}

/** Provider, dims and fields. */
export type EmbedderPrint = [name: string, dims: number, fields: readonly string[]]

/** How vectors are made, as text: stored vectors may be put back only while it is the same. */
export function embedderPrint({ embedder, fields }: MemoryStore): string {
  const print: EmbedderPrint = [embedder.name, embedder.dims, fields]
  return JSON.stringify(print)
}
