import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupDigits, textIn } from '@/lib/shared/text'
import {
  dayInMonth,
  formatDateTime,
  formatDay,
  formatInFull,
  monthOf,
  monthsBetween,
  monthTitle,
  parsePostgresTime,
} from '@/lib/shared/time'
import { plainWords, shapeOf, splitFound, visible } from '@/lib/shared/value-words'

const english = textIn('en')

const pairs = (json: string) => {
  const shape = shapeOf(json, english, 5)
  return shape.kind === 'pairs' ? shape.leaves.map(({ label, text }) => `${label}: ${text}`) : shape
}

describe('a value is read out', () => {
  test('as its words alone when it is one text', () => {
    expect(shapeOf('{"text": "Likes tea"}', english, 5)).toEqual({ kind: 'words', text: 'Likes tea' })
  })

  test('as labels and values when it is flat, with dates, numbers and answers as people write them', () => {
    expect(
      pairs(
        '{"preference_date": "2025-01-15", "big": 12345678901234567890, "threshold": 85.0, "on": true, "off": null}',
      ),
    ).toEqual([
      'preference date: 15 January 2025',
      'big: 12,345,678,901,234,567,890',
      'threshold: 85.0',
      'on: yes',
      'off: empty',
    ])
  })

  test('with two leaves and the number of the rest when it is nested', () => {
    const shape = shapeOf('{"a": {"b": 1, "c": [1, {"d": 2}]}, "e": "x"}', english, 5)
    expect(shape.kind === 'pairs' && [shape.leaves.length, shape.more]).toEqual([2, 2])
  })

  test.each([
    [null, 'Too large to show here'],
    ['{}', 'Nothing in it'],
    ['{"text": ""}', undefined],
  ])('%s says what it is', (json, text) => {
    const shape = shapeOf(json, english, 5)
    if (text !== undefined) expect(shape).toEqual({ kind: 'none', text })
    else expect(shape.kind).not.toBe('words')
  })

  test('what is no JSON is shown as it is', () => {
    expect(shapeOf('{"a": ', english, 5)).toEqual({ kind: 'words', text: '{"a": ' })
  })

  test('no digit is ever lost', () => {
    fc.assert(
      fc.property(fc.bigInt(), (number) => {
        expect(groupDigits(String(number), 'en').replaceAll(',', '')).toBe(String(number))
      }),
    )
  })

  test('hidden and reordering characters stand as marks', () => {
    expect(visible('pay\u202eevil\u200b\u0007')).toBe('pay⟨U+202E⟩evil⟨U+200B⟩⟨U+0007⟩')
    expect(visible('👩‍👩‍👧 שלום')).toBe('👩‍👩‍👧 שלום')
  })

  test('any stored value has words of its own length limit', () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 1, max: 60 }), (json, max) => {
        expect([...plainWords(json, max, english)].length).toBeLessThanOrEqual(max)
      }),
    )
  })

  test('found words are marked whole, whatever their letters mean in a pattern', () => {
    expect(splitFound('Food, food and seafood (food)', ['food'])).toEqual([
      '',
      'Food',
      ', ',
      'food',
      ' and seafood (',
      'food',
      ')',
    ])
    expect(splitFound('a+b (c)', ['a+b', '(c)'])).toContain('a+b')
  })
})

describe('a time is written', () => {
  const at = '2026-03-29 00:59:59.999999+00'
  test('in the reader’s zone, also where the clock jumps', () => {
    expect(formatDateTime(at, 'Europe/Berlin', english)).toBe('29 Mar 2026, 01:59')
    expect(formatDateTime('2026-03-29 01:00:00+00', 'Europe/Berlin', english)).toBe('29 Mar 2026, 03:00')
    expect(formatInFull(at, 'Pacific/Auckland', english)).toBe('Sunday 29 March 2026, 13:59:59, Pacific/Auckland')
  })
  test('with the month and day of that zone', () => {
    const end = '2026-10-31 23:30:00.1+00'
    expect(monthOf(end, 'UTC')).toBe('2026-10')
    expect(monthOf(end, 'Asia/Tokyo')).toBe('2026-11')
    expect(monthTitle('2026-11', english)).toBe('November 2026')
    expect(dayInMonth(end, 'Asia/Tokyo', english)).toEqual({ day: '1', weekday: 'Sun' })
  })
  test('and months begin when they begin there', () => {
    expect(monthsBetween('2026-02-28 12:00:00+00', '2026-04-01 00:00:00+00', 'America/New_York')).toEqual([
      { month: '2026-02', begins: '2026-02-01T05:00:00.000Z' },
      { month: '2026-03', begins: '2026-03-01T05:00:00.000Z' },
    ])
    expect(
      monthsBetween('2026-03-31 23:00:00+00', '2026-05-01 00:00:00+00', 'Europe/Berlin').map(({ begins }) => begins),
    ).toEqual(['2026-03-31T22:00:00.000Z', '2026-04-30T22:00:00.000Z'])
    expect(monthsBetween('infinity', '2026-05-01 00:00:00+00', 'UTC')).toEqual([])
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1971-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
        fc.constantFrom(
          'UTC',
          'Europe/Berlin',
          'America/St_Johns',
          'Pacific/Apia',
          'Australia/Lord_Howe',
          'Africa/Casablanca',
        ),
        (date, timeZone) => {
          const [month] = monthsBetween(date.toISOString(), date.toISOString(), timeZone)
          const begins = month?.begins ?? ''
          expect(monthOf(date.toISOString(), timeZone)).toBe(month?.month)
          expect(Date.parse(begins)).toBeLessThanOrEqual(date.getTime())
          expect(monthOf(begins, timeZone)).toBe(month?.month)
          expect(monthOf(new Date(Date.parse(begins) - 1).toISOString(), timeZone)).not.toBe(month?.month)
        },
      ),
      { numRuns: 2_000 },
    )
  })
  test('or left as it is when it is none', () => {
    expect(parsePostgresTime('infinity')).toBeNull()
    expect(formatDay('infinity', 'UTC', english)).toBe('infinity')
  })
})
