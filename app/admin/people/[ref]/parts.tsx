// The parts of one person's page, as words that lead to each.
import type { Route } from 'next'
import Link from 'next/link'
import { useText } from '#text'
import { auditHref } from '@/lib/shared/audit-filter'
import { PERSON_PARTS, type PersonPart } from '@/lib/store/person'
import { personHref } from '../address'

export function isPart(given: unknown): given is PersonPart {
  return PERSON_PARTS.some((part) => part === given)
}

/** Where a part of a person's page is. */
export function partHref(label: string, part: PersonPart): Route {
  return `${personHref(label)}?part=${part}` as Route
}

export function Parts({ label, current, subject }: { label: string; current: PersonPart; subject: string }) {
  const { t } = useText()
  const titles: Record<PersonPart, string> = {
    months: t('Over time'),
    agents: t('Agents'),
    health: t('Search health'),
    looks: t('Who looked'),
  }
  return (
    <nav className="tabs" aria-label={t('This person')}>
      {PERSON_PARTS.map((part) => (
        <Link
          key={part}
          href={partHref(label, part)}
          prefetch={false}
          aria-current={part === current ? 'page' : undefined}
        >
          {titles[part]}
        </Link>
      ))}
      <Link href={auditHref({ subject })} prefetch={false}>
        {t('Audit')}
      </Link>
    </nav>
  )
}
