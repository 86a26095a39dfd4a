// Where a memory comes from and until when it is kept: only what the store can vouch for.
import type { ReactNode } from 'react'
import { useText } from '#text'
import { End } from '@/components/memory/kept-until'
import { WhenAndWho } from '@/components/memory/when-and-who'
import { LocalTime } from '@/components/ui/local-time'
import type { Author, MemoryHistory } from '@/lib/shared/history'
import type { Memory } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'

type Props = {
  memory: Memory
  timeZone: string
  /** What is known of its story, once it is: who learned it, who changed it last, and how its end is meant. */
  story?: MemoryHistory | null
  /** Stands beside the end date. */
  children?: ReactNode
}

export function Provenance({ memory, timeZone, story, children }: Props) {
  const { t } = useText()
  const isChanged = memory.updatedAt !== memory.createdAt
  const changedBy = story?.versions[0]?.by ?? memory.writtenBy
  return (
    <dl className="facts">
      <dt>{t('Learned')}</dt>
      <dd>
        <When at={memory.createdAt} by={isChanged ? story?.learned.by : changedBy} timeZone={timeZone} style="day" />
      </dd>
      {isChanged ? (
        <>
          <dt>{t('Changed')}</dt>
          <dd>
            <When at={memory.updatedAt} by={changedBy} timeZone={timeZone} style="date-time" />
          </dd>
        </>
      ) : null}
      <dt>{t('Kept until')}</dt>
      <dd>
        <Ending memory={memory} timeZone={timeZone} minutes={story?.kept.minutes ?? null} />
        {children}
      </dd>
      {memory.child.length === 0 ? null : (
        <>
          <dt>{t('Kept under')}</dt>
          <dd dir="auto">{memory.child.map(visible).join(' › ')}</dd>
        </>
      )}
    </dl>
  )
}

type WhenProps = { at: string; by: Author | undefined; timeZone: string; style: 'day' | 'date-time' }

function When({ at, by, timeZone, style }: WhenProps) {
  const when = <LocalTime at={at} timeZone={timeZone} style={style} />
  return by === undefined ? when : <WhenAndWho when={when} by={by} />
}

function Ending({ memory, timeZone, minutes }: { memory: Memory; timeZone: string; minutes: number | null }) {
  const { t, rich } = useText()
  if (memory.expiresAt === null) return t('No end date')
  const when = <End at={memory.expiresAt} timeZone={timeZone} />
  if (!memory.expired) return minutes === null ? when : rich('{when}, later with each use', { when })
  return memory.leftOut
    ? rich('{when}. Expired, the agent no longer sees it', { when })
    : rich('{when}. Expired, the agent still sees it', { when })
}

/** Whether agents find it, for a form that makes the search entry by saving. */
export function SearchState({ memory }: { memory: Memory }) {
  const { t } = useText()
  return (
    <p className="quiet">
      {memory.searchable
        ? t('Agents can find this by meaning.')
        : t('Not searchable by meaning yet, so agents do not find it either. Saving an edit makes its search entry.')}
    </p>
  )
}
