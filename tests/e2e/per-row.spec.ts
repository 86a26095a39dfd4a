// Rows that name their owner, over HTTP: two ids in one namespace read and change their own rows, and no byte of an answer is the other's.
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { Memory, Undoable } from '@/lib/shared/memory'
import { memoryId } from '@/lib/shared/memory'
import { personRef } from '@/lib/shared/person-ref'
import { navigate } from '../support/access'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { ask, builtActions, callAction, RSC } from '../support/http'
import { signInByHttp } from '../support/people'

const PEOPLE = ['jo.ann@example.com', 'jo-ann@example.com']
const LONE = 'lone@example.com'
const ROOT = 'user_memories.jo-ann-at-example-com'
const canary = (person: string) => `canary${'yz'[PEOPLE.indexOf(person)] ?? 'n'}x`

let site: GoldenSite
let url: string
const cookies = new Map<string, string>()

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  test.setTimeout(120_000)
  const started = await startGoldenSite({
    MEMORY_OWNER_FIELD: 'user_id',
    MEMORY_ID_PATTERN: '(?:jo[.-]ann|lone)@example\\.com',
    LOCAL_USERS: [...PEOPLE, LONE].join('; '),
  })
  if ('skipped' in started) return test.skip(true, started.skipped)
  site = started
  url = site.server.url
  for (const person of [...PEOPLE, LONE]) cookies.set(person, await signInByHttp(url, person))
  const rows: [string, string, unknown][] = PEOPLE.flatMap((person): [string, string, unknown][] => [
    [ROOT, `${canary(person)} key`, { text: `tea ${canary(person)}`, user_id: person, [`${canary(person)}_field`]: 1 }],
    [`${ROOT}.${canary(person)}child`, 'shared key', { text: `tea ${canary(person)} child`, user_id: person }],
  ])
  for (const [number, value] of [
    {},
    { user_id: PEOPLE },
    { user_id: PEOPLE[0]?.toUpperCase() },
    `${PEOPLE[0]}`,
  ].entries())
    rows.push([ROOT, `canarynx ${number}`, typeof value === 'string' ? value : { text: 'tea canarynx', ...value }])
  rows.push(['user_memories.lone-at-example-com', 'all mine', { text: 'tea', user_id: 'somebody else' }])
  for (const [prefix, key, value] of rows)
    await site.db.query('insert into public.store (prefix, key, value) values ($1, $2, $3::jsonb)', [
      prefix,
      key,
      JSON.stringify(value),
    ])
})
test.afterAll(() => site?.stop())

const strangers = (person: string) => [...PEOPLE.filter((one) => one !== person).map(canary), 'canarynx']
const get = async (person: string, path: string, headers = {}) => {
  const answer = await navigate(url, path, { cookie: cookies.get(person), ...headers })
  const sought = strangers(person).flatMap((one) => [one, Buffer.from(one).toString('base64url').slice(2, 8)])
  expect(
    sought.filter((one) => answer.body.includes(one)),
    `${path} for ${person}`,
  ).toEqual([])
  return answer
}
const act = async (person: string, name: string, args: unknown[], page?: string) => {
  const answer = await callAction(url, name, args, { cookie: cookies.get(person), page })
  expect(
    strangers(person).filter((one) => answer.body.includes(one)),
    `${name} for ${person}`,
  ).toEqual([])
  return answer.value as { ok: boolean; code?: string; value?: unknown }
}
const read = async (person: string, id: string) => JSON.parse((await get(person, `/api/memories/${id}`)).body) as Memory
const ownId = (person: string) => memoryId([], `${canary(person)} key`)
const rest = async (person: string) =>
  (
    await site.db.query(
      `select s::text || s.xmin::text as row from public.store s where strpos(s::text, $1) = 0 order by 1`,
      [canary(person)],
    )
  ).rows

const OPEN = [
  '/api/memories',
  '/api/memories?q=tea',
  '/api/facets',
  '/api/undoable',
  '/api/jobs',
  '/memories',
  '/memories?q=tea',
]
const CLOSED_PAGES = [
  ...['/memories/new', '/memories/map', '/memories/duplicates', '/memories/transfer', '/privacy', '/privacy/looks'],
  ...['/privacy/looks/staff', `/memories/removed/${randomUUID()}`],
]
const CLOSED_ROUTES = ['/api/export', '/api/memories/map', '/api/memories/duplicates', '/api/memories?q=tea&by=agent']

