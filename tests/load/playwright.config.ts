// The load: one server, one file, minutes of it. See load.spec.ts.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/load',
  workers: 1,
  timeout: 3 * 3_600_000,
  reporter: [['list'], ['json', { outputFile: '../../test-results/load.json' }]],
})
