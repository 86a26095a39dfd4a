// The file of checkpoints: read whole or from its end, and added to. Nothing here takes a line away, moves the file or removes it.
import type { KeyObject } from 'node:crypto'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { type Line, readLine, signatureOf } from './checkpoints'

/** @returns '' where there is no file */
export async function readFileText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isAbsent(error)) return ''
    throw error
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** The end of a file, as far as one record is concerned; nothing of it is proven. */
export type Ends = {
  /** The record's last line. Null: the file holds none. */
  last: string | null
  /** The last one that says our key signed it, which may be an earlier one. */
  own: { line: string; read: Line } | null
  /** How many lines of other records were passed: all of them where there is none of this one. */
  others: number
}

/** Looks no further back than it must. */
export async function readEnds(file: string, record: string, key: KeyObject): Promise<Ends> {
  const ends: Ends = { last: null, own: null, others: 0 }
  for await (const lines of slicesFromEnd(file)) {
    for (const line of lines.toReversed()) {
      const read = readLine(line)
      if (read === null) continue
      if (read.record !== record) {
        ends.others++
        continue
      }
      ends.last ??= line
      if (signatureOf(read, [key]) !== 'another key') return { ...ends, own: { line, read } }
    }
  }
  return ends
}

/** How much is read at once; others get a turn after it. */
const SLICE_BYTES = 256 * 1_024
const LINE_END = 10

/** The lines of a file in slices, the last slice first; none where there is no file. */
async function* slicesFromEnd(file: string): AsyncGenerator<string[]> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file, 'r')
    let end = (await handle.stat()).size
    let rest: Buffer = Buffer.alloc(0)
    while (end > 0) {
      const begin = Math.max(0, end - SLICE_BYTES)
      const bytes = Buffer.concat([await readBytes(handle, begin, end), rest])
      end = begin
      // what stands before the first line's end began in the slice before
      const cut = begin === 0 ? 0 : bytes.indexOf(LINE_END) + 1
      rest = begin > 0 && cut === 0 ? bytes : bytes.subarray(0, Math.max(0, cut - 1))
      if (begin === 0 || cut > 0) yield bytes.subarray(cut).toString('utf8').split('\n')
    }
  } catch (error) {
    if (!isAbsent(error)) throw error
  } finally {
    await handle?.close()
  }
}

async function readBytes(handle: FileHandle, begin: number, end: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - begin), 0, end - begin, begin)
  return buffer.subarray(0, bytesRead)
}

/**
 * Adds one line in one write, on disk when this resolves; after a line that was not written to its end it begins a new one. Only its
 * owner may read and write a new file.
 * @throws what the file system says; an Error where the disk took only a part of it
 */
export async function appendLine(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a+', 0o600)
  try {
    const { size } = await handle.stat()
    const isTorn = size > 0 && (await readBytes(handle, size - 1, size)).toString() !== '\n'
    const bytes = Buffer.from(`${isTorn ? '\n' : ''}${line}\n`)
    const { bytesWritten } = await handle.write(bytes)
    await handle.sync()
    if (bytesWritten < bytes.length) throw new Error('only a part of the line was written')
  } finally {
    await handle.close()
  }
}
