// Everything that traces say of operations, on one page: counts, keys and fingerprints, never what a memory holds.
import type { Embedder } from '@/lib/embedding/embedder'
import { memoryId, parseMemoryId } from '@/lib/shared/memory'
import { aKey, aQuery, type Facts, keysOf, setting, someKeys, word } from './facts'
import type { Span } from './span'

type At = { id: string }
const at = ({ id }: At) => id

/** Names of a value's members, as far as it can be read. */
function namesIn(json: string): string[] {
  try {
    return Object.keys(JSON.parse(json) as object)
  } catch {
    return []
  }
}
const dataKeys = ({ json }: { json: string }): Facts => ({ data_keys: someKeys(namesIn(json)) })

type Listed = { memories: readonly { key: string }[] }
const listed = ({ memories }: Listed): Facts => ({ result_count: memories.length, keys: keysOf(memories) })
const counted = (results: readonly unknown[]): Facts => ({ result_count: results.length })
const foundOrNot = (found: object | null): Facts => ({ found: found !== null })

// What agents call, named as in the reference implementation.

export const SETUP: Span<[Embedder], void> = {
  name: 'setup_memory_store',
  type: 'MEMORY',
  inputs: ({ name, dims }) => ({ embedding_endpoint: setting(name), dims }),
}
export const SAVE: Span<[key: string], void> = {
  name: 'save_memory',
  type: 'MEMORY',
  inputs: (key) => ({ memory_key: aKey(key) }),
}
type New = { key: string; child?: readonly string[]; json: string }
const atNew = ({ key, child = [] }: New) => (key.isWellFormed() ? memoryId([...child], key) : undefined)
export const PUT: Span<[New], void> = {
  name: 'store_put',
  type: 'MEMORY',
  isStep: true,
  about: atNew,
  inputs: dataKeys,
}
type Question = { query: string; limit: number }
const asked = ({ query, limit }: Question): Facts => ({ query: aQuery(query), limit })
export const SEARCH: Span<[Question], Listed> = {
  name: 'search_memories',
  isPerRow: true,
  type: 'RETRIEVER',
  inputs: asked,
  outputs: listed,
}
export const COMPARE: Span<[Question, ...unknown[]], Listed> = {
  name: 'store_search',
  isPerRow: true,
  type: 'RETRIEVER',
  isStep: true,
  inputs: asked,
  outputs: listed,
}
export const GET: Span<[id: string], object | null> = {
  name: 'get_memory',
  isPerRow: true,
  type: 'MEMORY',
  about: (id) => id,
  outputs: foundOrNot,
}
export const DELETE: Span<[At], unknown> = { name: 'delete_memory', isPerRow: true, type: 'MEMORY', about: at }
export const LIST: Span<[], Listed> = { name: 'list_memories', isPerRow: true, type: 'RETRIEVER', outputs: listed }

// The same, with the arguments of LongTermMemory.

export const GET_OF_USER: Span<[key: string], object | null> = {
  name: 'get_memory',
  type: 'MEMORY',
  inputs: (key) => ({ memory_key: aKey(key) }),
  outputs: foundOrNot,
}
export const DELETE_OF_USER: Span<[key: string], boolean> = {
  name: 'delete_memory',
  type: 'MEMORY',
  inputs: (key) => ({ memory_key: aKey(key) }),
  outputs: (found) => ({ found }),
}
export const SEARCH_OF_USER: Span<[query: string, limit: number], readonly { key: string }[]> = {
  name: 'search_memories',
  type: 'RETRIEVER',
  inputs: (query, limit) => asked({ query, limit }),
  outputs: (memories) => listed({ memories }),
}
export const LIST_OF_USER: Span<[], readonly { key: string }[]> = {
  name: 'list_memories',
  type: 'RETRIEVER',
  outputs: (memories) => listed({ memories }),
}

// What a person does with one memory.

