// The encoder fails in every way there is: nothing is saved without its search entries, words are searched, and nobody asks it again and again.
import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import type { FrozenSelection, Job } from '@/lib/shared/job'
import { type Memory, memoryId } from '@/lib/shared/memory'
import type { Result } from '@/lib/shared/result'
import { type Dashboard, enterAs, startDashboard, untilAlive } from '../support/browser'
import type { Fault } from '../support/embedding-endpoint'
import { ask, callAction } from '../support/http'
import { ADA, EMPTY_SITE, signInByHttp } from '../support/people'

let dashboard: Dashboard
let url: string
let cookie: string
let page: Page

test.beforeAll(async ({ browser }) => {
  dashboard = await startDashboard({ ...EMPTY_SITE, EMBEDDING_TIMEOUT_MS: '5000' })
  url = dashboard.server.url
  cookie = await signInByHttp(url, ADA)
  page = await enterAs(browser, url, 'Ada')
  page.on('dialog', (dialog) => dialog.accept())
})
test.afterAll(() => dashboard?.stop())
test.afterEach(() => dashboard.endpoint.behave(undefined))

/** Asked once, unless it says that it may be asked again: then three times. */
const faults: [string, Fault, tries: number][] = [
  ['answers 500', { kind: 'refuse' }, 1],
  ['answers 429', { kind: 'refuse', status: 429 }, 3],
  ['answers 429, and to come again in a minute', { kind: 'refuse', status: 429, retryAfter: '60' }, 1],
  ['answers 503', { kind: 'refuse', status: 503 }, 3],
  ['hangs', { kind: 'never' }, 1],
  ['is slower than is waited for', { kind: 'slow', ms: 10_000 }, 1],
  ['hangs up', { kind: 'hang-up' }, 3],
  ['gives vectors of another length', { kind: 'wrong-dims', dims: 3 }, 1],
  ['gives texts for numbers', { kind: 'nan' }, 1],
  ['gives NaN', { kind: 'bare-nan' }, 1],
  ['gives numbers beyond four bytes', { kind: 'not-finite' }, 1],
  ['answers HTML', { kind: 'garbage' }, 1],
  ['answers null', { kind: 'null' }, 1],
  ['answers half of the JSON', { kind: 'truncated' }, 1],
  ['breaks off within the answer', { kind: 'cut-off' }, 3],
  ['answers 50 MB', { kind: 'huge', megabytes: 50 }, 1],
  ['answers 65 MB', { kind: 'huge' }, 1],
  ['redirects to the metadata of the machine', { kind: 'redirect', to: 'http://169.254.169.254/latest/' }, 1],
  ['gives one vector too few', { kind: 'fewer' }, 1],
  ['gives one index twice', { kind: 'same-index' }, 1],
]

