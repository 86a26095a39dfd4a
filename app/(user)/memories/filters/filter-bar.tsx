// Below the question: what the list is narrowed to, and in which order it stands. Words with a chevron; what is in force is a chip.
'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useText } from '#text'
import { partWords } from '@/components/memory/filter-words'
import { later } from '@/components/ui/later'
import { Menu } from '@/components/ui/menu'
import type { Facets } from '@/lib/shared/facets'
import { type FilterPart, type MemoryFilter, partsOf, without } from '@/lib/shared/filter'
import type { Text } from '@/lib/shared/text'
import { fromStart, hasCloseness, SORTS, type Sort, sortOf, type View } from '../search'

// a list can be read without them: they come when the pointer or the focus comes near
const loadShort = () => import('./filter-menus')
const loadLong = () => import('./filter-list-menus')
const loadMenus = () => Promise.all([loadShort(), loadLong()])
const TimeMenu = later(() => loadShort().then((file) => file.TimeMenu))
const KeyMenu = later(() => loadLong().then((file) => file.KeyMenu))
const FieldMenu = later(() => loadLong().then((file) => file.FieldMenu))
const ByMenu = later(() => loadShort().then((file) => file.ByMenu))
const StateMenu = later(() => loadShort().then((file) => file.StateMenu))
const SortMenu = later(() => loadShort().then((file) => file.SortMenu))

/** Which menu is open: that of a part of the filter, or that of the order. */
export type OpenMenu = FilterPart | 'sort' | null

export type FilterMenuProps = {
  view: View
  /** What the counts are of, and what has come of them. */
  facets: UseQueryResult<Facets>
  isMatching: boolean
  /** Changes the filter as it is then: ticks can be faster than rendering. */
  onFilter: (change: (now: MemoryFilter) => MemoryFilter, replace?: boolean) => void
  onClose: () => void
}

type Props = {
  view: View
  facets: UseQueryResult<Facets>
  isMatching: boolean
  open: OpenMenu
  onOpen: (menu: OpenMenu) => void
  onFilter: FilterMenuProps['onFilter']
  onMove: (view: View) => void
}

const MENUS = {
  time: TimeMenu,
  key: KeyMenu,
  field: FieldMenu,
  type: FieldMenu,
  by: ByMenu,
  ends: StateMenu,
  searchable: StateMenu,
} as const

export function FilterBar({ view, facets, isMatching, open, onOpen, onFilter, onMove }: Props) {
  const text = useText()
  const { t } = text
  const inForce = partsOf(view.filter)
  const close = () => {
    onOpen(null)
    focusWord(open)
  }
  // fields have one word for names and kinds of values, the state one for what can be found and what ends
  const parts: FilterPart[] = [
    'time',
    'key',
    'field',
    ...(inForce.includes('type') ? (['type'] as const) : []),
    'by',
    ...(inForce.includes('ends') ? (['ends'] as const) : []),
    ...(inForce.includes('searchable') || !inForce.includes('ends') ? (['searchable'] as const) : []),
  ]
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a line
    <div className="filters" role="group" aria-label={t('Filters')}>
      {parts.map((part) => {
        const Inside = MENUS[part]
        const words = inForce.includes(part) ? partWords(part, view.filter, text) : null
        return (
          <Menu
            key={part}
            className={`of-${part}`}
            label={<span dir="auto">{words ?? wordOf(part, text)}</span>}
            name={nameOf(part, text)}
            kind={part === 'by' || part === 'ends' || part === 'searchable' ? 'menu' : 'dialog'}
            isOpen={open === part}
            onOpen={(isOpen) => onOpen(isOpen ? part : null)}
            onApproach={loadMenus}
            remove={
              words === null
                ? undefined
                : {
                    name: t('Remove the filter {filter}', { filter: words }),
                    run: () => onFilter((now) => without(now, part)),
                  }
            }
          >
            <Inside view={view} facets={facets} isMatching={isMatching} onFilter={onFilter} onClose={close} />
          </Menu>
        )
      })}
      <Menu
        className="of-sort end"
        label={sortWords(sortOf(view), text)}
        name={t('Order')}
        kind="menu"
        isOpen={open === 'sort'}
        onOpen={(isOpen) => onOpen(isOpen ? 'sort' : null)}
        onApproach={loadMenus}
      >
        <SortMenu
          sorts={SORTS.filter((sort) => sort !== 'relevance' || hasCloseness(view))}
          chosen={sortOf(view)}
          onChoose={(sort) => {
            close()
            const isUsual = sort === sortOf({ ...view, sort: null })
            onMove(fromStart(view, { sort: isUsual ? null : sort }))
          }}
        />
      </Menu>
    </div>
  )
}

/** Where a menu was, the focus goes back to its word, also when the word has become a chip meanwhile. */
function focusWord(menu: OpenMenu) {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`.filters .of-${menu} .word`)?.focus())
}

function wordOf(part: FilterPart, { t }: Text): string {
  return {
    time: t('Any time'),
    key: t('Any key'),
    field: t('Any field'),
    type: t('Any value'),
    by: t('Written by anyone'),
    ends: t('Any state'),
    searchable: t('Any state'),
  }[part]
}

function nameOf(part: FilterPart, { t }: Text): string {
  return {
    time: t('When it changed'),
    key: t('Key'),
    field: t('Fields and values'),
    type: t('Fields and values'),
    by: t('Written by'),
    ends: t('State'),
    searchable: t('State'),
  }[part]
}

export function sortWords(sort: Sort, { t }: Text): string {
  return {
    relevance: t('Closest first'),
    newest: t('Newest first'),
    oldest: t('Oldest first'),
    key: t('By key'),
  }[sort]
}
