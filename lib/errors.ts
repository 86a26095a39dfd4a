// What a person can act on is an Expected error and carries its own sentence; everything else is a bug or an outage and is thrown as it is.
import { inEnglish, type Sentence, type Values } from './shared/text'

export type ExpectedCode =
  | 'invalid'
  | 'conflict'
  | 'exists'
  | 'not-found'
  | 'embedding-unavailable'
  | 'database-unavailable'
  /** A change was sent to the database, and no answer came: it may have been made. */
  | 'unanswered'
  | 'workspace-unavailable'
  | 'store-not-ready'
  | 'signed-out'
  | 'identity-unavailable'
  | 'unclear-identity'
  | 'somebody-else'
  | 'refused'
  /** A fresh sign-in or a typed word is wanted first. */
  | 'step-up'
  /** Somebody else's memories, that are not shown (any more). */
  | 'hidden'
  | 'too-many'
  | 'misconfigured'

/** Shared by all copies of this file: instrumentation and pages are bundled apart, and each has its own. */
const IS_EXPECTED: unique symbol = Symbol.for('memory-dashboard.expected')

/**
 * An error with a sentence for the person who met it: what happened, then what to do. Never holds a memory's text. It is a
 * {@link Sentence}: said in the reader's language where it leaves the server (lib/action.ts, lib/answer.ts).
 */
export class Expected extends Error implements Sentence {
  readonly [IS_EXPECTED] = true
  readonly text: string
  readonly values?: Values
  /** Statements that an owner can run to put it right, complete; for operators, not for everybody who meets the error. */
  readonly sql?: string
  /** Seconds until the same may be asked again, where that is known. */
  readonly retryAfter?: number

  /** True for instances of every copy: the embedding provider of instrumentation throws into pages. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && IS_EXPECTED in value
  }

  /** @param said a sentence, or English with its values apart: `'There is a memory named {key} already.', { values: { key } }` */
  constructor(
    readonly code: ExpectedCode,
    said: string | Sentence,
    { values, cause, sql, retryAfter }: { values?: Values; cause?: unknown; sql?: string; retryAfter?: number } = {},
  ) {
    const sentence = typeof said === 'string' ? { text: said, values } : said
    super(inEnglish(sentence), cause === undefined ? undefined : { cause })
    this.name = 'Expected'
    this.text = sentence.text
    this.values = sentence.values
    this.sql = sql
    this.retryAfter = retryAfter
  }

  /** In English, filled in. */
  get sentence(): string {
    return this.message
  }

  /** What whoever runs the server is told: the sentence, and the statements that put it right. */
  get forOperators(): string {
    return this.sql === undefined ? this.message : `${this.message}\n${this.sql}`
  }
}
