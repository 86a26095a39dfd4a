// One transaction on one connection. Inside it pass the client down: asking the pool again would wait for ever on the embedded database.
import type pg from 'pg'

/** Runs `work` in a transaction; any error rolls it back and is thrown on. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  // the pool listens to idle connections only: one that ends while lent would otherwise end the process
  const onEnd = (error: Error) => {
    broken = error
  }
  client.on('error', onEnd)
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.off('error', onEnd)
    client.release(broken)
  }
}
