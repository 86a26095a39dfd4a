// What a memory says, taken apart so that two can be compared: telling words, names, numbers, dates, and whether it says no. Pure.
import { plainWords } from '@/lib/embedding/plain-words'

export type Facts = {
  /** Words of two letters and more, each once: lower case, without a plural s; of scripts without spaces, pairs of characters. */
  words: ReadonlySet<string>
  /** Those of them that name something: identifiers such as `T16`, and words that are written with a capital where no sentence begins. */
  names: ReadonlySet<string>
  numbers: ReadonlySet<string>
  /** `2026-03-14`, `-03-14` where the year is not said, `-03-` where the day is not. */
  dates: ReadonlySet<string>
  weekdays: ReadonlySet<string>
  /** Numbers that it takes back: `not 96.5`, `it was 25 before`. */
  denied: ReadonlySet<string>
  /** Whether it says not, no, never, without. */
  isNegative: boolean
}

/** Of longer memories the beginning is compared. */
export const COMPARED_CHARACTERS = 2_000

const MONTHS =
  'january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre'
const MONTH_NUMBERS: Record<string, number> = Object.fromEntries(MONTHS.split('|').map((name) => [name, monthOf(name)]))
const ISO_DATE = /\b(\d{4})-(\d{2})-(\d{2})(?:[t ]\d{2}:\d{2}[\d:.]*z?)?/g
const DAY_AND_MONTH = new RegExp(
  `(?<!\\p{L})(\\d{1,2})(?:st|nd|rd|th|\\.)? (?:of |de )?(${MONTHS})(?!\\p{L})(?:,? (\\d{4}))?`,
  'gu',
)
const MONTH_ALONE = new RegExp(
  `(?<!\\p{L})(?:(in|of|since|until|by|from|to) )?(?<!\\p{L})(${MONTHS})(?!\\p{L})(?: (\\d{4}))?`,
  'gu',
)
/** Without a year only behind a word that leads to a date: `2.5.` is also a number at the end of a sentence. */
const GERMAN_DATE =
  /(?<![\d.])(?:(?<=(?:am|bis|vom|zum|ab|seit|den|dem|der|nach|vor|und) )(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(?!\d)|(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(\d{4})(?!\d))/g
const WEEKDAYS =
  /^(?:(mon|tues|wednes|thurs|fri|satur|sun)days?|(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?|(lunes|martes|miércoles|jueves|viernes|sábados?|domingos?))$/
const NEGATIONS = new Set(
  'no not never none without nobody nothing nor don doesn isn aren wasn cannot neither nicht kein keine keinen keinem keiner nie niemals ohne nichts niemand sin nunca nada ni nadie ningún ninguna لا ليس لم لن بدون ません ない'.split(
    ' ',
  ),
)
const NUMBER_WORDS = new Map(
  [
    'two three four five six seven eight nine ten eleven twelve',
    'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf',
    'dos tres cuatro cinco seis siete ocho nueve diez once doce',
  ].flatMap((words) => words.split(' ').map((word, at): [string, string] => [word, String(at + 2)])),
)
/** The number behind such a word says which one is meant, not how much of it. */
const NUMBERED =
  /^(?:turbine|anlage|unit|room|page|chapter|version|week|line|platform|gate|berth|ticket|issue|floor|raum|seite|zimmer|linie|gleis|máquina)s?$/
/** In front of a number: that it is no longer so. */
const DENIES = /^(?:not|was|nicht|war|statt|no|era)$/
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const WORD = /[\p{L}\p{M}\p{N}]+(?:[_'’][\p{L}\p{M}\p{N}]+)*(?:[.,]\d+)*/gu

/**
 * Takes a memory apart.
 * @param said its words: {@link saidIn}
 * @param isName whether a word is known to name something, wherever it stands: {@link namesIn} over all memories
 */
export function factsOf(key: string, said: string, isName: (word: string) => boolean): Facts {
  const words = new Set<string>()
  const names = new Set<string>()
  const numbers = new Set<string>()
  const denied = new Set<string>()
  const weekdays = new Set<string>()
  let isNegative = false
  const { text, dates } = withoutDates(said.toLowerCase(), key)
  let before = ''
  for (const [token] of text.matchAll(WORD)) {
    const number = numberOf(token)
    const day = WEEKDAYS.exec(token)
    if (number !== null) {
      if (NUMBERED.test(before)) for (const set of [words, names]) set.add(`${before} ${number}`)
      else (DENIES.test(before) ? denied : numbers).add(number)
    } else if (NEGATIONS.has(token) || /n[’']t$/.test(token)) isNegative = true
    else if (day !== null) weekdays.add(day.slice(1).find((part) => part !== undefined) ?? token)
    else if (SPACELESS.test(token)) {
      const characters = [...token]
      for (let at = 0; at + 1 < characters.length; at++) words.add(`${characters[at]}${characters[at + 1]}`)
    } else if (token.length > 1) {
      const word = stem(token)
      words.add(word)
      if (isIdentifier(token) || isName(word)) names.add(word)
    }
    before = token
  }
  return { words, names, numbers, denied, dates, weekdays, isNegative }
}

/** The words of a memory as a reader meets them: of its value as JSON text, or of the beginning of that. */
export function saidIn(json: string): string {
  return plainWords(json).slice(0, COMPARED_CHARACTERS).normalize('NFKC')
}

/**
 * Words that are written with a capital inside a sentence and nowhere without one: names, and in German all nouns.
 * @param texts the words of all memories that are compared: {@link saidIn}
 */
export function namesIn(texts: Iterable<string>): Set<string> {
  const capital = new Set<string>()
  const small = new Set<string>()
  for (const text of texts) {
    for (const match of text.matchAll(WORD)) {
      const [word] = match
      const initial = /^\p{L}/u.exec(word)?.[0]
      if (initial === undefined || word.length < 2) continue
      const isCapital = initial !== initial.toLowerCase()
      // after a full stop, a colon or a quotation mark every word has a capital
      const beginsSentence = /(?:^|[.!?:;"“„«»(\n•|]|[-–—] )\s*$/u.test(
        text.slice(Math.max(0, match.index - 3), match.index),
      )
      if (!isCapital) small.add(stem(word.toLowerCase()))
      else if (!beginsSentence && !isDateWord(word.toLowerCase())) capital.add(stem(word.toLowerCase()))
    }
  }
  return new Set([...capital].filter((word) => !small.has(word)))
}

function isIdentifier(token: string): boolean {
  return token.includes('_') || (/\p{L}/u.test(token) && /\p{N}/u.test(token))
}

function isDateWord(word: string): boolean {
  return word in MONTH_NUMBERS || WEEKDAYS.test(word)
}

/** `1,200` and `1200.0` are one number; null for what is none. */
function numberOf(token: string): string | null {
  const written = NUMBER_WORDS.get(token)
  if (written !== undefined) return written
  if (!/^\d+(?:[.,]\d+)*$/.test(token)) return null
  const plain = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(token) ? token.replaceAll(',', '') : token.replace(',', '.')
  const number = Number(plain)
  return Number.isSafeInteger(number) || token.length < 15 ? String(Number.isNaN(number) ? token : number) : token
}

/** `turbines` and `turbine` are one word. */
function stem(word: string): string {
  return word.replace(/[’']s$/, '').replace(/(?<=\p{L}{3}[^s])s$/u, '')
}

/** Takes the dates out of a text in small letters; a date in the key counts where the text has none. */
function withoutDates(text: string, key: string): { text: string; dates: Set<string> } {
  const dates = new Set<string>()
  const rest = text
    .replace(ISO_DATE, (_, year, month, day) => note(`${year}-${month}-${day}`))
    .replace(DAY_AND_MONTH, (_, day, month, year) => note(dateText(year ?? '', month, day)))
    .replace(MONTH_ALONE, (whole, before, month, year) =>
      // the English word may is mostly no month
      month === 'may' && year === undefined && before === undefined ? whole : note(dateText(year ?? '', month, '')),
    )
    .replace(GERMAN_DATE, (_, day, month, dayOfYear, monthOfYear, year) =>
      note(`${year ?? ''}-${(month ?? monthOfYear).padStart(2, '0')}-${(day ?? dayOfYear).padStart(2, '0')}`),
    )
  const inKey = /(\d{4})[-_](\d{2})[-_](\d{2})(?!\d)/.exec(key)
  if (dates.size === 0 && inKey !== null) dates.add(inKey.slice(1, 4).join('-'))
  return { text: rest, dates }

  function note(date: string): string {
    dates.add(date)
    return ' '
  }
}

function dateText(year: string, month: string, day: string): string {
  return `${year}-${String(MONTH_NUMBERS[month] ?? 0).padStart(2, '0')}-${day.padStart(day === '' ? 0 : 2, '0')}`
}

function monthOf(name: string): number {
  const starts = [
    ['jan', 'ene'],
    ['feb'],
    ['mar', 'mär'],
    ['apr', 'abr'],
    ['may', 'mai'],
    ['jun'],
    ['jul'],
    ['aug', 'ago'],
    ['sep'],
    ['oct', 'okt'],
    ['nov'],
    ['dec', 'dez', 'dic'],
  ]
  return starts.findIndex((list) => list.some((start) => name.startsWith(start))) + 1
}
