// The three memory tools as functions of a user: what every framework's tools (langchain.ts, the MCP server) call, and how they present themselves to a model.
import { Expected } from '@/lib/errors'
import { memoryLine, NO_MEMORIES, TOOL_LIMIT } from '@/lib/langgraph/memory-tool'
import { pythonSpelling } from '@/lib/langgraph/python-json'
import { pythonLoadsProblem } from '@/lib/langgraph/python-loads'
import type { JsonObject } from '@/lib/shared/json-text'
import { checkValueText } from '@/lib/shared/value-rules'
import type { LongTermMemory } from './long-term-memory'

/** Names as the reference's; a model reads the descriptions to decide. */
export const MEMORY_TOOLS = {
  get: {
    name: 'get_user_memory',
    description:
      'Search for relevant information about the user from long-term memory. Use it to recall preferences, facts and earlier decisions before answering.',
    arguments: { query: 'What to look for, in natural language.' },
  },
  save: {
    name: 'save_user_memory',
    description:
      'Save information about the user to long-term memory. Use it for what should be remembered across conversations. Saving under a key that exists replaces what it holds.',
    arguments: {
      memory_key: 'Key of the memory, short and descriptive, such as "preferred_workspace".',
      memory_data_json: 'What to remember, as the text of one JSON object, such as {"value": "production"}.',
    },
  },
  delete: {
    name: 'delete_user_memory',
    description:
      "Delete a specific memory from the user's long-term memory. Use it when the user asks to forget something.",
    arguments: { memory_key: 'Key of the memory to delete, exactly as get_user_memory shows it in brackets.' },
  },
} as const

/**
 * The user's five memories closest to `query`, a line each: `- [key]: {json}`, JSON as Python's json.dumps writes it.
 * @throws Expected for whatever is not the model's to mend (`embedding-unavailable`, `database-unavailable`, …): an outage is
 *   never answered as "No memories found"
 */
export function getUserMemory(
  memory: Pick<LongTermMemory, 'searchMemories'>,
  userId: string,
  query: string,
): Promise<string> {
  return answering(async () => {
    if (query === '') throw new Expected('invalid', 'The query is empty. Say what to look for.')
    const items = await memory.searchMemories(userId, query, TOOL_LIMIT)
    return items.length === 0 ? NO_MEMORIES : items.map(memoryLine).join('\n')
  })
}

/**
 * Stores `json`, the text of a JSON object, under `key`, replacing what is there. Numbers keep their digits; what is embedded is
 * what Python embeds for json.loads of the same text.
 * @throws Expected as {@link getUserMemory}; nothing is saved then
 */
export function saveUserMemory(memory: LongTermMemory, userId: string, key: string, json: string): Promise<string> {
  return answering(async () => {
    const problem = pythonLoadsProblem(json)
    if (problem !== null) return `Error: Invalid JSON - ${problem}`
    if (!/^[ \t\n\r]*\{/.test(json)) return 'Error: Memory data must be a JSON object (dictionary)'
    await memory.saveMemory(userId, key, storable(json))
    return `Successfully saved memory with key '${key}'`
  })
}

/**
 * Deletes the memory at `key`; that there was none is said, and not called a success.
 * @throws Expected as {@link getUserMemory}; nothing is deleted then
 */
export function deleteUserMemory(
  memory: Pick<LongTermMemory, 'deleteMemory'>,
  userId: string,
  key: string,
): Promise<string> {
  return answering(async () =>
    (await memory.deleteMemory(userId, key))
      ? `Successfully deleted memory with key '${key}'`
      : `No memory found with key '${key}'. Nothing was deleted.`,
  )
}

/** Whether an answer of these says what the model did wrong; every other one begins otherwise. */
export function isMendable(answer: string): boolean {
  return answer.startsWith('Error: ')
}

/**
 * What Python accepts and Postgres does not (NaN, Infinity, NUL, half characters) makes the agent's own put raise.
 * @throws Expected `invalid` with how to mend it
 */
function storable(json: string): JsonObject {
  const checked = checkValueText(json)
  if (!checked.ok) throw new Expected('invalid', checked.problem.sentence)
  return pythonSpelling(checked.value) as JsonObject
}

/** What the model can mend is an answer to it; the rest is thrown to whoever runs the agent. */
async function answering(work: () => Promise<string>): Promise<string> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Expected && error.code === 'invalid') return `Error: ${error.sentence}`
    throw error
  }
}
