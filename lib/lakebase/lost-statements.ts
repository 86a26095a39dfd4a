// A statement whose answer does not come: is the database at work on it, or gone without a word? A new connection tells.
import pg from 'pg'

/** Ticks are counted, not time: while this process is stopped itself, nobody is late. */
const TICK_MS = 500
/** After so long without an answer the database is asked for a sign of life; so long that is waited for. */
const SUSPECT_TICKS = 4
const SIGN_TICKS = 6

type Statement = { client: pg.Client; ticks: number }

export type LostStatements = {
  /** From now on its statements are watched. */
  watch: (client: pg.Client) => void
}

/**
 * Ends connections whose statements are not answered while the server answers nobody else either. Their callers then learn of an outage
 * within {@link SUSPECT_TICKS} and {@link SIGN_TICKS}; without it they would wait for the system to give the connection up, a
 * quarter of an hour, or for ever where a balancer stands between. A statement that only takes its time is waited for.
 * @param signOfLife resolves when the server has said anything at all to a new connection
 * @param onLost called before connections are ended
 */
export function lostStatements(signOfLife: () => Promise<unknown>, onLost: () => void): LostStatements {
  const underWay = new Set<Statement>()
  let ticking: NodeJS.Timeout | undefined
  let isAsking = false

  function tick(): void {
    if (underWay.size === 0) {
      clearInterval(ticking)
      ticking = undefined
      return
    }
    let isSuspect = false
    for (const statement of underWay) isSuspect = ++statement.ticks >= SUSPECT_TICKS || isSuspect
    if (isSuspect && !isAsking) void ask()
  }

  async function ask(): Promise<void> {
    isAsking = true
    try {
      if (await comes(signOfLife())) {
        for (const statement of underWay) statement.ticks = 0
        return
      }
      onLost()
      for (const { client, ticks } of underWay) if (ticks >= SUSPECT_TICKS) void client.end().catch(() => {})
    } finally {
      isAsking = false
    }
  }

  function begin(client: pg.Client): () => void {
    const statement = { client, ticks: 0 }
    underWay.add(statement)
    ticking ??= setInterval(tick, TICK_MS).unref()
    return () => void underWay.delete(statement)
  }

  return {
    watch(client) {
      // as it is when it is called: the benches listen there
      const query = (...given: unknown[]): unknown => Reflect.apply(pg.Client.prototype.query, client, given)
      const watched = (...given: unknown[]): unknown => {
        const end = begin(client)
        const callback = given.at(-1)
        if (typeof callback === 'function')
          return query(...given.slice(0, -1), (...answer: unknown[]) => {
            end()
            callback(...answer)
          })
        const answer = query(...given)
        if (answer instanceof Promise) answer.then(end, end)
        else end()
        return answer
      }
      client.query = watched as typeof client.query
    },
  }
}

/** Whether it comes in time. */
async function comes(sign: Promise<unknown>): Promise<boolean> {
  let known: boolean | undefined
  sign.then(
    () => {
      known = true
    },
    () => {
      known = false
    },
  )
  for (let ticks = 0; ticks < SIGN_TICKS && known === undefined; ticks++)
    await new Promise((next) => setTimeout(next, TICK_MS).unref())
  return known ?? false
}
