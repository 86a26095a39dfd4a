// The numbers above one person's page, each with the way to what it counts.
import type { Route } from 'next'
import Link from 'next/link'
import { useText } from '#text'
import type { PersonFigures } from '@/lib/store/people/person'
import { partHref } from './parts'

export function Figures({ label, figures }: { label: string; figures: PersonFigures }) {
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
    </dl>
  )
}
