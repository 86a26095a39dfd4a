// "MLflow shows me what was done with this memory." From the memory's page to its traces; and where they do not arrive, the operator sees it and nobody else does.
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { complaintsOf, enterAs } from '../support/browser'
import { callAction } from '../support/http'
import { ADA, BEN, EMPTY_SITE, signInByHttp } from '../support/people'
import { type RunningServer, startServer } from '../support/server'
import { startTraceTable, type TraceTable } from '../support/trace-table'

const UI = 'https://mlflow.example.com/team'

let mlflow: TraceTable
let server: RunningServer

test.beforeAll(async () => {
  mlflow = await startTraceTable('/v1/traces')
  server = await startServer({
    env: {
      ...EMPTY_SITE,
      MEMORY_ADMIN_EMAILS: ADA,
      MLFLOW_TRACKING_URI: mlflow.url,
      MLFLOW_EXPERIMENT_ID: '7',
      MLFLOW_UI_URL: UI,
    },
  })
})
test.afterAll(async () => {
  await server?.stop()
  await mlflow?.close()
})

test('a memory’s page leads to its traces, the health page says whether they arrive, and the last leave before the end', async ({
  browser,
}) => {
  const cookie = await signInByHttp(server.url, BEN)
  const made = { key: 'pet', json: '{"text":"a canary in the kitchen"}', operation: randomUUID() }
  const saved = await callAction(server.url, 'saveNew', [made], { cookie })
  expect(saved.value).toMatchObject({ ok: true })
  const { id } = (saved.value as { value: { id: string } }).value

  const page = await enterAs(browser, server.url, 'Ben')
  const complaints = complaintsOf(page)
  await page.goto(`${server.url}/memories/${id}`)
  const link = page.getByRole('complementary').getByRole('link', { name: 'What was done with it, in MLflow' })
  const href = (await link.getAttribute('href')) ?? ''
  expect(href).toMatch(/^https:\/\/mlflow\.example\.com\/team\/#\/experiments\/7\/traces\?/)
  expect(href).not.toMatch(/pet|ben|canary/)
  await expect
    .poll(() => mlflow.spans.map(({ name }) => name))
    .toEqual(expect.arrayContaining(['embedding', 'create_memory', 'get_memory', 'list_history', 'list_memories']))
  const about = mlflow.spans.filter(({ attributes }) => href.includes(attributes['mlflow.traceTag.memory'] ?? ' '))
  expect(new Set(about.map(({ name }) => name))).toEqual(
    new Set(['create_memory', 'get_memory', 'list_history', 'list_reads']),
  )
  expect(about.every(({ attributes }) => attributes['mlflow.traceTag.surface'] === 'dashboard')).toBe(true)
  expect(complaints).toEqual([])
  await page.context().close()

  const operator = await enterAs(browser, server.url, 'Ada')
  const tracing = operator
    .getByRole('listitem')
    .filter({ has: operator.getByRole('heading', { name: 'Tracing', exact: true }) })
  await operator.goto(`${server.url}/admin/health`)
  await expect(tracing).toContainText('Traces arrive')
  mlflow.behave(500)
  await operator.goto(`${server.url}/memories`)
  await expect(operator.getByRole('main')).toBeVisible()
  await expect(async () => {
    await operator.goto(`${server.url}/admin/health`)
    await expect(tracing).toContainText('Traces do not arrive', { timeout: 500 })
  }).toPass()
  await operator.context().close()

  mlflow.behave(undefined)
  const before = mlflow.spans.length
  const last = await callAction(server.url, 'saveNew', [{ ...made, key: 'last', operation: randomUUID() }], { cookie })
  expect(last.value).toMatchObject({ ok: true })
  server.signal('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(mlflow.spans.slice(before).map(({ name }) => name)).toContain('create_memory')
  expect(mlflow.bytes().toString('latin1')).not.toMatch(/canary|kitchen|ben@example/)
  expect(server.output()).not.toMatch(/canary|trace|OTLP/i)
  expect(mlflow.wrong).toEqual([])
})
