// The filter of the audit: what is in force, and menus of links for the rest.
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { AUDIT_PATH, type AuditFilter, auditHref, queryOf } from '@/lib/shared/audit-filter'
import type { Counted } from '@/lib/shared/audit-page'
import { groupWords, outcomeWords, rolesWords, surfaceWords } from '@/lib/shared/audit-words'
import { addDays, dayOf } from '@/lib/shared/time'
import type { AuditLog } from '@/lib/store/audit/log'
import { readText } from '../../text-on-server'
import { actorName, filterWords } from './filter-words'
import { FindPerson } from './find-person'

type Props = { filter: AuditFilter; log: AuditLog; timeZone: string; children: ReactNode }

export async function FilterBar({ filter, log, timeZone, children }: Props) {
  const text = await readText()
  const { t } = text
  const { facets, names } = log
  const to = (change: Partial<AuditFilter>) => auditHref({ ...filter, ...change })
  const isTime = filter.from !== null || filter.to !== null
  const choices = <Name extends string>(
    list: Counted<Name>[],
    words: (name: Name) => string,
    part: (name: Name) => Partial<AuditFilter>,
  ) => list.map(({ name, count }) => ({ words: words(name), count, href: to(part(name)) }))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of links and menus, not of form fields
    <div className="filters flush" role="group" aria-label={t('Filters')} key={auditHref(filter)}>
      {filterWords(filter, names, text).map(({ words, without }) => (
        <Link key={words} className="filter chip" href={auditHref(without)} prefetch={false}>
          <bdi>{words}</bdi> <Glyph name="close" />
          <span className="sr-only">{t('Remove from the filter')}</span>
        </Link>
      ))}
      {isTime ? null : (
        <FilterMenu label={t('Any time')}>
          <Options choices={spans(dayOf(new Date().toISOString(), timeZone) ?? '', t, to)} />
          <DaysForm filter={filter} />
        </FilterMenu>
      )}
      {filter.what !== null ? null : (
        <FilterMenu label={t('Anything')}>
          <Options
            choices={choices(
              facets.what,
              (name) => groupWords(name, text),
              (what) => ({ what }),
            )}
          />
        </FilterMenu>
      )}
      {filter.role !== null || filter.actor !== null ? null : (
        <FilterMenu label={t('Anyone')}>
          <FindPerson as="actor" filter={filter} />
          <Options
            choices={choices(
              facets.roles,
              (name) => rolesWords(name, text),
              (role) => ({ role }),
            )}
          />
          <Options
            choices={facets.actors.slice(0, 8).map((one) => ({
              words: actorName(one, names, text),
              count: one.count,
              href: to({ actor: one.name }),
            }))}
          />
        </FilterMenu>
      )}
      {filter.subject !== null ? null : (
        <FilterMenu label={t('About anyone')}>
          <FindPerson as="subject" filter={filter} />
        </FilterMenu>
      )}
      {filter.outcome !== null ? null : (
        <FilterMenu label={t('Any outcome')}>
          <Options
            choices={choices(
              facets.outcome,
              (name) => outcomeWords(name, text),
              (outcome) => ({ outcome }),
            )}
          />
        </FilterMenu>
      )}
      {filter.through !== null ? null : (
        <FilterMenu label={t('Anywhere')}>
          <Options
            choices={choices(
              facets.through,
              (name) => surfaceWords(name, text),
              (through) => ({ through }),
            )}
          />
        </FilterMenu>
      )}
      {children}
    </div>
  )
}

export function FilterMenu({
  label,
  className = '',
  children,
}: {
  label: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <details className={`filter ${className}`.trim()} name="audit-filter">
      <summary className="word">
        {label} <Glyph name="chevron" />
      </summary>
      <div className="menu">{children}</div>
    </details>
  )
}

type Choice = { words: string; count?: number; href: Route }

async function Options({ choices }: { choices: Choice[] }) {
  const { number } = await readText()
  return (
    <ul className="options">
      {choices.map(({ words, count, href }) => (
        <li key={href}>
          <Link className={count === 0 ? 'option none' : 'option'} href={href} prefetch={false}>
            <bdi>{words}</bdi>
            {count === undefined ? null : <span className="count">{number(count)}</span>}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function spans(today: string, t: (text: string) => string, to: (change: Partial<AuditFilter>) => Route): Choice[] {
  return [
    { words: t('Today'), href: to({ from: today, to: today }) },
    { words: t('The last 7 days'), href: to({ from: addDays(today, -6), to: today }) },
    { words: t('The last 30 days'), href: to({ from: addDays(today, -29), to: today }) },
    { words: t('This year'), href: to({ from: `${today.slice(0, 4)}-01-01`, to: today }) },
  ]
}

/** Any two days. A plain form: it works without scripts, and days are no secret in an address. */
async function DaysForm({ filter }: { filter: AuditFilter }) {
  const { t } = await readText()
  const kept = [...queryOf({ ...filter, from: null, to: null })]
  return (
    <form action={AUDIT_PATH} className="days">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className="field">
        <span>{t('From##day')}</span>
        <input className="input" type="date" name="from" />
      </label>
      <label className="field">
        <span>{t('To##day')}</span>
        <input className="input" type="date" name="to" />
      </label>
      <button className="button" type="submit">
        {t('Show')}
      </button>
    </form>
  )
}
