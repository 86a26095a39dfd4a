// S10: 500 people at once for ten minutes, the agent writing beside them: nobody sees anything of another, nothing that was accepted is wrong or lost, and the server does not grow.
import { expect, test } from '@playwright/test'
import { draws, times } from '../support/numbers'
import { type AgentWrites, BOTH, startAgent } from './agent-writes'
import { byKind, type Memory, machineSaid, memoryOf, memorySaid } from './figures'
import { drawGraph } from './graph'
import { found, POOL, type Town } from './town'
import { type Book, newBook, Visit } from './visit'
import { secondsOf, startWatch, type Watch } from './watch'

const PEOPLE = Number(process.env.PEOPLE ?? times(500))
const MINUTES = Number(process.env.MINUTES ?? times(1_000) / 100)
/** Between two steps of one person, on average, in seconds. */
const THINKS = Number(process.env.THINKS ?? 15)
const AGENT_WRITES_A_SECOND = 2
/** Everything is compiled for speed and every connection made before memory is looked at. */
const WARM_UP = 0.2
const COLLECTIONS = 40

// one test: a second one after a failure would begin the load anew
test(`S10: ${PEOPLE} people for ${MINUTES} minutes, and the agent beside them`, async () => {
  const town = await found(PEOPLE, Math.max(1, Math.round((MINUTES * 60) / COLLECTIONS)))
  test.skip('skipped' in town, 'skipped' in town ? town.skipped : '')
  if ('skipped' in town) return
  try {
    const run = await visitAll(town)
    await test.step('nobody is shown anything of another, and nothing that was accepted is wrong', () => {
      expect.soft(run.book.wrong.slice(0, 20)).toEqual([])
      expect.soft(run.book.answers.length).toBeGreaterThan(0)
    })
    await test.step('every change that was accepted lies in the database exactly as it was said', async () => {
      expect.soft((await lostIn(town, run)).slice(0, 20)).toEqual([])
      expect.soft(run.agent?.errors ?? []).toEqual([])
    })
    await test.step('each change that was accepted is in the audit once', async () => {
      const { rows } = await town.db.query(
        `select count(*)::int as count, count(distinct op_id)::int as operations from dashboard.audit
          where outcome = 'done' and action in ('memory.create', 'memory.edit', 'memory.remove', 'memory.undo')`,
      )
      expect.soft(rows[0]).toEqual({ count: run.book.changes, operations: run.book.changes })
    })
    await test.step('the server never has more connections than its pool', () => {
      expect.soft(run.watch.connections).toBeGreaterThan(0)
      expect.soft(run.watch.connections).toBeLessThanOrEqual(POOL)
    })
    await test.step('what the server keeps in memory does not grow', () => {
      if (MINUTES < 5) return // shorter than that, it is still being filled
      const { memory } = run
      expect.soft(memory.ends).toBeLessThan(memory.begins * 1.1)
      expect.soft(memory.rssEnds).toBeLessThan(memory.rssBegins * 1.15)
    })
  } finally {
    await town.stop()
  }
})

type Run = { book: Book; agent: AgentWrites | null; watch: Watch; memory: Memory }

