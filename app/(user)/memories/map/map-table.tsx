// The map as a table: the same groups with the same ticks, and in each its memories, for the keyboard, screen readers and whoever likes tables better.
'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useMemo } from 'react'
import { useText } from '#text'
import { ValueWords } from '@/components/memory/value-words'
import { Glyph } from '@/components/ui/glyph'
import { Tick } from '@/components/ui/tick'
import type { MapPoints, PackedMap } from '@/lib/shared/memory-map'
import { listHref } from '../search'
import { listViewOf, type MapView, mapHref, mapRowsQuery, ROWS_AT_ONCE, type TableOrder } from './address'
import { GroupMembers } from './group-members'
import { groupName } from './group-name'
import type { MapSelection } from './use-map-selection'

type Props = {
  map: PackedMap
  points: MapPoints
  view: MapView
  timeZone: string
  selection: MapSelection
  onGo: (view: MapView, replace?: boolean) => void
}

export function MapTable({ map, points, view, timeZone, selection, onGo }: Props) {
  const text = useText()
  const { t, number } = text
  const members = useMemo(() => membersOf(points, map.groups.length), [points, map.groups.length])
  const typical = map.groups.flatMap((group) => group.typical).slice(0, ROWS_AT_ONCE)
  const { data: examples } = useQuery(mapRowsQuery(view.filter, map.print, typical))
  const order = inOrder(
    map.groups.map((group, index) => ({ index, size: group.size, name: groupName(group, text) })),
    view.order,
    text.locale,
  )
  return (
    <table className="table map-table">
      <caption className="sr-only">{t('Groups of memories that mean alike')}</caption>
      <thead>
        <tr>
          <th className="tick-cell">
            <span className="sr-only">{t('Select')}</span>
          </th>
          <Sortable view={view} orders={['a-z', 'z-a']} onGo={onGo}>
            {t('Group')}
          </Sortable>
          <Sortable view={view} orders={['largest', 'smallest']} onGo={onGo} numeric>
            {t('Memories')}
          </Sortable>
          <th className="n">{t('Share')}</th>
          <th className="wide-only">{t('For example')}</th>
        </tr>
      </thead>
      {order.map(({ index, size, name }) => {
        const its = members[index] ?? []
        const chosen = its.reduce((sum, point) => sum + (selection.mask[point] ?? 0), 0)
        const isOpen = view.group === index
        const spread = { ...view, group: isOpen ? null : index, skip: 0 }
        return (
          <tbody key={index}>
            <tr>
              <td className="tick-cell">
                <Tick
                  label={t('Select all of {group}', { group: name })}
                  isLocked={selection.isLocked}
                  checked={chosen === its.length}
                  isPart={chosen > 0 && chosen < its.length}
                  onChange={(isOn) => selection.change(its, isOn ? 'add' : 'remove')}
                />
              </td>
              <th scope="row">
                <button
                  type="button"
                  className="spread"
                  aria-expanded={isOpen}
                  aria-controls={`group-${index}`}
                  onClick={() => onGo(spread, true)}
                >
                  <Glyph name="chevron" />
                  <span className="words" dir="auto">
                    {name}
                  </span>
                </button>
              </th>
              <td className="n">{number(size)}</td>
              <td className="n">{share(size, points.count)}</td>
              <td className="wide-only examples">
                {map.groups[index]?.typical.slice(0, 2).map((point) => {
                  const memory = examples?.[typical.indexOf(point)]
                  return memory ? <ValueWords key={point} json={memory.json} size="journal" /> : null
                })}
              </td>
            </tr>
            {isOpen ? (
              <tr id={`group-${index}`}>
                <td colSpan={5} className="members">
                  <GroupMembers
                    name={name}
                    print={map.print}
                    members={its}
                    view={view}
                    timeZone={timeZone}
                    selection={selection}
                    onGo={onGo}
                  />
                </td>
              </tr>
            ) : null}
          </tbody>
        )
      })}
      {map.unplaced === 0 ? null : (
        <tbody>
          <tr>
            <td />
            <th scope="row">
              <Link
                href={listHref({ ...listViewOf(view), filter: { ...view.filter, searchable: 'no' } })}
                prefetch={false}
              >
                {t('Not searchable, without a place')}
              </Link>
            </th>
            <td className="n">{number(map.unplaced)}</td>
            <td />
            <td className="wide-only" />
          </tr>
        </tbody>
      )}
    </table>
  )
}

type SortableProps = {
  view: MapView
  /** What a click leads to, the first one first. */
  orders: readonly [TableOrder, TableOrder]
  onGo: Props['onGo']
  numeric?: boolean
  children: string
}

function Sortable({ view, orders, onGo, numeric = false, children }: SortableProps) {
  const at = orders.indexOf(view.order)
  const order = orders[at === 0 ? 1 : 0]
  const isAscending = view.order === 'a-z' || view.order === 'smallest'
  return (
    <th
      className={numeric ? 'n' : undefined}
      aria-sort={at === -1 ? undefined : isAscending ? 'ascending' : 'descending'}
    >
      <Link
        href={mapHref({ ...view, order })}
        prefetch={false}
        scroll={false}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
          event.preventDefault()
          onGo({ ...view, order }, true)
        }}
      >
        {children}
        {at === -1 ? null : <span aria-hidden="true">{isAscending ? ' ↑' : ' ↓'}</span>}
      </Link>
    </th>
  )
}

/** Points of each group, the newest memory first. */
function membersOf(points: MapPoints, groups: number): number[][] {
  const members: number[][] = Array.from({ length: groups }, () => [])
  for (const [point, group] of points.group.entries()) members[group]?.push(point)
  return members
}

type Row = { index: number; size: number; name: string }

function inOrder(rows: Row[], order: TableOrder, locale: string): Row[] {
  const compare: Record<TableOrder, (a: Row, b: Row) => number> = {
    largest: (a, b) => b.size - a.size,
    smallest: (a, b) => a.size - b.size,
    'a-z': (a, b) => a.name.localeCompare(b.name, locale),
    'z-a': (a, b) => b.name.localeCompare(a.name, locale),
  }
  return rows.sort((a, b) => compare[order](a, b) || a.index - b.index)
}

function share(size: number, of: number): string {
  const percent = (100 * size) / Math.max(of, 1)
  return percent > 0 && percent < 1 ? '< 1 %' : `${Math.round(percent)} %`
}