export const CREATE: Span<[New], unknown> = {
  name: 'create_memory',
  type: 'MEMORY',
  about: atNew,
  inputs: dataKeys,
}
export const EDIT: Span<[At & { json: string }], unknown> = {
  name: 'edit_memory',
  isPerRow: true,
  type: 'MEMORY',
  about: at,
  inputs: dataKeys,
}
export const RENAME: Span<[At & { key: string }], unknown> = {
  name: 'rename_memory',
  type: 'MEMORY',
  about: at,
  inputs: ({ key }) => ({ new_key: aKey(key) }),
}
export const CHANGE_EXPIRY: Span<[At], unknown> = { name: 'change_expiry', isPerRow: true, type: 'MEMORY', about: at }
export const RENEW: Span<[At], { entries: number }> = {
  name: 'renew_search_entries',
  type: 'MEMORY',
  about: at,
  outputs: ({ entries }) => ({ entries }),
}
export const RESTORE: Span<[At], { what: 'text' | 'end date' }> = {
  name: 'restore_version',
  isPerRow: true,
  type: 'MEMORY',
  about: at,
  outputs: ({ what }) => ({ restored: word<'text' | 'end date'>(what) }),
}
export const UNDO: Span<[removal: string], { key: string }> = {
  name: 'undo_delete',
  isPerRow: true,
  type: 'MEMORY',
  outputs: ({ key }) => ({ memory_key: aKey(key) }),
}
export const HISTORY: Span<[At], { total: number } | null> = {
  name: 'list_history',
  isPerRow: true,
  type: 'MEMORY',
  about: at,
  outputs: (history) => ({ result_count: history?.total ?? 0 }),
}
export const VERSION: Span<[id: string, ...unknown[]], object | null> = {
  name: 'get_version',
  isPerRow: true,
  type: 'MEMORY',
  about: (id) => id,
  outputs: foundOrNot,
}

// What a person looks for.

export const AS_AGENT: Span<[Question], Listed> = {
  name: 'search_as_agent',
  type: 'RETRIEVER',
  inputs: asked,
  outputs: listed,
}
export const RECALL: Span<[At & { question: string }], { before: readonly unknown[]; after: readonly unknown[] }> = {
  name: 'preview_recall',
  type: 'RETRIEVER',
  about: at,
  inputs: ({ question }) => ({ query: aQuery(question) }),
  outputs: ({ before, after }) => ({ before: before.length, after: after.length }),
}
export const SIMILAR: Span<[At & { limit: number }], Listed> = {
  name: 'find_similar',
  isPerRow: true,
  type: 'RETRIEVER',
  about: at,
  inputs: ({ limit }) => ({ limit }),
  outputs: listed,
}
export const FACETS: Span<[], unknown> = { name: 'count_facets', isPerRow: true }
export const MAP: Span<[], { matching: number; unplaced: number }> = {
  name: 'draw_map',
  outputs: ({ matching, unplaced }) => ({ result_count: matching, unplaced }),
}
export const ON_MAP: Span<[], readonly unknown[]> = { name: 'list_on_map', type: 'RETRIEVER', outputs: counted }

// What concerns two, or many.

