// "I can answer who changed or saw what about this person, when and why, in under a minute, without seeing content."
import { createHash, hkdfSync } from 'node:crypto'
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { signerOf, writeLine, writePublicKey } from '@/lib/audit/checkpoints'
import { NAMELESS } from '@/lib/audit/doubts'
import { sealAudit } from '@/lib/audit/seal'
import { pseudonym } from '@/lib/store/memory-store'
import { violationsOf } from '../support/axe'
import { complaintsOf, enterAs, expectNoSidewaysScroll } from '../support/browser'
import { expectFits, expectGerman, untilListens } from '../support/german'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { type Answer, ask, PREFETCH, RSC } from '../support/http'
import { signInByHttp } from '../support/people'
import { runScript } from '../support/run-script'

const ALICE = 'alice@example.com'
const REASON = 'Ticket 4502: the assistant keeps booking <b>Sunday</b> evenings'
/** A key and a text of a memory: no answer to an auditor holds either. */
const CANARIES = ['canary_of_keys', 'canary of texts']

let site: GoldenSite
let url: string
let cookie: string

const derived = (purpose: string) =>
  Buffer.from(
    hkdfSync('sha256', 'a secret of the tests, and of nothing else', '', `memory-dashboard ${purpose}`, 32),
  ).toString('hex')
const key = derived('pseudonyms')
const folder = mkdtempSync(join(tmpdir(), 'memory-audit-page-'))
const file = join(folder, 'checkpoints.jsonl')
const of = (kind: 'person' | 'agent', id: string) => pseudonym({ pseudonymKey: key }, kind, id)
const memory = pseudonym({ pseudonymKey: key }, 'memory', 'user_memories.alice-at-example-com', CANARIES[0] ?? '')

