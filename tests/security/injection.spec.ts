// S4: texts that mean something to SQL, to tsquery, to JSON path, to headers, to spreadsheets and to logs, through every input: each is a text, and means nothing.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: template syntax is part of what it is about
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { Memory } from '@/lib/shared/memory'
import { type Dashboard, startDashboard } from '../support/browser'
import { ask, callAction } from '../support/http'
import { times } from '../support/numbers'
import { ADA, BEN, EMPTY_SITE, signInByHttp } from '../support/people'
import { cellsOf, isFormula } from '../support/spreadsheet'

const PARTS = [
  ...[
    "'",
    "''",
    '"',
    '`',
    '\\',
    "\\'",
    ';',
    '--',
    '/*',
    '*/',
    '$1',
    '$$',
    '%',
    '_',
    '\\%',
    '%%',
    '*',
    '?',
    '{}',
    '[]',
    '()',
  ],
  ...[
    "' or '1'='1",
    "' or 1=1 --",
    "'; drop table store; --",
    "' union select key from store --",
    "'||pg_sleep(9)||'",
    '1; select 1',
  ],
  ...[
    '$.text',
    '$.**',
    '$[*]',
    'strict $',
    '@.a == 1',
    '{a,b}',
    '{"$ne":null}',
    '[0]',
    "->>'text'",
    '#>>{}',
    'jsonb_path',
  ],
  ...['& | !', 'tea & !x', '<->', ':*', 'tea:*', '!!', '((', 'a <2> b', 'tea | x', "'tea' & x"],
  ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=cmd|calc', ';=1', ',=1', '＝1', '"=1', '=HYPERLINK("//evil")'],
  ...[
    '\r\nX-Injected: 1',
    '\nSet-Cookie: a=b',
    '\u0085X: 1',
    '\u2028x',
    '\u001b[2Jx',
    '%0d%0aX-Injected:1',
    '\u0007bell',
  ],
  ...['(a+)+$', '[', '(?<x', '.*', '^$', '\\b', '../..', '..%2f', '%00', '__proto__', '{{7*7}}', '${7*7}', '<%=7*7%>'],
]
/** Each alone, before, after and between words. */
const ALL = PARTS.flatMap((part) => [part, `tea ${part}`, `${part} tea`, `heron${part}heron`])
/** A share of them is of every kind. */
const TEXTS = ALL.filter((_, at) => at % Math.ceil(ALL.length / times(ALL.length)) === 0)

let dashboard: Dashboard
let url: string
let ada: string
let ben: string
test.beforeAll(async () => {
  dashboard = await startDashboard(EMPTY_SITE)
  url = dashboard.server.url
  ;[ada, ben] = [await signInByHttp(url, ADA), await signInByHttp(url, BEN)]
  await save(ben, 'Ben’s tea', 'tea of Ben')
})
test.afterAll(() => dashboard?.stop())

const save = (cookie: string, key: string, text: string) =>
  callAction(url, 'saveNew', [{ key, json: JSON.stringify({ text, [text]: text }), operation: randomUUID() }], {
    cookie,
  })
const list = async (cookie: string, query = '') => {
  const { status, body } = await ask(url, `/api/memories${query}`, { headers: { cookie } })
  return { status, body, answer: JSON.parse(body) as { total: number; results?: number; memories: Memory[] } }
}

test(`S4: ${TEXTS.length} texts are stored, found, counted and exported as what they are`, async () => {
  const before = (await list(ben)).body
  const stored: string[] = []
  for (const text of TEXTS) {
    const made = (await save(ada, text, text)).value as { ok: boolean; value: Memory; code?: string }
    expect(made.ok || made.code === 'exists', text).toBe(true)
    if (made.ok) {
      stored.push(text)
      expect([made.value.key, JSON.parse(made.value.json ?? '')], text).toEqual([text, { text, [text]: text }])
    }
  }
  const { answer } = await list(ada)
  expect(answer.total).toBe(stored.length)
  const { body } = await ask(url, '/api/export?format=csv', { headers: { cookie: ada } })
  const cells = cellsOf(body, ',')
  expect(cells.length).toBeGreaterThan(stored.length * 3)
  expect(cells.filter(isFormula)).toEqual([])
  const lines = (await ask(url, '/api/export?format=jsonl', { headers: { cookie: ada } })).body.split('\n')
  const exported = lines.flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { key?: string }).key]))
  expect(exported.filter((key) => key !== undefined).sort()).toEqual([...stored].sort())
  expect((await list(ben)).body).toBe(before)
})

test('S4: as a question, a filter, a cursor, an address, they find one’s own or nothing', async () => {
  const before = (await list(ben)).body
  const wrong: string[] = []
  for (const [at, text] of TEXTS.entries()) {
    const encoded = encodeURIComponent(text)
    // a question costs one of 120 a minute
    const ways = [
      ...(at % 3 === 0 ? [`/api/memories?q=${encoded}&by=words`] : []),
      ...['after', 'before', 'sort', 'skip', 'key', 'field', 'from', 'to', 'by', 'like', 'open'].map(
        (name) => `/api/memories?${name}=${encoded}`,
      ),
      ...[
        `/api/facets?keys=${encoded}&fields=${encoded}`,
        `/api/memories/${encoded}`,
        `/api/memories/${Buffer.from(`\u0000${text}`).toString('base64url')}`,
      ],
      ...[
        `/api/jobs/${encoded}/left`,
        `/api/removed/${encoded}`,
        `/api/export?format=${encoded}`,
        `/sign-in?from=${encoded}&error=${encoded}`,
      ],
    ]
    for (const path of ways) {
      const { status, body, headers } = await ask(url, path, { headers: { cookie: ada } })
      if (status >= 500) wrong.push(`${path}: ${status}`)
      if (body.includes('of Ben')) wrong.push(`${path}: Ben’s`)
      if ('x-injected' in headers || JSON.stringify(headers['set-cookie'] ?? '').includes('a=b'))
        wrong.push(`${path}: a header`)
    }
  }
  expect(wrong).toEqual([])
  expect((await list(ben)).body).toBe(before)
})

test('S4: in headers they are no header of ours, no session and no language', async () => {
  for (const text of TEXTS.filter((text) => /^[\t\x20-\x7e]*$/.test(text)))
    for (const name of [
      'accept-language',
      'user-agent',
      'x-forwarded-for',
      'x-forwarded-host',
      'referer',
      'content-security-policy',
      'x-memory-path',
      'x-request-id',
      'cookie',
    ]) {
      const { status, body, headers } = await ask(url, '/api/memories', { headers: { [name]: text } })
      expect([status, 'x-injected' in headers, body.includes('of Ben')], `${name}: ${text}`).toEqual([
        401,
        false,
        false,
      ])
    }
})

test('S12: the log has no line of theirs, and no sign that steers a terminal', () => {
  const said = dashboard.server.output()
  for (const word of ['X-Injected', 'drop table', 'heron', 'tea', 'pg_sleep', ADA])
    expect(said.includes(word), word).toBe(false)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what it is about.
  expect(said).not.toMatch(/\u001b\[2J|\u0007/)
})
