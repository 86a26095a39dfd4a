// S5: 50,000 requests whose every argument is made up, and 10,000 whose bytes are: each is answered, none by a failure of ours, and nothing of anybody's is in an answer or lost.
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { memoryId } from '@/lib/shared/memory'
import { hostileKey, objectText } from '../support/hostile'
import { type Answer, ask, builtActions, callAction } from '../support/http'
import { atOnce, draws, times } from '../support/numbers'
import { CANARY, type Crowd, gather, type Member } from './crowd'

const [STRUCTURED, MUTATED] = [times(50_000), times(10_000)]
const LANES = 16
/** What they do is to end the session that all this is sent with, or wait for something else. */
const LEFT_OUT = new Set(['signOut', 'endSessions', 'endAnySessions', 'askToForget', 'rememberNothing'])

let crowd: Crowd
test.beforeAll(async () => {
  const gathered = await gather()
  test.skip('skipped' in gathered, 'skipped' in gathered ? gathered.skipped : '')
  crowd = gathered as Crowd
})
test.afterAll(() => crowd?.stop())

const random = draws()
/** One after the other of a list that is made once: making each anew would take longer than asking. */
function supply<T>(arbitrary: fc.Arbitrary<T>, size = 2_000): () => T {
  const made = fc.sample(arbitrary, { numRuns: size, seed: random.below(2 ** 30) })
  return () => random.of(made)
}

const text = supply(
  fc.oneof(
    hostileKey,
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '\u0000',
      '\ud800',
      '$1',
      '$Q0',
      '$K1',
      '$undefined',
      '$-0',
      '$n1',
      '$F1',
      '$@1',
      '$B0',
      '$h0',
      '$T',
      'x'.repeat(9_000),
    ),
  ),
)
const value = supply(objectText)
const anything = supply(fc.jsonValue({ maxDepth: 4 }))
const NAMES = [
  'id',
  'version',
  'json',
  'key',
  'child',
  'operation',
  'removal',
  'question',
  'keep',
  'versionId',
  'lines',
  'items',
  'ids',
  'base',
  'selection',
  'kind',
  'count',
  'job',
  'batch',
  'left',
  'right',
  'into',
  'from',
  'remove',
  'search',
  'name',
  'scope',
  'days',
  'reason',
  'topic',
  'reference',
  '__proto__',
  'constructor',
  'toString',
  'then',
]
const idFrom = supply(
  fc.tuple(fc.array(hostileKey, { maxLength: 3 }), hostileKey).map(([child, key]) => memoryId(child, key)),
)

/** Arguments as an action wants them, but for what stands in them; or of no shape at all. */
function made({ kept, busy }: Member): unknown {
  const operation = random.of([randomUUID(), text()])
  const { id, version } = random.of([
    kept,
    busy,
    { id: idFrom(), version: '1/2026-01-01 00:00:00+00' },
    { id: text(), version: text() },
  ])
  const place = { id, version }
  const shapes: (() => unknown)[] = [
    () => ({ key: text(), json: value(), operation }),
    () => ({ key: text(), child: [text(), text()], json: value(), operation }),
    () => ({ ...place, id: idFrom(), json: value(), operation }),
    () => ({ ...place, question: text(), json: value() }),
    () => ({ ...place, key: text(), operation }),
    () => ({ ...place, versionId: text(), operation }),
    () => ({
      ...place,
      keep: { kind: random.of(['days', 'until', 'always', text()]), days: anything(), day: text() },
      operation,
    }),
    () => ({ removal: random.of([randomUUID(), text()]) }),
    () => ({
      lines: [
        { line: 1, text: random.of([value(), JSON.stringify({ key: text(), value: anything(), child: [text()] })]) },
      ],
    }),
    () => ({ items: [{ text: JSON.stringify({ key: text(), value: anything() }), over: null, key: null, operation }] }),
    () => ({ ids: [place, { id: idFrom(), version: null }] }),
    () => ({ search: `?q=${encodeURIComponent(random.of(['a', 'b%', "'"]))}&by=words`, isShort: false, first: null }),
    () => ({ name: text(), scope: random.of(['read', 'write', text()]), days: random.of([7, 30, -1, 1e9]) }),
    () =>
      Object.fromEntries(
        Array.from({ length: 1 + random.below(8) }, () => [random.of(NAMES), random.of([anything(), text(), id])]),
      ),
    anything,
  ]
  return random.of(shapes)()
}

const query = () =>
  Array.from({ length: 1 + random.below(4) }, () => {
    const name = random.of([
      'q',
      'by',
      'sort',
      'skip',
      'after',
      'before',
      'open',
      'like',
      'key',
      'field',
      'from',
      'to',
      'writer',
      'month',
      'child',
      'points',
      'print',
      'below',
      'selection',
      'format',
      'keys',
    ])
    return `${name}=${encodeURIComponent(text().toWellFormed())}`
  }).join('&')
const PATHS = [
  '/api/memories',
  '/api/facets',
  '/api/undoable',
  '/api/export',
  '/api/memories/map',
  '/api/memories/map/ids',
  '/api/memories/map/rows',
  '/api/memories/duplicates',
  '/memories',
  '/privacy/looks',
  '/sign-in',
  '/api/receipt-keys',
]
const path = () =>
  random.of([
    () => `${random.of(PATHS)}?${query()}`,
    () =>
      `/api/memories/${random.of([idFrom(), encodeURIComponent(text().toWellFormed())])}${random.of(['', '/history', '/reads'])}?${query()}`,
    () =>
      `/api/${random.of(['removed', 'jobs'])}/${encodeURIComponent(text().toWellFormed())}${random.of(['', '/left'])}`,
  ])()

