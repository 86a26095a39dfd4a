// A person's memories by what they mean: as a map and as a table of the same. Everything it shows is in the address.
'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { type MouseEvent, type ReactNode, useMemo } from 'react'
import { useText } from '#text'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useCommands } from '@/components/ui/use-commands'
import { isUnfiltered, NO_FILTER } from '@/lib/shared/filter'
import { type MapPoints, type PackedMap, unpackPoints } from '@/lib/shared/memory-map'
import { BackLink } from '../back-link'
import { MemoryPanel } from '../memory-panel'
import { Failed, NothingStored } from '../nothing-to-show'
import { whyFailed } from '../read'
import { listHref } from '../search'
import { listViewOf, type MapView, mapHref, mapQuery, readMapView } from './address'
import { GroupIndex } from './group-index'
import { groupName } from './group-name'
import { MapCanvas } from './map-canvas'
import { MapTable } from './map-table'
import { SelectionLine } from './selection-line'
import { useMapSelection } from './use-map-selection'

export function MapScreen({ timeZone }: { timeZone: string }) {
  const { t } = useText()
  const view = readMapView(new URLSearchParams(useSearchParams()))
  const query = useQuery(mapQuery(view.filter))
  const close = () => go({ ...shownView(), open: null })
  useCommands([{ name: t('Close'), key: 'Escape', isOffered: false, run: () => shownView().open !== null && close() }])
  const map = query.data
  const isThere = map !== undefined && map.groups.length > 0
  const halves = view.open !== null ? 'halves open' : view.as === 'map' ? 'halves index' : 'halves whole'
  return (
    <main id="main" className={`frame ${halves} map-page`}>
      <div className="main">
        <BackLink view={listViewOf(view)} />
        <header className="titled">
          <h1>{t('Map')}</h1>
          {isThere ? <AsMapOrTable view={view} /> : null}
        </header>
        <p className="prose">{t('Memories that mean alike lie together. Each group is called by its own words.')}</p>
        {query.error !== null && !query.isFetching ? (
          <Failed {...whyFailed(query.error)} onRetry={() => query.refetch()} />
        ) : map === undefined ? (
          <Drawing />
        ) : isThere ? (
          <Drawn key={JSON.stringify(view.filter)} map={map} view={view} timeZone={timeZone} />
        ) : (
          <NothingToDraw map={map} view={view} />
        )}
      </div>
      {view.open !== null ? (
        <MemoryPanel
          id={view.open}
          listed={undefined}
          view={listViewOf(view)}
          timeZone={timeZone}
          position={null}
          words={null}
          next={null}
          onNext={() => {}}
          onClose={close}
        />
      ) : isThere && view.as === 'map' ? (
        <GroupIndex map={map} group={view.group} onGroup={(group) => go({ ...shownView(), group }, true)} />
      ) : null}
    </main>
  )
}

type DrawnProps = { map: PackedMap; view: MapView; timeZone: string }

function Drawn({ map, view, timeZone }: DrawnProps) {
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
      <SelectionLine selection={selection} />
      <WithoutPlace map={map} view={view} />
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

function AsMapOrTable({ view }: { view: MapView }) {
  const { t } = useText()
  const ways = [
    ['map', t('Map')],
    ['table', t('Table')],
  ] as const
  return (
    <nav className="either" aria-label={t('How to show it')}>
      {ways.map(([as, label]) => (
        <Link
          key={as}
          href={mapHref({ ...view, as, skip: 0 })}
          prefetch={false}
          scroll={false}
          aria-current={view.as === as ? 'true' : undefined}
          onClick={(event) => hereInstead(event, { ...view, as, skip: 0 })}
        >
          {label}
        </Link>
      ))}
    </nav>
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

function Drawing() {
  const { t } = useText()
  return (
    <div className="late">
      <div className="status">
        <p role="status">{t('Drawing the map…')}</p>
      </div>
      <div className="plane" />
    </div>
  )
}

function NothingToDraw({ map, view }: { map: PackedMap; view: MapView }) {
  const { plural, t } = useText()
  if (map.total === 0) return <NothingStored />
  if (map.matching === 0)
    return (
      <EmptyState
        title={t('No memory passes the filter')}
        actions={
          <Link className={buttonClass()} href={mapHref({ filter: NO_FILTER, as: view.as })} prefetch={false}>
            {t('Clear the filter')}
          </Link>
        }
      >
        {plural(map.total, 'There is {count} memory without it.', 'There are {count} memories without it.')}
      </EmptyState>
    )
  return (
    <EmptyState
      title={t('No memory has a place on the map yet')}
      actions={
        <Link
          className={buttonClass()}
          href={listHref({ ...listViewOf(view), filter: { ...view.filter, searchable: 'no' } })}
          prefetch={false}
        >
          {t('Show in the list')}
        </Link>
      }
    >
      {plural(
        map.unplaced,
        '{count} memory is not searchable: it can be found by its words, but not by what it means.',
        '{count} memories are not searchable: they can be found by their words, but not by what they mean.',
      )}
    </EmptyState>
  )
}

function membersOf(points: MapPoints, group: number | null): number[] {
  return [...points.group.keys()].filter((point) => points.group[point] === group)
}

/** A plain click changes the address without asking the server for a page. */
export function hereInstead(event: MouseEvent, view: MapView): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
  event.preventDefault()
  go(view)
}

/** What the address says now: a hand can be faster than rendering. */
function shownView(): MapView {
  return readMapView(new URLSearchParams(location.search))
}

function go(view: MapView, replace = false): void {
  if (replace) history.replaceState(null, '', mapHref(view))
  else history.pushState(null, '', mapHref(view))
}
