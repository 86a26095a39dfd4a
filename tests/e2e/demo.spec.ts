// "My five thousand memories are still arriving, and I can already read the first ones."
import { expect, type Page, test } from '@playwright/test'
import { complaintsOf, type Dashboard, enterAs, startDashboard } from '../support/browser'
import { type RunningServer, startServer } from '../support/server'

let dashboard: Dashboard
let again: RunningServer | undefined
test.beforeAll(async () => {
  dashboard = await startDashboard({ DEMO_ARRIVALS: '5000' })
})
test.afterAll(async () => {
  await again?.stop()
  await dashboard?.stop()
})

const progress = (page: Page, of: string) =>
  page.getByText(new RegExp(`^[\\d,]+ of ${of} memories have arrived$`)).first()
const arrival = async (page: Page, url: string) => (await page.request.get(`${url}/api/arrival`)).json()
const total = async (page: Page, url: string) => (await (await page.request.get(`${url}/api/memories`)).json()).total

test('they arrive behind the first page, survive a kill, and end exactly; nobody else hears of it', async ({
  browser,
  page,
}) => {
  const { server, env } = dashboard
  await page.goto(`${server.url}/sign-in`)
  await expect(progress(page, '5,000')).toBeVisible()
  const marta = await enterAs(browser, server.url, 'Marta Quintero')
  const complaints = complaintsOf(marta)
  await expect(progress(marta, '5,000')).toBeVisible()
  await expect(marta.getByRole('article').first()).toBeVisible()
  const ines = await enterAs(browser, server.url, 'Ines Halloran')
  await expect(ines.getByText('memories have arrived')).toHaveCount(0)
  expect(await arrival(ines, server.url)).toBeNull()

  await expect.poll(async () => (await arrival(marta, server.url)).arrived).toBeGreaterThan(15)
  expect(complaints).toEqual([])
  const of = (await arrival(marta, server.url)).arrived + 96
  await server.kill()
  const env2 = { ...env, DEMO_ARRIVALS: String(of) }
  again = await startServer({ env: env2, dataDir: server.dataDir })
  const back = await enterAs(browser, again.url, 'Marta Quintero')
  expect(await total(back, again.url)).toBeGreaterThan(15)
  await expect(back.getByText(`All ${of} memories are here.`).first()).toBeVisible({ timeout: 30_000 })
  await expect(back.getByText(`${of} memories`, { exact: true })).toBeVisible()
  expect(await arrival(back, again.url)).toBeNull()
  await back.reload()
  await expect(back.getByText(`${of} memories`, { exact: true })).toBeVisible()
  await expect(back.getByText('memories are here')).toHaveCount(0)
  for (const one of [marta, ines, back]) await one.context().close()
})
