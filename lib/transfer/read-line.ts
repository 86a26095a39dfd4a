// Reads one line of a file that somebody gives us: a memory that can be stored as it is, or a sentence that says what is wrong and what to do.
import type { IndexChoice } from '@/lib/langgraph/embedded-text'
import { jsonProblem } from '@/lib/shared/json-problem'
import { type Json, JsonNumber, type JsonObject, JsonSyntaxError, parseJson, writeJson } from '@/lib/shared/json-text'
import { type Sentence, sentence } from '@/lib/shared/text'
import { checkValueText, keyProblem } from '@/lib/shared/value-rules'
import {
  type ExportedMemory,
  FORMAT,
  FORMAT_VERSION,
  LINE_LIMIT,
  type PortableEntries,
  WRITERS,
  type Writer,
} from './lines'
import { isInstant } from './times'
import { tooLong } from './too-long'

/** A memory to be stored; times that the line does not have are those of the import. */
export type ImportedMemory = Readonly<ExportedMemory>

export type ReadLine =
  | { kind: 'memory'; memory: ImportedMemory }
  /** Nothing to store: white space, the first line, an earlier version, a time that an agent read. */
  | { kind: 'blank' | 'header' | 'version' | 'read' }
  /** The last line: how many memories the file should have, and whether the export said so at its end. */
  | { kind: 'end'; memories: number; isWhole: boolean }
  | { kind: 'refused'; sentence: Sentence }
  /** Nothing of this file can be read. */
  | { kind: 'foreign'; sentence: Sentence }

/** Deepest path below a person's own namespace. */
const CHILD_LIMIT = 32
const INDEX_LIMIT = 100

/** Reads one line, without its line break. Never throws. */
export function readLine(text: string): ReadLine {
  if (text.trim() === '') return { kind: 'blank' }
  if (text.length > LINE_LIMIT) return refuse(tooLong)
  try {
    const line = parseJson(text)
    if (!(line instanceof Map))
      return refuse(sentence('A line is one memory: an object in braces with a key and a value.'))
    return readers[typeOf(line)]?.(line) ?? refuse(sentence('Lines of this type are not known here. Remove the line.'))
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.why)
    if (error instanceof JsonSyntaxError) return refuse(notJson(error))
    throw error
  }
}

const readers: Partial<Record<string, (line: JsonObject) => ReadLine>> = {
  export: (line) => {
    const format = line.get('format')
    const version = numberOf(line.get('version'))
    if (format !== FORMAT || version === null)
      return {
        kind: 'foreign',
        sentence: sentence('This file is an export of something else. Choose one that this page has made.'),
      }
    return version > FORMAT_VERSION
      ? {
          kind: 'foreign',
          sentence: sentence('A newer version of this dashboard made this file. Bring this one up to date first.'),
        }
      : { kind: 'header' }
  },
  version: () => ({ kind: 'version' }),
  read: () => ({ kind: 'read' }),
  end: (line) => ({ kind: 'end', memories: numberOf(line.get('memories')) ?? 0, isWhole: true }),
  'broken-off': (line) => ({ kind: 'end', memories: numberOf(line.get('memories')) ?? 0, isWhole: false }),
  memory: (line) => ({ kind: 'memory', memory: readMemory(line) }),
}

function typeOf(line: JsonObject): string {
  const type = line.get('type') ?? 'memory'
  return typeof type === 'string' && Object.hasOwn(readers, type) ? type : 'unknown'
}

const MEMBERS = [
  ...['type', 'child', 'key', 'value', 'created_at', 'updated_at', 'expires_at', 'ttl_minutes'],
  ...['written_by', 'written_as', 'index', 'entries'],
]

function readMemory(line: JsonObject): ImportedMemory {
  for (const name of line.keys())
    if (!MEMBERS.includes(name))
      throw new Refusal(
        sentence('A memory has no member named {name} here. Correct its name, or remove it.', {
          name: name.slice(0, 40),
        }),
      )
  const child = readChild(line.get('child'))
  return {
    child,
    key: readKey(line.get('key'), child),
    json: readValue(line.get('value')),
    createdAt: readTime('created_at', line),
    updatedAt: readTime('updated_at', line),
    expiresAt: readTime('expires_at', line),
    ttlMinutes: readMinutes(line.get('ttl_minutes')),
    writtenBy: readWriter(line.get('written_by')),
    writtenAs: readName(line.get('written_as')),
    index: readIndex(line.get('index')),
    entries: readEntries(line.get('entries')),
  }
}

