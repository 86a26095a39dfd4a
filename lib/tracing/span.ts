// What is recorded of an operation, and the one place that records it: without a recorder nothing of this happens.
import { AsyncLocalStorage } from 'node:async_hooks'
import { parseMemoryId } from '@/lib/shared/memory'
import { aKey, type Facts } from './facts'

/** Kinds of spans that MLflow tells apart. Source: mlflow.entities.SpanType. */
export type SpanType = 'MEMORY' | 'RETRIEVER' | 'EMBEDDING' | 'CHAIN'

/**
 * An operation is a trace of its own; inside another one it is part of that. A step is a span inside an operation, and outside one
 * it is not recorded.
 */
export type Span<Args extends unknown[], Result> = {
  /** In the words of the reference implementation where it has one: `save_memory`, `store_put`. */
  name: string
  type?: SpanType
  isStep?: true
  /** Made for a store that holds one owner's rows of a namespace: every other operation is refused there (lib/store/access/per-row.ts). */
  isPerRow?: true
  /** The address of the one memory that it is about, known before; its page links to the trace. */
  about?: (...args: Args) => string | undefined
  inputs?: (...args: Args) => Facts
  outputs?: (result: Result) => Facts
}

/** Whose memories, through which surface, and how their texts become fingerprints. */
export type Who = {
  /** Pseudonym of the person, as the audit has it; undefined where it is about nobody. */
  subject?: string
  /** The id as the agent knows it, where it is known. */
  userId?: string
  surface: string
  fingerprint: (kind: 'query' | 'key' | 'user', text: string) => string
  /** Pseudonym of a memory, as the audit has it; undefined while its namespace is not known. */
  memoryOf?: (id: string) => string | undefined
}

/** One span under way. None of these throws. */
export type Recording = {
  readonly who: Who
  /** The memory of the trace; the first one said counts. */
  about: (pseudonym: string | undefined) => void
  begin: (span: Begun) => Recording
  succeed: (outputs: () => Facts) => void
  /** Keeps what kind of error it was, and never its message: that may hold a memory's text. */
  fail: (error: unknown) => void
}

export type Begun = { name: string; type?: SpanType; inputs: () => Facts }

export type Recorder = { begin: (span: Begun, who: Who) => Recording }

// Next bundles this module more than once; one recorder and one context serve them all
const KEY = Symbol.for('memory-dashboard.tracing')
type Holder = { recorder: Recorder | null; current: AsyncLocalStorage<Recording> }
const holder = globalThis as typeof globalThis & { [KEY]?: Holder }

function tracing(): Holder {
  holder[KEY] ??= { recorder: null, current: new AsyncLocalStorage() }
  return holder[KEY]
}

/** Records every operation of this process from now on; null: none. */
export function recordWith(recorder: Recorder | null): void {
  tracing().recorder = recorder
}

/**
 * Runs `run` as the operation or step that `span` describes. Its result and its errors are those of `run`, whatever becomes of the
 * trace.
 * @param who asked for an operation that is a trace of its own
 */
export async function recorded<Args extends unknown[], Result>(
  span: Span<Args, Result>,
  who: (() => Who) | null,
  args: Args,
  run: () => Promise<Result>,
): Promise<Result> {
  const recording = begin(span, who, args)
  if (recording === null) return run()
  try {
    const result = await tracing().current.run(recording, run)
    recording.succeed(() => span.outputs?.(result) ?? {})
    return result
  } catch (error) {
    recording.fail(error)
    throw error
  }
}

/** As {@link recorded}, for what is made piece by piece; the span ends with the last piece, or when nobody wants another. */
export async function* recordedPieces<Args extends unknown[], Piece, Result>(
  span: Span<Args, Result | undefined>,
  who: () => Who,
  args: Args,
  run: () => AsyncGenerator<Piece, Result>,
): AsyncGenerator<Piece, Result> {
  const recording = begin(span, who, args)
  let result: Result | undefined
  let failure: { error: unknown } | undefined
  try {
    result = yield* run()
    return result
  } catch (error) {
    failure = { error }
    throw error
  } finally {
    if (failure !== undefined) recording?.fail(failure.error)
    else recording?.succeed(() => span.outputs?.(result) ?? {})
  }
}

function begin<Args extends unknown[], Result>(
  span: Span<Args, Result>,
  who: (() => Who) | null,
  args: Args,
): Recording | null {
  const { recorder, current } = tracing()
  if (recorder === null) return null
  try {
    return beginWith(recorder, current.getStore(), span, who, args)
  } catch {
    return null // a mistake here costs a trace, and no request
  }
}

function beginWith<Args extends unknown[], Result>(
  recorder: Recorder,
  outer: Recording | undefined,
  span: Span<Args, Result>,
  who: (() => Who) | null,
  args: Args,
): Recording | null {
  const whose = who?.() ?? outer?.who
  if (whose === undefined || (span.isStep && outer === undefined)) return null
  const id = span.about?.(...args)
  const begun: Begun = {
    name: span.name,
    type: span.type,
    inputs: () => ({ ...common(whose, id), ...span.inputs?.(...args) }),
  }
  const recording = outer === undefined ? recorder.begin(begun, whose) : span.isStep ? outer.begin(begun) : null
  if (id !== undefined) (outer ?? recording)?.about(whose.memoryOf?.(id))
  return recording
}

function common({ subject, userId = '' }: Who, id: string | undefined): Facts {
  const key = id === undefined ? undefined : parseMemoryId(id)?.key
  return {
    user_id: subject === undefined ? undefined : { kind: 'user', text: userId },
    memory_key: key === undefined ? undefined : aKey(key),
  }
}
