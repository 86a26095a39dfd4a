// "The numbers of the audit are exact": every filter, count, bar and page against a plain model of the same rows.
import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '@/lib/audit/verify'
import { type AuditFilter, NO_FILTER } from '@/lib/shared/audit-filter'
import { AUDIT_GROUPS, groupOf, OUTCOMES, ROLES, SURFACES } from '@/lib/shared/audit-words'
import { readBars, readKinds } from '@/lib/store/audit/counts'
import { exportAudit } from '@/lib/store/audit/export'
import { type AuditLog, readAuditLog } from '@/lib/store/audit/log'
import { findInAudit } from '@/lib/store/audit/people'
import { recordAuditRead } from '@/lib/store/audit/reads'
import { appendAudit, recordStaff } from '@/lib/store/audit/record'
import { NOBODY } from '@/lib/store/audit/sql'
import { type Auditor, pseudonym } from '@/lib/store/memory-store'
import { numbers } from '../../scripts/bench/data'
import { onEachDatabase, onOneDatabase } from '../support/databases'

type Row = {
  id: number
  at: string
  action: string
  surface: string
  role: string
  actor: string
  subject: string
  memory: string | null
  outcome: string
}

const named = (name: string) => createHash('sha256').update(name).digest('base64url')
const PEOPLE = ['ada', 'ben', 'cem', 'dora'].map(named)
const RULES = { namespaceRoot: 'user_memories', namespaceStyle: 'at' } as const
const STAFF = ['admin', 'auditor'].map(named)
const MEMORIES = ['m1', 'm2', 'm3'].map(named)
const ZONES = ['UTC', 'Europe/Vienna', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Chatham']
/** Days around which clocks change, and some with none. */
const DAYS = ['2026-03-29', '2026-10-25', '2026-11-01', '2026-04-05', '2026-09-27', '2026-06-15', '2024-12-31']
const ACTIONS = ['memory.edit', 'memory.search', 'memory.remove', 'person.reveal', 'session.start', 'future.thing']

const seeded = numbers(16)
const below = (limit: number) => Math.floor(((seeded.next().value as number) + 0.5) * limit)
const pick = <T>(list: readonly T[]) => list[below(list.length)] as T
const maybe = <T>(one: () => T) => (below(3) === 0 ? one() : null)

onEachDatabase((use) => {
  let rows: Row[] = []
  let auditor: Auditor

  beforeAll(async () => {
    const { pool } = use()
    const facts = { pool, userId: 'aud', name: 'Aud', actor: named('auditor'), role: 'auditor', pseudonymKey: 'test' }
    auditor = facts as unknown as Auditor
    for (let batch = 0; batch < 3; batch++) await write(Array.from({ length: 450 }, entry))
    await reload()
  })

  /** At times that many share, near midnight, at the full and the half hour, within days whose clocks change. */
  function entry(): Omit<Row, 'id'> {
    const role = pick(ROLES)
    const minutes = below(4) === 0 ? pick([0, 30, 1_439, 1_410, 345]) : below(3 * 1_440) - 1_440
    const at = new Date(Date.parse(`${pick(DAYS)}T00:00:00Z`) + minutes * 60_000 + pick([0, 0, 59_999]))
    return {
      at: at.toISOString(),
      ...{ action: pick(ACTIONS), surface: pick(SURFACES), role, outcome: below(20) === 0 ? pick(OUTCOMES) : 'done' },
      actor: role === 'admin' || role === 'auditor' ? pick(STAFF) : pick(PEOPLE),
      subject: pick(PEOPLE),
      memory: maybe(() => pick(MEMORIES)),
    }
  }

  async function write(entries: Omit<Row, 'id'>[]): Promise<void> {
    await use().pool.query(
      `insert into dashboard.audit (op_id, at, action, surface, role, outcome, actor, subject, memory)
       select gen_random_uuid(), r.at::timestamptz, r.action, r.surface, r.role, r.outcome, r.actor, r.subject, r.memory
         from jsonb_to_recordset($1::jsonb) as r (at text, action text, surface text, role text, outcome text, actor text, subject text, memory text)`,
      [JSON.stringify(entries)],
    )
  }

  async function reload(): Promise<void> {
    const found = await use().pool.query<Row>(
      `select id::int, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, action, surface, role, actor, subject, memory, outcome
         from dashboard.audit order by id desc`,
    )
    rows = found.rows
  }

  const formats = new Map(
    ZONES.map((timeZone) => [
      timeZone,
      new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    ]),
  )
  const days = new Map<string, string>()
  const dayIn = (at: string, timeZone: string) => {
    const known = days.get(at + timeZone) ?? formats.get(timeZone)?.format(new Date(at)) ?? ''
    days.set(at + timeZone, known)
    return known
  }

  function model(filter: Partial<AuditFilter>, timeZone: string): Row[] {
    const one = { ...NO_FILTER, ...filter }
    const is = <T>(wanted: T | null, value: T) => wanted === null || wanted === value
    return rows.filter(
      (row) =>
        (one.from === null || dayIn(row.at, timeZone) >= one.from) &&
        (one.to === null || dayIn(row.at, timeZone) <= one.to) &&
        is(one.what, groupOf(row.action)) &&
        is(one.outcome, row.outcome) &&
        is(one.role, row.role) &&
        is(one.through, row.surface) &&
        is(one.actor, row.actor) &&
        is(one.subject, row.subject) &&
        (one.memory === null || row.memory === one.memory),
    )
  }

  const ask = (filter: Partial<AuditFilter>, timeZone: string, place = {}, limit = 20) =>
    readAuditLog(auditor, { filter: { ...NO_FILTER, ...filter }, timeZone, rules: RULES, place, limit })
  const idsOf = ({ entries }: AuditLog) => entries.map(({ id }) => Number(id))
  const counted = (list: Row[], nameOf: (row: Row) => string, names: readonly string[]) =>
    Object.fromEntries(
      [...new Set([...names, ...list.map(nameOf)])].map((name) => [
        name,
        list.filter((row) => nameOf(row) === name).length,
      ]),
    )
  const asObject = (facet: { name: string; count: number }[]) =>
    Object.fromEntries(facet.map(({ name, count }) => [name, count]))

  function expectExact(log: AuditLog, filter: Partial<AuditFilter>, timeZone: string): void {
    const all = model(filter, timeZone)
    const without = (...parts: (keyof AuditFilter)[]) =>
      model({ ...filter, ...Object.fromEntries(parts.map((part) => [part, null])) }, timeZone)
    expect(log.total).toBe(all.length)
    expect(log.all).toBe(rows.length)
    expect(idsOf(log)).toEqual(all.slice(0, 20).map(({ id }) => id))
    expect(asObject(log.facets.what)).toEqual(counted(without('what'), (row) => groupOf(row.action), AUDIT_GROUPS))
    expect(asObject(log.facets.outcome)).toEqual(counted(without('outcome'), (row) => row.outcome, OUTCOMES))
    expect(asObject(log.facets.through)).toEqual(counted(without('through'), (row) => row.surface, SURFACES))
    const others = without('role', 'actor')
    expect(asObject(log.facets.roles)).toEqual(counted(others, (row) => row.role, ROLES))
    const isNarrow = (filter.subject ?? filter.memory ?? null) !== null
    const told = others.filter(({ role }) => isNarrow || role === 'admin' || role === 'auditor')
    expect(asObject(log.facets.actors)).toEqual(counted(told, (row) => row.actor, []))
    const timeless = without('from', 'to').map(({ at }) => dayIn(at, timeZone))
    for (const { from, to, count } of log.chart.bars)
      expect([from, to, count]).toEqual([from, to, timeless.filter((day) => day >= from && day <= to).length])
  }

  function draw(): Partial<AuditFilter> {
    const days = [pick(DAYS), pick(DAYS)].sort()
    const period = maybe(() => pick([{ from: days[0], to: days[1] }, { from: days[0] }, { to: days[1] }]))
    return {
      ...period,
      what: maybe(() => pick(AUDIT_GROUPS)),
      outcome: maybe(() => pick(OUTCOMES)),
      role: maybe(() => pick(ROLES)),
      through: maybe(() => pick(SURFACES)),
      actor: maybe(() => pick([...PEOPLE, ...STAFF])),
      subject: maybe(() => pick(PEOPLE)),
      memory: maybe(() => pick(MEMORIES)),
    }
  }

  test('every filter leaves what it says, in every zone, with its counts and bars', async () => {
    const { rows: covered } = await use().pool.query<{ seq: number }>('select seq::int from dashboard.audit_counted')
    expect(covered[0]?.seq).toBe(1_000) // so that both what is covered and what is not take part
    for (const timeZone of ZONES) expectExact(await ask({}, timeZone), {}, timeZone)
    for (const [at, day] of DAYS.entries()) {
      const [filter, timeZone] = [{ from: day, to: day }, ZONES[at % ZONES.length] ?? 'UTC']
      expectExact(await ask(filter, timeZone), filter, timeZone)
    }
    for (let round = 0; round < 16; round++) {
      const [filter, timeZone] = [draw(), pick(ZONES)]
      expectExact(await ask(filter, timeZone), filter, timeZone)
    }
  })

  test('the time zone of a session has no say in where months and days end', async () => {
    const client = await use().pool.connect()
    const kindsIn = async (timeZone: string, from: string) => {
      await client.query(`begin; set local timezone = '${timeZone}'`)
      const kinds = await readKinds(client, { from: new Date(from), to: new Date('2026-11-20') }, NOBODY)
      await client.query('rollback')
      return kinds.map((kind) => JSON.stringify(kind)).sort()
    }
    for (const from of ['2026-03-10T00:30Z', '2026-11-01T02:00Z'])
      expect(await kindsIn('America/New_York', from)).toEqual(await kindsIn('UTC', from))
    client.release()
  })

  test('a chart holds the whole record, and of a period that and its neighbourhood', async () => {
    const { chart } = await ask({}, 'Europe/Vienna')
    expect(chart.unit).toBe('month')
    expect(chart.bars.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length)
    const day = await ask({ from: '2026-10-25', to: '2026-10-25' }, 'Europe/Vienna')
    expect(day.chart.unit).toBe('day')
    expect(day.chart.bars.filter(({ isChosen }) => isChosen).map(({ from, to }) => [from, to])).toEqual([
      ['2026-10-25', '2026-10-25'],
    ])
    expect(day.chart.bars.length).toBeGreaterThan(60)
  })

  test('paging goes through all of it once, and back, while entries are added', async () => {
    for (const filter of [
      {},
      { what: 'saved', outcome: 'done' },
      { subject: PEOPLE[0] },
      { from: '2026-10-25' },
    ] as const) {
      const before = model(filter, 'UTC').map(({ id }) => id)
      const seen: number[] = []
      let page = await ask(filter, 'UTC', {}, 149)
      for (;;) {
        seen.push(...idsOf(page))
        await appendAudit(use().pool, {
          ...{
            action: 'memory.edit',
            surface: 'agent',
            role: 'agent',
            actor: PEOPLE[1] ?? '',
            subject: PEOPLE[0] ?? '',
          },
        })
        if (!page.hasOlder) break
        page = await ask(filter, 'UTC', { below: page.entries.at(-1)?.id ?? '' }, 149)
        expect(page.hasNewer).toBe(true)
      }
      expect(seen).toEqual(before)
      const last = page.entries[0]?.id ?? ''
      const back = await ask(filter, 'UTC', { above: last }, 149)
      expect(idsOf(back)).toEqual(before.slice(before.indexOf(Number(last)) - 149, before.indexOf(Number(last))))
      await reload()
    }
  })

  test('an export holds what its filter leaves, each once, and what was written meanwhile is not in it', async () => {
    for (const filter of [{}, { what: 'deleted' as const, outcome: 'done' }, { actor: STAFF[0] ?? '' }]) {
      const question = { filter: { ...NO_FILTER, ...filter }, timeZone: 'UTC', rules: RULES, format: 'jsonl' }
      const ids: number[] = []
      let head: { entries: number; seq: string } | undefined
      for await (const piece of exportAudit(auditor, question)) {
        if ('head' in piece) head = piece.head
        else ids.push(Number(piece.entry.id))
        if (ids.length === 1) await write([entry()])
      }
      await reload()
      const expected = model(filter, 'UTC').filter(({ id }) => id <= Number(head?.seq)) // the chain and the ids went together
      expect(ids).toEqual(expected.map(({ id }) => id).reverse())
      expect(head?.entries).toBe(ids.length)
    }
  })

  test('who looked is in it once, with whom it was about; whoever is looked for is found by name and by id', async () => {
    await use().pool.query(`insert into dashboard.pseudonym (pseudonym, user_id) values ($1, 'ada@example.com')`, [
      pseudonym(auditor, 'person', 'ada@example.com'),
    ])
    const about = { ...NO_FILTER, subject: pseudonym(auditor, 'person', 'ada@example.com') }
    const byStaff = { ...NO_FILTER, actor: STAFF[0] ?? '' }
    for (const filter of [about, about, NO_FILTER, byStaff, about]) await recordAuditRead(auditor, filter)
    const { rows: own } = await use().pool.query(
      `select subject from dashboard.audit where action = 'audit.read' and actor = $1 order by id`,
      [auditor.actor],
    )
    expect(own).toEqual([{ subject: about.subject }, { subject: '-' }, { subject: byStaff.actor }])
    const found = [{ userId: 'ada@example.com', name: null, pseudonym: about.subject }]
    expect(await findInAudit(auditor, 'ADA')).toEqual(found)
    expect(await findInAudit(auditor, 'ada@example.com')).toEqual(found)
    expect(await findInAudit(auditor, 'nobody%')).toEqual([])
    // what a person who is locked out is given to tell who they are
    const reference = found[0]?.pseudonym.slice(0, 8) ?? ''
    expect(await findInAudit(auditor, reference)).toEqual(found)
    expect(await findInAudit(auditor, reference.slice(0, 7))).toEqual([])
    const log = await ask({ subject: about.subject }, 'UTC')
    expect([log.total, log.names.get(about.subject)]).toEqual([1, { userId: 'ada@example.com', name: null }])
    await recordStaff(auditor, {
      action: 'person.counts',
      subject: pseudonym(auditor, 'namespace', 'user_memories.ada-at-example-com'),
    })
    expect((await ask({ subject: about.subject }, 'UTC')).total).toBe(2)
    await reload()
  })

  test('between any instants there are as many as there are, also where several lie in one day or one hour', async () => {
    const client = await use().pool.connect()
    try {
      for (let round = 0; round < 60; round++) {
        const times = Array.from(
          { length: 4 },
          () => Date.parse(pick(rows).at) + pick([0, 60_000, 1_740_000, 5_400_000]),
        )
        const edges = [...new Set(times)].sort((a, b) => a - b).map((time) => new Date(time))
        if (edges.length < 2) continue
        const between = edges.slice(1).map((to, at) => {
          const from = edges[at] ?? to
          return rows.filter(({ at }) => Date.parse(at) >= from.getTime() && Date.parse(at) < to.getTime()).length
        })
        const wanted = { what: null, outcome: null, role: null, through: null }
        expect(await readBars(client, edges, NOBODY, wanted), edges.map((edge) => edge.toISOString()).join()).toEqual(
          between,
        )
      }
    } finally {
      client.release()
    }
  })

  test('entries of many in one transaction are counted once, also when they pass a thousand, and none when it is rolled back', async () => {
    await write(Array.from({ length: 700 }, entry))
    const client = await use().pool.connect()
    await client.query('begin')
    await client.query(
      `insert into dashboard.audit (op_id, action, surface, role, actor, subject)
       select gen_random_uuid(), 'memory.edit', 'agent', 'agent', 'x', 'x' from generate_series(1, 1100)`,
    )
    await client.query('set constraints all immediate')
    await client.query('rollback')
    client.release()
    await reload()
    expectExact(await ask({}, 'Asia/Kolkata'), {}, 'Asia/Kolkata')
    const { rows: covered } = await use().pool.query<{ seq: number; sum: number }>(
      `select seq::int, (select sum(entries)::int from dashboard.audit_count where unit = 'hour') as sum from dashboard.audit_counted`,
    )
    expect(covered[0]).toEqual({ seq: 2_000, sum: 2_000 })
    expect(await verifyAudit(use().pool, { file: '/nowhere', keys: [] })).toMatchObject({
      isComplete: true,
      breaks: [],
    })
  })
})

onOneDatabase((use) => {
  test('counting a thousand entries looks a thousand up, whatever was known of the tables', async () => {
    const client = await use().pool.connect()
    const fill = (size: number) =>
      client.query(`
        truncate dashboard.audit, dashboard.audit_chain;
        insert into dashboard.audit (op_id, action, surface, role, actor, subject)
        select gen_random_uuid(), 'memory.edit', 'agent', 'agent', 'x', 'x' from generate_series(1, ${size});
        insert into dashboard.audit_chain (seq, audit_id, hash)
        select row_number() over (order by id), id, '' from dashboard.audit`)
    try {
      await client.query('set session_replication_role to replica')
      await fill(1_000)
      await client.query('analyze dashboard.audit, dashboard.audit_chain')
      await fill(20_000)
      const fetched = async () => {
        const { rows } = await client.query<{ audit: number; chain: number }>(
          `select sum(idx_tup_fetch) filter (where relname = 'audit')::int as audit,
                  sum(idx_tup_fetch) filter (where relname = 'audit_chain')::int as chain
             from pg_stat_xact_user_tables where schemaname = 'dashboard'`,
        )
        return [rows[0]?.audit ?? 0, rows[0]?.chain ?? 0] as const
      }
      /** What is taken for the longer of the two: whichever it is, nothing may be gone through from that end. */
      for (const [longer, shorter] of [
        ['audit', 'audit_chain'],
        ['audit_chain', 'audit'],
      ]) {
        await client.query('begin')
        await client.query(
          `update pg_class set reltuples = 1e9, relpages = 10 where oid = 'dashboard.${longer}'::regclass`,
        )
        await client.query(
          `update pg_class set reltuples = 1, relpages = 1000 where oid = 'dashboard.${shorter}'::regclass`,
        )
        const before = await fetched()
        await client.query('select dashboard.count_audit(1000)')
        const after = await fetched()
        expect([after[0] - before[0], after[1] - before[1]], `${longer} taken for longer`).toEqual([1_000, 1_000])
        await client.query('rollback')
        await client.query('discard plans')
      }
    } finally {
      client.release(true)
    }
  })
})