type Pairs = { state: 'looking' } | { state: 'ready'; pairs: readonly unknown[] }
export const PAIRS: Span<[], Pairs> = {
  name: 'list_pairs',
  outputs: (page) => ({
    state: word<'looking' | 'ready'>(page.state),
    result_count: page.state === 'ready' ? page.pairs.length : 0,
  }),
}
const keyAt = ({ id }: At) => aKey(parseMemoryId(id)?.key ?? '')
export const KEEP_ONE: Span<[{ keep: At; remove: At }], unknown> = {
  name: 'keep_one_of_pair',
  type: 'MEMORY',
  inputs: ({ keep, remove }) => ({ kept: keyAt(keep), deleted: keyAt(remove) }),
}
export const KEEP_BOTH: Span<[{ left: At; right: At }], unknown> = {
  name: 'keep_both_of_pair',
  type: 'MEMORY',
  inputs: ({ left, right }) => ({ left: keyAt(left), right: keyAt(right) }),
}
export const ASK_AGAIN: Span<[{ left: string; right: string }], unknown> = {
  name: 'ask_about_pair_again',
  type: 'MEMORY',
  inputs: ({ left, right }) => ({ left: keyAt({ id: left }), right: keyAt({ id: right }) }),
}
export const MERGE: Span<[{ into: At; from: At; json: string }], unknown> = {
  name: 'merge_memories',
  type: 'MEMORY',
  about: ({ into }) => into.id,
  inputs: ({ from, ...merge }) => ({ deleted: keyAt(from), ...dataKeys(merge) }),
}
export const SELECT: Span<[], { count: number }> = {
  name: 'select_memories',
  outputs: ({ count }) => ({ result_count: count }),
}
export const SELECTED: Span<[], readonly unknown[]> = { name: 'list_selected', outputs: counted }
type Counts = { kind: 'delete' | 'renew' | 'undo'; total: number; done: number; gone: number; failed: number }
const counts = ({ kind, total, done, gone, failed }: Counts): Facts => ({
  kind: word<Counts['kind']>(kind),
  ...{ total, done, gone, failed },
})
export const START_JOB: Span<[], Counts> = { name: 'start_job', outputs: counts }
export const STOP_JOB: Span<[], Counts> = { name: 'stop_job', outputs: counts }
export const UNDO_MANY: Span<[], Counts> = { name: 'undo_job', outputs: counts }
export const RUN_JOB: Span<[], Counts | null> = {
  name: 'run_job',
  outputs: (job) => (job === null ? {} : counts(job)),
}
export const LEFT_OUT: Span<[], readonly unknown[]> = { name: 'list_left_out', outputs: counted }
export const REMOVED: Span<[], Listed> = { name: 'list_removed', outputs: listed }

// A topic that a person wants forgotten: what it is about is nobody's business, not even as a fingerprint.

export const START_TOPIC: Span<[question: string], unknown> = { name: 'start_topic' }
export const READ_TOPIC: Span<[id: string], unknown> = { name: 'read_topic' }
export const TOPIC_MATCHES: Span<[id: string, unknown], { memories: readonly unknown[] }> = {
  name: 'list_topic',
  outputs: ({ memories }) => ({ result_count: memories.length }),
}
export const LIST_CHOSEN: Span<[id: string, limit: number], { memories: readonly unknown[]; count: number }> = {
  name: 'list_chosen',
  outputs: ({ memories, count }) => ({ result_count: memories.length, total: count }),
}
export const CHOOSE_IN_TOPIC: Span<[id: string, unknown], void> = { name: 'choose_in_topic' }
export const FREEZE_TOPIC: Span<[id: string], { count: number } | null> = {
  name: 'freeze_topic',
  outputs: (frozen) => ({ result_count: frozen?.count ?? 0 }),
}

// What administrators do with somebody else's memories; of whom it is about nothing is told.

export const REVEAL: Span<unknown[], unknown> = { name: 'reveal_person' }
export const END_REVEAL: Span<unknown[], unknown> = { name: 'hide_person' }
export const MASKED: Span<unknown[], { rows: readonly unknown[] }> = {
  name: 'list_masked',
  outputs: ({ rows }) => ({ result_count: rows.length }),
}
export const REVEALED: Span<unknown[], Listed> = { name: 'list_revealed', type: 'RETRIEVER', outputs: listed }
export const READ_ON_BEHALF: Span<unknown[], object | null> = {
  name: 'get_memory_on_behalf',
  type: 'MEMORY',
  outputs: foundOrNot,
}

export const STAFF_LOOKS: Span<unknown[], { total: number }> = {
  name: 'list_staff_looks',
  outputs: ({ total }) => ({ result_count: total }),
}
export const STAFF_SUMMARY: Span<unknown[], { looks: number }> = {
  name: 'list_staff',
  outputs: ({ looks }) => ({ result_count: looks }),
}
type Everybody = { hits: readonly unknown[]; people: number; isApproximate: boolean }
export const SEARCH_PEOPLE: Span<[unknown, { query: string }, ...unknown[]], Everybody> = {
  name: 'search_people',
  type: 'RETRIEVER',
  inputs: (_, { query }) => ({ query: aQuery(query) }),
  outputs: ({ hits, people, isApproximate }) => ({ result_count: hits.length, people, approximate: isApproximate }),
}

