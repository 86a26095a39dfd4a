// Two people of one store, chosen to be mistaken for one another: nothing of the one shows in anything the other can ask for.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NamespaceStyle } from '@/lib/langgraph/namespace'
import { NO_FILTER } from '@/lib/shared/filter'
import { memoryId } from '@/lib/shared/memory'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { deleteMemory } from '@/lib/store/change/removal'
import { undoRemoval } from '@/lib/store/change/undo'
import { listUndoable } from '@/lib/store/change/undoable'
import { createMemory, editMemory, putMemory } from '@/lib/store/change/write'
import { everyMemory, listMemories } from '@/lib/store/list/browse'
import { countFacets } from '@/lib/store/list/facets'
import { listLooks, readersOf, readsOfMemory } from '@/lib/store/looks'
import { idsOnMap, memoryMap } from '@/lib/store/map/map'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'
import { personPrefixes } from '@/lib/store/namespaces'
import { getMemory } from '@/lib/store/read'
import { recordReads } from '@/lib/store/read-log'
import { searchAsAgent } from '@/lib/store/search/agent-view'
import { previewRecall } from '@/lib/store/search/recall-preview'
import { searchMemories, searchMemoriesByMeaning } from '@/lib/store/search/search'
import { findSimilar } from '@/lib/store/search/similar'
import { onEachDatabase } from '../support/databases'
import { population } from '../support/hostile'
import { clear, codePointEmbedder, expectedOf, storeWith, viewer } from '../support/stores'

/** Each is a pair with each other. */
const PEOPLE = 84

onEachDatabase((use) => {
  describe.each(['at', 'dots'] as const)('with namespaces in the style "%s"', (style) => {
    test('T1: of 2,000 pairs of hostile ids, neither sees, counts, finds or changes anything of the other', async () => {
      const store = await openStore(style)
      let pairs = 0
      await fc.assert(
        fc.asyncProperty(population(PEOPLE), async (ids) => {
          await clear(store)
          const people = residentsOf(store, ids)
          await settle(people)
          for (const person of people) await looksAround(person, people)
          for (const [at, person] of people.entries()) await meddles(person, people[(at + 1) % people.length] ?? person)
          pairs += (people.length * (people.length - 1)) / 2
        }),
        { numRuns: 1, endOnFailure: true },
      )
      expect(pairs).toBeGreaterThan(2_000)
    }, 300_000)

    test.each([
      ['a prefix', `s.prefix like $1 || '%'`],
      ['a pattern', `s.prefix = $1 or s.prefix like $1 || '.%'`],
      ['upper case', 'lower(s.prefix) = lower($1)'],
      ['no accents', 'normalize(s.prefix, NFC) = normalize($1, NFC)'],
      ['trimmed', 'btrim(s.prefix) = btrim($1)'],
    ])('the same people would have found a comparison by %s out', async (_, wrong) => {
      const store = await openStore(style)
      const leaks = async (ids: string[]) => {
        await clear(store)
        const people = residentsOf(store, ids)
        await store.pool.query(
          `insert into store (prefix, key, value)
           select root || child, canary, '{}'
             from unnest($1::text[], $2::text[]) as person (root, canary), unnest('{"",".x"}'::text[]) as child`,
          [people.map(({ scope }) => scope.root), people.map(({ canary }) => canary)],
        )
        for (const { scope, canary } of people) {
          const seen = await store.pool.query<{ key: string }>(`select s.key from store s where ${wrong}`, [scope.root])
          if (seen.rows.some(({ key }) => key !== canary)) return true
        }
        return false
      }
      for (const ids of fc.sample(population(36), 2)) expect(await leaks(ids)).toBe(true)
    })
  })

  async function openStore(style: NamespaceStyle): Promise<MemoryStore> {
    await setUpAgentTables(use().pool, 'public', 16)
    return storeWith(use().pool, codePointEmbedder(16), { style })
  }
})

type Resident = { scope: Scope; canary: string; hasChild: boolean; count: number }

