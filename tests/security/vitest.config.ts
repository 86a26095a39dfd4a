// What runs at night without a server: what makes things up in tests/lib, with more of it, and the files of this folder that end in .test.ts.
import { defineConfig, mergeConfig } from 'vitest/config'
import everyCommit from '../../vitest.config'

const runs = String(Math.ceil(25_000 * Number(process.env.RUNS ?? '1')))

export default mergeConfig(
  { ...everyCommit, test: { ...everyCommit.test, include: ['tests/lib/fuzz.test.ts', 'tests/security/*.test.ts'] } },
  defineConfig({ test: { testTimeout: 3_600_000, env: { FUZZ_RUNS: runs } } }),
)
