// The nightly outages: everything that the dashboard depends on fails, one thing at a time. One server and one file at a time.
import nightly from '../security/playwright.config'

export default {
  ...nightly,
  testDir: '.',
  outputDir: '../../test-results/outage',
  timeout: 300_000,
  reporter: [['list'], ['json', { outputFile: '../../test-results/outage.json' }]],
}
