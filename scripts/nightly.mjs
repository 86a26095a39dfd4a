// npm run test:nightly: what takes too long for every commit. The attacks of tests/security, and the made-up values of tests/lib/fuzz.test.ts at full numbers.
import { spawnSync } from 'node:child_process'

if (process.argv.includes('--help')) {
  console.log(`npm run test:nightly                all of it
npm run test:nightly -- isolation   the files of tests/security whose names hold this
RUNS=0.01 npm run test:nightly      a hundredth of the numbers; SEED=… as it was printed, for the same requests again`)
  process.exit(0)
}
const files = process.argv.slice(2)
const run = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0
const isAttacked = run('scripts/e2e.mjs', '--config=tests/security/playwright.config.ts', ...files)
const isRead =
  files.length > 0 || run('node_modules/vitest/vitest.mjs', 'run', '--config=tests/security/vitest.config.ts')
process.exit(isAttacked && isRead ? 0 : 1)
