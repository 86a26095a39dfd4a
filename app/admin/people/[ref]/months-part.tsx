// When a person's memories were written and changed, month by month, and until when they are kept.
import type { Route } from 'next'
import { useText } from '#text'
import { MonthBars } from '@/components/memory/month-bars'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { monthTitle } from '@/lib/shared/time'
import type { PersonFigures, PersonMonth } from '@/lib/store/people/person'
import { partHref } from './parts'

type Props = { months: PersonMonth[]; figures: PersonFigures; label: string; timeZone: string }

export function MonthsPart({ months, figures, label, timeZone }: Props) {
  const text = useText()
  const { t, number, plural, rich } = text
  if (figures.memories === 0)
    return (
      <EmptyState title={t('Nothing is stored here')}>
        {t('No agent has stored anything under this name, or all of it has been deleted.')}
      </EmptyState>
    )
  const at = (style: 'day', when: string | null) =>
    when === null ? t('not known') : <LocalTime at={when} timeZone={timeZone} style={style} />
  return (
    <>
      <section className="chapter" id="months" aria-labelledby="months-title">
        <h2 id="months-title">{t('First written')}</h2>
        <div>
          <MonthBars
            months={months.map(({ month, written }) => ({ month, count: written }))}
            name={t('Memories by month of first writing')}
            hrefFor={(month) => `${partHref(label, 'months')}#m-${month}` as Route}
          />
          <p className="note mt-1">
            {rich(
              'The oldest is from {first}, the last change from {last}. Months are those of UTC; what has been deleted is not counted.',
              {
                first: at('day', figures.first),
                last: at('day', figures.last),
              },
            )}
          </p>
          {months.some(({ changed }) => changed === null) ? (
            <p className="note mt-1">{t('By their last change they are not counted here: there are too many.')}</p>
          ) : null}
          <table className="table counts mt-4">
            <thead>
              <tr>
                <th scope="col">{t('Month')}</th>
                <th scope="col" className="n">
                  {t('First written')}
                </th>
                <th scope="col" className="n">
                  {t('Last changed')}
                </th>
              </tr>
            </thead>
            <tbody>
              {months.map(({ month, written, changed }) => (
                <tr key={month} id={`m-${month}`}>
                  <th scope="row">{monthTitle(month, text)}</th>
                  <td className="n">{number(written)}</td>
                  <td className="n">{changed === null ? '–' : number(changed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section className="chapter" id="kept" aria-labelledby="kept-title">
        <h2 id="kept-title">{t('What is kept')}</h2>
        <dl className="facts wide">
          <dt>{t('Keys')}</dt>
          <dd>
            {figures.children === 0
              ? plural(figures.keys, '{count} key, all in one namespace', '{count} keys, all in one namespace')
              : plural(
                  figures.children,
                  '{keys} keys, in {count} namespace below their own too',
                  '{keys} keys, in {count} namespaces below their own too',
                  {
                    keys: figures.keys,
                  },
                )}
          </dd>
          <dt>{t('With an end date')}</dt>
          <dd>
            {plural(figures.ending, '{count} memory', '{count} memories')}
            {figures.endingSoon === 0
              ? null
              : `, ${plural(figures.endingSoon, '{count} of them within 30 days', '{count} of them within 30 days')}`}
          </dd>
          <dt>{t('Expired')}</dt>
          <dd>
            {figures.expired === 0
              ? plural(0, '{count} memory', '{count} memories')
              : plural(
                  figures.expired,
                  '{count} memory is past its end and still in the table: unless the agent leaves expired ones out, it reads it.',
                  '{count} memories are past their end and still in the table: unless the agent leaves expired ones out, it reads them.',
                )}
          </dd>
        </dl>
      </section>
    </>
  )
}
