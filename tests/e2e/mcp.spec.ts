// "My agent works with my memories, and with nobody else's, until I say stop." By the protocol's own client and inspector, and as nobody should.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { expect, test } from '@playwright/test'
import type { NewAgentToken, TokenScope } from '@/lib/shared/agent-token'
import type { Result } from '@/lib/shared/result'
import { complaintsOf, enterAs } from '../support/browser'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { type Ask, ask, callAction, ownPage } from '../support/http'
import { signInByHttp } from '../support/people'

const ALICE = 'alice@example.com'
const BOB = 'bob'

let site: GoldenSite
let url: string
let alice: string
let bob: string

test.beforeAll(async () => {
  const started = await startGoldenSite()
  if ('skipped' in started) return test.skip(true, started.skipped)
  site = started
  url = site.server.url
  alice = await signInByHttp(url, ALICE)
  bob = await signInByHttp(url, BOB)
})
test.afterAll(() => site?.stop())

async function makeToken(cookie: string, scope: TokenScope, name = 'An agent'): Promise<NewAgentToken> {
  const { value } = await callAction(url, 'makeToken', [{ name, scope, days: 7 }], { cookie })
  const result = value as Result<NewAgentToken>
  if (!result.ok) throw new Error(result.sentence)
  return result.value
}

async function connect(token: string, at = url): Promise<Client> {
  const client = new Client({ name: 'a test', version: '1' })
  const requestInit = { headers: { authorization: `Bearer ${token}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${at}/api/mcp`), { requestInit }))
  return client
}

async function call(client: Client, name: string, args: Record<string, string>): Promise<string> {
  const { content } = (await client.callTool({ name, arguments: args })) as CallToolResult
  return content[0]?.type === 'text' ? content[0].text : ''
}

const calling = (name: string, args: object, id: number | string = 1) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args },
})
const SEARCH = JSON.stringify(calling('get_user_memory', { query: 'anything' }))

/** One request as a client of the protocol sends it; single headers replaced. */
const post = (token: string | null, { headers, body = SEARCH, method = 'POST' }: Ask = {}, path = '/api/mcp') =>
  ask(url, path, {
    method,
    headers: {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      authorization: token === null ? undefined : `Bearer ${token}`,
      ...headers,
    },
    body,
  })

const rows = async (sql: string, values: unknown[] = []) => (await site.db.query(sql, values)).rows
const stored = () => rows('select xmin::text, s::text from store s order by prefix, key')

