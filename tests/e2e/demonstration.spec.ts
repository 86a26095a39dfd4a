// The demonstration from nothing, its build included. It runs alone (scripts/test.mjs): a build is what a whole machine is for.
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type Memory, memoryId } from '@/lib/shared/memory'
import { readGolden } from '../support/golden'
import { ask } from '../support/http'
import { signInByHttp } from '../support/people'
import { answers, DEMO, killPrograms, run } from '../support/program'
import { freePort } from '../support/server'

const folder = mkdtempSync(join(tmpdir(), 'memory-demonstration-'))
test.afterAll(() => {
  killPrograms()
  rmSync(folder, { recursive: true, force: true })
})

test('the demonstration on the agent’s own rows shows Alice’s memories as the agent left them, and ends as a whole', async () => {
  test.setTimeout(150_000)
  const port = await freePort()
  const dataDir = join(folder, 'golden')
  const demo = run([...DEMO, '--golden', '--port', String(port)], { DEMO_DATA_DIR: dataDir })
  await demo.until('Long-term memory is ready')
  const url = `http://127.0.0.1:${port}`
  expect(demo.printed()).toContain(url)
  expect(demo.printed()).toContain(`Data stays in ${dataDir}`)

  const cookie = await signInByHttp(url, 'alice@example.com')
  const { memories } = JSON.parse((await ask(url, '/api/memories', { headers: { cookie } })).body) as {
    memories: Memory[]
  }
  const own = readGolden('whole_value').rows.filter(({ prefix }) => prefix === 'user_memories.alice-at-example-com')
  expect(own.length).toBeGreaterThan(5)
  expect(memories.map(({ key, json }) => [key, json]).sort()).toEqual(own.map(({ key, value }) => [key, value]).sort())
  expect(memories.every(({ writtenBy }) => writtenBy.kind === 'outside')).toBe(true)
  const found = await ask(url, '/api/memories?q=fish+is+fine+on+Fridays', { headers: { cookie } })
  expect((JSON.parse(found.body) as { memories: Memory[] }).memories[0]?.key).toBe('diet')
  expect((await ask(url, `/memories/${memoryId([], 'diet')}`, { headers: { cookie } })).status).toBe(200)

  const agent = new Agent({ keepAlive: true })
  const kept = await ask(url, '/api/health', { agent })
  expect(kept.headers['keep-alive'], 'longer than the minute of a proxy').toBe('timeout=75')
  agent.destroy()

  await demo.stop()
  await expect.poll(() => answers('127.0.0.1', port)).toBe(false)
  expect(demo.printed()).not.toMatch(/Error|alice@example\.com|Fridays|user_memories/)
})