/** What no answer may hold: a stack, a statement, somebody's words. */
const TELLING =
  /node_modules|\bat \w+ \(|\.next\/server|\bselect .+ from dashboard\.|syntax error at or near|invalid input syntax/i

function wrongWith(what: string, answer: Answer, me: Member, mayFail: boolean): string[] {
  const said = `${answer.body}${JSON.stringify(answer.headers)}`
  return [
    ...(answer.status >= 500 && answer.status !== 503 && !mayFail
      ? [`${what}: ${answer.status} ${answer.body.slice(0, 200)}`]
      : []),
    ...(TELLING.test(said) ? [`${what}: ${TELLING.exec(said)?.[0]}`] : []),
    ...[...said.matchAll(CANARY)].filter(([found]) => found !== me.canary).map(([found]) => `${what}: ${found}`),
  ]
}

test(`S5: ${STRUCTURED} requests with made-up arguments`, async () => {
  const actions = builtActions()
    .map(({ name }) => name)
    .filter((name) => !LEFT_OUT.has(name))
  const statuses = new Map<string, number>()
  const wrong: string[] = []
  const before = await others()
  await atOnce(STRUCTURED, LANES, async (run) => {
    if (wrong.length > 20) return
    const me = random.of(crowd.people.slice(1))
    if (random.below(3) === 0) {
      const where = path()
      const headers = { cookie: me.cookie }
      const answer = await ask(crowd.url, where, { headers, agent: crowd.agent }).catch((error: Error) => {
        throw new Error(`run ${run}: ${where.slice(0, 400)}: ${error.message}`)
      })
      statuses.set(`GET ${answer.status}`, (statuses.get(`GET ${answer.status}`) ?? 0) + 1)
      wrong.push(...wrongWith(`run ${run}: ${where}`, answer, me, false))
      return
    }
    const [name, args] = [random.of(actions), made(me)]
    const body = JSON.stringify([args])
    const answer = await callAction(crowd.url, name, [], { cookie: me.cookie, agent: crowd.agent, body })
    statuses.set(`POST ${answer.status}`, (statuses.get(`POST ${answer.status}`) ?? 0) + 1)
    // React reads texts that begin with $ itself, and refuses what they cannot mean before an action is called
    wrong.push(...wrongWith(`run ${run}: ${name} ${body.slice(0, 400)}`, answer, me, body.includes('"$')))
  })
  console.log(Object.fromEntries(statuses))
  expect(wrong).toEqual([])
  expect(await others()).toEqual(before)
})

test(`S5: ${MUTATED} requests with mutated bytes`, async () => {
  const actions = builtActions()
    .map(({ name }) => name)
    .filter((name) => !LEFT_OUT.has(name))
  const statuses = new Map<number, number>()
  const wrong: string[] = []
  const before = await others()
  await atOnce(MUTATED, LANES, async (run) => {
    if (wrong.length > 20) return
    const me = random.of(crowd.people.slice(1))
    const bytes = mutated(Buffer.from(random.of([JSON.stringify([made(me)]), form(JSON.stringify([made(me)]))])))
    const type = random.of([
      'text/plain;charset=UTF-8',
      'multipart/form-data; boundary=b',
      'application/json',
      'application/x-www-form-urlencoded',
    ])
    const answer = await callAction(crowd.url, random.of(actions), [], {
      ...{ cookie: me.cookie, agent: crowd.agent, body: bytes },
      headers: { 'content-type': type },
    })
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    wrong.push(...wrongWith(`run ${run}: ${bytes.toString('latin1').slice(0, 400)}`, answer, me, true))
  })
  console.log(Object.fromEntries(statuses))
  expect(wrong).toEqual([])
  expect(await others()).toEqual(before)
  expect((await ask(crowd.url, '/api/health/ready')).status).toBe(200)
})

test('S12: and the log of it holds nobody’s words, and no line that was sent', () => {
  const said = crowd.site.server.output()
  expect(said).not.toMatch(CANARY)
  for (const word of ['user_memories', 'drop table', 'constructor.constructor'])
    expect(said.includes(word), word).toBe(false)
})

const form = (args: string) =>
  `--b\r\nContent-Disposition: form-data; name="1"\r\n\r\n${args}\r\n--b\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$K1","$@1",{"then":"$1:__proto__:then"}]\r\n--b--\r\n`

function mutated(bytes: Buffer): Buffer {
  const changed = [...bytes]
  for (let times = 1 + random.below(6); times > 0; times--) {
    const at = random.below(changed.length + 1)
    const how = random.below(4)
    if (how === 0) changed.splice(at, 1 + random.below(8))
    else if (how === 1)
      changed.splice(
        at,
        0,
        ...Buffer.from(
          random.of(['$', '"$1"', '[', '{', '\u0000', '\r\n', '$Q1', '$o1', ',', '\ud83d', '"__proto__":', '[[[[[[[[']),
        ),
      )
    else if (how === 2 && at < changed.length) changed[at] = random.below(256)
    else changed.push(...changed.slice(at, at + 64))
  }
  return Buffer.from(changed)
}

/** Alice sends nothing: all that is hers stays, to the byte. */
async function others(): Promise<unknown> {
  const [alice] = crowd.people
  const { rows } = await crowd.site.db.query(
    'select prefix, key, value::text, updated_at from store where starts_with(prefix, $1) order by 1, 2',
    [alice?.root],
  )
  expect(rows.length).toBeGreaterThanOrEqual(3)
  return rows
}
