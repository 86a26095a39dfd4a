// Memories as a spreadsheet (RFC 4180, UTF-8 with a byte order mark): for reading, not for reading back. No cell can become a formula.
import { type Json, JsonNumber, writeJson } from '@/lib/shared/json-text'
import { readValue, visible } from '@/lib/shared/value-words'
import type { ExportedMemory } from './lines'

/** Members of the values that get a column of their own; what else a value holds stands in one more. */
export const COLUMN_LIMIT = 40

/** The most that Excel keeps of a cell is 32,767 UTF-16 units. */
const CELL_LIMIT = 32_000

/** A spreadsheet keeps 15 digits of a number and changes the rest. */
const KEPT_DIGITS = 15

/** Headings and fixed words, in the reader's language. */
export type CsvWords = {
  key: string
  rest: string
  child: string
  created: string
  changed: string
  ends: string
  searchable: string
  changedBy: string
  yes: string
  no: string
  /** Who wrote what is stored now. */
  writer: (memory: Pick<ExportedMemory, 'writtenBy' | 'writtenAs'>) => string
  /** Ends a text that was too long for a cell. */
  cut: string
}

/** What stands before the first row: the mark by which spreadsheets know UTF-8, and the headings. */
export function csvHead(fields: readonly string[], words: CsvWords): string {
  const { key, rest, child, created, changed, ends, searchable, changedBy } = words
  return `\ufeff${row([key, ...fields, rest, child, created, changed, ends, searchable, changedBy].map((title) => textCell(title, words)))}`
}

/** One memory. `fields` as in {@link csvHead}. */
export function csvRow(memory: ExportedMemory, fields: readonly string[], words: CsvWords): string {
  const value = readValue(memory.json)
  const members = value instanceof Map ? value : new Map<string, Json>()
  const others = [...members].filter(([name]) => !fields.includes(name))
  const rest = value instanceof Map ? (others.length === 0 ? '' : writeJson(new Map(others))) : memory.json
  return row([
    textCell(memory.key, words),
    ...fields.map((name) => valueCell(members.get(name), words)),
    textCell(rest, words),
    textCell(memory.child.join('.'), words),
    timeCell(memory.createdAt),
    timeCell(memory.updatedAt),
    timeCell(memory.expiresAt),
    memory.index === false ? words.no : words.yes,
    textCell(words.writer(memory), words),
  ])
}

/** A row of one sentence: the last one, which says that the file is whole, or that it is not. */
export function csvSentence(sentence: string, words: CsvWords): string {
  return row([textCell(sentence, words)])
}

/** A row of texts; `words.cut` ends one that was too long for a cell. */
export function csvTexts(texts: readonly string[], words: Pick<CsvWords, 'cut'>): string {
  return row(texts.map((text) => textCell(text, words)))
}

function row(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`
}

function valueCell(value: Json | undefined, words: CsvWords): string {
  if (value === undefined || value === null) return ''
  if (value instanceof JsonNumber) return numberCell(value)
  if (typeof value === 'boolean') return value ? words.yes : words.no
  return textCell(typeof value === 'string' ? value : writeJson(value), words)
}

/** As it was written; a number whose digits a spreadsheet would change is marked as a text. */
function numberCell({ raw }: JsonNumber): string {
  const digits = raw
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '')
  return digits.length > KEPT_DIGITS ? `'${raw}` : raw
}

/** To the second: what follows no spreadsheet reads as a time. */
function timeCell(at: string | null): string {
  return at === null ? '' : harmless(at.replace(/\.\d+/, '').replace(/\+00$/, ''))
}

/** A text as the dashboard shows it: hidden characters as marks, line breaks as line feeds, never a formula. */
function textCell(text: string, { cut }: Pick<CsvWords, 'cut'>): string {
  const shown = harmless(visible(text.replace(/\r\n?/g, '\n')))
  return shown.length <= CELL_LIMIT ? shown : `${shown.slice(0, CELL_LIMIT).replace(/[\ud800-\udbff]$/, '')}${cut}`
}

/**
 * A text that begins no formula, wherever a spreadsheet begins a cell (OWASP, "CSV injection"): also not after a separator
 * or line break inside the text, where one that splits by other signs, or ignores the quotation marks, would see a new cell.
 * An apostrophe before it makes the sign a letter.
 */
export function harmless(text: string): string {
  return text.replace(/(?<=^|[,;|\t\r\n])((?:(?![\t\r\n])[\s"'])*)(?=[=+\-@＝＋－＠\t\r])/g, "$1'")
}

function quoted(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