test('I make a token, see it once, my agent uses it, and I revoke it', async ({ browser }) => {
  const page = await enterAs(browser, url, ALICE)
  const complaints = complaintsOf(page)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Privacy' }).click()
  await expect(page.getByRole('heading', { name: 'Your memories, your decision' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Privacy' })).toHaveAttribute('aria-current', 'page')
  await page.getByRole('button', { name: 'Make a token' }).click()
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect(name).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Give it a name, so that you know later which agent has it.')).toBeVisible()
  await name.fill('Travel desk <b>')
  await page.getByRole('radio', { name: 'Read and write' }).check()
  await page.getByRole('radio', { name: '90 days' }).check()

  // what was typed survives a server that answers nothing at all
  const unanswered = /\/privacy(\?|$)/
  await page.route(unanswered, (route) => route.abort())
  await page.getByRole('button', { name: 'Make the token' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('It is not known whether a token was made.')
  await expect(page).toHaveTitle(/Privacy/) // and the page with it
  await page.unroute(unanswered)
  await expect(name).toHaveValue('Travel desk <b>')
  complaints.length = 0
  await page.getByRole('button', { name: 'Make the token' }).click()
  await expect(page.getByRole('heading', { name: 'The token for Travel desk <b>' })).toBeFocused()
  const token = (await page.getByRole('region', { name: 'Token', exact: true }).innerText()).trim()
  const shown = JSON.parse(await page.getByRole('region', { name: 'Configuration' }).innerText())
  expect(shown.mcpServers['long-term-memory']).toEqual({
    type: 'http',
    url: `${url}/api/mcp`,
    headers: { Authorization: `Bearer ${token}` },
  })
  expect(page.url()).toBe(`${url}/privacy`)
  const revoke = page.getByRole('button', { name: 'Revoke Travel desk <b>' })
  await expect(revoke).toBeVisible()

  await page.reload()
  await expect(revoke).toBeVisible()
  expect(await page.content()).not.toContain(token)
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]))).not.toContain(
    'ltm_',
  )
  await expect(page.getByText('Never used')).toBeVisible()

  const client = await connect(token)
  expect(await call(client, 'save_user_memory', { memory_key: 'seat', memory_data_json: '{"text": "aisle"}' })).toBe(
    "Successfully saved memory with key 'seat'",
  )
  await page.reload()
  await expect(page.getByText('Never used')).toHaveCount(0)
  const revokeIt = async () => {
    await revoke.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  }
  await page.route(unanswered, (route) => route.abort())
  await revokeIt()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('It is not known whether it was revoked.')
  await page.unroute(unanswered)
  complaints.length = 0
  await revokeIt()
  await expect(page.getByText('Travel desk <b> is revoked: its next request is refused.')).toBeVisible()
  await expect(page.getByText('No agent has a token.')).toBeVisible()
  await expect(call(client, 'get_user_memory', { query: 'seat' })).rejects.toThrow(/A token is needed/)
  expect(complaints).toEqual([])
  await page.context().close()
})

test('two people’s agents at once each list three tools, call all of them, and meet their own person only', async () => {
  const before = await rows(
    `select s::text from store s where prefix not like 'user\\_memories.alice%' and prefix <> 'user_memories.bob'`,
  )
  const ask = async (cookie: string, own: string) => {
    const { id, token } = await makeToken(cookie, 'write')
    const client = await connect(token)
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual([
      'get_user_memory',
      'save_user_memory',
      'delete_user_memory',
    ])
    for (let at = 0; at < 5; at++) {
      const json = JSON.stringify({ text: `heron of ${own} ${at}` })
      await call(client, 'save_user_memory', { memory_key: 'shared key', memory_data_json: json })
      const found = await call(client, 'get_user_memory', { query: json })
      expect(found.split('\n')[0]).toBe(`- [shared key]: {"text": "heron of ${own} ${at}"}`)
      expect(found.match(/heron of \w+/g)).toEqual([`heron of ${own}`])
    }
    const gone = await call(client, 'delete_user_memory', { memory_key: 'shared key' })
    expect(gone).toBe("Successfully deleted memory with key 'shared key'")
    return id
  }
  const ids = await Promise.all([ask(alice, 'alice'), ask(bob, 'bob')])
  for (const id of ids)
    expect(
      await rows(
        `select action, count(*)::int as count from dashboard.audit
          where surface = 'mcp' and detail ->> 'token' = $1 group by action order by action`,
        [id],
      ),
    ).toEqual([
      { action: 'memory.put', count: 5 },
      { action: 'memory.remove', count: 1 },
      { action: 'memory.search', count: 5 },
    ])
  expect(
    await rows(
      `select s::text from store s where prefix not like 'user\\_memories.alice%' and prefix <> 'user_memories.bob'`,
    ),
  ).toEqual(before)
})

test('the protocol’s inspector lists and calls the tools of a token, and is refused without one', async () => {
  const { token } = await makeToken(bob, 'read')
  const folder = 'node_modules/@modelcontextprotocol/inspector-cli/build' // it looks for its own version from here
  const inspect = async (...args: string[]) => {
    const command = ['cli.js', '--cli', `${url}/api/mcp`, '--transport', 'http', ...args]
    const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: folder })
    return JSON.parse(stdout.slice(stdout.indexOf('{'))) as { tools: { name: string }[] } & CallToolResult
  }
  const header = ['--header', `Authorization: Bearer ${token}`]
  const [listed, found, refused] = await Promise.all([
    inspect('--method', 'tools/list', ...header),
    inspect('--method', 'tools/call', '--tool-name', 'get_user_memory', '--tool-arg', 'query=tea', ...header),
    inspect('--method', 'tools/list').catch((error: Error) => error.message),
  ])
  expect(listed.tools.map(({ name }) => name)).toEqual(['get_user_memory'])
  expect(found.content[0]).toMatchObject({ type: 'text', text: expect.stringMatching(/^- \[/) })
  expect(found.isError).toBe(false)
  expect(refused).toContain('A token is needed')
})

