// A file that somebody chose, line by line as it is read: never more of it in memory than it needs. Runs in the browser.
import { type Sentence, sentence } from '@/lib/shared/text'
import { LINE_LIMIT } from './lines'

/** More is not read. */
export const FILE_LIMIT = 64_000_000

export type FileLine = {
  /** From 1, as editors count. */
  line: number
  /** Null for one that is too long to be sent anywhere. */
  text: string | null
}

/** Why a file cannot be read at all. */
export class FileProblem extends Error {
  constructor(readonly why: Sentence) {
    super(why.text)
    this.name = 'FileProblem'
  }
}

/**
 * The lines of a file that are not blank, and how many bytes of it have been read. A byte order mark and either kind of line
 * break are no part of them.
 * @throws FileProblem for what is no JSON lines at all: too large, empty, another encoding, a spreadsheet, one JSON list
 */
export async function* linesOf(file: Blob): AsyncGenerator<FileLine & { bytes: number }> {
  if (file.size > FILE_LIMIT)
    throw new FileProblem(
      sentence('The file has {size} MB, and at most {limit} MB can be imported. Split it into several.', {
        size: Math.ceil(file.size / 1_000_000),
        limit: FILE_LIMIT / 1_000_000,
      }),
    )
  let line = 0
  let isEmpty = true
  for await (const { text, bytes } of rawLines(file)) {
    line++
    if (text?.trim() === '') continue
    if (isEmpty && text !== null) checkFirst(text)
    isEmpty = false
    yield { line, text, bytes }
  }
  if (isEmpty) throw new FileProblem(sentence('The file is empty.'))
}

async function* rawLines(file: Blob): AsyncGenerator<{ text: string | null; bytes: number }> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = file.stream().getReader()
  let rest = ''
  let isTooLong = false
  let bytes = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      const parts = (rest + decoded(decoder, value)).split('\n')
      bytes += value?.length ?? 0
      rest = done ? '' : (parts.pop() ?? '')
      for (const part of parts) {
        yield { text: isTooLong || part.length > LINE_LIMIT ? null : part.replace(/\r$/, ''), bytes }
        isTooLong = false
      }
      if (done) return
      // the rest of a line that is too long already is not kept
      if (rest.length > LINE_LIMIT) isTooLong = true
      if (isTooLong) rest = ''
    }
  } finally {
    await reader.cancel()
  }
}

function decoded(decoder: TextDecoder, value: Uint8Array | undefined): string {
  try {
    return value === undefined ? decoder.decode() : decoder.decode(value, { stream: true })
  } catch {
    throw new FileProblem(
      sentence('The file is not a text in UTF-8. Choose the file as it was exported, or save it as UTF-8.'),
    )
  }
}

/** The first line tells what somebody has chosen instead. */
function checkFirst(text: string): void {
  const first = text.trimStart()
  if (first.startsWith('{')) return
  if (first.startsWith('['))
    throw new FileProblem(sentence('The file is one JSON list, not JSON lines. Put each memory on a line of its own.'))
  if (first.startsWith('PK') || first.startsWith('%PDF') || first.includes('\u0000'))
    throw new FileProblem(sentence('The file is not a text. Choose a file of JSON lines that this page has made.'))
  if (/[,;\t]/.test(first))
    throw new FileProblem(
      sentence('The file is a spreadsheet (CSV), which is for reading. Export as JSON lines, and import that.'),
    )
  throw new FileProblem(sentence('The file is not JSON lines: its first line is not an object in braces.'))
}
