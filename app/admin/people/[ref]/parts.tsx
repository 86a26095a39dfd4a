// The parts of one person's page, as words that lead to each.
import type { Route } from 'next'
import Link from 'next/link'
import { useText } from '#text'
import { auditHref } from '@/lib/shared/audit-filter'
import { personRef } from '@/lib/shared/person-ref'
import { PERSON_PARTS, type PersonPart } from '@/lib/store/people/person'
import { personHref } from '../address'
import { memoriesHref } from './memories/ways'

export function isPart(given: unknown): given is PersonPart {
  return PERSON_PARTS.some((part) => part === given)
}

/** Where a part of a person's page is. */
export function partHref(label: string, part: PersonPart): Route {
  return `${personHref(label)}?part=${part}` as Route
}

type Props = { label: string; current: PersonPart | 'memories'; subject: string }

export function Parts({ label, current, subject }: Props) {
  const { t } = useText()
  const titles: Record<PersonPart, string> = {
    months: t('Over time'),
    agents: t('Agents'),
    health: t('Search health'),
    requests: t('Requests##forget'),
    looks: t('Who looked'),
  }
  return (
    <nav className="tabs" aria-label={t('This person')}>
      <Link
        href={memoriesHref(personRef(label))}
        prefetch={false}
        aria-current={current === 'memories' ? 'page' : undefined}
      >
        {t('Memories')}
      </Link>
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
