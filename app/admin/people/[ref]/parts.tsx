// The parts of one person's page, as words that lead to each.
import type { Route } from 'next'
import Link from 'next/link'
import { personRef } from '@/lib/shared/person-ref'
import { readText } from '../../../text-on-server'

const PARTS = ['months', 'agents', 'health', 'looks'] as const
export type Part = (typeof PARTS)[number]

export function isPart(given: unknown): given is Part {
  return PARTS.some((part) => part === given)
}

/** Where a part of a person's page is. */
export function partHref(label: string, part: Part): Route {
  return `/admin/people/${personRef(label)}?part=${part}` as Route
}

export async function Parts({ label, current }: { label: string; current: Part }) {
  const { t } = await readText()
  const titles: Record<Part, string> = {
    months: t('Over time'),
    agents: t('Agents'),
    health: t('Search health'),
    looks: t('Who looked'),
  }
  return (
    <nav className="tabs" aria-label={t('This person')}>
      {PARTS.map((part) => (
        <Link
          key={part}
          href={partHref(label, part)}
          prefetch={false}
          aria-current={part === current ? 'page' : undefined}
        >
          {titles[part]}
        </Link>
      ))}
    </nav>
  )
}
