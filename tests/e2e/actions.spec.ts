// Every server action and every route, called over plain HTTP as a browser would, and as nobody should.
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from '@playwright/test'
import type { MemoryHistory } from '@/lib/shared/history'
import type { FrozenSelection, Job } from '@/lib/shared/job'
import type { Memory, Undoable } from '@/lib/shared/memory'
import { readAccess } from '../../scripts/access-table.mjs'
import { type Dashboard, startDashboard } from '../support/browser'
import { type ActionAnswer, type Ask, actionId, ask, builtActions, callAction, DIST } from '../support/http'
import { ADA, BEN, EMPTY_SITE, signInByHttp } from '../support/people'

/** Every action there is, and every route with its methods: as docs/access.md has them, where tests/e2e/access.spec.ts says who may. */
const TABLE = readAccess().rows
const ACTIONS: Record<string, string[]> = {}
const ROUTES: Record<string, string[]> = {}
for (const { kind, entry } of TABLE) {
  const [first = '', second = ''] = entry.split(/ (?=[^ ]+$)/)
  if (kind === 'action') ACTIONS[first] = [...(ACTIONS[first] ?? []), second].sort()
  if (kind === 'route' && second !== '/icon.svg') ROUTES[second] = [...(ROUTES[second] ?? []), first].sort()
}
/** The function that makes an action or a route, by who may use it. */
const MAKERS = { action: ['action', 'answer'], auditor: ['auditorAction', 'answerAuditor'], admin: ['adminAction', ''] }
const makerOf = ({ user, auditor }: Record<string, string>) =>
  MAKERS[user === 'yes' ? 'action' : auditor === 'yes' ? 'auditor' : 'admin']

let dashboard: Dashboard
let url: string
let ada: string
let ben: string

test.beforeAll(async () => {
  dashboard = await startDashboard(EMPTY_SITE)
  url = dashboard.server.url
  ada = await signInByHttp(url, ADA)
  ben = await signInByHttp(url, BEN)
})
test.afterAll(() => dashboard?.stop())

type Failure = { ok: false; code: string; sentence: string }
const succeeded = <T>(answer: ActionAnswer): T => {
  expect(answer.value, answer.body).toMatchObject({ ok: true })
  return (answer.value as { value: T }).value
}
const codeOf = (answer: ActionAnswer) => (answer.value as Failure | undefined)?.code

const textValue = (text: string) => JSON.stringify({ text })
const create = async (cookie: string, key: string, text: string) =>
  succeeded<Memory>(
    await callAction(url, 'saveNew', [{ key, json: textValue(text), operation: randomUUID() }], { cookie }),
  )
const read = async (cookie: string, id: string): Promise<Memory | null> =>
  JSON.parse((await ask(url, `/api/memories/${id}`, { headers: { cookie } })).body) as Memory | null
const list = async (cookie: string) => (await ask(url, '/api/memories', { headers: { cookie } })).body
const undoable = async (cookie: string) =>
  JSON.parse((await ask(url, '/api/undoable', { headers: { cookie } })).body) as Undoable[]
const edit = ({ id, version }: Memory, text: string) => ({
  id,
  version,
  json: textValue(text),
  operation: randomUUID(),
})

const historyOf = async (cookie: string | undefined, id: string) =>
  ask(url, `/api/memories/${id}/history`, { headers: { cookie } })
const changes = { restore: '1', rename: 'renamed', keep: { kind: 'days', days: 3 }, makeSearchable: null } as const
/** Each action on one memory's story, with what it is called with. */
const changesOf = ({ id, version }: Pick<Memory, 'id' | 'version'>, versionId: string = changes.restore) =>
  [
    ['restore', { id, version, versionId, operation: randomUUID() }],
    ['rename', { id, version, key: changes.rename, operation: randomUUID() }],
    ['keep', { id, version, keep: changes.keep, operation: randomUUID() }],
    ['makeSearchable', { id, version, operation: randomUUID() }],
  ] as const
const toCompare = (key: string) => ({ lines: [{ line: 1, text: JSON.stringify({ key, value: { text: 'x' } }) }] })
/** Arguments of the actions on a pair: each, for the two memories. */
const onPair = (one: Memory | { id: string; version: string }, other: Memory | { id: string; version: string }) => {
  const [a, b] = [one, other].map(({ id, version }) => ({ id, version }))
  const operation = randomUUID()
  return {
    keepOneOfPair: { keep: a, remove: b, operation },
    keepBothOfPair: { left: a, right: b, operation },
    mergeOfPair: { into: a, from: b, json: textValue('changed'), operation },
    askAboutPair: { left: one.id, right: other.id },
  }
}
const toTakeBack = ({ id, version }: Memory) => ({ items: [{ id, version, operation: randomUUID() }] })
const toImport = (key: string, over: string | null = null, more: object = {}) => ({
  items: [
    { text: JSON.stringify({ key, value: { text: 'imported' }, ...more }), over, key: null, operation: randomUUID() },
  ],
})

const jobs = async (cookie: string) => JSON.parse((await ask(url, '/api/jobs', { headers: { cookie } })).body) as Job[]
const MANY = ['selectThese', 'selectAll', 'startMany', 'undoMany', 'stopMany', 'goOn', 'putAway']
const EVERY_ACTION = [
  ...['recall', 'saveNew', 'saveEdit', 'remove', 'undo', ...Object.keys(changes)],
  ...[
    'compareLines',
    'importLines',
    'takeBackImport',
    'keepOneOfPair',
    'keepBothOfPair',
    'mergeOfPair',
    'askAboutPair',
    ...MANY,
  ],
]
/** Every action over many memories, with arguments that would do something to `memories` of the person of `cookie`. */
const overMany = async (cookie: string, memories: Memory[]): Promise<[name: string, args: object][]> => {
  const ids = memories.map(({ id, version }) => ({ id, version }))
  const frozen = succeeded<FrozenSelection>(await callAction(url, 'selectThese', [{ ids }], { cookie }))
  const operation = randomUUID()
  return [
    ['selectThese', { ids }],
    ['selectAll', { everything: true }],
    ['startMany', { operation, kind: 'delete', selection: frozen.id, count: frozen.count }],
    ['undoMany', { operation, batch: operation }],
    ['stopMany', { job: operation }],
    ['goOn', { job: operation }],
    ['putAway', { job: operation }],
  ]
}

