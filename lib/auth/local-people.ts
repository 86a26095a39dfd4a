// Who the local sign-in offers.
import 'server-only'
import { DEMO_PEOPLE } from '@/lib/demo/people'
import { environment } from '@/lib/env'
import type { Sentence } from '@/lib/shared/text'

export type LocalPerson = { id: string; name: string; note?: Sentence }

/** The people of `LOCAL_USERS`, or those of the demonstration. */
export function localPeople(): readonly LocalPerson[] {
  const { localUsers, demoData } = environment()
  if (localUsers.length > 0) return localUsers
  return demoData === 'people' ? DEMO_PEOPLE : []
}
