// A stored value as words. Text is inert here: never markup, never a link, nothing to click.
import { Fragment } from 'react'
import { useText } from '#text'
import { ShownText } from '@/components/ui/shown-text'
import type { Json } from '@/lib/shared/json-text'
import type { Text } from '@/lib/shared/text'
import { isWrittenDate } from '@/lib/shared/time'
import { excerpt, isFlat, labelOf, readScalar, readValue, shapeOf, splitFound, visible } from '@/lib/shared/value-words'

export type ValueWordsProps = {
  /** The JSON text; null when it was too large to send. */
  json: string | null
  size: 'row' | 'journal' | 'panel'
  /** Words of the question that were found, set bold. */
  found?: string[]
}

export function ValueWords({ json, size, found = [] }: ValueWordsProps) {
  const text = useText()
  const shape = shapeOf(json, text, PAIRS[size], size === 'panel' ? PAIRS.panel : 2)
  if (shape.kind === 'none') return <Block size={size}>{shape.text}</Block>
  if (shape.kind === 'words') {
    const words = size === 'panel' ? shape.text : excerpt(shape.text, found, 400)
    return (
      <span className={size === 'panel' ? panelClass(words) : 'words'} dir="auto">
        <Marked text={words} found={found} />
      </span>
    )
  }
  return (
    <dl className={size === 'panel' ? 'pairs tall mt-2' : 'pairs'}>
      {shape.leaves.map((leaf, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: labels can repeat, and the pairs never move.
        <div className={leaf.text.length <= 12 ? 'short' : undefined} key={index}>
          <dt dir="auto">{leaf.label}</dt>
          {leaf.said ? (
            <dd className={size === 'panel' ? 'words whitespace-pre-wrap' : 'words'} dir="auto">
              <Marked text={size === 'panel' ? leaf.text : excerpt(leaf.text, found, 200)} found={found} />
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

export type MemoryFieldsProps = {
  json: string
}

/** Every field of a value, to full depth, nothing cut. */
export function MemoryFields({ json }: MemoryFieldsProps) {
  const text = useText()
  const value = readValue(json)
  if (value === undefined)
    return (
      <p className="words whitespace-pre-wrap">
        <ShownText text={visible(json)} />
      </p>
    )
  const fields = fieldsOf(value, text)
  if (fields === null) return <Said value={value} size="huge" />
  if (fields.length === 0) return <p className="quiet">{text.t('Nothing in it')}</p>
  const first = fields.findIndex(([, , item]) => typeof item === 'string' && item !== '' && !isWrittenDate(item))
  return (
    <dl className="gutted">
      {fields.map(([name, label, item], index) => (
        <Fragment key={name}>
          <dt dir="auto">{label}</dt>
          <dd>
            <Inner value={item} size={index === first ? 'huge' : 'big'} depth={1} />
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}

const PAIRS = { row: 5, journal: 3, panel: 12 }

type Size = 'huge' | 'big' | ''

function Inner({ value, size, depth }: { value: Json; size: Size; depth: number }) {
  const text = useText()
  const fields = isFlat(value) ? null : fieldsOf(value, text)
  if (fields === null) return <Said value={value} size={size} />
  return (
    <dl className={depth > 5 ? 'gutted deep deepest' : depth > 2 ? 'gutted deep' : 'gutted'}>
      {fields.map(([name, label, item]) => (
        <Fragment key={name}>
          <dt dir="auto">{label}</dt>
          <dd>
            <Inner value={item} size="" depth={depth + 1} />
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}

function Said({ value, size }: { value: Json; size: Size }) {
  const { text, said } = readScalar(value, useText())
  if (!said) return <span className="said-not">{text}</span>
  // A long text is for reading, not for looking at.
  const fitting = size === 'huge' && text.length > 280 ? 'big' : size
  return (
    <span className={`words block ${text.length > 900 ? '' : fitting}`} dir="auto">
      <ShownText text={text} />
    </span>
  )
}

function panelClass(words: string): string {
  return words.length > 500 ? 'words block whitespace-pre-wrap mt-1.5' : 'words big block whitespace-pre-wrap'
}

/** Name, label and value of each part of an object or list; null for what has no parts. */
function fieldsOf(value: Json, text: Text): [string, string, Json][] | null {
  if (value instanceof Map)
    return [...value].map(([name, item]) => [name, ...withoutChain(labelOf(name, text), item, text)])
  if (Array.isArray(value) && !isFlat(value))
    return value.map((item, index) => [String(index), ...withoutChain(String(index + 1), item, text)])
  return null
}

/** Objects inside objects with a single name each need one line, not a step each: `y › z`. */
function withoutChain(label: string, value: Json, text: Text): [string, Json] {
  let path = label
  let end = value
  while (end instanceof Map && end.size === 1) {
    for (const [name, inner] of end) {
      path = `${path} › ${labelOf(name, text)}`
      end = inner
    }
  }
  return [path, end]
}

function Block({ size, children }: { size: ValueWordsProps['size']; children: string }) {
  return <span className={size === 'panel' ? 'said-not mt-2 block' : 'said-not block'}>{children}</span>
}

function Marked({ text, found }: { text: string; found: string[] }) {
  return splitFound(text, found).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move.
    index % 2 === 1 ? <mark key={index}>{part}</mark> : <ShownText text={part} key={index} />,
  )
}
