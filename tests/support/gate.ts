// What lies between two who talk over TCP: counts what arrives, and fails as networks do.
import { setMaxListeners } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

export type GateFault =
  /** Nobody listens; whoever was connected is cut off. */
  | 'refuses'
  /** Every connection is reset, and every new one as soon as it is there. */
  | 'resets'
  /** What is answered arrives a byte a second. */
  | 'trickles'
  /** What is sent and what is answered arrive thirty seconds later. */
  | 'late'
  /** Connections stand and new ones are taken, and nothing ever comes by them, not even when all else is well again. */
  | 'silent'

export type Gate = {
  port: number
  /** Connections that have arrived. */
  arrivals: () => number
  /** Those who are connected, but for the ones that were lost. */
  passing: () => Socket[]
  /** Lets nothing through any more, without a word to either side; what arrives afterwards passes. */
  lose: () => void
  /** Null: all is well again, and what was held back arrives. Resolves when it is so. */
  behave: (fault: GateFault | null) => Promise<void>
  close: () => Promise<void>
}

const LATE_MS = 30_000
const TRICKLE_MS = 1_000

/** Opens one on a free port, in front of `to` on this machine. */
export async function openGate(to: number): Promise<Gate> {
  const open = new Set<Socket>()
  const pairs = new Set<{ near: Socket; far: Socket; up: Transform; down: Transform }>()
  let arrivals = 0
  let fault: GateFault | null = null
  let change = new AbortController()

  setMaxListeners(0, change.signal)
  /** A wait that a change ends. */
  const held = (ms: number) => pause(ms, undefined, { signal: change.signal }).catch(() => {})
  const line = (isAnswer: boolean) =>
    new Transform({
      async transform(chunk: Buffer, _, done) {
        if (fault === 'late') await held(LATE_MS)
        let at = 0
        for (; isAnswer && fault === 'trickles' && at < chunk.length; at++) {
          this.push(chunk.subarray(at, at + 1))
          await held(TRICKLE_MS)
        }
        done(null, chunk.subarray(at))
      },
    })
  const server = createServer((near) => {
    arrivals++
    open.add(near)
    near.on('close', () => open.delete(near))
    if (fault === 'resets') return void near.resetAndDestroy()
    if (fault === 'silent') return void near.on('error', () => {}).resume()
    const far = dial(to, '127.0.0.1')
    const [up, down] = [line(false), line(true)]
    near.pipe(up).pipe(far)
    far.pipe(down).pipe(near)
    pairs.add({ near, far, up, down })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => other.resetAndDestroy()) // also where nobody listens
      one.on('close', () => {
        open.delete(one)
        other.resume() // nobody reads it to its end any more
      })
    }
  })
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  await listen(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const { port } = address

  const lose = () => {
    for (const { near, far, up, down } of pairs) {
      near.unpipe(up).resume()
      far.unpipe(down).resume()
    }
    pairs.clear()
  }
  const reset = () => {
    for (const one of open) one.resetAndDestroy()
    pairs.clear()
  }
  return {
    port,
    arrivals: () => arrivals,
    passing: () => [...pairs].map(({ near }) => near),
    lose,
    async behave(next) {
      const before = fault
      fault = next
      change.abort()
      change = new AbortController()
      setMaxListeners(0, change.signal)
      if (next === 'silent') lose()
      if (next === 'resets' || next === 'refuses') reset()
      if (next === 'refuses') server.close()
      if (before === 'refuses' && next !== 'refuses') await listen(port)
    },
    async close() {
      change.abort()
      for (const one of open) one.destroy()
      if (server.listening) await new Promise((done) => server.close(done))
    },
  }
}