test('whatever is no token that counts is answered alike, and a token counts nowhere else', async () => {
  const [revoked, expired, living, shut] = await Promise.all([
    makeToken(alice, 'write', 'revoked'),
    makeToken(alice, 'write', 'expired'),
    makeToken(alice, 'write', 'living'),
    makeToken(bob, 'write', 'of somebody who is shut out'),
  ])
  await callAction(url, 'revokeToken', [{ id: revoked.id }], { cookie: alice })
  await site.db.query(`update dashboard.agent_token set expires_at = now() where name = 'expired'`)
  await site.db.query(`insert into dashboard.disabled_person values ('bob', 'root')`)
  const without = await post(null)
  expect(without).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer realm="Long-term memory"' } })
  const plain = ({ status, body, headers }: Awaited<ReturnType<typeof post>>) => [
    ...[status, body, headers['www-authenticate'], headers['cache-control']],
    Object.keys(headers).sort().join(),
  ]
  expect(plain(without)).toContain('private, no-store')
  const own = { ...ownPage(url, alice), authorization: undefined }
  const ways: [string, ReturnType<typeof post>][] = [
    ['unknown', post(`ltm_${'x'.repeat(43)}`)],
    ['revoked', post(revoked.token)],
    ['expired', post(expired.token)],
    ['of somebody who is shut out', post(shut.token)],
    ['cut short', post(living.token.slice(0, -1))],
    ['another scheme', post(null, { headers: { authorization: `Basic ${living.token}` } })],
    ['two', post(null, { headers: { authorization: `Bearer ${living.token} ${living.token}` } })],
    ['in the address', post(null, {}, `/api/mcp?token=${living.token}&access_token=${living.token}`)],
    ['in a cookie', post(null, { headers: { cookie: `token=${living.token}` } })],
    ['a session', post(null, { headers: { cookie: alice } })],
    ['a session on a page of ours', post(null, { headers: own })],
    ['a forwarded identity', post(null, { headers: { 'x-forwarded-user': ALICE, 'x-forwarded-email': ALICE } })],
  ]
  for (const [name, answer] of ways) expect(plain(await answer), name).toEqual(plain(without))
  await site.db.query('delete from dashboard.disabled_person')
  expect((await post(living.token)).status).toBe(200)

  const bearer = { authorization: `Bearer ${living.token}` }
  expect((await ask(url, '/api/memories', { headers: bearer })).status).toBe(401)
  expect((await ask(url, '/api/export?format=jsonl', { headers: bearer })).status).toBe(401)
  expect((await ask(url, '/privacy', { headers: bearer })).headers.location).toMatch(/^\/sign-in/)
  const action = await callAction(url, 'makeToken', [{ name: 'x', scope: 'write', days: 7 }], { headers: bearer })
  expect(action.value).toMatchObject({ ok: false, code: 'signed-out' })
  const others = await callAction(url, 'revokeToken', [{ id: living.id }], { cookie: bob })
  expect(others.value).toMatchObject({ ok: false, code: 'not-found' })
  for (const wrong of [
    { days: 3_650 },
    { scope: 'admin' },
    { name: ' ' },
    { name: 'a\nb' },
    { name: 'x'.repeat(81) },
  ]) {
    const asked = { name: 'x', scope: 'read', days: 7, ...wrong }
    expect((await callAction(url, 'makeToken', [asked], { cookie: alice })).value).toMatchObject({ code: 'invalid' })
  }
  expect(site.server.output()).not.toContain('ltm_')
})

