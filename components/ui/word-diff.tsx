// What changed between two texts, by words. `hand`: a person wrote the new one, so it is in pen.
import { diffWordsWithSpace } from 'diff'
import { Fragment, type ReactNode } from 'react'
import { useText } from '#text'
import { visible } from '@/lib/shared/value-words'
import { ShownText } from './shown-text'

export type WordDiffProps = {
  before: string
  after: string
  hand?: boolean
  /** Stands before the words. */
  label?: ReactNode
  /** Long stretches that stayed, and long texts that came or went, are cut: for a list, beside the whole. */
  brief?: boolean
}

export function WordDiff({ before, after, hand = false, label, brief = false }: WordDiffProps) {
  // Single spaces may hang at a line's end without an underline; where there are more, each one counts.
  const spaces = /[^\S\n]{2}|\t/.test(before + after) ? 'whitespace-pre-wrap' : 'whitespace-pre-line'
  const parts = changes(visible(before), visible(after), brief ? 400 : 2000)
  return (
    <p className={hand ? `words hand ${spaces}` : `words ${spaces}`} dir="auto">
      {label}
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move.
        <Fragment key={index}>
          {brief ? (
            <Stayed text={part.same} isFirst={index === 0} isLast={index === parts.length - 1 && !isChange(part)} />
          ) : (
            <ShownText text={part.same} />
          )}
          <Marked text={part.removed} as="del" brief={brief} />
          <Marked text={part.added} as="ins" brief={brief} isNext={isNext(part)} />
        </Fragment>
      ))}
    </p>
  )
}

/** Characters that are kept of what stayed, on either side of a change, and of what came or went. */
const AROUND = 90
const AT_MOST = 600

/** What stayed, without the middle that nobody needs to read again. */
function Stayed({ text, isFirst, isLast }: { text: string; isFirst: boolean; isLast: boolean }) {
  const { t } = useText()
  const [head, tail] = [isFirst ? 0 : AROUND, isLast ? 0 : AROUND]
  if (text.length <= head + tail + 40) return <ShownText text={text} />
  const begin = text.slice(0, head).replace(/\S*$/, '')
  const end = text.slice(text.length - tail).replace(/^\S*/, '')
  return (
    <>
      <ShownText text={begin} />
      <span className="gap" role="img" aria-label={t('unchanged words left out')}>
        …
      </span>
      <ShownText text={end} />
    </>
  )
}

/** The spaces around a change are not underlined. */
type MarkedProps = {
  text: string
  as: 'del' | 'ins'
  brief: boolean
  /** Right after a removed word, which it would run into. */
  isNext?: boolean
}

function Marked({ text, as: Tag, brief, isNext = false }: MarkedProps) {
  if (text === '') return null
  const [, before = '', words = text, after = ''] = /^( ?)(\S(?:.*\S)?)( ?)$/s.exec(text) ?? []
  return (
    <>
      {before}
      <Tag className={isNext ? 'next' : undefined}>
        <ShownText text={brief ? cut(words) : words} />
      </Tag>
      {after}
    </>
  )
}

function cut(words: string): string {
  if (words.length <= AT_MOST) return words
  return `${words
    .slice(0, AT_MOST)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`
}

/** What stayed, then what was removed and added after it. */
type Part = { same: string; removed: string; added: string }

function isNext({ removed, added }: Part): boolean {
  return /[\p{L}\p{N}]$/u.test(removed) && /^[\p{L}\p{N}]/u.test(added)
}

function isChange({ removed, added }: Part): boolean {
  return removed !== '' || added !== ''
}

function changes(before: string, after: string, most: number): Part[] {
  const found = before === '' ? undefined : diffWordsWithSpace(before, after, { maxEditLength: most })
  // Texts that differ this much are easier to read one after the other.
  if (found === undefined) return [{ same: '', removed: before, added: after }]
  const parts: Part[] = []
  let last: Part = { same: '', removed: '', added: '' }
  for (const { value, added, removed } of found) {
    if (added) last.added += value
    else if (removed) last.removed += value
    else {
      parts.push(last)
      last = { same: value, removed: '', added: '' }
    }
  }
  return [...parts, last].reduce<Part[]>(joined, [])
}

/** A lone word that stayed between two changes, shorter than either, only makes them harder to read. */
function joined(parts: Part[], part: Part): Part[] {
  const before = parts.at(-1)
  const size = ({ removed, added }: Part) => Math.max(removed.length, added.length)
  const alone = !/\S\s+\S/.test(part.same) && part.same.length <= 24
  if (before === undefined || !alone || part.same.length > Math.min(size(before), size(part))) return [...parts, part]
  before.removed += part.same + part.removed
  before.added += part.same + part.added
  return parts
}
