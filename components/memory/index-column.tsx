// The index beside the list, like the back of a book: what there is, how much of it, each a link that narrows the list to it.
'use client'

import type { ReactNode } from 'react'
import { useText } from '#text'
import type { Facets, KeyOption } from '@/lib/shared/facets'
import { type MemoryFilter, VALUE_TYPES } from '@/lib/shared/filter'
import { fieldWords, keyWords, startWords, typeWords } from './filter-words'
import { SHOWN_MONTHS } from './month-bars'
import { MonthChart } from './month-chart'
import { type Narrowing, NarrowLink } from './narrowing'

export type IndexColumnProps = {
  facets: Facets
  narrowing: Narrowing
  /** Opens the menu that has all of them. */
  onAll: (menu: 'key' | 'field') => void
  /** What can be done about memories that are not searchable yet, below their number. */
  afterSearch?: ReactNode
}

/** So many keys and fields stand in the index; all of them are in the menus. */
const SHOWN = 5

export function IndexColumn({ facets, narrowing, onAll, afterSearch }: IndexColumnProps) {
  const { t, plural } = useText()
  const { filter } = narrowing
  const one = (change: Partial<MemoryFilter>) => ({ ...filter, ...change })
  const keys = mostFrequent(facets.keys.options, (option) => isKeyChosen(option, filter))
  const fields = mostFrequent(facets.fields.options, ({ name }) => filter.fields.includes(name))
  return (
    <section className="index-col" aria-label={t('Index of your memories')}>
      <h2 className="sr-only">{t('Index')}</h2>
      {facets.months.length === 0 ? null : (
        <section>
          <h3>{t('Changed')}</h3>
          <MonthChart
            months={facets.months}
            chosen={filter}
            hrefFor={(span) => narrowing.hrefFor({ ...filter, ...span })}
            onChoose={(span) => narrowing.onChange({ ...filter, ...span })}
          />
          <Earlier months={facets.months} narrowing={narrowing} />
        </section>
      )}
      <Leaders
        title={t('Written by')}
        narrowing={narrowing}
        lines={(['me', 'agent'] as const).map((by) => ({
          name: by === 'me' ? t('You') : t('The agent'),
          count: facets.by[by],
          isChosen: filter.by === by,
          to: one({ by: filter.by === by ? null : by }),
        }))}
      />
      <Leaders
        title={t('Keys##memories')}
        narrowing={narrowing}
        lines={keys.map((option) => ({
          name: option.isStart ? startWords(option.name) : keyWords(option.name),
          count: option.count,
          isChosen: isKeyChosen(option, filter),
          to: toggleKey(option, filter),
        }))}
      >
        {facets.keys.all <= keys.length ? null : (
          <AllOf onClick={() => onAll('key')}>{plural(facets.keys.all, 'All {count} key', 'All {count} keys')}</AllOf>
        )}
      </Leaders>
      <Leaders
        title={t('Fields')}
        narrowing={narrowing}
        lines={fields.map(({ name, count }) => ({
          name: fieldWords(name, { t }),
          count,
          isChosen: filter.fields.includes(name),
          to: one({ fields: toggle(filter.fields, name) }),
        }))}
      >
        {facets.fields.all <= fields.length ? null : (
          <AllOf onClick={() => onAll('field')}>
            {plural(facets.fields.all, 'All {count} field', 'All {count} fields')}
          </AllOf>
        )}
      </Leaders>
      <Leaders
        title={t('Values')}
        narrowing={narrowing}
        lines={VALUE_TYPES.map((type) => ({
          name: typeWords(type, { t }),
          count: facets.types.find(({ name }) => name === type)?.count ?? 0,
          isChosen: filter.types.includes(type),
          to: one({ types: toggle(filter.types, type) }),
        }))}
      />
      <Leaders
        title={t('Search')}
        narrowing={narrowing}
        lines={(['yes', 'no'] as const).map((searchable) => ({
          name: searchable === 'yes' ? t('Searchable by meaning') : t('Not yet'),
          count: facets.searchable[searchable],
          isChosen: filter.searchable === searchable,
          to: one({ searchable: filter.searchable === searchable ? null : searchable }),
        }))}
      >
        {afterSearch}
      </Leaders>
      <Leaders
        title={t('Kept')}
        narrowing={narrowing}
        lines={(['expiring', 'expired'] as const).map((ends) => ({
          name: ends === 'expiring' ? t('With an end date') : t('Expired'),
          count: facets.ends[ends],
          isChosen: filter.ends === ends,
          to: one({ ends: filter.ends === ends ? null : ends }),
        }))}
      />
    </section>
  )
}

type Line = { name: string; count: number; isChosen: boolean; to: MemoryFilter }
type LeadersProps = { title: string; lines: Line[]; narrowing: Narrowing; children?: ReactNode }

function Leaders({ title, lines, narrowing, children }: LeadersProps) {
  const { number } = useText()
  if (lines.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <ul className="leaders">
        {lines.map(({ name, count, isChosen, to }) => (
          <li key={name}>
            <NarrowLink
              narrowing={narrowing}
              to={to}
              current={isChosen}
              className={count === 0 && !isChosen ? 'zero' : undefined}
            >
              <span dir="auto" title={name}>
                {name}
              </span>{' '}
              <span>{number(count)}</span>
            </NarrowLink>
          </li>
        ))}
      </ul>
      {children}
    </section>
  )
}

function AllOf({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <p className="note">
      <button type="button" className="link" onClick={onClick}>
        {children}
      </button>
    </p>
  )
}

/** What changed before the months that the chart has room for. */
function Earlier({ months, narrowing }: { months: Facets['months']; narrowing: Narrowing }) {
  const { t, number } = useText()
  const [year = 0, month = 1] = (months[0]?.month ?? '').split('-').map(Number)
  const first = new Date(Date.UTC(year, month - SHOWN_MONTHS, 1))
  const count = months
    .filter((one) => one.month < first.toISOString().slice(0, 7))
    .reduce((sum, one) => sum + one.count, 0)
  if (count === 0) return null
  const until = new Date(first.getTime() - 1).toISOString().slice(0, 10)
  const { filter } = narrowing
  const isChosen = filter.since === null && filter.until === until
  return (
    <ul className="leaders">
      <li>
        <NarrowLink
          narrowing={narrowing}
          to={{ ...filter, since: null, until: isChosen ? null : until }}
          current={isChosen}
        >
          <span>{t('Before that')}</span> <span>{number(count)}</span>
        </NarrowLink>
      </li>
    </ul>
  )
}

/** The first by number, and whatever is chosen. */
function mostFrequent<T extends { count: number }>(options: T[], isChosen: (option: T) => boolean): T[] {
  const sorted = options.toSorted((a, b) => b.count - a.count)
  return sorted.filter((option, at) => at < SHOWN || isChosen(option))
}

export function isKeyChosen({ name, isStart }: KeyOption, { keys, starts }: MemoryFilter): boolean {
  return (isStart ? starts : keys).includes(name)
}

export function toggleKey({ name, isStart }: KeyOption, filter: MemoryFilter): MemoryFilter {
  return isStart ? { ...filter, starts: toggle(filter.starts, name) } : { ...filter, keys: toggle(filter.keys, name) }
}

export function toggle<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
}
