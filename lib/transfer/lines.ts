// JSON lines of an export: one memory a line with everything that makes it, so that an import puts it back exactly. Values are never parsed here, only carried.
import type { IndexChoice } from '@/lib/langgraph/embedded-text'

export const FORMAT = 'long-term-memory'
export const FORMAT_VERSION = 1

/** Longest line that is read, in UTF-16 units: several go into one request of a megabyte, whatever their characters. */
export const LINE_LIMIT = 300_000

/** Vectors as they are stored, with the proof that they belong to this very text. */
export type PortableEntries = {
  /** Provider, dims and fields, as {@link import('@/lib/store/memory-store').embedderPrint} writes them. */
  encoder: string
  /** Keyed fingerprint of encoder, value and vectors: another text, or another vector, has another. */
  proof: string
  /** Field name → base64 of 4-byte floats, little-endian. */
  vectors: [field: string, floats: string][]
}

/** Who wrote it, as far as the dashboard it comes from could know: the person, an agent through its library, a token of theirs, an administrator. */
export type Writer = (typeof WRITERS)[number]
export const WRITERS = ['you', 'agent', 'token', 'admin', 'outside'] as const

/** A memory as it leaves. Times are Postgres text. */
export type ExportedMemory = {
  child: string[]
  key: string
  /** `value::text`: no digit and no order of members is lost. */
  json: string
  createdAt: string | null
  updatedAt: string | null
  expiresAt: string | null
  ttlMinutes: number | null
  writtenBy: Writer
  /** What an agent calls itself, what a token was called, or what an administrator is called. */
  writtenAs: string | null
  /** What its search entries are made from: undefined is what the agent is configured to, false nothing. */
  index: IndexChoice
  entries: PortableEntries | null
}

/** What a memory was before a change that was made here. */
export type ExportedVersion = Omit<ExportedMemory, 'index' | 'entries'> & {
  replacedAt: string
  replacedBy: 'you' | 'outside'
}

/** One time that an agent was handed memories. */
export type ExportedRead = {
  at: string
  way: 'search' | 'get' | 'list'
  by: Exclude<Writer, 'you' | 'admin' | 'outside'>
  as: string | null
  query: string | null
  memories: { child: string[]; key: string; score: number | null }[]
}

/** The first line: what this is. */
export function headerLine(exportedAt: string): string {
  return line([
    ['type', '"export"'],
    ['format', JSON.stringify(FORMAT)],
    ['version', String(FORMAT_VERSION)],
    ['exported_at', JSON.stringify(exportedAt)],
  ])
}

export function memoryLine(memory: ExportedMemory): string {
  const whole = lineOf(memory)
  // too many vectors for one line: they can be made again, a line that is too long could not be read
  return whole.length <= LINE_LIMIT || memory.entries === null ? whole : lineOf({ ...memory, entries: null })
}

function lineOf(memory: ExportedMemory): string {
  const { index, entries } = memory
  return line([
    ['type', '"memory"'],
    ...shared(memory),
    ...writer(memory),
    ['index', JSON.stringify(index ?? 'default')],
    ...(entries === null ? [] : [['entries', entriesText(entries)] as const]),
  ])
}

export function versionLine(version: ExportedVersion): string {
  return line([
    ['type', '"version"'],
    ...shared(version),
    ...writer(version),
    ['replaced_at', JSON.stringify(version.replacedAt)],
    ['replaced_by', JSON.stringify(version.replacedBy)],
  ])
}

export function readLogLine({ at, way, by, as, query, memories }: ExportedRead): string {
  return line([
    ['type', '"read"'],
    ['at', JSON.stringify(at)],
    ['way', JSON.stringify(way)],
    ['by', JSON.stringify(by)],
    ['as', JSON.stringify(as)],
    ['query', JSON.stringify(query)],
    ['memories', JSON.stringify(memories)],
  ])
}

/** The last line: without it a file is not whole. */
export function endLine(count: { memories: number; versions: number; reads: number; gone: number }): string {
  const { memories, versions, reads, gone } = count
  return line([
    ['type', '"end"'],
    ['memories', String(memories)],
    ['versions', String(versions)],
    ...(reads > 0 ? [['reads', String(reads)] as const] : []),
    ...(gone > 0 ? [['gone', String(gone)] as const] : []),
  ])
}

/** The last line of a file that is not whole. */
export function brokenLine(count: { memories: number; versions: number }): string {
  return line([
    ['type', '"broken-off"'],
    ['memories', String(count.memories)],
    ['versions', String(count.versions)],
  ])
}

type Members = (readonly [name: string, text: string])[]

function writer({ writtenBy, writtenAs }: Pick<ExportedMemory, 'writtenBy' | 'writtenAs'>): Members {
  return [
    ['written_by', JSON.stringify(writtenBy)],
    ...(writtenAs === null ? [] : [['written_as', JSON.stringify(writtenAs)] as const]),
  ]
}

function shared(memory: Omit<ExportedVersion, 'writtenBy' | 'writtenAs' | 'replacedAt' | 'replacedBy'>): Members {
  return [
    ['child', list(memory.child)],
    ['key', JSON.stringify(memory.key)],
    ['value', memory.json],
    ['created_at', JSON.stringify(memory.createdAt)],
    ['updated_at', JSON.stringify(memory.updatedAt)],
    ['expires_at', JSON.stringify(memory.expiresAt)],
    ['ttl_minutes', JSON.stringify(memory.ttlMinutes)],
  ]
}

function entriesText({ encoder, proof, vectors }: PortableEntries): string {
  const members = vectors.map(([field, floats]) => `${JSON.stringify(field)}: ${JSON.stringify(floats)}`)
  return `{"encoder": ${JSON.stringify(encoder)}, "proof": ${JSON.stringify(proof)}, "vectors": {${members.join(', ')}}}`
}

function list(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`
}

function line(members: Members): string {
  return `{${members.map(([name, text]) => `"${name}": ${text}`).join(', ')}}\n`
}
