// What is remembered about the demonstration's people from the first start on.
import { writerOf } from './agents'
import type { DemoEntry } from './entry'
import { INES } from './ines'
import { INES_ID, JO_ANN_ID, TEMI_ID } from './people'
import { TEMI } from './temi'

export interface DemoMemory {
  userId: string
  /** Labels below the person's own namespace; mostly none. */
  child: string[]
  key: string
  json: string
  writtenAt: string
  /** What the agent calls itself that wrote it, through the library; null: it was written past this dashboard. */
  agent: string | null
}

/** Nobody may see these: `jo.ann@example.com` would have the same namespace. */
const JO_ANN: readonly DemoEntry[] = [
  ['desk', '2026-09-02T08:14:31Z', '{"text": "Sits by the door because of the draught from the window"}'],
  ['lunch', '2026-10-19T11:40:05Z', '{"text": "Brings lunch from home, except on Thursdays"}'],
]

function of(userId: string, entries: readonly DemoEntry[]): DemoMemory[] {
  return entries.map(([key, writtenAt, json, child]) => ({
    userId,
    child: [...(child ?? [])],
    key,
    json,
    writtenAt,
    agent: writerOf(userId, key),
  }))
}

/** All of them, oldest first. */
export function demoMemories(): DemoMemory[] {
  return [...of(INES_ID, INES), ...of(TEMI_ID, TEMI), ...of(JO_ANN_ID, JO_ANN)].sort((a, b) =>
    a.writtenAt < b.writtenAt ? -1 : a.writtenAt > b.writtenAt ? 1 : 0,
  )
}
