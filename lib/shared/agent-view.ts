// What the agent's own search gives a question, and what of this person's memories it misses.
import type { Memory, Reading } from './memory'

/** How the agent searches, as far as its database cannot tell. */
export type AgentReads = {
  /** How many memories its tool asks for. */
  limit: number
  /** Whether its store is configured with `omit_expired`. DatabricksStore cannot be. */
  omitsExpired: boolean
}

/** Why the agent does not get a memory, the first that holds. */
export const MISS_REASONS = [
  /** It has expired, and the agent leaves such memories out. */
  'expired',
  /** No search entry: the agent's search joins them. */
  'no entry',
  /** An entry that has no direction (all zeros): it is close to nothing. */
  'no direction',
  /** Further down than the agent asks for. */
  'limit',
  /** Close enough, but the database answered from its approximate index, which did not reach it. */
  'index',
  /** Close enough, but other memories with several entries took the places of the few entries that are compared. */
  'crowded out',
] as const
export type MissReason = (typeof MISS_REASONS)[number]

/** A memory that the agent gets. */
export type Recalled = Memory & {
  /** The agent's own score: cosine similarity of the closest entry; null where it is none or not a number. */
  score: number | null
  reading: Reading | null
  /** Found by an entry that no longer belongs to its value: of a text that an agent has since replaced. */
  isStale: boolean
}

/** A memory that the agent does not get. */
export type Missed = Memory & {
  score: number | null
  reading: Reading | null
  /** Place in a complete, exact search over the memories that the agent may see; null without a score. */
  place: number | null
  why: MissReason
}

/** The text that the agent's tool returns, or why there is none. */
export type ToolText =
  | { kind: 'text'; text: string }
  /** The agent's search fails as a whole: its Python cannot read the value of the memory with this key. */
  | { kind: 'fault'; key: string; why: 'not an object' | 'a number too long' }
  /** Not known here, for the reason given. */
  | { kind: 'unknown'; why: 'nested too deeply' | 'too large' }

/** The agent's answer to a question, and one page of what it misses. */
export type AgentSearch = {
  kind: 'agent'
  query: string
  /** In the agent's order. */
  memories: Recalled[]
  reads: AgentReads
  tool: ToolText
  /** Closest first, then those without a score. */
  missed: Missed[]
  /** How many are missed for each reason; together with `memories` all of this person's. */
  counts: Record<MissReason, number>
  total: number
  /** Pages of what is missed: position of the first, and what to skip for the next and the previous page. */
  results: number
  from: number
  next: number | null
  previous: number | null
}

/** One line of a comparison: what the agent would get for a question. */
export type RecallLine = { id: string; key: string; json: string | null; score: number | null; isEdited: boolean }

/** What the agent gets for a question now, and what it would get after an edit that has not been made. */
export type RecallPreview = {
  question: string
  limit: number
  before: RecallLine[]
  after: RecallLine[]
  /** Place of the edited memory among all that the agent can find; null where it cannot be found by meaning. */
  place: { before: number | null; after: number | null }
  /** Whether the database answers the agent from its approximate index, which may hide some of these. */
  usesIndex: boolean
}
