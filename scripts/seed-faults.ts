// npm run seed-faults: puts one security fault at a time into a copy of the last commit, runs the tests that should notice it, and says which did not.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FAULTS, type Fault } from './seeded-faults'

const USAGE = `npm run seed-faults            all of them, the order of scripts/seeded-faults.ts
npm run seed-faults -- 3 7-9   these, by number
npm run seed-faults -- lib     those that need no build

Works on a copy of the last commit in a folder of its own: what is not committed is not tried. Ends with 1 when one was missed.`

const asked = process.argv.slice(2)
if (asked.includes('--help')) {
  console.log(USAGE)
  process.exit(0)
}
const isBrowserTest = (file: string) => file.startsWith('tests/e2e/')
const chosen = FAULTS.map((fault, at) => ({ ...fault, number: at + 1 })).filter(
  ({ number, tests }) => asked.length === 0 || asked.some((word) => isMeant(word, number, tests)),
)
if (chosen.length === 0) {
  console.error(USAGE)
  process.exit(2)
}

let running: ChildProcess | undefined
const folder = mkdtempSync(join(tmpdir(), 'memory-faults-'))
const copy = join(folder, 'copy')
process.once('exit', () => {
  running?.kill('SIGTERM')
  spawnSync('git', ['worktree', 'remove', '--force', copy])
  rmSync(folder, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
makeCopy()

const plain = [...new Set(chosen.flatMap(({ tests }) => tests))].filter((file) => !isBrowserTest(file))
if (plain.length > 0 && (await verdict(plain)) !== 'missed') {
  console.error('The tests fail without a fault: mend that first.')
  process.exit(1)
}
const missed: number[] = []
for (const fault of chosen) {
  const found = await withFault(fault, () => verdict(fault.tests, fault.only))
  if (found !== 'caught') missed.push(fault.number)
  console.log(`${found.padEnd(7)} ${String(fault.number).padStart(2)}  ${fault.threat.padEnd(4)} ${fault.fault}`)
}
console.log(
  `\n${chosen.length - missed.length} of ${chosen.length} caught${missed.length > 0 ? `; not: ${missed.join(', ')}` : ''}`,
)
process.exit(missed.length > 0 ? 1 : 0)

function isMeant(word: string, number: number, tests: readonly string[]): boolean {
  if (word === 'lib') return !tests.some(isBrowserTest)
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(word) ?? []
  return from !== undefined && number >= Number(from) && number <= Number(to)
}

/** What is installed is linked, not installed again. */
function makeCopy(): void {
  const made = spawnSync('git', ['worktree', 'add', '--detach', copy, 'HEAD'], {
    stdio: 'ignore',
  })
  if (made.status !== 0) process.exit(1)
  const linked = spawnSync('cp', ['-al', 'node_modules', join(copy, 'node_modules')], { stdio: 'ignore' })
  // another file system
  if (linked.status !== 0) spawnSync('cp', ['-a', 'node_modules', copy], { stdio: 'inherit' })
  mkdirSync(join(copy, '.data'), { recursive: true })
  for (const name of readdirSync('.data')) symlinkSync(join(process.cwd(), '.data', name), join(copy, '.data', name))
}

async function withFault<T>({ file, is, becomes }: Fault, work: () => Promise<T>): Promise<T> {
  const path = join(copy, file)
  const whole = readFileSync(path, 'utf8')
  if (whole.split(is).length !== 2) throw new Error(`${file} does not hold this once: ${is}`)
  writeFileSync(
    path,
    whole.replace(is, () => becomes),
  )
  try {
    return await work()
  } finally {
    writeFileSync(path, whole)
  }
}

/** `broken`: nothing was tried, for it could not be built or loaded. */
async function verdict(tests: readonly string[], only?: string): Promise<'caught' | 'missed' | 'broken'> {
  const isBrowser = tests.some(isBrowserTest)
  const args = isBrowser
    ? [
        'scripts/e2e.mjs',
        '--project=longest',
        '--project=others',
        ...tests,
        ...(only === undefined ? [] : ['-g', only]),
      ]
    : ['node_modules/vitest/vitest.mjs', 'run', '--bail=1', ...tests, ...(only === undefined ? [] : ['-t', only])]
  const { code, output } = await run(args)
  if (code === 0) return /\b[1-9]\d* passed/.test(output) ? 'missed' : 'broken'
  return /\b[1-9]\d* failed/.test(output) ? 'caught' : 'broken'
}

function run(args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, {
    cwd: copy,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  })
  running = child
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  return new Promise((done) => child.once('close', (code) => done({ code, output })))
}
