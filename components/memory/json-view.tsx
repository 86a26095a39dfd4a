// The exact JSON, line by line, to read and to point at a line that is wrong.
import { Fragment } from 'react'
import { useText } from '#text'
import { ShownText } from '@/components/ui/shown-text'
import { prettyJson } from '@/lib/shared/json-text'
import { readValue, visible } from '@/lib/shared/value-words'

export type JsonViewProps = {
  /** Any text: what is not JSON is shown as it is. */
  json: string
  /** From 1. */
  wrongLine?: number | null
}

export function JsonView({ json, wrongLine }: JsonViewProps) {
  const { t } = useText()
  const value = wrongLine === undefined || wrongLine === null ? readValue(json) : undefined
  const lines = (value === undefined ? json : prettyJson(value)).split('\n')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and a keyboard must be able to do so.
    <section className="json" aria-label={t('Value as JSON')} tabIndex={0}>
      <code className="contents">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines never move.
          <span className={index + 1 === wrongLine ? 'l wrong' : 'l'} key={index}>
            <Line text={visible(line)} />
            {'\n'}
          </span>
        ))}
      </code>
    </section>
  )
}

/** Punctuation steps back, so that names and values stand out. */
function Line({ text }: { text: string }) {
  return text.split(/("(?:[^"\\]|\\.)*"?)/).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move.
      <ShownText text={part} key={index} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move.
      <Fragment key={index}>
        {part.split(/([{}[\]:,]+)/).map((piece, at) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move.
          at % 2 === 1 ? <b key={at}>{piece}</b> : piece,
        )}
      </Fragment>
    ),
  )
}
