// Finds a Python environment of the tests in .data, or makes it; says why where that is not possible.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** Makes environments in a fraction of the time that venv and pip take. */
const UV = 'uv==0.13.9'
const UV_DIRECTORY = '.data/uv'

/**
 * @param {string} name folder in .data
 * @param {string} requirements path of a requirements file; another text in it makes the environment anew
 * @param {{ isComplete?: boolean }} options complete: it names every package there is to install
 * @returns {{ python: string } | { skipped: string }}
 */
export function ensurePython(name, requirements, { isComplete = false } = {}) {
  const directory = `.data/${name}`
  const python = `${directory}/bin/python`
  const stamp = `${directory}/installed`
  const wanted = readFileSync(requirements, 'utf8')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { python }
  console.log(`Installing ${requirements} for the tests …`)
  // an environment knows its own place, so it is made where it stays; the stamp says that it is whole
  rmSync(directory, { recursive: true, force: true })
  const what = ['-r', requirements, ...(isComplete ? ['--no-deps'] : [])]
  if (!makeWithUv(directory, what)) {
    if (!makeEnvironment(directory))
      return { skipped: 'There is no Python 3.10 or newer that can make a virtual environment.' }
    if (!pip(python, ...what)) return { skipped: `pip could not install ${requirements}.` }
  }
  writeFileSync(`${stamp}.new`, wanted)
  renameSync(`${stamp}.new`, stamp)
  return { python }
}

/** False where uv cannot be had, or cannot do it. */
function makeWithUv(directory, what) {
  const uv = `${UV_DIRECTORY}/bin/uv`
  if (!existsSync(uv) && !(makeEnvironment(UV_DIRECTORY) && pip(`${UV_DIRECTORY}/bin/python`, UV))) return false
  return (
    run(uv, ['venv', '--quiet', '--python', `${UV_DIRECTORY}/bin/python`, directory]) &&
    run(uv, ['pip', 'install', '--quiet', '--python', `${directory}/bin/python`, ...what])
  )
}

function pip(python, ...what) {
  return run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...what])
}

function run(command, args) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}

function makeEnvironment(path) {
  const checked = `import sys, venv; assert sys.version_info >= (3, 10); venv.create(${JSON.stringify(path)}, with_pip=True)`
  const make = () => spawnSync('python3', ['-c', checked], { stdio: 'ignore' }).status === 0
  if (make()) return true
  const isRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!isRoot) return false
  const apt = (...args) =>
    spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0
  if (
    !apt('install', '-y', '-qq', 'python3-venv') &&
    !(apt('update', '-qq') && apt('install', '-y', '-qq', 'python3-venv'))
  )
    return false
  rmSync(path, { recursive: true, force: true })
  return make()
}
