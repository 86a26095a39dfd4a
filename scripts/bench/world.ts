// The rows of the large bench: people of Zipf's sizes whose memories lie around topics of their own. All of it is made by the database, from a seed.
import type pg from 'pg'
import { openPostgres } from '@/lib/lakebase/database'

export const DIMS = 1_024
const TOPICS = 200
const TOPICS_OF_ONE = 8
const PEOPLE = 400
/** People who are asked about, by how many memories they have; each is called `person-` and this number. */
const MEASURED = [100_000, 10_000, 5_000, 2_500, 1_000]

/** Those of {@link MEASURED} that leave most of `rows` to others. */
export function measuredSizes(rows: number): number[] {
  return MEASURED.filter((size) => size <= rows / 2.9).reverse()
}

/** A database of this name, made anew. */
export async function freshDatabase(serverUrl: string, name: string): Promise<string> {
  const admin = await openPostgres(serverUrl)
  await admin.pool.query(`drop database if exists ${name} with (force)`)
  await admin.pool.query(`create database ${name}`)
  await admin.close()
  const own = new URL(serverUrl)
  own.pathname = `/${name}`
  return own.href
}

/** Statements whatever their time; none holds a semicolon of its own. */
export async function unhurried(pool: pg.Pool, sql: string): Promise<void> {
  const client = await pool.connect()
  await client.query('set statement_timeout to 0')
  for (const one of sql.split(';')) await client.query(one)
  client.release(true)
}

const label = (person: number | string) => `user_memories.person-${person}`

/** What of row `n` is about what: a topic of its person, a corner of the topic, and two accidents. */
const place = (person: string, n: string) => {
  const drawn = (salt: number) => `abs(hashint8(${n}::bigint * 31 + ${salt} + ${person}::bigint * 1000003))`
  return {
    topic: `((${person} * 37 + (${drawn(1)} % ${TOPICS_OF_ONE}) * 11) % ${TOPICS})`,
    corner: `(${drawn(2)} % 10)`,
    accident: `(${drawn(3)} % 2000)`,
    other: `(${drawn(4)} % 2000)`,
  }
}

/** Sums of a topic's centre, a corner's and two accidents': a vector of unit-like spread around the topic. */
const joined = (of: string, at: ReturnType<typeof place>) =>
  `${of} join bench_part c on c.id = ${at.topic}
     join bench_part d on d.id = 200 + (${at.topic} * 10 + ${at.corner}) % 2000
     join bench_part e on e.id = 2200 + ${at.accident}
     join bench_part f on f.id = 2200 + ${at.other}`

/** Fills the agent's tables with `rows` memories and their vectors. */
export async function fillWorld(pool: pg.Pool, rows: number): Promise<void> {
  const client = await pool.connect()
  await client.query(`set statement_timeout to 0; set session_replication_role to replica`)
  await client.query(`create table bench_part (id int primary key, v vector(${DIMS}));
    alter table bench_part alter v set storage plain; select setseed(0.5)`)
  await client.query(
    `insert into bench_part select id, (select array_agg((random() - 0.5) * scale + 0 * x)
        from generate_series(1, ${DIMS}) x)::float8[]::vector
       from (select id, case when id < 200 then 1 when id < 2200 then 0.5 else 0.4 end as scale from generate_series(0, 4199) id) part`,
  )
  await client.query('analyze bench_part')
  for (const [person, { name, size }] of people(rows).entries()) {
    const at = place(String(person), 'n')
    const word = `(array['ka','lo','mi','ne','ra','su','te','vo'])`
    const letters = (salt: number) => `${word}[1 + abs(hashint8(${at.topic}::bigint * 40 + x % 40 + ${salt})) % 8]`
    await client.query(
      `insert into store (prefix, key, value, created_at, updated_at)
       select '${name}', 'memory_' || n, jsonb_build_object('text', 'Note ' || n || ': ' || (
                select string_agg(${letters(1)} || ${letters(2)} || ${letters(3)}, ' ')
                  from (select abs(hashint8(n * 17 + k)) as x from generate_series(1, 14) k where n is not null) drawn)),
              now() - make_interval(secs => n * 60), now() - make_interval(secs => n * 30)
         from generate_series(1, ${size}::bigint) n`,
    )
    await client.query(
      `insert into store_vectors (prefix, key, field_name, embedding, created_at, updated_at)
       select '${name}', 'memory_' || n, '$', c.v + d.v + e.v + f.v, now(), now()
         from ${joined(`generate_series(1, ${size}::bigint) n`, at)}`,
    )
  }
  await client.query('vacuum analyze store')
  await client.query('vacuum analyze store_vectors')
  client.release(true)
}

/** The measured ones among others of Zipf's sizes, in an order that is none of size. */
function people(rows: number): { name: string; size: number }[] {
  const measured = measuredSizes(rows)
  const left = rows - measured.reduce((sum, size) => sum + size, 0)
  const harmonic = Array.from({ length: PEOPLE }, (_, at) => 1 / (at + 1)).reduce((sum, part) => sum + part)
  const others = Array.from({ length: PEOPLE }, (_, at) => ({
    name: label(`other-${at}`),
    size: Math.max(1, Math.round(left / harmonic / (at + 1))),
  }))
  return [...others.slice(0, 3), ...measured.map((size) => ({ name: label(size), size })), ...others.slice(3)]
}

/**
 * Questions to the person of so many memories: about topics of theirs, or about topics that are only others'.
 * @returns vectors
 */
export async function questions(pool: pg.Pool, rows: number, size: number, count: number, isOnTopic: boolean) {
  const person = people(rows).findIndex(({ name }) => name === label(size))
  const own = place(String(person), '(-q)')
  const others = Array.from({ length: TOPICS }, (_, topic) => topic).filter(
    (topic) => !Array.from({ length: TOPICS_OF_ONE }, (_, k) => (person * 37 + k * 11) % TOPICS).includes(topic),
  )
  const at = isOnTopic ? own : { ...own, topic: `(array[${others}])[1 + q * 13 % ${others.length}]` }
  const { rows: made } = await pool.query<{ vector: string }>(
    `select (c.v + d.v + e.v + f.v)::text as vector from ${joined(`generate_series(1, ${count}) q`, at)} order by q`,
  )
  return made.map(({ vector }) => JSON.parse(vector) as number[])
}
