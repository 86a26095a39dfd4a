// A topic that a person wants forgotten: how close each memory comes to it, where the line lies, and what they ticked themselves.
import type { Found, Memory } from './memory'

/** The longest description of a topic. */
export const TOPIC_LIMIT = 2_000

/** A line that nothing reaches: only what is ticked by hand goes. */
export const NOTHING = 101

/** Where the line lies, in hundredths of closeness, and whether memories that hold the words go as well. */
export type TopicLine = { line: number; withWords: boolean }

/** What the person decided about one memory, whatever the line says. */
export type TopicTick = { position: number; mark: number | null; weighed: boolean; ticked: boolean }

export type Topic = TopicLine & {
  id: string
  question: string
  /** False: the encoder did not answer, so that words alone were compared. */
  hasMeaning: boolean
  /** How many memories have this mark, and how many of them hold enough of the words. `mark` null: without a score. */
  marks: { mark: number | null; count: number; weighed: number }[]
  ticks: TopicTick[]
}

export type TopicMatch = Memory &
  Pick<Found, 'reading' | 'found'> & {
    position: number
    mark: number | null
    weighed: boolean
    /** It was changed after it was compared: it stays. */
    isStale: boolean
  }

/** Whether the line alone lets a memory go. */
export function isAbove(
  { line, withWords }: TopicLine,
  { mark, weighed }: Pick<TopicTick, 'mark' | 'weighed'>,
): boolean {
  return (mark !== null && mark >= line) || (withWords && weighed)
}

export type TopicCounts = {
  /** Above the line, and below it. */
  above: number
  below: number
  /** Above the line and unticked; below it and ticked. */
  kept: number
  added: number
  /** What goes. */
  ticked: number
}

/** Counts without asking the server: exact, whichever memories have been loaded. */
export function countTopic({ line, withWords, marks, ticks }: Omit<Topic, 'id' | 'question'>): TopicCounts {
  const at = { line, withWords }
  let [above, below] = [0, 0]
  for (const { mark, count, weighed } of marks) {
    const up =
      (isAbove(at, { mark, weighed: true }) ? weighed : 0) +
      (isAbove(at, { mark, weighed: false }) ? count - weighed : 0)
    above += up
    below += count - up
  }
  const kept = ticks.filter((tick) => !tick.ticked && isAbove(at, tick)).length
  const added = ticks.filter((tick) => tick.ticked && !isAbove(at, tick)).length
  return { above, below, kept, added, ticked: above - kept + added }
}