// What forgetting reaches beside memories.

export const COUNT_THREADS: Span<[], { threads: number; shared: number }> = {
  name: 'count_threads',
  isPerRow: true,
  outputs: ({ threads, shared }) => ({ result_count: threads, shared }),
}

// What comes from files, and goes into them.

type Outcomes = readonly { ok: boolean }[]
const outcomes = (all: Outcomes): Facts => ({
  result_count: all.filter(({ ok }) => ok).length,
  refused: all.filter(({ ok }) => !ok).length,
})
type Many = readonly unknown[]
const size = (many: Many): Facts => ({ count: many.length })
export const COMPARE_IMPORT: Span<[Many], Outcomes> = { name: 'compare_import', inputs: size, outputs: outcomes }
export const IMPORT: Span<[Many], Outcomes> = { name: 'import_memories', inputs: size, outputs: outcomes }
export const UNDO_IMPORT: Span<[Many], Outcomes> = { name: 'undo_import', inputs: size, outputs: outcomes }
export const COUNT_EXPORT: Span<[], { memories: number; versions: number }> = {
  name: 'count_export',
  outputs: ({ memories, versions }) => ({ result_count: memories, versions }),
}
/** `undefined`: nobody wanted the rest of it. */
type Sent = { memories: number; versions: number; gone: number } | undefined
export const EXPORT: Span<[], Sent> = {
  name: 'export_memories',
  outputs: (sent) => ({ whole: sent !== undefined, result_count: sent?.memories, versions: sent?.versions }),
}

// What those who audit read: how much, and of whom nothing.

type Total = { total: number }
const inAll = ({ total }: Total): Facts => ({ result_count: total })
export const AUDIT_LOG: Span<[], Total> = { name: 'read_audit', outputs: inAll }
export const AUDIT_FIND: Span<[text: string], readonly unknown[]> = { name: 'find_in_audit', outputs: counted }
export const AUDIT_EXPORT: Span<[], number | undefined> = {
  name: 'export_audit',
  outputs: (sent) => ({ whole: sent !== undefined, result_count: sent }),
}

// What concerns the person alone: who reads, what is kept, and the tokens of agents, of which no name and no id is told.

export const READS: Span<[id: string, ...unknown[]], Total> = { name: 'list_reads', about: (id) => id, outputs: inAll }
export const LOOKS: Span<[], unknown> = { name: 'list_looks' }
export const READERS: Span<[], { looks: number }> = {
  name: 'list_readers',
  outputs: ({ looks }) => ({ result_count: looks }),
}
export const KEPT: Span<[], { memories: number }> = {
  name: 'count_memories',
  outputs: ({ memories }) => ({ result_count: memories }),
}
export const TOKENS: Span<[], readonly unknown[]> = { name: 'list_agent_tokens', outputs: counted }
export const CREATE_TOKEN: Span<[unknown, { scope: 'read' | 'write'; days: number }], unknown> = {
  name: 'create_agent_token',
  inputs: (_, { scope, days }) => ({ scope: word<'read' | 'write'>(scope), days }),
}
export const REVOKE_TOKEN: Span<[], unknown> = { name: 'revoke_agent_token' }
export const SET_SUPPRESSION: Span<[boolean], unknown> = { name: 'set_suppression', inputs: (on) => ({ on }) }
export const READ_SUPPRESSION: Span<[], { isOn: boolean }> = {
  name: 'read_suppression',
  outputs: ({ isOn }) => ({ on: isOn }),
}
export const LIST_RELEARNED: Span<[], readonly unknown[]> = { name: 'list_relearned', outputs: counted }
export const ALLOW_RELEARNED: Span<[id: string], boolean> = {
  name: 'allow_relearned',
  outputs: (found) => ({ found }),
}

// What staff look at: counts alone, and of whom is not told.

