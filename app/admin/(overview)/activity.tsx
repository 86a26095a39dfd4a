// Who writes and who reads, as far as it is recorded, and since when.
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import type { StoreFigures } from '@/lib/store/people/store-figures'
import { peopleHref } from '../people/address'
import { agentWords } from '../people/words'
import { Counted } from './counted'

type Props = { figures: StoreFigures; days: number; timeZone: string }

/** So many lines at most. */
const SHOWN = 20

export function Activity({ figures: { agents, reads, readsSince }, days, timeZone }: Props) {
  const text = useText()
  const { t, plural, rich, number } = text
  const readsOf = (code: string, isSearch: boolean) =>
    reads
      .filter(({ reader, way }) => reader === code && (way === 'search') === isSearch)
      .reduce((sum, one) => sum + one.reads, 0)
  const keptFor = plural(days, '{count} day', '{count} days')
  return (
    <section className="chapter" aria-labelledby="activity">
      <h2 id="activity">{t('Who wrote and read')}</h2>
      <div>
        <table className="table fold who">
          <thead>
            <tr>
              <th scope="col">{t('Who')}</th>
              <th scope="col" className="n">
                {t('Wrote last')}
              </th>
              <th scope="col" className="n">
                {t('Searches')}
              </th>
              <th scope="col" className="n">
                {t('Other reads')}
              </th>
              <th scope="col" className="n">
                {t('People')}
              </th>
            </tr>
          </thead>
          <tbody>
            {agents.slice(0, SHOWN).map(({ code, memories, people }) => {
              const href = peopleHref({ agent: code })
              return (
                <tr key={code}>
                  <th scope="row">
                    <bdi>
                      <ShownText text={agentWords(code, text)} />
                    </bdi>
                  </th>
                  <td className="n">
                    <Counted count={memories} href={href} />
                    <span className="fold-only"> {t('written last')}</span>
                  </td>
                  <td className="n">
                    {number(readsOf(code, true))}
                    <span className="fold-only"> {t('searches')}</span>
                  </td>
                  <td className="n">
                    {number(readsOf(code, false))}
                    <span className="fold-only"> {t('other reads')}</span>
                  </td>
                  <td className="n">
                    <Counted count={people} href={href} />
                    <span className="fold-only"> {plural(people, 'person', 'people')}</span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
        <p className="note mt-2">
          {days === 0
            ? t('This dashboard does not keep which agents read what.')
            : readsSince === null
              ? t(
                  'No read is recorded. Reads are kept for {days}; whatever uses the agent’s tables without this library leaves none.',
                  { days: keptFor },
                )
              : rich(
                  'Reads are kept for {days}; the oldest kept is from {since}. Whatever uses the agent’s tables without this library leaves none. What agents read, the person concerned alone sees, in their own log; reads about people of whom nothing is stored any more are counted too.',
                  { days: keptFor, since: <LocalTime at={readsSince} timeZone={timeZone} style="day" /> },
                )}{' '}
          {agents.length > SHOWN
            ? plural(
                agents.length - SHOWN,
                '{count} more, with the fewest people, is left out.',
                '{count} more, with the fewest people, are left out.',
              )
            : null}
        </p>
      </div>
    </section>
  )
}
