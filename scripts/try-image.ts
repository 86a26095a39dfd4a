// `npm run try-image`: builds the image by the Dockerfile's own steps where no engine runs, and tries what a container of it does. Root on Debian only; some minutes.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { codePointVector, startEmbeddingEndpoint } from '../tests/support/embedding-endpoint'
import { readGolden } from '../tests/support/golden'
import { goldenSettings } from '../tests/support/golden-site'
import { signInByProvider, startHostileProvider } from '../tests/support/hostile-provider'
import { ask } from '../tests/support/http'
import { signInByHttp } from '../tests/support/people'
import { freePort } from '../tests/support/server'
import { ensurePostgres } from './ensure-postgres.mjs'
import { assignments, buildImage, type Image, sizeOf } from './image/build'

const INSIDE = 'TRY_IMAGE_INSIDE'
const work = resolve(`.data/image/${process.pid}`)
const SECRET = 'of a container that is tried, and of nothing else'
const LOCAL = { AUTH_MODE: 'local', LISTEN_HOST: '127.0.0.1', NEXTAUTH_SECRET: SECRET }

let failures = 0
function check(name: string, isTrue: boolean, more = ''): void {
  if (!isTrue) failures++
  console.log(`${isTrue ? '  ok  ' : 'FAILED'} ${name}${more === '' ? '' : `: ${more}`}`)
}

async function main() {
  const began = Date.now()
  mkdirSync(work, { recursive: true })
  console.log('Building by the steps of the Dockerfile …')
  const image = buildImage(work)
  console.log(
    `Built in ${Math.round((Date.now() - began) / 1_000)} s; ${Math.round(sizeOf(join(image.root, 'app')) / 1e6)} MB in /app.\n`,
  )
  check('runs as a user that is not root', image.user === 'node')
  const writable = asUser(image, ['sh', '-c', 'find / -xdev -writable -not -type l -not -path "/proc/*" 2>/dev/null'])
  const outside = writable
    .split('\n')
    .filter((path) => !/^$|^\/(data|tmp|var\/tmp|home\/node|run\/lock|dev)(\/|$)/.test(path))
  check(
    'that user may write in /data and where everybody may, and nowhere else',
    outside.length === 0,
    outside.join(' '),
  )
  check(
    'no secret, no test and no history lies in it',
    !['.git', '.env', '.data', 'tests'].some((path) => existsSync(join(image.root, 'app', path))),
  )

  await refusals(image)
  await onItsOwn(image)
  await onPostgres(image)
  console.log(
    `\n${failures === 0 ? 'Everything held' : `${failures} did not hold`} after ${Math.round((Date.now() - began) / 1_000)} s.`,
  )
}

async function refusals(image: Image) {
  const bare = await start(image, {})
  check(
    'without a secret it ends with 1 and says what to set',
    (await bare.ended) === 1 && bare.printed().includes('NEXTAUTH_SECRET is not set'),
  )
  const local = await start(image, { AUTH_MODE: 'local', NEXTAUTH_SECRET: SECRET })
  check(
    'a sign-in without proof is refused where others reach it',
    (await local.ended) === 1 && local.printed().includes('on this machine only'),
  )
}

/** The embedded database and the built-in encoder: WASM, worker threads, model files, migrations. */
async function onItsOwn(image: Image) {
  const server = await start(image, { ...LOCAL, DEMO_ARRIVALS: '0' })
  const { memories, found } = await asSomebody(server.url, 'temi@example.com', 'what do I eat')
  check('the embedded database holds the demonstration', memories > 0, `${memories} memories`)
  check('the built-in encoder finds by meaning', found > 0, `${found} found`)
  check('the health check says yes', (await healthy(image, server.port)) === 0)
  const first = await stopped(server)
  check('SIGTERM ends it with 0', first === 0, String(first))
  check('the health check then says no', (await healthy(image, server.port)) === 1)
  const again = await start(image, { ...LOCAL, DEMO_ARRIVALS: '0' })
  const after = await asSomebody(again.url, 'temi@example.com', 'what do I eat')
  check(
    'what was in /data is there at the next start',
    after.memories === memories,
    again.printed().includes('Opening') ? '' : again.printed(),
  )
  await stopped(again)
}

