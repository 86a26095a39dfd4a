// The dry run of an import: what each memory of a file would be, new, changed, same or refused. Nothing is written.
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { parseJson } from '@/lib/shared/json-text'
import { memoryId, PREVIEW_BYTES } from '@/lib/shared/memory'
import { type Sentence, sentence } from '@/lib/shared/text'
import { keyProblem } from '@/lib/shared/value-rules'
import { COMPARE_IMPORT } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import type { ImportedMemory } from '@/lib/transfer/read-line'
import { prefixBelow } from '../memory-row'
import type { Scope } from '../memory-store'
import { asExpected } from '../outage'
import { lookAt, type Seen, UNSTORABLE } from './import-look'

/** One memory of a file beside what is stored. */
export type Compared = {
  id: string
  key: string
  child: string[]
  state: 'new' | 'same' | 'changed'
  /** True where a search by meaning will not find it: it has no search entry in the file either, or nothing to make one from. */
  isUnsearchable: boolean
  /** When it ends, and whether it has. */
  expiresAt: string | null
  expired: boolean
  /** Of a changed one: both sides, and a key under which both can be kept. */
  against: Against | null
}

export type Against = {
  /** The value of the file, in the order in which Postgres writes it. */
  json: string
  /** What is stored; null when it is too large to be shown. */
  storedJson: string | null
  storedExpiresAt: string | null
  /** An import overwrites nothing but this. */
  version: string
  isSameValue: boolean
  /** The stored one was changed after the file's; null when the file does not say when its own was. */
  isNewer: boolean | null
  freeKey: string
}

export type Comparison = { ok: true; memory: Compared } | { ok: false; sentence: Sentence }

/**
 * Compares memories of a file with what is stored, in their order.
 * @throws Expected `database-unavailable`
 */
export const compareMemories = traced(COMPARE_IMPORT, comparisons)

async function comparisons(scope: Scope, memories: readonly ImportedMemory[]): Promise<Comparison[]> {
  const refusals = memories.map((memory) => refusalOf(scope, memory))
  const asked = memories.filter((_, at) => refusals[at] === null)
  const seen = await lookAt(
    scope,
    asked.map((memory) => ({ memory, key: memory.key })),
    PREVIEW_BYTES,
  )
  const free = await freeKeys(
    scope,
    asked.filter((_, at) => isChanged(seen[at])),
  )
  const found = new Map(asked.map((memory, at) => [memory, seen[at]]))
  return memories.map((memory, at): Comparison => {
    const refusal = refusals[at] ?? null
    const there = found.get(memory)
    if (refusal !== null) return { ok: false, sentence: refusal }
    if (there === undefined || there === UNSTORABLE)
      return { ok: false, sentence: sentence('The database cannot store this value. Simplify it.') }
    return { ok: true, memory: compared(scope, memory, there, free.get(memory) ?? '') }
  })
}

/** What only this store can say against a memory; null when it can be stored. */
export function refusalOf(scope: Scope, memory: ImportedMemory, key = memory.key): Sentence | null {
  const { catalog } = scope.store
  if (!catalog.hasTtl && (memory.expiresAt !== null || memory.ttlMinutes !== null))
    return sentence('This store keeps no end dates. Remove expires_at and ttl_minutes to import it without one.')
  const names = textsOf(scope, memory).map(({ field }) => field)
  if (new Set(names).size < names.length)
    return sentence('Two search entries would have one name. Correct "index", or remove it.')
  return key === '' ? null : keyProblem(key, prefixBelow(scope, memory.child), names)
}

/** What would be embedded. */
function textsOf({ store }: Scope, { json, index }: ImportedMemory) {
  return embeddedTexts(parseJson(json), store.fields, index)
}

function isChanged(seen: Seen | typeof UNSTORABLE | undefined): boolean {
  return seen !== undefined && seen !== UNSTORABLE && seen.isThere && !(seen.isSameValue && seen.isSameEnd)
}

function compared(scope: Scope, memory: ImportedMemory, seen: Seen, freeKey: string): Compared {
  const { child, key } = memory
  const state = !seen.isThere ? 'new' : isChanged(seen) ? 'changed' : 'same'
  return {
    id: memoryId(child, key),
    key,
    child,
    state,
    isUnsearchable: textsOf(scope, memory).length === 0,
    expiresAt: seen.expiresAt,
    expired: seen.expired,
    against:
      state === 'changed'
        ? {
            json: seen.canonical,
            storedJson: seen.storedJson,
            storedExpiresAt: seen.storedExpiresAt,
            version: seen.version ?? '',
            isSameValue: seen.isSameValue,
            isNewer: seen.isNewer,
            freeKey,
          }
        : null,
  }
}

const TRIES = 20

/** For each memory a key beside its own that is not taken. */
async function freeKeys(scope: Scope, memories: readonly ImportedMemory[]): Promise<Map<ImportedMemory, string>> {
  if (memories.length === 0) return new Map()
  const wanted = memories.map((memory) => ({
    memory,
    prefix: prefixBelow(scope, memory.child),
    keys: besides(memory.key),
  }))
  const { rows } = await asExpected(() =>
    scope.store.pool.query<{ prefix: string; key: string }>(
      `select s.prefix, s.key from ${scope.store.catalog.store} s
         join unnest($1::text[], $2::text[]) as w (prefix, key) on s.prefix = w.prefix and s.key = w.key`,
      [wanted.flatMap(({ prefix, keys }) => keys.map(() => prefix)), wanted.flatMap(({ keys }) => keys)],
    ),
  )
  const taken = new Set(rows.map(({ prefix, key }) => `${prefix}\u0000${key}`))
  return new Map(
    wanted.map(({ memory, prefix, keys }) => [memory, keys.find((key) => !taken.has(`${prefix}\u0000${key}`)) ?? '']),
  )
}

function besides(key: string): string[] {
  return Array.from({ length: TRIES }, (_, at) => `${key}_imported${at === 0 ? '' : `_${at + 1}`}`)
}
