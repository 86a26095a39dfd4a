// What runs at night without a server: what makes things up in tests/lib, with more of it, the faults of tests/faults, and the files of this folder that end in .test.ts.
import { defineConfig, mergeConfig } from 'vitest/config'
import everyCommit from '../../vitest.config'

const share = process.env.RUNS ?? '1'
const runs = String(Math.ceil(25_000 * Number(share)))
const include = ['tests/lib/fuzz.test.ts', 'tests/faults/*.test.ts', 'tests/security/*.test.ts']

export default mergeConfig(
  { ...everyCommit, test: { ...everyCommit.test, include } },
  defineConfig({ test: { testTimeout: 3_600_000, env: { FUZZ_RUNS: runs, RUNS: share } } }),
)
