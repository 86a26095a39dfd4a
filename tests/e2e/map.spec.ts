// "I see at a glance what I am remembered for, and take hold of a whole corner of it."
import { expect, type Page, test } from '@playwright/test'
import type { Memory } from '@/lib/shared/memory'
import { type MapPoints, type PackedMap, unpackPoints } from '@/lib/shared/memory-map'
import { spotOf, wholeLook } from '../../app/(user)/memories/map/plane'
import { violationsOf } from '../support/axe'
import {
  complaintsOf,
  type Dashboard,
  enterAs,
  expectNoSidewaysScroll,
  panelOf,
  startDashboard,
  undoList,
  untilAlive,
  writeMemory,
} from '../support/browser'
import { ask } from '../support/http'

let dashboard: Dashboard
let url: string
let page: Page
let complaints: string[]

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000)
  dashboard = await startDashboard()
  url = dashboard.server.url
  page = await enterAs(browser, url, 'Ines Halloran')
  complaints = complaintsOf(page)
})
test.afterAll(() => dashboard?.stop())
test.afterEach(() => {
  expect(complaints).toEqual([])
})

const plane = (on = page) => on.getByRole('application', { name: 'Map of your memories' })
const selected = (on = page) => on.getByRole('status').filter({ hasText: /selected/ })
const group = (on = page, nth = 0) => on.getByRole('region', { name: 'Groups' }).getByRole('button').nth(nth)
const row = (nth: number, on = page) =>
  on
    .getByRole('rowgroup')
    .nth(nth + 1)
    .getByRole('row')
    .first()
const cookieOf = async (on: Page) =>
  (await on.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')

/** Opens the map (or its table) and waits until it listens. */
async function openMap(search = '', on = page): Promise<void> {
  await on.goto(`${url}/memories/map${search}`)
  await untilAlive(on)
  await expect(on.getByRole('status').filter({ hasText: /memor.* in \d+ group/ })).toBeVisible()
}

const readMap = async (on = page) => (await (await on.request.get(`${url}/api/memories/map`)).json()) as PackedMap

/** The map that is shown, and where each of its points stands in the window. */
async function points(on = page) {
  const map = await readMap(on)
  const unpacked = unpackPoints(map.points)
  const box = (await plane(on).boundingBox()) ?? { x: 0, y: 0, width: 1, height: 1 }
  const look = wholeLook(unpacked, box)
  return {
    map,
    points: unpacked,
    at: (point: number) => {
      const { x, y } = spotOf(unpacked, point, look)
      return { x: box.x + x, y: box.y + y }
    },
  }
}

/** A point with no other close by, so that a click cannot mean another. */
function lonely({ points: { count, x, y } }: { points: MapPoints }): number {
  const away = (point: number) => {
    let least = Number.POSITIVE_INFINITY
    for (let other = 0; other < count; other++)
      if (other !== point)
        least = Math.min(least, Math.hypot((x[other] ?? 0) - (x[point] ?? 0), (y[other] ?? 0) - (y[point] ?? 0)))
    return least
  }
  return [...Array(count).keys()].sort((a, b) => away(b) - away(a))[3] ?? 0
}

async function drag(from: { x: number; y: number }, to: { x: number; y: number }, keys: string[] = []): Promise<void> {
  for (const key of keys) await page.keyboard.down(key)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
  for (const key of keys) await page.keyboard.up(key)
}

test('T39: the list leads to the map of the same memories, and the map back; back and reload keep the view', async () => {
  await page.goto(`${url}/memories?starts=trip_`)
  await page.getByRole('main').getByRole('link', { name: 'Map', exact: true }).click()
  await expect(page).toHaveURL(/\/memories\/map\?starts=trip_$/)
  await expect(page).toHaveTitle(/^Map/)
  await expect(page.getByRole('status').filter({ hasText: /the filter lets \d+ of \d+ through/ })).toBeVisible()
  await group().click()
  await expect(page).toHaveURL(/group=0/)
  await page.getByRole('link', { name: 'Table', exact: true }).click()
  await expect(page.getByRole('table')).toBeVisible()
  await page.reload()
  await expect(row(0).getByRole('button')).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByRole('link', { name: /^Open|trip_/ }).first()).toBeVisible()
  await page.goBack()
  await expect(plane()).toBeVisible()
  await page.getByRole('link', { name: 'All memories' }).click()
  await expect(page).toHaveURL(/\/memories\?starts=trip_$/)
})

