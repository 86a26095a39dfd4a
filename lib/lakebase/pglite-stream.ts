// What node-postgres takes for a TCP socket, ending in an embedded PGlite instead.
import { Duplex } from 'node:stream'
import type { PgliteThread } from './pglite-thread'

/** A promise lock: `acquire` resolves to the function that releases it. */
export class Mutex {
  #tail: Promise<void> = Promise.resolve()

  acquire(): Promise<() => void> {
    let release: () => void = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const before = this.#tail
    this.#tail = before.then(() => held)
    return before.then(() => release)
  }
}

/** Message types of the frontend/backend protocol (Postgres documentation, "Message Formats"). */
const READY_FOR_QUERY = 0x5a
const IDLE = 0x49
const TERMINATE = 0x58
/** Client messages after which the server owes an answer: Query, Sync, Terminate, FunctionCall, Flush, CopyData, CopyDone, CopyFail. */
const BATCH_ENDS = new Set([0x51, 0x53, TERMINATE, 0x46, 0x48, 0x64, 0x63, 0x66])

/**
 * One connection. It holds the single PGlite session from its first message until the server says "idle" again,
 * so statements and transactions of several connections never interleave.
 */
export class PgliteStream extends Duplex {
  readonly #db: PgliteThread
  readonly #mutex: Mutex
  #buffer: Buffer = Buffer.alloc(0)
  #started = false
  #release: (() => void) | undefined

  constructor(db: PgliteThread, mutex: Mutex) {
    super()
    this.#db = db
    this.#mutex = mutex
  }

  /** node-postgres calls this in place of `net.Socket#connect`. */
  connect(): this {
    this.#db.open().then(
      () => !this.destroyed && this.emit('connect'),
      (error: Error) => this.destroy(error),
    )
    return this
  }

  // the parts of a socket that node-postgres tunes and a thread does not have
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  setTimeout(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#buffer = this.#buffer.length > 0 ? Buffer.concat([this.#buffer, chunk]) : chunk
    this.#drain().then(() => done(), done)
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#endSession().then(() => {
      this.push(null)
      done()
    }, done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#endSession().then(
      () => done(error),
      () => done(error),
    )
  }

  async #drain(): Promise<void> {
    for (;;) {
      const end = this.#batchEnd()
      if (end === 0) return
      const batch = Uint8Array.from(this.#buffer.subarray(0, end))
      this.#buffer = this.#buffer.subarray(end)
      if (!this.#started) this.#started = true
      else if (batch[0] === TERMINATE) return
      this.#release ??= await this.#mutex.acquire()
      const answer = await this.#db.execute(batch)
      if (answer.length > 0) this.push(answer)
      if (answer.at(-6) === READY_FOR_QUERY && answer.at(-1) === IDLE) {
        this.#release()
        this.#release = undefined
      }
    }
  }

  /** End of the next batch in the buffer, or 0 while it is incomplete. */
  #batchEnd(): number {
    const buffer = this.#buffer
    if (!this.#started) {
      // the start-up packet has no type byte
      if (buffer.length < 4) return 0
      const size = buffer.readInt32BE(0)
      return buffer.length >= size ? size : 0
    }
    let at = 0
    while (buffer.length >= at + 5) {
      const type = buffer.readUInt8(at)
      at += 1 + buffer.readInt32BE(at + 1)
      if (buffer.length < at) return 0
      if (BATCH_ENDS.has(type)) return at
    }
    return 0
  }

  /** A server forgets the session with its connection; PGlite has one session for all. */
  async #endSession(): Promise<void> {
    if (!this.#started) return
    this.#started = false
    const release = this.#release ?? (await this.#mutex.acquire())
    this.#release = undefined
    try {
      if (!this.#db.ended) await this.#db.reset()
    } finally {
      release()
    }
  }
}
