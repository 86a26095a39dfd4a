// Starting, stopping, dying and starting again: what refuses to start says what to do, and what was acknowledged stays.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openEmbedded } from '@/lib/lakebase/database'
import type { Memory } from '@/lib/shared/memory'
import { guardState } from '@/lib/store/forgetting/guard-state'
import { findTables } from '@/lib/store/memory-store'
import { readSetting } from '@/lib/store/settings'
import { startGoldenSite } from '../support/golden-site'
import { ask, callAction } from '../support/http'
import { ADA, EMPTY_SITE, signInByHttp } from '../support/people'
import { answers, DEMO, killPrograms, run } from '../support/program'
import { freePort, startServer } from '../support/server'

const folder = mkdtempSync(join(tmpdir(), 'memory-start-'))
test.afterAll(() => {
  killPrograms()
  rmSync(folder, { recursive: true, force: true })
})

const NEXT = 'node_modules/next/dist/bin/next'
/** `next start` with these settings, which must end it; what it said without Next's own lines. */
async function refusal(env: Record<string, string>, args: string[] = ['-H', '127.0.0.1']) {
  const dataDir = join(folder, randomUUID(), 'memory')
  const server = run([NEXT, 'start', ...args, '-p', String(await freePort())], {
    LISTEN_HOST: '127.0.0.1',
    NEXTAUTH_SECRET: 'a secret',
    EMBEDDED_DATA_DIR: dataDir,
    ...env,
  })
  expect(await server.ended, server.printed()).toBe(1)
  expect(existsSync(dataDir), 'the embedded database was made').toBe(false)
  expect(server.printed()).not.toMatch(/\bat .*:\d+:\d+|unhandled/i)
  return server.printed()
}

const newMemory = (key: string, text: string) => ({ key, json: JSON.stringify({ text }), operation: randomUUID() })

