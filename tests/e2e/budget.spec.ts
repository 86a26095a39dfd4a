// What a page makes a browser load before it can be used.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, type Page, test } from '@playwright/test'
import { type Dashboard, enterAs, startDashboard, writeMemory } from '../support/browser'

/** Compressed JavaScript of a first load, in bytes (issue 3). */
const LIMIT = 170_000

let dashboard: Dashboard
let page: Page

test.beforeAll(async ({ browser }) => {
  dashboard = await startDashboard({ MEMORY_ADMIN_EMAILS: 'mika@example.com' })
  page = await enterAs(browser, dashboard.server.url, 'Mika Sand')
  await writeMemory(page, dashboard.server.url, 'tea_time', 'Drinks tea at four')
})
test.afterAll(() => dashboard?.stop())

test('the first load of every page is at most 170 kB of compressed JavaScript', async () => {
  const id = new URL(page.url()).pathname.split('/').at(-1)
  const paths = [
    '/memories',
    '/memories?q=tea',
    `/memories?open=${id}`,
    '/memories/map',
    '/memories/map?as=table',
    '/memories/new',
    '/memories/transfer',
    '/memories/duplicates',
    '/privacy',
    `/memories/${id}`,
    `/memories/${id}/edit`,
    `/memories/${id}/history`,
    '/admin/health',
    '/sign-in?again=1',
  ]
  const sizes: Record<string, number> = {}
  for (const path of paths) {
    const html = await (await page.request.get(`${dashboard.server.url}${path}`)).text()
    sizes[path] = scriptsOf(html).reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
    expect(sizes[path], path).toBeGreaterThan(50_000) // the scripts were found
  }
  console.log(
    Object.entries(sizes)
      .map(([path, size]) => `${(size / 1_000).toFixed(1)} kB ${path}`)
      .join('\n'),
  )
  for (const [path, size] of Object.entries(sizes)) expect(size, path).toBeLessThanOrEqual(LIMIT)
})

/** The scripts that a document names; those for browsers without modules are never loaded. */
function scriptsOf(html: string): string[] {
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/nomodule/i.test(tag))
  const names = tags.flatMap((tag) =>
    [...tag.matchAll(/(?:src|href)="\/_next\/(static\/[^"?]+\.js)/g)].map(([, name]) => name),
  )
  return [...new Set(names)].map((name) => `.next/${name}`)
}
