// Which agents were handed this memory last, beside it.
import Link from 'next/link'
import { useText } from '#text'
import { ReadWords, WhatIsListed } from '@/components/memory/reads'
import { LocalTime } from '@/components/ui/local-time'
import type { MemoryReads } from '@/lib/shared/looks'
import { memoryHref, type View } from '../search'

type Props = MemoryReads & { id: string; days: number; view: View; timeZone: string }

export function WhoUsedIt({ reads, total, id, days, view, timeZone }: Props) {
  const { t } = useText()
  return (
    <section className="who-used">
      <h3>{t('Who used it')}</h3>
      {days === 0 ? null : total === 0 ? (
        <p className="quiet">{t('No agent’s read of it is recorded.')}</p>
      ) : (
        <dl className="facts">
          {reads.map((read) => (
            <div key={read.id}>
              <dt>
                <LocalTime at={read.at} timeZone={timeZone} style="recent" />
              </dt>
              <dd>
                <ReadWords read={read} length={80} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {total > reads.length ? (
        <p className="note">
          <Link href={memoryHref(id, view, '/reads')} prefetch={false}>
            {t('All {count}##reads', { count: total })}
          </Link>
        </p>
      ) : null}
      <WhatIsListed days={days} />
    </section>
  )
}
