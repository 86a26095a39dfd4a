// Who can be signed in as on a local demonstration, and what is remembered about them. Nobody here is real.
import { type Sentence, sentence } from '../shared/text'
import type { DemoEntry } from './entry'
import { INES, INES_ID } from './ines'
import { TEMI, TEMI_ID } from './temi'

export interface DemoPerson {
  id: string
  name: string
  note: Sentence
}

export interface DemoMemory {
  userId: string
  /** Labels below the person's own namespace; mostly none. */
  child: string[]
  key: string
  json: string
  writtenAt: string
}

const JO_ANN_ID = 'jo-ann@example.com'

/** Nobody may see these: `jo.ann@example.com` would have the same namespace. */
const JO_ANN: readonly DemoEntry[] = [
  ['desk', '2026-09-02T08:14:31Z', '{"text": "Sits by the door because of the draught from the window"}'],
  ['lunch', '2026-10-19T11:40:05Z', '{"text": "Brings lunch from home, except on Thursdays"}'],
]

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { id: INES_ID, name: 'Ines Halloran', note: sentence('Operations lead') },
  { id: TEMI_ID, name: 'Temi Okonjo', note: sentence('Nurse and cellist') },
  { id: 'mika@example.com', name: 'Mika Sand', note: sentence('New here') },
  {
    id: JO_ANN_ID,
    name: 'Jo-Ann Reyes',
    note: sentence('Has a namesake'),
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
  return [...of(INES_ID, INES), ...of(TEMI_ID, TEMI), ...of(JO_ANN_ID, JO_ANN)].sort((a, b) =>
    a.writtenAt < b.writtenAt ? -1 : a.writtenAt > b.writtenAt ? 1 : 0,
  )
}
