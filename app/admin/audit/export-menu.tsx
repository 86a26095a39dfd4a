// The entries that the filter leaves, as a file.
import { type AuditFilter, queryOf } from '@/lib/shared/audit-filter'
import { readText } from '../../text-on-server'
import { FilterMenu } from './filter-bar'

export async function ExportMenu({ filter, total }: { filter: AuditFilter; total: number }) {
  const { t, plural } = await readText()
  const hrefOf = (format: string) =>
    `/api/admin/audit/export?${new URLSearchParams([...queryOf(filter), ['format', format]])}`
  return (
    <FilterMenu className="end" label={plural(total, 'Export {count} entry', 'Export {count} entries')}>
      <ul className="options">
        <li>
          <a className="option" href={hrefOf('jsonl')} download>
            {t('JSON lines, to check against the chain')}
          </a>
        </li>
        <li>
          <a className="option" href={hrefOf('csv')} download>
            {t('Spreadsheet (CSV), to read')}
          </a>
        </li>
      </ul>
    </FilterMenu>
  )
}
