// A spreadsheet of memories: what a person reads in it is what is stored, and nothing in it runs.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvWords, csvHead, csvRow, csvSentence, harmless } from '@/lib/transfer/csv'
import type { ExportedMemory } from '@/lib/transfer/lines'
import { objectText } from '../support/hostile'
import { cellsOf, isFormula } from '../support/spreadsheet'

const WORDS: CsvWords = {
  key: 'Key',
  rest: 'Other fields',
  child: 'Namespace',
  created: 'First written (UTC)',
  changed: 'Changed (UTC)',
  ends: 'Ends (UTC)',
  searchable: 'Searchable',
  changedBy: 'Changed by',
  yes: 'yes',
  no: 'no',
  writer: ({ writtenBy, writtenAs }) =>
    writtenAs ?? { you: 'you', outside: 'an agent', agent: '', token: '', admin: '' }[writtenBy],
  cut: ' … (cut)',
}

const memory = (json: string, more: Partial<ExportedMemory> = {}): ExportedMemory => ({
  child: [],
  key: 'tea',
  json,
  createdAt: '2026-01-02 03:04:05.678901+00',
  updatedAt: '2026-11-23 07:46:05.578187+00',
  expiresAt: null,
  ttlMinutes: null,
  writtenBy: 'outside',
  writtenAs: null,
  index: undefined,
  entries: null,
  ...more,
})

describe('a spreadsheet', () => {
  test('has a mark of its encoding, headings, a row a memory, and a column for each field', () => {
    const fields = ['text', 'share']
    const rows = [
      csvHead(fields, WORDS),
      csvRow(memory('{"text": "Grüner Tee, kein \\"Earl Grey\\"", "share": 1.50, "more": [1, null]}'), fields, WORDS),
      csvRow(memory('{"text": "x"}', { child: ['trips', '2026'], index: false, writtenBy: 'you' }), fields, WORDS),
      csvSentence('End of the file: 2 memories', WORDS),
    ]
    expect(rows.join('')).toBe(
      '\ufeffKey,text,share,Other fields,Namespace,First written (UTC),Changed (UTC),Ends (UTC),Searchable,Changed by\r\n' +
        'tea,"Grüner Tee, kein ""Earl Grey""",1.50,"{""more"": [1, null]}",,2026-01-02 03:04:05,2026-11-23 07:46:05,,yes,an agent\r\n' +
        'tea,x,,,trips.2026,2026-01-02 03:04:05,2026-11-23 07:46:05,,no,you\r\n' +
        'End of the file: 2 memories\r\n',
    )
  })

  test('keeps the digits that a spreadsheet would change, by calling them a text', () => {
    const row = (number: string) => cellsOf(csvRow(memory(`{"n": ${number}}`), ['n'], WORDS), ',')[1]
    expect(['-5', '1e400', '0.00000012345', '123456789012345', '1.50'].map(row)).toEqual([
      '-5',
      '1e400',
      '0.00000012345',
      '123456789012345',
      '1.50',
    ])
    expect(row('12345678901234567890')).toBe("'12345678901234567890")
    expect(row('-0.1234567890123456')).toBe("'-0.1234567890123456")
  })

  test('says where a text was too long for a cell', () => {
    const cell = cellsOf(csvRow(memory(`{"t": "${'x'.repeat(40_000)}"}`), ['t'], WORDS), ',')[1] ?? ''
    expect(cell.length).toBeLessThan(32_767)
    expect(cell).toMatch(/^x{32000} … \(cut\)$/)
  })

  test('shows hidden, reordering and control characters as marks', () => {
    const cells = cellsOf(csvRow(memory('{"t": "a\\u202eb\\u200bc\\u001b[31m"}'), ['t'], WORDS), ',')
    expect(cells[1]).toBe('a⟨U+202E⟩b⟨U+200B⟩c⟨U+001B⟩[31m')
  })

  test.each([
    '=1+1',
    '+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '"=1',
    '＝1',
    'a,=1',
    'a;=1',
    'a\t=1',
    'a\n=1',
    'a\r\n@x',
    'a","=1',
    "a;'=1",
    'a; -2+3',
    'a|=1',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")',
  ])('T61: %j begins no formula, whichever sign a spreadsheet splits at', (text) => {
    for (const given of [
      memory(JSON.stringify({ t: text })),
      memory(JSON.stringify({ [text]: text })),
      memory(JSON.stringify({ other: [text], [`x${text}`]: { [text]: text } })),
      memory('{}', { key: text, child: [text] }),
    ]) {
      const file = `${csvHead(['t', text], WORDS)}${csvRow(given, ['t', text], WORDS)}`
      for (const separator of [',', ';', '\t', '|'])
        for (const quotes of [true, false])
          expect(cellsOf(file, separator, quotes).filter(isFormula), `split at ${separator}, quotes ${quotes}`).toEqual(
            [],
          )
    }
  })

  test('T61: no random value, key or field name begins a formula', () => {
    const parts = fc.array(
      fc.oneof(
        fc.constantFrom('=', '+', '-', '@', ',', ';', '\t', '\r', '\n', '"', "'", ' ', '|', '＝'),
        fc.string({ maxLength: 3 }),
      ),
      { maxLength: 8 },
    )
    const text = parts.map((pieces) => pieces.join('').toWellFormed().replaceAll('\u0000', ''))
    fc.assert(
      fc.property(
        text,
        text,
        fc.oneof(
          objectText,
          text.map((word) => JSON.stringify({ t: word })),
        ),
        (key, field, json) => {
          const file = `${csvHead([field], WORDS)}${csvRow(memory(json, { key }), [field], WORDS)}`
          for (const separator of [',', ';', '\t', '|'])
            for (const quotes of [true, false]) if (cellsOf(file, separator, quotes).some(isFormula)) return false
          return true
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('an ordinary text is not touched', () => {
    for (const text of ['Tea – not coffee', 'a-b', 'ada@example.com', '5 + 3 = 8', 'a, b; c', '{"a": "b-c"}'])
      expect(harmless(text)).toBe(text)
  })
})
