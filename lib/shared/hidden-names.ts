// What characters that hide are called, and how many of which lie in a text.
import { HIDDEN, withoutFlags } from './hidden-characters'
import { counted, type Sentence, sentence } from './text'

type Group = {
  name: Sentence
  count: (count: number) => Sentence
  /** Inclusive ranges of code points. */
  ranges: [number, number][]
}

const GROUPS: Group[] = [
  {
    name: sentence('zero-width space'),
    count: (n) => counted(n, '{count} zero-width space', '{count} zero-width spaces'),
    ranges: [
      [0x200b, 0x200b],
      [0x2060, 0x2060],
      [0xfeff, 0xfeff],
    ],
  },
  {
    name: sentence('zero-width joiner'),
    count: (n) => counted(n, '{count} zero-width joiner', '{count} zero-width joiners'),
    ranges: [[0x200c, 0x200d]],
  },
  {
    name: sentence('right-to-left override'),
    count: (n) => counted(n, '{count} right-to-left override', '{count} right-to-left overrides'),
    ranges: [[0x202e, 0x202e]],
  },
  {
    name: sentence('left-to-right override'),
    count: (n) => counted(n, '{count} left-to-right override', '{count} left-to-right overrides'),
    ranges: [[0x202d, 0x202d]],
  },
  {
    name: sentence('direction mark'),
    count: (n) => counted(n, '{count} direction mark', '{count} direction marks'),
    ranges: [
      [0x061c, 0x061c],
      [0x200e, 0x200f],
      [0x202a, 0x202c],
      [0x2066, 0x2069],
    ],
  },
  {
    name: sentence('tag character'),
    count: (n) => counted(n, '{count} tag character', '{count} tag characters'),
    ranges: [[0xe0000, 0xe007f]],
  },
  {
    name: sentence('variation selector'),
    count: (n) => counted(n, '{count} variation selector', '{count} variation selectors'),
    ranges: [
      [0xfe00, 0xfe0f],
      [0xe0100, 0xe01ef],
    ],
  },
  {
    name: sentence('soft hyphen'),
    count: (n) => counted(n, '{count} soft hyphen', '{count} soft hyphens'),
    ranges: [[0x00ad, 0x00ad]],
  },
  {
    name: sentence('control character'),
    count: (n) => counted(n, '{count} control character', '{count} control characters'),
    ranges: [
      [0x0000, 0x001f],
      [0x007f, 0x009f],
    ],
  },
  {
    name: sentence('invisible character'),
    count: (n) => counted(n, '{count} other invisible character', '{count} other invisible characters'),
    ranges: [[0, 0x10ffff]],
  },
]

/** What a character that {@link HIDDEN} finds is called. */
export function nameOfHidden(codePoint: number): Sentence {
  return groupOf(codePoint).name
}

/** How many of which lie in a text, in words; empty when there is none. What merely steers right-to-left text is left out where there is such text. */
export function countHidden(text: string): Sentence[] {
  const counts = new Map<Group, number>()
  const isRightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text)
  for (const [character] of withoutFlags(text).matchAll(HIDDEN)) {
    const codePoint = character.codePointAt(0) ?? 0
    if (isRightToLeft && STEERS.has(codePoint)) continue
    const group = groupOf(codePoint)
    counts.set(group, (counts.get(group) ?? 0) + 1)
  }
  return GROUPS.flatMap((group) => {
    const count = counts.get(group)
    return count === undefined ? [] : [group.count(count)]
  })
}

/** Left-to-right, right-to-left and Arabic letter mark. */
const STEERS = new Set([0x200e, 0x200f, 0x061c])

function groupOf(codePoint: number): Group {
  const group = GROUPS.find(({ ranges }) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to))
  if (group === undefined) throw new Error('the last group has every character')
  return group
}
