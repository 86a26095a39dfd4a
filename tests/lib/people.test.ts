// The list of people, against a plain model of the same rows: what is counted, found, sorted and paged, and what is never told.
import { beforeEach, expect, test } from 'vitest'
import { EVERYONE, PEOPLE_SORTS, type PeopleFilter, type PeopleSort } from '@/lib/shared/people'
import { startSession } from '@/lib/store/access/sessions'
import type { MemoryStore } from '@/lib/store/memory-store'
import { countPeople } from '@/lib/store/people/count'
import { listPeople, type PeoplePage } from '@/lib/store/people/list'
import { readOverview } from '@/lib/store/people/overview'
import { PERSON_PARTS, viewPerson } from '@/lib/store/people/person'
import { onEachDatabase } from '../support/databases'
import { eachTimeEmpty } from '../support/emptied-store'
import {
  CANARIES,
  MODEL_RULES,
  type ModelPerson,
  type ModelRow,
  manyRows,
  peopleIn,
  writeRows,
} from '../support/people-model'
import { auditor } from '../support/staff'
import { auditOf, codeOf } from '../support/stores'

const ROWS = manyRows()
const PEOPLE = peopleIn(ROWS)
const RULES = { ...MODEL_RULES, liveRows: 100_000 }
const SINCE = { from: '2020-01-01', timeZone: 'UTC' }
/** Of a store that is too large to be counted with every look. */
const LARGE = { ...MODEL_RULES, liveRows: -1 }

type Asked = {
  limit?: number
  sort?: PeopleSort
  after?: string
  before?: string
  agents?: string
} & Partial<PeopleFilter>

