// Tests of tests/lib that also run at night, with more of what they make up.
import { defineConfig, mergeConfig } from 'vitest/config'
import everyCommit from '../../vitest.config'

const runs = String(Math.ceil(25_000 * Number(process.env.RUNS ?? '1')))

export default mergeConfig(
  { ...everyCommit, test: { ...everyCommit.test, include: ['tests/lib/fuzz.test.ts'] } },
  defineConfig({ test: { testTimeout: 3_600_000, env: { FUZZ_RUNS: runs } } }),
)