async function onPostgres(image: Image) {
  const postgres = await ensurePostgres()
  if ('skipped' in postgres) return console.log(`  skipped: ${postgres.skipped}`)
  const db = new pg.Client({ connectionString: postgres.url })
  await db.connect()
  await db.query(readGolden('whole_value').sql)
  await db.query("set search_path to 'public'")
  const endpoint = await startEmbeddingEndpoint({ dims: 64, vector: codePointVector, bearer: 'golden' })
  const env = { ...LOCAL, ...goldenSettings(endpoint), DATABASE_URL: postgres.url, LOCAL_SIGN_IN: 'true' }
  const server = await start(image, env)
  const { memories, found } = await asSomebody(server.url, 'bob', 'fish')
  const { rows } = await db.query<{ own: number; applied: number }>(
    `select (select count(*)::int from public.store where prefix = 'user_memories.bob' or prefix like 'user_memories.bob.%') as own,
            (select count(*)::int from dashboard.migration) as applied`,
  )
  check('on PostgreSQL the migrations are applied', (rows[0]?.applied ?? 0) > 0, `${rows[0]?.applied} of them`)
  check('Bob sees his rows and no other', memories === rows[0]?.own, `${memories} of ${rows[0]?.own}`)
  check('a search asks the endpoint that was set', found > 0 && endpoint.requests.length > 0)
  const page = await fetch(`${server.url}/sign-in`)
  const script = /\/_next\/static\/[^"]+\.js/.exec(await page.text())?.[0] ?? '/none'
  check('the browser’s files are served', (await fetch(server.url + script)).status === 200, script)
  const code = await stopped(server)
  check('SIGTERM ends it with 0', code === 0, String(code))
  const complaints = server.printed().match(/.*(Error|EACCES|EROFS|ENOENT).*/g) ?? []
  check('nothing was complained of', complaints.length === 0, complaints.join('; '))
  await withProvider(image, { ...goldenSettings(endpoint), DATABASE_URL: postgres.url })
  await endpoint.close()
  await db.end()
  await postgres.stop()
}

/** As in life: open to other machines, people sign in at an OpenID provider. */
async function withProvider(image: Image, settings: Record<string, string>) {
  const port = await freePort()
  const provider = await startHostileProvider(`http://127.0.0.1:${port}`) // honest, unless told to lie
  provider.lies.claims = { email: 'alice@example.com' }
  const server = await start(image, { ...settings, ...provider.settings, NEXTAUTH_SECRET: SECRET }, port)
  const { isIn, jar } = await signInByProvider(server.url)
  check('with an OpenID provider Alice signs in', isIn, isIn ? '' : server.printed())
  const answer = await fetch(`${server.url}/api/memories`, { headers: { cookie: jar.header() } })
  check('and reads her memories', answer.status === 200 && ((await answer.json()) as { total: number }).total > 0)
  const elsewhere = await ask(server.url, '/sign-in', { headers: { host: 'elsewhere.example' } })
  check('under another name nothing answers', elsewhere.status === 421, String(elsewhere.status))
  check('but for the health check', (await healthy(image, port)) === 0)
  await stopped(server)
  await provider.close()
}

type Server = { url: string; port: number; child: ChildProcess; ended: Promise<number | null>; printed: () => string }

/** A container of the image: `/` read only but for /data and /tmp, none of our settings, the image's user and command. */
async function start(image: Image, settings: Record<string, string>, given?: number): Promise<Server> {
  const port = given ?? (await freePort())
  const env = { ...image.env, PORT: String(port), ...settings }
  const child = spawn('chroot', [readOnly(image), ...command(image, env, image.command)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)))
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const server = { url: `http://127.0.0.1:${port}`, port, child, ended, printed: () => text }
  while (child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`${server.url}/sign-in`, { redirect: 'manual' }).catch(() => null)
    if (answer !== null) break
    await new Promise((done) => setTimeout(done, 100))
  }
  return server
}

