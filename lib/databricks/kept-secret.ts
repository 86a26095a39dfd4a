// A secret that holds for a while: bought once for all who wait, renewed before it ends.
import { inEnglish, type Sentence } from '../shared/text'

/** `lifeMs` from the moment it was asked for. */
export type Issued = { secret: string; lifeMs: number }

/** The secret to use now. Called with one that was refused, it drops that one and gets another. */
export type KeptSecret = (refused?: string) => Promise<string>

/** Five minutes of an hour; a quarter of a shorter life. */
const earlyMs = (lifeMs: number) => Math.min(5 * 60_000, lifeMs / 4)
/** Nearer to its end than this, a secret may end on its way: then the next one is waited for. */
const lateMs = (lifeMs: number) => Math.min(60_000, lifeMs / 20)

/**
 * Keeps what `issue` gives until shortly before it ends. Then the next one is fetched beside the work: while the kept one holds,
 * nobody waits and nobody notices that the issuer is down.
 * @param what says in the server's output when that fails
 */
export function keptSecret(what: Sentence, issue: () => Promise<Issued>): KeptSecret {
  let kept: (Issued & { endsAt: number }) | undefined
  let onTheWay: Promise<Issued> | undefined

  const renew = () => {
    const asked = performance.now()
    onTheWay ??= issue()
      .then((issued) => {
        kept = { ...issued, endsAt: asked + issued.lifeMs }
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
    if (kept && left >= earlyMs(kept.lifeMs)) return kept.secret
    if (kept && left >= lateMs(kept.lifeMs)) {
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
