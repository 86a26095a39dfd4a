// Carrying an import out: each memory for itself, embedded first, all or nothing, and only over what the reader has seen.
import { Expected, type Expected as ExpectedError } from '@/lib/errors'
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { parseJson } from '@/lib/shared/json-text'
import { memoryId } from '@/lib/shared/memory'
import type { Sentence } from '@/lib/shared/text'
import { sentence } from '@/lib/shared/text'
import { IMPORT } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import type { ImportedMemory } from '@/lib/transfer/read-line'
import { ROW_VERSION } from '../change/row-version'
import { arrayLiteral, type SearchEntries } from '../change/search-entries'
import { isDone, type OperationId } from '../change/write-checks'
import { AT_VERSION, writeRow } from '../change/write-statement'
import { prefixBelow } from '../memory-row'
import type { Scope } from '../memory-store'
import { asExpected } from '../outage'
import { refusalOf } from './import-compare'
import { type Look, lookAt, type Seen, UNSTORABLE } from './import-look'
import { fromPortable } from './portable-entries'

/** What is to become of one memory of a file. */
export type ImportItem = {
  memory: ImportedMemory
  /** The version that it replaces; null where nothing may be there. */
  over: string | null
  /** Its key in the file, or another beside what is stored. */
  key: string
  /** Of what an import is taken back to: `updated_at` of the version that comes back. */
  restoredAt?: string
  operation: OperationId
}

export type ImportOutcome =
  /** `version`: as it is stored now. */
  | { ok: true; id: string; version: string }
  /** Nothing was written. `conflict` and `exists`: what is stored is no longer what was compared. */
  | { ok: false; code: 'invalid' | 'conflict' | 'exists' | 'embedding-unavailable'; sentence: Sentence }

type Task = { item: ImportItem; look: Look; prefix: string; seen: Seen }

/**
 * Stores memories of a file, each with its times and its end as they stand there; over a stored one with the time of now.
 * Sent again, what was done is not done twice.
 * @returns in the order of `items`
 * @throws Expected `database-unavailable`: some may have been stored; sent again, the rest follows
 */
export const importMemories = traced(IMPORT, imported)

async function imported(scope: Scope, items: readonly ImportItem[]): Promise<ImportOutcome[]> {
  const looks = items.map(({ memory, key, operation }): Look => ({ memory, key, operation }))
  const seen = await lookAt(scope, looks, 0)
  const outcomes = new Map<ImportItem, ImportOutcome>()
  const tasks: Task[] = []
  for (const [at, item] of items.entries()) {
    const [look, there] = [looks[at], seen[at]]
    if (look === undefined || there === undefined) throw new Error('a look brought nothing')
    const refusal = there === UNSTORABLE ? unstorable : refusalOf(scope, item.memory, item.key)
    if (there === UNSTORABLE || refusal !== null)
      outcomes.set(item, { ok: false, code: 'invalid', sentence: refusal ?? unstorable })
    else if (there.isDone) outcomes.set(item, done(item, ''))
    else if (item.over !== there.version) outcomes.set(item, drifted(item))
    else tasks.push({ item, look, prefix: prefixBelow(scope, item.memory.child), seen: there })
  }
  for (const [task, entries] of await entriesOf(scope, tasks))
    outcomes.set(task.item, entries instanceof Expected ? notEmbedded(entries) : await write(scope, task, entries))
  const versions = await versionsOf(scope, items)
  return items.map((item, at) => {
    const outcome = outcomes.get(item)
    if (outcome === undefined) throw new Error('a memory of an import was left out')
    return outcome.ok ? { ...outcome, version: versions[at] ?? '' } : outcome
  })
}

const unstorable = sentence('The database cannot store this value. Simplify it.')

async function write(scope: Scope, task: Task, entries: SearchEntries): Promise<ImportOutcome> {
  try {
    return (await writeOne(scope, task, entries)) ||
      (await isDone(scope, task.prefix, task.item.key, task.item.operation))
      ? done(task.item, '')
      : drifted(task.item)
  } catch (error) {
    // a rule of this database that we do not know: the other memories are not held up by it
    if (error instanceof Expected || !(error instanceof Error && 'code' in error)) throw error
    return {
      ok: false,
      code: 'invalid',
      sentence: sentence('The database did not store it, and nothing of it was written.'),
    }
  }
}

