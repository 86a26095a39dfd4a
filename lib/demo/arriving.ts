// How far Marta's memories have come, for pages to show: a fact of this process, no look into the database.
import type { Arrival } from '@/lib/shared/arrival'
import { MARTA_ID } from './people'

// Next bundles this module more than once: instrumentation fills what pages read
const KEY = Symbol.for('memory-dashboard.arrival')
const holder = globalThis as typeof globalThis & { [KEY]?: Arrival | null }

/** What is still under way for this person; null when nothing is, as on every database but the demonstration's own. */
export function arrivalOf(userId: string): Arrival | null {
  return userId === MARTA_ID ? (holder[KEY] ?? null) : null
}

export function setArrival(arrival: Arrival | null): Arrival | null {
  holder[KEY] = arrival
  return arrival
}
