// The clock of a server is ten minutes off: sessions, undo windows and what is saved go by the database's.
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { Memory, Undoable } from '@/lib/shared/memory'
import type { Result } from '@/lib/shared/result'
import { ask, callAction } from '../support/http'
import { ADA, signInByHttp } from '../support/people'
import type { RunningServer } from '../support/server'
import { personAt } from './person'
import { type OutageSite, startOutageSite } from './site'

test.skip(Boolean(process.env.TEST_DATABASE_URL), 'needs a PostgreSQL of its own, as the other outages do')

const TEN_MINUTES = 600_000

let site: OutageSite
test.beforeAll(async () => {
  site = await startOutageSite()
})
test.afterAll(() => site?.stop())

for (const [off, ms] of [
  ['ahead', TEN_MINUTES],
  ['behind', -TEN_MINUTES],
] as const)
  test(`ten minutes ${off}: everything is as with a right clock, also between two servers`, async () => {
    const server = await site.another({ TEST_CLOCK_OFF_MS: String(ms) })
    try {
      await tryAt(server, await signInByHttp(site.server.url, ADA)) // signed in where the clock is right
      const cookie = await signInByHttp(server.url, ADA)
      await tryAt(server, cookie)
      await tryAt(site.server, cookie) // signed in where it is not
    } finally {
      await server.stop()
    }
  })

async function tryAt({ url }: RunningServer, cookie: string): Promise<void> {
  const person = personAt(url, { cookie }, site.db, randomUUID().slice(0, 8))
  await person.prepare(1)
  for (const { what, status, sentence } of await person.round())
    expect([what, status, sentence]).toEqual([what, 200, ''])
  expect(await person.settle()).toEqual({ done: 3, 'not done': 0, 'not known': 0 })

  const memory = { key: `clock_${randomUUID()}`, json: '{"text": "on time"}', operation: randomUUID() }
  const made = (await callAction(url, 'saveNew', [memory], { cookie })).value as Result<Memory>
  if (!made.ok) throw new Error(made.sentence)
  expect(Math.abs(Date.parse(made.value.updatedAt.replace(' ', 'T').replace(/\+00$/, 'Z')) - Date.now())).toBeLessThan(
    TEN_MINUTES / 2,
  )
  const { id, version } = made.value
  const removed = (await callAction(url, 'remove', [{ id, version, operation: randomUUID() }], { cookie }))
    .value as Result<Undoable>
  if (!removed.ok) throw new Error(removed.sentence)
  expect(removed.value.secondsLeft).toBeGreaterThan(540)
  expect(removed.value.secondsLeft).toBeLessThanOrEqual(600)
  expect((await ask(url, '/api/undoable', { headers: { cookie } })).body).toContain(removed.value.id)
  expect((await callAction(url, 'undo', [{ removal: removed.value.id }], { cookie })).value).toMatchObject({ ok: true })
  expect((await ask(url, `/api/memories/${id}`, { headers: { cookie } })).status).toBe(200)
}
