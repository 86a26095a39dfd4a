// What turns text into vectors, and what counts as a vector. Whatever goes wrong on the way is one Expected: 'embedding-unavailable'.
import { Expected } from '../errors'
import { counted, type Sentence, sentence } from '../shared/text'

export interface Embedder {
  /** Provider and model for a person to read. Two embedders of one name give interchangeable vectors. */
  readonly name: string
  /** How many numbers each vector has. */
  readonly dims: number
  /**
   * One vector of `dims` finite numbers per text, in the order of the texts; no text, no call. Each text is embedded exactly as
   * given. Waits at most the configured time for each batch of 20 texts, retries included.
   * @throws Expected `embedding-unavailable`; neither its sentence nor its cause holds a text, a secret or what was answered
   */
  embed(texts: string[], signal?: AbortSignal): Promise<number[][]>
}

/**
 * The answer as `count` vectors of `dims` numbers that a `vector` column (4-byte floats) can hold.
 * @throws Expected `embedding-unavailable` that says what is wrong with it
 */
export function checkVectors(
  answer: unknown,
  { who, dims, count }: { who: Sentence; dims: number; count: number },
): number[][] {
  if (!Array.isArray(answer)) throw notAnEmbedding(who)
  if (answer.length !== count)
    throw unavailable(
      sentence('{who} gave {vectors} for {texts}. Try again.', {
        who,
        vectors: counted(answer.length, '{count} vector', '{count} vectors'),
        texts: counted(count, '{count} text', '{count} texts'),
      }),
    )
  for (const vector of answer) {
    if (!Array.isArray(vector) || !vector.every(fits)) throw notAnEmbedding(who)
    if (vector.length !== dims)
      throw unavailable(
        sentence('{who} gave {numbers} where the store needs {dims}. The model or EMBEDDING_DIMS must be corrected.', {
          who,
          numbers: counted(vector.length, '{count} number', '{count} numbers'),
          dims,
        }),
      )
  }
  return answer
}

/** The error of every embedding that did not come about. */
export function unavailable(said: Sentence, cause?: Error): Expected {
  return new Expected('embedding-unavailable', said, { cause: cause ?? new Error('unusable answer') })
}

/** Says that `who` answered, but not with vectors. */
export function notAnEmbedding(who: Sentence): Expected {
  return unavailable(
    sentence('{who} answered something that is not an embedding. Its address and model must be checked.', { who }),
  )
}

const fits = (number: unknown): boolean => typeof number === 'number' && Number.isFinite(Math.fround(number))