test.describe('the surface', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `app/${name.replaceAll('\\', '/')}`)
  const exportsOf = (file: string) =>
    [...readFileSync(file, 'utf8').matchAll(/^export (?:default )?(?:async )?(?:const|let|function|class) (\w+)/gm)]
      .map(([, name]) => name ?? '')
      .sort()

  /** Parts in brackets of their own are no part of an address. */
  const addressOfRoute = (file: string) => file.replace(/^app|\/\([^)]*\)|\/route\.tsx?$/g, '')

  test('every file of server actions is listed here with every name it exports', () => {
    const found = files.filter((file) => readFileSync(file, 'utf8').includes("'use server'"))
    expect(Object.fromEntries(found.sort().map((file) => [file, exportsOf(file)]))).toEqual(ACTIONS)
    for (const folder of ['components', 'lib'])
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /\.tsx?$/.test(name),
      ))
        expect(readFileSync(`${folder}/${name}`, 'utf8'), name).not.toContain("'use server'")
  })

  test('the build has these actions and no other', () => {
    const built: Record<string, string[]> = {}
    for (const { file, name } of builtActions()) built[file] = [...(built[file] ?? []), name].sort()
    expect(built).toEqual(ACTIONS)
  })

  test('every route is listed here with every method it answers', () => {
    const found = files.filter((file) => /\/route\.tsx?$/.test(file))
    expect(Object.fromEntries(found.map((file) => [addressOfRoute(file), exportsOf(file)]))).toEqual(ROUTES)
  })

  test('the build has these addresses and no other', () => {
    const built = JSON.parse(readFileSync(`${DIST}/app-path-routes-manifest.json`, 'utf8')) as Record<string, string>
    const pages = TABLE.filter(({ kind }) => kind === 'page').map(({ entry }) => entry)
    expect(Object.values(built).sort()).toEqual(
      [...Object.keys(ROUTES), ...pages, '/_global-error', '/_not-found', '/icon.svg'].sort(),
    )
  })

  test('an action is written only through the function for those who may use it, except the sign-out that anybody may', () => {
    // also for one of several who sees the rows that name them: tests/e2e/per-row.spec.ts; for whoever can sign in: sessions.spec.ts
    const plain = (source: string) =>
      source
        .replaceAll(' = readerAction(', ' = action(')
        .replaceAll(' = visitorAction(', ' = action(')
        .replaceAll('return answerReader(', 'return answer(')
    const sources = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((name) =>
      /actions?\.ts$/.test(name),
    )
    const forVisitors = sources.filter((name) => readFileSync(`app/${name}`, 'utf8').includes(' = visitorAction('))
    expect(forVisitors).toEqual(['(visitor)/privacy/sessions/actions.ts'])
    for (const { kind, entry, answers } of TABLE) {
      const [first = '', second = ''] = entry.split(/ (?=[^ ]+$)/)
      const [maker = '', answerer = ''] = makerOf(answers)
      if (kind === 'action' && first !== 'app/sign-out.ts')
        expect(plain(readFileSync(first, 'utf8')), entry).toContain(`export const ${second} = ${maker}(`)
      // health takes nothing and says one word: tests/e2e/health.spec.ts; agents come by a token: tests/e2e/mcp.spec.ts; keys
      // of receipts are for everybody
      if (kind !== 'route' || /nextauth|health|mcp|icon|receipt-keys/.test(entry)) continue
      const file = files.find((name) => name.endsWith('/route.ts') && addressOfRoute(name) === second) ?? ''
      expect(plain(readFileSync(file, 'utf8')), entry).toContain(`return ${answerer}(request, `)
    }
  })
})

test.describe('from our own pages', () => {
  test('each action does what it says, and reading it back shows so', async () => {
    const made = await create(ada, 'works', 'made here')
    expect((await read(ada, made.id))?.json).toBe('{"text": "made here"}')

    const edited = succeeded<Memory>(await callAction(url, 'saveEdit', [edit(made, 'changed here')], { cookie: ada }))
    expect((await read(ada, made.id))?.version).toBe(edited.version)
    expect((await read(ada, made.id))?.json).toBe('{"text": "changed here"}')

    const { id, version } = edited
    const removal = succeeded<Undoable>(
      await callAction(url, 'remove', [{ id, version, operation: randomUUID() }], { cookie: ada }),
    )
    expect(await read(ada, id)).toBeNull()
    expect((await undoable(ada)).map((each) => each.id)).toContain(removal.id)

    succeeded(await callAction(url, 'undo', [{ removal: removal.id }], { cookie: ada }))
    expect((await read(ada, id))?.json).toBe('{"text": "changed here"}')

    const told = JSON.parse((await historyOf(ada, id)).body) as MemoryHistory
    expect([told.total, told.before?.json]).toEqual([2, '{"text": "made here"}'])
    const versionId = told.before?.id ?? ''
    const { version: now } = (await read(ada, id)) ?? edited
    const call = async (name: string, args: object) =>
      succeeded<Memory>(await callAction(url, name, [{ id, operation: randomUUID(), ...args }], { cookie: ada }))
    const { memory: restored } = (await call('restore', { version: now, versionId })) as unknown as { memory: Memory }
    expect((await read(ada, id))?.json).toBe('{"text": "made here"}')
    const kept = await call('keep', { version: restored.version, keep: { kind: 'until', day: '2099-05-05' } })
    expect((await read(ada, id))?.expiresAt).toBe('2099-05-06 00:00:00+00')
    expect(await call('makeSearchable', { version: kept.version })).toEqual({ entries: 1 })
    const renamed = await call('rename', { version: kept.version, key: 'works, renamed' })
    expect([await read(ada, id), (await read(ada, renamed.id))?.key]).toEqual([null, 'works, renamed'])

    const leaving = await signInByHttp(url, ADA)
    await callAction(url, 'signOut', [], { cookie: leaving })
    expect((await ask(url, '/api/memories', { headers: { cookie: leaving } })).status).toBe(401)
    expect((await ask(url, '/api/memories', { headers: { cookie: ada } })).status).toBe(200)
  })

  test('under the name localhost they work as well', async () => {
    const port = new URL(url).port
    const made = await create(ada, 'by localhost', 'before')
    const answer = await callAction(url, 'saveEdit', [edit(made, 'after')], {
      cookie: ada,
      headers: { host: `localhost:${port}`, origin: `http://localhost:${port}` },
    })
    expect(succeeded<Memory>(answer).json).toBe('{"text": "after"}')
  })

  test('the answer to an action is stored nowhere', async () => {
    for (const { name } of builtActions()) {
      const answer = await callAction(url, name, [{}], { cookie: name === 'signOut' ? undefined : ada })
      expect(answer.headers['cache-control'], name).toContain('no-store')
    }
  })
})

