// Whether two memories that lie near each other say the same, or may contradict each other: a rule that can be told in two sentences. A hint, never a judgement. Pure.
import type { Contradiction } from '@/lib/shared/pairs'
import type { Facts } from './facts'

export type Likeness = {
  /** How much of the telling words they share, 0 to 1; rare words weigh more. */
  alike: number
  kind: 'same' | 'contradict'
  contradiction: Contradiction | null
}

/** Two that share so much of their telling words are about one thing. */
export const ALIKE = 0.6
/** So much is enough where the two also lie very near by meaning. */
export const LEAST_ALIKE = 0.45
/** Different dates are two occasions, unless nothing else differs and both were learned within so many days. */
const ONE_OCCASION_DAYS = 31
const DAY_MS = 86_400_000

const OPPOSITES = new Map(
  (
    'before/after left/right morning/evening always/never open/closed on/off window/aisle like/dislike more/less first/last early/late yes/no warm/cold summer/winter ' +
    'vor/nach links/rechts morgens/abends immer/nie offen/geschlossen fenster/gang mehr/weniger erst/zuletzt früh/spät ja/nein sommer/winter antes/después siempre/nunca sí/no'
  )
    .split(' ')
    .flatMap((pair) => {
      const [one = '', other = ''] = pair.split('/')
      return [
        [one, other],
        [other, one],
      ] as [string, string][]
    }),
)

export type Compared = { facts: Facts; learnedAt: number }

/**
 * Compares two memories. They can be about one thing when they share at least {@link LEAST_ALIKE} of their telling words by
 * weight and neither names something that the other lacks while the other does too. Then they may contradict each other when
 * each says a number, weekday, date or opposite that the other does not, or one alone says no; otherwise they say the same.
 * @param weight of a word: the rarer among the person's memories, the more
 * @returns null when they are about different things, or about different occasions
 */
export function compare(left: Compared, right: Compared, weight: (word: string) => number): Likeness | null {
  const [a, b] = [left.facts, right.facts]
  let shared = 0
  let all = 0
  const onlyLeft: string[] = []
  for (const word of a.words) {
    const its = weight(word)
    all += its
    if (b.words.has(word)) shared += its
    else onlyLeft.push(word)
  }
  const onlyRight = [...b.words].filter((word) => !a.words.has(word))
  for (const word of onlyRight) all += weight(word)
  const alike = all === 0 ? 0 : shared / all
  if (alike < LEAST_ALIKE) return null
  if (onlyLeft.some((word) => a.names.has(word)) && onlyRight.some((word) => b.names.has(word))) return null
  const [number, date] = [numbersApart(a, b), apart(a.dates, b.dates, isSameDate)]
  const isLongBetween = Math.abs(left.learnedAt - right.learnedAt) > ONE_OCCASION_DAYS * DAY_MS
  if (date !== null && (number !== null || isLongBetween)) return null
  const contradiction = contradictionOf({ a, b, onlyLeft, onlyRight, number, date })
  return { alike, kind: contradiction === null ? 'same' : 'contradict', contradiction }
}

type Apart = { left: string; right: string }

type Differing = {
  a: Facts
  b: Facts
  onlyLeft: readonly string[]
  onlyRight: readonly string[]
  number: Apart | null
  date: Apart | null
}

function contradictionOf({ a, b, onlyLeft, onlyRight, number, date }: Differing): Contradiction | null {
  if (number !== null) return { by: 'number', ...number }
  const weekday = apart(a.weekdays, b.weekdays, isEqual)
  if (weekday !== null) return { by: 'weekday', ...weekday }
  for (const word of onlyLeft) {
    const opposite = OPPOSITES.get(word)
    if (opposite !== undefined && onlyRight.includes(opposite)) return { by: 'opposite', left: word, right: opposite }
  }
  if (date !== null) return { by: 'date', ...date }
  // a no in a sentence that also says other things may belong to those
  if (a.isNegative !== b.isNegative && onlyLeft.length + onlyRight.length <= 2)
    return { by: 'no', left: a.isNegative ? 'no' : '', right: b.isNegative ? 'no' : '' }
  return null
}

/** As {@link apart}, and where one says a number that the other takes back. */
function numbersApart(a: Facts, b: Facts): Apart | null {
  const differing = apart(a.numbers, b.numbers, isEqual)
  if (differing !== null) return differing
  const [inLeft, inRight] = [deniedBy(b, a), deniedBy(a, b)]
  if (inLeft !== null) return { left: inLeft, right: [...b.numbers].find((one) => !a.numbers.has(one)) ?? '' }
  return inRight === null ? null : { left: [...a.numbers].find((one) => !b.numbers.has(one)) ?? '', right: inRight }
}

function deniedBy({ denied }: Facts, { numbers }: Facts): string | null {
  return [...numbers].find((one) => denied.has(one)) ?? null
}

/** What each says that the other does not; null where one side says nothing more than the other. */
function apart(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  isSame: (one: string, other: string) => boolean,
): Apart | null {
  const left = [...a].find((one) => ![...b].some((other) => isSame(one, other)))
  const right = [...b].find((one) => ![...a].some((other) => isSame(one, other)))
  return left === undefined || right === undefined ? null : { left, right }
}

function isEqual(one: string, other: string): boolean {
  return one === other
}

/** `14 March` and `14 March 2026` are the same date, as far as is said. */
function isSameDate(one: string, other: string): boolean {
  const [a, b] = [one.split('-'), other.split('-')]
  return [0, 1, 2].every((at) => (a[at] ?? '') === '' || (b[at] ?? '') === '' || a[at] === b[at])
}
