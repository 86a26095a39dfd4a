// What a memory says, whole: what a person decides on is never cut short.
'use client'

import type { ReactNode } from 'react'
import { useText } from '#text'
import { AuthorName } from '@/components/memory/author'
import { MemoryTags } from '@/components/memory/memory-tags'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import type { Memory } from '@/lib/shared/memory'
import { shapeOf, splitFound, visible } from '@/lib/shared/value-words'

const LEAVES = 200

export function WholeWords({ json, found = [] }: { json: string | null; found?: string[] }) {
  const text = useText()
  const shape = shapeOf(json, text, LEAVES, LEAVES)
  if (shape.kind === 'none') return <span className="said-not block">{shape.text}</span>
  if (shape.kind === 'words')
    return (
      <p className="words whitespace-pre-wrap" dir="auto">
        <Marked text={shape.text} found={found} />
      </p>
    )
  return (
    <dl className="pairs">
      {shape.leaves.map((leaf, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: labels can repeat, and the pairs never move.
        <div key={index}>
          <dt dir="auto">{leaf.label}</dt>
          {leaf.said ? (
            <dd className="words" dir="auto">
              <Marked text={leaf.text} found={found} />
            </dd>
          ) : (
            <dd className="said-not">{leaf.text}</dd>
          )}
        </div>
      ))}
      {shape.more === 0 ? null : (
        <div className="more">
          <dt className="sr-only">{text.t('And')}</dt>
          <dd className="said-not">{text.t('{count} more', { count: shape.more })}</dd>
        </div>
      )}
    </dl>
  )
}

/** Under the words: its key, who wrote it, when. */
export function AboutRow({ memory, timeZone, children }: { memory: Memory; timeZone: string; children?: ReactNode }) {
  return (
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
      {children}
    </p>
  )
}

function Marked({ text, found }: { text: string; found: string[] }) {
  return splitFound(text, found).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move.
    index % 2 === 1 ? <mark key={index}>{part}</mark> : <ShownText text={part} key={index} />,
  )
}
