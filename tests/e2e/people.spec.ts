// Isolation over HTTP: on the rows that the agent's own store wrote, everybody reads their own and nobody else's, by every way in.
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { type Memory, memoryId } from '@/lib/shared/memory'
import { readGolden } from '../support/golden'
import { GOLDEN_PEOPLE, type GoldenSite, startGoldenSite } from '../support/golden-site'
import { type Answer, ask, callAction, PREFETCH, RSC } from '../support/http'
import { signInByHttp } from '../support/people'

const golden = readGolden('whole_value')
let site: GoldenSite
let url: string
const cookies = new Map<string, string>()

test.beforeAll(async () => {
  const started = await startGoldenSite()
  if ('skipped' in started) return test.skip(true, started.skipped)
  site = started
  url = site.server.url
  for (const person of GOLDEN_PEOPLE) cookies.set(person, await signInByHttp(url, person))
  // a word that no two people share, in a key and below a child namespace; some people have no child namespace
  for (const person of GOLDEN_PEOPLE)
    await site.db.query(
      `insert into public.store (prefix, key, value) values ($1, $2, jsonb_build_object('text', $2::text))`,
      [[rootOf(person), ...childOf(person)].join('.'), canary(person)],
    )
})
test.afterAll(() => site?.stop())

const rootOf = (person: string) => `user_memories.${person.replaceAll('.', '-').replaceAll('@', '-at-')}`
const canary = (person: string) => `canary${GOLDEN_PEOPLE.indexOf(person)}x`
const childOf = (person: string) => (GOLDEN_PEOPLE.indexOf(person) % 2 === 0 ? ['private'] : [])
const canaryId = (person: string) => memoryId(childOf(person), canary(person))
const others = (person: string) => GOLDEN_PEOPLE.filter((other) => other !== person)
const isBelow = (person: string, prefix: string) => prefix === rootOf(person) || prefix.startsWith(`${rootOf(person)}.`)
const rowsOf = (person: string) => golden.rows.filter(({ prefix }) => isBelow(person, prefix))
const idOf = (person: string, { prefix, key }: { prefix: string; key: string }) =>
  memoryId(prefix === rootOf(person) ? [] : prefix.slice(rootOf(person).length + 1).split('.'), key)

async function get(person: string, path: string, headers = {}): Promise<Answer> {
  const all = { cookie: cookies.get(person), ...headers }
  const answer = await ask(url, path, { headers: all })
  const to = answer.headers.location ?? ''
  return answer.status === 307 && to.includes('_rsc') ? ask(url, to, { headers: all }) : answer
}
const json = async <T>(person: string, path: string) => JSON.parse((await get(person, path)).body) as T

