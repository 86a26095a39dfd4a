// The groups beside the map, as an index: a click picks one out.
'use client'

import { useText } from '#text'
import type { PackedMap } from '@/lib/shared/memory-map'
import { groupName } from './group-name'

type Props = { map: PackedMap; group: number | null; onGroup: (group: number | null) => void }

export function GroupIndex({ map, group, onGroup }: Props) {
  const text = useText()
  return (
    <section className="index-col groups" aria-label={text.t('Groups')}>
      <h2>{text.t('Groups')}</h2>
      <ul className="leaders">
        {map.groups.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group is known by its number
          <li className="entry" key={index}>
            <button
              type="button"
              aria-pressed={group === index}
              onClick={() => onGroup(group === index ? null : index)}
              dir="auto"
            >
              {groupName(one, text)}
            </button>
            <span>{text.number(one.size)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
