// What an agent has learned again after a person had it forgotten.

export type Relearned = {
  /** Of the trace that the forgotten memory left. */
  id: string
  /** The memory that is there now, among its owner's. */
  memory: string
  key: string
  /** Segments below the person's own namespace. */
  child: string[]
  /** What is the same as before: its name, its text, or both. */
  same: 'key' | 'content' | 'both'
  /** When it was written, in UTC. */
  at: string
}