export const PEOPLE: Span<[...unknown[]], { people: Many }> = {
  name: 'list_people',
  outputs: ({ people }) => ({ result_count: people.length }),
}
export const PERSON: Span<[...unknown[]], { figures: { memories: number } }> = {
  name: 'count_memories_of_person',
  outputs: ({ figures }) => ({ result_count: figures.memories }),
}
export const COUNT_PEOPLE: Span<[...unknown[]], void> = { name: 'count_people' }
export const OVERVIEW: Span<[...unknown[]], unknown> = { name: 'read_overview' }

// What staff settle about people. Of whom, which namespace and why nothing is told.

export const ASK_APPROVAL: Span<[unknown, { kind: string }], { waitsFor: 'person' | 'time' }> = {
  name: 'ask_approval',
  outputs: ({ waitsFor }) => ({ waits_for: word<'person' | 'time'>(waitsFor) }),
}
export const END_APPROVAL: Span<[unknown], unknown> = { name: 'settle_approval' }
export const END_BINDING: Span<[unknown], boolean> = { name: 'end_binding', outputs: (found) => ({ found }) }

// Where people are signed in, and who may do what. Nobody's name or id is told.

const ended = (sessions: number): Facts => ({ result_count: sessions })
export const SESSIONS: Span<unknown[], readonly unknown[]> = { name: 'list_sessions', outputs: counted }
export const END_SESSIONS: Span<unknown[], number> = { name: 'end_sessions', outputs: ended }
export const SIGNED_IN: Span<unknown[], { total: { people: number; sessions: number } }> = {
  name: 'list_signed_in',
  outputs: ({ total: { people, sessions } }) => ({ people, result_count: sessions }),
}
export const END_ANY_SESSIONS: Span<unknown[], number> = { name: 'end_sessions_of', outputs: ended }
export const LIST_ROLES: Span<unknown[], { grants: Many; out: Many }> = {
  name: 'list_roles',
  outputs: ({ grants, out }) => ({ result_count: grants.length, out: out.length }),
}
export const CHANGE_ROLE: Span<unknown[], unknown> = { name: 'change_role' }
export const INSPECT: Span<[unknown, unknown, unknown], { ids: readonly unknown[]; leaks: readonly unknown[] }> = {
  name: 'inspect_identity',
  outputs: ({ ids, leaks }) => ({ ids: ids.length, leaks: leaks.length }),
}
export const LIST_APPROVALS: Span<[], readonly unknown[]> = { name: 'list_approvals', outputs: counted }

// What somebody asks to be forgotten: how much of it, and of whom and what nothing.

type Forgotten = { count: number; done: number; drifted: number }
const forgotten = ({ count, done, drifted }: Forgotten): Facts => ({ count, done, drifted })
export const PREVIEW_FORGET: Span<unknown[], { memories: number; remaining: number }> = {
  name: 'preview_forget',
  outputs: ({ memories, remaining }) => ({ result_count: memories, remaining }),
}
export const SUBMIT_FORGET: Span<unknown[], Forgotten> = { name: 'submit_forget', outputs: forgotten }
export const CANCEL_FORGET: Span<unknown[], Forgotten> = { name: 'cancel_forget', outputs: forgotten }
export const LIST_FORGETS: Span<unknown[], readonly unknown[]> = { name: 'list_forgets', outputs: counted }
export const READ_FORGET: Span<unknown[], { request: Forgotten }> = {
  name: 'read_forget',
  outputs: ({ request }) => forgotten(request),
}
export const LIST_FORGET_QUEUE: Span<unknown[], { requests: readonly unknown[] }> = {
  name: 'list_forget_queue',
  outputs: ({ requests }) => ({ result_count: requests.length }),
}
export const DECIDE_FORGET: Span<unknown[], unknown> = { name: 'decide_forget' }
// Receipts of what was forgotten: of which, and whose, nothing is told.

type Kept = { isProven: boolean } | null
const proven = (kept: Kept): Facts => ({ found: kept !== null, proven: kept?.isProven })
export const READ_RECEIPT: Span<[reference: string], Kept> = { name: 'read_receipt', outputs: proven }
export const STAFF_RECEIPT: Span<[reference: string], Kept> = { name: 'read_any_receipt', outputs: proven }
export const TAKE_OPENING: Span<[reference: string], unknown> = { name: 'take_opening' }
