// Reads docs/access.md: who may use which page, route and action. The build check and the tests take it from here.
import { readFileSync } from 'node:fs'

export const ACCESS = 'docs/access.md'

/** Who asks, in the order of the columns; `another`: a user who names what is somebody else's. */
export const ACTORS = ['nobody', 'user', 'another', 'auditor', 'admin', 'ended', 'shutOut']

/** What may stand in a cell; docs/access.md says what each means. */
const WORDS = ['yes', 'sign in', 'not there', 'no', 'on', '405', '–']

/**
 * @typedef {{ kind: 'page' | 'route' | 'action', entry: string, answers: Record<string, string> }} AccessRow
 *   entry: `/memories/[id]`, `GET /api/memories`, or `app/(user)/memories/actions.ts saveEdit`
 * @param {string} [text] the page; unset: the file
 * @returns {{ rows: AccessRow[], problems: string[] }}
 */
export function readAccess(text = readFileSync(ACCESS, 'utf8')) {
  const rows = []
  const problems = []
  const seen = new Set()
  for (const line of text.split('\n')) {
    const cells = line.split('|').slice(1, -1)
    const names = [...(cells[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name)
    if (cells.length !== ACTORS.length + 1 || names.length === 0) continue
    const answers = Object.fromEntries(ACTORS.map((actor, at) => [actor, (cells[at + 1] ?? '').trim()]))
    for (const word of Object.values(answers))
      if (!WORDS.includes(word)) problems.push(`${ACCESS} answers “${word}” in the row of ${names[0]}: no such word`)
    for (const row of entriesOf(names)) {
      if (seen.has(row.entry)) problems.push(`${ACCESS} has two rows for ${row.entry}`)
      seen.add(row.entry)
      rows.push({ ...row, answers })
    }
  }
  return { rows, problems }
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * The methods that a route handler exports.
 * @param {string} text of the file
 * @returns {{ methods: string[], problem: string | null }} problem: why they may not be all; it follows the name of the file
 */
export function exportedMethods(text) {
  const methods = []
  for (const [line, name] of text.matchAll(
    /^[ \t]*export\b(?:\s+(?:async\s+)?(?:function|const)\s+(\w+)|\s+(?:type|interface)\b)?.*/gm,
  )) {
    if (METHODS.includes(name)) methods.push(name)
    if (name === undefined && !/^\s*export\s+(?:type|interface)\b/.test(line))
      return {
        methods,
        problem: `exports what cannot be read here: declare each method where it is exported (${line.trim()})`,
      }
  }
  return { methods, problem: methods.length === 0 ? 'exports no method that can be read here' : null }
}

/** Pages and routes stand for themselves; actions follow the file that they are in. */
function entriesOf(names) {
  const file = /^app\/.*\.tsx?$/.test(names[0]) ? names[0] : null
  if (file !== null) return names.slice(1).map((name) => ({ kind: 'action', entry: `${file} ${name}` }))
  return names.map((entry) => ({ kind: entry.startsWith('/') ? 'page' : 'route', entry }))
}
