// "Whatever page or action exists, I can read in one table who may use it, and that table is what is tested." Over plain HTTP, each cell of docs/access.md.
import { expect, test } from '@playwright/test'
import { ACTORS, type AccessRow, readAccess } from '../../scripts/access-table.mjs'
import {
  absent,
  addressOf,
  argumentsOf,
  type Belongings,
  besideTheLayouts,
  equip,
  fingerprintOf,
  HOSTILE,
  isSameBut,
  navigate,
  QUERY,
  shownBy,
  wordOfAction,
  wordOfNavigation,
  wordOfPage,
  wordOfRoute,
} from '../support/access'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { type ActionAnswer, ask, builtActions, callAction, PREFETCH, RSC } from '../support/http'
import { signInByHttp } from '../support/people'

const USER = 'alice@example.com'
const OTHER = 'bob'
const [AUDITOR, ADMIN, SHUT_OUT] = ['auditor@example.com', 'admin@example.com', 'away@example.com']
const PEOPLE = {
  LOCAL_USERS: [USER, OTHER, AUDITOR, ADMIN, SHUT_OUT].join('; '),
  MEMORY_ID_PATTERN: `alice@example\\.com|bob|bobby|x@corp\\.com?|müller@über\\.de|(auditor|admin|away)@example\\.com`,
}
/** Stands in all that the other person has: in texts, keys, names of values, names of tokens and questions of agents. */
const CANARY = 'heron7lantern'
/** The one that asks by `another` is the user. */
const COOKIE_OF: Record<string, string> = { another: 'user' }

const { rows, problems } = readAccess()
const rowsOf = (kind: AccessRow['kind']) => rows.filter((row) => row.kind === kind)

let site: GoldenSite
let url: string
const cookies: Record<string, string | undefined> = {}
const belongings: Record<string, Belongings> = {}

test.beforeAll(async () => {
  const started = await startGoldenSite(PEOPLE)
  test.skip('skipped' in started, 'skipped' in started ? started.skipped : '')
  site = started as GoldenSite
  url = site.server.url
  const { db } = site
  for (const [name, userId, words] of [
    ['user', USER, 'mine'],
    ['other', OTHER, CANARY],
    ['auditor', AUDITOR, 'the auditor’s'],
    ['admin', ADMIN, 'the admin’s'],
  ] as const) {
    const cookie = await signInByHttp(url, userId)
    cookies[name] = cookie
    const label = userId.replace('@', '-at-').replaceAll('.', '-')
    belongings[name] = await equip(url, cookie, { db, userId, label, words })
  }
  const { rows: read } = await db.query<{ id: string }>(
    `insert into dashboard.read_log (root, kept_until, way, surface, name, query, found)
     values ('user_memories.bob', now() + interval '1 day', 'search', 'agent', 'helper', $1, 1) returning id`,
    [`a question about ${CANARY}`],
  )
  await db.query(
    `insert into dashboard.read_log_item (read_id, position, prefix, key) values ($1, 1, 'user_memories.bob', $2)`,
    [read[0]?.id, `${CANARY} key`],
  )
  cookies.ended = await signInByHttp(url, USER)
  await callAction(url, 'signOut', [], { cookie: cookies.ended })
  cookies.shutOut = await signInByHttp(url, SHUT_OUT)
  await db.query(`insert into dashboard.disabled_person (user_id, disabled_by) values ($1, 'test')`, [SHUT_OUT])
  await db.query(
    `insert into dashboard.role_grant (user_id, role, granted_by) values ($1, 'auditor', 'test'), ($2, 'admin', 'test')`,
    [AUDITOR, ADMIN],
  )
})
test.afterAll(() => site?.stop())

const cookieOf = (actor: string) => cookies[COOKIE_OF[actor] ?? actor]
/** What an actor names: their own, what is somebody else's, or of nobody at all. */
const namesOf = (actor: string): Belongings => {
  const own = belongings[actor] ?? (belongings.user as Belongings)
  const other = belongings.other as Belongings
  // pages about a person are about the other one, whoever asks
  return actor === 'another' ? other : { ...own, ref: other.ref }
}
const cells = (kind: AccessRow['kind']) =>
  rowsOf(kind).flatMap((row) =>
    ACTORS.filter((actor) => row.answers[actor] !== '–').map((actor) => ({
      ...row,
      actor,
      word: row.answers[actor] ?? '',
      cell: `${row.entry} for ${actor}`,
    })),
  )

test('the table can be read, and names every kind of entry point', () => {
  expect(problems).toEqual([])
  for (const kind of ['page', 'route', 'action'] as const) expect(rowsOf(kind).length).toBeGreaterThan(15)
})

