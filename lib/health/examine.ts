// The examination of this installation, check by check. Only looks: nothing of the agent's is written, and no secret, id or memory is said.
import { auditStanding, sealOf } from '@/lib/audit/seal'
import type { Embedder } from '@/lib/embedding/embedder'
import type { ExaminedEnvironment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import type { Database } from '@/lib/lakebase/database'
import { ledgerOf, ledgerStanding } from '@/lib/ledger/ledger'
import { type Sentence, sentence } from '@/lib/shared/text'
import type { Catalog } from '@/lib/store/catalog'
import { guardState, hasGuard } from '@/lib/store/forgetting/guard-state'
import { threadCover } from '@/lib/store/forgetting/threads'
import { openAlarms } from '@/lib/store/health/alarms'
import { mayChangeAudit } from '@/lib/store/health/audit-owner'
import { hasOtherNamespaces } from '@/lib/store/health/other-namespaces'
import { readOwnSchema } from '@/lib/store/health/own-schema'
import { mayRead, readRights } from '@/lib/store/health/rights'
import { drawEntries } from '@/lib/store/health/samples'
import { readVectorFacts } from '@/lib/store/health/vector'
import { personLabels } from '@/lib/store/namespaces'
import { asExpected } from '@/lib/store/outage'
import type { Delivery } from '@/lib/tracing/delivery'
import { AUDIT_OWNER, CHECKPOINTS, examineAuditOwner, examineCheckpoints, NO_RECORD } from './audit'
import { examineClock } from './clock'
import { examineConnections } from './connections'
import { examineDatabase } from './database'
import { DIMS, examineDims } from './dims'
import { examineEmbedding } from './embedding'
import { type About, type Finding, fine, unknown } from './finding'
import { examineGrants, GRANTS } from './grants'
import { examineGuard, GUARD } from './guard'
import { examineLedger, LEDGER, NO_LEDGER } from './ledger'
import { examineNamespaces, NAMESPACES } from './namespaces'
import { examineOwnSchema, OWN_SCHEMA } from './own-schema'
import { examineClaims, examinePeople, PEOPLE } from './people'
import { examineSettings } from './settings'
import { examineSignIn } from './sign-in'
import { COMPARED, examineStoredEntries, STORED_ENTRIES } from './stored-entries'
import { examineTables, TABLES } from './tables'
import { examineThreads, THREADS } from './threads'
import { examineTracing } from './tracing'
import { examineVector, VECTOR } from './vector'
import { examineWorkspace } from './workspace'

export type Surroundings = ExaminedEnvironment & {
  /** The database, null where there is none yet. Whoever opens it closes it. */
  open: () => Promise<Database | null>
  /** The encoder of this process; otherwise one is made of the settings. */
  embedder?: () => Embedder
  /** What became of the traces of this process; otherwise one trace is sent, to see whether it arrives. */
  delivery?: () => Delivery | null
}

const NO_DATABASE = sentence('Not examined, because the database does not answer.')
const NOT_OPENED = sentence('Not examined, because the database was not opened.')
const NO_SECRET = sentence('Not examined, because NEXTAUTH_SECRET is not set here.')
const NO_TABLES = sentence('Not examined, because the agent’s tables were not found.')
const NO_READING = sentence('Not examined, because the dashboard may not read the agent’s tables.')
const NO_EMBEDDER = sentence('Not examined, because no embedding endpoint is configured.')
const NO_EMBEDDING = sentence('Not examined, because the embedding endpoint does not answer.')
const OTHER_SIZE = sentence('Not examined, because vectors of different size cannot be compared.')

type Pool = Database['pool']

/**
 * Finding after finding, as they are made. Goes on after a failure with what does not depend on it.
 * @throws what is a bug, without any content of the database
 */
export async function* examine(surroundings: Surroundings): AsyncGenerator<Finding, void, void> {
  const { environment, open } = surroundings
  const { memorySchema: schema, namespaceRoot, namespaceStyle, embedding } = environment
  yield* examineSettings(surroundings)
  yield await examineSignIn(environment)
  yield* await examineWorkspace(environment)

  const { findings, answering } = await examineDatabase(environment, open)
  yield* findings
  const why = findings.some(({ state }) => state === 'wrong') ? NO_DATABASE : NOT_OPENED
  const ask = asking(answering?.database.pool ?? null, why)
  const { facts, database } = answering ?? {}
  if (facts !== undefined && database?.kind === 'postgres') {
    yield examineClock(facts)
    yield examineConnections(facts.connections, environment.poolSize)
  }
  const role = facts?.role ?? ''
  let hasRecord = false
  yield* await ask(OWN_SCHEMA, async (pool) => {
    const schema = await readOwnSchema(pool)
    hasRecord = schema.state === 'ours' && schema.hasAudit
    return [examineOwnSchema(schema, role)]
  })
  yield* await ask(AUDIT_OWNER, async (pool) => {
    if (!hasRecord) return [fine(AUDIT_OWNER, NO_RECORD)]
    return [examineAuditOwner(await mayChangeAudit(pool), database?.kind === 'embedded', role)]
  })
  yield* await ask(CHECKPOINTS, async (pool) => {
    if (!hasRecord) return [fine(CHECKPOINTS, NO_RECORD)]
    const seal = sealOf(environment)
    if (seal === null) return [unknown(CHECKPOINTS, NO_SECRET)]
    return [await examineCheckpoints(seal.file, () => auditStanding(pool, seal))]
  })

  yield* await ask(LEDGER, async (pool) => {
    if (environment.erasure.ledger === undefined) return [fine(LEDGER, NO_LEDGER)]
    if (!hasRecord) return [fine(LEDGER, NO_RECORD)]
    const ledger = ledgerOf(environment)
    if (ledger === null) return [unknown(LEDGER, NO_SECRET)]
    return [await examineLedger(ledger.file, () => ledgerStanding(pool, ledger))]
  })

  const known: { catalog: Catalog | null; isReadable: boolean } = { catalog: null, isReadable: false }
  yield* await ask(TABLES, async (pool) => {
    const tables = await examineTables(pool, schema)
    known.catalog = tables.catalog
    return tables.findings
  })
  yield* await ask(GRANTS, async (pool) => {
    if (known.catalog === null) return [unknown(GRANTS, NO_TABLES)]
    const rights = await readRights(pool, schema)
    known.isReadable = mayRead(rights)
    return examineGrants(rights, role, schema)
  })
  yield* await ask(GUARD, async (pool) => {
    const { catalog } = known
    if (catalog === null || catalog.dims === null) return [unknown(GUARD, NO_TABLES)]
    const state = (await hasGuard(pool)) ? await guardState(pool, catalog, namespaceRoot) : null
    return [examineGuard(state, catalog, namespaceRoot)]
  })
  yield* await ask(THREADS, async (pool) => {
    const { threads } = environment.erasure
    return [examineThreads(await threadCover(pool, threads), threads, role)]
  })
  yield* await ask(VECTOR, async (pool) => examineVector(await readVectorFacts(pool, schema), schema))

  const { findings: ofEmbedder, embedder, answers } = await examineEmbedding(environment, surroundings.embedder)
  yield* ofEmbedder
  yield* await ask(DIMS, async () => {
    if (known.catalog === null) return [unknown(DIMS, NO_TABLES)]
    return [embedder === null ? unknown(DIMS, NO_EMBEDDER) : examineDims(known.catalog, embedder)]
  })
  yield* await ask(STORED_ENTRIES, async (pool) => {
    const { catalog, isReadable } = known
    const notCompared = (why: Sentence) => [unknown(STORED_ENTRIES, why)]
    if (catalog === null) return notCompared(NO_TABLES)
    if (!isReadable) return notCompared(NO_READING)
    if (embedder === null || !answers) return notCompared(NO_EMBEDDING)
    if (embedder.dims !== catalog.dims) return notCompared(OTHER_SIZE)
    return [await examineStoredEntries(await drawEntries(pool, catalog, COMPARED), embedder, embedding.fields)]
  })
  yield* await ask(NAMESPACES, async (pool) => {
    const why = known.catalog === null ? NO_TABLES : NO_READING
    if (known.catalog === null || !known.isReadable) return [unknown(NAMESPACES, why), unknown(PEOPLE, why)]
    const labels = await personLabels(pool, known.catalog, namespaceRoot)
    const hasOthers = await hasOtherNamespaces(pool, known.catalog, namespaceRoot)
    return [
      examineNamespaces({ labels, hasOthers }, namespaceRoot, namespaceStyle),
      await examinePeople(labels, environment),
      ...examineClaims(await openAlarms(pool)),
    ]
  })
  yield await examineTracing(environment, surroundings.delivery)
}

/** Runs checks on `pool`; once it stops answering, the others are not tried. */
function asking(pool: Pool | null, whyNot: Sentence) {
  let why = pool === null ? whyNot : null
  return async (about: About, check: (pool: Pool) => Promise<Finding[]>): Promise<Finding[]> => {
    if (pool === null || why !== null) return [unknown(about, why ?? whyNot)]
    try {
      return await asExpected(() => check(pool))
    } catch (error) {
      if (!(error instanceof Expected)) throw error
      if (error.code === 'database-unavailable') why = NO_DATABASE
      return [unknown(about, notExamined(error))]
    }
  }
}

function notExamined(why: Sentence): Sentence {
  return sentence('Not examined: {why}', { why })
}
