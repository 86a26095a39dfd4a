// Entries of the audit as a file: JSON lines to check them by, or a spreadsheet to read.
import type { Entry } from '@/lib/store/audit/entries'
import type { ExportPiece } from '@/lib/store/audit/export'
import { csvTexts } from './csv'

type Pieces = AsyncGenerator<ExportPiece, number>

/** The columns of the audit, under their names there, and the place of each entry in the chain. */
const COLUMNS: [name: string, value: (entry: Entry) => string | null][] = [
  ['seq', ({ seq }) => seq],
  ['id', ({ id }) => id],
  ['at', ({ at }) => at],
  ['op_id', ({ opId }) => opId],
  ['action', ({ action }) => action],
  ['surface', ({ surface }) => surface],
  ['role', ({ role }) => role],
  ['actor', ({ actor }) => actor],
  ['subject', ({ subject }) => subject],
  ['memory', ({ memory }) => memory],
  ['outcome', ({ outcome }) => outcome],
  ['reason', ({ reason }) => reason],
  ['before_hash', ({ beforeHash }) => beforeHash],
  ['after_hash', ({ afterHash }) => afterHash],
  ['detail', ({ detail }) => detail],
  ['hash', ({ hash }) => hash],
]

/**
 * A line that says what this is and where the chain stood, a line for each entry, and one at the end: without it the file is not
 * whole. Every column is a text as the chain has it, byte for byte.
 */
export async function* auditLines(pieces: Pieces, at: Date, filter: Record<string, string>): AsyncGenerator<string> {
  for (let next = await pieces.next(); ; next = await pieces.next()) {
    if (next.done) return yield line({ type: 'end', entries: next.value })
    const piece = next.value
    if ('head' in piece)
      yield line({ type: 'audit', version: 1, exported_at: at.toISOString(), filter, ...headOf(piece.head) })
    else yield line(Object.fromEntries(COLUMNS.map(([name, value]) => [name, value(piece.entry)])))
  }
}

function headOf({ entries, seq, hash }: { entries: number; seq: string; hash: string }) {
  return { entries, chain: { seq, hash } }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}

/** The same as a spreadsheet. No cell can become a formula: before some signs stands an apostrophe that JSON lines have not. */
export async function* auditCsv(pieces: Pieces, words: { cut: string }): AsyncGenerator<string> {
  yield `\ufeff${csvTexts(
    COLUMNS.map(([name]) => name),
    words,
  )}`
  for await (const piece of pieces)
    if ('entry' in piece)
      yield csvTexts(
        COLUMNS.map(([, value]) => value(piece.entry) ?? ''),
        words,
      )
}
