// "What I type is mine, whatever happens in another tab, and it is still there when I come back."
import { expect, type Page, test } from '@playwright/test'
import { type Dashboard, startDashboard, windowBeside, writeMemory } from '../support/browser'
import { signIn } from '../support/people'

let dashboard: Dashboard
let url: string
test.beforeAll(async () => {
  dashboard = await startDashboard()
  url = dashboard.server.url
})
test.afterAll(() => dashboard?.stop())

const textOf = (page: Page) => page.getByRole('textbox', { name: 'text', exact: true })
const reads = async (page: Page, path: string) => (await page.request.get(`${url}${path}`)).json()

test('a page whose person is no longer signed in neither writes to nor reads of the next one', async ({ page }) => {
  await signIn(page, url, 'Mika Sand')
  await writeMemory(page, url, 'mine', 'Mika drinks tea')
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await textOf(page).fill('Mika drinks coffee')

  const other = await windowBeside(page)
  await other.goto(`${url}/memories`)
  await other.getByRole('button', { name: 'Sign out' }).click()
  await other.waitForURL('**/sign-in')
  await signIn(other, url, 'Temi Okonjo')
  const before = await reads(other, '/api/memories')

  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'Somebody else has signed in since this page was opened.',
  )
  await expect(textOf(page)).toHaveValue('Mika drinks coffee')
  expect(await reads(other, '/api/memories')).toEqual(before)

  // the other way too: Mika's list must not fill with Temi's memories
  const list = await windowBeside(page)
  await list.goto(`${url}/memories`)
  await list.getByRole('button', { name: 'Sign out' }).click()
  await list.waitForURL('**/sign-in')
  await signIn(list, url, 'Mika Sand')
  await other.getByRole('searchbox').fill('tea')
  await expect(other.getByRole('alert').first()).toContainText(
    'Somebody else has signed in since this page was opened.',
  )
  await expect(other.getByText('Mika drinks')).toHaveCount(0)
})

test('what is typed and not saved is there again after following a link, until it is given up', async ({ page }) => {
  await signIn(page, url, 'Mika Sand')
  await writeMemory(page, url, 'draft', 'Likes rain')
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await textOf(page).fill('Likes rain and')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Memories' }).click()
  await page.waitForURL('**/memories')
  await page.goBack()
  await expect(textOf(page)).toHaveValue('Likes rain and')

  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByRole('main')).toContainText('Likes rain')
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await expect(textOf(page)).toHaveValue('Likes rain')

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Memories' }).click()
  await page.getByRole('link', { name: 'Add a memory' }).click()
  await page.getByRole('textbox', { name: 'Key' }).fill('half_written')
  await page.getByRole('link', { name: '‹ All memories' }).click()
  await page.getByRole('link', { name: 'Add a memory' }).click()
  await expect(page.getByRole('textbox', { name: 'Key' })).toHaveValue('half_written')
})
