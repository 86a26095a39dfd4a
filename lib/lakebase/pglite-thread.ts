// A PGlite running in a worker thread, spoken to in the Postgres wire protocol.
import { Worker } from 'node:worker_threads'

type Action = 'open' | 'execute' | 'reset' | 'close'
type Answer = { id: number; result?: Uint8Array; error?: string }
type Waiting = { resolve: (result: Uint8Array | undefined) => void; reject: (error: Error) => void }

export class PgliteThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #onEnd: (error: Error) => void
  readonly #limitMs: number
  #next = 1
  #ended: Error | undefined

  /**
   * @param dataDir absolute path, or undefined for a database in memory
   * @param onEnd called once when the thread ends without {@link close}
   * @param limitMs longest time of one statement: PGlite cannot be interrupted (`statement_timeout` does nothing), so its thread is ended
   */
  constructor(dataDir: string | undefined, onEnd: (error: Error) => void, limitMs = 120_000) {
    this.#onEnd = onEnd
    this.#limitMs = limitMs
    this.#worker = new Worker(new URL('./pglite-worker.mjs', import.meta.url), { workerData: { dataDir } })
    this.#worker.unref()
    this.#worker.on('message', ({ id, result, error }: Answer) => {
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (error === undefined) waiting?.resolve(result)
      else waiting?.reject(new Error(`the embedded database: ${error}`))
    })
    this.#worker.on('error', (error) => this.#fail(error as Error))
    this.#worker.on('exit', () => this.#fail(new Error('the embedded database has stopped')))
  }

  get ended(): boolean {
    return this.#ended !== undefined
  }

  /** Resolves when the database is ready; the first time it creates the directory. */
  async open(): Promise<void> {
    await this.#ask('open')
  }

  /** Sends client messages up to one that the server answers, and resolves to that answer. */
  async execute(batch: Uint8Array): Promise<Buffer> {
    const timer = setTimeout(() => {
      this.#fail(new Error(`the embedded database was ended: a statement ran longer than ${this.#limitMs} ms`))
      void this.#worker.terminate()
    }, this.#limitMs)
    const answer = await this.#ask('execute', batch).finally(() => clearTimeout(timer))
    return answer ? Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength) : Buffer.alloc(0)
  }

  /** Rolls back and forgets the session, as a server does when a connection ends. */
  async reset(): Promise<void> {
    await this.#ask('reset')
  }

  async close(): Promise<void> {
    const closed = this.#ask('close')
    this.#ended = new Error('the embedded database is closed')
    await closed
    await this.#worker.terminate()
  }

  #fail(error: Error): void {
    const first = this.#ended === undefined
    this.#ended ??= error
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
    if (first) this.#onEnd(error)
  }

  #ask(action: Action, batch?: Uint8Array): Promise<Uint8Array | undefined> {
    if (this.#ended) return Promise.reject(this.#ended)
    const id = this.#next++
    const answer = new Promise<Uint8Array | undefined>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.ref()
      this.#worker.postMessage({ id, action, batch })
    })
    return answer.finally(() => {
      if (this.#waiting.size === 0) this.#worker.unref()
    })
  }
}
