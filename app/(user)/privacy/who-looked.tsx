// Who was handed a person's memories, or looked at them: agents, and those who run or audit the dashboard. One line each.
import Link from 'next/link'
import { useText } from '#text'
import { ReaderName, WhatIsListed } from '@/components/memory/reads'
import { LocalTime } from '@/components/ui/local-time'
import type { ReaderSummary } from '@/lib/shared/looks'
import type { StaffSummary } from '@/lib/shared/staff-looks'
import type { Text } from '@/lib/shared/text'
import { StaffName, StaffReason, summaryWords } from './staff-words'

type Props = {
  readers: ReaderSummary[]
  /** How many looks are kept, of all readers. */
  looks: number
  days: number
  staff: StaffSummary[]
  /** How many looks of staff there are in all. */
  staffLooks: number
  timeZone: string
}

export function WhoLooked({ readers, looks, days, staff, staffLooks, timeZone }: Props) {
  const text = useText()
  const { t, plural } = text
  return (
    <section className="chapter" aria-labelledby="looked">
      <h2 id="looked">{t('Who looked')}</h2>
      <div>
        {readers.length === 0 && staff.length === 0 ? (
          days === 0 ? null : (
            <p className="prose lead">{t('No agent’s look at your memories is recorded.')}</p>
          )
        ) : (
          <>
            <table className="table fold">
              <thead>
                <tr>
                  <th scope="col">{t('Who')}</th>
                  <th scope="col">{t('What they saw')}</th>
                  <th scope="col">{t('Why')}</th>
                  <th scope="col" className="n">
                    {t('When')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {rowsOf(readers, staff).map(({ reader, one, at }) =>
                  reader === undefined ? (
                    <tr key={`${one.role} ${one.name} ${at}`}>
                      <th scope="row">
                        <StaffName {...one} />
                      </th>
                      <td className="under">{summaryWords(one, text)}</td>
                      <td className="under">
                        <StaffReason {...one} />
                      </td>
                      <td className="n">
                        <LocalTime at={at} timeZone={timeZone} style="recent" />
                      </td>
                    </tr>
                  ) : (
                    <tr key={`${reader.by.kind} ${reader.by.name} ${reader.at}`}>
                      <th scope="row">
                        <ReaderName by={reader.by} />
                      </th>
                      <td className="under">{whatTheySaw(reader, text)}</td>
                      <td className="under quiet">{t('Working for you')}</td>
                      <td className="n">
                        <LocalTime at={reader.at} timeZone={timeZone} style="recent" />
                      </td>
                    </tr>
                  ),
                )}
              </tbody>
            </table>
            <p className="all-looks">
              {looks === 0 ? null : (
                <Link href="/privacy/looks" prefetch={false}>
                  {plural(looks, 'The {count} look', 'All {count} looks')}
                </Link>
              )}{' '}
              {staffLooks === 0 ? null : (
                <Link href="/privacy/looks/staff" prefetch={false}>
                  {plural(
                    staffLooks,
                    'The {count} look by whoever runs this dashboard',
                    'All {count} looks by those who run this dashboard',
                  )}
                </Link>
              )}
            </p>
          </>
        )}
        <WhatIsListed days={days} />
      </div>
    </section>
  )
}

type Row = { at: string } & ({ reader: ReaderSummary; one?: undefined } | { reader?: undefined; one: StaffSummary })

/** Both kinds, whoever looked last first. */
function rowsOf(readers: readonly ReaderSummary[], staff: readonly StaffSummary[]): Row[] {
  const rows: Row[] = [
    ...readers.map((reader) => ({ at: reader.at, reader })),
    ...staff.map((one) => ({ at: one.at, one })),
  ]
  return rows.sort((a, b) => (a.at < b.at ? 1 : -1))
}

function whatTheySaw(reader: ReaderSummary, { t, plural }: Text): string {
  const memories = plural(reader.memories, '{count} memory', '{count} memories')
  const searches = plural(reader.searches, '{count} search', '{count} searches')
  const others = reader.looks - reader.searches
  const reads = plural(others, '{count} read by key or list', '{count} reads by key or list')
  if (others === 0) return t('{memories}, in {searches}', { memories, searches })
  return reader.searches === 0
    ? t('{memories}, in {reads}', { memories, reads })
    : t('{memories}, in {searches} and {reads}', { memories, searches, reads })
}
