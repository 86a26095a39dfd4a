// The reference library: what an agent written in TypeScript calls. Its rows and vectors are those that the agent's Python store would write.
import type { Embedder } from '@/lib/embedding/embedder'
import { Expected } from '@/lib/errors'
import { migrate } from '@/lib/lakebase/migrate'
import type { NamespaceStyle } from '@/lib/langgraph/namespace'
import { type Memory, memoryId } from '@/lib/shared/memory'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { deleteMemory } from '@/lib/store/change/removal'
import { putMemory } from '@/lib/store/change/write'
import { everyMemory } from '@/lib/store/list/browse'
import {
  type Agent,
  type MemoryStore,
  type Origin,
  openMemoryStore,
  pseudonym,
  scopeOf,
} from '@/lib/store/memory-store'
import { asExpected } from '@/lib/store/outage'
import { purgeExpired } from '@/lib/store/purge'
import { getMemory, getMemoryAt } from '@/lib/store/read'
import { purgeReads, type Reads, recordReads } from '@/lib/store/read-log'
import { searchMemoriesByMeaning } from '@/lib/store/search/search'
import type { MemberFilter } from '@/lib/store/search/search-sql'
import { DELETE_OF_USER, GET_OF_USER, LIST_OF_USER, SAVE, SEARCH_OF_USER, SETUP } from '@/lib/tracing/operations'
import { recorded, type Span } from '@/lib/tracing/span'
import { fingerprints } from '@/lib/tracing/traced'
import { jsonOf, type MemoryValue } from './memory-value'

export type { MemoryValue }

type Pool = MemoryStore['pool']

export type LongTermMemoryOptions = {
  /** An ordinary pg.Pool; lib/lakebase makes one for a server or for the embedded database. */
  pool: Pool
  embedder: Embedder
  /** Schema of the agent's tables. */
  schema?: string
  /** The agent's `embedding_fields`. */
  fields?: readonly string[]
  /** First label of the namespace. */
  namespaceRoot?: string
  namespaceStyle?: NamespaceStyle
  /** Key of the pseudonyms in the audit; keep it. */
  pseudonymKey: string
  /** What the agent calls itself. People see it beside what it writes. At most 80 characters, no control characters. */
  agentName?: string
  /** Days that it is kept what the agent read, as the dashboard's READ_LOG_DAYS; 0: it is not recorded. */
  readLogDays?: number
  /** Where the calls come from, where that is not an agent's own code. */
  origin?: Origin
}

/** One item: `value` is parsed with JSON.parse (large integers round), `json` is the text as stored. */
export type MemoryItem = {
  key: string
  value: Record<string, unknown>
  json: string
  createdAt: string
  updatedAt: string
}

export type MemorySearchItem = MemoryItem & {
  /** Cosine similarity, −1 to 1. */
  score: number
}

/**
 * Long-term memories of an agent's users in the tables of LangGraph's PostgresStore.
 * A failed read is an error, never "not found"; deleting an unknown key says so; a missing user id is refused.
 */
export class LongTermMemory {
  readonly #options: LongTermMemoryOptions
  readonly #origin: Origin
  #opening: Promise<MemoryStore> | undefined

  /** @throws Expected `invalid` for a name that cannot be shown beside what the agent writes */
  constructor(options: LongTermMemoryOptions) {
    this.#options = options
    this.#origin = options.origin ?? { surface: 'agent', agent: checkedName(options.agentName) }
  }

  /** On a store that is open already, as the dashboard's is. */
  static over(store: MemoryStore, origin: Origin): LongTermMemory {
    const memory = new LongTermMemory({ ...store, schema: store.catalog.schema, origin })
    memory.#opening = Promise.resolve(store)
    return memory
  }

  /**
   * Makes the agent's tables where they are missing, exactly as the agent's own `setup()` does, and our own schema. Idempotent.
   * @throws Expected `store-not-ready` when tables are there that are not the agent's
   */
  async setup(): Promise<void> {
    const { pool, embedder, schema = 'public' } = this.#options
    const nobodys = () => ({ surface: this.#origin.surface, fingerprint: () => '' })
    await recorded(SETUP, nobodys, [embedder], () =>
      asExpected(async () => {
        await setUpAgentTables(pool, schema, embedder.dims)
        await migrate(pool)
      }),
    )
    this.#opening = undefined
  }

  /**
   * Stores or replaces a memory, as the agent's put: last writer wins, a time to live is cleared.
   * @throws Expected `invalid` (not an object, NUL, lone surrogates, NaN, key or value too large), `embedding-unavailable`
   *   (nothing is saved), `database-unavailable`
   */
  async saveMemory(userId: string, key: string, value: MemoryValue): Promise<void> {
    await this.#operation(SAVE, userId, [key], async (agent) => {
      await putMemory(agent, { key, json: jsonOf(value) })
      await this.#purge(agent)
    })
  }

