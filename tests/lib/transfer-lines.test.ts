// What a file may hold, line by line: every mistake is a sentence that says what to do, and nothing of it is stored.
import { describe, expect, test } from 'vitest'
import { inEnglish } from '@/lib/shared/text'
import { endLine, headerLine, LINE_LIMIT, memoryLine } from '@/lib/transfer/lines'
import { type ReadLine, readLine } from '@/lib/transfer/read-line'

const line = (members: Record<string, unknown>) =>
  JSON.stringify({ type: 'memory', key: 'tea', value: { text: 'x' }, ...members })
const said = (read: ReadLine) => ('sentence' in read ? inEnglish(read.sentence) : `not refused: ${read.kind}`)

describe('a line', () => {
  test('that the export wrote is read as it was', () => {
    const memory = {
      child: ['trips', ''],
      key: 'a "b"\n\u2028\u{1f600}',
      json: '{"n": 12345678901234567890.50, "": null, "__proto__": {"x": 1e400}, "constructor": -0}'.replace(
        '1e400',
        '1',
      ),
      createdAt: '2026-01-02 03:04:05.678901+00',
      updatedAt: null,
      expiresAt: 'infinity',
      ttlMinutes: 7,
      writtenBy: 'agent' as const,
      writtenAs: 'Travel desk',
      index: ['t', 'tags[*]'],
      entries: { encoder: '["e",3,["$"]]', proof: 'p', vectors: [['t', 'AAAA'] as [string, string]] },
    }
    expect(memoryLine(memory)).not.toMatch(/\n./)
    expect(readLine(memoryLine(memory))).toEqual({ kind: 'memory', memory })
    expect(readLine(memoryLine({ ...memory, index: false, entries: null }))).toMatchObject({ memory: { index: false } })
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  test('may be as short as a key and a value', () => {
    expect(readLine('{"key": "tea", "value": {"text": "green"}}')).toEqual({
      kind: 'memory',
      memory: {
        child: [],
        key: 'tea',
        json: '{"text": "green"}',
        createdAt: null,
        updatedAt: null,
        expiresAt: null,
        ttlMinutes: null,
        writtenBy: 'you',
        writtenAs: null,
        index: undefined,
        entries: null,
      },
    })
  })

  test('that holds no memory is known for what it is', () => {
    expect(readLine(headerLine('2026-11-24T08:00:00.000Z'))).toEqual({ kind: 'header' })
    expect(readLine(endLine({ memories: 3, versions: 1, reads: 2, gone: 0 }))).toEqual({
      kind: 'end',
      memories: 3,
      isWhole: true,
    })
    expect(readLine('{"type": "broken-off", "memories": 2}')).toEqual({ kind: 'end', memories: 2, isWhole: false })
    expect(readLine('{"type": "version", "key": "tea"}')).toEqual({ kind: 'version' })
    expect(readLine('{"type": "read", "query": "tea"}')).toEqual({ kind: 'read' })
    expect(readLine(' \t\r')).toEqual({ kind: 'blank' })
  })

  test('of another format, or a newer one, ends the reading', () => {
    expect(readLine('{"type": "export", "format": "langsmith", "version": 1}').kind).toBe('foreign')
    expect(readLine('{"type": "export", "format": "long-term-memory", "version": 2}')).toMatchObject({
      kind: 'foreign',
    })
    expect(readLine('{"type": "export"}').kind).toBe('foreign')
  })

  const REFUSED: [string, string, RegExp][] = [
    ['broken JSON', '{"key": "a", "value": {"text": "x",}}', /^This is not JSON, at character 35: a comma stands/],
    ['half a line', '{"key": "a", "value": {"te', /^This is not JSON, at character 24: a text is not closed/],
    ['a row of a spreadsheet', 'tea,green,2026-01-01', /^This is not JSON, at character 1: tea is not a value/],
    ['a list', '[{"key": "a", "value": {}}]', /^A line is one memory/],
    ['a text', '"tea"', /^A line is one memory/],
    ['null', 'null', /^A line is one memory/],
    ['no key', '{"value": {}}', /^The key is missing/],
    ['no value', '{"key": "a"}', /^The value is missing/],
    ['a key that is a number', line({ key: 5 }), /^The member key must be a text/],
    ['a key with NUL', line({ key: 'a\u0000' }), /NUL character/],
    ['a key with half a character', '{"key": "\\ud800", "value": {}}', /half of a character/],
    ['a key that is too long', line({ key: 'k'.repeat(3_000) }), /bytes too long/],
    ['a value that is a text', line({ value: 'x' }), /^A memory is a JSON object/],
    ['a value that is a list', line({ value: [] }), /^A memory is a JSON object/],
    ['a value with half a character', '{"key": "a", "value": {"t": "\\ud83d"}}', /half of a character/],
    ['a value with NUL', '{"key": "a", "value": {"t": "\\u0000"}}', /NUL character/],
    ['a value of more than 64 kB', line({ value: { t: 'x'.repeat(65_600) } }), /^A memory can be at most 64 kB/],
    ['a number beyond all numbers', '{"key": "a", "value": {"n": 1e99999}}', /larger than any number/],
    [
      'a number that is none',
      '{"key": "a", "value": {"n": NaN}}',
      /^This is not JSON, at character 29: NaN is not a number/,
    ],
    [
      'a time without a zone',
      line({ created_at: '2026-11-23 07:46:05' }),
      /^The member created_at must be a time with its zone/,
    ],
    ['a day that no calendar has', line({ updated_at: '2026-02-30 07:46:05+00' }), /^The member updated_at/],
    ['a time that is a number', line({ expires_at: 1_700_000_000 }), /^The member expires_at/],
    ['minutes with a fraction', line({ ttl_minutes: 1.5 }), /^The member ttl_minutes must be a whole number/],
    ['too many minutes', line({ ttl_minutes: 3_000_000_000 }), /^The member ttl_minutes/],
    [
      'a path that would climb out',
      line({ child: ['..', 'bob'] }),
      /^The member child must be a list of names without dots/,
    ],
    ['a path with a dot', line({ child: ['a.b'] }), /^The member child/],
    ['a path that is a text', line({ child: 'trips' }), /^The member child/],
    ['a path with NUL', line({ child: ['a\u0000'] }), /^The member child/],
    ['an owner', line({ user_id: 'bob' }), /^A memory has no member named user_id/],
    ['a namespace', line({ namespace: ['user_memories', 'bob'] }), /^A memory has no member named namespace/],
    ['__proto__', `{"__proto__": {"key": "x"}, "key": "a", "value": {}}`, /^A memory has no member named __proto__/],
    ['an index that is true', line({ index: true }), /^The member index/],
    ['an index that names a path twice', line({ index: ['t', 't'] }), /^The member index/],
    [
      'another writer',
      line({ written_by: 'bob' }),
      /^The member written_by must be "you", "agent", "token", "admin" or "outside"/,
    ],
    ['entries of another shape', line({ entries: [[0.1]] }), /^Its search entries are not as an export writes them/],
    ['a type that is not known', line({ type: 'constructor' }), /^Lines of this type are not known here/],
    ['endless nesting', `{"key": "a", "value": ${'['.repeat(5_000)}`, /nested more than 512 levels/],
    ['too long a line', ' '.repeat(LINE_LIMIT) + line({}), /^This line is longer than 300 kB/],
  ]
  test.each(REFUSED)('with %s is refused in a sentence', (_, text, expected) => {
    const read = readLine(text)
    expect(said(read)).toMatch(expected)
    expect(said(read)).toMatch(/[.…]$/)
    expect(read.kind).toBe('refused')
  })
})
