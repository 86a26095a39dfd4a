// How many people and memories there are, and since when, month by month.
import Link from 'next/link'
import { useText } from '#text'
import { MonthBars } from '@/components/memory/month-bars'
import { monthTitle } from '@/lib/shared/time'
import type { StoreFigures } from '@/lib/store/people/store-figures'
import { peopleHref } from '../people/address'
import { Counted } from './counted'

export function Stored({ figures: { people, memories, months } }: { figures: StoreFigures }) {
  const text = useText()
  const { t, rich, plural } = text
  const link = (words: string) => (
    <Link href={peopleHref()} prefetch={false}>
      {words}
    </Link>
  )
  return (
    <section className="chapter" aria-labelledby="stored">
      <h2 id="stored">{t('People and memories')}</h2>
      <div>
        <p className="prose lead">
          {rich('Agents remember {memories} about {people}.', {
            memories: link(plural(memories, '{count} memory', '{count} memories')),
            people: link(plural(people, '{count} person', '{count} people')),
          })}
        </p>
        {months.length === 0 ? null : (
          <>
            <MonthBars
              months={months.map(({ month, memories: count }) => ({ month, count }))}
              name={t('Memories by month of first writing')}
              hrefFor={(month) => peopleHref({ month })}
            />
            <details className="twin">
              <summary>{t('The same as a table')}</summary>
              <table className="table counts mt-2">
                <thead>
                  <tr>
                    <th scope="col">{t('Month')}</th>
                    <th scope="col" className="n">
                      {t('Memories first written')}
                    </th>
                    <th scope="col" className="n">
                      {t('New people')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {months.map(({ month, memories: written, began }) => (
                    <tr key={month}>
                      <th scope="row">{monthTitle(month, text)}</th>
                      <td className="n">
                        <Counted count={written} href={peopleHref({ month })} />
                      </td>
                      <td className="n">
                        <Counted count={began} href={peopleHref({ began: month })} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </details>
          </>
        )}
        <p className="note mt-2">
          {t('Months are those of UTC. What has been deleted is not counted, also for the time when it was there.')}
        </p>
      </div>
    </section>
  )
}
