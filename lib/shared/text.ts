// The texts of the interface in the reader's language. A text is known by its English words, as in gettext: the code stays readable, and readers of English need no catalogue.

export const LOCALES = ['en', 'de'] as const
export type Locale = (typeof LOCALES)[number]

/** How each language calls itself. */
export const LANGUAGE_NAMES: Record<Locale, string> = { en: 'English', de: 'Deutsch' }

/** A translation by its English text; of a plural, `one|many` by `one|many`. */
export type Catalogue = Readonly<Record<string, string>>

export type Values = Readonly<Record<string, string | number>>

/** A sentence that is made in one place and said in another: English, with its values still apart. */
export type Sentence = { readonly text: string; readonly values?: Values }

export type Text = {
  locale: Locale
  /** `t('There is a memory named {key} already.', { key })`. Numbers among the values are grouped. */
  t: (text: string, values?: Values) => string
  /** `plural(3, '{count} memory', '{count} memories')`; `count` is a value of both. */
  plural: (count: number, one: string, many: string, values?: Values) => string
  say: (sentence: Sentence) => string
  /** Grouped: `3,214`. */
  number: (value: number) => string
}

/** The texts of `locale`; what its catalogue lacks is said in English. */
export function textIn(locale: Locale, catalogue: Catalogue = {}): Text {
  const number = (value: number) => groupDigits(value, locale)
  const fill = (text: string, values: Values = {}) =>
    text.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name]
      return value === undefined ? place : typeof value === 'number' ? number(value) : value
    })
  const t = (text: string, values?: Values) => fill(catalogue[text] ?? text, values)
  return {
    locale,
    t,
    plural: (count, one, many, values) => {
      const [first = one, rest = many] = (catalogue[`${one}|${many}`] ?? `${one}|${many}`).split('|')
      return fill(count === 1 ? first : rest, { ...values, count }) // both languages have these two forms
    },
    say: ({ text, values }) => t(text, values),
    number,
  }
}

/** The English of a sentence, filled in: for logs, scripts and agents. */
export function inEnglish({ text, values }: Sentence): string {
  return ENGLISH.t(text, values)
}

const ENGLISH = textIn('en')

/** Not by Intl, whose data differ between server and browser. */
function groupDigits(value: number, locale: Locale): string {
  const [whole = '', fraction] = String(value).split('.')
  if (!/^-?\d+$/.test(whole)) return String(value)
  const [group, point] = locale === 'de' ? ['.', ','] : [',', '.']
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`
}

/** The first language of an `Accept-Language` header that the interface speaks. */
export function preferredLocale(header: string | null): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part, at) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const q = parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find((one) => one !== undefined)
      return { language: tag.split('-')[0], weight: q === undefined ? 1 : Number(q), at }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
  for (const { language } of wanted) if (isLocale(language)) return language
  return 'en'
}

export function isLocale(name: string | undefined): name is Locale {
  return LOCALES.some((locale) => locale === name)
}
