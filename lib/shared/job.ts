// Work over many memories at once, as the browser sees it: what is asked for, how far it is, what was left out and why.

/** `delete`: can be undone for ten minutes. `renew`: makes search entries. `undo`: brings a batch of deletions back. */
export type JobKind = 'delete' | 'renew' | 'undo'

/** Counts of one job. What is neither done, gone nor failed has not been looked at yet. */
export type Job = {
  id: string
  kind: JobKind
  /**
   * `interrupted`: nobody works on it any more (the server was stopped); it can be taken up again.
   * `stopped`: by the person; what was not done stays as it is.
   */
  state: 'running' | 'interrupted' | 'stopped' | 'done'
  total: number
  done: number
  /** Were not there any more when their turn came. */
  gone: number
  /** Stay selected (of an undo: stay in the list of what was removed), each with its {@link ItemProblem}. */
  failed: number
  /** What it works on; null for an undo, and when the selection has expired. */
  selection: string | null
  /** The removals that belong together: of a deletion its own id, of an undo that of the deletion. */
  batch: string
}

/**
 * Why one memory was left out. `changed`: after it was selected. `refused`: the database did not carry it out. `busy`: somebody
 * kept writing it. `embedding`: no search entry could be made. `nothing`: it has no text that the agent would embed.
 * `rewritten`: there is a new memory under its key.
 */
export const ITEM_PROBLEMS = ['changed', 'refused', 'busy', 'embedding', 'nothing', 'rewritten'] as const
export type ItemProblem = (typeof ITEM_PROBLEMS)[number]

/** Reads what the database has as a reason. */
export function problemOf(text: string | null): ItemProblem | null {
  return ITEM_PROBLEMS.find((problem) => problem === text) ?? null
}

/** One memory that a job left: with a reason, or, where the job was stopped, because its turn did not come. */
export type LeftOut = {
  id: string
  key: string
  problem: ItemProblem | null
  /** As it is stored now; null when it is not there any more. */
  version: string | null
}

/** A set of memories as they were when they were selected, kept by the server for an hour. */
export type FrozenSelection = {
  id: string
  /** How many memories it holds. */
  count: number
}

/** A memory as somebody saw it. Without a version: as it is when the selection is made. */
export type Selected = { id: string; version?: string | null }

/** More cannot be selected at once. */
export const SELECTION_LIMIT = 50_000
