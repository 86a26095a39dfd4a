// A file beside what is stored, as the browser keeps it: what each line is, what the reader decided, what became of it.
import { type Sentence, sentence } from '@/lib/shared/text'
import { keyProblem } from '@/lib/shared/value-rules'
import type { Compared } from '@/lib/store/transfer/import-compare'
import type { ComparedLine, LineToImport, Outcome } from './import-types'

/** `file`: add it, or take the file's. `mine`: leave it out, or keep what is stored. `both`: under another key. */
export type Choice = 'file' | 'mine' | 'both'

export type Item = {
  line: number
  text: string
  memory: Compared
  choice: Choice
  /** The other key, for `both`. */
  newKey: string
  /** What became of it; null before, and where nothing was to be done. */
  outcome: Outcome | null
  /** The same intention keeps its id, so that sent again after a lost answer it is carried out once; `back`: of putting back. */
  operation: { id: string; back: string; intention: string } | null
  /** Of one that was replaced: what became of putting it back. */
  takenBack: Outcome | null
}

export type Refused = { line: number; text: string; sentence: string }

export type ImportFile = {
  name: string
  items: readonly Item[]
  refused: readonly Refused[]
  /** Lines with earlier versions, which are for reading. */
  versions: number
  /** What its last line says; null without one. */
  end: { memories: number; isWhole: boolean } | null
}

export function emptyFile(name: string): ImportFile {
  return { name, items: [], refused: [], versions: 0, end: null }
}

/**
 * `file` with compared lines of it. The second of two lines with one key is refused.
 * @param duplicate says in which line the first one stands
 */
export function withLines(
  file: ImportFile,
  compared: readonly ComparedLine[],
  texts: ReadonlyMap<number, string>,
  duplicate: (line: number) => string,
): ImportFile {
  const known = new Map(file.items.map(({ memory, line }) => [memory.id, line]))
  const items = [...file.items]
  const refused = [...file.refused]
  let { versions, end } = file
  for (const one of compared) {
    const { line } = one
    const text = texts.get(line) ?? ''
    if (one.kind === 'refused') refused.push({ line, text, sentence: one.sentence })
    else if (one.kind === 'version') versions++
    else if (one.kind === 'end')
      end = { memories: (end?.memories ?? 0) + one.memories, isWhole: one.isWhole && (end?.isWhole ?? true) }
    else if (one.kind === 'memory') {
      const first = known.get(one.memory.id)
      if (first !== undefined) refused.push({ line, text, sentence: duplicate(first) })
      else {
        known.set(one.memory.id, line)
        items.push(itemOf(line, text, one.memory))
      }
    }
  }
  return { ...file, items, refused, versions, end }
}

function itemOf(line: number, text: string, memory: Compared): Item {
  return {
    line,
    text,
    memory,
    choice: firstChoice(memory),
    newKey: memory.against?.freeKey ?? '',
    outcome: null,
    operation: null,
    takenBack: null,
  }
}

/** What was changed here after the export is newer than the file; what only the file has, or has changed, is meant to be stored. */
function firstChoice({ state, against }: Compared): Choice {
  return state === 'new' || against?.isNewer === false ? 'file' : 'mine'
}

/** `file` with another comparison of some of its lines, as if they were read for the first time. */
export function comparedAgain(file: ImportFile, compared: readonly ComparedLine[]): ImportFile {
  const found = new Map(compared.map((one) => [one.line, one]))
  const items = file.items.map((item) => {
    const one = found.get(item.line)
    return one?.kind === 'memory' ? itemOf(item.line, item.text, one.memory) : item
  })
  return { ...file, items }
}

/** `file` with other decisions on the items that `which` lets through. */
export function withChoice(
  file: ImportFile,
  which: (item: Item) => boolean,
  change: Partial<Pick<Item, 'choice' | 'newKey'>>,
): ImportFile {
  return { ...file, items: file.items.map((item) => (which(item) ? { ...item, ...change } : item)) }
}

/** What is still to be stored. */
export function isOpen(item: Item): boolean {
  return item.memory.state !== 'same' && item.choice !== 'mine' && item.outcome?.ok !== true
}

/** What stored and compared no longer agree on: it has to be compared again before it can be sent again. */
export function isDrifted({ outcome }: Item): boolean {
  return outcome?.ok === false && (outcome.code === 'conflict' || outcome.code === 'exists')
}

/** Why the other key of an item cannot be used; null where it can, or is not needed. */
export function newKeyProblem({ memory, choice, newKey }: Item): Sentence | null {
  if (choice !== 'both') return null
  if (newKey === memory.key) return sentence('This is the key that is taken. Choose another.')
  return keyProblem(newKey, memory.child.join('.'))
}

/** What can be sent as it is. */
export function canBeSent(item: Item): boolean {
  const isRefused = item.outcome?.ok === false && item.outcome.code === 'invalid'
  return isOpen(item) && !isDrifted(item) && !isRefused && newKeyProblem(item) === null
}

/** The request for an item, and the item with the id of this intention. */
export function requestOf(item: Item): { item: Item; request: LineToImport } {
  const { memory, choice, newKey, text } = item
  const over = choice === 'both' ? null : (memory.against?.version ?? null)
  const key = choice === 'both' ? newKey : null
  const intention = JSON.stringify([over, key])
  const operation =
    item.operation?.intention === intention
      ? item.operation
      : { id: crypto.randomUUID(), back: crypto.randomUUID(), intention }
  return { item: { ...item, operation }, request: { text, over, key, operation: operation.id } }
}

/** Whether it stands in the place of what was stored. */
export function isReplaced({ outcome, memory, choice }: Item): boolean {
  return outcome?.ok === true && memory.state === 'changed' && choice === 'file'
}

/** What is put back. */
export function replacedBy({ outcome, operation }: Item): { id: string; version: string; operation: string } {
  const { id, version } = outcome?.ok === true ? outcome : { id: '', version: '' }
  return { id, version, operation: operation?.back ?? '' }
}

/** Whether what it replaced can still be put back. */
export function canBeTakenBack(item: Item): boolean {
  return isReplaced(item) && (item.takenBack === null || (!item.takenBack.ok && item.takenBack.code !== 'conflict'))
}

/** How many are there of each kind. */
export function countsOf({ items, refused }: ImportFile) {
  const of = (which: (item: Item) => boolean) => items.filter(which).length
  return {
    new: of(({ memory }) => memory.state === 'new'),
    changed: of(({ memory }) => memory.state === 'changed'),
    same: of(({ memory }) => memory.state === 'same'),
    refused: refused.length,
    /** Will be stored as it stands now. */
    open: of(canBeSent),
    add: of((item) => canBeSent(item) && (item.memory.state === 'new' || item.choice === 'both')),
    replace: of((item) => canBeSent(item) && item.memory.state === 'changed' && item.choice === 'file'),
    added: of((item) => item.outcome?.ok === true && !isReplaced(item)),
    replaced: of(isReplaced),
    /** Replaced, and could be put back. */
    returnable: of(canBeTakenBack),
    /** Wait for another key. */
    keyless: of((item) => newKeyProblem(item) !== null),
    failed: of(({ outcome }) => outcome?.ok === false),
    drifted: of(isDrifted),
    unsearchable: of(({ memory, choice }) => memory.isUnsearchable && memory.state !== 'same' && choice !== 'mine'),
    expired: of(({ memory, choice }) => memory.expired && memory.state !== 'same' && choice !== 'mine'),
  }
}
