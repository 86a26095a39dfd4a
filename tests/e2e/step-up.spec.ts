// Before what cannot be taken back: a sign-in of the last five minutes where the provider tells, a typed word where it does not. With a real provider.
import { expect, type Page, test } from '@playwright/test'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { enterThroughProvider, type OpenIdProvider, startOpenIdProvider } from '../support/openid-provider'
import { freePort } from '../support/server'

const REASON = 'Takes over from me in December'

let site: GoldenSite
let provider: OpenIdProvider
let url: string

test.beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const people = {
    alice: { name: 'Alice A.', email: 'alice@example.com', email_verified: true },
    x: { name: 'X', email: 'x@corp.com', email_verified: true, groups: ['memory admins'] },
  }
  provider = await startOpenIdProvider(people, { dashboard: url })
  const started = await startGoldenSite({ ...provider.settings, MEMORY_ADMIN_GROUPS: 'memory admins' }, port)
  test.skip('skipped' in started, 'skipped' in started ? started.skipped : '')
  site = started as GoldenSite
})
test.afterAll(async () => {
  await site?.stop()
  await provider?.close()
})

/** Fills in the form that makes somebody an administrator. */
async function fillIn(page: Page, userId: string): Promise<void> {
  await page.goto(`${url}/admin/roles`)
  await page.getByRole('button', { name: 'Give a role' }).click()
  await page.getByRole('textbox', { name: 'Their id' }).fill(userId)
  await page.getByRole('radio', { name: /^Administrator/ }).check()
  await page.getByRole('textbox', { name: 'Why' }).fill(REASON)
}

/** On the provider's pages, as whoever `name` is; it asks for the name also of somebody whom it knows. */
async function signInAnew(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in again' }).click()
  await page.getByPlaceholder('Enter any login').fill(name)
  await page.getByPlaceholder('and password').fill('x')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  const onwards = page.getByRole('button', { name: 'Continue' })
  await expect(onwards.or(page.locator('main#main'))).toBeVisible()
  if (await onwards.isVisible()) await onwards.click()
}

const asked = async () => (await site.db.query('select scope from dashboard.approval order by asked_at')).rows.length
const letTimePass = () =>
  site.db.query(`update dashboard.session set auth_at = auth_at - interval '6 minutes' where auth_at is not null`)

test('a provider that tells no time: the word is asked for; one that tells: a sign-in, after which the form is as it was', async ({
  browser,
}) => {
  provider.tellsNoTime = true
  const first = await (await browser.newContext()).newPage()
  await enterThroughProvider(first, url, 'x')
  await first.waitForURL(/memories/)
  await fillIn(first, 'alice@example.com')
  const ask = first.getByRole('button', { name: 'Ask for it' })
  await expect(ask).toBeDisabled()
  await first.getByRole('textbox', { name: /^Type CONFIRM/ }).fill('CONFIRM')
  await ask.click()
  await expect(first.getByText(/^There is no other administrator who could confirm it/)).toBeVisible()
  expect(await asked()).toBe(1)

  provider.tellsNoTime = false
  const page = await (await browser.newContext()).newPage()
  await enterThroughProvider(page, url, 'x')
  await page.waitForURL(/memories/)
  await fillIn(page, 'bob')
  await expect(page.getByText('This needs a fresh sign-in.'), 'just signed in').toBeHidden()
  await letTimePass()
  await page.getByRole('button', { name: 'Ask for it' }).click()
  await expect(page.getByText(/^Nothing was changed|more than 5 minutes ago/).first()).toBeVisible()
  expect(await asked(), 'while it is not fresh').toBe(1)
  await signInAnew(page, 'x')
  await expect(page).toHaveURL(`${url}/admin/roles`)
  await expect(page.getByRole('textbox', { name: 'Their id' })).toHaveValue('bob')
  await expect(page.getByRole('textbox', { name: 'Why' })).toHaveValue(REASON)
  expect(await asked(), 'nothing is done by coming back').toBe(1)
  await page.getByRole('button', { name: 'Ask for it' }).click()
  await expect(page.getByText(/^There is no other administrator who could confirm it/)).toBeVisible()
  expect(await asked()).toBe(2)

  // a session without a time, now that it is known that this provider tells one, does not count as fresh
  await first.reload()
  await fillIn(first, 'bobby')
  await expect(first.getByText('This needs a fresh sign-in.')).toBeVisible()

  // somebody else comes back: nothing is done, and nothing of what was written is shown
  await signInAnew(first, 'alice')
  await first.waitForURL(/admin\/roles/)
  await expect(first.getByText('bobby')).toHaveCount(0)
  expect(await asked()).toBe(2)
})