test.beforeAll(async () => {
  const started = await startGoldenSite({ AUDIT_CHECKPOINT_FILE: file })
  if ('skipped' in started) return test.skip(true, started.skipped)
  site = started
  url = site.server.url
  await site.db.query(`insert into dashboard.role_grant (user_id, role, granted_by) values ('bob', 'auditor', 'tests')`)
  await site.db.query(
    `insert into public.store (prefix, key, value) values ('user_memories.alice-at-example-com', $1, jsonb_build_object('text', $2::text))`,
    CANARIES,
  )
  await site.db.query(
    `insert into dashboard.pseudonym (pseudonym, user_id, prefix, key) values
       ($1, '${ALICE}', null, null), ($2, 'bobby', null, null), ($3, null, 'user_memories.alice-at-example-com', $4)`,
    [of('person', ALICE), of('person', 'bobby'), memory, CANARIES[0]],
  )
  await site.db.query(
    `insert into dashboard.audit (at, op_id, action, surface, role, actor, subject, memory, outcome, reason, before_hash, after_hash, detail)
     select now() - make_interval(hours => 11 * n), gen_random_uuid(), r.action, r.surface, r.role, r.actor, r.subject, r.memory, r.outcome, r.reason, r.hash, r.hash, r.detail::jsonb
       from generate_series(1, 60) n cross join lateral (values
         ('memory.search', 'mcp', 'agent', $1, $2, null, 'done', null, null, '{"results": 5, "token": "7f3a90aa-0000-4000-8000-000000000000"}'),
         (case when n % 20 = 0 then 'person.reveal' else 'memory.edit' end, case when n % 20 = 0 then 'admin' else 'agent' end,
          case when n % 20 = 0 then 'admin' else 'agent' end, case when n % 20 = 0 then $3 else $1 end, $2,
          case when n % 20 = 0 then null else $4 end, case when n % 7 = 0 then 'refused' else 'done' end,
          case when n % 20 = 0 then $5 end, case when n % 20 = 0 then null else repeat('5be0', 16) end, '{}'),
         ('memory.put', 'agent', 'agent', $1, $3, null, 'done', null, null, '{}')
       ) as r (action, surface, role, actor, subject, memory, outcome, reason, hash, detail) order by n desc`,
    [of('agent', ALICE), of('person', ALICE), of('person', 'bobby'), memory, REASON],
  )
  cookie = await signInByHttp(url, 'bob')
})
test.afterAll(async () => {
  await site?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const get = async (path: string, headers: Record<string, string> = {}, as = cookie): Promise<Answer> => {
  const answer = await ask(url, path, { headers: { cookie: as, ...headers } })
  const to = answer.headers.location ?? ''
  return answer.status === 307 && to.includes('_rsc') ? ask(url, to, { headers: { cookie: as, ...headers } }) : answer
}
const reads = async () => {
  const { rows } = await site.db.query<{ subject: string }>(
    `select subject from dashboard.audit where action = 'audit.read' and actor = $1 order by id`,
    [of('person', 'bob')],
  )
  return rows.map(({ subject }) => subject)
}

test('an auditor reads it, whose reading is in it once; to anybody else the address does not exist', async () => {
  const before = (await reads()).length
  for (const path of ['/admin/audit', '/admin/audit?below=90', '/admin/audit?entry=5'])
    expect((await get(path)).status).toBe(200)
  const about = `/admin/audit?about=${of('person', ALICE)}`
  for (const headers of [{}, RSC, PREFETCH]) expect((await get(about, headers)).status).toBe(200)
  expect((await reads()).slice(before)).toEqual(['-', of('person', ALICE)])

  const theirs = await signInByHttp(url, ALICE)
  for (const path of ['/admin/audit', about, '/api/admin/audit/export?format=jsonl']) {
    const [answer, none] = await Promise.all([get(path, {}, theirs), get('/admin/nothing', {}, theirs)])
    expect([path, answer.status]).toEqual([path, 404])
    expect(answer.body).not.toMatch(/memory\.edit|Ticket 4502/)
    if (!path.startsWith('/api')) expect(answer.headers['content-type']).toBe(none.headers['content-type'])
  }
  const stranger = await ask(url, '/admin/audit')
  expect(stranger.status).toBe(307)
})

test('nothing that an auditor is sent holds a memory’s text or key', async () => {
  const filter = `about=${of('person', ALICE)}`
  const [entry] = (
    await site.db.query(`select id from dashboard.audit where memory is not null order by id desc limit 1`)
  ).rows
  const bodies: string[] = []
  for (const path of ['/admin/audit', `/admin/audit?${filter}`, `/admin/audit?memory=${memory}&entry=${entry.id}`])
    for (const headers of [{}, RSC]) bodies.push((await get(path, headers)).body)
  for (const format of ['jsonl', 'csv']) bodies.push((await get(`/api/admin/audit/export?format=${format}`)).body)
  for (const body of bodies) {
    expect(body.length).toBeGreaterThan(1_000)
    for (const canary of CANARIES) expect(body).not.toContain(canary)
  }
})

test('a file holds what the filter leaves, and can be checked against the chain', async () => {
  const { headers, body, status } = await get('/api/admin/audit/export?format=jsonl')
  expect(status).toBe(200)
  expect(headers['content-disposition']).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.jsonl"$/)
  expect(headers['x-content-type-options']).toBe('nosniff')
  const lines = body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>)
  const [head, entries, end] = [lines[0], lines.slice(1, -1), lines.at(-1)]
  expect(end).toEqual({ type: 'end', entries: entries.length })
  expect([head?.entries, head?.chain]).toEqual([
    entries.length,
    { seq: entries.at(-1)?.seq, hash: entries.at(-1)?.hash },
  ])
  let hash = Buffer.alloc(0)
  for (const one of entries.sort((a, b) => Number(a.seq) - Number(b.seq))) {
    hash = createHash('sha256').update(hash).update(bytesOf(one)).digest()
    expect([one.seq, one.hash]).toEqual([one.seq, hash.toString('hex')])
  }

  const csv = await get(`/api/admin/audit/export?format=csv&what=revealed&about=${of('person', ALICE)}`)
  expect(csv.body.split('\r\n')).toHaveLength(5)
  expect(csv.body).toContain('Ticket 4502')
  const { rows } = await site.db.query(`select action, subject from dashboard.audit order by id desc limit 1`)
  expect(rows).toEqual([{ action: 'audit.export', subject: of('person', ALICE) }])
  expect((await get('/api/admin/audit/export?format=xml')).status).toBe(400)
})

/** As dashboard.audit_bytes (migration 013) makes them, from the texts of the file alone. */
function bytesOf(one: Record<string, string | null>): string {
  const columns =
    'id at op_id action surface role actor subject memory outcome reason before_hash after_hash detail'.split(' ')
  const part = (text: string | null | undefined) =>
    text === null || text === undefined ? '-' : `${Buffer.byteLength(text)}:${text}`
  return `v1${columns.map((name) => part(one[name])).join(',')}`
}

test('by the keyboard: a person, a period, an entry, a memory, and a file', async ({ browser }) => {
  test.slow()
  const page = await enterAs(browser, url, 'bob')
  const complaints = complaintsOf(page)
  await page.getByRole('link', { name: 'Audit' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Audit', level: 1 })).toBeVisible()
  const main = page.getByRole('main')
  const status = main.getByRole('status').filter({ hasText: 'newest first' })
  await main.getByRole('button', { name: 'Check every entry' }).press('Enter')
  await expect(main.getByText(/The (chain|record) is whole/)).toBeVisible()
  await main.getByText('About anyone').press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('alice')
  await page.keyboard.press('Enter')
  await page.waitForURL(/about=/)
  expect(page.url()).not.toContain('alice')
  await expect(status).toContainText(/^12\d of \d+ entries/)
  await expect(main.getByRole('link', { name: `About ${ALICE}` })).toBeVisible()

  const bars = main.getByRole('list', { name: 'Entries by time' })
  await bars.locator('a:not([tabindex])').focus()
  for (const arrow of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(arrow)
  await page.keyboard.press('Enter')
  await page.waitForURL(/from=/)
  await expect(status).toContainText(/^[4-8] of \d+ entries/)

  const row = main
    .getByRole('row')
    .filter({ hasText: 'edit a memory of' })
    .or(main.getByRole('row').filter({ hasText: 'edited a memory of' }))
  await row.first().getByRole('link').first().press('Enter')
  await expect(main.getByText('Hash of the chain')).toBeVisible()
  await expect(main.getByText('5be0'.repeat(16)).first()).toBeVisible()
  await main.getByRole('link', { name: 'All about this memory' }).press('Enter')
  await page.waitForURL(/memory=/)
  await expect(status).toContainText(/^(5[7-9]|6\d) of \d+ entries/)

  const menu = main.getByText(/Export \d+ entries/)
  const count = Number(/\d+/.exec(await menu.innerText())?.[0])
  await menu.press('Enter')
  const download = page.waitForEvent('download')
  await main.getByRole('link', { name: 'JSON lines, to check against the chain' }).press('Enter')
  const file = await (await download).path()
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(count + 2)
  await page.keyboard.press('Escape')
  await expect(main.getByRole('link', { name: 'JSON lines, to check against the chain' })).toBeHidden()

  await page.goto(`${url}/admin/audit?what=revealed&about=${of('person', ALICE)}`)
  await expect(main.getByRole('row').filter({ hasText: 'revealed the memories of' }).first()).toContainText(REASON)
  await page.goto(`${url}/admin/audit?what=signed-in&memory=${memory}`)
  await expect(main.getByRole('heading', { name: 'No entry matches' })).toBeVisible()
  expect(complaints).toEqual([])
  await page.context().close()
})

test('what makes one doubt the record reaches who looks: above it, by “Check every entry”, and by the command', async ({
  browser,
}) => {
  const [own, another] = [signerOf(derived('audit checkpoints')), signerOf('77'.repeat(32))]
  const seal = (signer = own) => sealAudit(site.db, { file, signer })
  const ofAnother = { record: 'x', database: 'd', seq: 1, hash: '00', first: '00', at: '2026-01-01', previous: null }
  const OTHERS =
    'The file holds no checkpoint of this record, and 1 of another one: none was written yet, they were taken out'
  const states: { file: () => Promise<unknown>; tamper?: [string, string]; above: string; checked: string }[] = [
    {
      file: () => seal().then(() => seal(another)),
      above: 'The last checkpoint was not signed with this installation’s key: it was forged, or NEXTAUTH_SECRET is',
      checked: 'Another key signed the checkpoint in line 2 of the file, and so it proves nothing here',
    },
    {
      file: () => seal().then(() => appendFileSync(file, 'torn')),
      above: 'outside this database, fits the chain.',
      checked: 'Line 2 of the file is no checkpoint: it was not written to its end, or altered.',
    },
    { file: async () => writeFileSync(file, `${writeLine(own, ofAnother)}\n`), above: OTHERS, checked: OTHERS },
    {
      file: seal,
      tamper: [
        `update dashboard.setting set name = 'moved' where name = 'audit record'`,
        `update dashboard.setting set name = 'audit record' where name = 'moved'`,
      ],
      above: NAMELESS.text,
      checked: NAMELESS.text,
    },
    {
      file: seal,
      tamper: [
        'update dashboard.audit_counted set seq = seq + 90000',
        'update dashboard.audit_counted set seq = seq - 90000',
      ],
      above: 'outside this database, fits the chain.',
      checked: 'The record is broken. The counts kept beside the record cover 90,',
    },
  ]
  const page = await enterAs(browser, url, 'bob')
  await page.goto(`${url}/admin/audit`)
  const check = page
    .getByRole('status')
    .filter({ has: page.getByRole('button', { name: /Check (every entry|again)/ }) })
  for (const { file: write, tamper, above, checked } of states) {
    rmSync(file, { force: true })
    await write()
    if (tamper !== undefined) await withTriggersOff(tamper[0])
    const { body } = await get('/admin/audit')
    await check.getByRole('button').click()
    await expect(check).toContainText(checked)
    if (tamper !== undefined) await withTriggersOff(tamper[1])
    expect(body.replace(/<script\b[\s\S]*?<\/script>|<[^>]*>/g, '')).toContain(above)
  }
  await page.context().close()

  rmSync(file)
  await seal()
  const doubtful = join(folder, 'doubtful.jsonl')
  copyFileSync(file, doubtful)
  appendFileSync(doubtful, 'torn')
  const verify = (...args: string[]) => runScript('scripts/verify-audit.ts', { DATABASE_URL: address }, ...args)
  const address = (site.db.options as { connectionString?: string }).connectionString ?? ''
  const how = ['--need-checkpoint', '--public-key', writePublicKey(own.publicKey)]
  const [holds, doubted, misread] = await Promise.all([
    verify(...how, '--file', file),
    verify(...how, '--file', doubtful),
    verify('--need-checkpoints'),
  ])
  expect(holds.output).toContain('✓ The record is whole')
  expect(doubted.output).toContain('? Line 2 of the file is no checkpoint')
  expect(misread.output).toContain('The audit could not be looked at: There are --checkpoint, --need-checkpoint')
  expect([holds.code, doubted.code, misread.code]).toEqual([0, 1, 2])
})

/** As whoever owns the tables could. */
async function withTriggersOff(sql: string): Promise<void> {
  await site.db.query(`begin; set local session_replication_role = replica; ${sql}; commit`)
}

test('it is accessible in both themes, fits on a phone, and speaks German', async ({ browser }) => {
  test.slow()
  const page = await enterAs(browser, url, 'bob')
  const newest = (await site.db.query(`select max(id) as id from dashboard.audit where action = 'person.reveal'`))
    .rows[0].id
  for (const [scheme, width] of [
    ['light', 1280],
    ['dark', 375],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${url}/admin/audit?what=revealed&about=${of('person', ALICE)}&entry=${newest}`)
    // one at a time: on a phone a menu lies above the rest
    await page.getByText(width > 400 ? 'The same as a table' : 'Anyone', { exact: true }).click()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    if (process.env.SHOTS !== undefined)
      await page.screenshot({ path: `${process.env.SHOTS}/audit-${scheme}-${width}.png`, fullPage: true })
  }
  await page.context().addCookies([{ name: 'language', value: 'de', url }])
  const edited = (await site.db.query(`select max(id) as id from dashboard.audit where action = 'memory.edit'`)).rows[0]
    .id
  await page.goto(`${url}/admin/audit?what=saved&entry=${edited}`)
  await untilListens(page)
  await expectGerman(page, 'Prüfsumme der Kette')
  await expectFits(page)
  await page.context().close()
})

async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([])
}
