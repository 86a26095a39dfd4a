// Who read a person's memories, as the browser knows it. Timestamps are Postgres text.
import type { Author } from './history'

/** Days that reads are kept where nobody says otherwise. */
export const READ_LOG_DAYS = 30

/** An agent, or whoever held a token. */
export type Reader = Extract<Author, { kind: 'agent' | 'token' }>

/** By meaning, by its key, or one after the other. */
export type Way = 'search' | 'get' | 'list'

/** One time that a memory was handed to an agent. */
export type MemoryRead = {
  /** Continues a list below it. */
  id: string
  at: string
  by: Reader
  way: Way
  /** Of a search: its beginning. */
  query: string | null
  /** Place among what the search found, from 1; null otherwise. */
  rank: number | null
  /** Cosine similarity, −1 to 1; null where there is none. */
  score: number | null
}

export type MemoryReads = {
  /** Newest first. */
  reads: MemoryRead[]
  /** All that are kept. */
  total: number
}

/** One time that an agent asked. What is gone since is left out. */
export type Look = Omit<MemoryRead, 'rank' | 'score'> & {
  /** How many memories were handed out. */
  found: number
  /** The first of them. */
  memories: { id: string; key: string }[]
}

export type Looks = {
  /** Newest first. */
  looks: Look[]
  total: number
}

/** What one reader saw, over all that is kept. */
export type ReaderSummary = {
  by: Reader
  /** Different memories. */
  memories: number
  searches: number
  /** Of all ways, searches included. */
  looks: number
  /** The last time. */
  at: string
}
