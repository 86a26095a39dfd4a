import type { Metadata } from 'next'
import { Banner } from '@/components/ui/banner'
import { requireViewer } from '@/lib/auth/viewer'
import { Expected } from '@/lib/errors'
import { isUnfiltered, NO_FILTER, readFilter } from '@/lib/shared/filter'
import { countExport, type ExportCounts } from '@/lib/store/transfer/export'
import { readText } from '../../../text-on-server'
import { readTimeZone } from '../../../time-zone'
import { BackLink } from '../panel/back-link'
import { paramsOf, type Search, viewOf } from '../params'
import { ExportPart } from './export-part'
import { ImportPart } from './import-part'

type Props = { searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Export and import') }
}

/** The list's filter may stand in the address: then only what it lets through can be exported too. */
export default async function TransferPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  const { t, plural, say } = await readText()
  const search = await searchParams
  const filter = readFilter(paramsOf(search))
  const timeZone = await readTimeZone()
  const counts = await countsOrWhy(() => countExport(viewer, { filter: NO_FILTER, timeZone }))
  const filtered = isUnfiltered(filter) ? null : await countsOrWhy(() => countExport(viewer, { filter, timeZone }))
  return (
    <main id="main" className="frame">
      <div className="column">
        <BackLink view={viewOf(search)} />
        <header className="mt-5">
          <h1>{t('Export and import')}</h1>
          {counts instanceof Expected ? null : (
            <p className="prose mt-1">
              {counts.memories === 0
                ? t('Nothing is remembered about you yet. You can bring memories in from a file.')
                : plural(
                    counts.memories,
                    '{count} memory is kept about you. Take it with you, or bring others in.',
                    '{count} memories are kept about you. Take them with you, or bring others in.',
                  )}
            </p>
          )}
        </header>
        {counts instanceof Expected ? (
          <div className="notices mt-6">
            <Banner tone="strike" role="alert" lead={t('Your memories could not be counted.')}>
              {say(counts)}
            </Banner>
          </div>
        ) : counts.memories === 0 ? null : (
          <ExportPart
            counts={counts}
            filter={filter}
            filtered={filtered === null || filtered instanceof Expected ? null : filtered.memories}
            viewer={viewer.subject}
          />
        )}
        <ImportPart timeZone={timeZone} />
      </div>
    </main>
  )
}

/** An outage is said on the page, where a chosen file would be lost with the page itself. */
async function countsOrWhy(count: () => Promise<ExportCounts>): Promise<ExportCounts | Expected> {
  try {
    return await count()
  } catch (error) {
    if (error instanceof Expected) return error
    throw error
  }
}