/** Whoever names another's is answered as where there is nothing: a test of its own, below. */
const isCompared = ({ actor }: { actor: string }) => actor === 'another'
/** Where there is nothing. (An address of no page is nobody's secret: Next itself answers it, in other markup.) */
const NOTHING = `/memories/${absent('').id}`
const AT_ONCE = 6

test('each page answers each person as the table says; who may not gets no more by a navigation, a prefetch or HEAD', async () => {
  const wrong: string[] = []
  const tried = new Set<string>()
  const nothing = new Map<string, Promise<string>>()
  const nothingFor = async (actor: string) =>
    shownBy(await ask(url, NOTHING, { headers: { cookie: cookieOf(actor) } }), NOTHING)
  const look = async ({ entry, actor, word, cell }: ReturnType<typeof cells>[number]) => {
    const path = addressOf(entry, namesOf(actor))
    const headers = { cookie: cookieOf(actor) }
    const page = await ask(url, path, { headers })
    if (wordOfPage(page) !== word) wrong.push(`${cell}: ${wordOfPage(page)} (${page.status})`)
    if (page.body.includes(CANARY)) wrong.push(`${cell}: words`)
    // an ended session and one of somebody shut out are nobody's, as was just seen
    if (word === 'yes' || actor === 'ended' || actor === 'shutOut') return
    // whoever says that all layouts are there already is answered by the page alone
    const navigation = await navigate(url, path, { ...headers, ...RSC, ...besideTheLayouts(entry, path) })
    if (wordOfNavigation(navigation) !== word) wrong.push(`${cell}, navigation: ${wordOfNavigation(navigation)}`)
    if (navigation.body.includes(CANARY)) wrong.push(`${cell}, navigation: words`)
    if (word === 'not there') {
      if (!nothing.has(actor)) nothing.set(actor, nothingFor(actor))
      if (shownBy(page, path) !== (await nothing.get(actor))) wrong.push(`${cell}: not as where there is nothing`)
    }
    // one layout decides for all pages of a part
    const part = `${actor} ${entry.split('/').slice(0, 3)}`
    if (tried.has(part)) return
    tried.add(part)
    const prefetch = await navigate(url, path, { ...headers, ...PREFETCH })
    if (prefetch.body.includes(CANARY)) wrong.push(`${cell}, prefetch: words`)
    const head = await ask(url, path, { method: 'HEAD', headers })
    if (head.status !== page.status || head.body !== '') wrong.push(`${cell}, HEAD: ${head.status}`)
  }
  const all = cells('page').filter((each) => !isCompared(each))
  // what the server waits for at one, it uses for the others
  for (let at = 0; at < all.length; at += AT_ONCE) await Promise.all(all.slice(at, at + AT_ONCE).map(look))
  expect(wrong).toEqual([])
  expect(nothing.size).toBeGreaterThan(1)
  const ways = [RSC, { ...RSC, ...besideTheLayouts('/memories/new', '/memories/new') }]
  const answers = await Promise.all(ways.map((way) => navigate(url, '/memories/new', { cookie: cookies.user, ...way })))
  const told = answers.map(({ status, body }) => [status, body.includes('canSignOut')])
  expect(told, 'a layout’s button, and the page alone').toEqual([
    [200, true],
    [200, false],
  ])
})

test('each address answers each person as the table says, and knows no other method', async () => {
  const wrong: string[] = []
  for (const { entry, actor, word, cell } of cells('route').filter((each) => !isCompared(each))) {
    const [method = '', pattern = ''] = entry.split(' ')
    const path = addressOf(pattern, namesOf(actor)) + (QUERY[pattern] ?? '')
    const headers = { cookie: cookieOf(actor), origin: url }
    const answer = await ask(url, path, { method, headers })
    const isHandshake = pattern === '/api/auth/[...nextauth]' // of its many addresses each has its own answer
    if (isHandshake ? answer.status >= 500 : wordOfRoute(answer) !== word)
      wrong.push(`${cell}: ${wordOfRoute(answer)} (${answer.status})`)
    if (answer.body.includes(CANARY)) wrong.push(`${cell}: words`)
  }
  const known = new Set(rowsOf('route').map(({ entry }) => entry))
  for (const pattern of new Set(rowsOf('route').map(({ entry }) => entry.split(' ')[1] ?? '')))
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !known.has(`${one} ${pattern}`))) {
      const headers = { cookie: cookies.admin, origin: url } // who may most
      const { status } = await ask(url, addressOf(pattern, namesOf('admin')), { method, headers })
      if (![404, 405].includes(status)) wrong.push(`${method} ${pattern}: ${status}`)
    }
  expect(wrong).toEqual([])
})

