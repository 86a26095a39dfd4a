// Asks the questions of evaluation/ through the store's own functions, and says how well each way of searching answers them.
import type { Embedder } from '@/lib/embedding/embedder'
import type { Database } from '@/lib/lakebase/database'
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { parseJson } from '@/lib/shared/json-text'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { putMemory } from '@/lib/store/change/write'
import { type MemoryStore, openMemoryStore, scopeOf, type Viewer } from '@/lib/store/memory-store'
import { search, searchMemories, searchMemoriesByMeaning } from '@/lib/store/search/search'
import { type EvalQuestion, KINDS, type Kind, memoriesOf, type Person } from './set'

export const WAYS = ['words', 'meaning', 'hybrid'] as const
export type Way = (typeof WAYS)[number]

/** `keys` in the order of the results, for each way; `standsOut`: whether the page would say that something matches. */
export type Answer = EvalQuestion & { keys: Record<Way, string[]>; standsOut: boolean }
export type Scores = { count: number; at1: number; at5: number; at10: number; mrr: number }

/** As many as a page of results has. */
const PAGE = 50
const FIELDS = ['$']

/** Writes the memories of `people` into an empty database, as their agent would. */
export async function plant(database: Database, encoder: Embedder, people: readonly Person[]): Promise<MemoryStore> {
  await setUpAgentTables(database.pool, 'public', encoder.dims)
  const embedder = remembering(encoder)
  const store = await openMemoryStore(database.pool, 'public', {
    embedder,
    fields: FIELDS,
    namespaceRoot: 'user_memories',
    namespaceStyle: 'at',
    pseudonymKey: 'evaluation',
  })
  for (const person of people) {
    const memories = memoriesOf(person).map(({ key, value }) => ({ key, json: JSON.stringify(value) }))
    await embedder.embed(memories.flatMap(({ json }) => embeddedTexts(parseJson(json), FIELDS)).map(({ text }) => text))
    for (const { key, json } of memories) await putMemory(viewerOf(store, person), { child: [], key, json })
  }
  return store
}

/** Words alone are what a search compares when no encoder answers: any of the question's words, the rare ones first. */
export async function ask(store: MemoryStore, asked: readonly EvalQuestion[]): Promise<Answer[]> {
  await store.embedder.embed(asked.map(({ question }) => question))
  const answers: Answer[] = []
  for (const one of asked) {
    const scope = viewerOf(store, one.person)
    const request = { query: one.question, limit: PAGE }
    const words = await search(scope, request, 'words', null)
    const meaning = await searchMemoriesByMeaning(scope, request)
    const hybrid = await searchMemories(scope, request)
    const keysOf = ({ memories }: typeof hybrid) => memories.map(({ key }) => key)
    const keys = { words: keysOf(words), meaning: keysOf(meaning), hybrid: keysOf(hybrid) }
    answers.push({ ...one, keys, standsOut: hybrid.standsOut })
  }
  return answers
}

/** Of the questions that have an answer; `kind` undefined: of all of them. */
export function scoresOf(answers: readonly Answer[], way: Way, kind?: Kind): Scores {
  const counted = answers.filter((one) => one.relevant.length > 0 && (kind === undefined || one.kind === kind))
  const mean = (of: (one: Answer) => number) => counted.reduce((sum, one) => sum + of(one), 0) / counted.length
  /** Of the right memories that have room among the first `limit`, the share that is there. */
  const recall = (limit: number) =>
    mean(({ keys, relevant }) => {
      const there = keys[way].slice(0, limit).filter((key) => relevant.includes(key)).length
      return there / Math.min(limit, relevant.length)
    })
  const mrr = mean(({ keys, relevant }) => {
    const place = keys[way].findIndex((key) => relevant.includes(key))
    return place < 0 ? 0 : 1 / (place + 1)
  })
  return { count: counted.length, at1: recall(1), at5: recall(5), at10: recall(10), mrr }
}

export const ANSWERED = KINDS.filter((kind) => kind !== 'none')

/** How often "nothing really matches" is wrong: said of what has an answer (`negative`), not said of what has none (`positive`). */
export function falseRates(answers: readonly Answer[]) {
  const share = (of: Answer[], wrong: (one: Answer) => boolean) => ({ wrong: of.filter(wrong).length, of: of.length })
  return {
    positive: share(
      answers.filter(({ relevant }) => relevant.length === 0),
      ({ standsOut }) => standsOut,
    ),
    negative: share(
      answers.filter(({ relevant }) => relevant.length > 0),
      ({ standsOut }) => !standsOut,
    ),
  }
}

const viewerOf = (store: MemoryStore, person: Person) => scopeOf(store, person, { surface: 'dashboard' }) as Viewer

/** Each text is embedded once: three searches ask for it, and a batch is cheaper than one by one. */
function remembering(encoder: Embedder): Embedder {
  const known = new Map<string, number[]>()
  return {
    ...encoder,
    embed: async (texts, signal) => {
      const fresh = [...new Set(texts)].filter((text) => !known.has(text))
      const vectors = await encoder.embed(fresh, signal)
      for (const [at, text] of fresh.entries()) known.set(text, vectors[at] as number[])
      return texts.map((text) => known.get(text) as number[])
    },
  }
}
