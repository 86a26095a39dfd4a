// A file is read line by line whatever editor saved it, and what is no JSON lines is said to be so before anything is sent.
import { describe, expect, test } from 'vitest'
import { inEnglish } from '@/lib/shared/text'
import { FILE_LIMIT, FileProblem, linesOf } from '@/lib/transfer/file'
import { LINE_LIMIT } from '@/lib/transfer/lines'

const read = async (...parts: BlobPart[]) => {
  const lines: { line: number; text: string | null }[] = []
  for await (const { line, text } of linesOf(new Blob(parts))) lines.push({ line, text })
  return lines
}
const problemOf = async (file: Blob) => {
  try {
    for await (const _ of linesOf(file));
  } catch (error) {
    if (error instanceof FileProblem) return inEnglish(error.why)
    throw error
  }
  return 'no problem'
}

describe('the lines of a file', () => {
  test('are the same with a byte order mark, Windows line breaks, blank lines and without a last break', async () => {
    const expected = [
      { line: 1, text: '{"key": "ä"}' },
      { line: 3, text: '{"key": "b\u2028\u0085"}' },
    ]
    expect(await read('\ufeff{"key": "ä"}\r\n\r\n{"key": "b\u2028\u0085"}')).toEqual(expected)
    expect(await read('{"key": "ä"}\n \n{"key": "b\u2028\u0085"}\n\n')).toEqual(expected)
  })

  test('are whole wherever the pieces of a large file begin and end', async () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `{"key": "${at} 日本 😀 ${'é'.repeat(at % 50)}"}`)
    expect(await read(text.join('\n'))).toEqual(text.map((one, at) => ({ line: at + 1, text: one })))
  })

  test('that are too long are known by their number, and the others are read', async () => {
    const long = `{"key": "${'x'.repeat(LINE_LIMIT * 3)}"}`
    expect(await read(`{"key": "a"}\n${long}\n{"key": "b"}\n${long}`)).toEqual([
      { line: 1, text: '{"key": "a"}' },
      { line: 2, text: null },
      { line: 3, text: '{"key": "b"}' },
      { line: 4, text: null },
    ])
  })

  test('tell how far the reading is', async () => {
    const file = new Blob([`${'{"key": "x"}\n'.repeat(100_000)}`])
    let before = 0
    for await (const { bytes } of linesOf(file)) {
      expect(bytes).toBeGreaterThanOrEqual(before)
      before = bytes
    }
    expect(before).toBe(file.size)
  })

  test.each([
    ['', /^The file is empty\.$/],
    ['\n\r\n ', /^The file is empty\.$/],
    ['[\n  {"key": "a"}\n]', /^The file is one JSON list/],
    ['\ufeffKey,text,Other fields\r\ntea,green,\r\n', /^The file is a spreadsheet \(CSV\)/],
    ['Key;text\r\n', /^The file is a spreadsheet \(CSV\)/],
    ['hello', /^The file is not JSON lines/],
    ['PK\u0003\u0004', /^The file is not a text\./],
  ])('%j is said to be something else', async (text, expected) => {
    expect(await problemOf(new Blob([text]))).toMatch(expected)
  })

  test('another encoding is said to be one', async () => {
    const utf16 = Buffer.from('\ufeff{"key": "a"}', 'utf16le')
    expect(await problemOf(new Blob([utf16]))).toMatch(/not a text in UTF-8/)
    expect(await problemOf(new Blob([Buffer.from([0x7b, 0xe4, 0x7d])]))).toMatch(/not a text in UTF-8/)
    expect(await problemOf(new Blob([Buffer.from([0x7b, 0xf0, 0x9f])]))).toMatch(/not a text in UTF-8/)
  })

  test('100 MB are refused before they are read', async () => {
    const file = new Blob(Array.from({ length: 100 }, () => new Uint8Array(1_000_000)))
    expect(file.size).toBeGreaterThan(FILE_LIMIT)
    expect(await problemOf(file)).toBe('The file has 100 MB, and at most 64 MB can be imported. Split it into several.')
  })
})
