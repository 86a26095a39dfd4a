// Browsing: months, the day said once, one line for each memory.
import type { Route } from 'next'
import type { MouseEvent, ReactNode } from 'react'
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import type { ListSort, Memory } from '@/lib/shared/memory'
import type { Text } from '@/lib/shared/text'
import { dayInMonth, formatInFull, monthOf, monthTitle, parsePostgresTime } from '@/lib/shared/time'
import { visible } from '@/lib/shared/value-words'
import { OpenLink } from './memory-row'
import { MemoryTags } from './memory-tags'
import { Tick } from './pick'

export type JournalProps = {
  memories: Memory[]
  /** By time: in months. By key: one list, each with its date. */
  sort: ListSort
  /** Memories per month over the whole list, for the headings. */
  months: { month: string; count: number }[]
  timeZone: string
  hrefFor: (memory: Memory) => Route
  /** The memory that is open beside the list. */
  openId?: string | null
  onOpen?: (memory: Memory, event: MouseEvent<HTMLAnchorElement>) => void
}

export function Journal(props: JournalProps) {
  const { memories, sort, months, timeZone } = props
  const text = useText()
  if (sort === 'key')
    return (
      <ol className="rows journal by-key">
        {memories.map((memory) => (
          <JournalRow
            key={memory.id}
            {...props}
            memory={memory}
            when={<LocalTime at={memory.updatedAt} timeZone={timeZone} />}
          />
        ))}
      </ol>
    )
  return (
    <div>
      {byMonth(memories, timeZone, text).map((group) => {
        const count = months.find((one) => one.month === group.month)?.count ?? group.memories.length
        return (
          <section key={group.memories[0]?.id} aria-label={group.title}>
            <div className="month">
              <h2>{group.title}</h2>
              <span className="note">{text.plural(count, '{count} memory', '{count} memories')}</span>
            </div>
            <ol className="rows journal">
              {group.memories.map((memory, index) => {
                const before = group.memories[index - 1]
                const isSame =
                  before !== undefined &&
                  dayInMonth(before.updatedAt, timeZone, text)?.day ===
                    dayInMonth(memory.updatedAt, timeZone, text)?.day
                return (
                  <JournalRow
                    key={memory.id}
                    {...props}
                    memory={memory}
                    isSame={isSame}
                    when={<Day at={memory.updatedAt} timeZone={timeZone} isSame={isSame} />}
                  />
                )
              })}
            </ol>
          </section>
        )
      })}
    </div>
  )
}

type RowProps = JournalProps & { memory: Memory; when: ReactNode; isSame?: boolean }

function JournalRow({ memory, when, isSame = false, hrefFor, openId, onOpen }: RowProps) {
  const here = memory.id === openId
  return (
    <li id={`row-${memory.id}`}>
      <article className={`row${isSame ? ' same' : ''}${here ? ' here' : ''}`} aria-current={here ? 'true' : undefined}>
        {when}
        <div>
          <OpenLink
            memory={memory}
            href={hrefFor(memory)}
            size="journal"
            onOpen={onOpen === undefined ? undefined : (event) => onOpen(memory, event)}
          />
          <MemoryTags memory={memory} size="journal" />
        </div>
        <span className="key" title={visible(memory.key)}>
          <bdi>{visible(memory.key)}</bdi>
        </span>
        <Tick memory={memory} />
      </article>
    </li>
  )
}

/** The day, said once for all memories of it. */
export function Day({ at, timeZone, isSame }: { at: string; timeZone: string; isSame: boolean }) {
  const text = useText()
  const day = dayInMonth(at, timeZone, text)
  // under a heading that says that there is none
  if (day === null) return <span className="day" />
  return (
    <time className="day" dateTime={parsePostgresTime(at)?.toISOString()} title={formatInFull(at, timeZone, text)}>
      {isSame ? (
        <span className="sr-only">
          {day.day} {day.weekday}
        </span>
      ) : (
        <>
          <b>{day.day}</b> <span className="weekday">{day.weekday}</span>
        </>
      )}
    </time>
  )
}

type Group<One> = { month: string | null; title: string; memories: One[] }

/** One after the other, with the months that they were written in last. */
export function byMonth<One extends Pick<Memory, 'updatedAt'>>(
  memories: readonly One[],
  timeZone: string,
  text: Text,
): Group<One>[] {
  const groups: Group<One>[] = []
  for (const memory of memories) {
    const month = monthOf(memory.updatedAt, timeZone)
    const last = groups.at(-1)
    if (last !== undefined && last.month === month) last.memories.push(memory)
    else
      groups.push({
        month,
        title: month === null ? text.t('Without a date') : monthTitle(month, text),
        memories: [memory],
      })
  }
  return groups
}