  /**
   * Memories of one user by closeness to `query`, the closest first. Memories without an entry for search are not among them.
   * @param limit at least 1
   * @throws Expected `embedding-unavailable`, `database-unavailable`, `invalid`
   */
  async searchMemories(userId: string, query: string, limit = 5, filter?: MemberFilter): Promise<MemorySearchItem[]> {
    return this.#operation(SEARCH_OF_USER, userId, [query, limit], async (agent) => {
      if (!Number.isInteger(limit) || limit < 1) throw new Expected('invalid', 'limit must be a whole number from 1.')
      if (query === '') throw new Expected('invalid', 'The query is empty. Use listMemories to read without one.')
      const { memories } = await searchMemoriesByMeaning(agent, { query, limit, members: filter })
      // no entry for search: a search by meaning cannot have found it
      const found = memories.flatMap(({ score, ...memory }) => (score === null ? [] : [{ ...memory, score }]))
      const items: MemorySearchItem[] = []
      for (const memory of found) items.push({ ...(await itemOf(agent, memory)), score: memory.score })
      await recordReads(agent, { way: 'search', query, items: found })
      return items
    })
  }

  /** The memory at `key`, or null when there is none. */
  async getMemory(userId: string, key: string): Promise<MemoryItem | null> {
    return this.#operation(GET_OF_USER, userId, [key], async (agent) => {
      const memory = key.isWellFormed() ? await getMemory(agent, memoryId([], key)) : null
      if (memory === null) return null
      const item = await itemOf(agent, memory)
      await recordReads(agent, { way: 'get', items: [memory] })
      return item
    })
  }

  /**
   * Deletes the memory at `key` and verifies that it is gone from the agent's tables. A copy for undoing it in the dashboard
   * is unreadable after ten minutes, and deleted by whatever comes first: a running dashboard, or the next save or delete here.
   * @returns whether there was one
   */
  async deleteMemory(userId: string, key: string): Promise<boolean> {
    return this.#operation(DELETE_OF_USER, userId, [key], async (agent) => {
      if (!key.isWellFormed()) return false // its address would be another key's
      try {
        await deleteMemory(agent, { id: memoryId([], key) })
        await this.#purge(agent)
        return true
      } catch (error) {
        if (error instanceof Expected && error.code === 'not-found') return false
        throw error
      }
    })
  }

  /** All memories of one user, child namespaces included, newest first. */
  async listMemories(userId: string, keyPrefix = ''): Promise<MemoryItem[]> {
    return this.#operation(LIST_OF_USER, userId, [], async (agent) => {
      const items: MemoryItem[] = []
      const read: Reads['items'][number][] = []
      for await (const memory of everyMemory(agent, keyPrefix)) {
        items.push(await itemOf(agent, memory))
        read.push({ child: memory.child, key: memory.key, createdAt: memory.createdAt })
      }
      await recordReads(agent, { way: 'list', items: read })
      return items
    })
  }

  /** Everything that is done for a user: one trace, which holds also why it was refused. */
  #operation<Args extends unknown[], Result>(
    span: Span<Args, Result>,
    userId: string,
    args: Args,
    run: (agent: Agent) => Promise<Result>,
  ): Promise<Result> {
    const who = () => {
      const subject = pseudonym(this.#options, 'person', String(userId))
      return { ...fingerprints(this.#options, subject), userId: String(userId), surface: this.#origin.surface }
    }
    return recorded(span, who, args, async () => run(await this.#agent(userId)))
  }

  /** There may be no dashboard beside this library to do it. */
  async #purge({ store }: Agent): Promise<void> {
    await asExpected(async () => {
      await purgeExpired(store.pool, store.catalog.store)
      await purgeReads(store.pool, null)
    })
  }

  async #agent(userId: string): Promise<Agent> {
    if (typeof userId !== 'string' || userId === '')
      throw new Expected('invalid', 'A user id is needed: memories without an owner would be everybody’s.')
    if (!userId.isWellFormed() || userId.includes('\u0000'))
      throw new Expected('invalid', 'This user id holds characters that cannot be stored.')
    const { pool, schema = 'public', fields = ['$'], embedder, pseudonymKey } = this.#options
    this.#opening ??= asExpected(() =>
      openMemoryStore(pool, schema, {
        embedder,
        fields,
        pseudonymKey,
        readLogDays: this.#options.readLogDays,
        namespaceRoot: this.#options.namespaceRoot ?? 'user_memories',
        namespaceStyle: this.#options.namespaceStyle ?? 'at',
      }),
    )
    try {
      return scopeOf(await this.#opening, userId, this.#origin) as Agent
    } catch (error) {
      this.#opening = undefined // an outage is not remembered
      throw error
    }
  }
}

const NAME_LIMIT = 80

function checkedName(name: string | undefined): string | null {
  if (name === undefined) return null
  const isShowable = typeof name === 'string' && name.isWellFormed() && name.trim() !== '' && !/\p{Cc}/u.test(name)
  if (!isShowable || [...name].length > NAME_LIMIT)
    throw new Expected(
      'invalid',
      'The name of an agent must be a text of 1 to 80 characters without line breaks and other control characters.',
    )
  return name
}

async function itemOf(agent: Agent, memory: Memory): Promise<MemoryItem> {
  // lists leave out what is too large to show; a library does not
  const json = memory.json ?? (await getMemoryAt(agent, memory.child, memory.key))?.json ?? '{}'
  return {
    key: memory.key,
    value: JSON.parse(json) as Record<string, unknown>,
    json,
    createdAt: memory.createdAt,
    updatedAt: memory.updatedAt,
  }
}
