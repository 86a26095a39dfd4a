// Spellings of one id that a person takes for the same, and an agent for different people. Pure.

/** Looks like a dot, a dash or nothing, and is another character. */
const DOTS = /[\u2024\u3002\uff0e\uff61\u00b7\u0701\u0660\u06d4]/gu
const DASHES = /[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d\u00ad]/gu
const NOTHING = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** What is left of a label when case, Unicode form, width, hidden characters, spaces at its ends and kinds of dots and dashes are not told apart. */
export function skeleton(label: string): string {
  const known = label.replace(DOTS, '-').replace(DASHES, '-').replace(NOTHING, '')
  return known.normalize('NFKC').toLowerCase().normalize('NFKC').trim().replaceAll('.', '-').replaceAll('@', '-at-')
}

type SpellingDifference = 'case' | 'form' | 'hidden' | 'other'

/** In what two labels with equal skeletons differ, the most telling first. */
export function differenceOf(one: string, other: string): SpellingDifference {
  if (one.toLowerCase() === other.toLowerCase()) return 'case'
  if (one.normalize('NFKC').toLowerCase() === other.normalize('NFKC').toLowerCase()) return 'form'
  const shown = (text: string) => text.replace(NOTHING, '').trim().normalize('NFKC').toLowerCase()
  return shown(one) === shown(other) ? 'hidden' : 'other'
}

/** The commonest spellings, for a look-up by index where there are too many namespaces to look through. */
export function commonSpellings(id: string): string[] {
  const forms = (['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map((form) => id.normalize(form))
  const cases = [id, ...forms].flatMap((text) => [
    text,
    text.toLowerCase(),
    text.toUpperCase(),
    text.charAt(0).toUpperCase() + text.slice(1),
    text.replace(/(^|[.\-_@ ])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
  ])
  const spaced = [id.trim(), `${id} `, ` ${id}`]
  return [...new Set([...cases, ...spaced])].filter((text) => text !== id && text !== '')
}
