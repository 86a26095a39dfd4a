// Finds a Chromium for the browser tests, and installs one where the machine has none.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** Chromium without a window system: the same pages for a good tenth less work. */
const SHELL = '/usr/bin/chromium-headless-shell'
const known = [SHELL, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** @returns {string | undefined} the browser's path: CHROMIUM_PATH, else a known place, else Playwright's own */
export function findBrowser() {
  return [process.env.CHROMIUM_PATH, ...known, chromium.executablePath()].find((path) => path && existsSync(path))
}

/** @returns {string} the browser's path, after an install if need be; throws a sentence that says what to do */
export function ensureBrowser() {
  const wanted = process.env.CHROMIUM_PATH
  if (wanted && !existsSync(wanted))
    console.log(`CHROMIUM_PATH is ${wanted}, but there is no such file: looking elsewhere.`)
  if (!wanted && !existsSync(SHELL)) installFromDebian('chromium-headless-shell', findBrowser() === undefined)
  const found = findBrowser() ?? installFromDebian('chromium', true) ?? installFromPlaywright()
  if (found) return found
  throw new Error('No Chromium was found and none could be installed. Install one and set CHROMIUM_PATH to its path.')
}

function installFromDebian(name, isNeeded) {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return undefined
  console.log(`Installing the package ${name} with apt-get …`)
  const install = ['install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', name]
  if (!run('apt-get', install) && isNeeded && run('apt-get', ['update', '-qq'])) run('apt-get', install)
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
