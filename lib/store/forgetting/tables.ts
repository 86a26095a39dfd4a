// The one list of tables that hold something of a person: how their rows are found, of certain memories and of the whole person.
// Preview, deletion and the counts of the receipt go by it; a test fails when a table of ours is not in it.
import type { ForgetHolding } from '@/lib/shared/forget'
import type { Catalog } from '../catalog'

export type ForgetTable = {
  /** As it stands in SQL. */
  table: (catalog: Catalog) => string
  /** As counts name it. */
  name: string
  what: ForgetHolding
  /** Whether the row `t` belongs to a memory of the relation `items` (prefix, key); null: no row is about one memory alone. */
  ofItems: ((items: string) => string) | null
  /** Whether the row `t` belongs to the person `who` (root, label, subject, user_id). */
  ofPerson: string
}

/** Whole segments below the person's own namespace: neither wildcards nor a collation can widen it. */
const below = (column: string) =>
  `(${column} = who.root or (${column} ~>=~ (who.root || '.') and ${column} ~<~ (who.root || '/')))`

// each begins at the memories, which are few, and not at the rows of the table, which may be many
const at = (items: string) => `exists (select from ${items} i where t.prefix = i.prefix and t.key = i.key)`
const versionsOf = (items: string) =>
  `(select v.id from ${items} i join dashboard.memory_version v on v.prefix = i.prefix and v.key = i.key)`
const readsOf = (items: string) =>
  `(select x.read_id from ${items} i join dashboard.read_log_item x on x.prefix = i.prefix and x.key = i.key)`
const topicsOf = (items: string) =>
  `(select x.topic_id from ${items} i join dashboard.topic_match x on x.prefix = i.prefix and x.key = i.key)`

/** Somebody who is signed in goes on being so, to see what became of their request: until then it is known who they are. */
const IS_SIGNED_IN = `exists (select from dashboard.session s where s.user_id = who.user_id and s.ended_at is null
  and s.ends_at > now() and s.last_seen_at > now() - interval '30 minutes')`

const own = (name: string, rest: Omit<ForgetTable, 'table' | 'name'>): ForgetTable => ({
  table: () => `dashboard.${name}`,
  name,
  ...rest,
})

const ofVersion = (id: string, condition: string) =>
  `exists (select from dashboard.memory_version v where v.id = ${id} and ${condition})`