test.describe('refuses to start, with a sentence that says what to do', () => {
  const REFUSED: [string, Record<string, string>, RegExp][] = [
    [
      'where nobody said that it listens on this machine only',
      { LISTEN_HOST: '' },
      /Start it with npm start, npm run dev or npm run demo/,
    ],
    ['on every interface', { LISTEN_HOST: '0.0.0.0' }, /works on this machine only/],
    ['on another machine’s name', { LISTEN_HOST: 'dashboard.example' }, /works on this machine only/],
    [
      'on a real database without being told so',
      { DATABASE_URL: 'postgres://user:hunter2@127.0.0.1:5432/agent' },
      /set LOCAL_SIGN_IN=true and LOCAL_USERS/,
    ],
    [
      'on a database elsewhere, even when told so',
      { DATABASE_URL: 'postgres://user:hunter2@db.example:5432/agent', LOCAL_SIGN_IN: 'true', LOCAL_USERS: 'bob' },
      /Tunnel it to 127\.0\.0\.1/,
    ],
    [
      'on a database elsewhere that POSTGRES_URL names',
      { POSTGRES_URL: 'postgres://user:hunter2@10.0.0.5/agent', LOCAL_SIGN_IN: 'true', LOCAL_USERS: 'bob' },
      /Tunnel it to 127\.0\.0\.1/,
    ],
    [
      'on a database elsewhere that a parameter of the address names',
      {
        DATABASE_URL: 'postgres://u:hunter2@127.0.0.1/agent?host=db.example',
        LOCAL_SIGN_IN: 'true',
        LOCAL_USERS: 'bob',
      },
      /Tunnel it to 127\.0\.0\.1/,
    ],
    [
      'on a name that only begins like this machine’s',
      { DATABASE_URL: 'postgres://u:hunter2@localhost.evil.example/agent', LOCAL_SIGN_IN: 'true', LOCAL_USERS: 'bob' },
      /Tunnel it to 127\.0\.0\.1/,
    ],
    [
      'where nobody could sign in',
      { DATABASE_URL: 'postgres://user:hunter2@127.0.0.1:5432/agent', LOCAL_SIGN_IN: 'true' },
      /LOCAL_USERS is empty/,
    ],
    ['with a sign-in that lacks its provider', { AUTH_MODE: 'oidc' }, /NEXTAUTH_SECRET is too short/],
    [
      'as what runs in Databricks Apps, anywhere else',
      { AUTH_MODE: 'databricks-apps', NEXTAUTH_SECRET: 'x'.repeat(32) },
      /DATABRICKS_APP_NAME, which that platform sets, is not there/,
    ],
    ['with an odd sign-in', { AUTH_MODE: 'none' }, /AUTH_MODE must be "local", "oidc" or "databricks-apps"/],
    ['with a pattern that is none', { MEMORY_ID_PATTERN: '(' }, /MEMORY_ID_PATTERN must be a regular expression/],
    ['with a size that is none', { EMBEDDING_DIMS: 'many' }, /EMBEDDING_DIMS must be a whole number/],
  ]
  for (const [name, env, sentence] of REFUSED)
    test(name, async () => {
      const said = await refusal(env)
      expect(said).toMatch(sentence)
      expect(said).not.toContain('hunter2')
    })

  test('as bare `next start`, which would listen on every interface', async () => {
    expect(await refusal({ LISTEN_HOST: '' }, [])).toMatch(/Start it with npm start/)
  })

  test('without a secret for its sessions', async () => {
    const server = run([NEXT, 'start', '-H', '127.0.0.1', '-p', String(await freePort())], {
      ...EMPTY_SITE,
      LISTEN_HOST: '127.0.0.1',
      EMBEDDED_DATA_DIR: join(folder, 'no-secret', 'memory'),
    })
    expect(await server.ended).toBe(1)
    expect(server.printed()).toContain('NEXTAUTH_SECRET is not set. Set it to 32 random bytes')
  })

  test('with an option that the demonstration does not know', async () => {
    for (const option of ['--gold', '--help', '-x']) {
      const demo = run([...DEMO, option], { DEMO_DATA_DIR: join(folder, 'unknown-option') })
      expect(await demo.ended).toBe(1)
      expect(demo.printed()).toMatch(
        new RegExp(`^\\n${option} is not an option\\. There are --golden.*--port N\\.\\n\\n$`, 's'),
      )
    }
    expect(existsSync(join(folder, 'unknown-option'))).toBe(false)
  })
})

