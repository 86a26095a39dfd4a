// Pairs that were found, kept in this process and in no table: names of memories and a few of their words. Known by the fingerprint of what they were found in, forgotten with a purge, and never kept for long.
import type pg from 'pg'
import type { Contradiction } from '@/lib/shared/pairs'

/** A memory as it was when the pair was found. */
export type PairedPlace = { prefix: string; key: string; version: string; updatedAt: string; pseudonym: string }

export type FoundPair = {
  /** The one that was learned first. */
  left: PairedPlace
  right: PairedPlace
  kind: 'same' | 'contradict'
  contradiction: Contradiction | null
  alike: number
  similarity: number | null
}

export type FoundPairs = {
  print: string
  /** The most alike first. */
  pairs: FoundPair[]
  compared: number
  /** True where more pairs may exist. */
  isAtLeast: boolean
  /** When that was, and how long it took, in milliseconds. */
  foundAt: number
  took: number
}

/** A search for pairs that is under way. */
export type Looking = { looked: number; of: number; result: Promise<FoundPairs> }

type Entry = { subject: string; found: FoundPairs | null; looking: Looking | null; timer: NodeJS.Timeout | null }
type Cache = { entries: Map<string, Entry>; last: Promise<unknown> }

/** As long as an undo: what was deleted elsewhere meanwhile goes with it at the latest. */
const KEEP_MS = 600_000
const MOST_PEOPLE = 50

// Next bundles this module several times, and the purge runs in another copy than the pages
const KEY = Symbol.for('memory-dashboard.pairs')
const holder = globalThis as typeof globalThis & { [KEY]?: WeakMap<pg.Pool, Cache> }

function cacheOf(pool: pg.Pool): Cache {
  holder[KEY] ??= new WeakMap()
  const cache = holder[KEY].get(pool) ?? { entries: new Map(), last: Promise.resolve() }
  holder[KEY].set(pool, cache)
  return cache
}

/** What was found for `name` last, and what is under way. */
export function knownPairs(pool: pg.Pool, name: string): Pick<Entry, 'found' | 'looking'> {
  return cacheOf(pool).entries.get(name) ?? { found: null, looking: null }
}

/** Begins to look for pairs, one search after the other, whoever asks; what is found stands under `name`. */
export function lookForPairs(
  pool: pg.Pool,
  name: string,
  subject: string,
  look: (progress: (looked: number, of: number) => void) => Promise<FoundPairs>,
): Looking {
  const cache = cacheOf(pool)
  const entry = cache.entries.get(name) ?? { subject, found: null, looking: null, timer: null }
  cache.entries.set(name, entry)
  const begin = () =>
    look((looked, of) => {
      Object.assign(looking, { looked, of })
    })
  const result = cache.last.then(begin, begin)
  const looking: Looking = { looked: 0, of: 0, result }
  entry.looking = looking
  cache.last = result.then(
    (found) => keep(cache, name, entry, found),
    () => {
      entry.looking = null
    },
  )
  return looking
}

function keep({ entries }: Cache, name: string, entry: Entry, found: FoundPairs): void {
  entry.looking = null
  if (entries.get(name) !== entry) return // dropped while it was looked for
  clearTimeout(entry.timer ?? undefined)
  entry.found = found
  entry.timer = setTimeout(() => entries.get(name) === entry && entries.delete(name), KEEP_MS)
  entry.timer.unref()
  for (const [other, { looking }] of entries) {
    if (entries.size <= MOST_PEOPLE) break
    if (other !== name && looking === null) entries.delete(other)
  }
}

/** Forgets the pairs of a person: called when a memory of theirs is purged. What is under way is not kept either. */
export function dropPairs(pool: pg.Pool, subject: string): void {
  const { entries } = cacheOf(pool)
  for (const [name, entry] of entries) if (entry.subject === subject) entries.delete(name)
}

/** Forgets everybody's: called where it is not known whose memories went. */
export function dropAllPairs(pool: pg.Pool): void {
  cacheOf(pool).entries.clear()
}
