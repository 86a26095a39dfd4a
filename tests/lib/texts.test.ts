import { readdirSync, readFileSync } from 'node:fs'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Expected } from '@/lib/errors'
import { catalogueOf } from '@/lib/shared/catalogue'
import {
  type Catalogue,
  counted,
  directionOf,
  groupDigits,
  inEnglish,
  preferredLocale,
  sentence,
  textIn,
} from '@/lib/shared/text'
import { dayInMonth, formatDate, formatDateTime, formatDay, formatInFull, monthTitle } from '@/lib/shared/time'
import { shapeOf } from '@/lib/shared/value-words'
import { placesOf, readSources } from '../support/texts'

const GERMAN = catalogueOf('de')
const german = textIn('de', GERMAN)
const english = textIn('en')
const { said, escaped } = readSources(['app', 'components', 'lib', 'proxy.ts'])
const keys = new Map(said.map((one) => [one.key, one.at]))

/** What is written for people and is the same in every language, with the reason. */
const SAME_IN_ALL = new Map([
  ['Esc', 'printed on keyboards'],
  ['text', 'the name of a field that agents read'],
])

describe('T71: every text', () => {
  test('of the pages and of the library goes through the catalogue', () => {
    expect(escaped.filter(({ text }) => !SAME_IN_ALL.has(text))).toEqual([])
    expect(keys.size).toBeGreaterThan(300)
  })

  test('has its German', () => {
    const needed = [...keys].filter(([key]) => /\p{L}/u.test(key.replace(/\{\w+\}/g, '')))
    expect(needed.filter(([key]) => GERMAN[key] === undefined).map(([key, at]) => `${at}: ${key}`)).toEqual([])
  })

  test('is given a value for each of its places, and the German has the same places', () => {
    const missing = said.filter(
      ({ key, given }) => given !== null && placesOf(key).some((name) => !given.includes(name)),
    )
    expect(missing).toEqual([])
    for (const [key, translation] of Object.entries(GERMAN)) {
      expect([key, placesOf(translation)]).toEqual([key, placesOf(key)])
      expect([key, translation.split('|').length]).toEqual([key, key.split('|').length])
    }
  })

  test('is translated in one place, and no translation is left over', async () => {
    const files = readdirSync('lib/shared/catalogue/de').map((name) => name.replace(/\.ts$/, ''))
    const all: string[] = []
    for (const file of files) {
      const exported = (await import(`../../lib/shared/catalogue/de/${file}.ts`)) as Record<string, Catalogue>
      all.push(...Object.values(exported).flatMap((catalogue) => Object.keys(catalogue)))
    }
    expect(all.filter((key, at) => all.indexOf(key) !== at)).toEqual([])
    expect(all.sort()).toEqual(Object.keys(GERMAN).sort())
    expect(all.filter((key) => !keys.has(key))).toEqual([])
  })

  test('writes dates and numbers by itself: what a browser writes is not what the server writes', () => {
    const sources = ['app', 'components', 'lib'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => `${folder}/${name}`),
    )
    const own = /\.toLocale\w*String\(|Intl\.(NumberFormat|RelativeTimeFormat|ListFormat)/
    expect(sources.filter((file) => own.test(readFileSync(file, 'utf8')))).toEqual([])
  })

  test('is really German: what is the same in both is known to be', () => {
    const same = new Set(
      'JSON|April|August|September|November|Name|Text|Token|{month}: {count}|{month} {year}|{date}, {time}'.split('|'),
    )
    expect(Object.entries(GERMAN).filter(([key, translation]) => key === translation && !same.has(key))).toEqual([])
  })
})

describe('T71: pages are laid out by start and end, so that another direction needs a catalogue only', () => {
  const sheets = readdirSync('app/look').map((name) => [name, readFileSync(`app/look/${name}`, 'utf8')] as const)
  const physical =
    /^\s*(margin-(left|right)|padding-(left|right)|border-(left|right)(-\w+)?|left|right|float|clear):|text-align: (left|right)|border-(top|bottom)-(left|right)-radius/

  test.each(sheets)('%s', (_, css) => {
    expect(css.split('\n').filter((line) => physical.test(line) || fourSides(line))).toEqual([])
  })

  test('and classes in the code neither', () => {
    const classes =
      /["'`\s]-?(m[lr]|p[lr]|left|right|border-[lr]|rounded-[lr]|text-left|text-right)(-[\w.[\]]+)?["'`\s]/
    const files = ['app', 'components'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.tsx'))
        .map((name) => `${folder}/${name}`),
    )
    expect(files.length).toBeGreaterThan(30)
    const found = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/className=(?:"[^"]*"|\{[^}]*\})/g)].map(([text]) => `${file}: ${text}`),
    )
    expect(found.filter((text) => classes.test(text))).toEqual([])
  })

  test('the direction follows the language', () => {
    expect(['en', 'de', 'ar', 'he', 'fa-IR', 'arn'].map(directionOf)).toEqual([
      'ltr',
      'ltr',
      'rtl',
      'rtl',
      'rtl',
      'ltr',
    ])
  })
})

