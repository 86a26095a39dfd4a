// S3: 480 ways to send an action that another site can make a browser send, or nearly; only our own page's changes a memory, looked up in the database.
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { Memory } from '@/lib/shared/memory'
import { type Dashboard, startDashboard } from '../support/browser'
import { ask, callAction } from '../support/http'
import { ADA, EMPTY_SITE, signInByHttp } from '../support/people'

let dashboard: Dashboard
let url: string
let cookie: string
test.beforeAll(async () => {
  dashboard = await startDashboard(EMPTY_SITE)
  url = dashboard.server.url
  cookie = await signInByHttp(url, ADA)
})
test.afterAll(() => dashboard?.stop())

const ORIGINS: [string, (url: string) => string | undefined][] = [
  ['our own', (url) => url],
  ['none', () => undefined],
  ['another site', () => 'https://evil.example'],
  ['null', () => 'null'],
  ['another port', (url) => url.replace(/\d+$/, (port) => String(Number(port) + 1))],
  ['https', (url) => url.replace('http:', 'https:')],
  ['a name below ours', (url) => url.replace('//', '//evil.')],
  ['upper case', (url) => url.toUpperCase()],
  ['a trailing dot', (url) => url.replace('127.0.0.1', '127.0.0.1.')],
  ['full-width digits', () => Buffer.from('http://１２７.0.0.1').toString('latin1')],
]
const SITES = [undefined, 'same-origin', 'same-site', 'cross-site']
const FORWARDED = [undefined, 'evil.example', '127.0.0.1, evil.example']
const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const BODIES: [string, (args: string) => string][] = [
  ['text/plain;charset=UTF-8', (args) => args],
  ['multipart/form-data; boundary=b', (args) => `${part('0', args)}--b--\r\n`],
  ['application/x-www-form-urlencoded', (args) => new URLSearchParams({ '0': args }).toString()],
  ['application/json', (args) => args],
]

const read = async (id: string) =>
  JSON.parse((await ask(url, `/api/memories/${id}`, { headers: { cookie } })).body) as Memory

test('S3: of 480 cells those of our own page alone change a memory', async () => {
  const made = await callAction(url, 'saveNew', [{ key: 'cells', json: '{}', operation: randomUUID() }], { cookie })
  let memory = (made.value as { value: Memory }).value
  const wrong: string[] = []
  let cells = 0
  let changed = 0
  for (const [name, origin] of ORIGINS)
    for (const [type, body] of BODIES)
      for (const forwarded of FORWARDED)
        for (const site of SITES) {
          const cell = `${++cells}: Origin ${name}, ${type}, X-Forwarded-Host ${forwarded}, Sec-Fetch-Site ${site}`
          const { id, version } = memory
          const args = JSON.stringify([{ id, version, json: `{"cell": ${cells}}`, operation: randomUUID() }])
          await callAction(url, 'saveEdit', [], {
            cookie,
            headers: {
              ...{ 'content-type': type, origin: origin(url), 'sec-fetch-site': site },
              'x-forwarded-host': forwarded,
            },
            body: Buffer.from(body(args)),
          })
          const now = await read(id)
          const isOurs = name === 'our own' && (site === undefined || site === 'same-origin')
          const isChanged = now.version !== version
          if (isChanged && !isOurs) wrong.push(`${cell}: let in`)
          // the way our own pages send it
          if (!isChanged && isOurs && type.startsWith('text/plain')) wrong.push(`${cell}: kept out`)
          if (isChanged) changed++
          memory = now
        }
  expect(wrong).toEqual([])
  expect(cells).toBe(480)
  expect(changed).toBeGreaterThanOrEqual(FORWARDED.length * 2)
})
