// Whether this server can answer pages: for load balancers, who ask often and are told nothing else.
import { setTimeout as wait } from 'node:timers/promises'
import { Expected } from '@/lib/errors'
import { BEHIND, isBehindLedger } from '@/lib/ledger/ledger'
import { inEnglish } from '@/lib/shared/text'
import { endingSignal } from '@/lib/shutdown'
import { memoryStore } from '@/lib/store/configured'
import { storeAnswers } from '@/lib/store/health/answers'

/** `starting`: it never could yet. `erasures-not-replayed`: it could, and would show what was erased. */
export type Readiness = 'ok' | 'starting' | 'unavailable' | 'erasures-not-replayed'

/** So long one look is good for everybody who asks. */
const KEPT_MS = 3_000
/** Load balancers give up after some seconds; a look that takes longer goes on without them. */
const PATIENCE_MS = 2_500

type Known = {
  readiness: Readiness
  /** On the clock of `performance.now()`. */
  until: number
  looking?: Promise<void>
}

// Next bundles this module more than once; the state of the server is one
const KEY = Symbol.for('memory-dashboard.readiness')
const holder = globalThis as typeof globalThis & { [KEY]?: Known }

/** At most one look at the database at a time, and one in {@link KEPT_MS}, however many ask. */
export async function currentReadiness(): Promise<Readiness> {
  if (endingSignal().aborted) return 'unavailable'
  holder[KEY] ??= { readiness: 'starting', until: 0 }
  const known = holder[KEY]
  if (known.until > performance.now()) return known.readiness
  known.looking ??= look(known).finally(() => {
    known.looking = undefined
  })
  const isTold = await Promise.race([known.looking.then(() => true), wait(PATIENCE_MS, false, { ref: false })])
  return isTold ? known.readiness : notReady(known)
}

async function look(known: Known): Promise<void> {
  const before = known.readiness
  let why = ''
  try {
    const store = await memoryStore()
    await storeAnswers(store)
    known.readiness = (await isBehindLedger(store.pool)) ? 'erasures-not-replayed' : 'ok'
  } catch (error) {
    known.readiness = notReady(known)
    why = error instanceof Expected ? error.sentence : error instanceof Error ? error.message : 'unknown'
  }
  known.until = performance.now() + KEPT_MS
  // said once, not as often as somebody asks
  if (known.readiness === 'unavailable' && before === 'ok') console.error(`[health] not ready any more: ${why}`)
  if (known.readiness === 'erasures-not-replayed' && before !== known.readiness)
    console.error(`[health] not ready: ${inEnglish(BEHIND)}`)
  if (known.readiness === 'ok' && before !== 'ok' && before !== 'starting') console.log('[health] ready again')
}

function notReady({ readiness }: Known): Readiness {
  return readiness === 'starting' ? 'starting' : 'unavailable'
}
