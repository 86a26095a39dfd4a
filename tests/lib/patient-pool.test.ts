// How long a pool waits for a connection: for a server that is late, once; for this process itself, until it has time to listen.
import { createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { PatientPool } from '@/lib/lakebase/patient-pool'

const WAIT_MS = 300
const ends: (() => unknown)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

function poolAt(connectionString: string): PatientPool {
  const pool = new PatientPool(
    { connectionString, connectionTimeoutMillis: WAIT_MS, max: 4 },
    { explain: async () => null },
    { firstWaitMs: 1 },
  )
  ends.push(() => pool.end())
  return pool
}

/** As while code is loaded: nothing is heard of the server meanwhile. */
function beBusyFor(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

describe.skipIf(inject('postgresUrl') === null)('on postgres', () => {
  test('who asks while this process is busy gets a connection all the same: a new one, and one of those that are shared', async () => {
    const pool = poolAt(inject('postgresUrl') ?? '')
    const first = pool.connect()
    setImmediate(() => beBusyFor(3 * WAIT_MS))
    ;(await first).release()
    // one is idle: two who ask at once stand in line for it, and the second waits for another
    const both = [pool.connect(), pool.connect()]
    setImmediate(() => beBusyFor(3 * WAIT_MS))
    for (const lent of await Promise.all(both)) lent.release()
    expect(pool.totalCount).toBe(2)
  })
})

test('a server that lets connections in and says nothing is asked once', async () => {
  const sockets: Socket[] = []
  const silent = createServer((socket) => sockets.push(socket.on('error', () => {})))
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
  ends.push(() => {
    for (const socket of sockets) socket.destroy()
    silent.close()
  })
  const address = silent.address()
  const port = typeof address === 'object' ? address?.port : 0
  await expect(poolAt(`postgres://u:p@127.0.0.1:${port}/d`).connect()).rejects.toThrow(/timeout/)
  expect(sockets).toHaveLength(1)
})