test('each reads the rows that name them and no byte of anything else', async () => {
  for (const person of PEOPLE) {
    const other = PEOPLE.find((one) => one !== person) ?? ''
    for (const path of OPEN)
      for (const headers of [{}, RSC]) {
        const { status, body } = await get(person, path, headers)
        // what has words in it has theirs
        const isTheirs = !/^.(memories|api.memories)/.test(path) || body.includes(canary(person))
        expect([path, headers, status, isTheirs]).toEqual([path, headers, 200, true])
      }
    const list = JSON.parse((await get(person, '/api/memories')).body) as { total: number; memories: Memory[] }
    expect([list.total, list.memories.length]).toEqual([2, 2])
    expect((JSON.parse((await get(person, '/api/facets')).body) as { all: number }).all).toBe(2)
    const id = ownId(person)
    const page = await get(person, `/memories/${id}`)
    expect([page.status, page.body.includes(canary(person))]).toEqual([200, true])
    for (const below of ['/edit', '/history']) expect((await get(person, `/memories/${id}${below}`)).status).toBe(200)
    for (const foreign of [ownId(other), memoryId([], 'canarynx 0')]) {
      const body = (await ask(url, `/api/memories/${foreign}`, { headers: { cookie: cookies.get(person) } })).body
      expect(body).toBe('null')
      for (const below of ['', '/edit', '/history'])
        expect(
          (await ask(url, `/memories/${foreign}${below}`, { headers: { cookie: cookies.get(person) } })).status,
        ).toBe(404)
    }
    for (const path of [...CLOSED_PAGES, `/memories/${id}/reads`])
      expect([path, (await get(person, path)).headers.location]).toEqual([path, '/unclear'])
    for (const path of [...CLOSED_ROUTES, `/api/memories/${id}/reads`])
      expect([path, (await get(person, path)).status]).toEqual([path, 403])
    expect((await get(person, '/unclear')).body).toContain('everything else is closed')
    expect((await get(person, '/privacy/sessions')).status).toBe(200)
    // what is closed is not asked for by a page, either
    expect((await get(person, '/memories')).body).toContain('\\"hasReads\\":false')
  }
})

test('what is theirs alone is not narrowed', async () => {
  expect((JSON.parse((await get(LONE, '/api/memories')).body) as { total: number }).total).toBe(1)
  expect((await get(LONE, '/privacy')).status).toBe(200)
  expect((await get(LONE, '/memories')).body).toContain('\\"hasReads\\":true')
})

test('each changes what names them, and nothing else; other actions are refused', async () => {
  for (const person of PEOPLE) {
    const other = PEOPLE.find((one) => one !== person) ?? ''
    const before = await rest(person)
    const operation = () => randomUUID()
    const { id, version } = await read(person, ownId(person))
    const saved = (user: string) => JSON.stringify({ text: `${canary(person)} edited`, user_id: user })
    const foreign = ownId(other)
    expect(
      await act(person, 'saveEdit', [{ id, version, json: saved(other), operation: operation() }], '/memories'),
    ).toMatchObject({ code: 'invalid' })
    expect(
      await act(person, 'saveEdit', [{ id, version, json: saved(person), operation: operation() }], '/memories'),
    ).toMatchObject({ ok: true })
    const current = (
      await site.db.query<{ version: string }>(
        `select xmin::text || '/' || updated_at::text as version from public.store where key = $1`,
        [`${canary(other)} key`],
      )
    ).rows[0]?.version
    for (const [name, input] of [
      ['saveEdit', { id: foreign, version: current, json: saved(person), operation: operation() }],
      ['remove', { id: foreign, version: current, operation: operation() }],
      ['keep', { id: foreign, version: current, keep: { kind: 'days', days: 3 }, operation: operation() }],
      ['restore', { id: foreign, version: current, versionId: '1', operation: operation() }],
    ] as const)
      expect(await act(person, name, [input], '/memories'), name).toMatchObject({ ok: false, code: 'not-found' })
    const removed = await act(person, 'remove', [
      { id, version: (await read(person, id)).version, operation: operation() },
    ])
    expect(removed.ok).toBe(true)
    const { id: removal } = removed.value as Undoable
    expect(await act(other, 'undo', [{ removal }])).toMatchObject({ code: 'not-found' })
    expect(JSON.parse((await get(other, '/api/undoable')).body)).toEqual([])
    expect(await act(person, 'undo', [{ removal }])).toMatchObject({ ok: true })
    // every other action of the part, whatever it is given
    const opened = ['saveEdit', 'remove', 'undo', 'restore', 'keep']
    for (const { name, file } of builtActions().filter(({ file }) => file.startsWith('app/(user)/')))
      if (!opened.includes(name))
        expect([file, name, (await act(person, name, [{}], '/memories')).code]).toEqual([file, name, 'refused'])
    expect(await rest(person)).toEqual(before)
  }
})

test('those who run the dashboard are told that rows name their owner, wherever it is said who is let in', async () => {
  await site.db.query(`insert into dashboard.role_grant (user_id, role, granted_by) values ($1, 'auditor', 'test')`, [
    LONE,
  ])
  const ref = personRef('jo-ann-at-example-com')
  const said: Record<string, string[]> = {
    '/admin': ['people who could be more than one: whoever is let in sees only the memories that name them'],
    [`/admin/people/${ref}`]: [
      'more than one id leads here, and whoever is let in sees only the memories that name them: ',
    ],
    [`/admin/identities?ref=${ref}`]: [
      'It could be more than one person’s: whoever is let in sees only the memories that name them.',
    ],
  }
  const isUntrue = /nobody is let in|shown to nobody|sees nothing|with MEMORY_OWNER_FIELD/
  for (const [path, sentences] of Object.entries(said)) {
    const { status, body } = await ask(url, path, { headers: { cookie: cookies.get(LONE) } })
    const html = body.replace(/<script\b[\s\S]*?<\/script>/g, '')
    expect([path, status, sentences.filter((one) => !html.includes(one))]).toEqual([path, 200, []])
    expect(html).not.toMatch(isUntrue)
  }
})
