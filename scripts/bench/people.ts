// `npm run bench -- people`: what the list of people costs at 1,000,000 memories, beside `select 1` and a full `group by`, as ratios within one run.
import type pg from 'pg'
import type { Embedder } from '@/lib/embedding/embedder'
import { openPostgres } from '@/lib/lakebase/database'
import { EVERYONE, type PeopleSort } from '@/lib/shared/people'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { type Auditor, openMemoryStore, pseudonym } from '@/lib/store/memory-store'
import { countedPeople, countPeople } from '@/lib/store/people/count'
import { listPeople } from '@/lib/store/people/list'
import { viewPerson } from '@/lib/store/people/person'
import { ensurePostgres } from '../ensure-postgres.mjs'
import { interleaved, ms, print, ratio } from './times'

const ROWS = 1_000_000
const PEOPLE = [2_000, 20_000]
const PAGE = 50
/** So small that it fits: what is measured counts vectors and never reads one. */
const DIMS = 4

const RULES = { style: 'at' as const, issuable: (id: string) => /^person_\d+@example\.com$/.test(id) }

export async function benchPeople() {
  const server = await ensurePostgres()
  if ('skipped' in server) return console.log(`\nPostgreSQL: skipped. ${server.skipped}`)
  for (const people of PEOPLE) {
    const name = `bench_people_${people}`
    const admin = await openPostgres(server.url)
    await admin.pool.query(`drop database if exists ${name}`)
    await admin.pool.query(`create database ${name}`)
    await admin.close()
    const own = new URL(server.url)
    own.pathname = `/${name}`
    const database = await openPostgres(own.href)
    console.log(`\n${server.describe}, ${ROWS.toLocaleString('en')} memories of ${people.toLocaleString('en')} people`)
    await measure(database.pool, people)
    await database.close()
  }
  await server.stop()
}

async function measure(pool: pg.Pool, people: number) {
  const embedder: Embedder = { name: 'bench', dims: DIMS, embed: async (texts) => texts.map(() => Array(DIMS).fill(1)) }
  await setUpAgentTables(pool, 'public', DIMS)
  await pool.query('drop index store_vectors_embedding_idx') // only slows the loading
  const store = await openMemoryStore(pool, 'public', {
    ...{ embedder, fields: ['$'], namespaceRoot: 'user_memories', namespaceStyle: 'at', pseudonymKey: 'bench' },
  })
  await fill(pool, people)
  const label = (at: number) => `person_${String(at).padStart(6, '0')}-at-example-com`
  const staff = {
    pool,
    pseudonymKey: 'bench',
    userId: 'audrey',
    name: 'Audrey',
    role: 'auditor',
    actor: pseudonym(store, 'person', 'audrey'),
  } as Auditor
  const began = performance.now()
  await countPeople(store, RULES)
  console.log(`  counting everybody, once: ${ms(performance.now() - began)}`)
  const list = (sort: PeopleSort, after?: string) =>
    listPeople(staff, store, RULES, { limit: PAGE, sort, filter: EVERYONE, timeZone: 'UTC', after })
  const at = (sort: PeopleSort, value: string, place: string) =>
    Buffer.from(JSON.stringify([sort, value, place])).toString('base64url')
  const middle = at('id', '', label(Math.floor(people / 2)))
  const holding = at('id', '', label(LARGEST - 20))
  const search = { ...EVERYONE, q: '1234' }
  const times = await interleaved({
    one: () => pool.query('select 1'),
    grouped: () => pool.query('select prefix, count(*), max(updated_at) from store group by prefix'),
    first: () => list('id'),
    middle: () => list('id', middle),
    holding: () => list('id', holding),
    changed: () => list('changed'),
    searched: () => listPeople(staff, store, RULES, { limit: PAGE, sort: 'changed', filter: search, timeZone: 'UTC' }),
    totals: () => countedPeople(store, RULES),
    small: () => viewPerson(staff, store, RULES, { label: label(people - 5), part: 'months' }),
    large: () => viewPerson(staff, store, RULES, { label: label(LARGEST), part: 'months' }),
  })
  const told = (what: string, time: number | undefined) =>
    print(
      what,
      time,
      `${ratio(time, times.one)} × select 1 (${ms(times.one)}), ${ratio(time, times.grouped)} × group by (${ms(times.grouped)})`,
    )
  told(`by id, first page of ${PAGE}`, times.first)
  told('by id, a page in the middle', times.middle)
  told(`by id, the page with the largest (${SHARE * 100} %)`, times.holding)
  told('by last change, first page', times.changed)
  told('found by a part of the id', times.searched)
  told('how old the count is, and what it says of all', times.totals)
  told('one person, with months', times.small)
  told('the largest person, with months', times.large)
}

/** The place of the one who has a tenth of all memories. */
const LARGEST = 777
const SHARE = 0.1

async function fill(pool: pg.Pool, people: number) {
  const client = await pool.connect()
  await client.query('set statement_timeout to 0')
  const size = 50_000
  for (let from = 0; from < ROWS; from += size) {
    await client.query(
      `insert into store (prefix, key, value, created_at, updated_at)
       select 'user_memories.person_' || lpad((case when n % 10 = 0 then ${LARGEST} else (n::bigint * 7919) % ${people} end)::text, 6, '0')
                || '-at-example-com' || case when n % 20 = 1 then '.work' else '' end,
              'memory_' || n, jsonb_build_object('text', 'Note ' || n || ' about breakfast and trains'),
              now() - make_interval(secs => n * 60), now() - make_interval(secs => n * 30)
         from generate_series(${from}, ${from + size - 1}) n`,
    )
  }
  // without looking at each memory once more
  await client.query('set session_replication_role to replica')
  await client.query(
    `insert into store_vectors (prefix, key, field_name, embedding, created_at, updated_at)
     select prefix, key, '$', '[1,2,3,4]', updated_at, updated_at from store where hashtext(key) % 100 <> 0`,
  )
  await client.query('vacuum analyze store')
  await client.query('vacuum analyze store_vectors')
  client.release(true)
}
