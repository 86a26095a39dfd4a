// A secret that holds for a while: bought once for all who wait, renewed before it ends.
import { inEnglish, type Sentence } from '../shared/text'

/** `endsAt` on the clock of `performance.now()`, in milliseconds. */
export type Issued = { secret: string; endsAt: number }

/** The secret to use now. Called with one that was refused, it drops that one and gets another. */
export type KeptSecret = (refused?: string) => Promise<string>

const EARLY_MS = 5 * 60_000
/** Nearer to its end than this, a secret may end on its way: then the next one is waited for. */
const LATE_MS = 60_000

/**
 * Keeps what `issue` gives until five minutes before it ends. Then the next one is fetched beside the work: while the kept one holds,
 * nobody waits and nobody notices that the issuer is down.
 * @param what said in the server's output when that fails
 */
export function keptSecret(what: Sentence, issue: () => Promise<Issued>): KeptSecret {
  let kept: Issued | undefined
  let onTheWay: Promise<Issued> | undefined

  const renew = () => {
    onTheWay ??= issue()
      .then((issued) => {
        kept = issued
        return issued
      })
      .finally(() => {
        onTheWay = undefined
      })
    return onTheWay
  }

  return async (refused) => {
    if (kept?.secret === refused) kept = undefined
    const left = kept ? kept.endsAt - performance.now() : 0
    if (kept && left >= EARLY_MS) return kept.secret
    if (kept && left >= LATE_MS) {
      renew().catch((error: unknown) => console.error(`[databricks] ${inEnglish(what)}: ${messageOf(error)}`))
      return kept.secret
    }
    try {
      return (await renew()).secret
    } catch (error) {
      if (!kept || kept.endsAt <= performance.now()) throw error // else the old one still opens the door
      return kept.secret
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'failed')
