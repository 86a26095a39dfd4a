// Makes the production build when there is none, or when a source is newer than it.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'

const sources = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'instrumentation-node.ts',
  'next.config.mjs',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tailwind.config.ts',
  'tsconfig.build.json',
]

/**
 * @param {{ isQuick?: boolean, onBuild?: () => void }} [options] called before a build begins; quick: neither minified nor type-checked, in a folder of its own (.next-demo)
 * @returns {Promise<boolean>} whether there is a production build of the sources as they are
 */
export async function buildIfStale({ isQuick = false, onBuild = () => {} } = {}) {
  const directory = isQuick ? '.next-demo' : (process.env.NEXT_DIST_DIR ?? '.next')
  const buildId = join(directory, 'BUILD_ID')
  const reason = whyStale(directory)
  if (reason === undefined) {
    console.log('The production build is newer than every source: using it.')
    return true
  }
  console.log(`${reason}: building …`)
  onBuild()
  rmSync(buildId, { force: true }) // a failed build must not pass for a fresh one
  const began = new Date()
  const code = await nextBuild({ NEXT_DIST_DIR: directory, QUICK_BUILD: isQuick ? '1' : '' })
  if (code !== 0 || !existsSync(buildId)) {
    console.error(`The production build failed (next build ended with ${code}).`)
    return false
  }
  utimesSync(buildId, began, began) // a source saved while the build ran is newer than it
  console.log(`Built in ${Math.round((Date.now() - began.getTime()) / 1000)} seconds.`)
  return true
}

/**
 * @param {string} [directory]
 * @returns {string | undefined} why the build there is none of the sources as they are, as a sentence without its full stop
 */
export function whyStale(directory = process.env.NEXT_DIST_DIR ?? '.next') {
  const buildId = join(directory, 'BUILD_ID')
  if (!existsSync(buildId)) return 'There is no production build yet'
  const newest = sources.map(newestIn).reduce((a, b) => (b.time > a.time ? b : a))
  if (newest.time >= statSync(buildId).mtimeMs) return `${newest.path} is newer than the production build`
  const [built, installed] = [join(directory, 'diagnostics/framework.json'), 'node_modules/next/package.json'].map(
    versionIn,
  )
  if (built !== installed) return `The production build was made by Next ${built}, and ${installed} is installed`
}

function versionIn(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : 'of an unknown version'
}

function nextBuild(settings) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...settings }
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  })
  const pass = () => child.kill('SIGTERM')
  process.on('SIGTERM', pass)
  return new Promise((done) => {
    child.once('error', (error) => done(error.message))
    child.once('close', (code, signal) => {
      process.off('SIGTERM', pass)
      done(code ?? signal)
    })
  })
}

/** A folder counts too: its time changes when a file in it is deleted or renamed. */
function newestIn(path) {
  if (!existsSync(path)) return { path, time: 0 }
  const status = statSync(path)
  const own = { path, time: status.mtimeMs }
  if (!status.isDirectory()) return own
  return readdirSync(path)
    .map((name) => newestIn(join(path, name)))
    .reduce((a, b) => (b.time > a.time ? b : a), own)
}
