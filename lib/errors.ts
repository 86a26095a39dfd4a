// What a person can act on is an Expected error and carries its own sentence; everything else is a bug or an outage and is thrown as it is.

export type ExpectedCode =
  | 'invalid'
  | 'conflict'
  | 'exists'
  | 'not-found'
  | 'embedding-unavailable'
  | 'database-unavailable'
  | 'store-not-ready'
  | 'signed-out'
  | 'unclear-identity'
  | 'somebody-else'
  | 'refused'
  | 'too-many'
  | 'misconfigured'

/** Shared by all copies of this file: instrumentation and pages are bundled apart, and each has its own. */
const IS_EXPECTED: unique symbol = Symbol.for('memory-dashboard.expected')

/** An error with a sentence for the person who met it: what happened, then what to do. Never holds a memory's text. */
export class Expected extends Error {
  readonly [IS_EXPECTED] = true

  /** True for instances of every copy: the embedding provider of instrumentation throws into pages. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && IS_EXPECTED in value
  }

  constructor(
    readonly code: ExpectedCode,
    /** Shown as it is. */
    readonly sentence: string,
    options?: { cause?: unknown },
  ) {
    super(sentence, options)
    this.name = 'Expected'
  }
}
