// One call that ends in JSON or in an Expected: one deadline for all tries, a size limit, and no redirect.
import { setTimeout as pause } from 'node:timers/promises'
import type { Expected } from '../errors'
import { type Sentence, sentence } from '../shared/text'
import type { Deadline } from './deadline'

export type JsonCall = {
  /** Begins the sentences about failures. */
  who: Sentence
  /** What its answer should be, such as "an embedding". */
  wanted: Sentence
  url: string
  headers: Record<string, string>
  /** With a body it is a POST, else a GET. */
  body?: string
  /** What a status means here, where there is more to say than the usual. */
  sayStatus?: (status: number) => Sentence | undefined
}

/** The cause of an error that an HTTP status explains. */
export class HttpStatus extends Error {
  constructor(readonly status: number) {
    super(`HTTP ${status}`)
    this.name = 'HttpStatus'
  }
}

/** The HTTP status that explains `error`, if one does. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && error.cause instanceof HttpStatus ? error.cause.status : undefined
}

const TRIES = 3
const LONGEST_WAIT_MS = 30_000
const LARGEST_ANSWER = 64 * 1024 * 1024

/**
 * The parsed answer to `call`. Tries again, {@link TRIES} times in all, after 429, 502, 503 and a lost connection.
 * @throws Expected with the deadline's code, and an {@link HttpStatus} as cause where there was one
 */
export async function callForJson(call: JsonCall, deadline: Deadline): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryOnce(call, deadline)
    if ('json' in outcome) return outcome.json
    const wait = retryDelay(outcome.retryAfter, attempt)
    if (!outcome.again || attempt === TRIES || wait >= deadline.left()) throw outcome.failure
    await pause(wait, undefined, { signal: deadline.signal }).catch(() => {
      throw deadline.ended()
    })
  }
}

/** Says that `who` answered, but not what was wanted. */
export function notWanted({ who, wanted }: Pick<JsonCall, 'who' | 'wanted'>): Sentence {
  return sentence('{who} answered something that is not {wanted}. Its address must be checked.', { who, wanted })
}

/**
 * Milliseconds until the next try, at most 30 s: what `Retry-After` asks for (seconds or a date), else a random part of a wait that
 * doubles. Python's client honours the header too (databricks-sdk-py, `_RetryAfterCustomizer`).
 */
export function retryDelay(retryAfter: string | null, attempt: number, now = Date.now()): number {
  const asked =
    retryAfter === null
      ? Number.NaN
      : /^\d+$/.test(retryAfter)
        ? Number(retryAfter) * 1000
        : Date.parse(retryAfter) - now
  const wait = Number.isNaN(asked) ? 250 * 2 ** attempt * (0.5 + Math.random() / 2) : asked
  return Math.min(Math.max(wait, 0), LONGEST_WAIT_MS)
}

type Outcome = { json: unknown } | { failure: Expected; again: boolean; retryAfter: string | null }

async function tryOnce(call: JsonCall, deadline: Deadline): Promise<Outcome> {
  const { who, wanted, url, headers, body } = call
  const failed = (said: Sentence, cause: Error): Outcome => ({
    failure: deadline.failed(said, cause),
    again: false,
    retryAfter: null,
  })
  try {
    // 'manual' in Node shows the redirect instead of following it; 'error' would make it look like a lost connection
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      body,
      redirect: 'manual',
      cache: 'no-store',
      signal: deadline.signal,
    })
    if (!response.ok) {
      await response.body?.cancel()
      const { status } = response
      const again = status === 429 || status === 502 || status === 503
      return {
        ...failed(call.sayStatus?.(status) ?? statusSentence(who, status), new HttpStatus(status)),
        again,
        retryAfter: response.headers.get('retry-after'),
      }
    }
    const text = await readText(response)
    if (text === undefined)
      return failed(
        sentence('{who} answered more than 64 MB, which is not {wanted}. Its address must be checked.', {
          who,
          wanted,
        }),
        new Error('too large'),
      )
    return parsed(text) ?? failed(notWanted(call), new Error('not JSON'))
  } catch (error) {
    if (deadline.signal.aborted) throw deadline.ended()
    // only the code is kept: the messages of fetch can quote headers
    const code = connectionCode(error)
    if (code === undefined)
      return failed(sentence('{who} could not be reached. Try again in a moment.', { who }), new Error('fetch failed'))
    const lost = failed(
      sentence('{who} could not be reached ({code}). Try again in a moment.', { who, code }),
      new Error(code),
    )
    return { ...lost, again: true }
  }
}

function statusSentence(who: Sentence, status: number): Sentence {
  const values = { who, status: String(status) }
  if (status < 400)
    return sentence(
      '{who} sent the call to another address, which is never followed (HTTP {status}). Its address must be checked.',
      values,
    )
  if (status === 401 || status === 403)
    return sentence('{who} refused access (HTTP {status}). Its credentials and permissions must be checked.', values)
  if (status === 404)
    return sentence(
      '{who} refused the call: nothing has this name (HTTP {status}). Its name and address must be checked.',
      values,
    )
  if (status === 429) return sentence('{who} is rate limited (HTTP {status}). Try again in a while.', values)
  if (status < 500)
    return sentence('{who} refused the call (HTTP {status}). Its address and credentials must be checked.', values)
  return sentence('{who} refused the call (HTTP {status}). Try again in a moment.', values)
}

/** The body as text, or undefined as soon as it is too large. */
async function readText(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > LARGEST_ANSWER) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function parsed(text: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) }
  } catch {
    return undefined // the message of a SyntaxError quotes the answer
  }
}

function connectionCode(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
}
