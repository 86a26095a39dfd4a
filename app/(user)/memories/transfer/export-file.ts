// The file of memories that an address asks for, as a response that is made while it is read.
import { somebodyElse } from '@/lib/action'
import { Expected } from '@/lib/errors'
import type { Text } from '@/lib/shared/text'
import { countExportFile } from '@/lib/store/access/rate-limit'
import type { Viewer } from '@/lib/store/memory-store'
import type { ExportSource } from '@/lib/store/transfer/export'
import { exportCsv, exportLines, type Sent } from '@/lib/store/transfer/export-text'
import { readText } from '@/lib/text-on-server'
import { streamOf } from '@/lib/transfer/body'
import type { CsvWords } from '@/lib/transfer/csv'
import { readTimeZone } from '../../../time-zone'
import { readAsked } from './export-address'

const TYPES = { jsonl: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8; header=present' }

/**
 * @param params `format=jsonl|csv`, `entries=yes`, `history=yes`, and `selection=ID` or the list's filter
 * @throws Expected `invalid`, `not-found` for a selection that is not there, `somebody-else`, `too-many`, `database-unavailable`
 */
export async function exportFile(viewer: Viewer, params: URLSearchParams): Promise<Response> {
  const asked = readAsked(params)
  if (asked === null) throw new Expected('invalid', 'This address names no kind of file. Export from the page again.')
  if (asked.viewer !== null && asked.viewer !== viewer.subject) throw somebodyElse()
  await countExportFile(viewer)
  const { format, entries, history, selection, filter } = asked
  const source: ExportSource = selection === null ? { filter, timeZone: await readTimeZone() } : { selection }
  const at = new Date()
  const texts =
    format === 'csv'
      ? exportCsv(viewer, source, csvWords(await readText()))
      : exportLines(viewer, source, { entries, history, at })
  return new Response(await streamOf(texts), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="memories-${at.toISOString().slice(0, 10)}.${format}"`,
      'cache-control': 'private, no-store',
    },
  })
}

function csvWords({ t, plural }: Text): CsvWords & { end: (sent: Sent) => string; broken: (sent: Sent) => string } {
  return {
    key: t('Key'),
    rest: t('Other fields'),
    child: t('Namespace'),
    created: t('First written (UTC)'),
    changed: t('Changed (UTC)'),
    ends: t('Ends (UTC)'),
    searchable: t('Searchable by meaning'),
    changedBy: t('Changed by'),
    yes: t('yes'),
    no: t('no'),
    writer: ({ writtenBy, writtenAs }) => {
      if (writtenBy === 'you') return t('you##changed by')
      if (writtenBy === 'outside') return t('outside this dashboard')
      if (writtenBy === 'admin') return t('{name}, administrator, on your behalf', { name: writtenAs ?? '' })
      if (writtenAs === null) return t('an agent, through this dashboard’s library')
      return writtenBy === 'token'
        ? t('your token “{name}”', { name: writtenAs })
        : t('{name} (agent)', { name: writtenAs })
    },
    cut: t(' … (too long for a cell; whole in JSON lines)'),
    end: ({ memories, gone }) =>
      [
        plural(memories, 'End of the file: {count} memory', 'End of the file: {count} memories'),
        ...(gone > 0 ? [plural(gone, '{count} that was selected is gone', '{count} that were selected are gone')] : []),
      ].join('. '),
    broken: ({ memories }) =>
      plural(
        memories,
        'This file is not whole: it broke off after {count} memory. Export again.',
        'This file is not whole: it broke off after {count} memories. Export again.',
      ),
  }
}
