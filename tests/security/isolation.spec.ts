// S1: 100,000 requests of people who are easily taken for one another, many at once over the same connections: nobody gets, counts or changes anything of another's.
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { memoryId } from '@/lib/shared/memory'
import { type Answer, ask, callAction } from '../support/http'
import { atOnce, draws, times } from '../support/numbers'
import { CANARY, type Crowd, gather, type Member } from './crowd'

const RUNS = times(100_000)
const LANES = 32

let crowd: Crowd
test.beforeAll(async () => {
  const gathered = await gather()
  test.skip('skipped' in gathered, 'skipped' in gathered ? gathered.skipped : '')
  crowd = gathered as Crowd
})
test.afterAll(() => crowd?.stop())

type Asked = { me: Member; other: Member }
/** What is asked; `isMine`: the answer must hold the asker's own canary, so that an empty page is no success. */
type Way = { name: string; weight: number; isMine?: boolean; send: (asked: Asked) => Promise<Answer> }

const get = (path: string | ((asked: Asked) => string)) => (asked: Asked) =>
  ask(crowd.url, typeof path === 'string' ? path : path(asked), {
    headers: { cookie: asked.me.cookie },
    agent: crowd.agent,
  })
const call = (name: string, args: (asked: Asked) => object) => (asked: Asked) =>
  callAction(crowd.url, name, [{ operation: randomUUID(), ...args(asked) }], {
    cookie: asked.me.cookie,
    agent: crowd.agent,
  })
const gone = memoryId([], `nobody ${randomUUID()}`)
const withVersion = ({ id, version }: { id: string; version: string }) => ({ id, version })

const WAYS: Way[] = [
  { name: 'list', weight: 16, isMine: true, send: get('/api/memories') },
  { name: 'list by key', weight: 6, isMine: true, send: get('/api/memories?sort=key') },
  { name: 'facets', weight: 6, isMine: true, send: get('/api/facets?keys=&fields=') },
  { name: 'search', weight: 2, isMine: true, send: get('/api/memories?q=tea+shared') },
  { name: 'search by words', weight: 2, isMine: true, send: get('/api/memories?q=tea&by=words') },
  { name: 'search as the agent', weight: 1, send: get('/api/memories?q=tea&by=agent') },
  { name: 'like', weight: 2, send: get(({ me }) => `/api/memories?like=${me.busy.id}`) },
  { name: 'one of mine', weight: 12, isMine: true, send: get(({ me }) => `/api/memories/${me.kept.id}`) },
  { name: 'history', weight: 6, isMine: true, send: get(`/api/memories/${memoryId([], 'shared key')}/history`) },
  { name: 'reads', weight: 4, isMine: true, send: get(`/api/memories/${memoryId([], 'shared key')}/reads`) },
  { name: 'what can be undone', weight: 4, isMine: true, send: get('/api/undoable') },
  { name: 'jobs', weight: 2, send: get('/api/jobs') },
  { name: 'duplicates', weight: 1, send: get('/api/memories/duplicates') },
  { name: 'map', weight: 1, send: get('/api/memories/map') },
  { name: 'export', weight: 2, isMine: true, send: get('/api/export?format=jsonl') },
  { name: 'spreadsheet', weight: 2, isMine: true, send: get('/api/export?format=csv') },
  { name: 'page', weight: 2, isMine: true, send: get('/memories') },
  { name: 'page of one', weight: 2, isMine: true, send: get(({ me }) => `/memories/${me.kept.id}`) },
  { name: 'who looked', weight: 1, isMine: true, send: get('/privacy/looks') },
  { name: 'edit mine', weight: 3, send: call('saveEdit', ({ me }) => ({ ...withVersion(me.busy), json: mine(me) })) },
  {
    name: 'write under another’s key',
    weight: 2,
    send: call('saveNew', ({ me, other }) => ({ key: keyOf(other), json: mine(me) })),
  },
]
/** The same with what is another's and with what is nobody's: the answers must be equal. */
const FOREIGN: {
  name: string
  send: (asked: Asked, at: { id: string; version: string; removal: string }) => Promise<Answer>
}[] = [
  { name: 'read', send: (asked, { id }) => get(`/api/memories/${id}`)(asked) },
  { name: 'history', send: (asked, { id }) => get(`/api/memories/${id}/history`)(asked) },
  { name: 'reads', send: (asked, { id }) => get(`/api/memories/${id}/reads`)(asked) },
  { name: 'like', send: (asked, { id }) => get(`/api/memories?like=${id}`)(asked) },
  { name: 'removed together', send: (asked, { removal }) => get(`/api/removed/${removal}`)(asked) },
  { name: 'edit', send: (asked, at) => call('saveEdit', () => ({ ...withVersion(at), json: mine(asked.me) }))(asked) },
  { name: 'delete', send: (asked, at) => call('remove', () => withVersion(at))(asked) },
  { name: 'rename', send: (asked, at) => call('rename', () => ({ ...withVersion(at), key: 'mine now' }))(asked) },
  { name: 'undo', send: (asked, { removal }) => call('undo', () => ({ removal }))(asked) },
]
const mine = ({ canary }: Member) => JSON.stringify({ text: `tea ${canary}`, [`field ${canary}`]: 1 })
const keyOf = ({ kept }: Member) => kept.key.replace(CANARY, 'heron of somebody')

