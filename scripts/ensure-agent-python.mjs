// Finds a Python with the agent's own store in it, or makes one in .data/agent-python; says why where neither is possible.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

const directory = '.data/agent-python'
const requirements = 'tests/interop/requirements.txt'

/** @returns {{ python: string } | { skipped: string }} */
export function ensureAgentPython() {
  const python = `${directory}/bin/python`
  const stamp = `${directory}/installed`
  const wanted = readFileSync(requirements, 'utf8')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { python }
  console.log('Installing the agent’s own Python store for the tests …')
  // an environment knows its own place, so it is made where it stays; the stamp says that it is whole
  rmSync(directory, { recursive: true, force: true })
  if (!makeEnvironment(directory))
    return { skipped: 'There is no Python 3.10 or newer that can make a virtual environment.' }
  const install = spawnSync(
    python,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  if (install.status !== 0) return { skipped: 'pip could not install tests/interop/requirements.txt.' }
  writeFileSync(`${stamp}.new`, wanted)
  renameSync(`${stamp}.new`, stamp)
  return { python }
}

function makeEnvironment(path) {
  const make = () =>
    spawnSync(
      'python3',
      [
        '-c',
        `import sys, venv; assert sys.version_info >= (3, 10); venv.create(${JSON.stringify(path)}, with_pip=True)`,
      ],
      {
        stdio: 'ignore',
      },
    ).status === 0
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