/** Lets everybody come and go for {@link MINUTES}, and prints the figures. */
async function visitAll(town: Town): Promise<Run> {
  const random = draws()
  const book = newBook()
  await town.db.query('select pg_stat_statements_reset()').catch(() => {})
  const agent = startAgent(town.databaseUrl, town.people, AGENT_WRITES_A_SECOND)
  if (agent === null) console.log('There is no Python for the agent here: nobody writes beside the people.')
  const watch = startWatch(town)
  const began = Date.now()
  const end = began + MINUTES * 60_000
  console.log(`${new Date(began).toISOString()}: a step of each every ${THINKS} s`)
  const progress = setInterval(() => console.log(progressOf(book, began)), 60_000)
  await Promise.all(
    town.people.map(async (person) => {
      const visit = new Visit(town, person, book, random)
      for (;;) {
        const thinks = random.below(2_000 * THINKS)
        if (Date.now() + thinks > end) return
        await new Promise((done) => setTimeout(done, thinks))
        await visit.step()
      }
    }),
  )
  clearInterval(progress)
  const took = (Date.now() - began) / 1_000
  await agent?.stop()
  watch.stop()
  const seconds = secondsOf(town)
  const steady = seconds.filter(({ at }) => at > began + WARM_UP * MINUTES * 60_000 && at < end)
  const memory = memoryOf(steady)
  const { answers, changes, sentAgain } = book
  console.log(
    [
      `${answers.length} requests in ${took.toFixed(0)} s, ${(answers.length / took).toFixed(1)} a second; ${changes} changes accepted; ${agent?.count ?? 0} writes of the agent; ${sentAgain} sent once more`,
      byKind(answers),
      machineSaid(steady, watch),
      memorySaid(memory),
      await statements(town),
    ].join('\n\n'),
  )
  if (process.env.GRAPH) drawGraph(process.env.GRAPH, { began, end, book, seconds, watch })
  return { book, agent, watch, memory }
}

/** What was accepted and is not there, or is there and nobody's; people's own canaries are looked for as well. */
async function lostIn({ people, db }: Town, { book, agent }: Run): Promise<string[]> {
  const lost: string[] = []
  for (const { id, root, canary } of people) {
    const { rows } = await db.query<{ key: string; json: string }>(
      'select key, value::text as json from store where prefix = $1',
      [root],
    )
    const stored = new Map(rows.map(({ key, json }) => [key, json]))
    for (const [key, json] of stored) if (!json.includes(canary)) lost.push(`${id}: ${key} is not theirs`)
    const names = [...book.said.keys(), ...(agent?.said.keys() ?? [])].filter((name) => name.startsWith(`${id} `))
    for (const name of new Set(names)) {
      const could = couldBe(name, book, agent)
      const is = stored.get(name.slice(id.length + 1))
      if (
        !could.some((json) =>
          json === null || is === undefined ? json === null && is === undefined : isSame(json, is),
        )
      )
        lost.push(`${name} is ${is}, was to be ${could.join(' or ')}`)
    }
  }
  return lost
}

/** What may be stored under a name at the end: the later of two, or either where they overlapped. */
function couldBe(name: string, book: Book, agent: AgentWrites | null): (string | null)[] {
  const [ours, theirs] = [book.said.get(name), agent?.said.get(name)]
  if (ours === undefined || theirs === undefined) return [ours?.json ?? theirs?.json ?? null]
  if (!name.endsWith(BOTH)) return ['one writer alone']
  if (ours.began > theirs.ended) return [ours.json]
  return theirs.began > ours.ended ? [theirs.json] : [ours.json, theirs.json]
}

const isSame = (a: string, b: string) => sorted(a) === sorted(b)
const sorted = (json: string) => JSON.stringify(Object.entries(JSON.parse(json) as object).sort())

function progressOf(book: Book, began: number): string {
  const last = book.answers.filter(({ at }) => at > Date.now() - 60_000)
  const slow = last.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(last.length * 0.95)] ?? 0
  return `${((Date.now() - began) / 60_000).toFixed(0)} min: ${(last.length / 60).toFixed(1)} a second, p95 ${slow.toFixed(0)} ms, ${book.wrong.length} wrong`
}

/** What the database spent most of its time on, where it can tell. */
async function statements({ db }: Town): Promise<string> {
  const { rows } = await db
    .query<{ calls: string; mean: number; share: number; query: string }>(
      `select calls, mean_exec_time as mean, 100 * total_exec_time / sum(total_exec_time) over () as share, query
         from pg_stat_statements order by total_exec_time desc limit 12`,
    )
    .catch(() => ({ rows: [] }))
  return rows
    .map(({ calls, mean, share, query }) => {
      const words = query.replace(/\s+/g, ' ').slice(0, 110)
      return `${share.toFixed(1).padStart(5)} %  ${calls.padStart(7)} ×  ${mean.toFixed(2).padStart(8)} ms  ${words}`
    })
    .join('\n')
}
