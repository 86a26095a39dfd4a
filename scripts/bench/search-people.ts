// Goal 4: the search of administrators across everybody, beside the same search done exactly.
import { type Admin, pseudonym } from '@/lib/store/memory-store'
import { searchPeople } from '@/lib/store/people/search'
import { explain, heardWith } from './heard'
import type { World } from './search'
import { goal, interleaved, ms, share } from './times'
import { questions } from './world'

const ASKED = 30
const TOP = 10

export async function benchEverybody(world: World): Promise<void> {
  const { pool, store, rows } = world
  const admin = {
    ...{ pool, pseudonymKey: 'bench', userId: 'adam', name: 'Adam', role: 'admin', session: null },
    actor: pseudonym(store, 'person', 'adam'),
  } as unknown as Admin
  const asked = await questions(pool, rows, 1_000, ASKED, true)
  const ask = (vector: number[], isExact: boolean) =>
    searchPeople(
      admin,
      store,
      { query: 'bench', by: 'meaning', embedding: vector, reason: 'the bench', isExact },
      async () => new Map(),
    )
  const marks = async (vector: number[], isExact: boolean) =>
    (await ask(vector, isExact)).hits.slice(0, TOP).map(({ mark }) => mark)
  let [hits, all, approximate] = [0, 0, 0]
  for (const vector of asked) {
    const right = new Set(await marks(vector, true))
    const found = await marks(vector, false)
    all += right.size
    hits += found.filter((mark) => right.has(mark)).length
    approximate += (await ask(vector, false)).isApproximate ? 1 : 0
  }
  let round = 0
  const next = () => asked[round++ % ASKED] ?? []
  const statement = (isExact: boolean) => () =>
    heardWith('with near as', () => ask(next(), isExact)).then(({ ms }) => ms)
  const times = await interleaved({
    statement: statement(false),
    exact: statement(true),
    call: () => ask(next(), false),
    exactCall: () => ask(next(), true),
  })
  const recall = hits / all
  goal(
    4,
    `everybody's ${rows} memories, recall@10 at least .98 in 0.01 of the exact scan`,
    `${recall.toFixed(3)} in ${((times.statement ?? 0) / (times.exact ?? 1)).toFixed(4)} (${ms(times.statement)} to ${ms(times.exact)}; with the records of the audit ${share(times.call, times.exactCall)}, ${ms(times.call)} to ${ms(times.exactCall)}); by the index ${approximate} of ${ASKED}`,
    recall >= 0.98 && (times.statement ?? 0) * 100 <= (times.exact ?? 0),
  )
  for (const isExact of [false, true])
    console.log(
      `    ${isExact ? 'exactly' : 'ours'}: ${await explain(pool, await heardWith('with near as', () => ask(next(), isExact)))}`,
    )
}