for (const [does, fault, tries] of faults)
  test(`when the encoder ${does}, words are searched, nothing is half saved, and it all goes through afterwards`, async () => {
    const [word, key] = [`word${randomUUID().slice(0, 8)}`, `key_${randomUUID().slice(0, 8)}`]
    const stood = await saved(key, `${word} and more`)
    dashboard.endpoint.behave(fault)

    const search = await asked(() => ask(url, `/api/memories?q=${word}`, { headers: { cookie } }))
    expect(search.answer.status).toBe(200)
    const needsTwo = fault.kind === 'same-index' // of one text there is no other
    if (!needsTwo) expect(JSON.parse(search.answer.body)).toMatchObject({ mode: 'words', results: 1 })
    expect(search.calls).toBeLessThanOrEqual(tries)

    if (!needsTwo) {
      const edit = { id: stood.id, version: stood.version, json: '{"text": "edited"}', operation: randomUUID() }
      const edited = await asked(() => callAction(url, 'saveEdit', [edit], { cookie }))
      expect(edited.answer.value).toMatchObject({ ok: false, code: 'embedding-unavailable' })
      expect(edited.calls).toBeLessThanOrEqual(tries)
      expect(await read(stood.id)).toMatchObject({ json: stood.json, version: stood.version })

      const fresh = { key: `${key}_new`, json: '{"text": "new"}', operation: randomUUID() }
      expect((await callAction(url, 'saveNew', [fresh], { cookie })).value).toMatchObject({
        ok: false,
        code: 'embedding-unavailable',
      })
      expect(await read(memoryId([], fresh.key))).toBeNull()

      await page.goto(`${url}/memories?q=${word}`)
      await expect(page.getByText('Search by meaning is not answering.')).toBeVisible()
      await expect(page.getByRole('article')).toHaveCount(1)
      await page.goto(`${url}/memories/${stood.id}/edit`)
      await untilAlive(page)
      const text = page.getByRole('textbox', { name: 'text', exact: true })
      await text.fill('typed meanwhile')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByRole('alert').filter({ hasText: 'Not saved.' })).toContainText('nothing was changed')
      await expect(text).toHaveValue('typed meanwhile')
      dashboard.endpoint.behave(undefined)
      await page.getByRole('button', { name: 'Save again' }).click()
      await expect(page.getByText('Saved. Search renewed.')).toBeVisible()
      expect((await read(stood.id))?.json).toContain('typed meanwhile')
      expect((await callAction(url, 'saveNew', [fresh], { cookie })).value).toMatchObject({ ok: true })
      dashboard.endpoint.behave(fault)
    }

    // 45 lines in three requests, as the page sends them: each says of each line what became of it
    const lines = Array.from({ length: 45 }, (_, at) => `${key}_line_${at}`)
    const outcomes = await importAll(lines)
    const [there, missing] = [outcomes.filter(({ ok }) => ok), outcomes.filter(({ ok }) => !ok)]
    for (const { key: line } of there) expect(await isFound(line), line).toBe(true)
    for (const { key: line } of missing) expect(await read(memoryId([], line)), line).toBeNull()

    // the same for entries that are made later
    const bare = Array.from({ length: 25 }, (_, at) => `${key}_bare_${at}`)
    dashboard.endpoint.behave(undefined)
    await importAll(bare, false)
    dashboard.endpoint.behave(fault)
    const renewed = await asked(() => renew(bare))
    const job = renewed.answer
    expect(job.done + job.failed + job.gone).toBe(bare.length)
    const found = await countWhere(bare, isFound)
    expect(found).toBe(job.done)
    dashboard.endpoint.behave(undefined)
    expect(await renew(bare)).toMatchObject({ done: bare.length, failed: 0 })
    expect(await countWhere(bare, isFound)).toBe(bare.length)
    console.log(
      `[${does}] search ${search.calls} calls, ${there.length} of 45 lines imported, ${found} of 25 entries made with ${renewed.calls} calls`,
    )
  })

test('an answer in another order is the right answer, and one that is slow is waited for', async () => {
  for (const fault of [{ kind: 'shuffled' }, { kind: 'slow', ms: 800 }] as const) {
    dashboard.endpoint.behave(fault)
    const lines = Array.from({ length: 20 }, (_, at) => `${fault.kind}_${at}`)
    expect((await importAll(lines)).every(({ ok }) => ok)).toBe(true)
    dashboard.endpoint.behave(undefined)
    for (const line of lines) {
      const { body } = await ask(url, `/api/memories?q=${encodeURIComponent(wordsOf(line))}`, { headers: { cookie } })
      expect((JSON.parse(body) as { memories: { key: string }[] }).memories[0]?.key, line).toBe(line)
    }
  }
})

test('when it refuses from the second batch on, what was done stays done, and the rest is said', async () => {
  const bare = Array.from({ length: 60 }, (_, at) => `half_${at}`)
  await importAll(bare, false)
  dashboard.endpoint.behave({ kind: 'refuse-after', calls: 1 })
  const job = await renew(bare)
  expect([job.done, job.failed + job.done + job.gone]).toEqual([await countWhere(bare, isFound), bare.length])
  expect(job.done).toBeGreaterThan(0)
  expect(job.failed).toBeGreaterThan(0)
  dashboard.endpoint.behave(undefined)
  expect(await renew(bare)).toMatchObject({ failed: 0 })
  expect(await countWhere(bare, isFound)).toBe(bare.length)
})

