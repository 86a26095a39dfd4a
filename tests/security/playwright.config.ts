// The nightly attacks: one server and one file at a time, at full numbers. See numbers.ts.
import { defineConfig } from '@playwright/test'
import everyCommit from '../../playwright.config'

export default defineConfig({
  ...everyCommit,
  testDir: '.',
  globalSetup: '../support/browser-setup.ts',
  outputDir: '../../test-results/security',
  projects: [{ name: 'nightly' }],
  workers: 1,
  timeout: 3_600_000,
  reporter: [['list'], ['json', { outputFile: '../../test-results/security.json' }]],
})
