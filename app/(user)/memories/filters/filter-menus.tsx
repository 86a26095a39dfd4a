// What the words of the filter bar open. Loaded when somebody comes near them.
'use client'

import { useEffect, useRef } from 'react'
import { useText } from '#text'
import { lastDay } from '@/components/memory/filter-words'
import { Choices, MenuInside } from '@/components/ui/menu'
import { type MemoryFilter, partsOf } from '@/lib/shared/filter'
import { monthTitle } from '@/lib/shared/time'
import type { Sort } from '../search'
import type { FilterMenuProps } from './filter-bar'
import { sortWords } from './filter-bar'
import { Counts, Done } from './filter-menu-parts'

export function SortMenu({ sorts, chosen, onChoose }: { sorts: Sort[]; chosen: Sort; onChoose: (sort: Sort) => void }) {
  const text = useText()
  return (
    <MenuInside>
      <Choices
        name={text.t('Order')}
        choices={sorts.map((sort) => ({
          label: sortWords(sort, text),
          isChosen: sort === chosen,
          run: () => onChoose(sort),
        }))}
      />
    </MenuInside>
  )
}

export function ByMenu({ view: { filter }, facets, onFilter, onClose }: FilterMenuProps) {
  const { t, number } = useText()
  const { data } = facets
  const choice = (by: MemoryFilter['by'], label: string, count: number | undefined) => ({
    label,
    ...(count === undefined ? {} : { count: number(count) }),
    isNone: count === 0,
    isChosen: filter.by === by,
    run: () => {
      onClose()
      onFilter((now) => ({ ...now, by }))
    },
  })
  return (
    <MenuInside>
      <Choices
        name={t('Written by')}
        choices={[
          choice(null, t('Anyone'), data && data.by.me + data.by.agent),
          choice('me', t('You'), data?.by.me),
          choice('agent', t('The agent'), data?.by.agent),
        ]}
      />
      <Counts facets={facets} />
    </MenuInside>
  )
}

export function StateMenu({ view: { filter }, facets, onFilter, onClose }: FilterMenuProps) {
  const { t, number } = useText()
  const { data } = facets
  const choice = (change: Partial<MemoryFilter>, label: string, count?: number) => ({
    label,
    ...(count === undefined ? {} : { count: number(count) }),
    isNone: count === 0,
    isChosen: Object.entries(change).every(([name, value]) => filter[name as keyof MemoryFilter] === value),
    run: () => {
      onClose()
      onFilter((now) => ({ ...now, ...change }))
    },
  })
  return (
    <MenuInside>
      <p className="title">{t('Search')}</p>
      <Choices
        name={t('Search')}
        choices={[
          choice({ searchable: null }, t('Searchable or not')),
          choice({ searchable: 'yes' }, t('Searchable by meaning'), data?.searchable.yes),
          choice({ searchable: 'no' }, t('Not yet'), data?.searchable.no),
        ]}
      />
      <p className="title">{t('Kept')}</p>
      <Choices
        name={t('Kept')}
        choices={[
          choice({ ends: null }, t('With or without an end date')),
          choice({ ends: 'expiring' }, t('With an end date'), data?.ends.expiring),
          choice({ ends: 'expired' }, t('Expired'), data?.ends.expired),
        ]}
      />
      <Counts facets={facets} />
    </MenuInside>
  )
}

export function TimeMenu({ view: { filter }, facets, onFilter, onClose }: FilterMenuProps) {
  const text = useText()
  const { t, number } = text
  const months = facets.data?.months ?? []
  const sum = (of: typeof months) => of.reduce((total, { count }) => total + count, 0)
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))]
  const spans = [
    ...months.slice(0, 2).map(({ month, count }) => ({
      label: monthTitle(month, text),
      since: `${month}-01`,
      until: lastDay(month),
      count,
    })),
    ...years.map((year) => ({
      label: year,
      since: `${year}-01-01`,
      until: `${year}-12-31`,
      count: sum(months.filter(({ month }) => month.startsWith(year))),
    })),
  ]
  return (
    <MenuInside>
      <div className="options">
        {spans.map(({ label, since, until, count }) => {
          const isChosen = filter.since === since && filter.until === until
          return (
            <button
              key={since + until}
              type="button"
              className={isChosen ? 'option chosen' : 'option'}
              aria-pressed={isChosen}
              onClick={() => {
                onClose()
                onFilter((now) => ({ ...now, ...(isChosen ? { since: null, until: null } : { since, until }) }))
              }}
            >
              <span>{label}</span>
              <span className="count">{number(count)}</span>
            </button>
          )
        })}
      </div>
      <div className="days">
        <Day
          label={t('From##day')}
          value={filter.since}
          max={filter.until}
          onChange={(since) => onFilter((now) => ({ ...now, since }), partsOf(filter).includes('time'))}
        />
        <Day
          label={t('To##day')}
          value={filter.until}
          min={filter.since}
          onChange={(until) => onFilter((now) => ({ ...now, until }), partsOf(filter).includes('time'))}
        />
      </div>
      <Counts facets={facets} />
      <Done onClose={onClose} />
    </MenuInside>
  )
}

type DayProps = {
  label: string
  value: string | null
  min?: string | null
  max?: string | null
  onChange: (day: string | null) => void
}

/** A day, taken over when it is whole: a year of two digits is still being typed. */
function Day({ label, value, min, max, onChange }: DayProps) {
  const input = useRef<HTMLInputElement>(null)
  // chosen elsewhere; what is being typed here stays as it is
  useEffect(() => {
    if (input.current !== null && input.current.value !== (value ?? '')) input.current.value = value ?? ''
  }, [value])
  return (
    <label className="field">
      <span>{label}</span>
      <input
        ref={input}
        type="date"
        className="input"
        defaultValue={value ?? ''}
        min={min ?? '1000-01-01'}
        max={max ?? '9999-12-31'}
        onChange={({ target }) => {
          const day = target.value === '' ? null : target.value
          if (day !== value && (day === null || target.validity.valid)) onChange(day)
        }}
      />
    </label>
  )
}
