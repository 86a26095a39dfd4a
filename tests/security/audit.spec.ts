// S12 through the server: what people's pages did and failed to do stands in the exported audit once or never, in a chain that another language follows, and no word of it is in the log.
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Memory } from '@/lib/shared/memory'
import { GOLDEN_PEOPLE, type GoldenSite, startGoldenSite } from '../support/golden-site'
import { ask, callAction } from '../support/http'
import { atOnce, draws, times } from '../support/numbers'
import { signInByHttp } from '../support/people'
import { agentPython } from '../support/pythons.mjs'

const ACTIONS = times(2_000)
const CANARY = 'heron7lantern'
const AUDITOR = 'bobby'

let site: GoldenSite
let url: string
test.beforeAll(async () => {
  const started = await startGoldenSite()
  test.skip('skipped' in started, 'skipped' in started ? started.skipped : '')
  site = started as GoldenSite
  url = site.server.url
  await site.db.query(`insert into dashboard.role_grant (user_id, role, granted_by) values ($1, 'auditor', 'test')`, [
    AUDITOR,
  ])
})
test.afterAll(() => site?.stop())

test(`S12: ${ACTIONS} actions, each recorded once where it was done, and never where it was not`, async () => {
  const random = draws()
  const cookies = await Promise.all(GOLDEN_PEOPLE.map((id) => signInByHttp(url, id)))
  const outcomes = new Map<string, boolean>()
  const stored = new Map<string, Memory>()
  await atOnce(ACTIONS, 8, async () => {
    const cookie = random.of(cookies)
    const operation = randomUUID()
    const at = [...stored].filter(([key]) => key.startsWith(cookie)).at(-1)?.[1]
    const id = at?.id ?? Buffer.from('\u0000nothing').toString('base64url')
    const version = random.below(4) === 0 ? '1/2026-01-01 00:00:00+00' : (at?.version ?? '')
    const json = random.below(6) === 0 ? `{"${CANARY}` : JSON.stringify({ text: `${CANARY} ${operation}` })
    const asked: [string, object][] = [
      ['saveNew', { key: `${CANARY} ${operation}`, json, operation }],
      ['saveEdit', { id, version, json, operation }],
      ['remove', { id, version, operation }],
      ['rename', { id, version, key: `${CANARY} as ${operation}`, operation }],
      ['keep', { id, version, keep: { kind: 'days', days: 3 }, operation }],
    ]
    const [name, args] = random.of(asked)
    const { value } = await callAction(url, name, [args], { cookie })
    const { ok, value: memory } = value as { ok: boolean; value?: Memory }
    outcomes.set(operation, ok)
    if (ok && memory !== undefined && name !== 'remove') stored.set(`${cookie} ${operation}`, memory)
  })
  const cookie = await signInByHttp(url, AUDITOR)
  const { status, body } = await ask(url, '/api/admin/audit/export?format=jsonl', { headers: { cookie } })
  expect(status).toBe(200)
  const recorded = new Map<string, number>()
  for (const [, operation = ''] of body.matchAll(/"op_id":"([^"]+)"/g))
    recorded.set(operation, (recorded.get(operation) ?? 0) + 1)
  expect([...outcomes.values()].filter((ok) => ok).length).toBeGreaterThan(ACTIONS / 8)
  expect([...outcomes.values()].filter((ok) => !ok).length).toBeGreaterThan(ACTIONS / 8)
  expect([...outcomes].filter(([operation, ok]) => (recorded.get(operation) ?? 0) !== (ok ? 1 : 0))).toEqual([])
  expect(body).not.toContain(CANARY)
  expect(site.server.output()).not.toContain(CANARY)
  const found = agentPython()
  if (!('python' in found)) return
  const file = test.info().outputPath('audit.jsonl')
  writeFileSync(file, body)
  const checked = spawnSync(found.python, ['tests/security/check_audit.py', file], { encoding: 'utf8' })
  expect(checked.stdout.trim()).toBe('holds')
})