test('what is somebody else’s answers as what never was', async () => {
  const headers = { cookie: cookies.user }
  const [theirs, nobodys] = [belongings.other as Belongings, absent((belongings.other as Belongings).version)]
  const isTheirs = (pattern: string) => addressOf(pattern, theirs) !== addressOf(pattern, nobodys)
  const wrong: string[] = []
  const compared: string[] = []
  for (const { entry, kind, answers } of [...rowsOf('page'), ...rowsOf('route')]) {
    const pattern = kind === 'page' ? entry : (entry.split(' ')[1] ?? '')
    // without a name in it, it is what a user asked for above
    if (answers.another !== 'not there' || !isTheirs(pattern)) continue
    compared.push(entry)
    const [foreign, none] = [addressOf(pattern, theirs), addressOf(pattern, nobodys)]
    const [one, other] = [await ask(url, foreign, { headers }), await ask(url, none, { headers })]
    if (!isSameBut([one, foreign], [other, none]) || one.body.includes(CANARY))
      wrong.push(`${entry}: ${one.status}, ${other.status}`)
  }
  expect(wrong).toEqual([])
  expect(compared.length).toBeGreaterThan(10)
})

test.describe('actions', () => {
  const built = builtActions()
  const call = (entry: string, input: unknown, actor: string): Promise<ActionAnswer> => {
    const [file = '', name = ''] = entry.split(/ (?=\w+$)/)
    const action = built.find((one) => one.file === file && one.name === name)
    const page = addressOf(action?.pages[0] ?? '/', namesOf(actor))
    return callAction(url, name, [input], {
      cookie: cookieOf(actor),
      headers: { 'next-action': action?.id ?? '' },
      page: page === '' ? '/' : page,
    })
  }
  const LEAVES = 'app/sign-out.ts signOut'

  test('each answers each person as the table says, whatever it is called with, and changes nothing for who may not', async () => {
    const wrong: string[] = []
    const all = cells('action').filter(({ entry }) => entry !== LEAVES)
    // with what is somebody else's a user calls it in any case
    const [may, mayNot] = [all.filter(({ word }) => word === 'yes'), all.filter(({ word }) => word !== 'yes')]
    const before = await fingerprintOf(site.db)
    for (const [number, { entry, actor, word, cell }] of mayNot.filter((each) => !isCompared(each)).entries()) {
      const valid = argumentsOf(entry.split(' ').at(-1) ?? '', belongings.other as Belongings) ?? {}
      const isNobody = actor === 'ended' || actor === 'shutOut'
      for (const input of isNobody ? [valid] : [HOSTILE[number % HOSTILE.length], valid]) {
        const answer = await call(entry, input, actor)
        if (wordOfAction(answer) !== word) wrong.push(`${cell}: ${wordOfAction(answer)} ${answer.body.slice(0, 200)}`)
        if (answer.body.includes(CANARY)) wrong.push(`${cell}: words`)
      }
    }
    expect(wrong).toEqual([])
    expect(await fingerprintOf(site.db)).toEqual(before)
    for (const { entry, actor, cell } of may) {
      const answer = await call(entry, {}, actor)
      if (wordOfAction(answer) !== 'yes') wrong.push(`${cell}: ${wordOfAction(answer)} ${answer.body.slice(0, 200)}`)
    }
    expect(wrong).toEqual([])
  })

  test('with what is somebody else’s, each answers as with what never was, and changes nothing', async () => {
    const theirs = belongings.other as Belongings
    const nobodys = absent(theirs.version)
    const before = await fingerprintOf(site.db)
    for (const { entry } of rowsOf('action').filter(({ answers }) => answers.another === 'not there')) {
      const name = entry.split(' ').at(-1) ?? ''
      const [foreign, none] = [argumentsOf(name, theirs), argumentsOf(name, nobodys)]
      expect(foreign, `say in tests/support/access.ts what ${name} can name`).toBeDefined()
      const answers = [await call(entry, foreign, 'user'), await call(entry, none, 'user')]
      const [one, other] = answers.map(({ status, value }) => [status, value])
      expect(one, entry).toEqual(other)
      // a form that was sent incompletely names nobody's
      expect(one?.[1], entry).not.toMatchObject({ code: 'invalid' })
      expect(answers[0]?.body, entry).not.toContain(CANARY)
    }
    expect(await fingerprintOf(site.db)).toEqual(before)
  })

  test('signing out ends what asks, and is answered to nobody as well', async () => {
    const row = rowsOf('action').find(({ entry }) => entry === LEAVES)
    const before = await fingerprintOf(site.db)
    for (const actor of ['nobody', 'ended']) {
      expect(wordOfAction(await call(LEAVES, undefined, actor)), actor).toBe(row?.answers[actor])
      expect(await fingerprintOf(site.db), actor).toEqual(before)
    }
    // that of somebody shut out ends, too: the last test that asks with it is above
    expect(wordOfAction(await call(LEAVES, undefined, 'shutOut'))).toBe(row?.answers.shutOut)
    cookies.leaving = await signInByHttp(url, USER)
    const isIn = async (cookie: string | undefined) => (await ask(url, '/api/jobs', { headers: { cookie } })).status
    expect(await isIn(cookies.leaving)).toBe(200)
    expect(wordOfAction(await call(LEAVES, undefined, 'leaving'))).toBe(row?.answers.user)
    expect([await isIn(cookies.leaving), await isIn(cookies.user)]).toEqual([401, 200])
  })
})

