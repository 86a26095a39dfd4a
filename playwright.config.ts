// The browser tests: Chromium only, four files at a time; each test file starts the servers it needs through tests/support.
import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/ensure-browser.mjs'

/** Begun first: else two processors would wait for one of them at the end. */
const LONGEST = ['accessible', 'sessions', 'start', 'looks', 'python'].map((name) => `**/${name}.spec.ts`)

/** Builds; scripts/test.mjs runs it before the others. */
const ALONE = '**/demonstration.spec.ts'

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/browser-setup.ts',
  outputDir: 'test-results/e2e', // Playwright empties this folder, and the JSON reports lie beside it
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 4, // on two cores: what one waits for, another uses
  retries: 0,
  projects: [
    { name: 'alone', testMatch: ALONE },
    { name: 'longest', testMatch: LONGEST },
    { name: 'others', testIgnore: [ALONE, ...LONGEST] },
  ],
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: process.env.E2E_REPORT || 'test-results/e2e.json' }]],
  use: {
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    screenshot: 'only-on-failure',
  },
})
