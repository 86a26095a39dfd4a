// Characters that hide, reorder, or stand for nothing: which they are, and what they are called.
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

/**
 * One character that is not meant to be seen, where nothing needs it. Joiners belong between letters of scripts that join and
 * inside emoji, a variation selector after the character that it varies, tags after the black flag of a region's emoji.
 */
export const HIDDEN =
  /[\u200c\u200d](?<=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\x20-\x3f]\p{Cf})(?=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\x20-\x3f])|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}](?<=[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2})|(?!\u200c|\u200d|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|[\t\n\r\u0600-\u0605\u06dd\u070f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}\u2800]/gu

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

/** What tag characters spell: text that an agent reads and nobody sees. */
export function spelledByTags(text: string): string {
  return [...withoutFlags(text).matchAll(/[\u{e0020}-\u{e007e}]+/gu)]
    .map(([run]) => [...run].map((tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000)).join(''))
    .join(' ')
}

/** Left-to-right, right-to-left and Arabic letter mark. */
const STEERS = new Set([0x200e, 0x200f, 0x061c])

/** The emoji of England, Scotland, Wales …, which are spelled in tags. */
export const FLAG = /\u{1f3f4}[\u{e0020}-\u{e007e}]{1,10}\u{e007f}/gu

function withoutFlags(text: string): string {
  return text.replace(FLAG, '')
}

function groupOf(codePoint: number): Group {
  const group = GROUPS.find(({ ranges }) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to))
  if (group === undefined) throw new Error('the last group has every character')
  return group
}