for (const [actor, cookieName] of [
  ['an auditor', 'auditor'],
  ['an administrator who was shown nothing', 'admin'],
] as const)
  test(`no page or address that names what is somebody else’s shows ${actor} a word, a key or a question of it`, async () => {
    const headers = { cookie: cookies[cookieName] }
    const found: string[] = []
    const theirs = belongings.other as Belongings
    const look = async (path: string) => {
      if ((await ask(url, path, { headers })).body.includes(CANARY)) found.push(path)
    }
    // what names nobody's, and the pages about that person, was read above
    for (const { entry } of rowsOf('page').filter(({ entry }) => /\[(?!ref)/.test(entry)))
      await look(addressOf(entry, theirs))
    for (const { entry } of rowsOf('route').filter(({ entry }) => entry.startsWith('GET '))) {
      const pattern = entry.slice(4)
      if (!(pattern in QUERY)) await look(`${addressOf(pattern, theirs)}?q=lantern`)
    }
    expect(found).toEqual([])
    expect((await ask(url, '/memories', { headers: { cookie: cookies.other } })).body).toContain(CANARY)
  })

test('a role, a session that is ended and being shut out count at the next request: pages, addresses and actions', async () => {
  const { db } = site
  const cookie = await signInByHttp(url, OTHER)
  const says = async () => {
    const page = await ask(url, '/admin/people', { headers: { cookie } })
    const route = await ask(url, '/api/admin/audit/export', { headers: { cookie } })
    const action = await callAction(url, 'countAgain', [{}], { cookie, page: '/admin/people' })
    return [wordOfPage(page), wordOfRoute(route), wordOfAction(action)]
  }
  expect(await says()).toEqual(['not there', 'not there', 'no'])
  await db.query(`insert into dashboard.role_grant (user_id, role, granted_by) values ($1, 'auditor', 'test')`, [OTHER])
  expect(await says()).toEqual(['yes', 'yes', 'yes'])
  await db.query(`update dashboard.role_grant set until = now() where user_id = $1`, [OTHER])
  expect(await says(), 'its end has come').toEqual(['not there', 'not there', 'no'])
  const { rows: living } = await db.query<{ ref: string }>(
    'select ref from dashboard.session where user_id = $1 and ended_at is null order by created_at desc limit 1',
    [OTHER],
  )
  const end = [{ userId: OTHER, ended: { ref: living[0]?.ref } }]
  const ended = await callAction(url, 'endAnySessions', end, { cookie: cookies.admin, page: '/admin/sessions' })
  expect(ended.value).toEqual({ ok: true, value: 1 })
  expect(await says()).toEqual(['sign in', 'sign in', 'sign in'])
  const again = await signInByHttp(url, OTHER)
  expect((await ask(url, '/memories', { headers: { cookie: again } })).status).toBe(200)
  // an administrator is written down when they are seen, and proves who they are before somebody's role ends
  const { rows: seen } = await db.query<{ user_id: string }>('select user_id from dashboard.admin_seen')
  expect(seen).toEqual([{ user_id: ADMIN }])
  const role = [{ grant: '1', userId: OTHER, reason: 'A test of what happens', isLastKnown: false }]
  const unproven = await callAction(url, 'endRole', role, { cookie: cookies.admin, page: '/admin/roles' })
  expect(unproven.value).toMatchObject({ code: 'step-up' })
  const out = { userId: OTHER, reason: 'A test of what happens', isLastKnown: false, confirm: 'CONFIRM' }
  const call = (given: object) =>
    callAction(url, 'shutSomebodyOut', [given], { cookie: cookies.admin, page: '/admin/roles' })
  expect((await call({ ...out, confirm: '' })).value).toMatchObject({ code: 'step-up' })
  expect((await ask(url, '/memories', { headers: { cookie: again } })).status).toBe(200)
  expect((await call(out)).value).toMatchObject({ ok: true })
  expect((await ask(url, '/memories', { headers: { cookie: again } })).status).toBe(307)
})