/** What belongs to a row stands before it. */
export const FORGET_TABLES: readonly ForgetTable[] = [
  {
    table: ({ vectorsTable }) => vectorsTable,
    ...{ name: 'store_vectors', what: 'search-entries', ofItems: at, ofPerson: below('t.prefix') },
  },
  {
    table: ({ storeTable }) => storeTable,
    ...{ name: 'store', what: 'memories', ofItems: at, ofPerson: below('t.prefix') },
  },
  own('merge', {
    what: 'undo',
    ofItems: (items) =>
      `(t.version_id in ${versionsOf(items)} or t.removal_id in (
        select r.id from dashboard.removal r where r.version_id in ${versionsOf(items)}))`,
    ofPerson: ofVersion('t.version_id', below('v.prefix')),
  }),
  own('removal', {
    what: 'undo',
    ofItems: (items) => `t.version_id in ${versionsOf(items)}`,
    ofPerson: `(t.subject = who.subject or ${ofVersion('t.version_id', below('v.prefix'))})`,
  }),
  own('memory_version_vector', {
    what: 'versions',
    ofItems: (items) => `t.version_id in ${versionsOf(items)}`,
    ofPerson: ofVersion('t.version_id', below('v.prefix')),
  }),
  own('memory_version', { what: 'versions', ofItems: at, ofPerson: below('t.prefix') }),
  own('last_write', { what: 'versions', ofItems: at, ofPerson: below('t.prefix') }),
  // a question that led to the memory may say what it was about: the whole read goes
  own('read_log_item', {
    what: 'reads',
    ofItems: (items) => `t.read_id in ${readsOf(items)}`,
    ofPerson: `exists (select from dashboard.read_log r where r.id = t.read_id and ${below('r.root')})`,
  }),
  own('read_log', { what: 'reads', ofItems: (items) => `t.id in ${readsOf(items)}`, ofPerson: below('t.root') }),
  own('topic_match', {
    what: 'work',
    ofItems: (items) => `t.topic_id in ${topicsOf(items)}`,
    ofPerson: `exists (select from dashboard.topic x where x.id = t.topic_id and x.subject = who.subject)`,
  }),
  // in the person's own words what they want forgotten
  own('topic', {
    what: 'work',
    ofItems: (items) => `t.id in ${topicsOf(items)}`,
    ofPerson: 't.subject = who.subject',
  }),
  own('selection_item', {
    what: 'work',
    ofItems: at,
    ofPerson: `exists (select from dashboard.selection s where s.id = t.selection_id and s.subject = who.subject)`,
  }),
  own('selection', { what: 'work', ofItems: null, ofPerson: 't.subject = who.subject' }),
  own('job', { what: 'work', ofItems: null, ofPerson: 't.subject = who.subject' }),
  own('kept_pair', {
    what: 'decisions',
    ofItems: (items) =>
      ['t.first', 't.second']
        .map(
          (one) =>
            `${one} in (select p.pseudonym from ${items} i join dashboard.pseudonym p on p.prefix = i.prefix and p.key = i.key)`,
        )
        .join(' or '),
    ofPerson: 't.subject = who.subject',
  }),
  own('reveal', { what: 'traces-of-use', ofItems: null, ofPerson: below('t.root') }),
  own('approval', { what: 'traces-of-use', ofItems: null, ofPerson: 't.subject_id = who.user_id' }),
  own('identity_alarm', {
    what: 'identity',
    ofItems: null,
    ofPerson: 't.label = who.label and t.ended_at is not null',
  }),
  own('namespace_binding', {
    what: 'identity',
    ofItems: null,
    ofPerson: 't.label = who.label and t.ended_at is not null',
  }),
  own('agent_token', { what: 'identity', ofItems: null, ofPerson: 't.user_id = who.user_id' }),
  own('person_count', { what: 'identity', ofItems: null, ofPerson: 't.label = who.label' }),
  own('subject_key', { what: 'identity', ofItems: null, ofPerson: 't.subject = who.subject' }),
  own('claimant', { what: 'identity', ofItems: null, ofPerson: `t.user_id = who.user_id and not ${IS_SIGNED_IN}` }),
  own('person_name', { what: 'identity', ofItems: null, ofPerson: `t.user_id = who.user_id and not ${IS_SIGNED_IN}` }),
  own('pseudonym', {
    what: 'identity',
    ofItems: at,
    ofPerson: `(${below('t.prefix')} or (t.user_id = who.user_id and not ${IS_SIGNED_IN}))`,
  }),
  // last, for others ask it whether somebody is signed in
  own('session', {
    what: 'identity',
    ofItems: null,
    ofPerson: `t.user_id = who.user_id
      and (t.ended_at is not null or t.ends_at <= now() or t.last_seen_at <= now() - interval '30 minutes')`,
  }),
]

/** Our other tables, and why nothing in them is erased with a person. */
export const KEPT_TABLES: Readonly<Record<string, string>> = {
  migration: 'which versions of the schema were applied',
  setting: 'facts about the installation',
  rate: 'counts of a minute under a pseudonym; gone within the hour',
  audit: 'pseudonyms, counts and keyed fingerprints; whom they stand for is deleted',
  audit_chain: 'hashes of the audit',
  audit_count: 'counts of the audit; of staff their pseudonyms',
  audit_counted: 'how far the audit is counted',
  people_count: 'figures of everybody together',
  role_grant: 'who may run and audit the dashboard, which its operator has to account for',
  disabled_person: 'who is shut out: without it they would not be',
  admin_seen: 'who runs the dashboard',
  forget_request: 'pseudonyms, counts and keyed hashes; what names a person or a memory goes when the request ends',
  forget_item: 'goes when the request ends',
  forget_probe: 'goes when the request ends',
  forget_count: 'counts',
  forget_event: 'pseudonyms and states',
  forget_transition: 'the rules',
  forget_guard: 'keyed fingerprints of namespaces, whose key the guard alone reads',
  forgotten_memory: 'keyed fingerprints of what was forgotten, until they expire',
  guard_key: 'the key of those fingerprints',
  guard_slot: 'locks',
  guard_attempt: 'keyed fingerprints of namespaces, until they are counted',
  receipt: 'pseudonyms, counts and keyed commitments; what opens them is with the person, and goes',
  receipt_key: 'public keys',
  ledger_entry: 'keyed fingerprints: what the ledger outside the database repeats',
}

/** Parameters of {@link ForgetTable.ofPerson}: `with ${WHO}`. */
export const WHO = `who as (select $1::text as root, $2::text as label, $3::text as subject, $4::text as user_id)`

export type Who = { root: string; label: string; subject: string; userId: string }

/** Values of {@link WHO}. */
export function whoValues({ root, label, subject, userId }: Who): string[] {
  return [root, label, subject, userId]
}