/** One person for each namespace: ids that share one are kept apart by the decision, not by the store. */
function residentsOf(store: MemoryStore, ids: string[]): Resident[] {
  const scopes = new Map(ids.map((id) => viewer(store, id)).map((scope) => [scope.root, scope]))
  return [...scopes.values()].map((scope, at) => ({ scope, canary: randomUUID(), hasChild: at % 2 === 1, count: 0 }))
}

/** Two memories for each at the root, for every other one in a child namespace, one more deleted and still to be undone. */
async function settle(people: Resident[]): Promise<void> {
  for (const person of people) {
    const { scope, canary } = person
    const json = JSON.stringify({ text: `tea ${canary}` })
    await createMemory(scope, { key: 'shared key', json })
    await putMemory(scope, { key: `own ${canary}`, json })
    if (person.hasChild) await putMemory(scope, { child: ['x'], key: 'child key', json })
    await putMemory(scope, { key: `gone ${canary}`, json })
    await deleteMemory(scope, { id: memoryId([], `gone ${canary}`) })
    const shared = await getMemory(scope, memoryId([], 'shared key'))
    await recordReads(
      { ...scope, origin: { surface: 'agent', agent: canary } },
      { way: 'search', query: canary, items: shared === null ? [] : [{ ...shared, score: 1 }] },
    )
    person.count = person.hasChild ? 3 : 2
  }
}

/** Everything that can be asked for, checked for being the asker's own and complete. */
async function looksAround({ scope, canary, hasChild, count }: Resident, people: Resident[]): Promise<void> {
  const others = people.map((person) => person.canary).filter((other) => other !== canary)
  const othersIn = (answer: unknown) => {
    const text = JSON.stringify(answer)
    return others.filter((other) => text.includes(other))
  }
  const page = await listMemories(scope, { limit: 50, timeZone: 'UTC' })
  const every = []
  for await (const memory of everyMemory(scope)) every.push(memory)
  const meaning = await searchMemoriesByMeaning(scope, { query: `tea ${people[0]?.canary}`, limit: 50 })
  const words = await searchMemories(withoutEncoder(scope), { query: 'tea shared', limit: 50 })
  const undoable = await listUndoable(scope)
  const agent = await searchAsAgent(scope, { query: `tea ${people[0]?.canary}`, limit: 50 })
  const similar = await findSimilar(scope, { id: memoryId([], 'shared key'), limit: 50 })
  const foretold = await previewRecall(scope, {
    id: memoryId([], 'shared key'),
    json: JSON.stringify({ text: `tea ${canary}` }),
    question: 'tea',
  })
  expect([agent.total, agent.results, similar.total, similar.results]).toEqual([count, 0, count, count - 1])
  for (const memories of [similar.memories, foretold.before, foretold.after])
    for (const { json } of memories) expect(json).toBe(`{"text": "tea ${canary}"}`)
  expect([foretold.before.length, foretold.after.length]).toEqual([count, count])
  expect(othersIn(agent.tool)).toEqual([])
  const map = await memoryMap(scope, { filter: NO_FILTER, timeZone: 'UTC' })
  const onMap = await idsOnMap(scope, { filter: NO_FILTER, timeZone: 'UTC', print: map.print })
  expect([map.total, map.matching, map.unplaced]).toEqual([count, count, 0])
  expect(new Set(onMap)).toEqual(new Set(page.memories.map(({ id }) => id)))
  for (const memories of [page.memories, every, meaning.memories, words.memories, agent.memories]) {
    expect(memories).toHaveLength(count)
    for (const { json } of memories) expect(json).toBe(`{"text": "tea ${canary}"}`)
  }
  const { looks, total } = await listLooks(scope, { limit: 50 })
  const reads = await readsOfMemory(scope, memoryId([], 'shared key'), { limit: 50 })
  expect([total, looks.length, reads.total, reads.reads.length]).toEqual([1, 1, 1, 1])
  for (const { by, query } of [...looks, ...reads.reads])
    expect([by, query]).toEqual([{ kind: 'agent', name: canary }, canary])
  expect((await readersOf(scope, 50)).readers.map(({ by }) => by.name)).toEqual([canary])
  expect([page.total, page.all, page.from]).toEqual([count, count, 1])
  const facets = await countFacets(scope, { filter: NO_FILTER, timeZone: 'UTC' })
  const matching = await countFacets(withoutEncoder(scope), {
    filter: NO_FILTER,
    timeZone: 'UTC',
    among: { question: { query: 'tea shared', by: 'together' }, isMatching: true },
  })
  for (const { all, total, searchable, months, by, keys, fields } of [facets, matching]) {
    expect([all, total, searchable.yes, by.me + by.agent]).toEqual([count, count, count, count])
    for (const list of [months, keys.options, fields.options])
      expect(list.reduce((sum, option) => sum + option.count, 0)).toBe(count)
    expect(JSON.stringify(keys)).toContain(canary)
    expect(othersIn(keys)).toEqual([])
  }
  expect([meaning.total, meaning.results, words.total, words.results]).toEqual([count, count, count, count])
  expect([page.next, page.previous, meaning.next, words.next]).toEqual([null, null, null, null])
  expect(undoable.map(({ key }) => key)).toEqual([`gone ${canary}`])
  expect((await personPrefixes(scope)).sort()).toEqual(hasChild ? [scope.root, `${scope.root}.x`].sort() : [scope.root])
}

