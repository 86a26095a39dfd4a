// What the server does before its first answer: refuse what is not safe, open the store, fill the demonstration.
import { setTimeout as wait } from 'node:timers/promises'
import { configuredSeal, sealAudit } from '@/lib/audit/seal'
import { lockedOut, requireIdPattern } from '@/lib/auth/id-pattern'
import { discoveredProvider } from '@/lib/auth/oidc-discovery'
import { checkSignInSettings } from '@/lib/auth/sign-in-settings'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { closeDatabase, type Database, database } from '@/lib/lakebase/database'
import { repeatOutside, sayIfBehind } from '@/lib/ledger/ledger'
import { inEnglish } from '@/lib/shared/text'
import { endingSignal, endOnSignal, withoutRequest } from '@/lib/shutdown'
import { purgeAgentTokens } from '@/lib/store/access/agent-tokens'
import { purgeRates } from '@/lib/store/access/rate-limit'
import { derivedKey, memoryStore } from '@/lib/store/configured'
import { forgetRules } from '@/lib/store/forgetting/rules'
import { keepGuard, lookAtGuard } from '@/lib/store/forgetting/upkeep'
import { runDueForgets, secondsToNextForget } from '@/lib/store/forgetting/worker'
import { runDueApprovals } from '@/lib/store/identities/approvals'
import { orphanedJobs } from '@/lib/store/jobs/job'
import { runJob } from '@/lib/store/jobs/run'
import { purgeExpired, purgeOrphans, purgeSelections, secondsToNextPurge } from '@/lib/store/purge'
import { purgeReads } from '@/lib/store/read-log'
import { purgeOpenings } from '@/lib/store/receipts/read'
import { configuredDestination, endTracing, startTracing } from '@/lib/tracing/tracing'

/** An undo window: nothing that is removed after one look expires before the next. A database that sleeps is not woken more often. */
const LONGEST_WAIT_S = 600
const ORPHANS_EVERY_MS = 3_600_000
/** With {@link LONGEST_WAIT_S} between two looks, what is recorded is sealed within fifteen minutes. */
const SEALS_EVERY_MS = 300_000
/** How long the end of the process may wait for the last checkpoint. */
const SEAL_MS = 1_000

export async function start() {
  outliveLogReader()
  try {
    checkSignInSettings(environment())
    await traceAsConfigured()
    await lookAtProvider()
    await requireIdPattern()
    if (environment().database.kind === 'embedded') {
      // only here: an agent's own database knows nothing of the demonstration
      const { completeDemonstration, prepareDemonstration } = await import('@/lib/demo/prepare')
      await prepareDemonstration()
      await sayIfBehind((await database()).pool)
      await sayOfGuard()
      void completeDemonstration(endingSignal())
    } else {
      await openStore()
      void sayOfGuard()
    }
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    console.error(`\n${error.forOperators}\n`)
    process.exit(1)
  }
  void countLockedOut()
  void keepPurging()
  void withoutRequest(takeJobsUp(true))
  void takeForgetsUp(true)
  endOnSignal(async () => {
    const closed = Promise.race([sealAtEnd(), wait(SEAL_MS, undefined, { ref: false })])
      .catch(() => {})
      .then(closeDatabase)
    await Promise.all([closed, endTracing()])
  }, environment().isProduction)
}

async function traceAsConfigured() {
  const { tracing } = environment()
  const destination = configuredDestination(environment())
  if (tracing !== null && destination !== null) await startTracing(destination, tracing.plain)
}

/**
 * Whoever read the log may be gone (a pipe, a terminal): unheard, each failed line is an error that is logged, which fails
 * again, and the process does nothing else any more.
 */
function outliveLogReader() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}

/** A server that is down now may be up at the first request; wrong settings stay wrong. */
async function openStore() {
  try {
    await sayIfBehind((await memoryStore()).pool)
  } catch (error) {
    if (!(error instanceof Expected) || error.code === 'misconfigured') throw error
    console.error(`[store] ${error.forOperators}`)
  }
}

/** Also for what changes it later: whoever owns the tables may. */
async function sayOfGuard() {
  try {
    const { kind } = await database()
    const wrong = await lookAtGuard(await memoryStore(), kind)
    if (wrong !== null) console.error('[guard]', wrong)
  } catch (error) {
    console.error('[guard] not tried:', error instanceof Error ? error.message : 'failed')
  }
}

