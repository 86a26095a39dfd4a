// What is not as it should be, over all people: whose, and whether it can be found. Each number leads to the people concerned.
import type { Route } from 'next'
import { useText } from '#text'
import type { PeopleFilter, PeopleWarning } from '@/lib/shared/people'
import type { StoreFigures } from '@/lib/store/people/store-figures'
import { peopleHref } from '../people/address'
import { Counted } from './counted'

type Props = { figures: StoreFigures; warnings: Record<PeopleWarning | 'any', number>; isPerRow: boolean }

/** @param props.isPerRow rows name their owner (`MEMORY_OWNER_FIELD`) */
export function NeedsALook({ figures, warnings, isPerRow }: Props) {
  const { t } = useText()
  const to = (filter: Partial<PeopleFilter>) => peopleHref(filter)
  const lines: { name: string; count: number; href: Route | null; what: string }[] = [
    {
      name: t('Not searchable'),
      count: figures.unsearchable,
      href: to({ warning: 'unsearchable' }),
      what: t('memories without a search entry: no search by meaning finds them'),
    },
    {
      name: t('Out of date in search'),
      count: figures.stale,
      href: to({ warning: 'stale' }),
      what: t('memories that are still found by what they no longer say'),
    },
    {
      name: t('Expired'),
      count: figures.expired,
      href: to({ ends: 'expired' }),
      what: t('memories past their end and still in the table'),
    },
    {
      name: t('Shared name'),
      count: warnings.several,
      href: to({ warning: 'several' }),
      what: isPerRow
        ? t('people who could be more than one: whoever is let in sees only the memories that name them')
        : t('people who could be more than one: nobody is let in'),
    },
    {
      name: t('No owner'),
      count: warnings.none,
      href: to({ warning: 'none' }),
      what: t('people to whom no id leads that can sign in'),
    },
    {
      name: t('Similar name'),
      count: warnings.similar,
      href: to({ warning: 'similar' }),
      what: t('people whose id or name is easily taken for another'),
    },
    {
      name: t('Outside'),
      count: figures.outside,
      href: null,
      what: t('memories in namespaces of nobody: MEMORY_NAMESPACE is not their first label'),
    },
    {
      name: t('Without a memory'),
      count: figures.orphans,
      href: null,
      what: t('search entries whose memory is gone: whoever owns the tables deletes them'),
    },
  ]
  return (
    <section className="chapter" aria-labelledby="look">
      <h2 id="look">{t('Needs a look')}</h2>
      <table className="table faults">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('Fault')}</th>
            <th scope="col">{t('Number')}</th>
            <th scope="col">{t('What it means')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, count, href, what }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="n">
                <Counted count={count} href={href} />
              </td>
              <td className="quiet">{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
