// When something was written, and by whom.
import type { ReactNode } from 'react'
import { useText } from '#text'
import type { Author } from '@/lib/shared/history'
import { AuthorName, GivenName } from './author'

/** As {@link AuthorName}, after a time, inside a sentence: what a list has no use for. */
export function WhenAndWho({ when, by }: { when: ReactNode; by: Author }) {
  const { rich } = useText()
  if (by.kind === 'admin' || by.kind === 'owner' || (by.kind === 'token' && by.isTheirs))
    return rich('{when}, by: {who}', { when, who: <AuthorName by={by} /> })
  if (by.kind === 'token') return rich('{when}, by your token “{name}”', { when, name: <GivenName name={by.name} /> })
  if (by.kind === 'you') return rich('{when}, by you, here', { when })
  if (by.kind === 'somebody') return rich('{when}, by somebody else, here', { when })
  if (by.kind === 'outside') return rich('{when}, outside this dashboard', { when })
  if (by.kind === 'unrecorded') return when
  if (by.name === null) return rich('{when}, by an agent, through this dashboard’s library', { when })
  return rich('{when}, by {name} (agent)', { when, name: <GivenName name={by.name} /> })
}
