// Marta Quintero: 5,000 memories of two years, made by a script with a seed. The same bytes at every run.
import { calls, sites } from './calls'
import { DAYS, Diary, type Draft, isWeekend } from './diary'
import { family, leisure } from './home'
import { faults, incidents, jobRemarks } from './machines'
import { ending, longTexts, nested, odd } from './odd'
import { jobChanges, peopleFacts } from './people-facts'
import { decisions, habits, limits } from './rules'
import { stories } from './stories'
import { tongues } from './tongues'
import { trips } from './trips'

export type { Draft } from './diary'
export const MARTA_COUNT = 5_000

const SEED = 20_261_123

/** All of them, the latest first: the same at every call. Works in steps of some milliseconds, so that a server goes on answering. */
export async function martasMemories(): Promise<Draft[]> {
  const diary = new Diary(SEED)
  for (const tell of [jobChanges, stories, odd, longTexts, nested, ending]) {
    tell(diary)
    await pause()
  }
  const told = new Set(diary.drafts().map(place))
  await everyday(diary)
  return thinned(diary, told)
}

/** Days as they come: work from Monday to Friday, and always the rest of life. */
async function everyday(diary: Diary): Promise<void> {
  const { random } = diary
  const work = [
    calls(diary),
    sites(diary),
    faults(diary),
    incidents(diary),
    jobRemarks(diary),
    limits(diary),
    peopleFacts(diary),
    decisions(diary),
  ]
  const life = [family(diary), leisure(diary), habits(diary), tongues(diary)]
  const journey = trips(diary)
  const workOf = random.deck([0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 5, 6, 6, 6, 7])
  const lifeOf = random.deck([0, 0, 0, 1, 1, 1, 2, 3, 3])
  for (let day = 0; day < DAYS; day++) {
    const isFree = isWeekend(day)
    for (let at = random.int(isFree ? 0 : 5, isFree ? 2 : 8); at > 0; at--) work[workOf()]?.(day)
    for (let at = random.int(1, isFree ? 5 : 4); at > 0; at--) life[lifeOf()]?.(day)
    if (day % 9 === 4) journey(day)
    if (day % 10 === 0) await pause()
  }
}

/** Exactly as many as promised and none after the last day; what was told by hand all stays. */
function thinned(diary: Diary, told: ReadonlySet<string>): Draft[] {
  const all = diary.drafts().filter((draft) => draft.writtenAt < '2026-11-24')
  const [kept, rest] = [all.filter((draft) => told.has(place(draft))), all.filter((draft) => !told.has(place(draft)))]
  if (all.length < MARTA_COUNT) throw new Error(`the diary has only ${all.length} memories`)
  const chosen = new Set([...kept, ...diary.random.shuffled(rest).slice(0, MARTA_COUNT - kept.length)])
  return all.filter((draft) => chosen.has(draft))
}

function place({ child, key }: Draft): string {
  return JSON.stringify([child, key])
}

function pause(): Promise<void> {
  return new Promise((done) => setImmediate(done))
}
