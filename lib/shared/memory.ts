// What the browser knows of a memory. Timestamps are Postgres text in UTC with microseconds, values are JSON text: neither survives a JavaScript Date or JSON.parse.
import type { Author } from './history'
import type { ItemProblem } from './job'
import type { WarningKind } from './warnings'

/** One memory as the browser sees it. The owner is never part of it: the server knows who is asking. */
export type Memory = {
  /** Address of this memory among its owner's: {@link memoryId} of `child` and `key`. */
  id: string
  key: string
  /** Segments below the person's own namespace, outermost first; mostly empty. */
  child: string[]
  /** The value exactly as stored (`value::text`), or null when it is larger than {@link PREVIEW_BYTES}. */
  json: string | null
  /** Size of the value's text, in bytes. */
  bytes: number
  /** `updated_at` and `xmin`: an edit names the version it was made from. */
  version: string
  createdAt: string
  updatedAt: string
  /** When the agent's time to live ends; null means no end date. */
  expiresAt: string | null
  expired: boolean
  /** Expired, and the agent's store is configured to leave such memories out: it no longer sees this one. */
  leftOut?: boolean
  /** What stands out about its text, see lib/shared/warnings.ts; left out when nothing does, or where it was not looked at. */
  warnings?: WarningKind[]
  /** Whether a search by meaning can find it: at least one search entry is stored. */
  searchable: boolean
  /** Who wrote the version that is stored now, as far as this dashboard can know. */
  writtenBy: Author
}

/** A search result. */
export type Found = Memory & {
  /** Cosine similarity of the closest search entry, −1 to 1; null where there is none or it is not a number. */
  score: number | null
  /** How it lies among all of this person's memories for this question; null without a score. */
  reading: Reading | null
  /** Words of the question that the memory holds, as the word leg compares them (lower case, whole words). */
  found: string[]
  /**
   * Place by each leg among all of this person's memories, from 1, whatever the filter; null where the leg says nothing.
   * Those that are equally close share a place.
   */
  place: { meaning: number | null; words: number | null }
  /** Whether its words count for the order: they cover at least three tenths of the question's weight. */
  weighed: boolean
}

/** In order of closeness. Relative to the person's own memories: no absolute threshold exists (see lib/store/search/reading.ts). */
export type Reading = 'very close' | 'close' | 'loose' | 'hardly'

/** Orders of a list without a question: by the last change, or by key as people count (`trip_9` before `trip_10`). */
export const LIST_SORTS = ['newest', 'oldest', 'key'] as const
export type ListSort = (typeof LIST_SORTS)[number]

/** One page of a list. */
export type MemoryPage = {
  kind: 'page'
  memories: Memory[]
  sort: ListSort
  /** How many the filter lets through, over all pages. */
  total: number
  /** How many there are without the filter. */
  all: number
  /** Of `total`, memories per month of their last change in the reader's time zone, newest first; months as `2026-11`. */
  months: { month: string; count: number }[]
  /** Position of the first memory of this page, from 1. */
  from: number
  /** Cursors of the pages after and before this one. */
  next: string | null
  previous: string | null
}

/**
 * What a search compares: meaning and words together, meaning alone, or words alone: every word of the question where that
 * was asked for, any of them where the encoder does not answer (`words`).
 */
export type SearchMode = 'together' | 'meaning' | 'every-word' | 'words'

/** Answers to a question. */
export type MemorySearch = {
  kind: 'search'
  query: string
  /** Instead of a question: the memory whose like was looked for. `query` is then empty. */
  like?: { id: string; key: string }
  memories: Found[]
  /** All of this person's memories, found or not. */
  total: number
  /** How many results there are over all pages. */
  results: number
  /** Position of the first result of this page, from 1; the last page where more were skipped than there are. */
  from: number
  next: number | null
  previous: number | null
  /** What was compared. `words`: the embedding endpoint did not answer. */
  mode: SearchMode
  /** Closest first, or those that match (closer than most, or by enough of the question's words) in an order of their own. */
  sort: SearchSort
  /** How many different words the question has. */
  words: number
  /** How many memories have a place by meaning, and by words. */
  placed: { meaning: number; words: number }
  /** False when neither closeness nor words are more than chance would bring, or none is very similar: see lib/store/search/stands-out.ts. */
  standsOut: boolean
}

export type SearchSort = 'relevance' | ListSort

/** A deletion that can still be undone: of one memory, or of several that went together. */
export type Undoable = {
  /** Address of the undo copy; of several, of their batch. */
  id: string
  /** Of the one memory; empty for several. */
  key: string
  /** The key of the memory that it became part of; missing where it was only deleted. */
  into?: string
  /** The administrator who removed it on the person's behalf, and why; missing where nobody did. */
  by?: { name: string; reason: string | null }
  /** How many memories it would bring back. More than one: a batch. */
  count: number
  /** How many of them an undo has left out, each with its reason. */
  left: number
  /** Postgres text, UTC: when the copy becomes unreadable. */
  until: string
  secondsLeft: number
}

/** One memory of a batch that was removed and can still be brought back. */
export type Removed = {
  /** Address of the undo copy. */
  id: string
  key: string
  child: string[]
  /** The value exactly as it was, or null when it is larger than {@link PREVIEW_BYTES}. */
  json: string | null
  /** Why an undo left it out. */
  problem: ItemProblem | null
}

/** A page of what was removed together. */
export type RemovedBatch = {
  memories: Removed[]
  /** Whether there is another page. */
  more: boolean
  /** How many can still be brought back, on all pages. */
  count: number
  /** Postgres text, UTC: when the first of them becomes final; null when there are none. */
  until: string | null
}

/** Values larger than this are not sent to the browser in lists. */
export const PREVIEW_BYTES = 65_536

/**
 * Address of a memory inside its owner's namespaces: base64url of the child path, NUL, the key. NUL can stand in neither.
 * Each label has a dot before it: rows of another writer may lie under an empty label, which is not the root.
 */
export function memoryId(child: string[], key: string): string {
  const bytes = new TextEncoder().encode(`${child.map((label) => `.${label}`).join('')}\u0000${key}`)
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Inverse of {@link memoryId}; null for anything that it never returns. */
export function parseMemoryId(id: string): { child: string[]; key: string } | null {
  if (!/^[A-Za-z0-9_-]+$/.test(id)) return null
  try {
    const binary = atob(id.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
    const parts = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).split('\u0000')
    const [path, key] = parts
    if (parts.length !== 2 || path === undefined || key === undefined) return null
    const child = path.split('.').slice(1)
    return memoryId(child, key) === id ? { child, key } : null
  } catch {
    return null
  }
}
