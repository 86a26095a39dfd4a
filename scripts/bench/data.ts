// Rows for the bench: vectors that lie around topics, texts that have words in common.

import { arrayLiteral } from '@/lib/store/change/search-entries'
import type { MemoryStore, Scope } from '@/lib/store/memory-store'

/** A generator with a seed, so that every run compares the same data. */
export function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    yield state / 4_294_967_296 - 0.5
  }
}

/** Vectors around 20 centres, as sentences lie around topics. */
function clusteredVectors(count: number, dims: number): Float32Array[] {
  const random = numbers(7)
  const draw = () => Float32Array.from({ length: dims }, () => random.next().value as number)
  const centres = Array.from({ length: 20 }, draw)
  return Array.from({ length: count }, (_, at) => {
    const noise = draw()
    return noise.map((value, index) => value * 0.7 + (centres[at % 20]?.[index] ?? 0))
  })
}

const TOPICS = [
  'trains',
  'breakfast',
  'the threshold for alerts',
  'the office in Graz',
  'her sister',
  'invoices',
  'running',
]

/** Writes `count` memories of one person, three in each second back from now. @returns their vectors, in order */
export async function fill(store: MemoryStore, scope: Scope, count: number): Promise<Float32Array[]> {
  const vectors = clusteredVectors(count, store.embedder.dims)
  for (let from = 0; from < count; from += 500) {
    const slice = vectors.slice(from, from + 500)
    const keys = slice.map((_, at) => `memory_${from + at}`)
    await store.pool.query(
      `insert into ${store.catalog.store} (prefix, key, value, updated_at)
       select $1, key, jsonb_build_object('text', 'Note ' || key || ' about ' || topic), now() - make_interval(secs => (substring(key from 8)::int / 3)::int)
         from unnest($2::text[], $3::text[]) as row (key, topic)`,
      [scope.root, keys, keys.map((_, at) => TOPICS[at % TOPICS.length])],
    )
    await store.pool.query(
      `insert into ${store.catalog.vectors} (prefix, key, field_name, embedding)
       select $1, k.key, '$', k.vector::float8[]::${store.catalog.vectorType} from unnest($2::text[], $3::text[]) as k (key, vector)`,
      [scope.root, keys, slice.map((vector) => arrayLiteral([...vector]))],
    )
  }
  return vectors
}
