// An export as text, piece by piece, and the record that it happened.
import { EXPORT } from '@/lib/tracing/operations'
import { tracedPieces } from '@/lib/tracing/traced'
import { COLUMN_LIMIT, type CsvWords, csvHead, csvRow, csvSentence } from '@/lib/transfer/csv'
import { brokenLine, endLine, headerLine, memoryLine, readLogLine, versionLine } from '@/lib/transfer/lines'
import type { Scope } from '../memory-store'
import { readSelection } from '../selected'
import { type ExportSource, exportedFields, exportedMemories, exportedVersions, recordExport } from './export'
import { exportedReads } from './export-reads'

/** What was sent so far. `gone`: what was selected and is not there any more. */
export type Sent = { memories: number; versions: number; reads: number; gone: number }

/** How a format begins, ends and breaks off. */
type Frame = {
  format: 'jsonl' | 'csv'
  texts: (sent: Sent) => AsyncGenerator<string>
  end: (sent: Sent) => string
  broken: (sent: Sent) => string
}

/**
 * JSON lines (lib/transfer/lines.ts). The last line says how many there are; a file that broke off says that.
 * @param options.entries with the vectors; `history`: with earlier versions and who read them
 * @throws Expected `database-unavailable`, after the line that says so
 */
export const exportLines = tracedPieces(EXPORT, lines)

function lines(
  scope: Scope,
  source: ExportSource,
  options: { entries: boolean; history: boolean; at: Date },
): AsyncGenerator<string, Sent> {
  return recorded(scope, source, {
    format: 'jsonl',
    end: endLine,
    broken: brokenLine,
    async *texts(sent) {
      const header = headerLine(options.at.toISOString())
      for await (const memory of exportedMemories(scope, source, options)) {
        if (sent.memories++ === 0) yield header // not before the database has answered
        yield memoryLine(memory)
      }
      if (sent.memories === 0) yield header
      if (!options.history) return
      for await (const version of exportedVersions(scope, source)) {
        sent.versions++
        yield versionLine(version)
      }
      for await (const read of exportedReads(scope, source)) {
        sent.reads++
        yield readLogLine(read)
      }
    },
  })
}

/**
 * A spreadsheet (lib/transfer/csv.ts), with a last row as in {@link exportLines}.
 * @param words.end says that the file is whole, with its number of memories; `broken` that it is not
 * @throws as {@link exportLines}
 */
export const exportCsv = tracedPieces(EXPORT, csv)

function csv(
  scope: Scope,
  source: ExportSource,
  words: CsvWords & { end: (sent: Sent) => string; broken: (sent: Sent) => string },
): AsyncGenerator<string, Sent> {
  return recorded(scope, source, {
    format: 'csv',
    end: (sent) => csvSentence(words.end(sent), words),
    broken: (sent) => csvSentence(words.broken(sent), words),
    async *texts(sent) {
      const fields = await exportedFields(scope, source, COLUMN_LIMIT)
      yield csvHead(fields, words)
      for await (const memory of exportedMemories(scope, source, { entries: false })) {
        sent.memories++
        yield csvRow(memory, fields, words)
      }
    },
  })
}

/** Records what left, however it ended: whole, broken off by the database, or no longer wanted by the reader. */
async function* recorded(
  scope: Scope,
  source: ExportSource,
  { format, texts, end, broken }: Frame,
): AsyncGenerator<string, Sent> {
  const selected = 'selection' in source ? (await readSelection(scope, source.selection)).count : 0
  const sent: Sent = { memories: 0, versions: 0, reads: 0, gone: 0 }
  let hasBegun = false
  let isRecorded = false
  try {
    for await (const text of texts(sent)) {
      hasBegun = true
      yield text
    }
    sent.gone = Math.max(0, selected - sent.memories)
    await recordExport(scope, { format, ...sent, whole: true })
    isRecorded = true
    yield end(sent)
    return sent
  } catch (error) {
    if (hasBegun) yield broken(sent)
    throw error
  } finally {
    // the database may not answer: that is what broke it
    if (hasBegun && !isRecorded) await recordExport(scope, { format, ...sent, whole: false }).catch(() => {})
  }
}