/** A shorthand for four sides whose left and right differ. */
function fourSides(line: string): boolean {
  const values = /^\s*(?:margin|padding|inset|border-(?:width|color|style)): ([^;]+);/.exec(line)?.[1]
  const sides = values?.match(/(?:[\w-]+\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s()]+)/g) ?? []
  return sides.length === 4 && sides[1] !== sides[3]
}

describe('a sentence', () => {
  test('is said in the reader’s language, numbers grouped as there', () => {
    const limit = sentence('That was more than {limit} searches in a minute. Search again in {seconds}.', {
      limit: 1_200,
      seconds: counted(1, '{count} second', '{count} seconds'),
    })
    expect(inEnglish(limit)).toBe('That was more than 1,200 searches in a minute. Search again in 1 second.')
    expect(german.say(limit)).toBe('Das waren mehr als 1.200 Suchen in einer Minute. Suche in 1 Sekunde wieder.')
  })

  test('of an error keeps its values apart, and is English for logs and agents', () => {
    const error = new Expected('exists', 'There is a memory named {key} already. Nothing has been saved.', {
      values: { key: 'a|{key}##b' },
    })
    expect(error.sentence).toBe('There is a memory named a|{key}##b already. Nothing has been saved.')
    expect(error.message).toBe(error.sentence)
    expect(german.say(error)).toBe('Eine Erinnerung namens a|{key}##b gibt es schon. Nichts wurde gespeichert.')
    expect(new Expected('invalid', sentence('{count} more', { count: 3 })).sentence).toBe('3 more')
  })

  test('what stands in a value is never read as a place or as a form', () => {
    expect(english.t('{a} and {b}', { a: '{b}', b: '$&|x' })).toBe('{b} and $&|x')
    expect(english.t('{a} {b}', { a: 'x' })).toBe('x {b}')
  })

  test('takes elements in its places', () => {
    const html = (node: ReactNode) => renderToStaticMarkup(createElement('p', null, node))
    const [by, many] = [createElement('b', null, '<i>'), createElement('b', null, 3)]
    expect(html(german.rich('{when}, by you, here', { when: by }))).toBe('<p><b>&lt;i&gt;</b>, von dir, hier</p>')
    expect(html(german.richPlural(3, '{count} memory', '{count} memories', { count: many }))).toBe(
      '<p><b>3</b> Erinnerungen</p>',
    )
    expect(html(english.richPlural(1, '{count} memory', '{count} memories'))).toBe('<p>1 memory</p>')
  })

  test('is chosen by the number, as many forms as a language has', () => {
    expect([0, 1, 2, 1_000].map((count) => german.plural(count, '{count} memory', '{count} memories'))).toEqual([
      '0 Erinnerungen',
      '1 Erinnerung',
      '2 Erinnerungen',
      '1.000 Erinnerungen',
    ])
  })

  test('that is the same in English only has two translations', () => {
    expect([english.t('Close'), english.t('Close##near')]).toEqual(['Close', 'Close'])
    expect([german.t('Close'), german.t('Close##near')]).toEqual(['Schließen', 'Nah'])
  })
})

describe('dates and numbers in German', () => {
  const at = '2026-11-03 08:12:05.578187+00'
  test('are written as there', () => {
    expect(formatDay(at, 'Europe/Vienna', german)).toBe('3. November 2026')
    expect(formatDate(at, 'Europe/Vienna', german)).toBe('3. Nov. 2026')
    expect(formatDateTime('2026-03-03 08:12:05+00', 'Europe/Vienna', german)).toBe('3. März 2026, 09:12')
    expect(formatInFull(at, 'Europe/Vienna', german)).toBe('Dienstag, 3. November 2026, 09:12:05, Europe/Vienna')
    expect(monthTitle('2026-12', german)).toBe('Dezember 2026')
    expect(dayInMonth(at, 'UTC', german)).toEqual({ day: '3', weekday: 'Di' })
  })

  test('within memories too, no digit lost', () => {
    const shape = shapeOf(
      '{"on": true, "day": "2025-01-15", "big": 12345678901234567890, "part": -1234.50, "year": 2026}',
      german,
      9,
    )
    expect(shape.kind === 'pairs' && shape.leaves.map(({ text }) => text)).toEqual([
      'ja',
      '15. Januar 2025',
      '12.345.678.901.234.567.890',
      '-1.234,50',
      '2026',
    ])
    expect(groupDigits('1.5e21', 'de')).toBe('1,5e21')
    expect(groupDigits('1234567.891', 'en')).toBe('1,234,567.891')
  })
})

test.each([
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr-FR,fr;q=0.9,de;q=0.7,en;q=0.8', 'en'],
  ['fr, de;q=0', 'en'],
  ['DE', 'de'],
  ['*', 'en'],
  [null, 'en'],
] as const)('a browser that asks for %s reads %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale)
})