test.describe('from anywhere else', () => {
  const port = () => new URL(url).port
  const ORIGINS: [string, () => string | undefined][] = [
    ['our own', () => url],
    ['none', () => undefined],
    ['another site', () => 'https://evil.example'],
    ['null', () => 'null'],
    ['another port', () => `http://127.0.0.1:${Number(port()) + 1}`],
    ['no port', () => 'http://127.0.0.1'],
    ['https', () => `https://127.0.0.1:${port()}`],
    ['upper case', () => `HTTP://127.0.0.1:${port()}`],
    ['a trailing dot', () => `http://127.0.0.1.:${port()}`],
    ['another name of this machine', () => `http://localhost:${port()}`],
    ['a path', () => `${url}/`],
    ['a user name', () => `http://127.0.0.1:${port()}@evil.example`],
    ['two', () => `${url}, https://evil.example`],
  ]
  const SITES = [undefined, 'same-origin', 'same-site', 'cross-site', 'none']
  const FORWARDED = [undefined, 'evil.example', 'localhost']

  test('T63: only our own origin, not called cross-site, changes a memory: each combination, read afterwards', async () => {
    test.slow()
    let memory = await create(ada, 'matrix', 'untouched')
    let at = 0
    const wrong: string[] = []
    for (const [name, origin] of ORIGINS)
      for (const site of SITES)
        for (const forwarded of FORWARDED) {
          const text = `cell ${++at}`
          const cell = `Origin: ${name}, Sec-Fetch-Site: ${site}, X-Forwarded-Host: ${forwarded}`
          await callAction(url, 'saveEdit', [edit(memory, text)], {
            cookie: ada,
            headers: { origin: origin(), 'sec-fetch-site': site, 'x-forwarded-host': forwarded },
          })
          const now = await read(ada, memory.id)
          const isOurs = name === 'our own' && (site === undefined || site === 'same-origin')
          if ((now?.json === `{"text": "${text}"}`) !== isOurs) wrong.push(`${cell}: ${isOurs ? 'kept out' : 'let in'}`)
          if (!isOurs && !isDeepStrictEqual(now, memory)) wrong.push(`${cell}: changed something`)
          if (now !== null) memory = now
        }
    expect(wrong).toEqual([])
    expect(at).toBe(ORIGINS.length * SITES.length * FORWARDED.length)
  })

  const HOSTILE: [string, Ask['headers']][] = [
    ['without an origin', { origin: undefined, 'sec-fetch-site': undefined }],
    ['from another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['from a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    [
      'from another site that names itself as the proxy',
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    ],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
  ]

  for (const [name, headers] of HOSTILE)
    test(`no action does anything ${name}`, async () => {
      const kept = await create(ada, `kept ${name}`, 'kept')
      const twin = await create(ada, `twin ${name}`, 'kept')
      const gone = await create(ada, `gone ${name}`, 'gone')
      const removal = succeeded<Undoable>(
        await callAction(url, 'remove', [{ ...gone, operation: randomUUID() }], { cookie: ada }),
      )
      const before = [await list(ada), (await undoable(ada)).map(({ id }) => id)]
      await callAction(url, 'saveNew', [{ key: `new ${name}`, json: '{}', operation: randomUUID() }], {
        cookie: ada,
        headers,
      })
      await callAction(url, 'saveEdit', [edit(kept, 'changed')], { cookie: ada, headers })
      await callAction(url, 'remove', [{ ...kept, operation: randomUUID() }], { cookie: ada, headers })
      await callAction(url, 'undo', [{ removal: removal.id }], { cookie: ada, headers })
      const asked = await callAction(url, 'recall', [{ id: kept.id, json: '{}', question: 'x' }], {
        cookie: ada,
        headers,
      })
      expect(asked.body).not.toContain('kept')
      for (const [change, args] of changesOf(kept)) await callAction(url, change, [args], { cookie: ada, headers })
      await callAction(url, 'importLines', [toImport(`imported ${name}`)], { cookie: ada, headers })
      for (const [each, args] of await overMany(ada, [kept]))
        await callAction(url, each, [args], { cookie: ada, headers })
      expect(await jobs(ada)).toEqual([])
      await callAction(url, 'takeBackImport', [toTakeBack(kept)], { cookie: ada, headers })
      for (const [pairAction, args] of Object.entries(onPair(kept, twin)))
        await callAction(url, pairAction, [args], { cookie: ada, headers })
      await callAction(url, 'makeToken', [{ name: 'made elsewhere', scope: 'write', days: 7 }], {
        cookie: ada,
        headers,
      })
      expect((await ask(url, '/privacy', { headers: { cookie: ada } })).body).toContain('No agent has a token.')
      await callAction(url, 'signOut', [], { cookie: ada, headers })
      expect([await list(ada), (await undoable(ada)).map(({ id }) => id)]).toEqual(before)
    })

  test('a form of another site changes nothing, in any encoding that needs no permission', async () => {
    const memory = await create(ada, 'by form', 'untouched')
    const id = actionId('saveEdit')
    const args = JSON.stringify([edit(memory, 'by form')])
    const parts = (fields: Record<string, string>) =>
      `${Object.entries(fields)
        .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
        .join('')}--b--\r\n`
    const bodies: [string, string][] = [
      ['text/plain;charset=UTF-8', args],
      ['multipart/form-data; boundary=b', parts({ '0': args })],
      ['multipart/form-data; boundary=b', parts({ '1_0': args, '0': '["$K1"]' })],
      ['multipart/form-data; boundary=b', parts({ [`$ACTION_ID_${id}`]: '', '0': args })],
      [
        'multipart/form-data; boundary=b',
        parts({ $ACTION_REF_1: '', '$ACTION_1:0': `{"id":"${id}","bound":"$@1"}`, '$ACTION_1:1': args }),
      ],
      ['application/x-www-form-urlencoded', new URLSearchParams({ [`$ACTION_ID_${id}`]: '', '0': args }).toString()],
      ['application/json', args],
    ]
    for (const [type, body] of bodies)
      for (const next of [id, undefined])
        for (const origin of ['https://evil.example', 'null', undefined]) {
          await callAction(url, 'saveEdit', [], {
            cookie: ada,
            headers: { 'content-type': type, 'next-action': next, origin, 'sec-fetch-site': undefined },
            body,
          })
          expect(await read(ada, memory.id), `${type} from ${origin}, ${next ? 'with' : 'without'} the header`).toEqual(
            memory,
          )
        }
  })
})

test.describe('without the right session', () => {
  test('no action does anything for somebody who is signed out, was signed out, or made the cookie up', async () => {
    const ended = await signInByHttp(url, ADA)
    await callAction(url, 'signOut', [], { cookie: ended })
    const memory = await create(ada, 'sessions', 'untouched')
    const gone = await create(ada, 'sessions, gone', 'gone')
    const { id: removal } = succeeded<Undoable>(
      await callAction(url, 'remove', [{ ...gone, operation: randomUUID() }], { cookie: ada }),
    )
    const before = [await list(ada), (await undoable(ada)).map(({ id }) => id)]
    const many = await overMany(ada, [memory])
    for (const cookie of [undefined, ended, 'memory-session=x', `memory-session=${'a.'.repeat(5)}`]) {
      for (const [name, args] of [
        ['saveNew', { key: 'x', json: '{}', operation: randomUUID() }],
        ['saveEdit', edit(memory, 'changed')],
        ['remove', { ...memory, operation: randomUUID() }],
        ['undo', { removal }],
        ['recall', { id: memory.id, json: textValue('changed'), question: 'sessions' }],
        ['compareLines', toCompare('sessions')],
        ...changesOf(memory),
        ['importLines', toImport('imported')],
        ['takeBackImport', toTakeBack(memory)],
        ...Object.entries(onPair(memory, memory)),
        ...many,
      ] as const)
        expect(codeOf(await callAction(url, name, [args], { cookie })), `${name} with ${cookie}`).toBe('signed-out')
      expect((await ask(url, '/api/export?format=jsonl', { headers: { cookie } })).status).toBe(401)
      expect((await historyOf(cookie, memory.id)).status).toBe(401)
      await callAction(url, 'signOut', [], { cookie })
    }
    expect([await list(ada), (await undoable(ada)).map(({ id }) => id)]).toEqual(before)
  })

  test('signed out is said before the arguments are looked at', async () => {
    for (const name of EVERY_ACTION)
      expect(codeOf(await callAction(url, name, [{ nonsense: true }])), name).toBe('signed-out')
  })
})

test.describe('somebody else’s memory', () => {
  test('T2: cannot be edited, deleted or brought back, and the answer is that of one that never was', async () => {
    const first = await create(ben, 'only Ben has this', 'Ben’s first words')
    const theirs = succeeded<Memory>(await callAction(url, 'saveEdit', [edit(first, 'Ben’s words')], { cookie: ben }))
    const { before: kept } = JSON.parse((await historyOf(ben, theirs.id)).body) as MemoryHistory
    const gone = await create(ben, 'Ben deleted this', 'Ben’s deleted words')
    const { id: removal } = succeeded<Undoable>(
      await callAction(url, 'remove', [{ ...gone, operation: randomUUID() }], { cookie: ben }),
    )
    const never = { id: Buffer.from('\u0000nobody has this').toString('base64url'), version: theirs.version }
    const own = await create(ada, 'Ada’s half of a pair', 'Ada’s words')
    const before = [await list(ben), (await undoable(ben)).map(({ id }) => id)]

    const answers = async (target: { id: string; version: string }, removed: string) => [
      await said('saveEdit', { ...target, json: textValue('Ada was here'), operation: randomUUID() }),
      await said('remove', { id: target.id, version: target.version, operation: randomUUID() }),
      await said('undo', { removal: removed }),
      await said('recall', { id: target.id, json: textValue('Ada was here'), question: 'Ben’s words' }),
      await said('keepOneOfPair', onPair(own, target).keepOneOfPair),
      await said('keepOneOfPair', onPair(target, own).keepOneOfPair),
      await said('keepBothOfPair', onPair(own, target).keepBothOfPair),
      await said('mergeOfPair', onPair(own, target).mergeOfPair),
      await said('mergeOfPair', onPair(target, own).mergeOfPair),
      await said('askAboutPair', onPair(own, target).askAboutPair),
      ...(await Promise.all(changesOf(target, kept?.id ?? '').map(([name, args]) => said(name, args)))),
    ]
    const [foreign, absent] = [await answers(theirs, removal), await answers(never, randomUUID())]
    expect(foreign).toEqual(absent)
    expect(foreign.map(([status]) => status)).toEqual(foreign.map(() => 200))
    expect((await read(ada, own.id))?.version).toBe(own.version)
    expect([await list(ben), (await undoable(ben)).map(({ id }) => id)]).toEqual(before)
    succeeded(await callAction(url, 'undo', [{ removal }], { cookie: ben }))
    expect((await historyOf(ada, theirs.id)).body).toBe((await historyOf(ada, never.id)).body)
    for (const page of ['history', `history/${kept?.id}`]) {
      const [foreignPage, absentPage] = await Promise.all(
        [theirs, never].map(({ id }) => ask(url, `/memories/${id}/${page}`, { headers: { cookie: ada } })),
      )
      expect([foreignPage?.status, absentPage?.status]).toEqual([404, 404])
      expect(foreignPage?.body).not.toContain('Ben’s')
    }

    async function said(name: string, args: unknown) {
      const { status, body, headers } = await callAction(url, name, [args], { cookie: ada })
      return [status, headers['content-type'], body]
    }
  })

  test('T2: nor many at once: a selection, a job and a batch of another person are as if they never were', async () => {
    const theirs = [await create(ben, 'Ben’s first of many', 'one'), await create(ben, 'Ben’s second of many', 'two')]
    const ids = theirs.map(({ id, version }) => ({ id, version }))
    const freeze = async (wanted: { id: string }[]) =>
      succeeded<FrozenSelection>(await callAction(url, 'selectThese', [{ ids: wanted }], { cookie: ben }))
    const { id: selection } = await freeze(ids)
    const start = { operation: randomUUID(), kind: 'delete', selection, count: 2 }
    const job = succeeded<Job>(await callAction(url, 'startMany', [start], { cookie: ben }))
    expect(job).toMatchObject({ state: 'done', done: 2, failed: 0 })
    const { id, version } = await create(ben, 'Ben’s kept of many', 'kept')
    const kept = await freeze([{ id, version } as { id: string }])
    const before = [await list(ben), (await undoable(ben)).map((each) => each.id), await jobs(ben)]
    const said = async (frozen: string, work: string) => {
      const answers: unknown[] = []
      for (const [name, args] of [
        ['startMany', { operation: randomUUID(), kind: 'delete', selection: frozen, count: 1 }],
        ['selectThese', { base: frozen, without: [], with: [] }],
        ['undoMany', { operation: randomUUID(), batch: work }],
        ['stopMany', { job: work }],
        ['goOn', { job: work }],
        ['putAway', { job: work }],
      ] as const) {
        const { status, body } = await callAction(url, name, [args], { cookie: ada })
        answers.push([name, status, body])
      }
      for (const path of [`jobs/${work}/left`, `removed/${work}`, `export?format=jsonl&selection=${frozen}`]) {
        const { status, body } = await ask(url, `/api/${path}`, { headers: { cookie: ada } })
        answers.push([path.split(/[/?]/)[0], status, body])
      }
      return answers
    }
    expect(await said(kept.id, job.id)).toEqual(await said(randomUUID(), randomUUID()))
    expect([await list(ben), (await undoable(ben)).map((each) => each.id), await jobs(ben)]).toEqual(before)
    expect(codeOf(await callAction(url, 'selectThese', [{ ids }], { cookie: ada }))).toBe('not-found')
    succeeded(await callAction(url, 'undoMany', [{ operation: randomUUID(), batch: job.id }], { cookie: ben }))
    expect(await read(ben, theirs[0]?.id ?? '')).not.toBeNull()
  })

  test('is not reached by naming its owner: members that an action does not know are ignored', async () => {
    const theirs = await list(ben)
    const extra = { userId: BEN, user: BEN, owner: BEN, subject: BEN, prefix: `user_memories.ben-at-example-com` }
    const more = {
      root: 'user_memories.ben-at-example-com',
      scope: { userId: BEN },
      viewer: { userId: BEN },
    }
    const made = succeeded<Memory>(
      await callAction(
        url,
        'saveNew',
        [{ key: 'extra members', json: textValue('mine'), operation: randomUUID(), ...extra, ...more }],
        { cookie: ada },
      ),
    )
    expect(made.child).toEqual([])
    const edited = succeeded<Memory>(
      await callAction(url, 'saveEdit', [{ ...edit(made, 'still mine'), ...extra, ...more }], { cookie: ada }),
    )
    expect((await read(ada, made.id))?.version).toBe(edited.version)
    expect(await list(ben)).toBe(theirs)
  })

  test('is not reached by a child namespace that climbs out of one’s own', async () => {
    const theirs = await list(ben)
    for (const child of [
      ['..', 'ben-at-example-com'],
      ['.'],
      ['', ''],
      ['..'],
      ['a.b'],
      ['ben-at-example-com'],
      ['%'],
      ['\u0000'],
    ]) {
      const made = await callAction(
        url,
        'saveNew',
        [{ key: `child ${child.join('/')}`, child, json: textValue('Ada’s'), operation: randomUUID() }],
        { cookie: ada },
      )
      const { id } = (made.value as { value?: Memory }).value ?? { id: null }
      if (id !== null) expect((await read(ada, id))?.json, child.join()).toBe('{"text": "Ada’s"}')
    }
    expect(await list(ben)).toBe(theirs)
  })

  test('is not reached by an id that climbs out of one’s own namespace', async () => {
    const theirs = await list(ben)
    const paths = ['.', '..', '...', '.ben-at-example-com', '..ben-at-example-com', '.%', '._', '/../ben', '.\u0000']
    for (const path of paths) {
      const id = Buffer.from(`${path}\u0000only Ben has this`).toString('base64url')
      expect(await read(ada, id), path).toBeNull()
      const answer = await callAction(
        url,
        'saveEdit',
        [{ id, version: '1/2026-11-24 06:14:33.575+00', json: '{}', operation: randomUUID() }],
        {
          cookie: ada,
        },
      )
      expect(codeOf(answer), path).toBe('not-found')
    }
    expect(await list(ben)).toBe(theirs)
  })

  test('T2: is not compared with, written over or exported, and an export answers no page of another person', async () => {
    const theirs = await create(ben, 'Ben keeps this', 'Ben’s own words')
    const before = await list(ben)
    const compared = await callAction(url, 'compareLines', [toCompare('Ben keeps this')], { cookie: ada })
    expect(succeeded<object[]>(compared)).toMatchObject([{ kind: 'memory', memory: { state: 'new', against: null } }])
    expect(compared.body).not.toContain('Ben’s own words')
    for (const args of [
      toImport('Ben keeps this', theirs.version),
      toImport('Ben keeps this', null, { child: ['..', 'ben-at-example-com'] }),
      toImport('Ben keeps this', null, { user: BEN }),
    ])
      expect(succeeded(await callAction(url, 'importLines', [args], { cookie: ada }))).toMatchObject([{ ok: false }])
    expect(await list(ben)).toBe(before)
    const replaced = succeeded<{ id: string; version: string }[]>(
      await callAction(url, 'importLines', [toImport('Ben keeps this', theirs.version)], { cookie: ben }),
    )[0] as Memory
    const since = await list(ben)
    const never = { ...replaced, id: Buffer.from('\u0000nobody has this').toString('base64url') }
    const takings = []
    for (const one of [replaced, never])
      takings.push((await callAction(url, 'takeBackImport', [toTakeBack(one)], { cookie: ada })).body)
    expect(takings[0]).toBe(takings[1])
    expect(await list(ben)).toBe(since)
    succeeded(await callAction(url, 'takeBackImport', [toTakeBack(replaced)], { cookie: ben }))
    expect((await read(ben, theirs.id))?.json).toBe('{"text": "Ben’s own words"}')

    const file = (query: string, headers: Ask['headers'] = {}) =>
      ask(url, `/api/export?format=jsonl${query}`, { headers: { cookie: ada, ...headers } })
    expect((await file('&user=ben%40example.com&prefix=user_memories.ben-at-example-com')).body).not.toContain('Ben’s')
    const marks = await Promise.all(
      [ada, ben].map(async (cookie) => {
        const { body } = await ask(url, '/memories/transfer', { headers: { cookie } })
        return /<meta name="viewer" content="([^"]+)"/.exec(body)?.[1] ?? ''
      }),
    )
    expect((await file(`&viewer=${marks[0]}`)).status).toBe(200)
    expect((await file(`&viewer=${marks[1]}`)).status).toBe(403)
    expect((await file('', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await file('', { 'sec-fetch-site': 'same-site' })).status).toBe(403)
    const absent = await file(`&selection=${randomUUID()}`)
    expect([absent.status, (await file('&selection=x')).body]).toEqual([404, absent.body])
    expect((await ask(url, '/api/export?format=pdf', { headers: { cookie: ada } })).status).toBe(400)
    const { headers } = await file('')
    expect(headers['cache-control']).toBe('private, no-store')
    expect(headers['content-disposition']).toMatch(/^attachment; filename="memories-\d{4}-\d\d-\d\d\.jsonl"$/)
    expect(headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
  })

  test('stays as it is when its owner’s operation is sent again by another', async () => {
    const operation = randomUUID()
    const theirs = succeeded<Memory>(
      await callAction(url, 'saveNew', [{ key: 'Ben’s operation', json: '{}', operation }], { cookie: ben }),
    )
    const removing = randomUUID()
    succeeded(await callAction(url, 'remove', [{ ...theirs, operation: removing }], { cookie: ben }))
    const own = await create(ada, 'Ada’s own', 'own')
    for (const used of [operation, removing]) {
      await callAction(url, 'saveNew', [{ key: 'Ben’s operation', json: '{}', operation: used }], { cookie: ada })
      await callAction(url, 'saveEdit', [{ ...edit(own, 'other'), operation: used }], { cookie: ada })
      const removed = await callAction(url, 'remove', [{ id: own.id, operation: used, version: own.version }], {
        cookie: ada,
      })
      expect(removed.body).not.toMatch(/Ben|duplicate|constraint/)
    }
    expect((await undoable(ben)).map(({ id }) => id)).toContain(removing)
    succeeded(await callAction(url, 'undo', [{ removal: removing }], { cookie: ben }))
    expect(await read(ben, theirs.id)).not.toBeNull()
  })
})

test.describe('what is sent', () => {
  test('an operation that is sent twice, or at once, is carried out once', async () => {
    const again = async (name: string, args: unknown) => {
      const calls = [0, 1, 2].map(() => callAction(url, name, [args], { cookie: ada }))
      const answers = [...(await Promise.all(calls)), await callAction(url, name, [args], { cookie: ada })]
      return answers.map((answer) => succeeded<Memory & Undoable>(answer))
    }
    const made = await again('saveNew', { key: 'sent twice', json: textValue('one'), operation: randomUUID() })
    expect(new Set(made.map(({ version }) => version)).size).toBe(1)
    const memory = made[0] as Memory
    const edited = await again('saveEdit', edit(memory, 'two'))
    expect(new Set(edited.map(({ version }) => version)).size).toBe(1)
    const kept = await again('keep', changesOf(edited[0] as Memory)[2][1])
    expect(new Set(kept.map(({ version }) => version)).size).toBe(1)
    const renamed = await again('rename', { ...changesOf(kept[0] as Memory)[1][1], key: 'sent twice, renamed' })
    expect(new Set(renamed.map(({ version }) => version)).size).toBe(1)
    const back = await again('rename', { ...changesOf(renamed[0] as Memory)[1][1], key: 'sent twice' })
    const { id, version } = back[0] as Memory
    const imported = await again('importLines', toImport('imported twice'))
    expect(imported.flat().map((one) => 'ok' in one && one.ok)).toEqual([true, true, true, true])
    expect(new Set(imported.map((one) => JSON.stringify(one))).size).toBe(1)
    const removed = await again('remove', { id, version, operation: randomUUID() })
    expect(new Set(removed.map((each) => each.id)).size).toBe(1)
    expect((await undoable(ada)).filter(({ key }) => key === 'sent twice')).toHaveLength(1)
  })

  test('an edit of an older version writes nothing and says so', async () => {
    const memory = await create(ada, 'two tabs', 'first')
    succeeded(await callAction(url, 'saveEdit', [edit(memory, 'second')], { cookie: ada }))
    expect(codeOf(await callAction(url, 'saveEdit', [edit(memory, 'third')], { cookie: ada }))).toBe('conflict')
    const stale = { id: memory.id, version: memory.version, operation: randomUUID() }
    expect(codeOf(await callAction(url, 'remove', [stale], { cookie: ada }))).toBe('conflict')
    expect((await read(ada, memory.id))?.json).toBe('{"text": "second"}')
  })

  test('arguments of another shape are refused without a trace', async () => {
    const memory = await create(ada, 'shapes', 'untouched')
    const { id, version } = memory
    const operation = randomUUID()
    const json = textValue('changed')
    const before = await list(ada)
    const everywhere: unknown[] = [null, 1, 'text', true, [], {}, [[]], { length: 1 }, { id: null }, { toString: 1 }]
    const shapes: Record<string, unknown[]> = {
      saveNew: [
        { key: 1, json, operation },
        { key: ['k'], json, operation },
        { key: 'k', json: {}, operation },
      ],
      saveEdit: [
        { id, version, json, operation: 'not a uuid' },
        { id, version, json },
        { id: [id], version, json, operation },
        { id: { $ne: null }, version, json, operation },
        { id, version: 5, json, operation },
        { id, version, json: [json], operation },
        { id, version: 'x'.repeat(101), json, operation },
        { id: 'A'.repeat(8_193), version, json, operation },
        [{ id, version, json, operation }],
      ],
      recall: [
        { id, json },
        { id, question: 'x' },
        { id: [id], json, question: 'x' },
        { id, json: {}, question: 'x' },
        { id, json, question: 'x'.repeat(2_001) },
      ],
      remove: [
        { id, version },
        { id, operation },
        { id: [id], version, operation },
        { id, version: null, operation },
      ],
      restore: [
        { id, version, versionId: 'x', operation },
        { id, version, versionId: 1, operation },
        { id, version, operation },
        { id, version, versionId: '9'.repeat(19), operation },
      ],
      rename: [
        { id, version, operation },
        { id, version, key: 1, operation },
        { id, version, key: 'k'.repeat(8_193), operation },
        { id, version, key: 'k', json: {}, operation },
      ],
      keep: [
        { id, version, operation },
        { id, version, keep: { kind: 'never' }, operation },
        { id, version, keep: { kind: 'days' }, operation },
        { id, version, keep: { kind: 'days', days: '3' }, operation },
        { id, version, keep: { kind: 'days', days: 0 }, operation },
        { id, version, keep: { kind: 'until', day: '2099-02-30' }, operation },
        { id, version, keep: { kind: 'until', day: '2099-5-5' }, operation },
        { id, version, keep: { kind: 'until', day: '1999-05-05' }, operation },
      ],
      makeSearchable: [
        { id, version },
        { id, operation },
        { id: [id], version, operation },
      ],
      undo: [{ removal: 'x' }, { removal: [randomUUID()] }, { removal: `${randomUUID()}' or true --` }],
      compareLines: [
        { lines: [] },
        { lines: [{ line: 0, text: '{}' }] },
        { lines: [{ line: 1, text: {} }] },
        { lines: [{ line: 1, text: 'x'.repeat(300_001) }] },
        { lines: Array.from({ length: 301 }, (_, at) => ({ line: at + 1, text: '' })) },
      ],
      selectThese: [
        { ids: [] },
        { ids: null },
        { ids: [id] },
        { ids: [{ id, version: 'x' }] },
        { base: 'x', without: [], with: [] },
      ],
      selectAll: [
        { everything: false },
        { everything: 'true' },
        { search: '', isShort: false, first: null },
        { search: '?', isShort: false, first: null },
        { search: '?sort=oldest', isShort: false, first: null },
        { search: '?q=+', isShort: false, first: null },
        { search: '?q=x&by=agent', isShort: false, first: null },
        { search: '?q=x', isShort: false, first: 0 },
      ],
      startMany: [
        { operation, kind: 'delete', selection: randomUUID() },
        { operation, kind: 'forget', selection: randomUUID(), count: 1 },
        { operation, kind: 'delete', selection: '', count: 1 },
        { operation, kind: 'delete', selection: randomUUID(), count: 0 },
        { kind: 'delete', selection: randomUUID(), count: 1 },
      ],
      undoMany: [{ operation }, { operation, batch: 'x' }],
      goOn: [{ job: 'x' }],
      stopMany: [{ job: 'x' }],
      putAway: [{ job: 'x' }],
      importLines: [
        { items: [] },
        { items: [{ text: '{}', over: version, key: null, operation: 'x' }] },
        { items: [{ text: '{}', over: 'x', key: null, operation }] },
        { items: [{ text: '{}', key: null, operation }] },
        { items: [{ text: 1, over: null, key: null, operation }] },
        { items: [{ text: '{}', over: null, key: 'k'.repeat(8_193), operation }] },
        { items: Array.from({ length: 21 }, () => ({ text: '{}', over: null, key: null, operation })) },
      ],
      keepOneOfPair: [
        { keep: { id, version }, remove: { id, version } },
        { keep: id, remove: { id, version }, operation },
        { keep: { id, version: 5 }, remove: { id, version }, operation },
        { keep: { id, version }, remove: [{ id, version }], operation },
      ],
      keepBothOfPair: [
        { left: { id, version }, right: { id, version } },
        { left: { id }, right: { id, version }, operation },
        { left: { id, version }, right: null, operation },
      ],
      mergeOfPair: [
        { into: { id, version }, from: { id, version }, operation },
        { into: { id, version }, from: { id, version }, json: {}, operation },
        { into: { id, version }, from: { id }, json, operation },
        { into: { id, version }, from: { id, version }, json: 'x'.repeat(1_000_001), operation },
      ],
      askAboutPair: [{ left: id }, { left: [id], right: id }, { left: { id }, right: { id } }],
      takeBackImport: [
        { items: [] },
        { items: [{ id, version }] },
        { items: [{ id: [id], version, operation }] },
        { items: [{ id, version: null, operation }] },
        { items: Array.from({ length: 21 }, () => ({ id, version, operation })) },
      ],
    }
    const taken: string[] = []
    for (const [name, special] of Object.entries(shapes))
      for (const args of [[], ...[...everywhere, ...special].map((shape) => [shape])]) {
        const code = codeOf(await callAction(url, name, args, { cookie: ada }))
        if (code !== 'invalid') taken.push(`${name} ${JSON.stringify(args).slice(0, 80)}: ${code}`)
      }
    expect(taken).toEqual([])
    expect(await list(ada)).toBe(before)
  })

  test('values that cannot be stored are refused in a sentence, and nothing is written', async () => {
    const memory = await create(ada, 'values', 'untouched')
    const values = ['', 'null', '[]', '1', '{', '{"a":1,}', '{"a":"\\u0000"}', '{"a":"\\ud800"}', '{"a":NaN}']
    values.push(
      `{"a":${'['.repeat(100)}${']'.repeat(100)}}`,
      `{"a":"${'x'.repeat(70_000)}"}`,
      `{"a":1e${'9'.repeat(20)}}`,
    )
    for (const json of values) {
      const answer = await callAction(url, 'saveEdit', [{ ...edit(memory, ''), json }], { cookie: ada })
      expect(codeOf(answer), json.slice(0, 40)).toBe('invalid')
      expect((answer.value as Failure).sentence, json.slice(0, 40)).toMatch(/^\S.* .*\.$/)
    }
    for (const key of ['', '\u0000', 'a\u0000b', '\ud800', 'k'.repeat(8_193), 'k'.repeat(3_000)]) {
      const answer = await callAction(url, 'saveNew', [{ key, json: '{}', operation: randomUUID() }], { cookie: ada })
      expect(['invalid', undefined], JSON.stringify(key).slice(0, 40)).toContain(codeOf(answer))
      expect(JSON.stringify(answer.value ?? {}), key.slice(0, 10)).not.toContain('"ok":true')
    }
    expect(await read(ada, memory.id)).toEqual(memory)
  })

  const BODIES: Record<string, (call: string) => string[]> = {
    'that are no arguments': (call) => [
      '',
      '[',
      '{}',
      '"x"',
      'null',
      call.slice(0, -2),
      '['.repeat(50_000),
      '\u0000',
      '\ufeff[]',
    ],
    'that refer to what is not there': () => [
      '["$F1"]',
      '["$@0"]',
      '["$Q1"]',
      '["$K1"]',
      '["$B1"]',
      '["$W1"]',
      '["$i1"]',
    ],
    'of kinds that nobody sends': () => ['["$r1"]', '["$R1"]', '["$X1"]', '["$A1"]', '["$V1"]', '["$n1"]', '["$D1"]'],
    'that mean something else': () => [
      '["$undefined"]',
      '["$Infinity"]',
      '["$1:then"]',
      '[{"then":"$F0"}]',
      '[{"id":"$1:a:b:c"}]',
    ],
    'that reach for prototypes': () => [
      '["$0:__proto__:x"]',
      '["$0:constructor:constructor"]',
      '{"0":{"then":"$1:__proto__:then"},"status":"resolved_model"}',
      '[{"__proto__":{"id":"x"}}]',
      '[{"constructor":{"prototype":{"isAdmin":true}}}]',
    ],
  }
  for (const [kind, bodies] of Object.entries(BODIES))
    test(`bodies ${kind} change nothing and leave the server answering`, async () => {
      const memory = await create(ada, `bodies ${kind}`, 'untouched')
      const before = await list(ada)
      const sent = bodies(JSON.stringify([edit(memory, 'changed')]))
      const wrong: string[] = []
      for (const name of EVERY_ACTION)
        for (const body of sent) {
          const answer = await callAction(url, name, [], { cookie: ada, body })
          const isTaken = JSON.stringify(answer.value ?? {}).includes('"ok":true')
          const said = /node_modules|SyntaxError|\bat .*:\d+:\d+/.exec(answer.body)?.[0]
          if (isTaken || said !== undefined) wrong.push(`${name} ${body.slice(0, 40)}: ${said ?? 'carried out'}`)
        }
      expect(wrong).toEqual([])
      expect(await list(ada)).toBe(before)
    })

  test('a body over a megabyte is refused, whole or in parts', async () => {
    const memory = await create(ada, 'oversized', 'untouched')
    const args = { ...edit(memory, ''), json: textValue('x'.repeat(1_200_000)) }
    const whole = await callAction(url, 'saveEdit', [args], { cookie: ada })
    expect(whole.value).toBeUndefined()
    const parts = `--b\r\nContent-Disposition: form-data; name="0"\r\n\r\n${JSON.stringify([args])}\r\n--b--\r\n`
    const inParts = await callAction(url, 'saveEdit', [], {
      cookie: ada,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body: parts,
    })
    expect(inParts.value).toBeUndefined()
    expect(await read(ada, memory.id)).toEqual(memory)
  })

  test('ids of no action, of another build and of odd shapes run nothing', async () => {
    const before = await list(ada)
    const known = actionId('saveNew')
    const ids = [
      '',
      'x',
      '00'.repeat(21),
      known.toUpperCase(),
      `${known}00`,
      known.slice(0, -1),
      '__proto__',
      'constructor',
      '../x',
    ]
    for (const id of ids) {
      const answer = await callAction(url, 'saveNew', [{ key: 'x', json: '{}', operation: randomUUID() }], {
        cookie: ada,
        headers: { 'next-action': id },
      })
      expect(JSON.stringify(answer.value ?? {}), id).not.toContain('"ok":true')
    }
    expect(await list(ada)).toBe(before)
  })

  test('an action called under another page’s address asks for the session all the same', async () => {
    for (const page of ['/', '/sign-in', '/unclear', '/nope', '/memories/AG5vbmU', '/api/memories']) {
      const answer = await callAction(url, 'saveNew', [{ key: `at ${page}`, json: '{}', operation: randomUUID() }], {
        page,
      })
      expect(JSON.stringify(answer.value ?? {}), page).not.toContain('"ok":true')
    }
    expect(await list(ada)).not.toContain('at /')
  })
})

test.describe('what comes back', () => {
  test('an error that nobody foresaw shows a reference and nothing else', async () => {
    const operation = randomUUID()
    const first = succeeded<Memory>(
      await callAction(url, 'saveNew', [{ key: 'heron seven', json: textValue('lantern words'), operation }], {
        cookie: ada,
      }),
    )
    // the same operation for another intention: the database refuses it, and quotes the values in its own words
    const answer = await callAction(url, 'remove', [{ id: first.id, version: first.version, operation }], {
      cookie: ada,
    })
    expect(answer.status).toBe(500)
    expect(answer.body).toMatch(/1:E\{"digest":"\d+"\}\n$/)
    expect(answer.body).not.toMatch(/heron|lantern|duplicate|constraint|dashboard\.|select|insert|23505/i)
    expect(await read(ada, first.id)).toEqual(first)
  })

  test('a refusal names no other person, no table and no setting', async () => {
    const answers = await Promise.all([
      callAction(url, 'saveNew', [{ key: 'matrix', json: '{}', operation: randomUUID() }], { cookie: ada }),
      callAction(url, 'undo', [{ removal: randomUUID() }], { cookie: ada }),
      callAction(url, 'saveEdit', [{ id: 'x', version: '', json: '{}', operation: randomUUID() }], { cookie: ada }),
      callAction(url, 'saveEdit', [{}], { cookie: ada }),
      callAction(url, 'remove', [{}]),
    ])
    for (const { body } of answers)
      expect(body).not.toMatch(/user_memories|store_vectors|@example|NEXTAUTH|process\.env|zod/i)
  })

  test('and the log of it all holds no memory, no key and no person', async () => {
    const words = ['heron', 'lantern', 'untouched', 'Ben’s words', 'only Ben has this', 'sent twice', 'cell 1', 'kept']
    words.push(ADA, BEN, 'ada-at-example', 'user_memories', 'secret of the tests', 'memory-session=')
    const said = dashboard.server.output()
    expect(said).toContain('Failed to find Server Action') // it does hold the refusals
    for (const word of words) expect(said.includes(word), word).toBe(false)
  })
})
