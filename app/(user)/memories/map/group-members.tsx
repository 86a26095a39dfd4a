// The memories of one group, a page at a time, newest first.
'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useText } from '#text'
import { ValueWords } from '@/components/memory/value-words'
import { buttonClass } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { Tick } from '@/components/ui/tick'
import type { Memory } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'
import { whyFailed } from '../read'
import { type MapView, mapHref, mapRowsQuery } from './address'
import type { MapSelection } from './use-map-selection'

const PAGE = 20

type Props = {
  name: string
  print: string
  /** Its points. */
  members: readonly number[]
  view: MapView
  timeZone: string
  selection: MapSelection
  onGo: (view: MapView, replace?: boolean) => void
}

export function GroupMembers({ name, print, members, view, timeZone, selection, onGo }: Props) {
  const { t, say } = useText()
  const skip = Math.min(view.skip, Math.max(0, Math.floor((members.length - 1) / PAGE) * PAGE))
  const shown = members.slice(skip, skip + PAGE)
  const { data, error, refetch } = useQuery(mapRowsQuery(view.filter, print, shown))
  const step = (to: number) => onGo({ ...view, skip: to }, true)
  if (error !== null)
    return (
      <p className="note">
        {say(whyFailed(error).sentence)}{' '}
        <button type="button" className="link" onClick={() => refetch()}>
          {t('Try again')}
        </button>
      </p>
    )
  return (
    <>
      <ul
        className="group-members"
        aria-label={t('Memories of {group}', { group: name })}
        aria-busy={data === undefined}
      >
        {shown.map((point, at) => (
          <li key={point}>
            <Member
              memory={data?.[at]}
              isSelected={selection.mask[point] === 1}
              isLocked={selection.isLocked}
              view={view}
              timeZone={timeZone}
              onTick={(isOn) => selection.change([point], isOn ? 'add' : 'remove')}
              onGo={onGo}
            />
          </li>
        ))}
      </ul>
      {members.length <= PAGE ? null : (
        <nav className="pager" aria-label={t('Pages of this group')}>
          <span>{t('{from}–{to} of {count}', { from: skip + 1, to: skip + shown.length, count: members.length })}</span>
          <span className="end">
            <button type="button" className={buttonClass()} disabled={skip === 0} onClick={() => step(skip - PAGE)}>
              {t('Newer')}
            </button>
            <button
              type="button"
              className={buttonClass()}
              disabled={skip + PAGE >= members.length}
              onClick={() => step(skip + PAGE)}
            >
              {t('Older')}
            </button>
          </span>
        </nav>
      )}
    </>
  )
}

type MemberProps = {
  /** Null: gone since the map was drawn; undefined: not read yet. */
  memory: Memory | null | undefined
  isSelected: boolean
  isLocked: boolean
  view: MapView
  timeZone: string
  onTick: (isOn: boolean) => void
  onGo: Props['onGo']
}

function Member({ memory, isSelected, isLocked, view, timeZone, onTick, onGo }: MemberProps) {
  const { t } = useText()
  if (memory === undefined) return <span className="note">…</span>
  if (memory === null) return <span className="note">{t('Gone since the map was drawn')}</span>
  const opened = { ...view, open: memory.id }
  return (
    <>
      <Tick
        label={t('Select {key}', { key: visible(memory.key) })}
        isLocked={isLocked}
        checked={isSelected}
        onChange={onTick}
      />
      <Link
        className="open-member"
        href={mapHref(opened)}
        prefetch={false}
        scroll={false}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
          event.preventDefault()
          onGo(opened, view.open !== null)
        }}
      >
        <span className="key" dir="auto">
          {visible(memory.key)}
        </span>
      </Link>
      <ValueWords json={memory.json} size="journal" />
      <LocalTime at={memory.updatedAt} timeZone={timeZone} />
    </>
  )
}
