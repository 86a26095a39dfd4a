// The map or the table, once it has been read: what is selected, what is picked out, and what has no place.
'use client'

import Link from 'next/link'
import { type ReactNode, useMemo } from 'react'
import { useText } from '#text'
import { FieldProblem } from '@/components/ui/field'
import { isUnfiltered, NO_FILTER } from '@/lib/shared/filter'
import { type MapPoints, type PackedMap, unpackPoints } from '@/lib/shared/memory-map'
import { BulkBar } from '../many/bulk-bar'
import { listHref } from '../search'
import { listViewOf, type MapView, mapHref } from './address'
import { groupName } from './group-name'
import { MapCanvas } from './map-canvas'
import { MapTable } from './map-table'
import { go, shownView } from './navigate'
import { useMapSelection } from './use-map-selection'

export type DrawnProps = { map: PackedMap; view: MapView; timeZone: string }

export function Drawn({ map, view, timeZone }: DrawnProps) {
  const text = useText()
  const group = view.group === null ? undefined : map.groups[view.group]
  const points = useMemo(() => unpackPoints(map.points), [map.points])
  const selection = useMapSelection(view.filter, map.print, points, view.open)
  const openPoint = async (point: number) => {
    const id = await selection.idOf(point)
    if (id !== null) go({ ...shownView(), open: id }, shownView().open !== null)
  }
  return (
    <>
      <Counts map={map} view={view}>
        {view.as === 'map' && group !== undefined ? (
          <button type="button" className="link" onClick={() => selection.change(membersOf(points, view.group), 'add')}>
            {text.t('Select all {count} of “{group}”', { count: group.size, group: groupName(group, text) })}
          </button>
        ) : null}
      </Counts>
      {view.as === 'map' ? (
        <MapCanvas
          filter={view.filter}
          print={map.print}
          points={points}
          groups={map.groups}
          selected={selection.mask}
          group={view.group}
          open={selection.open}
          onSelect={selection.change}
          onOpen={openPoint}
          onNothing={() => shownView().group !== null && go({ ...shownView(), group: null }, true)}
        />
      ) : (
        <MapTable map={map} points={points} view={view} timeZone={timeZone} selection={selection} onGo={go} />
      )}
      {selection.problem === null ? null : <FieldProblem id="map-problem">{text.say(selection.problem)}</FieldProblem>}
      <WithoutPlace map={map} view={view} />
      <BulkBar shown={selection.shown} />
    </>
  )
}

/** How many there are, of how many. */
function Counts({ map, view, children }: { map: PackedMap; view: MapView; children: ReactNode }) {
  const { plural, t } = useText()
  const placed = map.matching - map.beyond - map.unplaced
  const isPart = !isUnfiltered(view.filter)
  return (
    <div className="status">
      <p role="status">
        {plural(placed, '{count} memory in {groups}', '{count} memories in {groups}', {
          groups: plural(map.groups.length, '{count} group', '{count} groups'),
        })}
        {isPart
          ? ` · ${t('the filter lets {matching} of {total} through', { matching: map.matching, total: map.total })}`
          : null}
      </p>
      {isPart ? (
        <Link href={mapHref({ filter: NO_FILTER, as: view.as })} prefetch={false}>
          {t('Clear the filter')}
        </Link>
      ) : null}
      {children === null ? null : <span className="end">{children}</span>}
    </div>
  )
}

/** What the map leaves out, and where it can be found. */
function WithoutPlace({ map, view }: { map: PackedMap; view: MapView }) {
  const { plural, t } = useText()
  return (
    <>
      {map.unplaced === 0 || view.as === 'table' ? null : (
        <p className="note without-place">
          {plural(
            map.unplaced,
            '{count} memory is not searchable and has no place on the map.',
            '{count} memories are not searchable and have no place on the map.',
          )}{' '}
          <Link href={listHref({ ...listViewOf(view), filter: { ...view.filter, searchable: 'no' } })} prefetch={false}>
            {t('Show in the list')}
          </Link>
        </p>
      )}
      {map.beyond === 0 ? null : (
        <p className="note without-place">
          {plural(
            map.beyond,
            'The oldest memory is left out: a map holds the 20,000 latest.',
            'The {count} oldest are left out: a map holds the 20,000 latest.',
          )}
        </p>
      )}
    </>
  )
}

function membersOf(points: MapPoints, group: number | null): number[] {
  return [...points.group.keys()].filter((point) => points.group[point] === group)
}
