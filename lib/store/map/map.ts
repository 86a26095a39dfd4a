// A person's memories on a plane, so that near means alike: axes from a sample, every vector projected in SQL, groups named by their words.
import { setImmediate } from 'node:timers/promises'
import { Expected } from '@/lib/errors'
import { principalAxes, type Vectors } from '@/lib/map/axes'
import { type Layout, layOut } from '@/lib/map/layout'
import { nameGroups } from '@/lib/map/words'
import { filterParams, type MemoryFilter } from '@/lib/shared/filter'
import { type Memory, memoryId } from '@/lib/shared/memory'
import { type PackedMap, packPoints } from '@/lib/shared/memory-map'
import { MAP, ON_MAP } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { countMap } from '../access/rate-limit'
import { childOf, lastWriteJoin, type MemoryRow, memoryColumns, toMemory } from '../memory-row'
import type { Scope } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import { type DrawnMap, drawOnce, keepMap, keptMap } from './cache'
import {
  idleWords,
  type MapPrint,
  type MapRequest,
  mapPrint,
  type Place,
  projectAll,
  type Sampled,
  sampleOf,
} from './sql'

/** Directions in which memories are told apart before the plane is chosen among them. */
const AXES = 12

export type MapAsked = { filter: MemoryFilter; timeZone: string }

/**
 * The map of the memories that the filter lets through. Drawn once for what is stored, and again as soon as any of it changes.
 * @throws Expected `too-many`, `database-unavailable`
 */
export const memoryMap = traced(MAP, mapOf)

async function mapOf(scope: Scope, asked: MapAsked): Promise<PackedMap> {
  return (await drawnMap(scope, asked)).map
}

/**
 * The memories at some points of a map, in the order asked for; null where one has gone since. Read anew: as they are now.
 * @param print of the map that the numbers are from
 * @throws Expected `conflict` when what is stored is no longer what that map shows, `database-unavailable`
 */
export const memoriesOnMap = traced(ON_MAP, memoriesAt)

async function memoriesAt(
  scope: Scope,
  asked: MapAsked & { print: string; points: readonly number[] },
): Promise<(Memory | null)[]> {
  const { places } = await mapWithPrint(scope, asked)
  const wanted = asked.points.map((point) => places[point])
  const there = wanted.filter((place) => place !== undefined)
  const { pool, catalog } = scope.store
  const { rows } = await asExpected(() =>
    pool.query<MemoryRow>(
      `select ${memoryColumns(scope, '$3')}
         from unnest($1::text[], $2::text[]) as wanted (prefix, key)
         join ${catalog.store} s on s.prefix = wanted.prefix and s.key = wanted.key ${lastWriteJoin}`,
      [there.map(({ prefix }) => prefix), there.map(({ key }) => key), scope.actor],
    ),
  )
  const found = new Map(rows.map((row) => [nameOf(row), toMemory(scope, row)]))
  return wanted.map((place) => (place === undefined ? null : (found.get(nameOf(place)) ?? null)))
}

/**
 * The address of every memory on a map, in the order of its points.
 * @throws Expected as {@link memoriesOnMap}
 */
export const idsOnMap = traced(ON_MAP, idsAt)

async function idsAt(scope: Scope, asked: MapAsked & { print: string }): Promise<string[]> {
  const { places } = await mapWithPrint(scope, asked)
  return places.map(({ prefix, key }) => memoryId(childOf(scope, prefix), key))
}

async function mapWithPrint(scope: Scope, asked: MapAsked & { print: string }): Promise<DrawnMap> {
  const drawn = keptMap(scope.store.pool, nameOfMap(scope, asked), asked.print) ?? (await drawnMap(scope, asked))
  if (drawn.map.print === asked.print) return drawn
  throw new Expected('conflict', 'Your memories have changed since this map was drawn. It is drawn anew.')
}

async function drawnMap(scope: Scope, asked: MapAsked): Promise<DrawnMap> {
  const { pool } = scope.store
  const name = nameOfMap(scope, asked)
  return asExpected(async () => {
    const request: MapRequest = { ...asked, scope, prefixes: await personPrefixes(scope) }
    const now = await mapPrint(request)
    // what is written while it is drawn has another print: this one is then never shown again
    const drawn =
      keptMap(pool, name, now.print) ??
      (await drawOnce(pool, `${name} ${now.print}`, async () => {
        await countMap(scope)
        return draw(request, now)
      }))
    keepMap(pool, name, scope.subject, drawn)
    return drawn
  })
}

async function draw(request: MapRequest, print: MapPrint): Promise<DrawnMap> {
  const sample = await sampleOf(request, breathe)
  const axes = await principalAxes(toVectors(sample, request.scope), AXES, breathe)
  const all = await projectAll(request, axes)
  const placed = all.filter(({ along }) => along !== null)
  const values = new Float64Array(placed.length * axes.length)
  for (const [row, { along }] of placed.entries()) if (along !== null) values.set(along, row * axes.length)
  const layout = await layOut({ values, count: placed.length, dims: axes.length }, breathe)
  const words = await namesOf(request.scope, sample, placed, layout)
  return {
    map: {
      print: print.print,
      total: print.total,
      matching: all.length + print.matching - print.shown,
      unplaced: all.length - placed.length,
      beyond: print.matching - print.shown,
      groups: layout.groups.map((group, index) => ({ ...group, words: words[index] ?? [] })),
      points: packPoints(layout.x, layout.y, layout.group),
    },
    places: placed.map(({ prefix, key }) => ({ prefix, key })),
  }
}

async function namesOf(
  scope: Scope,
  sample: Sampled[],
  placed: Place[],
  { group, groups }: Layout,
): Promise<string[][]> {
  const groupOf = new Map(placed.map((place, index) => [nameOf(place), group[index] ?? 0]))
  const texts = sample.flatMap((one) => {
    const its = groupOf.get(nameOf(one))
    return its === undefined ? [] : [{ group: its, text: one.text }]
  })
  await breathe()
  return nameGroups(texts, groups.length, (words) => idleWords(scope, words))
}

function toVectors(sample: readonly Sampled[], { store }: Scope): Vectors {
  const dims = store.catalog.dims ?? 0
  const vectors = sample.map(({ vector }) => vector).filter((vector) => vector !== null)
  const values = new Float32Array(vectors.length * dims)
  for (const [row, vector] of vectors.entries()) values.set(vector, row * dims)
  return { values, count: vectors.length, dims }
}

/** Lets others be served between two pieces of work. */
async function breathe(): Promise<void> {
  await setImmediate()
}

function nameOf({ prefix, key }: Place): string {
  return `${prefix}\u0000${key}`
}

function nameOfMap({ store, root, actor }: Scope, { filter, timeZone }: MapAsked): string {
  return JSON.stringify([store.catalog.schema, root, actor, filterParams(filter), timeZone])
}
