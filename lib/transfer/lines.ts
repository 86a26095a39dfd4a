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
  writtenBy: 'you' | 'outside'
  /** What its search entries are made from: undefined is what the agent is configured to, false nothing. */
  index: IndexChoice
  entries: PortableEntries | null
}

/** What a memory was before a change that was made here. */
export type ExportedVersion = Omit<ExportedMemory, 'writtenBy' | 'index' | 'entries'> & {
  replacedAt: string
  replacedBy: 'you' | 'outside'
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
  const { writtenBy, index, entries } = memory
  return line([
    ['type', '"memory"'],
    ...shared(memory),
    ['written_by', JSON.stringify(writtenBy)],
    ['index', JSON.stringify(index ?? 'default')],
    ...(entries === null ? [] : [['entries', entriesText(entries)] as const]),
  ])
}

export function versionLine(version: ExportedVersion): string {
  return line([
    ['type', '"version"'],
    ...shared(version),
    ['replaced_at', JSON.stringify(version.replacedAt)],
    ['replaced_by', JSON.stringify(version.replacedBy)],
  ])
}

/** The last line: without it a file is not whole. */
export function endLine(count: { memories: number; versions: number; gone: number }): string {
  const { memories, versions, gone } = count
  return line([
    ['type', '"end"'],
    ['memories', String(memories)],
    ['versions', String(versions)],
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

function shared(memory: Omit<ExportedMemory, 'writtenBy' | 'index' | 'entries'>): Members {
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
