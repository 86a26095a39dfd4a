import type { Metadata } from 'next'
import Link from 'next/link'
import { EmptyState } from '@/components/ui/empty-state'
import { requireAuditor } from '@/lib/auth/viewer'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { type AuditFilter, type AuditPlace, auditHref, isNarrowed, readAuditFilter } from '@/lib/shared/audit-filter'
import { type AuditLog, readAuditLog } from '@/lib/store/audit/log'
import { recordAuditRead } from '@/lib/store/audit/reads'
import { belowOf } from '@/lib/store/looks'
import type { Auditor } from '@/lib/store/memory-store'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'
import { Entries } from './entries'
import { ExportMenu } from './export-menu'
import { Facets } from './facets'
import { FilterBar } from './filter-bar'
import { filterWords } from './filter-words'
import { OneOpenMenu } from './one-open-menu'
import { Pager } from './pager'
import { PeriodChart } from './period-chart'
import { Standing } from './standing'

type Search = Record<string, string | string[] | undefined>

const PAGE = 50

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Audit') }
}

/** "I can answer who changed or saw what about this person, when and why, in under a minute, without seeing content." */
export default async function AuditPage({ searchParams }: { searchParams: Promise<Search> }) {
  const auditor = await requireAuditor()
  const { t, number, richPlural, say } = await readText()
  const search = await searchParams
  const filter = readAuditFilter((name) => search[name])
  const place = { below: belowOf(search.below), above: belowOf(search.above) }
  const timeZone = await readTimeZone()
  const log = await readLog(auditor, filter, place, timeZone)
  return (
    <main id="main" className="frame">
      <div className="audit">
        <header>
          <h1>{t('Audit')}</h1>
          {log instanceof Expected ? null : <Standing auditor={auditor} timeZone={timeZone} />}
        </header>
        {log instanceof Expected ? (
          <EmptyState
            title={t('The audit could not be read')}
            alert
            actions={
              <Link className="link" href={auditHref(filter, place)} prefetch={false}>
                {t('Try again')}
              </Link>
            }
          >
            {say(log)}
          </EmptyState>
        ) : (
          <>
            <PeriodChart chart={log.chart} filter={filter} />
            <div className="ledger">
              <div>
                <OneOpenMenu>
                  <FilterBar filter={filter} log={log} timeZone={timeZone}>
                    <ExportMenu filter={filter} total={log.total} />
                  </FilterBar>
                </OneOpenMenu>
                <p className="status" role="status">
                  <span>
                    {isNarrowed(filter)
                      ? richPlural(log.all, '{total} of {count} entry', '{total} of {count} entries, newest first', {
                          total: <strong>{number(log.total)}</strong>,
                        })
                      : richPlural(log.all, '{total} entry', '{total} entries, newest first', {
                          total: <strong>{number(log.all)}</strong>,
                        })}
                  </span>
                  {isNarrowed(filter) ? (
                    <Link href={auditHref()} prefetch={false}>
                      {t('Clear the filter')}
                    </Link>
                  ) : null}
                  <span className="end">{t('Times in {zone}', { zone: timeZone })}</span>
                </p>
                {log.entries.length === 0 ? (
                  <Nothing filter={filter} log={log} />
                ) : (
                  <>
                    <Entries log={log} filter={filter} open={belowOf(search.entry)} timeZone={timeZone} />
                    <Pager log={log} filter={filter} isFirst={place.below === undefined && place.above === undefined} />
                  </>
                )}
              </div>
              <Facets facets={log.facets} filter={filter} names={log.names} />
            </div>
          </>
        )}
      </div>
    </main>
  )
}

/** The log, or why there is none. That it was looked at is recorded first, with whom it is about. */
async function readLog(
  auditor: Auditor,
  filter: AuditFilter,
  place: AuditPlace,
  timeZone: string,
): Promise<AuditLog | Expected> {
  try {
    await recordAuditRead(auditor, filter)
    return await readAuditLog(auditor, { filter, place, timeZone, rules: environment(), limit: PAGE })
  } catch (error) {
    if (error instanceof Expected) return error
    throw error
  }
}

async function Nothing({ filter, log }: { filter: AuditFilter; log: AuditLog }) {
  const text = await readText()
  const parts = filterWords(filter, log.names, text).map(({ words }) => words)
  return (
    <EmptyState
      title={text.t('No entry matches')}
      actions={
        <Link className="link" href={auditHref()} prefetch={false}>
          {text.t('Clear the filter')}
        </Link>
      }
    >
      <p dir="auto">{parts.join(' · ')}</p>
    </EmptyState>
  )
}
