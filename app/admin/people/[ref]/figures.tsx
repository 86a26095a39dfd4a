// The numbers above one person's page, each with the way to what it counts.
import type { Route } from 'next'
import Link from 'next/link'
import { useText } from '#text'
import type { PersonView } from '@/lib/store/people/person'
import { DueWords } from '../../forget/words'
import { partHref } from './parts'

type Props = { label: string } & Pick<PersonView, 'figures' | 'requests'>

export function Figures({ label, figures, requests: { open, daysLeft } }: Props) {
  const { t, number } = useText()
  const { memories, keys, unsearchable, stale, endingSoon, expired } = figures
  const months = partHref(label, 'months')
  const health = partHref(label, 'health')
  const all: { name: string; count: number; href: Route }[] = [
    { name: t('Memories'), count: memories, href: `${months}#months` as Route },
    { name: t('Keys'), count: keys, href: `${months}#kept` as Route },
    { name: t('Not searchable'), count: unsearchable, href: `${health}#unsearchable` as Route },
    { name: t('Out of date in search'), count: stale, href: `${health}#stale` as Route },
    { name: t('End within 30 days'), count: endingSoon, href: `${months}#kept` as Route },
    { name: t('Expired'), count: expired, href: `${months}#kept` as Route },
  ]
  return (
    <dl className="figures">
      {all.map(({ name, count, href }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {count === 0 ? (
              number(0)
            ) : (
              <Link href={href} prefetch={false}>
                {number(count)}
              </Link>
            )}
          </dd>
        </div>
      ))}
      {open === 0 || daysLeft === null ? null : (
        <div>
          <dt>{t('Open requests to forget')}</dt>
          <dd>
            <Link href={partHref(label, 'requests')} prefetch={false}>
              {number(open)}
            </Link>{' '}
            <DueWords due={{ endedAt: null, daysLeft }} />
          </dd>
        </div>
      )}
    </dl>
  )
}
