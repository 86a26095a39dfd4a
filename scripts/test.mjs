// npm test: vitest, the demonstration and the browser tests, or one of them (lib, demo, e2e); ends with what was skipped and the line of counts.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { makeScratchFolder } from './scratch-folder.mjs'

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json']
const parts = {
  lib: { args: [...vitest, '--outputFile.json=test-results/lib.json'], read: readVitest },
  demo: { args: ['scripts/e2e.mjs', '--project=alone'], read: readPlaywright },
  e2e: { args: ['scripts/e2e.mjs', '--project=longest', '--project=others'], read: readPlaywright },
}
const wanted = process.argv[2] ? [process.argv[2]] : Object.keys(parts)
const unknown = wanted.find((name) => !(name in parts))
if (unknown) {
  console.error(`There are no tests called ${unknown}: say lib, demo, e2e or nothing for all.`)
  process.exit(2)
}

const total = { passed: 0, failed: 0, skipped: [] }
let isStopped = false
// a tenth of what the servers compute was collecting what is young
const nodeOptions = `${process.env.NODE_OPTIONS ?? ''} --max-semi-space-size=32`.trim()
const scratch = makeScratchFolder()
process.once('exit', scratch.remove)
for (const name of wanted) {
  if (isStopped) break
  const part = await runPart(name)
  total.passed += part.passed
  total.failed += part.failed
  total.skipped.push(...part.skipped)
}
if (total.skipped.length) console.log('\nSkipped:')
for (const { title, reason } of total.skipped) console.log(`  ${title}: ${reason}`)
const skipped = total.skipped.length ? `, ${total.skipped.length} skipped` : ''
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)

async function runPart(name) {
  const { args, read } = parts[name]
  const report = `test-results/${name}.json`
  rmSync(report, { force: true })
  console.log(`\nTests: ${name}`)
  const code = await run(args, { E2E_REPORT: report })
  const counts = readReport(report, read)
  if (!counts) {
    console.log(`The ${name} tests ended with ${code} and left no report: counted as one failed.`)
    return { passed: 0, failed: 1, skipped: [] }
  }
  if (code !== 0 && counts.failed === 0) {
    console.log(`The ${name} tests ended with ${code} though no test failed: counted as one failed.`)
    counts.failed = 1
  }
  return counts
}

function run(args, env) {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TMPDIR: scratch.path, NODE_OPTIONS: nodeOptions, ...env },
  })
  const pass = () => {
    isStopped = true
    child.kill('SIGTERM')
  }
  const wait = () => {
    isStopped = true // Ctrl-C reaches the child too: let it clean up
  }
  process.on('SIGTERM', pass).on('SIGINT', wait)
  return new Promise((done) => {
    child.once('error', (error) => done(error.message))
    child.once('close', (code, signal) => {
      process.off('SIGTERM', pass).off('SIGINT', wait)
      done(code ?? signal)
    })
  })
}

function readReport(path, read) {
  try {
    return read(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

/** A file that failed outside its tests, while it was loaded or set up, counts as one failed. */
function readVitest(report) {
  const counts = { passed: 0, failed: 0, skipped: [] }
  for (const file of report.testResults) {
    const tests = file.assertionResults
    const failed = tests.filter((test) => test.status === 'failed').length
    counts.passed += tests.filter((test) => test.status === 'passed').length
    counts.failed += failed || (file.status === 'failed' ? 1 : 0)
    for (const test of tests.filter((test) => test.status !== 'passed' && test.status !== 'failed')) {
      const title = `${relative('.', file.name)}: ${test.fullName.trim()}`
      counts.skipped.push({ title, reason: test.meta?.skipped ?? 'no reason given' })
    }
  }
  return counts
}

function readPlaywright(report) {
  const counts = { passed: 0, failed: report.errors.length, skipped: [] }
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) for (const test of spec.tests) countPlaywright(counts, spec, test)
    for (const inner of suite.suites ?? []) visit(inner)
  }
  for (const suite of report.suites) visit(suite)
  return counts
}

function countPlaywright(counts, spec, test) {
  if (test.status === 'expected' || test.status === 'flaky') counts.passed += 1
  else if (test.status === 'unexpected') counts.failed += 1
  else {
    const said = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')
    counts.skipped.push({ title: `${spec.file}: ${spec.title}`, reason: said?.description ?? 'no reason given' })
  }
}
