// What an agent was handed, in words: who it was, what for, and at which place. Names and questions are somebody's text, and inert.
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import type { MemoryRead, Reader } from '@/lib/shared/looks'
import { ordinal } from '@/lib/shared/ordinal'
import { visible } from '@/lib/shared/value-words'
import { AuthorName } from './author'
import { scoreText } from './score'

type Asked = Pick<MemoryRead, 'by' | 'way' | 'query'>

/** When, who, and what for, a line each. */
export function ReadLines({ reads, timeZone }: { reads: readonly MemoryRead[]; timeZone: string }) {
  return (
    <dl className="facts">
      {reads.map((read) => (
        <div key={read.id}>
          <dt>
            <LocalTime at={read.at} timeZone={timeZone} style="recent" />
          </dt>
          <dd>
            <ReadWords read={read} length={80} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** `Travel desk (agent), for “dinner in Turin”. Came 1st, 0.83` */
export function ReadWords({ read, length }: { read: MemoryRead; length: number }) {
  const text = useText()
  const asked = <AskedFor read={read} length={length} />
  if (read.rank === null) return asked
  const place = ordinal(read.rank, text.locale)
  return read.score === null
    ? text.rich('{asked}. Came {place}', { asked, place })
    : text.rich('{asked}. Came {place}, {score}', { asked, place, score: scoreText(read.score, text) })
}

/**
 * Who asked, and for what.
 * @param props.length characters of the question that are shown
 */
export function AskedFor({ read: { by, way, query }, length }: { read: Asked; length: number }) {
  const { rich } = useText()
  const who = <ReaderName by={by} />
  if (way === 'get') return rich('{who}, by its key', { who })
  if (way === 'list') return rich('{who}, as part of a list', { who })
  const question = (
    <bdi className="given-name">
      <ShownText text={shortened(visible(query ?? ''), length)} />
    </bdi>
  )
  return rich('{who}, for “{question}”', { who, question })
}

export function ReaderName({ by }: { by: Reader }) {
  const { t } = useText()
  return by.kind === 'agent' && by.name === null ? t('An agent without a name') : <AuthorName by={by} />
}

/** What the read log cannot know, said wherever it is shown. */
export function WhatIsListed({ days }: { days: number }) {
  const { t, plural } = useText()
  return (
    <p className="note">
      {days === 0
        ? t('This dashboard does not keep which agents read what.')
        : plural(
            days,
            'Listed for {count} day: reads through this dashboard’s library or with a token. An agent that reads the database directly leaves no trace here.',
            'Listed for {count} days: reads through this dashboard’s library or with a token. An agent that reads the database directly leaves no trace here.',
          )}
    </p>
  )
}

function shortened(text: string, length: number): string {
  const characters = [...text.slice(0, 2 * length)]
  return characters.length <= length && text.length <= 2 * length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
}
