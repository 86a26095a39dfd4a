// The file of entries that an address asks for, as a response that is made while it is read.
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { queryOf, readAuditFilter } from '@/lib/shared/audit-filter'
import { countExportFile } from '@/lib/store/access/rate-limit'
import { exportAudit } from '@/lib/store/audit/export'
import type { Auditor } from '@/lib/store/memory-store'
import { readText } from '@/lib/text-on-server'
import { auditCsv, auditLines } from '@/lib/transfer/audit-file'
import { streamOf } from '@/lib/transfer/body'
import { readTimeZone } from '../../time-zone'

const TYPES = { jsonl: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8; header=present' }

/**
 * @param params `format=jsonl|csv`, and the filter of the page
 * @throws Expected `invalid`, `too-many`, `database-unavailable`
 */
export async function auditFile(auditor: Auditor, params: URLSearchParams): Promise<Response> {
  const format = params.get('format')
  if (format !== 'jsonl' && format !== 'csv')
    throw new Expected('invalid', 'This address names no kind of file. Export from the page again.')
  await countExportFile(auditor)
  const filter = readAuditFilter((name) => params.get(name))
  const at = new Date()
  const pieces = exportAudit(auditor, { filter, timeZone: await readTimeZone(), rules: environment(), format })
  const { t } = await readText()
  const texts =
    format === 'csv'
      ? auditCsv(pieces, { cut: t(' … (too long for a cell; whole in JSON lines)') })
      : auditLines(pieces, at, Object.fromEntries(queryOf(filter)))
  return new Response(await streamOf(texts), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="audit-${at.toISOString().slice(0, 10)}.${format}"`,
      'cache-control': 'private, no-store',
    },
  })
}
