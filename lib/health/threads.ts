// Are the agent's conversations erased with the person, where they lie in the same database?
import { sentence } from '@/lib/shared/text'
import { writeThreadOwner } from '@/lib/store/forgetting/thread-owner'
import { type ThreadCover, type ThreadSettings, type ThreadTable, threadGrants } from '@/lib/store/forgetting/threads'
import { type About, type Finding, fine, unknown, wrong } from './finding'

export const THREADS: About = { check: 'threads', name: sentence('The agent’s conversations') }

export function examineThreads(
  { cover, tables }: { cover: ThreadCover; tables: ThreadTable[] },
  { owner, schema }: ThreadSettings,
  role: string,
): Finding {
  if (cover === 'no-tables')
    return fine(
      THREADS,
      sentence('The agent keeps no conversations (checkpoints of LangGraph) in the schema {schema}.', { schema }),
    )
  if (cover === 'no-rule' || owner === null)
    return unknown(
      THREADS,
      sentence(
        'The agent keeps conversations (checkpoints of LangGraph) in the schema {schema}, and MEMORY_THREAD_OWNER does not say whose they are: they stay when somebody is forgotten.',
        { schema },
      ),
    )
  if (cover === 'no-rights')
    return wrong(
      THREADS,
      sentence(
        'The dashboard may not read and delete the agent’s conversations, so they stay when somebody is forgotten.',
      ),
      sentence('Let the owner of these tables grant it:'),
      threadGrants(role, schema, tables),
    )
  return fine(
    THREADS,
    sentence('The agent’s conversations are erased with the person that they belong to by the rule {rule}.', {
      rule: writeThreadOwner(owner),
    }),
  )
}
