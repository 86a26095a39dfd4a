// Who can be signed in as on a local demonstration. Nobody here is real. What is remembered about them: memories.ts and marta/.
import { type Sentence, sentence } from '../shared/text'

export interface DemoPerson {
  id: string
  name: string
  note: Sentence
}

export const INES_ID = 'ines@example.com'
export const TEMI_ID = 'temi@example.com'
export const JO_ANN_ID = 'jo-ann@example.com'
/** Hers arrive after the others': {@link file://./arrival.ts}. */
export const MARTA_ID = 'marta@example.com'

/** Who runs and who audits the demonstration: by grants, as on a real site. */
export const BRANDT_ID = 'brandt@example.com'
export const OSEI_ID = 'osei@example.com'

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { id: INES_ID, name: 'Ines Halloran', note: sentence('Operations lead') },
  { id: TEMI_ID, name: 'Temi Okonjo', note: sentence('Nurse and cellist') },
  { id: MARTA_ID, name: 'Marta Quintero', note: sentence('Wind parks in five countries') },
  { id: 'mika@example.com', name: 'Mika Sand', note: sentence('New here') },
  {
    id: JO_ANN_ID,
    name: 'Jo-Ann Reyes',
    note: sentence('Has a namesake'),
  },
  { id: BRANDT_ID, name: 'K. Brandt', note: sentence('Administrator: people, roles and audit') },
  { id: OSEI_ID, name: 'P. Osei', note: sentence('Auditor: counts and audit, never content') },
]