/** What `body` says of others than `person`: their owner field, their canary, their namespace. */
function strangersIn(person: string, body: string): string[] {
  const found = others(person).flatMap((other) =>
    [`"owner\\": \\"${other}\\"`, canary(other), `${rootOf(other)}.`].filter((word) => body.includes(word)),
  )
  const owners = [...body.matchAll(/owner(?:\\)*": ?(?:\\)*"([^"\\]+)/g)].map(([, owner]) => owner ?? '')
  return [...found, ...owners.filter((owner) => owner !== person)]
}

type List = { memories: Memory[]; total: number; months: { count: number }[] }
const QUESTIONS = [
  'fish',
  'teal',
  'Production',
  'bob',
  'canary0x',
  "bob's child namespace",
  '%',
  '_',
  "' or 1=1 --",
  '*',
]

test('T10: each person’s list is their own rows, all of them, byte for byte as the agent wrote them', async () => {
  for (const person of GOLDEN_PEOPLE) {
    const { memories, total } = await json<List>(person, '/api/memories')
    const [own, theirs] = [
      memories.filter(({ key }) => !key.includes('canary')).map(({ id, json }) => [id, json]),
      rowsOf(person).map((row) => [idOf(person, row), row.value]),
    ]
    expect(own.sort(), person).toEqual(theirs.sort())
    expect(total, person).toBe(theirs.length + 1)
  }
})

test('counts are of one’s own: in all, searchable, by month, and in a search', async () => {
  for (const person of GOLDEN_PEOPLE) {
    const count = rowsOf(person).length + 1
    const withVectors = new Set(
      golden.vectors.filter(({ prefix }) => isBelow(person, prefix)).map(({ prefix, key }) => `${prefix} ${key}`),
    )
    const list = await json<List>(person, '/api/memories')
    const facets = await json<{ searchable: { yes: number } }>(person, '/api/facets')
    expect([list.total, facets.searchable.yes], person).toEqual([count, withVectors.size])
    expect(
      list.months.reduce((sum, month) => sum + month.count, 0),
      person,
    ).toBe(count)
    expect((await json<List>(person, '/api/memories?q=fish')).total, person).toBe(count)
  }
})

test('T1: no search finds anybody else’s memory, whatever is asked', async () => {
  for (const person of GOLDEN_PEOPLE)
    for (const question of [
      ...QUESTIONS,
      ...GOLDEN_PEOPLE.map(canary),
      ...GOLDEN_PEOPLE,
      ...GOLDEN_PEOPLE.map(rootOf),
    ]) {
      const q = encodeURIComponent(question)
      const found = await json<List>(person, `/api/memories?q=${q}&skip=0`)
      const owned = new Set([...rowsOf(person).map((row) => idOf(person, row)), canaryId(person)])
      expect(
        found.memories.filter(({ id }) => !owned.has(id)),
        `${person} asks ${question}`,
      ).toEqual([])
      expect(found.memories.length, `${person} asks ${question}`).toBeGreaterThan(0)
    }
})

test('pages, navigations, prefetches and reads hold nobody else’s words', async () => {
  for (const person of GOLDEN_PEOPLE) {
    const own = memoryId([], 'diet')
    const paths = [
      '/memories',
      '/memories?q=fish',
      `/memories?open=${own}`,
      `/memories/${own}`,
      `/memories/${own}/edit`,
    ]
    paths.push(
      '/memories/new',
      '/memories/transfer',
      '/unclear',
      '/sign-in',
      '/nope',
      '/api/memories',
      '/api/undoable',
      `/api/memories/${own}`,
    )
    for (const path of paths)
      for (const headers of [{}, RSC, PREFETCH]) {
        const { body } = await get(person, path, headers)
        expect(strangersIn(person, body), `${path} for ${person}`).toEqual([])
      }
    expect((await get(person, '/memories')).body).toContain(canary(person))
  }
})

test('T1, T2: a file that is exported holds one’s own words and nobody else’s', async () => {
  for (const person of GOLDEN_PEOPLE)
    for (const query of ['format=jsonl&entries=yes&history=yes', 'format=csv']) {
      const { body } = await get(person, `/api/export?${query}`)
      expect(strangersIn(person, body), `${query} for ${person}`).toEqual([])
      expect(body).toContain(canary(person))
    }
})

test('the place where one person’s page ends leads another only through their own memories', async () => {
  const cursor = Buffer.from(JSON.stringify(['2026-11-23 07:46:05.4+00', '', 'diet'])).toString('base64url')
  const foreign = ['.private', 'by.private', '-at-corp-com', '..', 'bby', '%', '.%'].map((below) =>
    Buffer.from(JSON.stringify(['2030-01-01 00:00:00+00', below, 'diet'])).toString('base64url'),
  )
  for (const person of GOLDEN_PEOPLE)
    for (const place of [cursor, ...foreign])
      for (const way of ['after', 'before']) {
        const { status, body } = await get(person, `/api/memories?${way}=${place}`)
        expect([200, 400]).toContain(status)
        expect(strangersIn(person, body), `${way}=${place} for ${person}`).toEqual([])
      }
})

test.describe('somebody else’s memory answers as one that never was', () => {
  /**
   * What is left of an answer without its date, its nonce, the id that was asked for, and what differs between any two
   * requests: the order of the rows of React's wire format, and a number that Next gives each request.
   */
  const plain = ({ status, headers, body }: Answer, id: string) => {
    const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? 'no nonce'
    const { date, ...rest } = headers
    const without = (text: string) => text.replaceAll(nonce, 'N').replaceAll(id, 'I')
    const rows = without(body)
      .replaceAll('"])</script><script nonce="N">self.__next_f.push([1,"', '')
      .split(/\\n|\n/)
      .map((row) =>
        row
          .replace(/^[0-9a-f]+:/, '')
          .replace(/\$[L@]?[0-9a-f]+/g, '$')
          .replace(/"[\w-]{21}(?=[vm]",\{)/g, '"'),
      )
    return [String(status), without(JSON.stringify(rest)), ...rows.sort()]
  }
  /** As long as `id`, so that nothing is told by length, and nobody's. */
  const never = (id: string) => {
    const bytes = Buffer.from(id, 'base64url')
    return Buffer.from([...bytes].map((byte, at) => (byte === 0 || at < bytes.indexOf(0) ? byte : 0x7a))).toString(
      'base64url',
    )
  }

  test('T2: for every row of everybody: status, headers and body; as a read, a page, a navigation and a prefetch', async () => {
    test.slow()
    for (const person of GOLDEN_PEOPLE) {
      const owned = new Set(rowsOf(person).map((row) => idOf(person, row)))
      const foreign = others(person).flatMap((other) => [
        ...rowsOf(other).map((row) => idOf(other, row)),
        canaryId(other),
      ])
      for (const [at, id] of [...new Set(foreign)].filter((id) => !owned.has(id)).entries()) {
        const forms: [string, object][] = [['/api/memories/', {}]]
        // one of bob's for everybody, and a canary
        if (at < 2) forms.push(['/memories/', {}], ['/memories/', RSC], ['/memories/', PREFETCH])
        for (const [path, headers] of forms) {
          const theirs = await get(person, path + id, headers)
          const nobodys = await get(person, path + never(id), headers)
          expect(plain(theirs, id), `${path}${id} for ${person}`).toEqual(plain(nobodys, never(id)))
          if (path === '/memories/' && !('rsc' in headers)) expect(theirs.status).toBe(404)
        }
      }
    }
  })

  test('and an id that both have opens one’s own', async () => {
    for (const person of GOLDEN_PEOPLE) {
      const memory = await json<Memory>(person, `/api/memories/${memoryId([], 'diet')}`)
      expect(JSON.parse(memory.json ?? '{}')).toMatchObject({ owner: person })
      const page = await get(person, `/memories/${memoryId([], 'diet')}`)
      expect(page.status).toBe(200)
      expect(strangersIn(person, page.body), person).toEqual([])
    }
  })

  test('also when it asks for a namespace by name: bob has one below his own, bobby and the others reach none of it', async () => {
    const work = memoryId(['work'], 'project')
    expect(await json<Memory | null>('bob', `/api/memories/${work}`)).toMatchObject({ child: ['work'] })
    for (const person of others('bob')) {
      expect(await json<Memory | null>(person, `/api/memories/${work}`)).toBeNull()
      const climbing = memoryId(['', 'user_memories', 'bob', 'work'], 'project')
      expect(await json<Memory | null>(person, `/api/memories/${climbing}`)).toBeNull()
    }
  })
})

test('64 requests at once, of everybody, never mix', async () => {
  const asks = Array.from({ length: 64 }, (_, at) => {
    const person = GOLDEN_PEOPLE[at % GOLDEN_PEOPLE.length] ?? ''
    const diet = memoryId([], 'diet')
    const reads = ['/api/memories', '/api/memories?q=fish', `/api/memories/${diet}`]
    const paths = [...reads, ...reads, ...reads, '/memories', `/memories/${diet}`]
    return { person, path: paths[at % paths.length] ?? '' }
  })
  for (let round = 0; round < 3; round++) {
    const answers = await Promise.all(
      asks.map(async (each) => ({ ...each, answer: await get(each.person, each.path) })),
    )
    for (const { person, path, answer } of answers) {
      expect(answer.status, `${path} for ${person}`).toBe(200)
      expect(strangersIn(person, answer.body), `${path} for ${person}`).toEqual([])
      expect(answer.body.includes(`\\"${person}\\"`), `${path} for ${person} holds their own`).toBe(true)
    }
  }
})

test('writing, deleting and undoing at once, everybody changes their own rows alone', async () => {
  const foreign = async (person: string) =>
    (
      await site.db.query(
        'select prefix, key, value::text, updated_at::text from public.store where prefix = $1 order by 2',
        [rootOf(person)],
      )
    ).rows
  const untouched = await foreign('alice@example.com')
  const writers = others('alice@example.com')
  await Promise.all(
    writers.map(async (person) => {
      const cookie = cookies.get(person)
      const made = await callAction(
        url,
        'saveNew',
        [{ key: 'same key', json: JSON.stringify({ by: person }), operation: randomUUID() }],
        { cookie },
      )
      const { value } = made.value as { value: Memory }
      const removed = await callAction(
        url,
        'remove',
        [{ id: value.id, version: value.version, operation: randomUUID() }],
        { cookie },
      )
      const removal = (removed.value as { value: { id: string } }).value.id
      for (const other of others(person)) await callAction(url, 'undo', [{ removal }], { cookie: cookies.get(other) })
      expect(await json<{ id: string }[]>(person, '/api/undoable')).toEqual([expect.objectContaining({ id: removal })])
      await callAction(url, 'undo', [{ removal }], { cookie })
      expect((await json<Memory>(person, `/api/memories/${value.id}`)).json).toBe(
        JSON.stringify({ by: person }).replace(':', ': '),
      )
    }),
  )
  expect(await foreign('alice@example.com')).toEqual(untouched)
  const { rows } = await site.db.query<{ prefix: string; by: string }>(
    "select prefix, value->>'by' as by from public.store where key = 'same key'",
  )
  expect(rows.map(({ prefix, by }) => prefix === rootOf(by))).toEqual(writers.map(() => true))
})

test('too many searches of one person are refused in a sentence; the others go on searching, and everybody reads', async () => {
  await site.db.query('delete from dashboard.rate')
  await get('alice@example.com', '/api/memories?q=fish')
  await site.db.query('update dashboard.rate set count = 120')
  await site.db.query(
    `insert into dashboard.rate (subject, action, minute, count)
     select subject, action, minute + interval '1 minute', count from dashboard.rate`,
  )
  const refused = await get('alice@example.com', '/api/memories?q=fish')
  expect(refused.status).toBe(429)
  expect(JSON.parse(refused.body)).toMatchObject({
    code: 'too-many',
    sentence: expect.stringMatching(/Search again in/),
  })
  expect((await get('alice@example.com', '/api/memories')).status).toBe(200)
  expect((await get('bob', '/api/memories?q=fish')).status).toBe(200)
  await site.db.query('delete from dashboard.rate')
})

test('no answer holds a namespace, a column’s name, an embedding or a hash', async () => {
  const own = memoryId([], 'diet')
  const paths = [
    '/memories',
    '/memories?q=fish',
    `/memories?open=${own}`,
    `/memories/${own}`,
    `/memories/${own}/edit`,
    '/memories/new',
    '/memories/transfer',
    '/api/export?format=jsonl',
    '/api/export?format=csv',
  ]
  paths.push('/api/memories', '/api/memories?q=fish', `/api/memories/${own}`, '/api/undoable', '/sign-in', '/nope')
  // their own words may say anything, so the person without odd values is asked
  const embedding =
    golden.vectors.find(({ prefix, key }) => prefix === rootOf('bobby') && key === 'diet')?.embedding ?? ''
  const floats = embedding.slice(1, 40)
  expect(floats.length).toBeGreaterThan(30)
  const names = ['user_memories', '"prefix', 'prefix\\"', 'embedding', 'userId', 'user_id', 'field_name']
  const words = [...names, 'subject', 'pseudonym', floats]
  for (const path of paths)
    for (const headers of [{}, RSC, PREFETCH]) {
      const { body } = await get('bobby', path, headers)
      expect(
        words.filter((word) => body.includes(word)),
        path,
      ).toEqual([])
      expect(body, path).not.toMatch(/(?:-?\d+(?:\.\d+)?,\s*){16}/)
    }
})
