// A search result: in the gutter how close it is, in the column what it says and where it comes from.
import type { Route } from 'next'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import type { Found, Memory } from '@/lib/shared/memory'
import { shapeOf, visible } from '@/lib/shared/value-words'
import { AuthorName } from './author'
import { MemoryTags } from './memory-tags'
import { Tick } from './pick'
import { Score } from './score'
import { ValueWords } from './value-words'

export type MemoryRowProps = {
  memory: Memory & Pick<Found, 'score' | 'reading'>
  href: Route
  /** True for the memory that is open beside the list. */
  here?: boolean
  timeZone: string
  /** Words of the question that were found in it. */
  found?: string[]
  /** What else is to be said about why it stands where it stands. */
  why?: ReactNode
  onOpen?: ComponentProps<typeof Link>['onClick']
}

export function MemoryRow({ memory, href, here = false, timeZone, found, why, onOpen }: MemoryRowProps) {
  return (
    <article className={here ? 'row here' : 'row'} aria-current={here ? 'true' : undefined}>
      <Score score={memory.score} reading={memory.reading} wordsOnly={(found?.length ?? 0) > 0} />
      <div>
        <OpenLink memory={memory} href={href} size="row" found={found} onOpen={onOpen} />
        <p className="about">
          <span className="key" dir="auto">
            {visible(memory.key)}
          </span>
          {memory.writtenBy.kind === 'outside' ? null : (
            <span>
              <AuthorName by={memory.writtenBy} />
            </span>
          )}
          <LocalTime at={memory.updatedAt} timeZone={timeZone} style="date" />
          <MemoryTags memory={memory} size="row" />
          {why}
        </p>
      </div>
      <Tick memory={memory} />
    </article>
  )
}

export type OpenLinkProps = {
  memory: Memory
  href: Route
  size: 'row' | 'journal'
  found?: string[]
  onOpen?: ComponentProps<typeof Link>['onClick']
}

/** The link that covers the row. Words are its text; pairs stand beside it, for a list cannot be a link's name. */
export function OpenLink({ memory, href, size, found, onOpen }: OpenLinkProps) {
  const text = useText()
  const words = <ValueWords json={memory.json} size={size} found={found} />
  const pairs = shapeOf(memory.json, text, 1).kind === 'pairs'
  return (
    <>
      <Link className="open" href={href} prefetch={false} scroll={false} onClick={onOpen}>
        {pairs ? null : words}
        <span className="sr-only">
          {pairs
            ? text.t('Open {key}', { key: visible(memory.key) })
            : text.t(', open {key}', { key: visible(memory.key) })}
        </span>
      </Link>
      {pairs ? words : null}
    </>
  )
}
