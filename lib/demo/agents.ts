// Which agents the demonstration's people have: who wrote what. What they asked is in questions.ts. The rest was written as most agents write, past this dashboard.
import { INES_ID, TEMI_ID } from './people'

export const TRAVEL = 'Travel desk'
export const HOME = 'Home assistant'
export const PLANNER = 'Week planner'
export const FAMILY = 'Family calendar'

/** By person and key. */
const WRITERS: Partial<Record<string, Partial<Record<string, readonly string[]>>>> = {
  [INES_ID]: {
    [TRAVEL]: [
      ...['dietary_rule', 'per_diem', 'trip_turin', 'flight_preferences', 'hotel_defaults', 'trip_rotterdam_autumn'],
      ...['trip_hardanger', 'trip_marseille_summer', 'holiday_packing', 'ferry_sickness', 'sun_cream'],
    ],
    [HOME]: [
      'sunday_evenings',
      'winter_tyres',
      'noor_christmas',
      'pelle_vet',
      'wool_blanket',
      'garden_share',
      'cat_sitter',
    ],
    [PLANNER]: ['weekly_summary', 'office_days', 'meeting_length', 'morning_focus', 'out_of_office'],
  },
  [TEMI_ID]: {
    [FAMILY]: ['christmas_rota', 'school_nativity', 'half_term_plan', 'packed_lunch', 'new_term_shoes', 'bedtime'],
  },
}

/** What the agent calls itself that wrote a memory; null: it was written past this dashboard. */
export function writerOf(userId: string, key: string): string | null {
  return Object.entries(WRITERS[userId] ?? {}).find(([, keys]) => keys?.includes(key))?.[0] ?? null
}
