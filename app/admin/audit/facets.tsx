// The index beside the entries: what there is of each, every line a link that filters by it, or no longer.
import type { Route } from 'next'
import Link from 'next/link'
import { type AuditFilter, auditHref } from '@/lib/shared/audit-filter'
import type { AuditFacets } from '@/lib/shared/audit-page'
import { groupWords, outcomeWords, rolesWords, surfaceWords } from '@/lib/shared/audit-words'
import type { AuditLog } from '@/lib/store/audit/log'
import { readText } from '../../text-on-server'
import { actorName } from './filter-words'

type Props = { facets: AuditFacets; filter: AuditFilter; names: AuditLog['names'] }

/** So many of those who acted are named. */
const NAMED = 8

export async function Facets({ facets, filter, names }: Props) {
  const text = await readText()
  const { t } = text
  const to = (change: Partial<AuditFilter>) => auditHref({ ...filter, ...change })
  const lines = <Name extends string>(
    list: { name: Name; count: number }[],
    part: 'what' | 'role' | 'actor' | 'through' | 'outcome',
    words: (name: Name) => string,
  ): Line[] =>
    list.map(({ name, count }) => {
      const isChosen = filter[part] === name
      return { words: words(name), count, isChosen, href: to({ [part]: isChosen ? null : name }) }
    })
  return (
    <aside className="index-col" aria-label={t('Index of the audit')}>
      <h2 className="sr-only">{t('Index of the audit')}</h2>
      <Leaders title={t('What happened')} lines={lines(facets.what, 'what', (name) => groupWords(name, text))} />
      <Leaders
        title={t('Who')}
        lines={[
          ...lines(facets.roles, 'role', (name) => rolesWords(name, text)),
          ...facets.actors.slice(0, NAMED).flatMap((one) => lines([one], 'actor', () => actorName(one, names, text))),
        ]}
      />
      <Leaders title={t('Through')} lines={lines(facets.through, 'through', (name) => surfaceWords(name, text))} />
      <Leaders title={t('Outcome')} lines={lines(facets.outcome, 'outcome', (name) => outcomeWords(name, text))} />
    </aside>
  )
}

type Line = { words: string; count: number; isChosen: boolean; href: Route }

async function Leaders({ title, lines }: { title: string; lines: Line[] }) {
  const { number } = await readText()
  return (
    <section>
      <h3>{title}</h3>
      <ul className="leaders">
        {lines.map(({ words, count, isChosen, href }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={isChosen ? 'true' : undefined}
              className={count === 0 && !isChosen ? 'zero' : undefined}
            >
              <span dir="auto" title={words}>
                {words}
              </span>{' '}
              <span>{number(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
