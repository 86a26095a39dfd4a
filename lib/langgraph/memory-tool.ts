// The text that the agent's tool get_user_memory returns (databricks/app-templates, agent-langgraph-advanced/agent_server/utils_memory.py), byte for byte.
import { type Json, JsonNumber, JsonSyntaxError, parseJson } from '@/lib/shared/json-text'
import { pythonDumpsAscii } from './python-json'

/** How many memories the tool asks the store for. */
export const TOOL_LIMIT = 5

/** One result of the store: its key and its value as Postgres writes it (`value::text`). */
export type ToolItem = { key: string; json: string }

export type ToolAnswer =
  | { kind: 'text'; text: string }
  /** The agent's search raises: its Python cannot read the value of item `at`. */
  | { kind: 'fault'; at: number; why: ToolFault }
  /** Item `at` is nested deeper than is read here; Python reads on, so what it makes of it is not known. */
  | { kind: 'unknown'; at: number }

export type ToolFault = 'not an object' | 'a number too long'

/** What a search that found nothing is answered with. */
export const NO_MEMORIES = 'No memories found for this user.'

/** What the tool answers when the store gives these items, in this order. */
export function memoryToolAnswer(items: readonly ToolItem[]): ToolAnswer {
  if (items.length === 0) return { kind: 'text', text: NO_MEMORIES }
  const loaded = items.map(({ json }) => load(json))
  const faulty = loaded.findIndex((item) => item.kind === 'fault')
  const at = faulty === -1 ? loaded.findIndex((item) => item.kind === 'unknown') : faulty
  const first = loaded[at]
  if (first !== undefined && first.kind !== 'value') return { ...first, at }
  const lines = items.map(memoryLine)
  return { kind: 'text', text: `Found ${items.length} relevant memories:\n${lines.join('\n')}` }
}

/** The line of one memory. A value that the agent's Python cannot read stands there as Postgres wrote it. */
export function memoryLine({ key, json }: ToolItem): string {
  const loaded = load(json)
  return `- [${key}]: ${loaded.kind === 'value' ? pythonDumpsAscii(loaded.value) : json}`
}

type Loaded = { kind: 'value'; value: Json } | { kind: 'fault'; why: ToolFault } | { kind: 'unknown' }

/** Python's json.loads(), then upstream's `_row_to_search_item`: what is no dict goes through orjson.loads() once more. */
function load(json: string): Loaded {
  const value = parsed(json)
  if (value === undefined) return { kind: 'unknown' }
  if (hasNumber(value, isTooLong)) return { kind: 'fault', why: 'a number too long' }
  if (value instanceof Map) return { kind: 'value', value }
  const again = typeof value === 'string' ? orjsonLoads(value) : undefined
  return again === undefined ? { kind: 'fault', why: 'not an object' } : { kind: 'value', value: again }
}

/** Only a text that is JSON itself survives; integers beyond 64 bits become floats there. */
function orjsonLoads(text: string): Json | undefined {
  const value = parsed(text)
  if (value === undefined || hasNumber(value, ({ raw }) => !Number.isFinite(Number(raw)))) return undefined
  return withWideIntegersAsFloats(value)
}

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined
    throw error
  }
}

function withWideIntegersAsFloats(value: Json): Json {
  if (value instanceof JsonNumber) {
    if (!value.isInteger) return value
    const integer = BigInt(value.raw)
    return integer >= -(2n ** 63n) && integer < 2n ** 64n ? value : new JsonNumber(Number(value.raw).toExponential())
  }
  if (Array.isArray(value)) return value.map(withWideIntegersAsFloats)
  if (value instanceof Map) return new Map([...value].map(([name, item]) => [name, withWideIntegersAsFloats(item)]))
  return value
}

/** Python reads integers of at most 4,300 digits (sys.int_info.default_max_str_digits). */
function isTooLong({ raw, isInteger }: JsonNumber): boolean {
  return isInteger && raw.replace('-', '').length > 4_300
}

function hasNumber(value: Json, is: (number: JsonNumber) => boolean): boolean {
  if (value instanceof JsonNumber) return is(value)
  if (Array.isArray(value)) return value.some((item) => hasNumber(item, is))
  return value instanceof Map && [...value.values()].some((item) => hasNumber(item, is))
}
