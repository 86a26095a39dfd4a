// The browser's re-reads: GET routes, since server actions would queue behind each other.

import { inEnglish, type Sentence, sentence } from '@/lib/shared/text'
import { VIEWER_HEADER, viewerMark } from '@/lib/shared/viewer-mark'

/** Why a read failed, in a sentence that can be shown: what the server said is in the reader's language already. */
export class ReadError extends Error {
  constructor(
    readonly code: string,
    readonly sentence: Sentence,
  ) {
    super(inEnglish(sentence))
    this.name = 'ReadError'
  }
}

/**
 * Reads JSON from one of our routes.
 * @throws ReadError
 */
export async function read<T>(path: string, signal: AbortSignal): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, {
      signal,
      headers: { accept: 'application/json', [VIEWER_HEADER]: viewerMark() ?? '' },
    })
  } catch (error) {
    if (signal.aborted) throw error
    throw new ReadError(
      'offline',
      sentence('The dashboard did not answer. Check that it is running and that you are online.'),
    )
  }
  const body: unknown = await response.json().catch(() => null)
  if (response.ok) return body as T
  const failure = (body ?? {}) as { code?: string; sentence?: string }
  throw new ReadError(
    failure.code ?? 'bug',
    failure.sentence === undefined
      ? sentence('The dashboard could not answer. Nothing is lost; try again.')
      : sentence('{said}', { said: failure.sentence }),
  )
}

/** What to say of a failed query. */
export function whyFailed(error: Error): { code: string; sentence: Sentence } {
  return error instanceof ReadError
    ? error
    : { code: 'bug', sentence: sentence('Something went wrong. Nothing is lost; try again.') }
}
