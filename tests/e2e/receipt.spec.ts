// "I was forgotten, and can prove it": from the wish to the file that somebody else checks, by keyboard, on paper, and for those who audit.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { readPublicKey } from '@/lib/audit/checkpoints'
import { INES_ID, TEMI_ID } from '@/lib/demo/people'
import { checkReceipt } from '@/lib/receipt/receipt'
import type { FrozenSelection } from '@/lib/shared/job'
import type { Memory } from '@/lib/shared/memory'
import { proveReceipt } from '../../scripts/receipt-report'
import { violationsOf } from '../support/axe'
import { complaintsOf, type Dashboard, enterAs, expectNoSidewaysScroll, startDashboard } from '../support/browser'
import { ask, callAction } from '../support/http'
import { signInByHttp } from '../support/people'

const CANARY = 'heron7lantern'

let dashboard: Dashboard
let url: string
let ines: Page
let reference: string

test.beforeAll(async ({ browser }) => {
  dashboard = await startDashboard({ MEMORY_ADMIN_EMAILS: TEMI_ID })
  url = dashboard.server.url
  ines = await enterAs(browser, url, 'Ines Halloran')
  const cookie = await signInByHttp(url, INES_ID)
  const call = async <T>(name: string, args: object, page?: string): Promise<T> => {
    const { value, body } = await callAction(url, name, [args], { cookie, page })
    if ((value as { ok?: boolean } | undefined)?.ok !== true) throw new Error(`${name}: ${body}`)
    return (value as { value: T }).value
  }
  const json = JSON.stringify({ text: `${CANARY} stands by the window` })
  const { id, version } = await call<Memory>('saveNew', { key: `${CANARY} key`, json, operation: randomUUID() })
  const { id: selection } = await call<FrozenSelection>('selectThese', { ids: [{ id, version }] })
  const wish = { operation: randomUUID(), scope: 'one', selection, count: 1, topic: null, stopRemembering: false }
  ;({ reference } = await call<{ reference: string }>('askToForget', { ...wish, word: 'FORGET' }, '/privacy'))
  await expect
    .poll(async () => (await ask(url, `/privacy/requests/${reference}/receipt`, { headers: { cookie } })).status, {
      timeout: 30_000,
    })
    .toBe(200)
})
test.afterAll(() => dashboard?.stop())

test('it can be read in both themes and widths, and breaks no rule of accessibility', async () => {
  const complaints = complaintsOf(ines)
  for (const path of [`/privacy/requests/${reference}/receipt`, '/receipt-keys'])
    for (const [theme, width] of [
      ['light', 1280],
      ['dark', 375],
    ] as const) {
      await ines.emulateMedia({ colorScheme: theme })
      await ines.setViewportSize({ width, height: 900 })
      await ines.goto(url + path)
      expect(await violationsOf(ines), `${path} ${theme} ${width}`).toEqual([])
      await expectNoSidewaysScroll(ines)
    }
  await ines.emulateMedia({ colorScheme: 'light' })
  await ines.setViewportSize({ width: 1280, height: 900 })
  await ines.goto(`${url}/privacy/requests/${reference}/receipt`)
  await expect(ines.getByRole('heading', { level: 1 })).toHaveText(
    '1 memory was forgotten, and nothing of it was found afterwards.',
  )
  await expect(ines.getByText('It holds: this page was compared with it just now.')).toBeVisible()
  await expect(ines.getByText('That entry holds the digest of this receipt.')).toBeVisible()
  expect(await ines.content()).not.toContain(CANARY)
  expect(complaints).toEqual([])
})

test('on paper it stands alone', async () => {
  await ines.goto(`${url}/privacy/requests/${reference}/receipt`)
  await ines.emulateMedia({ media: 'print' })
  await expect(ines.getByRole('article').getByText(`Receipt ${reference}`, { exact: true })).toBeVisible()
  for (const gone of [
    ines.getByRole('navigation', { name: 'Main' }),
    ines.getByRole('button', { name: 'Print' }),
    ines.getByRole('button', { name: 'Show the key' }),
  ])
    await expect(gone).toBeHidden()
  await ines.emulateMedia({ media: 'screen' })
})

test('the file is to the byte what was signed; the key that opens it is shown once, by the keyboard alone', async ({
  browser,
}) => {
  await ines.goto(`${url}/privacy/requests/${reference}/receipt`)
  const download = ines.waitForEvent('download')
  await ines.getByRole('link', { name: 'Download JSON' }).press('Enter')
  const saved = await download
  expect(saved.suggestedFilename()).toBe(`${reference}.json`)
  const file = readFileSync(await saved.path())
  // whoever checks it has no account here
  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(`${url}/receipt-keys`)
  await expect(stranger.getByRole('heading', { level: 1, name: 'Keys of receipts' })).toBeVisible()
  const keys = (await (await stranger.request.get(`${url}/api/receipt-keys`)).json()) as { keys: { public: string }[] }
  const known = keys.keys.map(({ public: key }) => readPublicKey(key)).filter((key) => key !== null)
  expect(known).toHaveLength(1)
  expect(checkReceipt(file, known).state).toBe('proven')
  expect(file.toString()).not.toMatch(new RegExp(`${CANARY}|${INES_ID}|ines`))

  await ines.getByRole('button', { name: 'Show the key' }).press('Enter')
  await expect(ines.getByRole('heading', { name: `The key of receipt ${reference}` })).toBeFocused()
  const opening = await ines.getByRole('region', { name: 'Key', exact: true }).innerText()
  const commands = await ines.getByRole('region', { name: 'Commands' }).innerText()
  const namespace = /--namespace '([^']+)'/.exec(commands)?.[1]
  const claims = { opening: opening.trim(), id: INES_ID, namespace, memories: [`${CANARY} key`] }
  const lines: string[] = []
  expect(
    proveReceipt(file, known, claims, (line) => lines.push(line)),
    lines.join('\n'),
  ).toBe(0)
  expect(proveReceipt(file, known, { ...claims, id: TEMI_ID }, () => {})).toBe(1)
  await ines.reload()
  await expect(ines.getByText('It was shown already, or its time is over.')).toBeVisible()
})

test('those who audit see the same, and that they looked is on record; everybody else sees what is nowhere', async ({
  browser,
}) => {
  const temi = await enterAs(browser, url, 'Temi Okonjo')
  await temi.goto(`${url}/admin/receipts/${reference}`)
  await expect(temi.getByText(`Receipt ${reference}`, { exact: true })).toBeVisible()
  expect(await violationsOf(temi)).toEqual([])
  expect(await temi.content()).not.toContain(CANARY)
  await temi.goto(`${url}/admin/audit`)
  await expect(temi.getByText('read a receipt about').first()).toBeVisible()
  for (const path of [`/privacy/requests/${reference}/receipt`, '/privacy/requests/F-0000-0000/receipt'])
    expect((await temi.goto(url + path))?.status()).toBe(404)
})