test('what the protocol does not allow is refused, and changes nothing', async () => {
  const { token } = await makeToken(alice, 'write')
  const reading = await makeToken(alice, 'read')
  const before = await stored()
  const save = (key: string, json = '{"a": 1}') =>
    calling('save_user_memory', { memory_key: key, memory_data_json: json })
  const [body, port] = [JSON.stringify(save('hostile')), new URL(url).port]
  const cases: [string, number, ReturnType<typeof post>][] = [
    ['another site', 403, post(token, { body, headers: { origin: 'https://evil.example' } })],
    ['no site', 403, post(token, { body, headers: { origin: 'null' } })],
    ['another port', 403, post(token, { body, headers: { origin: 'http://127.0.0.1:1' } })],
    ['another name, as by DNS rebinding', 421, post(token, { body, headers: { host: `evil.example:${port}` } })],
    ['a body too large', 413, post(token, { body: JSON.stringify(save('hostile', 'x'.repeat(600_000))) })],
    ['no JSON', 400, post(token, { body: '{"jsonrpc": "2.0", ' })],
    ['no JSON-RPC', 400, post(token, { body: '{"query": "tea"}' })],
    ['nothing', 400, post(token, { body: '' })],
    ['too many at once', 400, post(token, { body: JSON.stringify(Array(101).fill(save('hostile'))) })],
    ['a form', 415, post(token, { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })],
    ['plain text', 415, post(token, { body, headers: { 'content-type': 'text/plain' } })],
    ['an unknown version', 400, post(token, { body, headers: { 'mcp-protocol-version': '1999-01-01' } })],
    ['who takes HTML only', 406, post(token, { body, headers: { accept: 'text/html' } })],
    ['GET', 405, post(token, { method: 'GET', body: undefined })],
    ['DELETE', 405, post(token, { method: 'DELETE', body })],
    ['PUT', 405, post(token, { method: 'PUT', body })],
  ]
  for (const [name, status, answer] of cases) expect((await answer).status, name).toBe(status)
  const asked = await post(null, { method: 'OPTIONS', headers: { origin: 'https://evil.example' }, body: undefined })
  expect(Object.keys(asked.headers).filter((name) => name.startsWith('access-control'))).toEqual([])

  const batch = [save('hostile'), calling('delete_user_memory', { memory_key: 'greeting' }, 2)]
  const answers = await post(reading.token, { body: JSON.stringify(batch) })
  expect(answers.body.match(/This token may only read/g)).toHaveLength(2)
  expect(await stored()).toEqual(before)

  // beyond the requests of a minute; this minute's and the next one's, wherever the test's own ends
  await site.db.query(
    `insert into dashboard.rate
     select distinct subject, action, date_trunc('minute', now()) + make_interval(mins => m), 600
       from dashboard.rate, generate_series(0, 1) as m where action = 'agent-request'
     on conflict (subject, action, minute) do update set count = excluded.count`,
  )
  expect(await post(token, { body })).toMatchObject({
    ...{ status: 429, headers: { 'retry-after': expect.stringMatching(/^[1-6]?\d$/) } },
  })
  await site.db.query('delete from dashboard.rate')
  await site.gate.shut('refuse')
  const outage = await post(token, { body })
  await site.gate.open()
  expect([outage.status, outage.body]).toEqual([503, expect.stringContaining('The database did not answer.')])
  await expect.poll(async () => (await post(token)).status).toBe(200)
  expect(await stored()).toEqual(before)
})

test('another instance knows the token, and not that of a person who may not sign in there', async () => {
  const [ofAlice, ofBob] = await Promise.all([makeToken(alice, 'read'), makeToken(bob, 'read')])
  const other = await site.another({ LOCAL_USERS: ALICE })
  expect((await (await connect(ofAlice.token, other.url)).listTools()).tools).toHaveLength(1)
  await expect(connect(ofBob.token, other.url)).rejects.toThrow(/A token is needed/)
  await other.stop()
})
