// How long one embedding call may take in all, and whether its caller still wants the answer.
import { counted, type Sentence, sentence } from '../shared/text'
import { unavailable } from './embedder'

export type Deadline = {
  /** Aborts when the time is up or the caller gives up. */
  signal: AbortSignal
  /** Milliseconds left; negative when the time is up. */
  left: () => number
  /** True when the time is up, whatever the caller did. */
  timedOut: () => boolean
  /** Why `signal` aborted, as the Expected to throw. */
  ended: () => Error
  /** `work`, or {@link ended} if that comes first. Does not stop `work`. */
  waitFor: <T>(work: Promise<T>) => Promise<T>
}

/** Starts the clock: `timeoutMs` from now, or until the caller's `signal` aborts. `who` begins the sentence if nothing comes. */
export function startDeadline(limits: { who: Sentence; timeoutMs: number; signal?: AbortSignal }): Deadline {
  const { who, timeoutMs } = limits
  const end = performance.now() + timeoutMs
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = limits.signal ? AbortSignal.any([timeout, limits.signal]) : timeout
  const ended = () =>
    timeout.aborted
      ? unavailable(
          sentence('{who} did not answer within {seconds}. Try again in a moment.', {
            who,
            seconds: counted(timeoutMs / 1000, '{count} second', '{count} seconds'),
          }),
          new Error('timed out'),
        )
      : unavailable(sentence('{who} was no longer waited for. Try again.', { who }), new Error('aborted by the caller'))

  return {
    signal,
    ended,
    left: () => end - performance.now(),
    timedOut: () => timeout.aborted,
    async waitFor(work) {
      let stop = () => {}
      const end = new Promise<never>((_, reject) => {
        stop = () => reject(ended())
      })
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      try {
        return await Promise.race([work, end])
      } finally {
        signal.removeEventListener('abort', stop)
      }
    },
  }
}
