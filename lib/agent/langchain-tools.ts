// The memory tools for agents in LangChain.js and LangGraph.js.
import { type ToolRunnableConfig, tool } from '@langchain/core/tools'
import { z } from 'zod'
import type { LongTermMemory } from './long-term-memory'
import { deleteUserMemory, getUserMemory, MEMORY_TOOLS, saveUserMemory } from './tool-calls'

/**
 * `get_user_memory`, `save_user_memory` and `delete_user_memory` over `memory`. Whose memories they are is read from
 * `config.configurable.user_id` of the run and from nothing that the model writes: arguments other than the declared ones are
 * dropped. Without an id, the tools answer so and touch nothing.
 *
 * What the model can mend comes back as the tool's answer; an outage is thrown, which LangGraph's ToolNode makes a message of
 * status `error`.
 */
export function createMemoryTools(memory: LongTermMemory) {
  const { get, save, delete: remove } = MEMORY_TOOLS
  return [
    tool(({ query }, config) => forUser(config, 'Memory not available', (user) => getUserMemory(memory, user, query)), {
      name: get.name,
      description: get.description,
      schema: z.object({ query: z.string().describe(get.arguments.query) }),
    }),
    tool(
      ({ memory_key: key, memory_data_json: json }, config) =>
        forUser(config, 'Cannot save memory', (user) => saveUserMemory(memory, user, key, json)),
      {
        name: save.name,
        description: save.description,
        schema: z.object({
          memory_key: z.string().describe(save.arguments.memory_key),
          memory_data_json: z.string().describe(save.arguments.memory_data_json),
        }),
      },
    ),
    tool(
      ({ memory_key: key }, config) =>
        forUser(config, 'Cannot delete memory', (user) => deleteUserMemory(memory, user, key)),
      {
        name: remove.name,
        description: remove.description,
        schema: z.object({ memory_key: z.string().describe(remove.arguments.memory_key) }),
      },
    ),
  ]
}

/** Nobody's memories would be everybody's: there is no user to fall back to. */
async function forUser(
  config: ToolRunnableConfig,
  refusal: string,
  call: (userId: string) => Promise<string>,
): Promise<string> {
  const user: unknown = config.configurable?.user_id
  return typeof user === 'string' && user !== '' ? call(user) : `${refusal} - no user_id provided.`
}