test('T59: one canvas and no element for a point, and the page answers while the map is still being drawn', async () => {
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  await page.route('**/api/memories/map', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${url}/memories/map`)
  await untilAlive(page)
  await expect(page.getByText('Drawing the map…')).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  release()
  await expect(plane()).toBeVisible()
  await page.unrouteAll()
  const { map, points: drawn } = await points()
  expect(drawn.count).toBeGreaterThan(250)
  expect(map.groups.length).toBeGreaterThan(3)
  await expect(page.locator('main canvas')).toHaveCount(1)
  expect(await page.evaluate(() => document.querySelectorAll('main *').length)).toBeLessThan(150)
})

test('what is pointed at says its words, and a click opens it beside the map', async () => {
  await openMap()
  const drawn = await points()
  const point = lonely(drawn)
  const [memory] = (await (
    await page.request.get(`${url}/api/memories/map/rows?print=${drawn.map.print}&at=${point}`)
  ).json()) as Memory[]
  const spot = drawn.at(point)
  await page.mouse.move(spot.x, spot.y)
  await expect(page.locator('.tip')).toContainText(memory?.key ?? '?')
  await page.mouse.move(spot.x, spot.y - 200)
  await page.mouse.click(spot.x, spot.y)
  await expect(panelOf(page, memory?.key ?? '?')).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`open=${memory?.id}`))
  await expect(plane()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panelOf(page, memory?.key ?? '?')).toHaveCount(0)
})

test('T48: a rectangle selects what is in it; another adds, one with Alt takes away; the table shows the same ticked', async () => {
  await openMap()
  const { map, points: drawn, at } = await points()
  const box = (await plane().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const middle = box.x + box.width / 2
  const inLeft = [...Array(drawn.count).keys()].filter((point) => at(point).x < middle).length
  await drag({ x: box.x + 3, y: box.y + 3 }, { x: middle, y: box.y + box.height - 3 })
  await expect(selected()).toContainText(`${inLeft} selected`)
  await drag({ x: box.x + box.width - 3, y: box.y + 3 }, { x: middle - 1, y: box.y + box.height - 3 })
  await expect(selected()).toContainText(`${drawn.count} selected`)
  await drag({ x: box.x + 3, y: box.y + 3 }, { x: middle, y: box.y + box.height - 3 }, ['Alt'])
  await expect(selected()).toContainText(`${drawn.count - inLeft} selected`)

  await page.getByRole('link', { name: 'Table', exact: true }).click()
  await expect(selected()).toContainText(`${drawn.count - inLeft} selected`)
  const whole = map.groups.findIndex(({ size }, index) => {
    const its = [...Array(drawn.count).keys()].filter((point) => drawn.group[point] === index)
    return its.length === size && its.every((point) => at(point).x > middle)
  })
  if (whole !== -1) await expect(row(whole).getByRole('checkbox')).toBeChecked()
  await row(0).getByRole('checkbox').check()
  await row(0).getByRole('checkbox').uncheck()
  const left = [...Array(drawn.count).keys()].filter((point) => drawn.group[point] !== 0 && at(point).x > middle).length
  await expect(selected()).toContainText(`${left} selected`)
  await page.getByRole('link', { name: 'Map', exact: true }).click()
  await expect(selected()).toContainText(`${left} selected`)
})

test('a group that is picked out is said so, can be selected whole, and let go again', async () => {
  await openMap()
  await group().click()
  await expect(group()).toHaveAttribute('aria-pressed', 'true')
  const { map } = await points()
  await page.getByRole('button', { name: /^Select all \d+ of “/ }).click()
  await expect(selected()).toContainText(`${map.groups[0]?.size} selected`)
  await group().click()
  await expect(group()).toHaveAttribute('aria-pressed', 'false')
})

test('T70: everything by keyboard: reading, opening, selecting one and a rectangle, coming closer', async () => {
  await openMap()
  await plane().focus()
  const said = page.getByRole('main').getByRole('status').nth(1)
  for (let step = 0; step < 12 && (await said.textContent()) === ''; step++) {
    await page.keyboard.press(step % 2 === 0 ? 'ArrowLeft' : 'ArrowUp')
    await page.waitForTimeout(250)
  }
  await expect(said).not.toBeEmpty()
  const key = ((await said.textContent()) ?? '').split(', ').at(-1) ?? ''
  await page.keyboard.press('Space')
  await expect(selected()).toContainText('1 selected')
  await page.keyboard.press('Enter')
  await expect(panelOf(page, key)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panelOf(page, key)).toHaveCount(0)
  await expect(plane()).toBeFocused()
  for (let step = 0; step < 8; step++) await page.keyboard.press('Shift+ArrowRight')
  for (let step = 0; step < 8; step++) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Enter')
  await expect(selected()).not.toContainText(/^1 selected/)
  const whole = page.getByRole('button', { name: 'Whole map' })
  await expect(whole).toBeDisabled()
  await page.keyboard.press('+')
  await expect(whole).toBeEnabled()
  await page.keyboard.press('0')
  await expect(whole).toBeDisabled()
})

test('the table is the same: sorted by its headers, spread out in pages, opened from, everything with a tick', async () => {
  await openMap('?as=table')
  const map = await readMap()
  await expect(page.getByRole('columnheader', { name: /Memories/ })).toHaveAttribute('aria-sort', 'descending')
  const sizes = async () =>
    (await page.getByRole('rowgroup').locator('tr:first-child > td:nth-of-type(2)').allTextContents()).map(Number)
  expect((await sizes()).slice(0, map.groups.length)).toEqual(map.groups.map(({ size }) => size))
  await page
    .getByRole('table')
    .getByRole('link', { name: /^Memories/ })
    .click()
  await expect(page).toHaveURL(/order=smallest/)
  expect((await sizes()).slice(0, map.groups.length)).toEqual(map.groups.map(({ size }) => size).reverse())
  await page.getByRole('link', { name: /^Group/ }).click()
  await expect(page.getByRole('columnheader', { name: /^Group/ })).toHaveAttribute('aria-sort', 'ascending')
  await page.goto(`${url}/memories/map?as=table`)
  await untilAlive(page)
  await row(0).getByRole('button').press('Enter')
  const members = page.getByRole('list', { name: /^Memories of / })
  await expect(members.getByRole('listitem')).toHaveCount(20)
  const first = await members.getByRole('link').first().textContent()
  await page.getByRole('button', { name: 'Older' }).click()
  await expect(members.getByRole('link').first()).not.toHaveText(first ?? '')
  await expect(page.getByText(`21–`)).toBeVisible()
  await members.getByRole('checkbox').nth(1).check()
  await expect(selected()).toContainText('1 selected')
  await expect(row(0).getByRole('checkbox')).toBeChecked({ indeterminate: true })
  const key = (await members.getByRole('link').nth(1).textContent()) ?? ''
  await members.getByRole('link').nth(1).click()
  await expect(panelOf(page, key)).toBeVisible()
})

test('T11, T16, T47: what is deleted leaves the map at once and comes back with undo', async () => {
  await openMap('?as=table&group=0')
  const before = await readMap()
  const members = page.getByRole('list', { name: /^Memories of / })
  const key = (await members.getByRole('link').first().textContent()) ?? ''
  await members.getByRole('link').first().click()
  await panelOf(page, key).getByRole('button', { name: 'Delete' }).click()
  await expect(undoList(page)).toContainText(`Removed ${key}`)
  const count = page.getByRole('status').filter({ hasText: / in \d+ group/ })
  await expect(count).toContainText(`${before.matching - 1} memories`)
  const after = await readMap()
  expect(after.print).not.toBe(before.print)
  const ids = await page.request.get(`${url}/api/memories/map/ids?print=${after.print}`)
  expect(((await ids.json()) as string[]).map((id) => Buffer.from(id, 'base64url').toString())).not.toContain(
    `\u0000${key}`,
  )
  await page.reload()
  await expect(count).toContainText(`${before.matching - 1} memories`)
  await undoList(page).getByRole('button').first().click()
  await expect(count).toContainText(`${before.matching} memories`)
})

test('T44: a map that cannot be drawn says so, is no empty map, and is drawn when asked again', async () => {
  await page.route('**/api/memories/map', (route) =>
    route.fulfill({ status: 503, json: { code: 'database-unavailable', sentence: 'The database did not answer.' } }),
  )
  await page.goto(`${url}/memories/map`)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('The database did not answer.')
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(plane()).toBeVisible()
  complaints.length = 0 // the browser's own line about the 503
})

test('T1, T2: nobody else’s map can be asked for, and a print that is not one’s own answers as one that never was', async ({
  browser,
}) => {
  const temi = await enterAs(browser, url, 'Temi Okonjo')
  const theirs = (await (await temi.request.get(`${url}/api/memories/map`)).json()) as PackedMap
  expect(theirs.total).toBe(60)
  const cookie = await cookieOf(page)
  for (const path of ['ids?', 'rows?at=0&']) {
    const [foreign, never] = await Promise.all(
      [theirs.print, 'never'].map((print) =>
        ask(url, `/api/memories/map/${path}print=${print}`, { headers: { cookie } }),
      ),
    )
    expect([foreign?.status, foreign?.body]).toEqual([409, never?.body])
  }
  const paths = ['', '/ids?print=x', '/rows?print=x&at=0'].map((part) => `/api/memories/map${part}`)
  for (const path of paths) {
    expect((await ask(url, path)).status).toBe(401)
    expect((await ask(url, path, { headers: { cookie, 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    expect((await ask(url, path, { headers: { cookie, 'x-memory-viewer': 'somebody else' } })).status).toBe(403)
  }
  for (const at of ['', 'x', '-1', '1.5', '1e9', '0,'.repeat(60), '1,'.repeat(51).slice(0, -1)])
    expect((await ask(url, `/api/memories/map/rows?print=x&at=${at}`, { headers: { cookie } })).status, at).toBe(400)
  expect((await ask(url, '/memories/map')).headers.location).toContain('/sign-in')
  await temi.context().close()
})

test('T61: whatever a memory says, names and tips on the map are only letters, and nothing runs', async ({
  browser,
}) => {
  const mika = await enterAs(browser, url, 'Mika Sand')
  const said = complaintsOf(mika)
  for (const [at, text] of [
    '<script>window.__pwned = 1</script>',
    '"><img src=x onerror="window.__pwned = 1">',
    '\u202Egnp.exe zero\u200Bwidth',
    'x'.repeat(3_000),
  ].entries())
    await writeMemory(mika, url, `${at} ${text.slice(0, 60)}`, text)
  await openMap('', mika)
  const drawn = await points(mika)
  expect(drawn.map.groups.flatMap(({ words }) => words).join(' ')).toMatch(/^[\p{L}\p{M}\p{N} ]*$/u)
  const spot = drawn.at(0)
  await mika.mouse.move(spot.x, spot.y)
  await expect(mika.locator('.tip')).toBeVisible()
  await openMap('?as=table&group=0', mika)
  await expect(
    mika
      .getByRole('list', { name: /^Memories of / })
      .getByRole('link')
      .first(),
  ).toBeVisible()
  await expect(mika.locator('iframe, img, main script, main style')).toHaveCount(0)
  expect(await mika.evaluate(() => '__pwned' in window)).toBe(false)
  expect(said).toEqual([])
  await mika.context().close()
})

test('the canvas takes the colours of the theme, and takes them anew when it changes', async () => {
  await page.emulateMedia({ colorScheme: 'light' })
  await openMap()
  const brightness = () =>
    page.evaluate(async () => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      const canvas = document.querySelector('canvas')
      const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      let [sum, count] = [0, 0]
      for (let at = 0; at < data.length; at += 4)
        if ((data[at + 3] ?? 0) > 120) {
          sum += data[at] ?? 0
          count++
        }
      return count === 0 ? null : sum / count
    })
  await expect.poll(brightness).not.toBeNull()
  const light = (await brightness()) ?? 0
  await page.getByRole('button', { name: /^Theme: change to dark/ }).click()
  await expect.poll(async () => Math.abs(((await brightness()) ?? light) - light)).toBeGreaterThan(30)
  await page.getByRole('button', { name: /^Theme: change to light/ }).click()
})

test('T70, T73: nothing for axe to find on map and table, light and dark, wide and narrow, and nothing cut off', async () => {
  test.slow()
  for (const search of ['', '?group=1', '?as=table', '?as=table&group=0']) {
    await openMap(search)
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 375],
    ] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 800 })
      expect(await violationsOf(page), `${search} ${colorScheme} ${width}`).toEqual([])
      await expectNoSidewaysScroll(page)
    }
    await page.setViewportSize({ width: 320, height: 640 })
    await expectNoSidewaysScroll(page)
    await page.setViewportSize({ width: 1280, height: 800 })
  }
})

test('T72: on a phone a finger opens, and selects only once it is told to', async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    isMobile: true,
    storageState: await page.context().storageState(),
  })
  const phone = await context.newPage()
  await openMap('', phone)
  await expect(phone.getByRole('button', { name: 'Drag to move' })).toHaveAttribute('aria-pressed', 'true')
  await plane(phone).scrollIntoViewIfNeeded()
  const drawn = await points(phone)
  const spot = drawn.at(lonely(drawn))
  await phone.touchscreen.tap(spot.x, spot.y)
  await expect(phone).toHaveURL(/open=/)
  await phone.goBack()
  await expect(plane(phone)).toBeVisible()
  await phone.getByRole('button', { name: 'Drag to select' }).tap()
  await expectNoSidewaysScroll(phone)
  const box = (await plane(phone).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const finger = await context.newCDPSession(phone)
  const touch = (type: string, x: number, y: number) =>
    finger.send('Input.dispatchTouchEvent', {
      type: type as 'touchStart',
      touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
    })
  await touch('touchStart', box.x + 4, box.y + 4)
  for (let step = 1; step <= 8; step++)
    await touch('touchMove', box.x + (box.width * step) / 8.2, box.y + (box.height * step) / 8.2)
  await touch('touchEnd', 0, 0)
  await expect(selected(phone)).toContainText(/\d+ selected/)
  await context.close()
})
