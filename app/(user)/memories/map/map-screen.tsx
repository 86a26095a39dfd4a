// A person's memories by what they mean: as a map and as a table of the same. Everything it shows is in the address.
'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect } from 'react'
import { useText } from '#text'
import { later } from '@/components/ui/later'
import { PanelSkeleton } from '@/components/ui/skeleton'
import { useCommands } from '@/components/ui/use-commands'
import { Failed } from '../list/failed'
import { selection } from '../many/selection'
import { BackLink } from '../panel/back-link'
import { whyFailed } from '../read'
import { useShown } from '../written-address'
import { listViewOf, type MapView, mapHref, mapQuery, readMapView } from './address'
import { GroupIndex } from './group-index'
import { go, hereInstead, shownView } from './navigate'

// loaded while the server draws
const loadDrawn = () => import('./drawn').then((file) => file.Drawn)
const Drawn = later(loadDrawn, <Drawing />)
const NothingToDraw = later(() => import('./nothing-to-draw').then((file) => file.NothingToDraw))
const MemoryPanel = later(
  () => import('../panel/memory-panel').then((file) => file.MemoryPanel),
  <section className="panel peek">
    <PanelSkeleton />
  </section>,
)

export function MapScreen({ timeZone }: { timeZone: string }) {
  const { t } = useText()
  const view = readMapView(useShown())
  const query = useQuery(mapQuery(view.filter))
  const close = () => go({ ...shownView(), open: null })
  useCommands([
    {
      name: t('Close'),
      key: 'Escape',
      isOffered: false,
      run: () => {
        if (shownView().open !== null) close()
        else if (selection.read().job === null) selection.end()
      },
    },
  ])
  useEffect(() => {
    void loadDrawn()
  }, [])
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
          hasReads
          list={undefined}
          at={-1}
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
