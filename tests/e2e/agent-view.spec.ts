// What the agent sees, what is similar, and what it would recall after an edit: in a browser.
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { memoryId } from '@/lib/shared/memory'
import { complaintsOf, type Dashboard, enterAs, expectNoSidewaysScroll, startDashboard } from '../support/browser'
import { callAction } from '../support/http'
import { signInByHttp } from '../support/people'

let dashboard: Dashboard
let url: string

/** Closeness is sharing words, so each place can be told beforehand. Mika has nothing else. */
const MEMORIES: Record<string, object> = {
  tea: { text: 'green tea' },
  tea_pot: { text: 'green tea pot' },
  tea_house: { text: 'green tea house garden' },
  tea_shop: { text: 'green tea shop near the station' },
  tea_time: { text: 'tea with friends in the late afternoon' },
  tea_leaves: { text: 'some say tea leaves foretell what is going to happen' },
  choir: { text: 'sings in a choir' },
}

test.beforeAll(async () => {
  dashboard = await startDashboard()
  url = dashboard.server.url
  const cookie = await signInByHttp(url, 'mika@example.com')
  for (const [key, value] of Object.entries(MEMORIES)) {
    const answer = await callAction(url, 'saveNew', [{ key, json: JSON.stringify(value), operation: randomUUID() }], {
      cookie,
    })
    expect(answer.value, answer.body).toMatchObject({ ok: true })
  }
})
test.afterAll(() => dashboard?.stop())

test.describe('what the agent would recall', () => {
  test('a question is proposed, both sides are shown with the places, and nothing is saved', async ({ browser }) => {
    const page = await enterAs(browser, url, 'Mika Sand')
    const complaints = complaintsOf(page)
    await page.goto(`${url}/memories/${memoryId([], 'choir')}/edit`)
    await page.getByText('What the agent would recall').click()
    const question = page.getByRole('textbox', { name: 'If the agent asks' })
    await expect(question).toHaveValue('sings in a choir')
    await question.fill('green tea')
    const text = page.getByRole('textbox', { name: 'text', exact: true })
    await text.fill('green tea')
    await question.press('Enter')
    await expect(page.getByText('This memory: not among the first 5 (7th) now, 1st after this edit.')).toBeVisible()
    const side = (name: string) =>
      page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) })
    await expect(side('Now').getByRole('listitem')).toHaveCount(5)
    await expect(side('Now').getByText('this memory')).toHaveCount(0)
    await expect(side('After this edit').getByRole('listitem').first()).toContainText('this memory')
    await expect(side('After this edit').getByText('tea_time')).toHaveCount(0)

    await text.fill('rides a red bicycle')
    await expect(page.getByText('You have changed the text since; compare again.')).toBeVisible()
    await page.getByRole('button', { name: 'Compare' }).click()
    await expect(page.getByText('This memory: not among the first 5 (7th) now, not among')).toBeVisible()
    await page.setViewportSize({ width: 320, height: 700 })
    await expectNoSidewaysScroll(page)
    expect(complaints).toEqual([])

    await page.setViewportSize({ width: 1280, height: 900 })
    await page.getByRole('link', { name: 'Cancel' }).click()
    await expect(page.getByText('sings in a choir')).toBeVisible()
  })

  test('when the encoder does not answer, that is said, and what was typed stays', async ({ browser }) => {
    const page = await enterAs(browser, url, 'Mika Sand')
    await page.goto(`${url}/memories/${memoryId([], 'choir')}/edit`)
    const text = page.getByRole('textbox', { name: 'text', exact: true })
    await text.fill('green tea')
    await page.getByText('What the agent would recall').click()
    dashboard.endpoint.behave({ kind: 'refuse', status: 400 })
    try {
      await page.getByRole('button', { name: 'Compare' }).click()
      await expect(page.getByRole('main').getByRole('alert')).toContainText('Not compared.')
    } finally {
      dashboard.endpoint.behave(undefined)
    }
    await expect(text).toHaveValue('green tea')
    await page.getByRole('button', { name: 'Compare' }).click()
    await expect(page.getByText(/^This memory: 1st now/)).toBeVisible()
  })
})
