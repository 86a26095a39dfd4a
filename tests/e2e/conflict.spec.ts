// "Somebody else changed it while I was writing, and nothing of either of us was lost."
import { expect, type Page, test } from '@playwright/test'
import { type Dashboard, enterAs, startDashboard, writeMemory } from '../support/browser'

let dashboard: Dashboard
let url: string
let mine: Page
let theirs: Page

test.beforeAll(async ({ browser }) => {
  dashboard = await startDashboard()
  url = dashboard.server.url
  mine = await enterAs(browser, url, 'Mika Sand')
  theirs = await enterAs(browser, url, 'Mika Sand')
  for (const page of [mine, theirs]) page.on('dialog', (dialog) => dialog.accept())
})
test.afterAll(() => dashboard?.stop())

const alert = (page: Page) => page.getByRole('main').getByRole('alert')
const field = (page: Page, name = 'text') => page.getByRole('textbox', { name, exact: true })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const saved = (page: Page) => expect(page.getByText('Saved. Search renewed.')).toBeVisible()

test('T27: the second editor sees both texts and keeps what was typed', async () => {
  const id = await bothChange('both_seen', 'Drinks tea', 'Drinks tea at four', 'Drinks green tea')
  const notice = alert(mine).filter({ hasText: 'This memory changed while you were editing it.' })
  await expect(notice).toContainText('Nothing has been saved. Both of you changed text.')
  const [own, other] = [
    mine.getByRole('region', { name: 'Your words for text' }),
    mine.getByRole('region', { name: 'Saved in the meantime for text' }),
  ]
  await expect(own.getByRole('insertion')).toHaveText('green')
  await expect(other.getByRole('insertion')).toHaveText('at four')
  await expect(other).toContainText('By you, elsewhere')
  expect(await storedValue(id)).toEqual({ text: 'Drinks tea at four' })
})

test('"Save my words" keeps mine', async () => {
  const id = await bothChange('mine_kept', 'Drinks tea', 'Drinks tea at four', 'Drinks green tea')
  await press(mine, 'Save my words')
  await saved(mine)
  expect(await storedValue(id)).toEqual({ text: 'Drinks green tea' })
})

test('"Edit both together" puts both into the field, to be made one by hand', async () => {
  const id = await bothChange('made_one', 'Drinks tea', 'Drinks tea at four', 'Drinks green tea')
  await press(mine, 'Edit both together')
  await expect(field(mine)).toHaveValue('Drinks green tea\nDrinks tea at four')
  await field(mine).fill('Drinks green tea at four')
  await press(mine, 'Save')
  await saved(mine)
  expect(await storedValue(id)).toEqual({ text: 'Drinks green tea at four' })
})

test('"Keep theirs" leaves what was saved', async () => {
  const id = await bothChange('theirs_kept', 'Drinks tea', 'Drinks tea at four', 'Drinks green tea')
  await mine.getByRole('link', { name: 'Keep theirs' }).click()
  await expect(mine.getByRole('main')).toContainText('Drinks tea at four')
  expect(await storedValue(id)).toEqual({ text: 'Drinks tea at four' })
})

test('the same change made twice is no conflict', async () => {
  const id = await bothChange('agreed', 'Drinks tea', 'Drinks cocoa', 'Drinks cocoa')
  await expect(alert(mine)).toContainText('Both changes are the same, so nothing is left to save.')
  await expect(mine.getByRole('region', { name: /^Your words/ })).toHaveCount(0)
  await mine.getByRole('link', { name: 'Keep theirs' }).click()
  await expect(mine.getByRole('main')).toContainText('Drinks cocoa')
  expect(await storedValue(id)).toEqual({ text: 'Drinks cocoa' })
})

test('changes to different fields are brought together', async () => {
  const id = await written('two_fields', '{"drink": "tea", "cup": "blue", "spoons": 2}')
  await open(id)
  await field(theirs, 'drink').fill('cocoa')
  await press(theirs, 'Save')
  await saved(theirs)
  await field(mine, 'cup').fill('white')
  await press(mine, 'Save')
  await expect(alert(mine)).toContainText('The two changes do not touch each other: save to keep both.')
  await expect(field(mine, 'drink')).toHaveValue('cocoa')
  await expect(field(mine, 'cup')).toHaveValue('white')
  await press(mine, 'Save')
  await saved(mine)
  expect(await storedValue(id)).toEqual({ drink: 'cocoa', cup: 'white', spoons: 2 })
})

