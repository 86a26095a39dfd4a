// The memory tools over the Model Context Protocol, for one request by whoever holds one token. What a token may not do is not listed, and refused.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { type CallToolResult, ListToolsRequestSchema, type Tool } from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'
import { Expected, type ExpectedCode } from '@/lib/errors'
import type { TokenBearer } from '@/lib/store/access/agent-tokens'
import { countAgentWrite, countSearch } from '@/lib/store/access/rate-limit'
import { type Refusal, recordToolCall } from '@/lib/store/audit/tools'
import { type Agent, type MemoryStore, type Origin, scopeOf } from '@/lib/store/memory-store'
import { version } from '@/package.json'
import { LongTermMemory } from './long-term-memory'
import { deleteUserMemory, getUserMemory, isMendable, MEMORY_TOOLS, saveUserMemory } from './tool-calls'

/** Characters of a query; encoders read fewer. */
const LONGEST_QUERY = 8_192

const INSTRUCTIONS =
  'What agents remember about the person whose token this is, and about nobody else. Search with get_user_memory before you answer what depends on the person.'
const READ_ONLY =
  'This token may only read. To save or delete, ask the person for a token that may write: they make one on the privacy page of their memory dashboard.'

const query = z.object({ query: z.string().max(LONGEST_QUERY).describe(MEMORY_TOOLS.get.arguments.query) })
const saved = z.object({
  memory_key: z.string().describe(MEMORY_TOOLS.save.arguments.memory_key),
  memory_data_json: z.string().describe(MEMORY_TOOLS.save.arguments.memory_data_json),
})
const deleted = z.object({ memory_key: z.string().describe(MEMORY_TOOLS.delete.arguments.memory_key) })

const READS = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }
/** Saving replaces what is there. */
const WRITES = { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false }

/** What a call came to that the person or the moment does not allow. */
const REFUSALS: Partial<Record<ExpectedCode, Refusal>> = {
  refused: 'read-only',
  'too-many': 'too-many',
  'embedding-unavailable': 'unavailable',
}

/** Whom a token lets in, and whose memories they are: nothing that a request says can change it. */
export function agentOf(store: MemoryStore, bearer: TokenBearer): Agent {
  return scopeOf(store, bearer.userId, originOf(bearer)) as Agent
}

function originOf({ id, name }: TokenBearer): Origin {
  return { surface: 'mcp', token: { id, name } }
}

/** A server for one request: it keeps nothing, so any instance answers the next one. */
export function memoryServer(store: MemoryStore, bearer: TokenBearer): McpServer {
  const { userId, scope } = bearer
  const agent = agentOf(store, bearer)
  const memory = LongTermMemory.over(store, originOf(bearer))
  const mayWrite = scope === 'write'
  const server = new McpServer(
    { name: 'long-term-memory', title: 'Long-term memory', version },
    { instructions: mayWrite ? INSTRUCTIONS : `${INSTRUCTIONS} ${READ_ONLY}` },
  )
  const refused = (why: Refusal, tool: string) =>
    recordToolCall(agent, { action: 'tool.refused', detail: { tool, why } })
  const calling = (tool: string, work: () => Promise<string>) =>
    answered(async () => {
      try {
        const text = await work()
        if (isMendable(text)) await refused('invalid', tool)
        return text
      } catch (error) {
        const why = error instanceof Expected ? REFUSALS[error.code] : undefined
        if (why !== undefined) await refused(why, tool)
        throw error
      }
    })
  const writing = (tool: string, work: () => Promise<string>) =>
    calling(tool, async () => {
      if (!mayWrite) throw new Expected('refused', READ_ONLY)
      await countAgentWrite(agent)
      return work()
    })

  server.registerTool(
    MEMORY_TOOLS.get.name,
    { title: 'Search memories', description: MEMORY_TOOLS.get.description, inputSchema: query, annotations: READS },
    (asked) =>
      calling(MEMORY_TOOLS.get.name, async () => {
        await countSearch(agent)
        let results = 0
        const searchMemories: LongTermMemory['searchMemories'] = async (...search) => {
          const items = await memory.searchMemories(...search)
          results = items.length
          return items
        }
        const text = await getUserMemory({ searchMemories }, userId, asked.query)
        if (!isMendable(text)) await recordToolCall(agent, { action: 'memory.search', detail: { results } })
        return text
      }),
  )
  server.registerTool(
    MEMORY_TOOLS.save.name,
    { title: 'Save a memory', description: MEMORY_TOOLS.save.description, inputSchema: saved, annotations: WRITES },
    (asked) =>
      writing(MEMORY_TOOLS.save.name, () => saveUserMemory(memory, userId, asked.memory_key, asked.memory_data_json)),
  )
  server.registerTool(
    MEMORY_TOOLS.delete.name,
    {
      title: 'Delete a memory',
      description: MEMORY_TOOLS.delete.description,
      inputSchema: deleted,
      annotations: WRITES,
    },
    (asked) =>
      writing(MEMORY_TOOLS.delete.name, async () => {
        const deleteMemory: LongTermMemory['deleteMemory'] = async (...remove) => {
          const isThere = await memory.deleteMemory(...remove)
          if (!isThere) await refused('absent', MEMORY_TOOLS.delete.name)
          return isThere
        }
        return deleteUserMemory({ deleteMemory }, userId, asked.memory_key)
      }),
  )
  if (!mayWrite) listReadingOnly(server)
  return server
}

/** An answer for a model: what it can mend, and what it cannot, comes as an error with a sentence. */
async function answered(work: () => Promise<string>): Promise<CallToolResult> {
  try {
    const text = await work()
    return { content: [{ type: 'text', text }], isError: isMendable(text) }
  } catch (error) {
    return { content: [{ type: 'text', text: sentenceOf(error) }], isError: true }
  }
}

/** The message of an unknown error may quote what somebody stored: where it happened is enough to find it. */
function sentenceOf(error: unknown): string {
  if (error instanceof Expected)
    return error.code === 'embedding-unavailable' ? `${error.sentence} Nothing was changed.` : error.sentence
  const places = error instanceof Error ? error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) : undefined
  console.error(`[mcp] ${error instanceof Error ? error.name : 'failed'}\n${places?.join('\n') ?? ''}`)
  return 'Something went wrong on the server, and it is not known whether anything was changed. Look before you try again.'
}

/** The other tools stay registered: calling one is answered with what to do, and not as if it did not exist. */
function listReadingOnly({ server }: McpServer): void {
  const { name, description } = MEMORY_TOOLS.get
  const inputSchema = z.toJSONSchema(query, { io: 'input' }) as Tool['inputSchema']
  const tool: Tool = { name, title: 'Search memories', description, inputSchema, annotations: READS }
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [tool] }))
}
