// One transaction on one connection. Inside it pass the client down: asking the pool again would wait for ever on the embedded database.
import type pg from 'pg'
import { unanswered } from './outage'

/**
 * Runs `work` in a transaction; any error rolls it back and is thrown on.
 * @throws Expected `unanswered` when the connection ends during the commit, which may then have been done
 */
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
    await client.query('commit').catch((error: unknown) => {
      throw unanswered(error)
    })
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

/**
 * Runs one statement that changes something, on a connection of its own.
 * @throws Expected `unanswered` when that ends before the answer is there; while there is none yet, nothing was sent
 */
export async function inOneStatement<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  statement: pg.QueryConfig,
): Promise<pg.QueryResult<Row>> {
  const client = await pool.connect()
  let isBroken = false
  const onEnd = () => {
    isBroken = true
  }
  client.on('error', onEnd) // as above
  try {
    return await client.query<Row>(statement)
  } catch (error) {
    const said = unanswered(error)
    isBroken ||= said !== error // its end may still be on the way
    throw said
  } finally {
    client.off('error', onEnd)
    client.release(isBroken)
  }
}