/** A provider that does not answer now may answer at the first sign-in; one that is not the one in the settings never will be. */
async function lookAtProvider() {
  try {
    if (environment().authMode === 'oidc') await discoveredProvider()
  } catch (error) {
    if (!(error instanceof Expected) || error.code === 'misconfigured') throw error
    console.error(`[sign-in] ${error.forOperators}`)
  }
}

/** Says how many namespaces nobody can see; they are there, and somebody will ask for them. */
async function countLockedOut() {
  if (environment().authMode === 'local') return
  try {
    const { all, unmatched, ambiguous } = (await lockedOut()) ?? { all: 0, unmatched: 0, ambiguous: 0 }
    if (unmatched + ambiguous > 0)
      console.warn(
        `[sign-in] MEMORY_ID_PATTERN locks ${unmatched + ambiguous} of ${all} namespaces out: to ${unmatched} no id that it lets in leads, to ${ambiguous} more than one.`,
      )
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    console.error(`[sign-in] ${error.forOperators}`)
  }
}

/** Purges when the next undo copy expires; expired copies are unreadable meanwhile. */
async function keepPurging(orphansDue = 0) {
  if (endingSignal().aborted) return
  const isWithOrphans = Date.now() >= orphansDue
  let seconds = 60
  try {
    seconds = await withoutRequest(purge(isWithOrphans))
    if (isWithOrphans) orphansDue = Date.now() + ORPHANS_EVERY_MS
  } catch (error) {
    console.error('[purge]', error instanceof Error ? error.message : 'failed')
  }
  setTimeout(() => void keepPurging(orphansDue), (Math.max(0, seconds) + 1) * 1_000).unref()
}

/** Resolves to the seconds until there is something to purge again. */
async function purge(isWithOrphans: boolean): Promise<number> {
  const { pool } = await database()
  await repeatOutside(pool)
  await sealInTime(pool) // whether the agent's tables are there or not
  const memories = await memoryStore()
  const { store } = memories.catalog
  await purgeExpired(pool, store)
  await purgeSelections(pool)
  await purgeReads(pool, environment().readLogDays)
  await purgeRates(pool)
  await purgeOpenings(pool)
  await runDueApprovals(pool, derivedKey('pseudonyms'), environment())
  await keepGuard(memories)
  await takeJobsUp(false) // another instance's, when it has ended
  await takeForgetsUp(false)
  if (isWithOrphans) {
    await purgeOrphans(pool, store)
    await purgeAgentTokens(pool)
    await sayOfGuard()
  }
  const waits = [await secondsToNextPurge(pool), await secondsToNextForget(pool)]
  return Math.min(...waits.map((seconds) => seconds ?? LONGEST_WAIT_S), LONGEST_WAIT_S)
}

let sealDue = 0

/** While the database is awake anyway. What hinders it is said here and by npm run doctor, and hinders nothing else. */
async function sealInTime(pool: Database['pool']) {
  if (Date.now() < sealDue) return
  sealDue = Date.now() + SEALS_EVERY_MS
  try {
    const { problem, doubt } = await sealAudit(pool, configuredSeal())
    for (const said of [problem, doubt]) if (said !== null) console.error('[audit]', inEnglish(said))
  } catch (error) {
    console.error('[audit] no checkpoint was written:', error instanceof Error ? error.message : 'failed')
  }
}

/** What came after the last checkpoint, unless the database would have to be woken for it. */
async function sealAtEnd() {
  const { pool } = await database()
  sealDue = 0
  if (pool.totalCount > 0) await sealInTime(pool)
}

/** Carries out what people asked to be forgotten, also what another process began that has ended. @param isStart as {@link takeJobsUp} */
async function takeForgetsUp(isStart: boolean) {
  try {
    const { kind } = await database()
    await runDueForgets(await memoryStore(), forgetRules(environment()), { isAlone: isStart && kind === 'embedded' })
  } catch (error) {
    console.error('[forget]', error instanceof Error ? error.message : 'failed')
  }
}

/**
 * What was under way when a process ended goes on, as soon as nobody else can be at it.
 * @param isStart nobody in this process works on anything yet
 */
async function takeJobsUp(isStart: boolean) {
  try {
    const { kind } = await database()
    const store = await memoryStore()
    for (const { id, waitMs } of await orphanedJobs(store, isStart && kind === 'embedded'))
      setTimeout(() => void runJob(store, id), waitMs).unref()
  } catch (error) {
    console.error('[job]', error instanceof Error ? error.message : 'failed')
  }
}
