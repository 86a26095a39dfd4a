// Lines of a file that the browser sends, a few hundred at a time: read here, compared or stored, and answered in the reader's language.
import type { Text } from '@/lib/shared/text'
import type { Viewer } from '@/lib/store/memory-store'
import { compareMemories } from '@/lib/store/transfer/import-compare'
import { type Replaced, takeBack } from '@/lib/store/transfer/import-undo'
import { type ImportItem, type ImportOutcome, importMemories } from '@/lib/store/transfer/import-write'
import { readText } from '@/lib/text-on-server'
import { type ImportedMemory, readLine } from '@/lib/transfer/read-line'
import type { ComparedLine, LineToCompare, LineToImport, Outcome } from './import-types'

/** What each line is, in their order. Writes nothing. */
export async function compareFileLines(
  viewer: Viewer,
  { lines }: { lines: readonly LineToCompare[] },
): Promise<ComparedLine[]> {
  const { say } = await readText()
  const reads = lines.map(({ line, text }) => ({ line, read: readLine(text) }))
  const memories = reads.flatMap(({ read }) => (read.kind === 'memory' ? [read.memory] : []))
  const comparisons = (await compareMemories(viewer, memories)).values()
  return reads.map(({ line, read }): ComparedLine => {
    if (read.kind === 'refused' || read.kind === 'foreign')
      return { line, kind: read.kind, sentence: say(read.sentence) }
    if (read.kind === 'end') return { line, kind: 'end', memories: read.memories, isWhole: read.isWhole }
    if (read.kind !== 'memory') return { line, kind: read.kind }
    const comparison = comparisons.next().value
    if (comparison === undefined) throw new Error('a memory was not compared')
    return comparison.ok
      ? { line, kind: 'memory', memory: comparison.memory }
      : { line, kind: 'refused', sentence: say(comparison.sentence) }
  })
}

/** Stores each line as the reader chose, and answers in their order. */
export async function importFileLines(
  viewer: Viewer,
  { items }: { items: readonly LineToImport[] },
): Promise<Outcome[]> {
  const { say } = await readText()
  const reads = items.map((item) => ({ item, read: readLine(item.text) }))
  const asked = reads.flatMap(({ item, read }) => (read.kind === 'memory' ? [itemOf(item, read.memory)] : []))
  const outcomes = (await importMemories(viewer, asked)).values()
  return reads.map(({ read }): Outcome => {
    if (read.kind !== 'memory')
      return { ok: false, code: 'invalid', sentence: 'sentence' in read ? say(read.sentence) : '' }
    const outcome = outcomes.next().value
    if (outcome === undefined) throw new Error('a memory was not imported')
    return saidBy(say, outcome)
  })
}

/** Puts back what an import replaced, and answers in their order. */
export async function takeBackReplaced(viewer: Viewer, { items }: { items: readonly Replaced[] }): Promise<Outcome[]> {
  const { say } = await readText()
  return (await takeBack(viewer, items)).map((outcome) => saidBy(say, outcome))
}

function saidBy(say: Text['say'], outcome: ImportOutcome): Outcome {
  return outcome.ok ? outcome : { ...outcome, sentence: say(outcome.sentence) }
}

function itemOf({ over, key, operation }: LineToImport, memory: ImportedMemory): ImportItem {
  return { memory, over, key: key ?? memory.key, operation }
}
