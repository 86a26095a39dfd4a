// One of two memories that say nearly the same, as words; what the other does not say is underlined. Nothing is struck through: both are still to be read.
import type { ReactNode } from 'react'
import { useText } from '#text'
import { ShownText } from '@/components/ui/shown-text'
import { ownWords } from '@/lib/shared/own-words'
import { shapeOf, visible } from '@/lib/shared/value-words'

export type TwinWordsProps = {
  /** JSON text; null when it was too large to send. */
  json: string | null
  /** The other one's. */
  other: string | null
}

/** Texts longer than this scroll in a window of their own. */
const LONG = 900

export function TwinWords({ json, other }: TwinWordsProps) {
  const text = useText()
  const all = Number.POSITIVE_INFINITY
  const [shape, twin] = [shapeOf(json, text, all, all), shapeOf(other, text, all, all)]
  if (shape.kind === 'none') return <p className="said-not">{shape.text}</p>
  if (shape.kind === 'words') {
    const beside =
      twin.kind === 'words' ? twin.text : twin.kind === 'pairs' ? twin.leaves.map((leaf) => leaf.text).join(' ') : null
    return (
      <Window isLong={shape.text.length > LONG}>
        <p className="words whitespace-pre-line" dir="auto">
          <Marked text={shape.text} other={beside} />
        </p>
      </Window>
    )
  }
  const beside = new Map(twin.kind === 'pairs' ? twin.leaves.map((leaf) => [leaf.label, leaf.text]) : [])
  const isComparable = twin.kind === 'pairs'
  return (
    <Window isLong={shape.leaves.length > 16}>
      <dl className="pairs tall">
        {shape.leaves.map((leaf, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: labels can repeat, and the pairs never move.
          <div className={leaf.text.length <= 12 ? 'short' : undefined} key={index}>
            <dt dir="auto">{leaf.label}</dt>
            <dd className={leaf.said ? 'words whitespace-pre-line' : 'said-not'} dir="auto">
              {leaf.said ? (
                <Marked text={leaf.text} other={isComparable ? (beside.get(leaf.label) ?? '') : null} />
              ) : (
                leaf.text
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Window>
  )
}

function Window({ isLong, children }: { isLong: boolean; children: ReactNode }) {
  const { t } = useText()
  if (!isLong) return children
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to do so.
    <section className="window" aria-label={t('The whole text')} tabIndex={0}>
      {children}
    </section>
  )
}

/** `text` with what is not in `other` underlined; null: nothing to compare with. */
function Marked({ text, other }: { text: string; other: string | null }) {
  const shown = visible(text)
  if (other === null) return <ShownText text={shown} />
  return ownWords(shown, visible(other)).map((stretch, index) =>
    stretch.isOwn ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move.
      <u key={index}>
        <ShownText text={stretch.text} />
      </u>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move.
      <ShownText key={index} text={stretch.text} />
    ),
  )
}
