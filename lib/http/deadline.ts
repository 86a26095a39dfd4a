// How long one piece of work may take in all, and whether its caller still wants the answer.
import { Expected, type ExpectedCode } from '../errors'
import { counted, type Sentence, sentence } from '../shared/text'

export type Deadline = {
  /** Aborts when the time is up or the caller gives up. */
  signal: AbortSignal
  /** Milliseconds left; negative when the time is up. */
  left: () => number
  /** True when the time is up, whatever the caller did. */
  timedOut: () => boolean
  /** Why `signal` aborted, as the Expected to throw. */
  ended: () => Expected
  /** The Expected to throw when the work fails within its time. */
  failed: (said: Sentence, cause: Error) => Expected
  /** `work`, or {@link ended} if that comes first. Does not stop `work`. */
  waitFor: <T>(work: Promise<T>) => Promise<T>
}

export type Limits = {
  /** Begins the sentence if nothing comes. */
  who: Sentence
  /** Of every error of this work. */
  code: ExpectedCode
  timeoutMs: number
  signal?: AbortSignal
}

/** Starts the clock: `timeoutMs` from now, or until the caller's `signal` aborts. */
export function startDeadline({ who, code, timeoutMs, signal: callers }: Limits): Deadline {
  const end = performance.now() + timeoutMs
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = callers ? AbortSignal.any([timeout, callers]) : timeout
  const failed = (said: Sentence, cause: Error) => new Expected(code, said, { cause })
  const ended = () =>
    timeout.aborted
      ? failed(
          sentence('{who} did not answer within {seconds}. Try again in a moment.', {
            who,
            seconds: counted(timeoutMs / 1000, '{count} second', '{count} seconds'),
          }),
          new Error('timed out'),
        )
      : failed(sentence('{who} was no longer waited for. Try again.', { who }), new Error('aborted by the caller'))

  return {
    signal,
    ended,
    failed,
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
