// "Whatever broke, it said what happened, and my words were still there."
import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { INES_ID } from '@/lib/demo/people'
import type { FrozenSelection, Job } from '@/lib/shared/job'
import { memoryId } from '@/lib/shared/memory'
import {
  type Dashboard,
  enterAs,
  findField,
  rowOf,
  startDashboard,
  undoList,
  untilAlive,
  windowBeside,
} from '../support/browser'
import type { Fault } from '../support/embedding-endpoint'
import { callAction } from '../support/http'
import { signIn, signInByHttp } from '../support/people'

let dashboard: Dashboard
let url: string
let page: Page

test.beforeAll(async ({ browser }) => {
  dashboard = await startDashboard({ EMBEDDING_TIMEOUT_MS: '1500' })
  url = dashboard.server.url
  page = await enterAs(browser, url, 'Ines Halloran')
  page.on('dialog', (dialog) => dialog.accept())
})
test.afterAll(() => dashboard?.stop())
test.afterEach(() => dashboard.endpoint.behave(undefined))

const text = (of = page) => of.getByRole('textbox', { name: 'text', exact: true })
const json = () => page.getByRole('textbox', { name: 'Value as JSON' })
const save = (of = page) => of.getByRole('button', { name: 'Save', exact: true })
const saved = (of = page) => expect(of.getByText('Saved. Search renewed.')).toBeVisible()
const notSaved = (of = page) => of.getByRole('alert').filter({ hasText: 'Not saved.' })

const faults: [string, Fault][] = [
  ['refuses', { kind: 'refuse', status: 403 }],
  ['never answers', { kind: 'never' }],
  ['gives vectors of another length', { kind: 'wrong-dims', dims: 3 }],
  ['answers with something else', { kind: 'garbage' }],
]

for (const [does, fault] of faults)
  test(`T25: when the embedding endpoint ${does}, words are searched, and a save changes nothing until it heals`, async () => {
    dashboard.endpoint.behave(fault)
    await page.goto(`${url}/memories`)
    await untilAlive(page)
    await findField(page).fill('hazelnuts')
    await expect(page.getByRole('status').filter({ hasText: 'Search by meaning is not answering.' })).toBeVisible()
    await expect(rowOf(page, 'allergy_hazelnut').locator('mark')).toHaveText('Hazelnuts')
    await expect(page.getByText('of 300 memories holds a word of your question')).toBeVisible()

    const id = idOf('allergy_hazelnut')
    await page.goto(`${url}/memories/${id}/edit`)
    const before = await text().inputValue()
    await text().fill(`${before} Checked while it ${does}.`)
    await save().click()
    await expect(notSaved()).toContainText('The entry for search could not be made, so nothing was changed.')
    await expect(text()).toHaveValue(`${before} Checked while it ${does}.`)
    expect(await stored(id)).toEqual({ text: before })
    dashboard.endpoint.behave(undefined)
    await page.getByRole('button', { name: 'Save again' }).click()
    await saved()
    expect(await stored(id)).toEqual({ text: `${before} Checked while it ${does}.` })
  })

