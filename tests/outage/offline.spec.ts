// The browser is offline for a while, or an answer is lost on its way: what was typed stays, and nothing is claimed that is not known.
import { expect, type Page, test } from '@playwright/test'
import { memoryId } from '@/lib/shared/memory'
import {
  type Dashboard,
  enterAs,
  findField,
  panelOf,
  rowOf,
  startDashboard,
  undoList,
  untilAlive,
  windowBeside,
  writeMemory,
} from '../support/browser'

let dashboard: Dashboard
let url: string
let page: Page

test.beforeAll(async ({ browser }) => {
  dashboard = await startDashboard()
  url = dashboard.server.url
  page = await enterAs(browser, url, 'Ines Halloran')
  page.on('dialog', (dialog) => dialog.accept())
})
test.afterAll(() => dashboard?.stop())
test.afterEach(async () => {
  await page.context().setOffline(false)
  await page.unrouteAll()
})

const idOf = (key: string) => memoryId([], key)
const text = () => page.getByRole('textbox', { name: 'text', exact: true })
const unknown = () => page.getByRole('alert').filter({ hasText: 'It is not known whether this was saved.' })
const saved = () => expect(page.getByText('Saved. Search renewed.')).toBeVisible()
const offline = (is: boolean) => page.context().setOffline(is)

/** As the server has it, whatever the window believes. */
const stored = async (key: string) => {
  const answer = await page.request.get(`${url}/api/memories/${idOf(key)}`)
  return ((await answer.json()) as { json: string } | null)?.json ?? null
}
const versions = async (key: string) =>
  ((await (await page.request.get(`${url}/api/memories/${idOf(key)}/history`)).json()) as { versions: unknown[] })
    .versions.length

/** The next change is carried out, and its answer is lost. */
async function loseNextAnswer(): Promise<void> {
  let isLost = false
  await page.route('**', async (route) => {
    if (isLost || route.request().method() !== 'POST') return route.continue()
    isLost = true
    await route.fetch()
    await route.abort('connectionreset')
  })
}

test('offline during an edit: the words stay, nothing is claimed, and it goes through afterwards', async () => {
  await writeMemory(page, url, 'offline_edit', 'before')
  await page.goto(`${url}/memories/${idOf('offline_edit')}/edit`)
  await untilAlive(page)
  await offline(true)
  await text().fill('typed offline')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(unknown()).toContainText('The dashboard did not answer.')
  await expect(text()).toHaveValue('typed offline')
  await text().fill('typed offline, and on')
  await offline(false)
  expect(await stored('offline_edit')).toBe('{"text": "before"}')
  await page.getByRole('button', { name: 'Save again' }).click()
  await saved()
  expect(await stored('offline_edit')).toBe('{"text": "typed offline, and on"}')
  expect(await versions('offline_edit')).toBe(1)
})

test('offline with a new memory: it is there once, when it is sent again', async () => {
  await page.goto(`${url}/memories/new`)
  await untilAlive(page)
  await page.getByRole('textbox', { name: 'Key' }).fill('offline_new')
  await text().fill('written on a train')
  await offline(true)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(unknown()).toBeVisible()
  await offline(false)
  expect(await stored('offline_new')).toBeNull()
  await page.getByRole('button', { name: 'Save again' }).click()
  await saved()
  expect(await stored('offline_new')).toBe('{"text": "written on a train"}')
})

test('offline in the list: a question is not answered with nothing', async () => {
  await page.goto(`${url}/memories`)
  await untilAlive(page)
  await offline(true)
  await findField(page).fill('hazelnuts')
  await expect(page.getByRole('alert').filter({ hasText: 'Your memories could not be loaded' })).toContainText('online')
  await expect(page.getByText(/No memory matches|Nothing is remembered/)).toHaveCount(0)
  await expect(findField(page)).toHaveValue('hazelnuts')
  await offline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(rowOf(page, 'allergy_hazelnut')).toBeVisible()
})

