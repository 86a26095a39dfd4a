// Whether a person's memories can be found, each kind of fault with its number and what mends it.
import { useText } from '#text'
import type { PersonFigures } from '@/lib/store/people/person'
import type { PersonHealth } from '@/lib/store/people/person-health'

type Props = { health: PersonHealth; figures: PersonFigures; dims: number }

export function HealthPart({ health, figures, dims }: Props) {
  const { t, number, plural } = useText()
  const { entries, orphans, empty, unusable } = health
  const faults: { id: string; name: string; count: number | null; what: string }[] = [
    {
      id: 'unsearchable',
      name: t('Not searchable'),
      count: figures.unsearchable,
      what: t(
        'Memories without a search entry: no search by meaning finds them. The person can make them searchable from their list; an administrator does by saving an edit on their behalf.',
      ),
    },
    {
      id: 'stale',
      name: t('Out of date in search'),
      count: figures.stale,
      what: t(
        'Memories with a search entry older than their text, left behind by a later write of the agent: they are still found by what they no longer say. Renewing or editing removes the old entries.',
      ),
    },
    {
      id: 'unusable',
      name: t('Without a direction'),
      count: unusable,
      what:
        unusable === null
          ? t('Not looked at: there are too many entries to read each of them here.')
          : t(
              'Search entries that are all zero. The agent’s search puts their memories first, whatever is asked. Renewing replaces them.',
            ),
    },
    {
      id: 'empty',
      name: t('Empty entries'),
      count: empty,
      what: t('Search entries that hold no numbers. Renewing replaces them.'),
    },
    {
      id: 'wrong-size',
      name: t('Of another size'),
      count: 0,
      what: t('The table lets none in: every entry holds {dims} numbers, as the encoder makes them.', { dims }),
    },
    {
      id: 'orphans',
      name: t('Without a memory'),
      count: orphans,
      what: t(
        'Search entries whose memory is gone. Only tables that lost their foreign key have any; whoever owns them deletes these rows.',
      ),
    },
  ]
  return (
    <section className="chapter" aria-labelledby="health-title">
      <h2 id="health-title">{t('Search health')}</h2>
      <div>
        <p className="prose lead">
          {plural(entries, '{count} search entry for {memories}.', '{count} search entries for {memories}.', {
            memories: plural(figures.memories, '{count} memory', '{count} memories'),
          })}
        </p>
        <table className="table faults">
          <thead className="sr-only">
            <tr>
              <th scope="col">{t('Fault')}</th>
              <th scope="col">{t('Number')}</th>
              <th scope="col">{t('What it means')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ id, name, count, what }) => (
              <tr key={id} id={id}>
                <th scope="row">{name}</th>
                <td className="n">{count === null ? t('not known') : number(count)}</td>
                <td className="quiet">{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
