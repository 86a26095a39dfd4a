// What changed between two values, leaf by leaf: a flat object by its members, a nested one by the paths to what can be read in one line.
import { type Json, sameJson, writeJson } from './json-text'
import type { Text } from './text'
import { isWrittenDate } from './time'
import { isFlat, labelOf, readScalar, readValue, visible } from './value-words'

/** One leaf that differs, or, of a value without an earlier one, each leaf there is. */
export type LeafChange = {
  /** The path in words; empty where it would say nothing: the memory's main text. */
  label: string
  /** Null: it was not there. */
  before: string | null
  /** Null: it is no longer there. */
  after: string | null
}

/**
 * Leaves of two JSON texts that differ, in the order of the later value and then of what it no longer has. Texts are as a
 * reader sees them (dates in words, numbers grouped); where two that differ would read the same, they are JSON.
 * @param before null: there is nothing to compare with, and every leaf is new
 */
export function leafChanges(before: string | null, after: string, reader: Text): LeafChange[] {
  const [old, now] = [before === null ? new Map<string, Leaf>() : leavesOf(before, reader), leavesOf(after, reader)]
  const main = mainOf(now) ?? mainOf(old)
  const changes: LeafChange[] = []
  for (const path of new Set([...now.keys(), ...old.keys()])) {
    const [from, to] = [old.get(path), now.get(path)]
    if (from !== undefined && to !== undefined && sameJson(from.value, to.value)) continue
    const [a, b] = readBoth(from, to, reader)
    changes.push({ label: path === main ? '' : (to ?? from)?.label || '', before: a, after: b })
  }
  return changes
}

type Leaf = { label: string; value: Json }

/** By path, as JSON of its steps: two paths can have one label. */
function leavesOf(json: string, reader: Text): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>()
  const value = readValue(json)
  if (value === undefined) return leaves.set('[]', { label: '', value: json })
  const walk = (item: Json, path: (string | number)[], label: string[]) => {
    if (isFlat(item)) leaves.set(JSON.stringify(path), { label: label.join(' › '), value: item })
    else if (item instanceof Map)
      for (const [name, inner] of item) walk(inner, [...path, name], [...label, labelOf(name, reader)])
    else if (Array.isArray(item))
      for (const [at, inner] of item.entries()) walk(inner, [...path, at], [...label, String(at + 1)])
  }
  walk(value, [], [])
  return leaves
}

/** The first text: the one that a memory's page sets largest. */
function mainOf(leaves: Map<string, Leaf>): string | undefined {
  for (const [path, { value }] of leaves)
    if (typeof value === 'string' && value !== '' && !isWrittenDate(value)) return path
  return leaves.size === 1 ? [...leaves.keys()][0] : undefined
}

function readBoth(from: Leaf | undefined, to: Leaf | undefined, reader: Text): [string | null, string | null] {
  const read = (leaf: Leaf | undefined) => (leaf === undefined ? null : readScalar(leaf.value, reader).text)
  const [before, after] = [read(from), read(to)]
  const exact = (leaf: Leaf | undefined) => (leaf === undefined ? null : visible(writeJson(leaf.value)))
  return before === after ? [exact(from), exact(to)] : [before, after]
}