test('T16: what was acknowledged survives a killed server, a clean stop and a second process that wanted the same data; what was forgotten has its guard', async () => {
  const first = await startServer({ env: EMPTY_SITE })
  const { dataDir } = first
  const cookie = await signInByHttp(first.url, ADA)
  const made: Memory[] = []
  for (const [key, text] of [
    ['greenhouse', 'Tomatoes grow in the greenhouse behind the shed'],
    ['ferry', 'Takes the first ferry on Mondays'],
  ] as const) {
    const answer = await callAction(first.url, 'saveNew', [newMemory(key, text)], { cookie })
    made.push((answer.value as { value: Memory }).value)
  }
  const [greenhouse, ferry] = made as [Memory, Memory]
  const edited = await callAction(
    first.url,
    'saveEdit',
    [{ ...newMemory('', 'Takes the last ferry on Mondays'), id: ferry.id, version: ferry.version }],
    { cookie },
  )
  expect(edited.value).toMatchObject({ ok: true })

  // somebody starts it once more on the same data, as a server and as the demonstration
  const second = startServer({ env: EMPTY_SITE, dataDir })
  await expect(second).rejects.toThrow(
    /Another process has the embedded database open .*\. Stop it first, or set DATABASE_URL/,
  )
  const demo = run(DEMO, { DEMO_DATA_DIR: dataDir })
  expect(await demo.ended).toBe(1)
  expect(demo.printed()).toMatch(
    /^\nAnother process has the embedded database open \(.*\)\. Stop it first, or set DATABASE_URL to use a Postgres server\.\n\n$/,
  )

  // killed in the middle of more writing
  const more = Array.from({ length: 12 }, async (_, at) => {
    const answer = await callAction(first.url, 'saveNew', [newMemory(`more ${at}`, 'while dying')], { cookie }).catch(
      () => null,
    )
    return (answer?.value as { ok: boolean; value: Memory } | undefined)?.ok ? `more ${at}` : null
  })
  await Promise.race(more)
  await first.kill()
  const acknowledged = (await Promise.all(more)).filter((key) => key !== null)
  expect(acknowledged.length).toBeGreaterThan(0)

  const again = await startServer({ env: EMPTY_SITE, dataDir })
  const keys = async () =>
    (
      JSON.parse((await ask(again.url, '/api/memories', { headers: { cookie } })).body) as { memories: Memory[] }
    ).memories.map(({ key }) => key)
  expect(await keys()).toEqual(expect.arrayContaining(['greenhouse', 'ferry', ...acknowledged]))
  const read = async (url: string, { id }: Memory) =>
    JSON.parse((await ask(url, `/api/memories/${id}`, { headers: { cookie } })).body) as Memory
  expect((await read(again.url, ferry)).json).toBe('{"text": "Takes the last ferry on Mondays"}')
  expect(await read(again.url, greenhouse)).toEqual(greenhouse)
  const found = await ask(again.url, '/api/memories?q=where+are+vegetables+planted', { headers: { cookie } })
  expect((JSON.parse(found.body) as { memories: Memory[] }).memories[0]?.key).toBe('greenhouse')

  const removed = await callAction(
    again.url,
    'remove',
    [{ id: greenhouse.id, version: greenhouse.version, operation: randomUUID() }],
    { cookie },
  )
  const removal = (removed.value as { value: { id: string } }).value.id
  await stopWell(again)
  const last = await startServer({ env: EMPTY_SITE, dataDir })
  expect(await read(last.url, greenhouse)).toBeNull()
  expect((await read(last.url, ferry)).json).toBe('{"text": "Takes the last ferry on Mondays"}')
  expect(await callAction(last.url, 'undo', [{ removal }], { cookie })).toMatchObject({ value: { ok: true } })
  expect((await read(last.url, greenhouse)).json).toBe(greenhouse.json)
  await stopWell(last)
  const left = await openEmbedded(dataDir)
  const guard = await guardState(left.pool, await findTables(left.pool, 'public'), 'user_memories')
  expect([guard.state, guard.failed, await readSetting(left.pool, 'guard-test')]).toEqual(['skip', null, ''])
  await left.close()
  await first.stop()
})

/** As Ctrl-C: it ends by itself and complains about nothing. */
async function stopWell(server: { stop: () => Promise<void>; output: () => string }) {
  await server.stop()
  expect(server.output()).not.toMatch(/could not be closed|Error/)
}

test('listens on this machine only', async () => {
  const server = await startServer({ env: EMPTY_SITE })
  const port = Number(new URL(server.url).port)
  const listening = ['/proc/net/tcp', '/proc/net/tcp6']
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, 'utf8').split('\n'))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '', , state]) => state === '0A' && Number.parseInt(local.split(':')[1] ?? '', 16) === port)
    .map(([, local = '']) => local.split(':')[0])
  if (existsSync('/proc/net/tcp')) expect(listening).toEqual(['0100007F'])
  const addresses = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal }) => !internal)
  for (const { address, scopeid } of addresses)
    expect(await answers(scopeid ? `${address}%${scopeid}` : address, port), address).toBe(false)
  expect(await answers('127.0.0.1', port)).toBe(true)
  await server.stop()
})

test('with a Postgres server the embedded database is never made', async () => {
  const site = await startGoldenSite()
  if ('skipped' in site) return test.skip(true, site.skipped)
  const cookie = await signInByHttp(site.server.url, 'bob')
  expect((await ask(site.server.url, '/api/memories', { headers: { cookie } })).status).toBe(200)
  const made = await callAction(site.server.url, 'saveNew', [newMemory('on Postgres', 'x')], { cookie })
  expect(made.value).toMatchObject({ ok: true })
  expect(existsSync(site.server.dataDir)).toBe(false)
  expect(existsSync(`${site.server.dataDir}.lock`)).toBe(false)
  await site.stop()
})