function readChild(given: Json | undefined): string[] {
  const labels = given === undefined ? [] : textsOf(given)
  // a dot would begin another namespace; a file can only name what lies below the reader's own
  if (
    labels === null ||
    labels.length > CHILD_LIMIT ||
    !labels.every((label) => isStorable(label) && !label.includes('.'))
  )
    throw wrong('child', sentence('a list of names without dots, such as ["trips"]'))
  return labels
}

function readKey(given: Json | undefined, child: readonly string[]): string {
  if (given === undefined) throw new Refusal(sentence('The key is missing. Add it as "key": "…".'))
  if (typeof given !== 'string') throw wrong('key', sentence('a text in quotation marks'))
  // agents may use the empty key, so what they left under it must come back
  const problem = given === '' ? null : keyProblem(given, child.join('.'))
  if (problem !== null) throw new Refusal(problem)
  return given
}

function readValue(given: Json | undefined): string {
  if (given === undefined) throw new Refusal(sentence('The value is missing. Add it as "value": {"text": "…"}.'))
  const json = writeJson(given)
  const checked = checkValueText(json)
  if (!checked.ok) throw new Refusal(checked.problem.sentence)
  return json
}

function readTime(name: string, line: JsonObject): string | null {
  const given = line.get(name) ?? null
  if (given === null) return null
  if (typeof given !== 'string' || !isInstant(given))
    throw wrong(name, sentence('a time with its zone, such as "2026-11-23 07:46:05.578187+00", or null'))
  return given
}

function readMinutes(given: Json | undefined): number | null {
  if (given === undefined || given === null) return null
  const minutes = numberOf(given)
  if (minutes === null || Math.abs(minutes) > 2_147_483_647)
    throw wrong('ttl_minutes', sentence('a whole number of minutes, or null'))
  return minutes
}

function readWriter(given: Json | undefined): Writer {
  const writer = WRITERS.find((one) => one === (given ?? 'you'))
  if (writer === undefined) throw wrong('written_by', sentence('"you", "agent", "token", "admin" or "outside"'))
  return writer
}

function readName(given: Json | undefined): string | null {
  if (given === undefined || given === null) return null
  if (typeof given !== 'string') throw wrong('written_as', sentence('a text in quotation marks'))
  return given
}

function readIndex(given: Json | undefined): IndexChoice {
  if (given === undefined || given === 'default') return undefined
  if (given === false) return false
  const paths = textsOf(given)
  if (paths === null || paths.length > INDEX_LIMIT || !paths.every(isStorable) || new Set(paths).size < paths.length)
    throw wrong('index', sentence('"default", false, or a list of different paths'))
  return paths
}

function readEntries(given: Json | undefined): PortableEntries | null {
  if (given === undefined || given === null) return null
  const [encoder, proof, vectors] =
    given instanceof Map ? [given.get('encoder'), given.get('proof'), given.get('vectors')] : []
  if (typeof encoder !== 'string' || typeof proof !== 'string' || !(vectors instanceof Map)) throw wrongEntries()
  return {
    encoder,
    proof,
    vectors: [...vectors].map(([field, floats]) => {
      if (typeof floats !== 'string' || !isStorable(field)) throw wrongEntries()
      return [field, floats]
    }),
  }
}

function wrongEntries(): Refusal {
  return new Refusal(
    sentence('Its search entries are not as an export writes them. Remove "entries": they will be made anew.'),
  )
}

/** What Postgres can store as a text. */
function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed()
}

function textsOf(value: Json): string[] | null {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null
}

/** A whole number that JavaScript holds exactly; null for everything else. */
function numberOf(value: Json | undefined): number | null {
  const number = value instanceof JsonNumber && value.isInteger ? Number(value.raw) : Number.NaN
  return Number.isSafeInteger(number) ? number : null
}

/** Why a line is refused. */
class Refusal extends Error {
  constructor(readonly why: Sentence) {
    super('refused')
  }
}

function wrong(name: string, expected: Sentence): Refusal {
  return new Refusal(sentence('The member {name} must be {expected}.', { name, expected }))
}

function refuse(why: Sentence): ReadLine {
  return { kind: 'refused', sentence: why }
}

/** The parser counts lines inside the text, of which there is one. */
function notJson({ problem }: JsonSyntaxError): Sentence {
  return sentence('This is not JSON, at character {column}: {problem}', {
    column: problem.column,
    problem: jsonProblem(problem),
  })
}