test(`S1: ${RUNS} requests hold no canary of anybody else`, async () => {
  const { people, locked, site } = crowd
  const random = draws()
  const ways = WAYS.flatMap((way) => new Array<Way>(way.weight).fill(way))
  const wrong: string[] = []
  const counts = new Map<string, number>()
  const kept = await rowsOf()
  await atOnce(RUNS, LANES, async (run) => {
    if (wrong.length > 20) return
    const me = random.of(people)
    const other = random.of(people.filter((one) => one !== me))
    const note = (name: string, answer: Answer, isMine = false) => {
      const cell = `run ${run}: ${name}, ${me.id} beside ${other.id}, ${answer.status}`
      const said = `${answer.body}${JSON.stringify(answer.headers)}`
      counts.set(`${name} ${answer.status}`, (counts.get(`${name} ${answer.status}`) ?? 0) + 1)
      if (answer.status >= 500) wrong.push(`${cell}: ${answer.body.slice(0, 200)}`)
      for (const [canary] of said.matchAll(CANARY)) if (canary !== me.canary) wrong.push(`${cell}: ${canary}`)
      if (isMine && answer.status === 200 && !answer.body.includes(me.canary)) wrong.push(`${cell}: not even one’s own`)
    }
    const kind = random.below(10)
    if (kind < 7) {
      const way = random.of(ways)
      note(way.name, await way.send({ me, other }), way.isMine)
    } else if (kind < 9) {
      const { name, send } = random.of(FOREIGN)
      const theirs = { ...withVersion(other.kept), removal: other.removal }
      const [foreign, absent] = [
        await send({ me, other }, theirs),
        await send({ me, other }, { ...theirs, id: gone, removal: randomUUID() }),
      ]
      note(`another’s: ${name}`, foreign)
      if (foreign.status !== absent.status || foreign.body !== absent.body)
        wrong.push(
          `run ${run}: ${name} tells another’s from nobody’s: ${foreign.body.slice(0, 200)} ≠ ${absent.body.slice(0, 200)}`,
        )
    } else {
      const answer = await ask(
        crowd.url,
        random.of(['/api/memories', '/api/facets', '/api/export?format=jsonl', '/memories', '/api/undoable']),
        {
          headers: { cookie: random.of(locked) },
          agent: crowd.agent,
        },
      )
      counts.set(`locked ${answer.status}`, (counts.get(`locked ${answer.status}`) ?? 0) + 1)
      if (answer.status === 200 || CANARY.test(answer.body)) wrong.push(`run ${run}: locked, ${answer.status}`)
      CANARY.lastIndex = 0
    }
  })
  console.log(
    [...counts]
      .sort()
      .map(([name, count]) => `${count} ${name}`)
      .join('\n'),
  )
  expect(wrong).toEqual([])
  // what lies under each name says its owner's canary alone, and what its owner did not touch is as it was
  expect(await rowsOf()).toEqual(kept)
  for (const { root, canary } of people) {
    const { rows } = await site.db.query<{ text: string }>(
      `select key || ' ' || value::text as text from store where prefix in ($1, $1 || '.x') and value::text like '%heron%'`,
      [root],
    )
    expect(rows.length).toBeGreaterThanOrEqual(3)
    for (const { text } of rows)
      expect(
        [...text.matchAll(CANARY)].every(([found]) => found === canary),
        text,
      ).toBe(true)
  }
})

test('S12: and the log of it holds nobody’s words, keys, questions or ids', () => {
  const said = crowd.site.server.output()
  expect(said).not.toMatch(CANARY)
  for (const word of ['tea shared', 'user_memories', 'alice@example', 'heron', "o'brien"])
    expect(said.includes(word), word).toBe(false)
})

/** Of what is touched by nobody. */
async function rowsOf(): Promise<unknown> {
  const { rows } = await crowd.site.db.query(
    `select prefix, key, value::text, created_at, updated_at from store where key ~ '^kept heron[0-9a-f]{16}$' order by 1, 2`,
  )
  return rows
}
