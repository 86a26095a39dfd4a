// How a stored value is read out: words where there are words, labels where they are needed, no digit and no hidden character lost.
import { FLAG, HIDDEN } from './hidden-characters'
import { type Json, JsonNumber, parseJson } from './json-text'
import { groupDigits, type Locale, type Text } from './text'
import { isWrittenDate, writtenDate } from './time'

/** One thing to read. `said` is false where the machine speaks instead of the memory ("empty"). */
export type Leaf = { label: string; text: string; said: boolean }

export type ValueShape =
  /** The machine's own sentence: too large, or nothing in it. */
  | { kind: 'none'; text: string }
  /** A single text. */
  | { kind: 'words'; text: string }
  /** Label and value; `more` leaves were left out. */
  | { kind: 'pairs'; leaves: Leaf[]; more: number }

/**
 * What to show of a value in a list or a panel, to a reader of these texts.
 * @param flatLimit how many pairs of a flat object are shown; nested values always show two and count the rest
 */
export function shapeOf(json: string | null, reader: Text, flatLimit: number, nestedLimit = 2): ValueShape {
  const nothing: ValueShape = { kind: 'none', text: reader.t('Nothing in it') }
  if (json === null) return { kind: 'none', text: reader.t('Too large to show here') }
  const value = readValue(json)
  if (value === undefined) return { kind: 'words', text: visible(json) }
  if (typeof value === 'string') return value === '' ? nothing : { kind: 'words', text: visible(value) }
  if (value === null || typeof value === 'boolean' || value instanceof JsonNumber || isPlainList(value)) {
    const { text, said } = readScalar(value, reader)
    return said ? { kind: 'words', text } : nothing
  }
  if (value instanceof Map) {
    if (value.size === 0) return nothing
    const only = value.size === 1 ? [...value.values()][0] : undefined
    if (typeof only === 'string' && only !== '' && !isWrittenDate(only)) return { kind: 'words', text: visible(only) }
  }
  const leaves = leavesOf(value, reader)
  const flat = value instanceof Map && [...value.values()].every(isFlat)
  const limit = flat ? flatLimit : nestedLimit
  // "1 more" takes the place of the one it counts.
  const shown = leaves.length === limit + 1 && flat ? leaves : leaves.slice(0, limit)
  return { kind: 'pairs', leaves: shown, more: leaves.length - shown.length }
}

/** The lossless value; undefined when the text is not JSON. */
export function readValue(json: string): Json | undefined {
  try {
    return parseJson(json)
  } catch {
    return undefined
  }
}

/** Everything in one line of plain text, at most `max` characters: for titles and accessible names. */
export function plainWords(json: string | null, max: number, reader: Text): string {
  const shape = shapeOf(json, reader, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)
  const text = shape.kind === 'pairs' ? shape.leaves.map((leaf) => `${leaf.label} ${leaf.text}`).join(', ') : shape.text
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = [...line.slice(0, max * 2 + 2)]
  return characters.length <= max
    ? line
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`
}

/** Field names as words: `preference_date` → `preference date`. */
export function labelOf(name: string, { t }: Text): string {
  const label = visible(name).replaceAll('_', ' ').trim()
  return label === '' ? t('(no name)') : label
}

/** A value without inner structure, in words. A list of such values is joined by commas. */
export function readScalar(value: Json, reader: Text): { text: string; said: boolean } {
  const { t } = reader
  if (value === null || value === '') return { text: t('empty'), said: false }
  if (typeof value === 'boolean') return { text: value ? t('yes') : t('no'), said: true }
  if (value instanceof JsonNumber) return { text: readNumber(value.raw, reader.locale), said: true }
  if (typeof value === 'string') return { text: writtenDate(value, reader) ?? visible(value), said: true }
  if (Array.isArray(value) && value.length > 0)
    return { text: value.map((item) => readScalar(item, reader).text).join(', '), said: true }
  return { text: t('nothing in it'), said: false }
}

/** Grouped, every digit kept; 1900 to 2099 stay as they are, being mostly years. */
function readNumber(raw: string, locale: Locale): string {
  return /^(19|20)\d\d$/.test(raw) ? raw : groupDigits(raw, locale)
}

/** Hidden characters shown as marks: `⟨U+202E⟩`. */
export function visible(text: string): string {
  const parts = text.includes('\u{1f3f4}') ? text.split(KEPT_FLAG) : [text]
  return parts.map((part, at) => (at % 2 === 1 ? part : marked(part))).join('')
}

const KEPT_FLAG = new RegExp(`(${FLAG.source})`, 'u')

function marked(text: string): string {
  return text.replaceAll('\r', '').replace(HIDDEN, (character) => {
    const code = character.codePointAt(0) ?? 0
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
  })
}

/** True for values that fit in one line: scalars, and lists of them. */
export function isFlat(value: Json): boolean {
  return (
    isPlainList(value) || !(Array.isArray(value) || value instanceof Map) || (value instanceof Map && value.size === 0)
  )
}

function isPlainList(value: Json): value is Json[] {
  return Array.isArray(value) && value.every((item) => !Array.isArray(item) && !(item instanceof Map))
}

/** All leaves in order, labels being the path: `trip › city`. A name that repeats its parent's is said once. */
function leavesOf(value: Json, reader: Text): Leaf[] {
  const leaves: Leaf[] = []
  const walk = (item: Json, path: string[]) => {
    if (isFlat(item)) leaves.push({ label: path.join(' › '), ...readScalar(item, reader) })
    else if (item instanceof Map)
      for (const [name, inner] of item) {
        const label = labelOf(name, reader)
        walk(inner, path.at(-1) === label ? path : [...path, label])
      }
    else if (Array.isArray(item)) for (const [index, inner] of item.entries()) walk(inner, [...path, String(index + 1)])
  }
  walk(value, [])
  return leaves
}

/** Cuts a long text for a list without losing the found words: starts shortly before the first of them when it lies far in. */
export function excerpt(text: string, found: string[], max: number): string {
  if (text.length <= max) return text
  const pattern = foundPattern(found)
  const at = pattern === null ? -1 : text.search(pattern)
  const start = at > max / 3 ? text.lastIndexOf(' ', Math.max(0, at - 40)) + 1 : 0
  const cut = [...text.slice(start, start + max)].join('').replace(/[\ud800-\udbff]$/, '')
  return `${start > 0 ? '… ' : ''}${cut.trimEnd()}${start + max < text.length ? '…' : ''}`
}

/** Splits a text at the found words; odd positions are found. Whole words in scripts that have spaces. */
export function splitFound(text: string, found: string[]): string[] {
  const pattern = foundPattern(found)
  return pattern === null ? [text] : text.split(pattern)
}

function foundPattern(found: string[]): RegExp | null {
  const words = [...new Set(found.map((word) => word.trim()).filter((word) => word !== ''))]
  if (words.length === 0) return null
  const spaced = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u
  const patterns = words
    .sort((a, b) => b.length - a.length)
    .map((word) => {
      const escaped = word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
      return spaced.test(word) ? `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])` : escaped
    })
  return new RegExp(`(${patterns.join('|')})`, 'iu')
}
