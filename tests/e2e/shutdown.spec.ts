// Being told to end: what is under way is answered as a whole, nobody new is let in, the database closes, the exit code is 0.
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from '@playwright/test'
import type { EmbeddingEndpoint } from '../support/embedding-endpoint'
import { type GoldenSite, startGoldenSite } from '../support/golden-site'
import { ask, callAction } from '../support/http'
import { signInByHttp } from '../support/people'
import type { RunningServer } from '../support/server'

const newMemory = (text: string) => ({ key: text, json: JSON.stringify({ text }), operation: randomUUID() })

/** Whether the server lets a new connection in. */
function letsIn(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  return new Promise((done) => {
    const socket = connect(Number(port), hostname)
    socket.once('error', () => done(false))
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
  })
}

async function untilAsked(endpoint: EmbeddingEndpoint, times: number) {
  await expect.poll(() => endpoint.requests.length).toBeGreaterThanOrEqual(times)
}

test.describe('on a Postgres server', () => {
  let site: GoldenSite
  test.beforeAll(async () => {
    const started = await startGoldenSite()
    if ('skipped' in started) return test.skip(true, started.skipped)
    site = started
  })
  test.afterAll(() => site?.stop())
  test.afterEach(() => site?.endpoint.behave(undefined))

  test('a search, an edit and a page that wait for the embedding endpoint are answered; then nothing listens and it ends with 0', async () => {
    const server = await site.another()
    const cookie = await signInByHttp(server.url, 'bob')
    const before = site.endpoint.requests.length
    site.endpoint.behave({ kind: 'slow', ms: 2_000 })
    const search = ask(server.url, '/api/memories?q=fish', { headers: { cookie } })
    const page = ask(server.url, '/memories?q=dish', { headers: { cookie } })
    const saved = callAction(server.url, 'saveNew', [newMemory('said while it was told to end')], { cookie })
    await untilAsked(site.endpoint, before + 3)
    server.signal('SIGTERM')
    await expect.poll(() => letsIn(server.url)).toBe(false)
    server.signal('SIGTERM') // changes nothing
    server.signal('SIGINT')

    expect(await search).toMatchObject({ status: 200, body: expect.stringContaining('"memories"') })
    expect(await page).toMatchObject({ status: 200, body: expect.stringContaining('</html>') })
    expect((await saved).value).toMatchObject({ ok: true })
    expect(await server.ended).toBe(0)
    expect(server.output()).not.toMatch(/Error|cut off|could not be closed/)
    const { rows } = await site.db.query(
      `select count(*)::int as n from store where key = 'said while it was told to end'`,
    )
    expect(rows).toEqual([{ n: 1 }])
    const left = await site.db.query(
      `select count(*)::int as n from pg_stat_activity where application_name = 'memory-dashboard' and datname = current_database()`,
    )
    expect(left.rows[0].n).toBeLessThanOrEqual(10) // those of the site's own server
  })

  test('told to end as soon as it answers, it complains of nothing', async () => {
    const server = await site.another()
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(server.output()).not.toMatch(/cut off|^\[/m)
  })

  test('when nobody reads its log any more, it goes on answering, and ends when it is told to', async () => {
    const server = await site.another()
    server.stopReading()
    for (let round = 0; round < 3; round++) {
      // each ended connection is a line in the log
      await site.db.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'memory-dashboard' and datname = current_database()`,
      )
      expect((await ask(server.url, '/api/health')).status).toBe(200)
    }
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
  })

  test('connections that are kept for a next request do not hold it up', async () => {
    const server = await site.another()
    const agent = new Agent({ keepAlive: true })
    const cookie = await signInByHttp(server.url, 'bob')
    const kept = () =>
      new Promise<number>((done, failed) => {
        request(`${server.url}/api/memories`, { agent, headers: { cookie } }, (response) => {
          response.resume().once('end', () => done(response.statusCode ?? 0))
        })
          .once('error', failed)
          .end()
      })
    expect(await kept()).toBe(200)
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(server.output()).not.toMatch(/cut off|^\[/m) // no line of ours that says what went wrong
    agent.destroy()
  })

  test('a request that never ends is cut off after ten seconds, with a line in the log', async () => {
    const server = await site.another()
    const cookie = await signInByHttp(server.url, 'bob')
    const before = site.endpoint.requests.length
    site.endpoint.behave({ kind: 'never' })
    const search = ask(server.url, '/api/memories?q=fish', { headers: { cookie } }).catch(() => 'cut')
    await untilAsked(site.endpoint, before + 1)
    server.signal('SIGTERM')
    expect(await search).toBe('cut')
    expect(await server.ended).toBe(0)
    expect(server.output()).toContain('what took longer than 10 seconds was cut off')
  })

  test('a download that is read slowly arrives to its last line', async () => {
    await site.db.query(
      `insert into store (prefix, key, value)
       select 'user_memories.bob', 'long ' || at, jsonb_build_object('text', repeat('long ', 12000)) from generate_series(1, 200) at`,
    )
    const server = await site.another()
    const lines = await slowly(server, await signInByHttp(server.url, 'bob'))
    expect(lines.filter((line) => line.includes('long long'))).toHaveLength(200)
    expect(await server.ended).toBe(0)
    expect(server.output()).not.toMatch(/Error|cut off|could not be closed/)
  })
})

/** Begins the download, reads nothing for a second while the server is told to end, then all of it. */
function slowly(server: RunningServer, cookie: string): Promise<string[]> {
  return new Promise((done, failed) => {
    request(`${server.url}/api/export?format=jsonl`, { headers: { cookie }, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.once('data', (first: Buffer) => {
        chunks.push(first)
        response.pause()
        server.signal('SIGTERM')
        setTimeout(() => {
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.once('end', () => done(Buffer.concat(chunks).toString('utf8').trimEnd().split('\n')))
          response.resume()
        }, 1_000)
      })
      response.once('error', failed)
    })
      .once('error', failed)
      .end()
  })
}