/** `person` tries on `other` what can be tried with addresses that are not theirs. */
async function meddles({ scope, canary }: Resident, other: Resident): Promise<void> {
  const before = await rowsOf(other)
  const foreign = memoryId([], `own ${other.canary}`)
  const absent = memoryId([], `own ${randomUUID()}`)
  const [copy] = await listUndoable(other.scope)
  expect(await getMemory(scope, foreign)).toBeNull()
  for (const attempt of [
    (id: string) => editMemory(scope, { id, version: '1/2020-01-01 00:00:00+00', json: '{}' }),
    (id: string) => deleteMemory(scope, { id }),
    (id: string) => findSimilar(scope, { id, limit: 5 }),
    (id: string) => previewRecall(scope, { id, json: '{}', question: 'tea' }),
  ])
    expect(saidBy(await expectedOf(attempt(foreign)))).toBe(saidBy(await expectedOf(attempt(absent))))
  expect(saidBy(await expectedOf(undoRemoval(scope, copy?.id ?? '')))).toBe(
    saidBy(await expectedOf(undoRemoval(scope, randomUUID()))),
  )
  // the same addresses, written to under one's own name, stay one's own
  await createMemory(scope, { key: `own ${other.canary}`, json: '{"text": "mine"}' })
  const shared = await getMemory(scope, memoryId([], 'shared key'))
  expect(shared?.json).toContain(canary)
  await editMemory(scope, { id: shared?.id ?? '', version: shared?.version ?? '', json: '{"text": "edited"}' })
  await deleteMemory(scope, { id: memoryId([], `own ${canary}`) })
  const [own] = await listUndoable(scope)
  await undoRemoval(scope, own?.id ?? '')
  expect(await rowsOf(other)).toEqual(before)
}

async function rowsOf({ scope }: Resident): Promise<unknown> {
  const { rows } = await scope.store.pool.query(
    `select s::text as row, (select string_agg(v::text, ',' order by v.field_name) from store_vectors v
        where v.prefix = s.prefix and v.key = s.key) as vectors
       from store s where s.prefix in ($1, $1 || '.x') order by 1`,
    [scope.root],
  )
  return rows
}

const saidBy = ({ code, sentence }: { code: string; sentence: string }) => `${code}: ${sentence}`

/** The same person while the encoder does not answer: words are compared. */
function withoutEncoder(scope: Scope): Scope {
  const embedder = { ...scope.store.embedder, embed: async () => [] }
  return { ...scope, store: { ...scope.store, embedder } }
}
