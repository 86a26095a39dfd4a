// Exports and imports as a person makes them, without a browser.
import { randomUUID } from 'node:crypto'
import { NO_FILTER } from '@/lib/shared/filter'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import type { ExportSource } from '@/lib/store/transfer/export'
import { exportLines } from '@/lib/store/transfer/export-text'
import { type Comparison, compareMemories } from '@/lib/store/transfer/import-compare'
import { type ImportOutcome, importMemories } from '@/lib/store/transfer/import-write'
import { type ImportedMemory, readLine } from '@/lib/transfer/read-line'

export const EVERYTHING: ExportSource = { filter: NO_FILTER, timeZone: 'UTC' }

export async function textOf(texts: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of texts) text += piece
  return text
}

export function exportAll(
  scope: Scope,
  { entries = false, history = false, source = EVERYTHING } = {},
): Promise<string> {
  return textOf(exportLines(scope, source, { entries, history, at: new Date('2026-11-24T08:00:00Z') }))
}

/** The memories of a file; throws when a line is refused. */
export function memoriesOf(file: string): ImportedMemory[] {
  return file.split('\n').flatMap((line) => {
    const read = readLine(line)
    if (read.kind === 'refused' || read.kind === 'foreign') throw new Error(read.sentence.text)
    return read.kind === 'memory' ? [read.memory] : []
  })
}

/** Stores every memory of a file as a new one, a few at a time. */
export async function importAll(scope: Scope, file: string, chunk = 25): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = []
  const memories = memoriesOf(file)
  for (let from = 0; from < memories.length; from += chunk)
    outcomes.push(
      ...(await importMemories(
        scope,
        memories
          .slice(from, from + chunk)
          .map((memory) => ({ memory, over: null, key: memory.key, operation: randomUUID() })),
      )),
    )
  return outcomes
}

export function compareAll(scope: Scope, file: string): Promise<Comparison[]> {
  return compareMemories(scope, memoriesOf(file))
}

/** All rows of the agent's tables, to the last digit. */
export async function rowsAndVectors({ pool, catalog }: MemoryStore) {
  const { rows } = await pool.query(
    `select prefix, key, value::text, created_at::text, updated_at::text, expires_at::text, ttl_minutes
       from ${catalog.store} order by prefix, key`,
  )
  const vectors = await pool.query<{ prefix: string; key: string; field_name: string; embedding: string }>(
    `select prefix, key, field_name, embedding::text from ${catalog.vectors} order by prefix, key, field_name`,
  )
  return { rows, vectors: vectors.rows }
}
