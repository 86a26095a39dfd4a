// A PostgreSQL with pgvector for the tests: the one TEST_DATABASE_URL names, the machine's own, or Debian 13's in a folder.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../.data/postgres-17')
const isRoot = process.getuid?.() === 0
const advice = 'Set TEST_DATABASE_URL to a PostgreSQL 15 or newer that has pgvector.'

/**
 * @typedef {{ url: string, describe: string, stop: () => Promise<void> }} Running
 * @typedef {{ skipped: string }} Skipped
 * @param {string[]} more settings of a server that is started here, such as `shared_buffers=4GB`
 * @returns {Promise<Running | Skipped>}
 */
export async function ensurePostgres(more = []) {
  const url = process.env.TEST_DATABASE_URL
  if (url) return { url, describe: 'the PostgreSQL that TEST_DATABASE_URL names', stop: async () => {} }
  const installed = findInstalled()
  if (installed) return start(installed, more)
  const skipped = makeFolder()
  if (skipped) return { skipped }
  const made = {
    name: 'PostgreSQL 17 from the folder .data/postgres-17',
    bin: '/usr/lib/postgresql/17/bin',
    as: ['chroot', '--userspec=postgres:postgres', folder],
  }
  return start(made, more)
}

/** Makes what {@link ensurePostgres} starts, where that takes its time. */
export function preparePostgres() {
  if (!process.env.TEST_DATABASE_URL && !findInstalled()) makeFolder()
}

/** The newest server of the machine, where Debian and Ubuntu put it, if pgvector is installed beside it. */
function findInstalled() {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
  const usable = versions
    .filter((version) => Number(version) >= 15)
    .filter((version) => existsSync(`/usr/lib/postgresql/${version}/bin/postgres`))
    .filter((version) => existsSync(`/usr/share/postgresql/${version}/extension/vector.control`))
  const [newest] = usable.sort((a, b) => Number(b) - Number(a))
  if (!newest) return undefined
  return {
    name: `this machine's PostgreSQL ${newest}`,
    bin: `/usr/lib/postgresql/${newest}/bin`,
    as: isRoot ? ['runuser', '-u', 'postgres', '--'] : [],
  }
}

/** Installs Debian 13 with PostgreSQL 17 into the folder. @returns {string | undefined} why it could not */
function makeFolder() {
  if (existsSync(folder) && isRoot) return undefined
  if (!isRoot || !existsSync('/usr/bin/apt-get'))
    return `This machine has no PostgreSQL with pgvector, and only root on Debian can make one. ${advice}`
  removeAbandoned()
  if (!existsSync('/usr/sbin/debootstrap') && !installDebootstrap())
    return `This machine has no PostgreSQL with pgvector, and debootstrap could not be installed. ${advice}`

  console.log('No PostgreSQL with pgvector here: making one in .data/postgres-17 (about a minute, once) …')
  const began = Date.now()
  const building = `${folder}.${process.pid}`
  mkdirSync(building, { recursive: true })
  chmodSync(building, 0o755)
  const packages = '--include=postgresql-17,postgresql-17-pgvector'
  const debootstrap = ['debootstrap', '--variant=minbase', packages, 'trixie', building]
  const made = run('setpriv', ['--pdeathsig', 'TERM', ...debootstrap]) // it ends when this process does
  if (made.status !== 0) {
    remove(building)
    const lastWords = `${made.stdout}${made.stderr}`.trim().split('\n').slice(-3).join(' / ')
    return `debootstrap could not make a PostgreSQL with pgvector. ${advice} It said: ${lastWords}`
  }
  rmSync(`${building}/var/cache/apt/archives`, { recursive: true, force: true })
  if (existsSync(folder)) remove(building)
  else renameSync(building, folder)
  console.log(`Made it in ${Math.round((Date.now() - began) / 1000)} seconds.`)
}

function installDebootstrap() {
  console.log('Installing debootstrap with apt-get …')
  const install = ['install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', 'debootstrap']
  if (run('apt-get', install).status === 0) return true
  return run('apt-get', ['update', '-qq']).status === 0 && run('apt-get', install).status === 0
}

/** Half-built folders carry the process id of their maker. */
function removeAbandoned() {
  const parent = dirname(folder)
  for (const name of existsSync(parent) ? readdirSync(parent) : []) {
    const maker = Number(name.match(/^postgres-17\.(\d+)$/)?.[1])
    if (maker && (maker === process.pid || !existsSync(`/proc/${maker}`))) remove(`${parent}/${name}`)
  }
}

function remove(building) {
  for (const name of ['proc', 'sys']) run('umount', ['-l', `${building}/${name}`]) // left behind by a killed debootstrap
  rmSync(building, { recursive: true, force: true })
}

// Lives outside our process group and ends with its standard input, however this process ended.
const keeper = `
trap '' HUP INT TERM PIPE
bin=$1 options=$2; shift 2   # what is left in "$@" runs a command as the server's user
read -r password
dir=$("$@" mktemp -d /tmp/memory-dashboard-postgres-XXXXXX) || exit 1
printf '%s\\n' "$password" | "$@" tee "$dir/password" >/dev/null
if "$@" "$bin/initdb" -D "$dir/data" --username=postgres --pwfile="$dir/password" --auth=scram-sha-256 \
     --encoding=UTF8 --locale=C.UTF-8 --no-sync >&2 &&
   "$@" "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -o "$options -c unix_socket_directories=$dir" -w start >&2
then
  echo ready
  cat >/dev/null
  "$@" "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1
else
  "$@" tail -n 20 "$dir/log" >&2
fi
"$@" rm -rf "$dir"
`

async function start({ name, bin, as }, more) {
  const port = await freePort()
  const password = randomBytes(18).toString('base64url')
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'max_connections=90',
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
    'dynamic_shared_memory_type=sysv', // a chroot has no /dev/shm
    'timezone=UTC',
    ...more,
  ]
  const options = settings.map((setting) => `-c ${setting}`).join(' ')
  const child = spawn('sh', ['-c', keeper, 'postgres-keeper', bin, options, ...as], {
    cwd: '/',
    detached: true,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' },
  })
  const ended = new Promise((done) => child.once('close', done))
  child.stdin.on('error', () => {})
  child.stdin.write(`${password}\n`)
  await readyOrThrow(child, name)
  for (const handle of [child, child.stdin, child.stdout, child.stderr]) handle.unref()

  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    describe: `${name}, on port ${port}`,
    async stop() {
      child.ref()
      child.stdin.end()
      await ended
    },
  }
}

function readyOrThrow(child, name) {
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  return new Promise((ready, failed) => {
    child.stdout.once('data', ready)
    child.once('error', failed)
    child.once('close', () => failed(new Error(`Could not start ${name}:\n${said.trim()}`)))
  })
}

function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => found(port))
    })
  })
}

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26, env })
}