onEachDatabase((use) => {
  let store: MemoryStore
  eachTimeEmpty(use, {}, (emptied) => {
    store = emptied.store
  })
  beforeEach(() => writeRows(store, ROWS))

  const list = ({ limit = 100, sort = 'id', after, before, agents, ...filter }: Asked = {}, rules = RULES) =>
    listPeople(auditor(store), store, rules, {
      ...{ limit, sort, after, before, agents, timeZone: 'UTC' },
      filter: { ...EVERYONE, ...filter },
    })
  const labels = ({ people }: PeoplePage) => people.map(({ label }) => label)
  const only = (keep: (person: ModelPerson) => boolean) => PEOPLE.filter(keep).map(({ label }) => label)
  const sum = (of: (person: ModelPerson) => number | undefined) =>
    PEOPLE.reduce((total, one) => total + (of(one) ?? 0), 0)
  const prefixOf = (row: ModelRow) => [store.namespaceRoot, ...row.path].join('.')

  test('everybody is there once, by id, with what the model counts', async () => {
    const page = await list()
    const told = page.people.map(({ label, memories, lastChange: last, unsearchable, stale }) => [
      label,
      memories,
      last,
      unsearchable,
      stale,
    ])
    expect(told).toEqual(
      PEOPLE.map(({ label, memories, last, unsearchable, stale }) => [label, memories, last, unsearchable, stale]),
    )
    expect(page.total).toEqual({ people: PEOPLE.length, memories: ROWS.length })
    expect([page.from, page.previous, page.next]).toEqual([1, null, null])
    const agents = ({ writers }: ModelPerson) => Object.keys(writers).filter((code) => code !== 'person').length
    expect(page.people.map((one) => one.agents)).toEqual(PEOPLE.map(agents))
    // what lies outside is nobody's
    await store.pool.query(`insert into ${store.catalog.store} (prefix, key, value) values ('user_memories', 'k', '{}'), ('user_memories..x', 'k', '{}'),
      ('user_memoriesx.ada', 'k', '{}'), ('User_memories.ada', 'k', '{}')`)
    expect((await list()).total.people).toBe(PEOPLE.length)
    const { counted } = await readOverview(auditor(store), store, RULES, SINCE)
    expect(counted.figures).toMatchObject({ people: PEOPLE.length, memories: ROWS.length, outside: 4, orphans: 0 })
    expect(counted.figures.months.reduce((all, { began }) => all + began, 0)).toBe(PEOPLE.length)
    for (const { month, memories } of counted.figures.months) expect(memories).toBe(sum(({ months }) => months[month]))
  })

  test('each filter finds whom the model finds, and its total is of the memories that it speaks of', async () => {
    await startSession(store.pool, 'local', { userId: 'ada.lovelace@corp.com', name: 'Countess' })
    const month = Object.keys(PEOPLE[0]?.months ?? {})[0] ?? ''
    const cases: [Asked, (person: ModelPerson) => boolean, ((person: ModelPerson) => number | undefined)?][] = [
      [{ warning: 'unsearchable' }, ({ unsearchable }) => unsearchable > 0, ({ unsearchable }) => unsearchable],
      [{ warning: 'stale' }, ({ stale }) => stale > 0, ({ stale }) => stale],
      [{ ends: 'expired' }, ({ expired }) => expired > 0, ({ expired }) => expired],
      [{ month }, ({ months }) => months[month] !== undefined, ({ months }) => months[month]],
      [{ began: month }, ({ first }) => first.startsWith(month)],
      [
        { agent: 'agent/Travel desk' },
        ({ writers }) => 'agent/Travel desk' in writers,
        ({ writers }) => writers['agent/Travel desk'],
      ],
      [{ agent: 'mcp' }, ({ writers }) => 'mcp' in writers, ({ writers }) => writers.mcp],
      [{ agent: 'outside', warning: 'stale' }, ({ writers, stale }) => 'outside' in writers && stale > 0],
      [{ since: '2026-01-01' }, ({ last }) => last >= '2026-01-01'],
      ...['bo', '%', '_', '\\', "'", 'É', '\u0301', '\u200b', ' ', 'a-b'].map((q): (typeof cases)[number] => [
        { q },
        ({ label }) => label.includes(q),
      ]),
      ...['lovelace@corp', 'cOUNTESS', 'ada.l'].map((q): (typeof cases)[number] => [
        { q },
        ({ label }) => label === 'ada-lovelace-at-corp-com',
      ]),
    ]
    for (const [asked, keep, count = ({ memories }: ModelPerson) => memories] of cases) {
      const page = await list(asked)
      expect([JSON.stringify(asked), labels(page)]).toEqual([JSON.stringify(asked), only(keep)])
      const memories = PEOPLE.filter(keep).reduce((total, one) => total + (count(one) ?? 0), 0)
      expect([JSON.stringify(asked), page.total]).toEqual([
        JSON.stringify(asked),
        { people: only(keep).length, memories },
      ])
    }
    expect(labels(await list({ warning: 'similar' }))).toEqual(
      only(({ label }) => PEOPLE.some((other) => other.label !== label && looksSame(other.label, label))),
    )
  })

  test('pages hold everybody once in each order and both ways, counted now or before', async () => {
    await countPeople(store, LARGE)
    for (const sort of PEOPLE_SORTS)
      for (const rules of sort === 'changed' ? [RULES, LARGE] : [LARGE]) {
        const there: string[] = []
        const froms: number[] = []
        let page = await list({ sort, limit: 11 }, rules)
        for (; ; page = await list({ sort, limit: 11, after: page.next }, rules)) {
          there.push(...labels(page))
          froms.push(page.from)
          if (page.next === null) break
        }
        const all = labels(await list({ sort }, rules))
        expect(there).toEqual(all)
        expect(froms).toEqual(froms.map((_, at) => 1 + 11 * at))
        const back = labels(page)
        while (page.previous !== null) {
          page = await list({ sort, limit: 11, before: page.previous }, rules)
          back.unshift(...labels(page))
        }
        expect(back).toEqual(all)
      }
    expect(
      labels(await list({ sort: 'memories' }, LARGE)).map(
        (label) => PEOPLE.find((one) => one.label === label)?.memories,
      ),
    ).toEqual(PEOPLE.map(({ memories }) => memories).sort((a, b) => b - a))
  })

  test('by id nobody is skipped or shown twice while people come and go between pages', async () => {
    const first = await list({ limit: 5 })
    const gone = labels(first)[4] ?? ''
    const [before, after] = ['!before', '~after']
    await store.pool.query(`delete from ${store.catalog.store} where prefix = $1 or starts_with(prefix, $1 || '.')`, [
      `user_memories.${gone}`,
    ])
    await writeRows(
      store,
      [before, after].map((label) => ({ ...(ROWS[0] as ModelRow), path: [label] })),
    )
    const seen = labels(first)
    for (let on = first.next; on !== null; ) {
      const page = await list({ limit: 5, after: on }, LARGE)
      seen.push(...labels(page))
      on = page.next
    }
    expect(seen.filter((label) => label !== before && label !== after)).toEqual(only(() => true))
    expect(seen).toContain(after)
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('agents beyond those of the menu are counted, and found by name, with the filter that stands', async () => {
    await store.pool.query(
      `insert into dashboard.read_log (root, way, surface, name, found, kept_until)
       select 'user_memories.bob', 'get', 'agent', 'Bot ' || n, 0, now() + interval '1 day' from generate_series(1, 60) n`,
    )
    const codes = new Set([
      ...PEOPLE.flatMap(({ writers }) => Object.keys(writers)),
      ...Array.from({ length: 60 }, (_, n) => `agent/Bot ${n + 1}`),
    ])
    const all = await list({ agents: '' })
    expect([all.agents.first.length, all.agents.total, all.called?.total]).toEqual([30, codes.size, codes.size])
    expect(new Set(all.called?.first.map(({ code }) => code))).toEqual(codes)
    expect((await list()).called).toBe(null)
    for (const q of ['', 'bob']) {
      const { called } = await list({ agents: 'BOT 6', q })
      expect(called).toMatchObject({ first: ['6', '60'].map((n) => ({ code: `agent/Bot ${n}`, people: 1 })), total: 2 })
    }
  })

  test('written in portions it is the same count, and who is gone is gone', async () => {
    const counted = async () =>
      (
        await store.pool.query<{ row: string }>(
          `select p::text as row from dashboard.person_count p order by p.label collate "C"`,
        )
      ).rows
    await countPeople(store, RULES)
    const whole = await counted()
    expect(whole.length).toBe(PEOPLE.length)
    const portion = Math.ceil(PEOPLE.length / 2)
    await countPeople(store, { ...RULES, portion })
    expect(await counted()).toEqual(whole)
    await store.pool.query(`update dashboard.person_count set memories = 0`)
    await store.pool.query(
      `insert into dashboard.person_count select (jsonb_populate_record(p, '{"label": "gone"}')).* from dashboard.person_count p limit 1`,
    )
    await countPeople(store, { ...RULES, portion })
    expect(await counted()).toEqual(whole)
  })

  test('a large store is shown as it was counted, with its age, until it is counted again', async () => {
    const stale = await list({ sort: 'changed' }, LARGE)
    expect(stale.counted.isLive).toBe(false)
    await store.pool.query(`delete from ${store.catalog.store}`)
    expect(labels(await list({ sort: 'changed' }, LARGE))).toEqual(labels(stale))
    expect(labels(await list({ sort: 'id' }, LARGE))).toEqual([])
    await countPeople(store, LARGE)
    expect(labels(await list({ sort: 'changed' }, LARGE))).toEqual([])
    expect((await list()).counted).toMatchObject({ isLive: true, figures: { people: 0, memories: 0 } })
  })

  test('one person’s numbers are the model’s, now and as counted; faults are found', async () => {
    await countPeople(store, RULES)
    for (const person of PEOPLE) {
      const own = ROWS.filter(({ path }) => path[0] === person.label)
      for (const rules of [RULES, { ...RULES, livePersonRows: 0 }]) {
        const { figures, months } = await viewPerson(auditor(store), store, rules, {
          label: person.label,
          part: 'months',
        })
        const { memories, unsearchable, stale, expired, first, last } = person
        expect(figures).toMatchObject({ memories, unsearchable, stale, expired, first, last, endingSoon: 0 })
        expect(figures.keys).toBe(new Set(own.map(({ key }) => key)).size)
        expect(figures.children).toBe(new Set(own.filter(({ path }) => path.length > 1).map(prefixOf)).size)
        expect(
          Object.fromEntries(
            (months ?? []).filter(({ written }) => written > 0).map(({ month, written }) => [month, written]),
          ),
        ).toEqual(person.months)
      }
    }
    const label = 'bob'
    const health = async () => (await viewPerson(auditor(store), store, RULES, { label, part: 'health' })).health
    const before = await health()
    const zero = `[${Array(store.embedder.dims).fill(0).join(',')}]`
    await store.pool.query(
      `insert into ${store.catalog.vectors} (prefix, key, field_name, embedding) select prefix, key, 'zero', $2 from ${store.catalog.store} where prefix = $1 limit 1`,
      [prefixOf(ROWS.find(({ path }) => path[0] === label) as ModelRow), zero],
    )
    expect(await health()).toMatchObject({ unusable: (before?.unusable ?? 0) + 1, orphans: 0 })
  })

  test('what an auditor reads holds no key, no text and no name of a token; each look is recorded first', async () => {
    const staff = auditor(store)
    const answers: unknown[] = [await list(), await readOverview(staff, store, RULES, SINCE)]
    for (const part of PERSON_PARTS) answers.push(await viewPerson(staff, store, RULES, { label: 'bob', part }))
    const said = JSON.stringify(answers)
    for (const canary of Object.values(CANARIES)) expect(said).not.toContain(canary)
    const rows = await auditOf(store)
    expect(rows.map(({ action }) => action)).toEqual([
      'people.list',
      'overview.read',
      ...PERSON_PARTS.map(() => 'person.counts'),
    ])
    expect(rows.every(({ actor, surface }) => actor === staff.actor && surface === 'admin')).toBe(true)
    expect(new Set(rows.map(({ subject }) => subject)).size).toBe(2)
    const counted = await store.pool.query<{ row: string }>(
      'select p::text as row from dashboard.person_count p union all select p::text from dashboard.people_count p',
    )
    for (const canary of Object.values(CANARIES))
      expect(counted.rows.filter(({ row }) => row.includes(canary))).toEqual([])
    await store.pool.query(`alter table dashboard.audit rename to audit_away`)
    expect(await codeOf(list())).toBe('store-not-ready')
    await store.pool.query(`alter table dashboard.audit_away rename to audit`)
  })

  test('a place in the list that was never given is refused', async () => {
    const made = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')
    for (const after of [
      '',
      'x',
      made(['changed', '', 'a']),
      made(['id', 'x', 'a']),
      made(['id', '', 'a', 'b']),
      made(['id', '', 'a\u0000']),
      made({}),
    ])
      expect([after, await codeOf(list({ after }))]).toEqual([after, 'invalid'])
  })
})

function looksSame(one: string, other: string): boolean {
  const letters = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('-at-', '@')
      .replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  return letters(one) !== '' && letters(one) === letters(other)
}
