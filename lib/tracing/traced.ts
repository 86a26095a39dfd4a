// How a function of lib/store becomes an operation that is traced.
import type { Embedder } from '@/lib/embedding/embedder'
import { parseMemoryId } from '@/lib/shared/memory'
import { requireWholeNamespace } from '@/lib/store/access/per-row'
import { prefixBelow } from '@/lib/store/memory-row'
import { type Auditor, type Oneself, pseudonym, type Scope, type ScopeFacts } from '@/lib/store/memory-store'
import { recorded, recordedPieces, type Span, type Who } from './span'

const IS_TRACED: unique symbol = Symbol('traced')
const IS_OF_SCOPE: unique symbol = Symbol('of a scope')

/** `run`, recorded as `span` whenever it is called; refused to one of several owners, unless it is made for them. */
export function traced<Whose extends Scope, Args extends unknown[], Result>(
  span: Span<NoInfer<Args>, NoInfer<Result>>,
  run: (scope: Whose, ...args: Args) => Promise<Result>,
): (scope: Whose, ...args: Args) => Promise<Result> {
  const operation = (scope: Whose, ...args: Args) =>
    recorded(
      span,
      () => whoOf(scope),
      args,
      async () => {
        if (span.isPerRow !== true) requireWholeNamespace(scope)
        return run(scope, ...args)
      },
    )
  return Object.assign(operation, { [IS_TRACED]: true, [IS_OF_SCOPE]: true })
}

/** As {@link traced}, for what staff do; of whom it is about nothing is told. */
export function tracedForStaff<Who extends Auditor, Args extends unknown[], Result>(
  span: Span<NoInfer<Args>, NoInfer<Result>>,
  run: (staff: Who, ...args: Args) => Promise<Result>,
): (staff: Who, ...args: Args) => Promise<Result> {
  const operation = (staff: Who, ...args: Args) =>
    recorded(
      span,
      () => whoOfStaff(staff),
      args,
      () => run(staff, ...args),
    )
  return Object.assign(operation, { [IS_TRACED]: true })
}

/** As {@link traced}, for what is about the person and no memory: whose memories are theirs does not matter. */
export function tracedForOneself<Args extends unknown[], Result>(
  span: Span<NoInfer<Args>, NoInfer<Result>>,
  run: (oneself: Oneself, ...args: Args) => Promise<Result>,
): (oneself: Oneself, ...args: Args) => Promise<Result> {
  const operation = (oneself: Oneself, ...args: Args) =>
    recorded(
      span,
      () => ({ ...fingerprints(oneself, oneself.actor), userId: oneself.userId, surface: 'dashboard' }),
      args,
      () => run(oneself, ...args),
    )
  return Object.assign(operation, { [IS_TRACED]: true })
}

/** As {@link tracedForStaff}, for what comes piece by piece. */
export function tracedPiecesForStaff<Who extends Auditor, Args extends unknown[], Piece, Result>(
  span: Span<NoInfer<Args>, NoInfer<Result> | undefined>,
  run: (staff: Who, ...args: Args) => AsyncGenerator<Piece, Result>,
): (staff: Who, ...args: Args) => AsyncGenerator<Piece, Result> {
  const operation = (staff: Who, ...args: Args) =>
    recordedPieces(
      span,
      () => whoOfStaff(staff),
      args,
      () => run(staff, ...args),
    )
  return Object.assign(operation, { [IS_TRACED]: true })
}

function whoOfStaff(staff: Auditor): Who {
  return {
    surface: 'admin',
    fingerprint: (kind, text) => (kind === 'user' ? staff.actor : pseudonym(staff, kind, staff.actor, text)),
  }
}

/** As {@link traced}, for what comes piece by piece. `outputs` are those of what it returns at its end. */
export function tracedPieces<Args extends unknown[], Piece, Result>(
  span: Span<NoInfer<Args>, NoInfer<Result> | undefined>,
  run: (scope: Scope, ...args: Args) => AsyncGenerator<Piece, Result>,
): (scope: Scope, ...args: Args) => AsyncGenerator<Piece, Result> {
  const operation = (scope: Scope, ...args: Args) =>
    recordedPieces(
      span,
      () => whoOf(scope),
      args,
      async function* () {
        if (span.isPerRow !== true) requireWholeNamespace(scope)
        return yield* run(scope, ...args)
      },
    )
  return Object.assign(operation, { [IS_TRACED]: true, [IS_OF_SCOPE]: true })
}

/** For the test that no operation is forgotten. */
export function isTraced(operation: unknown): boolean {
  return typeof operation === 'function' && IS_TRACED in operation
}

/** Likewise, of those that are about one person's memories. */
export function isOfScope(operation: unknown): boolean {
  return typeof operation === 'function' && IS_OF_SCOPE in operation
}

/** The encoder as operations use it: each call is a step of them, with the number of texts and never a text. */
export function tracedEmbedder(embedder: Embedder): Embedder {
  const span: Span<[texts: string[]], number[][]> = {
    name: 'embedding',
    type: 'EMBEDDING',
    isStep: true,
    inputs: (texts) => ({ texts: texts.length, characters: texts.reduce((sum, { length }) => sum + length, 0) }),
    outputs: (vectors) => ({ vectors: vectors.length, dims: embedder.dims }),
  }
  return {
    name: embedder.name,
    dims: embedder.dims,
    embed: (texts, signal) => recorded(span, null, [texts], () => embedder.embed(texts, signal)),
  }
}

export function whoOf(
  scope: Pick<ScopeFacts, 'store' | 'root' | 'subject' | 'origin'> & { userId?: string | null },
): Who {
  return {
    ...fingerprints(scope.store, scope.subject),
    userId: scope.userId ?? undefined,
    surface: scope.origin.surface,
    memoryOf(id) {
      const address = parseMemoryId(id)
      return address === null
        ? undefined
        : pseudonym(scope.store, 'memory', prefixBelow(scope, address.child), address.key)
    },
  }
}

/** Equal questions of two people have different fingerprints. */
export function fingerprints(
  store: Parameters<typeof pseudonym>[0],
  subject: string,
): Pick<Who, 'subject' | 'fingerprint'> {
  return { subject, fingerprint: (kind, text) => (kind === 'user' ? subject : pseudonym(store, kind, subject, text)) }
}
