// Each way of having no map: nothing stored, nothing that the filter lets through, nothing that is searchable.
'use client'

import Link from 'next/link'
import { useText } from '#text'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { NO_FILTER } from '@/lib/shared/filter'
import type { PackedMap } from '@/lib/shared/memory-map'
import { NothingStored } from '../list/nothing-to-show'
import { listHref } from '../search'
import { listViewOf, type MapView, mapHref } from './address'

export function NothingToDraw({ map, view }: { map: PackedMap; view: MapView }) {
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
