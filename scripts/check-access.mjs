// After a build: whether each of its pages, routes and actions has its row in docs/access.md, and no row is of what is gone.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ACCESS, exportedMethods, readAccess } from './access-table.mjs'

/** What is wrong with the build, in words. */
const problems = []
const directory = process.env.NEXT_DIST_DIR ?? '.next'

/** Of the framework, and the same for everybody. */
const FRAMEWORK = new Set(['/_not-found', '/_global-error'])

/** @returns {string[]} entry points of the build, as the rows name them */
function builtEntries() {
  const paths = read('app-path-routes-manifest.json')
  const pages = Object.entries(paths).flatMap(([source, path]) =>
    source.endsWith('/page') && !FRAMEWORK.has(path) ? [path] : [],
  )
  const routes = Object.entries(paths).flatMap(([source, path]) =>
    source.endsWith('/route') ? methodsOf(source).map((method) => `${method} ${path}`) : [],
  )
  const actions = Object.values(read('server/server-reference-manifest.json').node)
  return [...pages, ...routes, ...actions.map(({ filename, exportedName }) => `${filename} ${exportedName}`)]
}

/** The methods that a route handler exports, each where it is declared; a file of the interface, such as its icon, is read. */
function methodsOf(source) {
  const file = ['ts', 'tsx', 'js', 'mjs'].map((ending) => join('app', `${source}.${ending}`)).find(existsSync)
  if (file === undefined) return ['GET']
  const { methods, problem } = exportedMethods(readFileSync(file, 'utf8'))
  if (problem !== null) problems.push(`${file} ${problem}`)
  return methods
}

function read(file) {
  return JSON.parse(readFileSync(join(directory, file), 'utf8'))
}

if (!existsSync(ACCESS)) {
  console.log(`There is no ${ACCESS} here (an image holds no documentation): who may use what was not compared.`)
} else {
  const { rows, problems: unread } = readAccess()
  problems.push(...unread)
  const [named, built] = [new Set(rows.map(({ entry }) => entry)), new Set(builtEntries())]
  for (const entry of built)
    if (!named.has(entry)) problems.push(`${ACCESS} has no row for ${entry}: say who may use it`)
  for (const entry of named)
    if (!built.has(entry)) problems.push(`${ACCESS} has a row for ${entry}, which there is not`)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
  else console.log(`Who may use what: all ${built.size} entry points of the build have their row in ${ACCESS}.`)
}
