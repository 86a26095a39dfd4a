// The embedded database lives in a thread of its own: a long query or the first initdb never stalls the server.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'

const opening = PGlite.create({ dataDir: workerData.dataDir, extensions: { vector } })
opening.catch(() => {}) // said to whoever asks

const actions = {
  async open() {
    await opening
  },
  /** Client messages in the wire protocol in, the server's answer out. */
  async execute(batch) {
    const db = await opening
    const parts = []
    await db.execProtocolRawStream(batch, { onRawData: (data) => void parts.push(Buffer.from(data)) })
    return Buffer.concat(parts)
  },
  /** What a server does when a connection ends. */
  async reset() {
    const db = await opening
    await db.exec('ROLLBACK')
    await db.exec('DISCARD ALL')
  },
  async close() {
    const db = await opening
    await db.close()
  },
}

let queue = Promise.resolve()
parentPort.on('message', ({ id, action, batch }) => {
  queue = queue.then(async () => {
    try {
      parentPort.postMessage({ id, result: await actions[action](batch) })
    } catch (error) {
      parentPort.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
    }
  })
})
