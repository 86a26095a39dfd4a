// Whose a thread of LangGraph is: the rule that the operator states, without any SQL, and the statement it becomes.

/**
 * `thread_id={user_id}`: the thread is named as its person. `thread_id={user_id}:*`: with a mark and a rest behind it that
 * does not hold the mark, so that the id ends at the last one. `metadata.user_id`: a member of each checkpoint's metadata, where
 * LangGraph keeps what is `configurable`.
 */
export type ThreadOwner = { by: 'id' } | { by: 'beginning'; mark: string } | { by: 'metadata'; path: readonly string[] }

const BEGINNING = /^thread_id=\{user_id\}([^\p{L}\p{N}\s*{}])\*$/u
const METADATA = /^metadata((?:\.[^.\s]+)+)$/u

/** @returns null for what is no rule */
export function parseThreadOwner(text: string): ThreadOwner | null {
  if (text === 'thread_id={user_id}') return { by: 'id' }
  const mark = BEGINNING.exec(text)?.[1]
  if (mark !== undefined) return { by: 'beginning', mark }
  const path = METADATA.exec(text)?.[1]
  return path === undefined ? null : { by: 'metadata', path: path.slice(1).split('.') }
}

/** {@link parseThreadOwner} the other way round. */
export function writeThreadOwner(owner: ThreadOwner): string {
  if (owner.by === 'id') return 'thread_id={user_id}'
  return owner.by === 'beginning' ? `thread_id={user_id}${owner.mark}*` : `metadata.${owner.path.join('.')}`
}
