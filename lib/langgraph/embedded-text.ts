// The text that LangGraph's PostgresStore embeds for a value, byte for byte (langgraph/store/base/embed.py, checked against tests/golden/embedded_text.jsonl).
import { type Json, JsonNumber } from '@/lib/shared/json-text'
import { pythonDumps, pythonStr } from './python-json'

/** One text to embed and the `field_name` under which its vector is stored. */
export type EmbeddedText = { field: string; text: string }

/** `index` of a put: undefined takes the configured fields, false embeds nothing, a list names paths for this put alone. */
export type IndexChoice = undefined | false | readonly string[]

/**
 * Texts to embed for `value`, in the order the store sends them.
 * `$` means the whole value only among the configured fields; in a put's own `index` it is a path like any other
 * (upstream: `tokenize_path(p)` is applied there, so `$` looks for a member called "$").
 * @throws nothing; a path that leads nowhere yields no text
 */
export function embeddedTexts(value: Json, fields: readonly string[], index?: IndexChoice): EmbeddedText[] {
  if (index === false) return []
  const paths = (index ?? fields).map((path) => ({
    path,
    tokens: index === undefined && path === '$' ? [] : tokenizePath(path),
  }))
  return paths.flatMap(({ path, tokens }) => {
    const texts = textsAt(value, tokens)
    return texts.map((text, position) => ({ field: texts.length > 1 ? `${path}.${position}` : path, text }))
  })
}

/**
 * Splits a path as upstream's `tokenize_path` does: dots separate, empty parts vanish, `[…]` and `{…}` are one token each.
 * An unclosed bracket runs to the end.
 */
export function tokenizePath(path: string): string[] {
  const tokens: string[] = []
  let word = ''
  const endWord = () => {
    if (word !== '') tokens.push(word)
    word = ''
  }
  const characters = [...path]
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] as string
    if (character === '[' || character === '{') {
      endWord()
      const close = character === '[' ? ']' : '}'
      let group = character
      for (let open = 1; open > 0 && at + 1 < characters.length; ) {
        const next = characters[++at] as string
        if (next === character) open++
        if (next === close) open--
        group += next
      }
      tokens.push(group)
    } else if (character === '.') endWord()
    else word += character
  }
  endWord()
  return tokens
}

/** Texts at a tokenised path; no tokens means the whole value (upstream's `get_text_at_path`). */
export function textsAt(value: Json, tokens: readonly string[]): string[] {
  return tokens.length === 0 ? [pythonDumps(value)] : walk(value, tokens, 0)
}

function walk(value: Json, tokens: readonly string[], at: number): string[] {
  const token = tokens[at]
  if (token === undefined) return leaf(value)
  if (token.startsWith('[') && token.endsWith(']')) {
    if (!Array.isArray(value)) return []
    const inside = token.slice(1, -1)
    if (inside === '*') return value.flatMap((item) => walk(item, tokens, at + 1))
    const index = pythonInt(inside)
    const item = index === undefined ? undefined : value.at(index)
    return item === undefined || index === undefined || index < -value.length ? [] : walk(item, tokens, at + 1)
  }
  if (token.startsWith('{') && token.endsWith('}')) {
    // upstream stops here: whatever follows a multi-select is ignored
    return value instanceof Map
      ? token
          .slice(1, -1)
          .split(',')
          .flatMap((path) => selected(value, path.trim()))
      : []
  }
  if (token === '*') {
    if (value instanceof Map) return [...value.values()].flatMap((item) => walk(item, tokens, at + 1))
    return Array.isArray(value) ? value.flatMap((item) => walk(item, tokens, at + 1)) : []
  }
  const member = value instanceof Map ? value.get(token) : undefined
  return member === undefined ? [] : walk(member, tokens, at + 1)
}

/** One path of a multi-select: plain keys only, no brackets or stars. */
function selected(value: Json, path: string): string[] {
  const keys = tokenizePath(path)
  if (keys.length === 0) return []
  let at: Json = value
  for (const key of keys) {
    const member: Json | undefined = at instanceof Map ? at.get(key) : undefined
    if (member === undefined) return []
    at = member
  }
  return leaf(at)
}

function leaf(value: Json): string[] {
  if (value === null) return []
  if (typeof value === 'string') return [value]
  if (typeof value === 'boolean') return [value ? 'True' : 'False']
  if (value instanceof JsonNumber) return [pythonStr(value)]
  return [pythonDumps(value)]
}

/** What Python's `int()` accepts; undefined where it raises. */
function pythonInt(text: string): number | undefined {
  return /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(text) ? Number.parseInt(text.replaceAll('_', ''), 10) : undefined
}
