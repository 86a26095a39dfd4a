// What changed between two texts, by words. `hand`: a person wrote the new one, so it is in pen.
import { diffWordsWithSpace } from 'diff'
import { Fragment } from 'react'
import { visible } from '@/lib/shared/value-words'

export type WordDiffProps = { before: string; after: string; hand?: boolean }

export function WordDiff({ before, after, hand = false }: WordDiffProps) {
  // Single spaces may hang at a line's end without an underline; where there are more, each one counts.
  const spaces = /[^\S\n]{2}|\t/.test(before + after) ? 'whitespace-pre-wrap' : 'whitespace-pre-line'
  return (
    <p className={hand ? `words hand ${spaces}` : `words ${spaces}`} dir="auto">
      {changes(visible(before), visible(after)).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move.
        <Fragment key={index}>
          {part.same}
          <Marked text={part.removed} as="del" />
          <Marked text={part.added} as="ins" />
        </Fragment>
      ))}
    </p>
  )
}

/** The spaces around a change are not underlined. */
function Marked({ text, as: Tag }: { text: string; as: 'del' | 'ins' }) {
  if (text === '') return null
  const [, before = '', words = text, after = ''] = /^( ?)(\S(?:.*\S)?)( ?)$/s.exec(text) ?? []
  return (
    <>
      {before}
      <Tag>{words}</Tag>
      {after}
    </>
  )
}

/** What stayed, then what was removed and added after it. */
type Part = { same: string; removed: string; added: string }

function changes(before: string, after: string): Part[] {
  const found = diffWordsWithSpace(before, after, { maxEditLength: 2000 })
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