test('offline during a deletion and its undo: both are said not to be answered, and both can be sent again', async () => {
  await writeMemory(page, url, 'offline_delete', 'to be deleted')
  await page.goto(`${url}/memories`)
  await untilAlive(page)
  await rowOf(page, 'offline_delete').click()
  const remove = panelOf(page, 'offline_delete').getByRole('button', { name: 'Delete' })
  await expect(remove).toBeEnabled()
  await offline(true)
  await remove.click()
  await expect(page.getByText('The dashboard did not answer. Try again: sent twice, it is done once.')).toBeVisible()
  await expect(rowOf(page, 'offline_delete')).toBeVisible()
  await offline(false)
  expect(await stored('offline_delete')).not.toBeNull()
  await remove.click()
  const bringBack = undoList(page).getByRole('button', { name: 'Undo: bring offline_delete back' })
  await expect(bringBack).toBeVisible()
  expect(await stored('offline_delete')).toBeNull()
  await offline(true)
  await bringBack.click()
  await expect(undoList(page)).toContainText('The dashboard did not answer.')
  await offline(false)
  expect(await stored('offline_delete')).toBeNull()
  await bringBack.click()
  await expect(undoList(page)).toContainText('Undone. offline_delete is back')
  expect(await stored('offline_delete')).toBe('{"text": "to be deleted"}')
})

test('the answer to an edit is lost: nothing is claimed, and sent again it is one change', async () => {
  await writeMemory(page, url, 'lost_edit', 'before')
  await page.goto(`${url}/memories/${idOf('lost_edit')}/edit`)
  await untilAlive(page)
  await text().fill('after')
  await loseNextAnswer()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(unknown()).toBeVisible()
  await expect(page.getByText('Not saved.')).toHaveCount(0)
  await expect(text()).toHaveValue('after')
  expect(await stored('lost_edit')).toBe('{"text": "after"}')
  await page.getByRole('button', { name: 'Save again' }).click()
  await saved()
  expect(await stored('lost_edit')).toBe('{"text": "after"}')
  expect(await versions('lost_edit')).toBe(1)
})

test('the answer to a new memory is lost: sent again it is saved, and not said to be taken', async () => {
  await page.goto(`${url}/memories/new`)
  await untilAlive(page)
  await page.getByRole('textbox', { name: 'Key' }).fill('lost_new')
  await text().fill('once')
  await loseNextAnswer()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(unknown()).toBeVisible()
  await page.getByRole('button', { name: 'Save again' }).click()
  await saved()
  expect(await stored('lost_new')).toBe('{"text": "once"}')
})

test('the answer to a deletion is lost: sent again it is one deletion, which can be undone', async () => {
  await writeMemory(page, url, 'lost_delete', 'gone once')
  await page.goto(`${url}/memories`)
  await untilAlive(page)
  await rowOf(page, 'lost_delete').click()
  const remove = panelOf(page, 'lost_delete').getByRole('button', { name: 'Delete' })
  await expect(remove).toBeEnabled()
  await loseNextAnswer()
  await remove.click()
  await expect(page.getByText('The dashboard did not answer. Try again: sent twice, it is done once.')).toBeVisible()
  expect(await stored('lost_delete')).toBeNull()
  await remove.click()
  const bringBack = undoList(page).getByRole('button', { name: 'Undo: bring lost_delete back' })
  await expect(bringBack).toHaveCount(1)
  await page.unrouteAll()
  await loseNextAnswer()
  await bringBack.click()
  await expect(undoList(page)).toContainText('The dashboard did not answer.')
  await expect(rowOf(page, 'lost_delete')).toBeVisible() // the list is read anew, and tells what is true
  expect(await stored('lost_delete')).toBe('{"text": "gone once"}')
})

test('a window that was offline is not behind: what another has changed meanwhile is a conflict, and both texts are shown', async () => {
  await writeMemory(page, url, 'offline_conflict', 'before')
  await page.goto(`${url}/memories/${idOf('offline_conflict')}/edit`)
  await untilAlive(page)
  await offline(true)
  await text().fill('mine, typed offline')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(unknown()).toBeVisible()
  await offline(false)
  const other = await windowBeside(page)
  await other.goto(`${url}/memories/${idOf('offline_conflict')}/edit`)
  await other.getByRole('textbox', { name: 'text', exact: true }).fill('theirs, saved meanwhile')
  await other.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(other.getByText('Saved. Search renewed.')).toBeVisible()
  await other.close()
  await page.getByRole('button', { name: 'Save again' }).click()
  await expect(page.getByText('theirs, saved meanwhile').first()).toBeVisible()
  expect(await stored('offline_conflict')).toBe('{"text": "theirs, saved meanwhile"}')
})
