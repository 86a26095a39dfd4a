// Requests exactly as they are written here, byte for byte: no header is added, changed or refused as fetch and browsers do.
import { readFileSync } from 'node:fs'
import { type Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'

/** Where the build that is tested lies. */
export const DIST = process.env.NEXT_DIST_DIR ?? '.next'

export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  /** The lines of Set-Cookie. */
  cookies: string[]
  body: string
}

export type Ask = {
  method?: string
  /** A header whose value is undefined is not sent. `host` replaces the address's own. */
  headers?: Record<string, string | string[] | undefined>
  body?: string | Buffer
  /** Whose connections it goes by; otherwise it has one of its own. */
  agent?: Agent
}

/** Sends one request. `path` goes out as it is, unlike in fetch: `//` and `..` stay. */
export function ask(
  url: string,
  path: string,
  { method = 'GET', headers = {}, body, agent }: Ask = {},
): Promise<Answer> {
  const { hostname, port } = new URL(url)
  const sent = Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  return new Promise((done, failed) => {
    if (body !== undefined) sent['content-length'] = String(Buffer.byteLength(body)) // not sent by itself with DELETE
    // a redirect of Next's repeats an address twice, however long it is
    const options = { hostname, port, path, method, headers: sent, agent: agent ?? false, maxHeaderSize: 65_536 }
    const request = httpRequest(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', failed)
      response.once('end', () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          cookies: response.headers['set-cookie'] ?? [],
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    request.once('error', failed)
    request.end(body)
  })
}

/** What Chromium sends with a request of our own pages to our own server. */
export function ownPage(url: string, cookie?: string): Record<string, string | undefined> {
  return { cookie, origin: url, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }
}

/** The marks of a client navigation: the answer is React's wire format instead of HTML. */
export const RSC = { rsc: '1' }
export const PREFETCH = { rsc: '1', 'next-router-prefetch': '1' }

type Manifest = { node: Record<string, { exportedName: string; filename: string; workers: Record<string, unknown> }> }

export type ActionEntry = {
  id: string
  name: string
  file: string /** Paths of pages that can call it. */
  pages: string[]
}

/** The server actions of the build, from its manifest. */
export function builtActions(): ActionEntry[] {
  const { node } = JSON.parse(readFileSync(`${DIST}/server/server-reference-manifest.json`, 'utf8')) as Manifest
  return Object.entries(node).map(([id, { exportedName, filename, workers }]) => ({
    id,
    name: exportedName,
    file: filename,
    pages: Object.keys(workers).map((worker) => worker.replace(/^app|\/page$|\/\([a-z]+\)/g, '')),
  }))
}

/** The id of an action. */
export function actionId(name: string): string {
  const entry = builtActions().find((action) => action.name === name)
  if (entry === undefined) throw new Error(`the build has no action ${name}`)
  return entry.id
}

/** Where each action can be called. */
const PAGE: Record<string, string> = {
  saveNew: '/memories/new',
  saveEdit: '/memories/AGE/edit',
  recall: '/memories/AGE/edit',
  compareLines: '/memories/transfer',
  importLines: '/memories/transfer',
  takeBackImport: '/memories/transfer',
  keepOneOfPair: '/memories/duplicates',
  keepBothOfPair: '/memories/duplicates',
  mergeOfPair: '/memories/duplicates',
  askAboutPair: '/memories/duplicates',
  makeToken: '/privacy',
  revokeToken: '/privacy',
  endSessions: '/privacy/sessions',
  inspectId: '/admin/identities',
  bindNamespace: '/admin/identities',
  unbindNamespace: '/admin/identities',
  confirmRequest: '/admin/confirmations',
  denyRequest: '/admin/confirmations',
}

export type ActionAnswer = Answer & {
  /** What the function returned; undefined when it did not return. */
  value: unknown
}

/** Calls an action as a page of ours does; `ask` replaces single headers or the body. */
export async function callAction(
  url: string,
  name: string,
  args: unknown[],
  {
    cookie,
    headers = {},
    body,
    page,
    agent,
  }: { cookie?: string; page?: string } & Pick<Ask, 'headers' | 'body' | 'agent'> = {},
): Promise<ActionAnswer> {
  const answer = await ask(url, page ?? PAGE[name] ?? '/memories', {
    method: 'POST',
    headers: {
      ...ownPage(url, cookie),
      accept: 'text/x-component',
      'content-type': 'text/plain;charset=UTF-8',
      'next-action': actionId(name),
      ...headers,
    },
    body: body ?? JSON.stringify(args, (_, value) => (isReference(value) ? `$${value}` : value)),
    agent,
  })
  return { ...answer, value: returned(answer.body) }
}

/** Reads what an action returned out of React's wire format: `0:{"a":"$@1",…}`, then the row it refers to. */
function returned(body: string): unknown {
  const row = /^0:\{"a":"\$@([0-9a-f]+)"/m.exec(body)?.[1]
  if (row === undefined) return undefined
  const text = new RegExp(`(?:^|\\n)${row}:(["{[tfn0-9][^\\n]*)`).exec(body)?.[1]
  return text === undefined
    ? undefined
    : JSON.parse(text, (_, value) => (isReference(value) ? value.replace(/^\$\$/, '$') : value))
}

/** In React's wire format `$1` refers to something else; a text that begins so is sent with one more. */
const isReference = (value: unknown): value is string => typeof value === 'string' && value.startsWith('$')
