// The story of a memory: version and time in the gutter, what changed in the column, who did it below.
import Link from 'next/link'
import { useText } from '#text'
import { VersionBy, VersionChange } from '@/components/memory/version-change'
import { LocalTime } from '@/components/ui/local-time'
import { isHand as isByHand, type Kept, type MemoryHistory, type Version } from '@/lib/shared/history'
import type { Memory } from '@/lib/shared/memory'
import { memoryHref, type View } from '../search'
import { RestoreButton } from './restore-button'

type Props = { memory: Memory; history: MemoryHistory; view: View; timeZone: string }

export function Versions({ memory, history, view, timeZone }: Props) {
  return (
    <ol className="versions">
      {history.versions.map((version, at) => (
        <Entry
          key={version.number}
          {...{ memory, version, view, timeZone }}
          before={history.versions[at + 1] ?? history.before}
          kept={history.kept}
        />
      ))}
    </ol>
  )
}

type EntryProps = {
  memory: Memory
  version: Version
  before: Version | null
  /** Until when the memory is kept now. */
  kept: Kept
  view: View
  timeZone: string
}

function Entry({ memory, version, before, kept, view, timeZone }: EntryProps) {
  const { t } = useText()
  const isHand = isByHand(version.by)
  const isRenewed = version.id === null && memory.searchable && (version.how === 'edit' || version.how === 'restore')
  return (
    <li className={isHand ? 'hand' : undefined}>
      <div className="at">
        {version.id === null ? (
          <b>{t('Now')}</b>
        ) : (
          <Link href={memoryHref(memory.id, view, `/history/${version.id}`)} prefetch={false}>
            {t('Version {number}', { number: version.number })}
          </Link>
        )}
        <LocalTime at={version.at} timeZone={timeZone} style="date-time" />
      </div>
      <div>
        <VersionChange version={version} before={before} timeZone={timeZone} />
        <p className="by">
          <VersionBy version={version} timeZone={timeZone} />
          {isRenewed && isHand ? <span>{t('Search renewed')}</span> : null}
          {version.id === null || isAsNow(version, memory, kept) ? null : (
            <RestoreButton memory={memory} version={{ ...version, id: version.id }} view={view} timeZone={timeZone} />
          )}
        </p>
      </div>
    </li>
  )
}

/** Nothing would come back: text and end are those of now. */
function isAsNow(version: Version, memory: Memory, now: Kept): boolean {
  if (version.json === null || version.json !== memory.json || version.kept.minutes !== now.minutes) return false
  return now.minutes !== null || version.kept.until === now.until
}
