// "I see in one look which people the agents remember things about, and where something needs a look." As an auditor: counts, and never a word.
import { type Browser, expect, type Page, test } from '@playwright/test'
import { TEMI_ID } from '@/lib/demo/people'
import { sanitizeUserId } from '@/lib/langgraph/namespace'
import { personRef } from '@/lib/shared/person-ref'
import { violationsOf } from '../support/axe'
import { complaintsOf, type Dashboard, enterAs, expectNoSidewaysScroll, startDashboard } from '../support/browser'
import { ask, RSC } from '../support/http'
import { signInByHttp } from '../support/people'

let dashboard: Dashboard
let url: string

test.beforeAll(async () => {
  dashboard = await startDashboard()
  url = dashboard.server.url
})
test.afterAll(() => dashboard?.stop())

const TEMI = `/admin/people/${personRef(sanitizeUserId(TEMI_ID, 'at'))}`
const PARTS = ['months', 'agents', 'health', 'looks']
const PATHS = ['/admin', '/admin/people', ...PARTS.map((part) => `${TEMI}?part=${part}`)]

test('from a name to a person, to a month, to the audit', async ({ browser }) => {
  await signInByHttp(url, TEMI_ID) // who has never signed in is known by the id alone
  const page = await enterAs(browser, url, 'P. Osei')
  const complaints = complaintsOf(page)
  await page.goto(`${url}/admin`)
  await expect(page.getByText(/Agents remember [\d,]+ memories about \d people/)).toBeVisible()
  const entered = page.getByRole('row', { name: /^Signed in or out/ }).getByRole('link')
  const times = await entered.textContent()
  await entered.click()
  await expect(page.getByText(new RegExp(`^${times} of \\d+ entries`))).toBeVisible()
  await page.goBack()
  await page.getByRole('link', { name: 'People', exact: true }).first().click()
  await expect(page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Name or id' }).fill('okonjo')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText(/^1–1 of 1 person, \d+ memories$/)
  await page.getByRole('link', { name: 'Temi Okonjo' }).click()
  await expect(page.getByRole('heading', { name: 'Temi Okonjo', level: 1 })).toBeVisible()
  const months = page.getByRole('list', { name: 'Memories by month of first writing' }).getByRole('link')
  const [, month, count] = /^(.+): (\d+)$/.exec((await months.last().textContent()) ?? '') ?? []
  await months.last().click()
  await expect(page).toHaveURL(/#m-\d{4}-\d\d$/)
  await expect(page.getByRole('row', { name: new RegExp(`^${month} ${count} `) })).toBeVisible()
  await page.getByRole('link', { name: 'Who looked' }).click()
  await expect(page.getByRole('row', { name: /^P\. Osei/ }).first()).toBeVisible()
  await page.getByRole('link', { name: 'Audit', exact: true }).last().click()
  await expect(page).toHaveURL(/\/admin\/audit\?about=[\w-]{43}$/)
  expect(complaints).toEqual([])
  await page.context().close()
})

test('a chosen warning is in the address, and is taken away again', async ({ browser }) => {
  const page = await enterAs(browser, url, 'P. Osei')
  await page.goto(`${url}/admin/people?sort=id`)
  await page.getByRole('button', { name: /^Warnings, \d+$/ }).click()
  await page.getByRole('menuitemradio', { name: /^Shared name/ }).click()
  await expect(page).toHaveURL(/warning=several/)
  await page.getByRole('button', { name: 'Remove the filter Shared name' }).click()
  await expect(page).toHaveURL(/\/admin\/people\?sort=id$/)
  await page.context().close()
})

test('nothing that an auditor is sent holds a key or a text; others get what is not there', async () => {
  const cookie = await signInByHttp(url, 'osei@example.com')
  const hers = await signInByHttp(url, TEMI_ID)
  const { body: list } = await ask(url, '/api/memories', { headers: { cookie: hers } })
  const memories = (JSON.parse(list) as { memories: { key: string; json: string }[] }).memories
  const words = memories.flatMap(({ key, json }) => [key, ...(json.match(/[^"{}:]{12,}/g) ?? [])])
  expect(words.length).toBeGreaterThan(20)
  const none = await ask(url, '/admin/nothing', { headers: { cookie: hers } })
  for (const path of PATHS) {
    for (const headers of [{}, RSC]) {
      const { status, body } = await get(path, { cookie, ...headers })
      expect([path, status]).toEqual([path, 200])
      expect(words.filter((word) => body.includes(word))).toEqual([])
      // in parts, what is not there is said in the answer itself
      const refused = await get(path, { cookie: hers, ...headers })
      expect([path, /Needs a look|Out of date in search|-at-example-com/.test(refused.body)]).toEqual([path, false])
    }
    expect([path, (await get(path, { cookie: hers })).status]).toEqual([path, none.status])
  }
})

/** The address that the browser asks for the same page in parts carries a mark of what it knows already. */
async function get(path: string, headers: Record<string, string>) {
  const answer = await ask(url, path, { headers })
  const to = answer.headers.location ?? ''
  return answer.status === 307 && to.includes('_rsc') ? ask(url, to, { headers }) : answer
}

const WAYS = [
  ['light', 1280],
  ['dark', 375],
] as const

test('every page can be used with eyes closed, in the dark and on a phone', async ({ browser }) => {
  for (const [scheme, width] of WAYS) {
    const page = await opened(browser, scheme, width)
    for (const path of PATHS) {
      await page.goto(url + path)
      // on a phone the bars are narrow, and the table below leads to the same: what WCAG 2.5.8 calls equivalent
      expect(await violationsOf(page, { except: ['target-size'] }), `${path} ${scheme} ${width}`).toEqual([])
      await expectNoSidewaysScroll(page)
    }
    await page.context().close()
  }
})

async function opened(browser: Browser, colorScheme: 'light' | 'dark', width: number): Promise<Page> {
  const page = await enterAs(browser, url, 'P. Osei')
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize({ width, height: 800 })
  return page
}