/** What an engine puts into every container. */
const ENGINE_FILES = ['/etc/hosts', '/etc/resolv.conf'] as const

let view: string | undefined
function readOnly(image: Image): string {
  view ??= makeView(image, join(work, 'view'), join(work, 'data'))
  return view
}

function makeView(image: Image, root: string, data: string): string {
  for (const path of [root, data]) mkdirSync(path)
  for (const path of ENGINE_FILES) closeSync(openSync(join(image.root, path), 'a'))
  execFileSync('chown', ['1000:1000', data])
  const mounts = [
    ['--bind', image.root, root],
    ['-o', 'remount,bind,ro', root],
    ['-t', 'tmpfs', 'tmpfs', join(root, 'tmp')],
    ['--bind', data, join(root, 'data')],
    ['-t', 'proc', 'proc', join(root, 'proc')],
    ['--bind', '/dev', join(root, 'dev')],
    ...ENGINE_FILES.map((path) => ['--bind', path, join(root, path)]),
  ]
  for (const args of mounts) execFileSync('mount', args)
  return root
}

function command(image: Image, env: Record<string, string>, args: string[]): string[] {
  const user =
    image.user === 'node' ? ['setpriv', '--reuid=1000', '--regid=1000', '--clear-groups', '--no-new-privs'] : []
  return ['env', '-i', `--chdir=${image.workdir}`, ...assignments(env), ...user, ...args]
}

function asUser(image: Image, args: string[]): string {
  return spawnSync('chroot', [image.root, ...command(image, image.env, args)], { encoding: 'utf8', maxBuffer: 1 << 26 })
    .stdout
}

function healthy(image: Image, port: number): Promise<number | null> {
  const env = { ...image.env, PORT: String(port) }
  return new Promise((done) =>
    spawn('chroot', [readOnly(image), ...command(image, env, image.healthCheck)]).once('close', done),
  )
}

async function stopped({ child, ended }: Server): Promise<number | null> {
  child.kill('SIGTERM')
  return ended
}

/** Signs in, reads the list and asks a question. */
async function asSomebody(url: string, id: string, question: string): Promise<{ memories: number; found: number }> {
  const headers = { cookie: await signInByHttp(url, id) }
  const read = async (search: string) => {
    const answer = await fetch(`${url}/api/memories${search}`, { headers })
    return (await answer.json()) as { total: number; memories: unknown[] }
  }
  return { memories: (await read('')).total, found: (await read(`?q=${encodeURIComponent(question)}`)).memories.length }
}

if (process.getuid?.() !== 0 || !existsSync('/usr/sbin/debootstrap')) {
  console.error('This needs root and debootstrap, as the tests’ own PostgreSQL does.')
  process.exit(1)
}
if (process.env[INSIDE] === undefined) {
  // mounts of a namespace of one's own are gone with its last process
  const args = ['--mount', '--propagation', 'private', process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  const { status } = spawnSync('unshare', args, { stdio: 'inherit', env: { ...process.env, [INSIDE]: '1' } })
  process.exit(status ?? 1)
}
try {
  await main()
} finally {
  for (const path of [
    'view/etc/hosts',
    'view/etc/resolv.conf',
    'view/dev',
    'view/proc',
    'view/data',
    'view/tmp',
    'view',
    'stage-0/root',
    'stage-1/root',
  ])
    spawnSync('umount', ['-l', join(work, path)])
  rmSync(work, { recursive: true, force: true })
  if (existsSync(dirname(work))) console.log(`The base lies in ${dirname(work)} for the next time.`)
}
process.exit(failures === 0 ? 0 : 1)
