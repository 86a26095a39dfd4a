// Who was handed a person's memories, one line each.
import Link from 'next/link'
import { useText } from '#text'
import { ReaderName, WhatIsListed } from '@/components/memory/reads'
import { LocalTime } from '@/components/ui/local-time'
import type { ReaderSummary } from '@/lib/shared/looks'
import type { Text } from '@/lib/shared/text'

type Props = {
  readers: ReaderSummary[]
  /** How many looks are kept, of all readers. */
  looks: number
  days: number
  timeZone: string
}

export function WhoLooked({ readers, looks, days, timeZone }: Props) {
  const text = useText()
  const { t, plural } = text
  return (
    <section className="chapter" aria-labelledby="looked">
      <h2 id="looked">{t('Who looked')}</h2>
      <div>
        {days === 0 ? null : readers.length === 0 ? (
          <p className="prose lead">{t('No agent’s look at your memories is recorded.')}</p>
        ) : (
          <>
            <table className="table fold">
              <thead>
                <tr>
                  <th scope="col">{t('Who')}</th>
                  <th scope="col">{t('What they saw')}</th>
                  <th scope="col" className="n">
                    {t('When')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {readers.map((reader) => (
                  <tr key={`${reader.by.kind} ${reader.by.name} ${reader.at}`}>
                    <th scope="row">
                      <ReaderName by={reader.by} />
                    </th>
                    <td className="under">{whatTheySaw(reader, text)}</td>
                    <td className="n">
                      <LocalTime at={reader.at} timeZone={timeZone} style="recent" />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="all-looks">
              <Link href="/privacy/looks" prefetch={false}>
                {plural(looks, 'The {count} look', 'All {count} looks')}
              </Link>
            </p>
          </>
        )}
        <WhatIsListed days={days} />
      </div>
    </section>
  )
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
