// Data that the agent's real Python store wrote, and a store on our side that reads and writes the same.
import { readFileSync } from 'node:fs'
import { databricksEmbedder } from '@/lib/embedding/databricks'
import type { Database } from '@/lib/lakebase/database'
import type { IndexChoice } from '@/lib/langgraph/embedded-text'
import { type Json, JsonNumber, parseJson, writeJson } from '@/lib/shared/json-text'
import { type Agent, type MemoryStore, openMemoryStore, scopeOf } from '@/lib/store/memory-store'
import { codePointVector, startEmbeddingEndpoint } from './embedding-endpoint'

export type GoldenName = 'whole_value' | 'fields'
export const GOLDEN_NAMES: GoldenName[] = ['whole_value', 'fields']

export type GoldenPut = { namespace: string[]; key: string; json: string; index: IndexChoice }
export type GoldenSearch = {
  namespace: string[]
  query: string
  limit: number
  filter: Record<string, string> | undefined
  results: { prefix: string; key: string; json: string; score: number | null }[]
}
export type Golden = {
  dims: number
  fields: string[]
  puts: GoldenPut[]
  rows: { prefix: string; key: string; value: string }[]
  vectors: { prefix: string; key: string; field_name: string; embedding: string }[]
  searches: GoldenSearch[]
  sql: string
}

/** Reads a golden file losslessly: JSON.parse would change 12 of its 61 vectors. */
export function readGolden(name: GoldenName): Golden {
  const root = parseJson(readFileSync(`tests/golden/agent_store_${name}.json`, 'utf8'))
  const text = (value: Json | undefined) => (typeof value === 'string' ? value : '')
  const number = (value: Json | undefined) => (value instanceof JsonNumber ? Number(value.raw) : null)
  const texts = (value: Json | undefined) => list(value).map(text)
  const rest = (value: Json | undefined) => JSON.parse(writeJson(value ?? null)) as never
  return {
    dims: number(at(root, 'dims')) ?? 0,
    fields: texts(at(root, 'fields')),
    puts: list(at(root, 'puts')).map((put) => {
      const index = at(put, 'index')
      return {
        namespace: texts(at(put, 'namespace')),
        key: text(at(put, 'key')),
        json: writeJson(at(put, 'value') ?? null),
        index: index === false ? false : index === undefined || index === null ? undefined : texts(index),
      }
    }),
    rows: rest(at(root, 'rows')),
    vectors: rest(at(root, 'vectors')),
    searches: list(at(root, 'searches')).map((search) => {
      const filter = at(search, 'filter')
      return {
        namespace: texts(at(search, 'namespace')),
        query: text(at(search, 'query')),
        limit: number(at(search, 'limit')) ?? 0,
        filter:
          filter instanceof Map
            ? Object.fromEntries([...filter].map(([name, value]) => [name, writeJson(value)]))
            : undefined,
        results: list(at(search, 'results')).map((result) => ({
          prefix: text(at(result, 'prefix')),
          key: text(at(result, 'key')),
          json: writeJson(at(result, 'value') ?? null),
          score: number(at(result, 'score')),
        })),
      }
    }),
    sql: readFileSync(`tests/golden/agent_store_${name}.sql`, 'utf8'),
  }
}

/** A store on `database` whose encoder is the golden function behind a real HTTP endpoint. */
export async function openGoldenStore(
  database: Database,
  { dims, fields }: Pick<Golden, 'dims' | 'fields'>,
  schema = 'public',
) {
  const endpoint = await startEmbeddingEndpoint({ dims, vector: codePointVector })
  const embedder = databricksEmbedder({
    host: endpoint.url,
    endpoint: 'golden',
    dims,
    timeoutMs: 10_000,
    token: async () => 'test-token',
  })
  const store: MemoryStore = await openMemoryStore(database.pool, schema, {
    embedder,
    fields,
    namespaceRoot: 'user_memories',
    namespaceStyle: 'at',
    pseudonymKey: 'golden',
  })
  return { store, endpoint, embedder }
}

/** The scope of a golden namespace: its second label is a user id that sanitises to itself. */
export function goldenScope(store: MemoryStore, namespace: readonly string[]): Agent {
  return scopeOf(store, namespace[1] ?? '', { surface: 'agent', agent: null }) as Agent
}

function at(value: Json | undefined, name: string): Json | undefined {
  return value instanceof Map ? value.get(name) : undefined
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}