test('without an endpoint a question whose words stand nowhere says so', async () => {
  dashboard.endpoint.behave({ kind: 'hang-up' })
  await page.goto(`${url}/memories?q=motorbike`)
  await expect(page.getByRole('heading', { name: 'No memory matches “motorbike”' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await expect(rowOf(page, 'weekly_summary')).toBeVisible()
})

test('without an endpoint a new memory is not saved, stays in the form, and can be sent again', async () => {
  dashboard.endpoint.behave({ kind: 'refuse', status: 403 })
  await page.goto(`${url}/memories/new`)
  await page.getByRole('textbox', { name: 'Key' }).fill('sent_again')
  await text().fill('Likes patience')
  await save().click()
  await expect(notSaved()).toContainText('Your words are still in the form.')
  await expect(text()).toHaveValue('Likes patience')
  dashboard.endpoint.behave(undefined)
  await page.getByRole('button', { name: 'Save again' }).click()
  await saved()
})

test('without an endpoint a memory can still be deleted and brought back', async () => {
  dashboard.endpoint.behave({ kind: 'refuse', status: 403 })
  await page.goto(`${url}/memories`)
  await rowOf(page, 'winter_tyres').click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await undoList(page).getByRole('button', { name: 'Undo: bring winter_tyres back' }).click()
  await expect(rowOf(page, 'winter_tyres')).toBeVisible()
})

test('what cannot be stored is said while it is typed, with its line, and cannot be saved', async () => {
  await page.goto(`${url}/memories/${idOf('hotel_defaults')}/edit`)
  await page.getByRole('button', { name: 'JSON' }).click()
  const wrong: [string, RegExp][] = [
    ['{\n  "text": "a",\n}', /^Line 2: a comma stands before the closing brace\. Remove it to save\.$/],
    ['{"text": "a\\u0000b"}', /NUL character/],
    [`${'{"a":'.repeat(70)}1${'}'.repeat(70)}`, /nested 64 levels deep; this one goes deeper/],
    [`{"text": "${'x'.repeat(66_000)}"}`, /at most 64 kB/],
    ['["a list"]', /A memory is a JSON object/],
    ['', /./],
  ]
  for (const [typed, sentence] of wrong) {
    await json().fill(typed)
    await expect(json()).toHaveAccessibleDescription(sentence)
    await expect(json()).toHaveAttribute('aria-invalid', 'true')
    await expect(save()).toBeDisabled()
    await expect(json()).toHaveValue(typed)
  }
  await json().fill('{"text": "right again"}')
  await expect(save()).toBeEnabled()
})

test('letters in a number are said beside the field, and can be made a text', async () => {
  await page.goto(`${url}/memories/${idOf('running_shoes')}/edit`)
  const size = page.getByRole('textbox', { name: 'size' })
  await size.fill('forty-one')
  await expect(size).toHaveAccessibleDescription(/This was a number\./)
  await expect(save()).toBeDisabled()
  await page.getByRole('button', { name: 'Change to a text' }).click()
  await expect(save()).toBeEnabled()
  await expect(page.getByRole('textbox', { name: 'size' })).toHaveValue('forty-one')
})

test('a memory without a key is not sent', async () => {
  await page.goto(`${url}/memories/new`)
  await text().fill('No key')
  await save().click()
  await expect(page.getByRole('textbox', { name: 'Key' })).toHaveAccessibleDescription(/A memory needs a key/)
})

test('T55: a double click on Save or Delete acts once', async () => {
  await page.goto(`${url}/memories/new`)
  await page.getByRole('textbox', { name: 'Key' }).fill('pressed_twice')
  await text().fill('Presses twice')
  await save().dblclick()
  await saved()
  await page.getByRole('button', { name: 'Delete' }).dblclick()
  await expect(undoList(page).getByRole('button', { name: 'Undo: bring pressed_twice back' })).toHaveCount(1)
  await undoList(page).getByRole('button', { name: 'Undo: bring pressed_twice back' }).dblclick()
  await expect(undoList(page)).toContainText('Undone. pressed_twice is back')
})

test('signed out in another tab while writing: the words stay, and can be saved after signing in again', async () => {
  const id = idOf('dietary_rule')
  await page.goto(`${url}/memories/${id}/edit`)
  await text().fill('Does not eat meat; fish on any day is fine')
  const other = await windowBeside(page)
  await other.goto(`${url}/memories`)
  await other.getByRole('button', { name: 'Sign out' }).click()
  await expect(other).toHaveURL(/sign-in/)
  await save().click()
  await expect(notSaved()).toContainText('You have been signed out.')
  await expect(text()).toHaveValue('Does not eat meat; fish on any day is fine')
  const [signingIn] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Sign in again' }).click(),
  ])
  await signIn(signingIn, url, 'Ines Halloran')
  await save().click()
  await saved()
  expect(await stored(id)).toEqual({ text: 'Does not eat meat; fish on any day is fine' })
  await other.close()
  await signingIn.close()
})

test('however much of many is left undone, it does not cover the form', async () => {
  const cookie = await signInByHttp(url, INES_ID)
  const call = async <T>(name: string, args: object): Promise<T> => {
    const { value } = await callAction(url, name, [args], { cookie })
    expect(value).toMatchObject({ ok: true })
    return (value as { value: T }).value
  }
  const jobs = async () =>
    ((await (await page.request.get(`${url}/api/jobs`)).json()) as Job[]).map(({ state }) => state)
  dashboard.endpoint.behave({ kind: 'hang-up' })
  for (let at = 1; at <= 6; at++) {
    const key = `bare_${at}`
    const line = JSON.stringify({ key, value: { text: 'without an entry' }, index: false })
    await call('importLines', { items: [{ text: line, over: null, key: null, operation: randomUUID() }] })
    const { id: selection } = await call<FrozenSelection>('selectThese', { ids: [{ id: idOf(key) }] })
    await call('startMany', { operation: randomUUID(), kind: 'renew', selection, count: 1 })
    await expect.poll(jobs).toEqual(Array(at).fill('done')) // one at a time
  }
  await page.goto(`${url}/memories/${idOf('tea')}/edit`)
  await untilAlive(page)
  await expect(undoList(page).getByText('is not searchable yet')).toHaveCount(1)
  await text().fill('Strong black tea')
  await save().click({ trial: true }) // it can be reached
  await expect(undoList(page)).toContainText('5 more')
  await undoList(page).getByRole('button', { name: 'Show' }).last().click()
  await expect(undoList(page).getByText('is not searchable yet')).toHaveCount(6)
})

test('T14: when the dashboard itself is gone, nothing typed is lost and nothing is claimed', async () => {
  const list = await windowBeside(page)
  await list.goto(`${url}/memories?q=hazelnuts`)
  await list.getByRole('article').first().click()
  await expect(list.getByRole('button', { name: 'Delete' })).toBeEnabled()
  await page.goto(`${url}/memories/${idOf('tea')}/edit`)
  await text().fill('Tea, but later')
  await dashboard.server.kill()
  await save().click()
  const unknown = page.getByRole('alert').filter({ hasText: 'It is not known whether this was saved.' })
  await expect(unknown).toContainText('The dashboard did not answer.')
  await expect(text()).toHaveValue('Tea, but later')
  await list.getByRole('button', { name: 'Delete' }).click()
  await expect(list.getByText('The dashboard did not answer. Try again: sent twice, it is done once.')).toBeVisible()
  await findField(list).fill('something else')
  await expect(list.getByRole('alert').filter({ hasText: 'Your memories could not be loaded' })).toBeVisible()
  await expect(findField(list)).toHaveValue('something else')
})

/** The address of a memory that lies in the person's own namespace. */
const idOf = (key: string) => memoryId([], key)

/** What the server holds now. */
async function stored(id: string): Promise<unknown> {
  const memory = (await (await page.request.get(`${url}/api/memories/${id}`)).json()) as { json: string }
  return JSON.parse(memory.json)
}
