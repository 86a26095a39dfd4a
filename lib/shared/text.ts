// The texts of the interface in the reader's language. A text is known by its English words, as in gettext: the code stays readable, and readers of English need no catalogue.
import { createElement, Fragment, type ReactNode } from 'react'

export const LOCALES = ['en', 'de'] as const
export type Locale = (typeof LOCALES)[number]

/** How each language calls itself. */
export const LANGUAGE_NAMES: Record<Locale, string> = { en: 'English', de: 'Deutsch' }

/**
 * A translation by its English text; of a plural, `one|many` by `one|many`, with as many forms as the language has, in CLDR's
 * order. `Close##near`: what follows `##` is not shown, it tells apart what is the same in English only.
 */
export type Catalogue = Readonly<Record<string, string>>

/** Numbers are grouped, sentences said in the same language. */
export type Values = Readonly<Record<string, string | number | Sentence>>

/** A sentence that is made in one place and said in another: English, with its values still apart. */
export type Sentence = { readonly text: string; readonly values?: Values }

export type Text = {
  locale: Locale
  /** `t('There is a memory named {key} already.', { key })`. */
  t: (text: string, values?: Values) => string
  /** `plural(3, '{count} memory', '{count} memories')`; `count` is a value of both. */
  plural: (count: number, one: string, many: string, values?: Values) => string
  /** As {@link Text.t}, with elements in its places: `rich('Changed {when}', { when: <LocalTime … /> })`. */
  rich: (text: string, places: Places) => ReactNode
  /** As {@link Text.plural}, with elements in its places, of which `count` may be one. */
  richPlural: (count: number, one: string, many: string, places?: Places) => ReactNode
  say: (sentence: Sentence) => string
  /** Grouped: `3,214`. */
  number: (value: number) => string
}

type Places = Readonly<Record<string, ReactNode>>

/** A sentence to be said later. */
export function sentence(text: string, values?: Values): Sentence {
  return { text, values }
}

/** A sentence with a number, to be said later: as {@link Text.plural}. */
export function counted(count: number, one: string, many: string, values?: Values): Sentence {
  return { text: `${one}|${many}`, values: { ...values, count } }
}

/** The texts of `locale`; what its catalogue lacks is said in English. */
export function textIn(locale: Locale, catalogue: Catalogue = {}): Text {
  const number = (value: number) => groupDigits(String(value), locale)
  const say = ({ text, values }: Sentence): string => t(text, values)
  const t = (text: string, values: Values = {}): string =>
    fill(formOf(text, values.count), (name) => {
      const value = values[name]
      return typeof value === 'number' ? number(value) : typeof value === 'object' ? say(value) : value
    }).join('')
  const formOf = (text: string, count: unknown) => {
    const translated = catalogue[text]
    const forms = (translated ?? text).split('|')
    const form = forms[formIndex(count, translated === undefined ? 'en' : locale)] ?? forms.at(-1) ?? text
    return form.split('##', 1)[0] ?? form
  }
  const withNodes = (form: string, places: Places) =>
    createElement(
      Fragment,
      null,
      ...fill<ReactNode>(form, (name) => {
        const node = places[name]
        return typeof node === 'number' ? number(node) : node
      }),
    )
  return {
    locale,
    t,
    plural: (count, one, many, values) => t(`${one}|${many}`, { ...values, count }),
    rich: (text, places) => withNodes(formOf(text, undefined), places),
    richPlural: (count, one, many, places) => withNodes(formOf(`${one}|${many}`, count), { count, ...places }),
    say,
    number,
  }
}

/** The parts of `text` with its places filled; a place without a value stays as it stands. */
function fill<T>(text: string, inPlace: (name: string) => T | undefined): (T | string)[] {
  return text.split(/(\{\w+\})/).map((part, at) => (at % 2 === 0 ? part : (inPlace(part.slice(1, -1)) ?? part)))
}

/** Which of a text's forms goes with a number: its place in CLDR's order among those that the language has. */
function formIndex(count: unknown, locale: Locale): number {
  if (typeof count !== 'number') return 0
  let rules = pluralRules.get(locale)
  if (rules === undefined) {
    rules = new Intl.PluralRules(locale)
    pluralRules.set(locale, rules)
  }
  const { pluralCategories } = rules.resolvedOptions()
  return CLDR_ORDER.filter((category) => pluralCategories.includes(category)).indexOf(rules.select(count))
}

const pluralRules = new Map<Locale, Intl.PluralRules>()
const CLDR_ORDER = ['zero', 'one', 'two', 'few', 'many', 'other'] as const

/** The English of a sentence, filled in: for logs, scripts and agents. */
export function inEnglish(said: Sentence): string {
  return ENGLISH.say(said)
}

const ENGLISH = textIn('en')

const SEPARATORS: Record<Locale, { group: string; point: string }> = {
  en: { group: ',', point: '.' },
  de: { group: '.', point: ',' },
}

/** A number as it was written, every digit kept: `12345.50` → `12,345.50`. Not by Intl, whose data differ between server and browser. */
export function groupDigits(raw: string, locale: Locale): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(.*)$/.exec(raw)
  if (parts === null) return raw
  const [, sign = '', whole = '', fraction, rest = ''] = parts
  const { group, point } = SEPARATORS[locale]
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, group)}${fraction === undefined ? '' : point + fraction}${rest}`
}

/** Which way the lines of a language run. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/.test(locale) ? 'rtl' : 'ltr'
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
