import { INES, INES_ID } from './ines'
import { TEMI, TEMI_ID } from './temi'

/**
 * One memory as it is kept in the demonstration files. The value is JSON text and
 * not an object, so that 85.0 stays 85.0 and long integers keep all their digits.
 */
export type DemoEntry = readonly [key: string, writtenAt: string, json: string, child?: readonly string[]]

export interface DemoPerson {
  id: string
  name: string
  note: string
}

export interface DemoMemory {
  userId: string
  /** Labels below the person's own namespace; mostly none. */
  child: string[]
  key: string
  json: string
  writtenAt: string
}

/** The people one can sign in as on a local demonstration. Nobody here is real. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { id: INES_ID, name: 'Ines Halloran', note: 'Operations lead' },
  { id: TEMI_ID, name: 'Temi Okonjo', note: 'Nurse and cellist' },
  { id: 'mika@example.com', name: 'Mika Sand', note: 'New here' },
  {
    id: 'jo-ann@example.com',
    name: 'Jo-Ann Reyes',
    note: 'Has a namesake',
  },
]

function of(userId: string, entries: readonly DemoEntry[]): DemoMemory[] {
  return entries.map(([key, writtenAt, json, child]) => ({
    userId,
    child: [...(child ?? [])],
    key,
    json,
    writtenAt,
  }))
}

/** All memories of the demonstration people, oldest first. */
export function demoMemories(): DemoMemory[] {
  return [...of(INES_ID, INES), ...of(TEMI_ID, TEMI)].sort((a, b) =>
    a.writtenAt < b.writtenAt ? -1 : a.writtenAt > b.writtenAt ? 1 : 0,
  )
}