test('sixty searches at once while it hangs are no storm, and the list answers meanwhile', async () => {
  dashboard.endpoint.behave({ kind: 'hang-up' })
  const { calls } = await asked(() =>
    Promise.all(
      Array.from({ length: 60 }, async (_, at) => {
        const search = await ask(url, `/api/memories?q=storm${at}`, { headers: { cookie } })
        expect([200, 429]).toContain(search.status)
      }),
    ),
  )
  expect(calls).toBeLessThanOrEqual(180)
  expect((await ask(url, '/api/memories', { headers: { cookie } })).status).toBe(200)
  expect((await ask(url, '/api/health')).status).toBe(200)
  console.log(`[sixty searches at once] ${calls} calls`)
})

/** What `work` answers, and how often the encoder was asked for it. */
async function asked<T>(work: () => Promise<T>): Promise<{ answer: T; calls: number }> {
  const before = dashboard.endpoint.requests.length
  const answer = await work()
  return { answer, calls: dashboard.endpoint.requests.length - before }
}

async function saved(key: string, text: string): Promise<Memory> {
  const memory = { key, json: JSON.stringify({ text }), operation: randomUUID() }
  const made = (await callAction(url, 'saveNew', [memory], { cookie })).value as Result<Memory>
  if (!made.ok) throw new Error(made.sentence)
  return made.value
}

/** Null: there is none. */
async function read(id: string): Promise<Memory | null> {
  return JSON.parse((await ask(url, `/api/memories/${id}`, { headers: { cookie } })).body) as Memory | null
}

/** Words that stand in no other memory. */
const wordsOf = (key: string) => `about ${key.replaceAll('_', 'x')}`

async function importAll(keys: string[], isSearchable = true): Promise<{ key: string; ok: boolean }[]> {
  const all: { key: string; ok: boolean }[] = []
  for (let at = 0; at < keys.length; at += 20) {
    const chunk = keys.slice(at, at + 20)
    const items = chunk.map((key) => ({
      text: JSON.stringify({ key, value: { text: wordsOf(key) }, ...(isSearchable ? {} : { index: false }) }),
      ...{ over: null, key: null, operation: randomUUID() },
    }))
    const { value } = await callAction(url, 'importLines', [{ items }], { cookie })
    const outcomes = (value as { value: { ok: boolean }[] }).value
    all.push(...chunk.map((key, line) => ({ key, ok: outcomes[line]?.ok === true })))
  }
  return all
}

/** Whether it has a search entry. */
async function isFound(key: string): Promise<boolean> {
  return (await read(memoryId([], key)))?.searchable ?? false
}

async function countWhere(keys: string[], is: (key: string) => Promise<boolean>): Promise<number> {
  let count = 0
  for (const key of keys) if (await is(key)) count++
  return count
}

/** Makes these searchable, and waits until that has ended. */
async function renew(keys: string[]): Promise<Job> {
  const ids = keys.map((key) => ({ id: memoryId([], key) }))
  const frozen = (await callAction(url, 'selectThese', [{ ids }], { cookie })).value as Result<FrozenSelection>
  if (!frozen.ok) throw new Error(frozen.sentence)
  const { id: selection, count } = frozen.value
  const started = (
    await callAction(url, 'startMany', [{ operation: randomUUID(), kind: 'renew', selection, count }], { cookie })
  ).value as Result<Job>
  if (!started.ok) throw new Error(started.sentence)
  let job = started.value
  await expect
    .poll(
      async () => {
        const jobs = JSON.parse((await ask(url, '/api/jobs', { headers: { cookie } })).body) as Job[]
        job = jobs.find(({ id }) => id === job.id) ?? job
        return job.state
      },
      { timeout: 120_000 },
    )
    .toBe('done')
  return job
}
