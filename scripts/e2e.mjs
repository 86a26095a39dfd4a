// Runs the browser tests: a browser, a production build, then Playwright with the arguments given here.
import { spawn } from 'node:child_process'
import { buildIfStale } from './build-if-stale.mjs'
import { ensureBrowser } from './ensure-browser.mjs'

const browser = ensureBrowser()
console.log(`Browser: ${browser}`)
if (!(await buildIfStale())) process.exit(1)

const child = spawn(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM_PATH: browser, NEXT_TELEMETRY_DISABLED: '1' },
})
process.on('SIGTERM', () => child.kill('SIGTERM'))
process.on('SIGINT', () => {}) // Ctrl-C reaches Playwright too: wait until it has cleaned up
child.once('close', (code) => process.exit(code ?? 1))
