// The file of the ledger, read on from where it was read last. Nothing here takes a line away, moves the file or removes it.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { appendLine } from '@/lib/audit/checkpoint-file'
import { ledgerLineHash, macState, readLedgerLine } from './lines'

/** What the file system says of the file, told apart from what the database says. */
export class LedgerFileError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : 'the file failed', { cause })
    this.name = 'LedgerFileError'
  }
}

/** What is wrong with the file, by its first line that is. */
export type LedgerProblem = { line: number; why: 'altered' | 'order' }

/** What is known of a file so far. */
export type ReadLedger = {
  /** Which file it was, and how many bytes of it were read. */
  inode: number
  bytes: number
  lines: number
  /** Ids of entries, in the order of the file. */
  ids: Set<string>
  /** Hash of the last line that says something. */
  last: string | null
  problem: LedgerProblem | null
  /** How many lines say that another key wrote them. */
  ofOtherKeys: number
}

const NOTHING = { inode: 0, bytes: 0, lines: 0, last: null, problem: null, ofOtherKeys: 0 }

/**
 * Reads what was added since `known`, or all where it is another file or shorter than it was. A line that was not written to its end says
 * nothing, and the next one does not follow it.
 * @returns null where there is no file; `known` itself where nothing was added
 * @throws LedgerFileError
 */
export async function readOn(file: string, key: string, known: ReadLedger | null): Promise<ReadLedger | null> {
  try {
    return await readAdded(file, key, known)
  } catch (error) {
    throw new LedgerFileError(error)
  }
}

/** Adds lines, on disk when this resolves. @throws LedgerFileError */
export async function appendLines(file: string, lines: readonly string[]): Promise<void> {
  try {
    await appendLine(file, lines.join('\n'))
  } catch (error) {
    throw new LedgerFileError(error)
  }
}

async function readAdded(file: string, key: string, known: ReadLedger | null): Promise<ReadLedger | null> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (found === null) return null
  const isSame = known !== null && known.inode === found.ino && known.bytes <= found.size
  if (isSame && known.bytes === found.size) return known
  // others may still look at what was known
  const read = isSame ? { ...known, ids: new Set(known.ids) } : { ...NOTHING, inode: found.ino, ids: new Set<string>() }
  for await (const line of linesFrom(file, read.bytes)) take(read, line, key)
  return read
}

type Piece = { text: string; bytes: number; isEnded: boolean }

function take(read: ReadLedger, { text, bytes, isEnded }: Piece, key: string): void {
  const line = text === '' ? null : readLedgerLine(text)
  // who appends next ends it first
  if (line === null && !isEnded) return
  read.bytes += bytes
  if (isEnded) read.lines++
  if (line === null) return
  const at = read.lines + (isEnded ? 0 : 1)
  const mac = macState(line, key)
  if (mac === 'another key') read.ofOtherKeys++
  if (mac === 'broken') read.problem ??= { line: at, why: 'altered' }
  if (line.previous !== read.last) read.problem ??= { line: at, why: 'order' }
  read.ids.add(line.id)
  read.last = ledgerLineHash(text)
}

const LINE_END = 10

/** The lines from a byte on; the last one may have no end yet. */
export async function* linesFrom(file: string, start: number): AsyncGenerator<Piece> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(file, { start })) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer])
    let begin = 0
    for (let end = rest.indexOf(LINE_END); end >= 0; end = rest.indexOf(LINE_END, begin)) {
      yield { text: rest.toString('utf8', begin, end), bytes: end + 1 - begin, isEnded: true }
      begin = end + 1
    }
    rest = rest.subarray(begin)
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), bytes: rest.length, isEnded: false }
}
