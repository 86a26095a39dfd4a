// JSON as a person would say it. The built-in encoder was trained on sentences: braces and quotation marks only mislead it.
import { type Json, JsonNumber, parseJson } from '../shared/json-text'

/** Keys that say nothing about their value. */
const BARE = new Set(['text', 'note', 'value', 'content'])

/**
 * A JSON object or array in plain words: `{"text": "likes tea", "workspace_name": "Production"}` becomes
 * `likes tea. workspace name: Production`. Any other text stays as it is. May be empty (`{}`).
 */
export function plainWords(text: string): string {
  const value = container(text)
  if (value === undefined) return text
  return sentences(statements(value, '')).replace(/\s+/g, ' ').trim()
}

function container(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return parseJson(text)
  } catch {
    return undefined // a sentence that begins with a bracket
  }
}

/** One statement per leaf, each with the words of all keys above it: `home city: Rome`. */
function statements(value: Json, topic: string): string[] {
  if (value instanceof Map)
    return [...value].flatMap(([key, item]) =>
      statements(item, BARE.has(keyWords(key)) ? topic : `${topic} ${keyWords(key)}`.trim()),
    )
  if (!Array.isArray(value)) return [topic ? `${topic}: ${leafWords(value)}` : leafWords(value)]
  if (value.some((item) => item instanceof Map || Array.isArray(item)))
    return value.flatMap((item) => statements(item, topic))
  const list = value.map(leafWords).join(', ')
  return [topic ? `${topic}: ${list}` : list]
}

const sentences = (parts: string[]): string =>
  parts.reduce((said, part) => `${said}${said === '' ? '' : /[.!?]\s*$/.test(said) ? ' ' : '. '}${part}`, '')

function leafWords(value: Json): string {
  if (value === null) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value instanceof JsonNumber) return value.raw
  return typeof value === 'string' ? value : ''
}

/** `workspace_name`, `workspaceName` and `workspace-name` are all "workspace name". */
function keyWords(key: string): string {
  return key
    .replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .replace(/[_\s-]+/g, ' ')
    .trim()
    .toLowerCase()
}
