// npm run test:nightly: what takes too long for every commit. The attacks of tests/security, the outages of tests/outage, the load of tests/load, the faults of tests/faults, and the made-up values of tests/lib/fuzz.test.ts at full numbers.
import { spawnSync } from 'node:child_process'

/** Folders of tests, each with a playwright.config.ts. */
const SUITES = ['security', 'outage', 'load']

if (process.argv.includes('--help')) {
  console.log(`npm run test:nightly                all of it
npm run test:nightly -- load        one suite: ${SUITES.join(', ')}
npm run test:nightly -- faults      what vitest runs of it, as far as it lies in tests/faults
npm run test:nightly -- isolation   the files of tests/security whose names hold this
RUNS=0.01 npm run test:nightly      a hundredth of the numbers; SEED=… as it was printed, for the same requests again`)
  process.exit(0)
}
const files = process.argv.slice(2)
const asked = SUITES.filter((suite) => files.includes(suite))
const isFaults = files.includes('faults')
const suites = asked.length > 0 || isFaults ? asked : files.length > 0 ? ['security'] : SUITES
const run = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0
const passed = suites.map((suite) => {
  const config = `--config=tests/${suite}/playwright.config.ts`
  return run('scripts/e2e.mjs', config, ...files.filter((file) => !SUITES.includes(file)))
})
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config=tests/security/vitest.config.ts']
const isRead = isFaults ? run(...vitest, 'tests/faults') : files.length > 0 || run(...vitest)
process.exit(passed.every(Boolean) && isRead ? 0 : 1)
