// The two long menus of the filter bar, keys and fields: the most frequent, and a search among all.
'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { useText } from '#text'
import { fieldWords, keyWords, startWords, typeWords } from '@/components/memory/filter-words'
import { isKeyChosen, toggle, toggleKey } from '@/components/memory/index-column'
import { MenuInside } from '@/components/ui/menu'
import type { Facets, OptionSearch } from '@/lib/shared/facets'
import { LIST_LIMIT, VALUE_TYPES } from '@/lib/shared/filter'
import { facetsQuery } from '../search'
import type { FilterMenuProps } from './filter-bar'
import { Counts, Done, Tick } from './filter-menu-parts'

const PAUSE_MS = 250

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