test('a third change in the meantime is met as well, and the words stay', async () => {
  const id = await bothChange('thrice', 'Drinks tea', 'Drinks tea at four', 'Drinks green tea')
  await theirs.goto(`${url}/memories/${id}/edit`)
  await field(theirs).fill('Drinks tea at five')
  await press(theirs, 'Save')
  await saved(theirs)
  await press(mine, 'Save my words')
  await expect(mine.getByRole('region', { name: 'Saved in the meantime for text' })).toContainText('five')
  await expect(mine.getByRole('region', { name: 'Your words for text' })).toContainText('green')
  await press(mine, 'Save my words')
  await saved(mine)
  expect(await storedValue(id)).toEqual({ text: 'Drinks green tea' })
})

test('edited as JSON, both texts stand below and mine can be saved', async () => {
  const id = await written('nested', '{"cups": ["blue", "white"], "more": {"drink": "tea"}}')
  await open(id)
  await field(theirs, 'Value as JSON').fill('{"cups": ["red"], "more": {"drink": "tea"}}')
  await press(theirs, 'Save')
  await saved(theirs)
  await field(mine, 'Value as JSON').fill('{"cups": ["green"], "more": {"drink": "tea"}}')
  await press(mine, 'Save')
  await expect(mine.getByRole('region', { name: 'Your words for cups' })).toContainText('green')
  await expect(mine.getByRole('region', { name: 'Saved in the meantime for cups' })).toContainText('red')
  await expect(field(mine, 'Value as JSON')).toHaveValue(/green/)
  await press(mine, 'Save my words')
  await saved(mine)
  expect(await storedValue(id)).toEqual({ cups: ['green'], more: { drink: 'tea' } })
})

test('a memory deleted meanwhile can be saved as a new one', async () => {
  const id = await written('deleted_meanwhile', '{"text": "Drinks tea"}')
  await open(id)
  await theirs.goto(`${url}/memories/${id}`)
  await press(theirs, 'Delete')
  await expect(theirs).toHaveURL(`${url}/memories`)
  await field(mine).fill('Drinks green tea')
  await press(mine, 'Save')
  await expect(alert(mine)).toContainText('This memory was deleted while you were editing it.')
  await expect(field(mine)).toHaveValue('Drinks green tea')
  expect(await storedValue(id)).toBeNull()
  await press(mine, 'Save as a new memory')
  await saved(mine)
  expect(await storedValue(id)).toEqual({ text: 'Drinks green tea' })
})

test('undo does not overwrite what was written anew since', async () => {
  const id = await written('written_anew', '{"text": "Drinks tea"}')
  await theirs.goto(`${url}/memories/${id}`)
  await press(theirs, 'Delete')
  await writeMemory(mine, url, 'written_anew', 'Drinks cocoa')
  await press(theirs, 'Undo: bring written_anew back')
  await expect(theirs.getByText('It was not brought back: written_anew has been written anew since.')).toBeVisible()
  expect(await storedValue(id)).toEqual({ text: 'Drinks cocoa' })
})

test('a memory that changed after it was opened is not deleted unseen', async () => {
  const id = await written('changed_since', '{"text": "Drinks tea"}')
  await theirs.goto(`${url}/memories/${id}`)
  await mine.goto(`${url}/memories/${id}/edit`)
  await field(mine).fill('Drinks cocoa')
  await press(mine, 'Save')
  await saved(mine)
  await press(theirs, 'Delete')
  await expect(alert(theirs)).toContainText('This memory changed after you opened it. It was not deleted')
  expect(await storedValue(id)).toEqual({ text: 'Drinks cocoa' })
})

/** Writes a memory as `theirs`; resolves to its id. */
async function written(key: string, json: string): Promise<string> {
  await theirs.goto(`${url}/memories/new`)
  await field(theirs, 'Key').fill(key)
  await press(theirs, 'JSON')
  await field(theirs, 'Value as JSON').fill(json)
  await press(theirs, 'Save')
  await saved(theirs)
  return new URL(theirs.url()).pathname.split('/').at(-1) ?? ''
}

/** Opens the form in both windows. */
async function open(id: string): Promise<void> {
  for (const page of [mine, theirs]) await page.goto(`${url}/memories/${id}/edit`)
}

/** Both change the same text; theirs is saved, then mine is sent. */
async function bothChange(key: string, before: string, other: string, own: string): Promise<string> {
  const id = await written(key, JSON.stringify({ text: before }))
  await open(id)
  await field(theirs).fill(other)
  await press(theirs, 'Save')
  await saved(theirs)
  await field(mine).fill(own)
  await press(mine, 'Save')
  await expect(alert(mine)).toBeVisible()
  return id
}

/** What the server holds now. */
async function storedValue(id: string): Promise<unknown> {
  const memory = (await (await theirs.request.get(`${url}/api/memories/${id}`)).json()) as { json: string } | null
  return memory === null ? null : JSON.parse(memory.json)
}
