// `npm run bench -- audit`: what the page of the audit costs at a thousand entries and at a million, on real Postgres.
import { type Database, openPostgres } from '@/lib/lakebase/database'
import { type AuditFilter, NO_FILTER } from '@/lib/shared/audit-filter'
import { type AuditLog, readAuditLog } from '@/lib/store/audit/log'
import type { Auditor } from '@/lib/store/memory-store'
import { ensurePostgres } from '../ensure-postgres.mjs'

type Timer = (things: Record<string, () => unknown>) => Promise<Record<string, number>>

const PAGE = 50
const SIZES = [1_000, 1_000_000]
/** Entries of one commit while the record is filled. */
const COMMIT = 10_000

/** What the counts beside the entries would cost without the counts that are kept. */
const GROUP_BY = `select action, surface, role, outcome, date_trunc('day', at), count(*) from dashboard.audit group by 1, 2, 3, 4, 5`

export async function benchAudit(interleaved: Timer): Promise<void> {
  const server = await ensurePostgres()
  if ('skipped' in server) return console.log(`\nPostgreSQL: skipped. ${server.skipped}`)
  const database = await openPostgres(server.url)
  for (const size of SIZES) {
    await fill(database, size)
    await measure(database, server.describe, size, interleaved)
  }
  await database.close()
  await server.stop()
}

async function measure({ pool }: Database, name: string, size: number, interleaved: Timer): Promise<void> {
  const facts = {
    pool,
    userId: 'bench',
    name: 'Bench',
    actor: pseudonymOf('staff 1'),
    role: 'auditor',
    pseudonymKey: 'bench',
  }
  const auditor = facts as unknown as Auditor
  const ask = (filter: Partial<AuditFilter>, timeZone = 'Europe/Vienna', place = {}) =>
    readAuditLog(auditor, {
      ...{ filter: { ...NO_FILTER, ...filter }, timeZone, place, limit: PAGE },
      rules: { namespaceRoot: 'user_memories', namespaceStyle: 'at' },
    })
  const all = await ask({})
  const deep = { below: String(Math.max(PAGE, size - 100_000)) }
  const bar = all.chart.bars.at(-3)
  const times = await interleaved({
    one: () => pool.query('select 1'),
    grouped: () => pool.query(GROUP_BY),
    first: () => ask({}),
    deep: () => ask({}, 'Europe/Vienna', deep),
    kolkata: () => ask({}, 'Asia/Kolkata'),
    month: () => ask({ from: bar?.from ?? null, to: bar?.to ?? null }),
    person: () => ask({ subject: pseudonymOf('person 77') }),
    heavy: () => ask({ subject: pseudonymOf('person 1') }),
    staff: () => ask({ actor: pseudonymOf('staff 3') }),
    rare: () => ask({ what: 'revealed', outcome: 'refused' }),
  })
  console.log(`\n${name}: the audit page of ${size} entries (${all.chart.bars.length} bars a ${all.chart.unit})`)
  const counts = async (filter: Partial<AuditFilter>) => (await ask(filter)).total
  const say = (what: string, time = 0) =>
    console.log(
      `  ${what.padEnd(62)} ${time.toFixed(2).padStart(8)} ms   ${(time / (times.one ?? 1)).toFixed(1)} × select 1, ${(time / (times.grouped ?? 1)).toFixed(3)} × group by`,
    )
  say('select 1', times.one)
  say('counts by group by over all', times.grouped)
  say('page, facets and chart', times.first)
  say('the same at depth 100,000', times.deep)
  say('the same where zones are half an hour off', times.kolkata)
  say('one period', times.month)
  say(`one person (${await counts({ subject: pseudonymOf('person 77') })} entries)`, times.person)
  say(`the person with most (${await counts({ subject: pseudonymOf('person 1') })} entries)`, times.heavy)
  say(`one of the staff (${await counts({ actor: pseudonymOf('staff 3') })} entries)`, times.staff)
  say(`what is rare (${await counts({ what: 'revealed', outcome: 'refused' })} entries)`, times.rare)
  expectAll(all, size)
}

function expectAll({ total, chart }: AuditLog, size: number): void {
  const bars = chart.bars.reduce((sum, { count }) => sum + count, 0)
  if (total !== size || bars !== size) throw new Error(`${size} entries, but ${total} counted and ${bars} in the chart`)
}

/** 43 characters, as pseudonyms are. */
function pseudonymOf(name: string): string {
  return name.replace(/\W/g, '_').padEnd(43, '-')
}

/** In SQL. */
const pseudonymIn = (name: string, number: string) => `rpad('${name}_' || ${number}, 43, '-')`

/**
 * So many entries and no others, over 400 days up to now, with their places in the chain; their hashes are of the right size and of
 * nothing else. One in twenty is about person 1, the rest about 2,000 people.
 */
async function fill(database: Database, size: number): Promise<void> {
  const pool = await database.pool.connect() // its own, for it outlasts what a page may take
  await pool.query('set statement_timeout = 0')
  await pool.query(`set session_replication_role to replica`)
  await pool.query('truncate dashboard.audit, dashboard.audit_chain, dashboard.audit_count')
  await pool.query('update dashboard.audit_counted set seq = 0')
  await pool.query(
    `insert into dashboard.audit (id, at, op_id, action, surface, role, actor, subject, memory, outcome, detail)
     overriding system value
     select n, now() - make_interval(secs => (${size} - n) * ${(400 * 86_400) / size}), gen_random_uuid(),
            case when is_staff then (array['person.counts', 'people.list', 'person.reveal', 'audit.read'])[1 + n % 4]
                 else (array['memory.search', 'memory.search', 'memory.put', 'memory.edit', 'memory.remove', 'session.start'])[1 + h % 6] end,
            case when is_staff then 'admin' else (array['agent', 'agent', 'mcp', 'dashboard'])[1 + h % 4] end,
            case when is_staff then (array['admin', 'auditor'])[1 + n % 2] else (array['agent', 'agent', 'agent', 'user'])[1 + h % 4] end,
            case when is_staff then ${pseudonymIn('staff', '(h % 20)')} else ${pseudonymIn('person', '(h % 2000)')} end,
            ${pseudonymIn('person', 'case when h % 20 = 7 then 1 else h % 2000 end')}, ${pseudonymIn('memory', '(h % 50000)')},
            case when n % 997 = 0 then 'refused' else 'done' end, '{"results": 5}'
       from (select n, n % 100 = 0 as is_staff, (hashint8(n) & 2147483647) as h from generate_series(1, ${size}) n) as made`,
  )
  await pool.query('set session_replication_role to origin')
  const start = Date.now()
  // in many commits, as it comes: what one transaction writes over and over nobody can clear away before its end
  for (let from = 1; from <= size; from += COMMIT)
    await pool.query(
      `insert into dashboard.audit_chain (seq, audit_id, hash)
       select id, id, sha256(convert_to(id::text, 'UTF8')) from dashboard.audit
        where id >= ${from} and id < ${from + COMMIT} order by id`,
    )
  console.log(
    `counting ${size} entries in thousands: ${((Date.now() - start) / (size / 1_000)).toFixed(1)} ms each, with their places in the chain`,
  )
  await pool.query('vacuum analyze dashboard.audit')
  await pool.query('vacuum analyze dashboard.audit_chain')
  await pool.query('vacuum analyze dashboard.audit_count')
  pool.release(true)
}
