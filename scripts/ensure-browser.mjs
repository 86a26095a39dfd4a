// Finds a Chromium for the browser tests, and installs one where the machine has none.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** @returns {string | undefined} the browser's path: CHROMIUM_PATH, else a known place, else Playwright's own */
export function findBrowser() {
  return [process.env.CHROMIUM_PATH, ...known, chromium.executablePath()].find((path) => path && existsSync(path))
}

/** @returns {string} the browser's path, after an install if need be; throws a sentence that says what to do */
export function ensureBrowser() {
  const wanted = process.env.CHROMIUM_PATH
  if (wanted && !existsSync(wanted))
    console.log(`CHROMIUM_PATH is ${wanted}, but there is no such file: looking elsewhere.`)
  const found = findBrowser() ?? installFromDebian() ?? installFromPlaywright()
  if (found) return found
  throw new Error('No Chromium was found and none could be installed. Install one and set CHROMIUM_PATH to its path.')
}

function installFromDebian() {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return undefined
  console.log('No Chromium here: installing the chromium package with apt-get …')
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium']
  if (!run('apt-get', install) && run('apt-get', ['update', '-qq'])) run('apt-get', install)
  return findBrowser()
}

function installFromPlaywright() {
  console.log('No Chromium here: asking Playwright to download one …')
  run('npx', ['playwright', 'install', 'chromium'])
  return findBrowser()
}

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0
}
