import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { whyStale } from '../../scripts/build-if-stale.mjs'
import { chooseListener, Refusal } from '../../scripts/listener.mjs'

const folder = mkdtempSync(join(tmpdir(), 'memory-start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SECRET = 'a'.repeat(64)

/** What `npm start` says when it ends by itself, with these settings and none of ours. */
function refused(env: Record<string, string>, args: string[] = [], cwd = '.'): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('scripts/start.mjs'), ...args], {
    cwd,
    env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', NEXT_DIST_DIR: join(folder, 'none'), ...env },
    encoding: 'utf8',
    timeout: 20_000,
  })
  expect(stdout).toBe('')
  expect(status).toBe(1)
  expect(stderr).toMatch(/^\n[^\n]+\.\n\n$/)
  return stderr.trim()
}

describe('listens', () => {
  test.each([
    ['on this machine only, unless told otherwise', {}, { host: '127.0.0.1', isOpen: false }],
    ['where LISTEN_HOST says', { LISTEN_HOST: '::1' }, { host: '::1', isOpen: false }],
    ['on every interface in Databricks Apps', { DATABRICKS_APP_PORT: '48123' }, { host: '0.0.0.0', port: 48_123 }],
    ['on the platform’s port before PORT', { DATABRICKS_APP_PORT: '48123', PORT: '48124' }, { port: 48_123 }],
    ['on every interface when told so', { LISTEN_HOST: '0.0.0.0', PORT: '48125' }, { port: 48_125, isOpen: true }],
    ['on an empty setting as on none', { LISTEN_HOST: '', PORT: '' }, { host: '127.0.0.1' }],
  ])('%s', async (_, env, expected) => {
    expect(await chooseListener([], { NEXTAUTH_SECRET: SECRET, ...env })).toMatchObject(expected)
  })

  test('on the port of the command line before any setting', async () => {
    const env = { DATABRICKS_APP_PORT: '48123', NEXTAUTH_SECRET: SECRET }
    expect(await chooseListener(['--port', '48126'], env)).toMatchObject({ port: 48_126 })
  })
})

describe('does not start', () => {
  let taken: ReturnType<typeof createServer>
  let port = 0
  beforeAll(async () => {
    taken = createServer()
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
    const address = taken.address()
    port = typeof address === 'object' && address !== null ? address.port : 0
  })
  afterAll(() => new Promise((done) => taken.close(done)))

  test.each<[string, Record<string, string>, string[], RegExp]>([
    ['on a port that is none', { PORT: 'http' }, [], /^PORT is http, which is no port/],
    [
      'on a port that is too high',
      { DATABRICKS_APP_PORT: '70000', NEXTAUTH_SECRET: SECRET },
      [],
      /^DATABRICKS_APP_PORT is 70000/,
    ],
    ['with --port and nothing after it', {}, ['--port'], /^--port is empty/],
    [
      'on a name',
      { LISTEN_HOST: 'dashboard.example' },
      [],
      /^LISTEN_HOST is dashboard\.example.*127\.0\.0\.1.*0\.0\.0\.0/,
    ],
    [
      'on an address that this machine does not have',
      { LISTEN_HOST: '192.0.2.1', PORT: '48127', NEXTAUTH_SECRET: SECRET },
      [],
      /192\.0\.2\.1.*EADDRNOTAVAIL/,
    ],
    [
      'for others without a secret',
      { LISTEN_HOST: '0.0.0.0' },
      [],
      /^NEXTAUTH_SECRET is not set.*openssl rand -hex 32.*every instance/,
    ],
    ['in Databricks Apps without a secret', { DATABRICKS_APP_PORT: '48128' }, [], /^NEXTAUTH_SECRET is not set/],
    [
      'for others with a short secret',
      { LISTEN_HOST: '0.0.0.0', NEXTAUTH_SECRET: 'hunter2' },
      [],
      /^NEXTAUTH_SECRET has only 7 characters/,
    ],
    [
      'for others with an odd key',
      { LISTEN_HOST: '0.0.0.0', NEXTAUTH_SECRET: SECRET, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: 'c2hvcnQ=' },
      [],
      /^NEXT_SERVER_ACTIONS_ENCRYPTION_KEY is not 16, 24 or 32 bytes/,
    ],
    [
      'for others without a build',
      { LISTEN_HOST: '0.0.0.0', NEXTAUTH_SECRET: SECRET },
      [],
      /^There is no production build yet\. Run npm run build/,
    ],
  ])('%s, and says what to do', (_, env, args, sentence) => {
    const said = refused(env, args)
    expect(said).toMatch(sentence)
    expect(said).not.toContain('hunter2')
  })

  test('on a port that somebody has', async () => {
    await expect(chooseListener([], { PORT: String(port) })).rejects.toThrow(Refusal)
    expect(refused({ PORT: String(port) })).toMatch(new RegExp(`^Port ${port} is taken on 127\\.0\\.0\\.1`))
  })
})

test('settings may stand in .env.local too, behind those of the process', () => {
  writeFileSync(join(folder, '.env.local'), 'PORT=from-the-file')
  expect(refused({}, [], folder)).toMatch(/^PORT is from-the-file, which is no port/)
  expect(refused({ PORT: 'given' }, [], folder)).toMatch(/^PORT is given/)
})

test('a build is old when a source is newer, or when another version of Next made it', () => {
  const directory = join(folder, 'build')
  mkdirSync(join(directory, 'diagnostics'), { recursive: true })
  const madeBy = (version: string) =>
    writeFileSync(join(directory, 'diagnostics/framework.json'), JSON.stringify({ name: 'Next.js', version }))
  writeFileSync(join(directory, 'BUILD_ID'), 'x')
  madeBy('1.0.0')
  expect(whyStale(directory)).toMatch(/was made by Next 1\.0\.0, and \d+\.\d+\.\d+ is installed$/)
  utimesSync(join(directory, 'BUILD_ID'), 1, 1)
  expect(whyStale(directory)).toMatch(/is newer than the production build$/)
})
