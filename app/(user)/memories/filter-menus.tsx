// What the words of the filter bar open. Loaded when somebody comes near them.
'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useText } from '#text'
import { fieldWords, keyWords, lastDay, startWords, typeWords } from '@/components/memory/filter-words'
import { isKeyChosen, toggle, toggleKey } from '@/components/memory/index-column'
import { Choices, MenuInside } from '@/components/ui/menu'
import type { Facets, OptionSearch } from '@/lib/shared/facets'
import { LIST_LIMIT, type MemoryFilter, partsOf, VALUE_TYPES } from '@/lib/shared/filter'
import { monthTitle } from '@/lib/shared/time'
import type { FilterMenuProps } from './filter-bar'
import { sortWords } from './filter-bar'
import { facetsQuery, type Sort } from './search'

const PAUSE_MS = 250

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

export function KeyMenu({ view, facets, isMatching, onFilter, onClose }: FilterMenuProps) {
  const { t, plural } = useText()
  const [text, setText] = useState('')
  const found = useFound(view, facets, isMatching, { in: 'keys', text })
  const { filter } = view
  // what the other parts of the filter leave nothing of comes last
  const options = (found.data?.keys.options ?? [])
    .filter(({ name }) => contains(name, text))
    .toSorted((a, b) => Number(a.count === 0) - Number(b.count === 0))
  const isFull = filter.keys.length >= LIST_LIMIT || filter.starts.length >= LIST_LIMIT
  return (
    <MenuInside>
      <Contains label={t('Key contains')} text={text} onText={setText} />
      <div className="options tall">
        {options.map((option) => (
          <Tick
            key={`${option.isStart} ${option.name}`}
            label={option.isStart ? startWords(option.name) : keyWords(option.name)}
            count={option.count}
            isChosen={isKeyChosen(option, filter)}
            isFull={isFull}
            onChange={() => onFilter((now) => toggleKey(option, now))}
          />
        ))}
      </div>
      {options.length === 0 && text !== '' && !found.isFetching ? (
        <p className="note">{t('No key contains “{text}”.', { text })}</p>
      ) : null}
      <More shown={options.length} all={found.data?.keys.all ?? 0}>
        {(rest) =>
          plural(rest, '{count} more key: write a part of it above', '{count} more keys: write a part of one above')
        }
      </More>
      <Counts facets={found} />
      <Done onClose={onClose} />
    </MenuInside>
  )
}

export function FieldMenu({ view, facets, isMatching, onFilter, onClose }: FilterMenuProps) {
  const words = useText()
  const { t, plural } = words
  const kinds = useId()
  const [text, setText] = useState('')
  const found = useFound(view, facets, isMatching, { in: 'fields', text })
  const { filter } = view
  const options = (found.data?.fields.options ?? []).filter(({ name }) => contains(name, text))
  return (
    <MenuInside>
      <Contains label={t('Field contains')} text={text} onText={setText} />
      <div className="options tall">
        {options.map(({ name, count }) => (
          <Tick
            key={name}
            label={fieldWords(name, words)}
            count={count}
            isChosen={filter.fields.includes(name)}
            isFull={filter.fields.length >= LIST_LIMIT}
            onChange={() => onFilter((now) => ({ ...now, fields: toggle(now.fields, name) }))}
          />
        ))}
      </div>
      {options.length === 0 && text !== '' && !found.isFetching ? (
        <p className="note">{t('No field contains “{text}”.', { text })}</p>
      ) : null}
      <More shown={options.length} all={found.data?.fields.all ?? 0}>
        {(rest) =>
          plural(rest, '{count} more field: write a part of it above', '{count} more fields: write a part of one above')
        }
      </More>
      <p className="title" id={kinds}>
        {filter.fields.length === 0 ? t('Any of its values is') : t('The value there is')}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a frame of its own */}
      <div className="options" role="group" aria-labelledby={kinds}>
        {VALUE_TYPES.map((type) => (
          <Tick
            key={type}
            label={typeWords(type, words)}
            count={facets.data?.types.find(({ name }) => name === type)?.count}
            isChosen={filter.types.includes(type)}
            onChange={() => onFilter((now) => ({ ...now, types: toggle(now.types, type) }))}
          />
        ))}
      </div>
      <Counts facets={found} />
      <Done onClose={onClose} />
    </MenuInside>
  )
}

type TickProps = {
  label: string
  count: number | undefined
  isChosen: boolean
  /** No more can be chosen. */
  isFull?: boolean
  onChange: () => void
}

function Tick({ label, count, isChosen, isFull = false, onChange }: TickProps) {
  const { number } = useText()
  // ticked at once: the address, which decides, is read a moment later
  const [wanted, want] = useState<boolean | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the address says now is what counts again
  useEffect(() => want(null), [isChosen])
  const isTicked = wanted ?? isChosen
  return (
    <label className={count === 0 && !isTicked ? 'none' : undefined}>
      <input
        type="checkbox"
        checked={isTicked}
        disabled={isFull && !isTicked}
        onChange={() => {
          want(!isTicked)
          onChange()
        }}
      />
      <span dir="auto">{label}</span>
      <span>{count === undefined ? null : number(count)}</span>
    </label>
  )
}

function Contains({ label, text, onText }: { label: string; text: string; onText: (text: string) => void }) {
  return (
    <div className="field">
      <input
        className="input"
        type="text"
        aria-label={label}
        placeholder={label}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onText(event.target.value)}
      />
    </div>
  )
}

function More({ shown, all, children }: { shown: number; all: number; children: (rest: number) => ReactNode }) {
  return all <= shown || shown === 0 ? null : <p className="note">{children(all - shown)}</p>
}

/** Counts that are missing are said to be: a menu without numbers would look as if it never had any. */
function Counts({ facets }: { facets: UseQueryResult<Facets> }) {
  const { t } = useText()
  if (facets.isError && !facets.isFetching)
    return (
      <p className="note" role="alert">
        {t('The numbers could not be loaded.')}{' '}
        <button type="button" className="link" onClick={() => facets.refetch()}>
          {t('Try again')}
        </button>
      </p>
    )
  return facets.data === undefined ? <p className="note">{t('Counting…')}</p> : null
}

/** On a phone the menu covers the list: there it says how to get back. */
function Done({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  return (
    <button type="button" className="button phone-only" onClick={onClose}>
      {t('Done')}
    </button>
  )
}

/** The facets, or, a pause after something was typed, those whose names contain it. */
function useFound(
  view: FilterMenuProps['view'],
  facets: UseQueryResult<Facets>,
  isMatching: boolean,
  find: OptionSearch,
): UseQueryResult<Facets> {
  const [text, setText] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setText(find.text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [find.text])
  const isAsked = text !== '' && find.text !== ''
  const found = useQuery({
    ...facetsQuery(view, { isMatching, find: { in: find.in, text } }),
    enabled: isAsked,
    placeholderData: facets.data,
  })
  return isAsked ? found : facets
}

function contains(name: string, text: string): boolean {
  return name.toLowerCase().includes(text.toLowerCase())
}