/** @returns whether it was written */
async function writeOne(scope: Scope, task: Task, entries: SearchEntries): Promise<boolean> {
  const { item, prefix } = task
  const { memory, key, over, operation, restoredAt } = item
  const { catalog } = scope.store
  const common = { prefix, key, json: memory.json, entries, operation }
  const end = catalog.hasTtl ? [memory.expiresAt, memory.ttlMinutes] : []
  return over === null
    ? writeRow(
        scope,
        { ...common, action: 'memory.import', isOwnWords: memory.writtenBy === 'you' },
        {
          before: 'and false',
          row: `insert into ${catalog.store} as s (prefix, key, value, created_at, updated_at${catalog.hasTtl ? ', expires_at, ttl_minutes' : ''})
                values ($1, $2, $3::jsonb, coalesce($9::timestamptz, current_timestamp), coalesce($10::timestamptz, current_timestamp)
                        ${catalog.hasTtl ? ', $11::timestamptz, $12::int' : ''})
                on conflict (prefix, key) do nothing
                returning s.prefix, s.key, s.updated_at`,
          values: [memory.createdAt, memory.updatedAt, ...end],
        },
      )
    : writeRow(
        scope,
        { ...common, restoredAt, action: restoredAt === undefined ? 'memory.import' : 'memory.restore' },
        {
          before: AT_VERSION,
          row: `update ${catalog.store} s set value = $3::jsonb, updated_at = current_timestamp
                  ${catalog.hasTtl ? ', expires_at = $10::timestamptz, ttl_minutes = $11::int' : ''}
                  from earlier where s.prefix = earlier.prefix and s.key = earlier.key
                returning s.prefix, s.key, s.updated_at`,
          values: [over, ...end],
        },
      )
}

function done({ memory, key }: ImportItem, version: string): ImportOutcome {
  return { ok: true, id: memoryId(memory.child, key), version }
}

/** Between the comparison and now somebody wrote, or deleted. */
function drifted({ over }: ImportItem): ImportOutcome {
  return over === null
    ? {
        ok: false,
        code: 'exists',
        sentence: sentence(
          'There is a memory with this key by now, and it was not overwritten. Compare the two again.',
        ),
      }
    : {
        ok: false,
        code: 'conflict',
        sentence: sentence('It changed or was deleted after the comparison, and was not overwritten. Compare again.'),
      }
}

function notEmbedded(error: ExpectedError): ImportOutcome {
  return { ok: false, code: 'embedding-unavailable', sentence: { text: error.text, values: error.values } }
}

/** How many memories in a row may fail before the encoder counts as gone: each may wait for its whole time limit. */
const FAILURES = 2

/**
 * The search entries of each task, those of the file where they are proven to belong to it, else embedded together. When
 * that fails each is tried alone, since one text that the encoder refuses must not hold up the others.
 */
async function entriesOf(scope: Scope, tasks: readonly Task[]): Promise<Map<Task, SearchEntries | ExpectedError>> {
  const made = new Map<Task, SearchEntries | ExpectedError>()
  const open: Task[] = []
  for (const task of tasks) {
    const { entries, index } = task.item.memory
    const kept = entries && fromPortable(scope.store, { json: task.seen.canonical, index }, entries)
    if (kept === null) open.push(task)
    else made.set(task, kept)
  }
  try {
    for (const [task, entries] of await embedTogether(scope, open)) made.set(task, entries)
  } catch (error) {
    if (!(error instanceof Expected)) throw error
    let failures = 0
    let last = error
    for (const task of open) {
      if (failures < FAILURES)
        try {
          for (const [, entries] of await embedTogether(scope, [task])) made.set(task, entries)
          failures = 0
          continue
        } catch (alone) {
          if (!(alone instanceof Expected)) throw alone
          failures++
          last = alone
        }
      made.set(task, last)
    }
  }
  return made
}

async function embedTogether({ store }: Scope, tasks: readonly Task[]): Promise<[Task, SearchEntries][]> {
  const texts = tasks.map(({ seen, item }) => embeddedTexts(parseJson(seen.canonical), store.fields, item.memory.index))
  const vectors = await store.embedder.embed(texts.flat().map(({ text }) => text))
  let from = 0
  return tasks.map((task, at) => {
    const own = texts[at] ?? []
    from += own.length
    return [
      task,
      { fields: own.map(({ field }) => field), vectors: vectors.slice(from - own.length, from).map(arrayLiteral) },
    ]
  })
}

/** What is stored now under the items' keys. */
async function versionsOf(scope: Scope, items: readonly ImportItem[]): Promise<(string | null)[]> {
  const { rows } = await asExpected(() =>
    scope.store.pool.query<{ version: string | null }>(
      `select ${ROW_VERSION} as version
         from unnest($1::text[], $2::text[]) with ordinality as t (prefix, key, place)
         left join ${scope.store.catalog.store} s on s.prefix = t.prefix and s.key = t.key
        order by t.place`,
      [items.map(({ memory }) => prefixBelow(scope, memory.child)), items.map(({ key }) => key)],
    ),
  )
  return rows.map(({ version }) => version)
}
