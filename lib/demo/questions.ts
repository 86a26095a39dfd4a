// What the demonstration's agents have asked: asked in truth, through the library, and then moved back into the past.
import { LongTermMemory } from '@/lib/agent/long-term-memory'
import { agentReads, type MemoryStore } from '@/lib/store/memory-store'
import { backdateRead } from '@/lib/store/seed'
import { FAMILY, HOME, PLANNER, TRAVEL } from './agents'
import { INES_ID, TEMI_ID } from './people'

type DemoQuestion = { userId: string; agent: string; query: string; hoursAgo: number }

/** Oldest first. */
const QUESTIONS: readonly DemoQuestion[] = [
  { userId: INES_ID, agent: PLANNER, query: 'when does she like to meet', hoursAgo: 24 * 19 + 3 },
  { userId: INES_ID, agent: HOME, query: 'who looks after the cat', hoursAgo: 24 * 16 + 5 },
  { userId: INES_ID, agent: TRAVEL, query: 'does she eat meat or fish', hoursAgo: 24 * 12 + 2 },
  { userId: INES_ID, agent: HOME, query: 'Christmas guests', hoursAgo: 24 * 9 + 7 },
  { userId: INES_ID, agent: TRAVEL, query: 'hotel for three nights in Turin', hoursAgo: 24 * 6 + 4 },
  { userId: INES_ID, agent: PLANNER, query: 'what the weekly summary should look like', hoursAgo: 24 * 4 + 1 },
  { userId: INES_ID, agent: TRAVEL, query: 'food allowance and receipts', hoursAgo: 24 * 2 + 6 },
  { userId: INES_ID, agent: TRAVEL, query: 'restaurants in Turin that suit her diet', hoursAgo: 24 },
  { userId: TEMI_ID, agent: FAMILY, query: 'who picks the children up this week', hoursAgo: 24 * 5 + 8 },
  { userId: TEMI_ID, agent: FAMILY, query: 'lunch boxes', hoursAgo: 24 * 3 + 9 },
]

/**
 * A handful of searches, once every memory can be found.
 * @throws Expected `embedding-unavailable`, `database-unavailable`
 */
export async function askInThePast(store: MemoryStore): Promise<void> {
  const { catalog, ...rest } = store
  const agents = new Map<string, LongTermMemory>()
  for (const question of QUESTIONS) {
    const { userId, agent, query } = question
    const memory = agents.get(agent) ?? new LongTermMemory({ ...rest, schema: catalog.schema, agentName: agent })
    agents.set(agent, memory)
    await memory.searchMemories(userId, query, agentReads(store).limit)
    await backdateRead(store, question)
  }
}
