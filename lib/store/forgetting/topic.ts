// A topic to be forgotten, kept on the server while the person chooses: what was compared, where the line lies, what they ticked.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { type FrozenSelection, SELECTION_LIMIT } from '@/lib/shared/job'
import { NOTHING, type Topic, type TopicLine, type TopicTick } from '@/lib/shared/topic'
import { CHOOSE_IN_TOPIC, FREEZE_TOPIC, READ_TOPIC, START_TOPIC } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { requireWholeNamespace } from '../access/per-row'
import { ROW_VERSION } from '../change/row-version'
import type { Scope } from '../memory-store'
import { personPrefixes } from '../namespaces'
import { asExpected } from '../outage'
import { rankingOf } from '../search/ranking'
import { CLOSE_FROM, LOOSE_FROM } from '../search/reading'
import { rankedSql } from '../search/search-sql'
import { UUID } from '../selected'
import { inTransaction } from '../transaction'

const KEPT_FOR = `interval '1 hour'`

/** At least half of the weight of those words that any memory holds: what nobody has written tells nothing apart. */
const HOLDS_THE_WORDS = `coalesce((select sum(weight) from present where lexeme = any(r.found)) >= 0.5 * (select sum(weight) from present), false)`

/** A topic that many memories are about raises what counts as close: then the loose ones are meant. */
const LINE = `case when exists (select from ranked where 1 - distance >= ${CLOSE_FROM}) then ${CLOSE_FROM} else ${LOOSE_FROM} end`

/**
 * Compares every memory of the person with `question`, by meaning and words, and keeps how close each comes. The line lies where a
 * score begins to be read as `close`, or as `loose` where none is; memories that hold enough of the words go as well.
 * @returns the topic's id: the words themselves go into no address
 * @throws Expected `invalid` for nothing but spaces, `database-unavailable`
 */
export const startTopic = traced(START_TOPIC, start)

async function start(scope: Scope, question: string): Promise<{ id: string }> {
  const said = question.replaceAll('\u0000', ' ').trim()
  if (said === '') throw new Expected('invalid', 'Say what is to be forgotten, in your own words.')
  const id = randomUUID()
  const ranking = await rankingOf(scope, { query: said, by: 'together' })
  if (ranking === null) throw noSuchTopic()
  await asExpected(async () => {
    const prefixes = await personPrefixes(scope)
    const ranked = rankedSql(scope, prefixes, ranking)
    const values = [...ranked.values]
    const place = (value: unknown) => `$${values.push(value)}`
    const [topic, subject, text] = [`${place(id)}::uuid`, place(scope.subject), place(said)]
    const hasMeaning = `${place(ranking.embedding !== null)}::boolean`
    await scope.store.pool.query(
      `${ranked.sql}, present as materialized (
         select w.lexeme, w.weight from weight w where exists (select from matched m where w.lexeme = any(m.found))
       ), topic as (
         insert into dashboard.topic (id, subject, question, has_meaning, scored, mean, deviation, line, with_words, expires_at)
         select ${topic}, ${subject}, ${text}, ${hasMeaning}, spread.scored, spread.mean, spread.deviation,
                least(${NOTHING - 1}, greatest(-100, ceil(100 * ${LINE})))::int, true, now() + ${KEPT_FOR}
           from spread
         returning id
       )
       insert into dashboard.topic_match (topic_id, position, prefix, key, version, mark, found, weighed)
       select topic.id, row_number() over (order by r.distance nulls last, r.fused desc, r.prefix, r.key), r.prefix, r.key,
              ${ROW_VERSION}, round((1 - r.distance)::numeric * 100)::int, r.found, ${HOLDS_THE_WORDS}
         from topic, ranked r join ${scope.store.catalog.store} s on s.prefix = r.prefix and s.key = r.key
        order by r.distance nulls last, r.fused desc, r.prefix, r.key limit ${SELECTION_LIMIT}`,
      values,
    )
  })
  return { id }
}

/**
 * A topic as it was left.
 * @throws Expected `not-found` for one that has expired, never was, or is another person's
 */
export const readTopic = traced(READ_TOPIC, read)

async function read(scope: Scope, id: string): Promise<Topic> {
  return asExpected(async () => {
    const { pool } = scope.store
    const topic = await openTopic(pool, scope, id)
    const { rows: marks } = await pool.query<Topic['marks'][number]>(
      `select mark::int, count(*)::int as count, (count(*) filter (where weighed))::int as weighed
         from dashboard.topic_match where topic_id = $1 group by mark order by mark desc nulls last`,
      [id],
    )
    const { rows: ticks } = await pool.query<TopicTick>(
      `select position, mark::int, weighed, ticked from dashboard.topic_match
        where topic_id = $1 and ticked is not null order by position`,
      [id],
    )
    const { question, hasMeaning, line, withWords } = topic
    return { id, question, hasMeaning, line, withWords, marks, ticks }
  })
}

export type TopicChoice = TopicLine & {
  /** All that the person decided about single memories: what is not named goes as the line has it. */
  ticks: readonly Pick<TopicTick, 'position' | 'ticked'>[]
}

/**
 * Keeps what the person chose: all of it, so that a lost answer and two windows do no harm.
 * @throws as {@link readTopic}
 */
export const chooseInTopic = traced(CHOOSE_IN_TOPIC, choose)

async function choose(scope: Scope, id: string, { line, withWords, ticks }: TopicChoice): Promise<void> {
  await asExpected(() =>
    inTransaction(scope.store.pool, async (client) => {
      await openTopic(client, scope, id, 'for update')
      await client.query(
        `update dashboard.topic set line = $2, with_words = $3, expires_at = now() + ${KEPT_FOR} where id = $1`,
        [id, line, withWords],
      )
      await client.query(
        `update dashboard.topic_match m set ticked = w.ticked
           from dashboard.topic_match o left join unnest($2::int[], $3::boolean[]) as w (position, ticked) using (position)
          where o.topic_id = $1 and m.topic_id = o.topic_id and m.position = o.position
            and (o.ticked is not null or w.ticked is not null) and o.ticked is distinct from w.ticked`,
        [id, ticks.map(({ position }) => position), ticks.map(({ ticked }) => ticked)],
      )
    }),
  )
}

/**
 * What goes, as a frozen selection: each memory in the version that was compared. Null when nothing is ticked. The selection that was
 * frozen before, for other ticks, is not there any more.
 * @throws as {@link readTopic}
 */
export const freezeTopic = traced(FREEZE_TOPIC, freeze)

async function freeze(scope: Scope, id: string): Promise<FrozenSelection | null> {
  const selection = randomUUID()
  return asExpected(() =>
    inTransaction(scope.store.pool, async (client) => {
      await openTopic(client, scope, id, 'for update')
      await client.query(
        'delete from dashboard.selection s using dashboard.topic t where t.id = $1 and s.id = t.selection_id',
        [id],
      )
      await client.query(
        `insert into dashboard.selection (id, subject, expires_at) values ($1, $2, now() + ${KEPT_FOR})`,
        [selection, scope.subject],
      )
      const { rowCount } = await client.query(
        `insert into dashboard.selection_item (selection_id, position, prefix, key, version)
         select $1, m.position, m.prefix, m.key, m.version
           from dashboard.topic_match m join dashboard.topic t on t.id = m.topic_id
          where t.id = $2 and coalesce(m.ticked, coalesce(m.mark >= t.line, false) or (t.with_words and m.weighed))`,
        [selection, id],
      )
      if (rowCount === 0) await client.query('delete from dashboard.selection where id = $1', [selection])
      await client.query('update dashboard.topic set selection_id = $2 where id = $1', [
        id,
        rowCount === 0 ? null : selection,
      ])
      return rowCount === 0 ? null : { id: selection, count: rowCount ?? 0 }
    }),
  )
}

/** Deletes a topic with the person's words: they have decided, or given it up. */
export async function dropTopic(scope: Scope, id: string): Promise<void> {
  if (!UUID.test(id)) return
  await asExpected(() =>
    scope.store.pool.query('delete from dashboard.topic where id = $1::uuid and subject = $2', [id, scope.subject]),
  )
}

export type TopicRow = TopicLine & {
  question: string
  hasMeaning: boolean
  scored: number
  mean: number | null
  deviation: number | null
}

/** @throws Expected `not-found` unless it is this person's and has not expired */
export async function openTopic(
  db: pg.Pool | pg.PoolClient,
  scope: Scope,
  id: string,
  lock: '' | 'for update' = '',
): Promise<TopicRow> {
  requireWholeNamespace(scope)
  const { rows } = UUID.test(id)
    ? await db.query<TopicRow>(
        `select question, has_meaning as "hasMeaning", scored, mean, deviation, line::int, with_words as "withWords"
           from dashboard.topic where id = $1::uuid and subject = $2 and expires_at > now() ${lock}`,
        [id, scope.subject],
      )
    : { rows: [] }
  if (rows[0] === undefined) throw noSuchTopic()
  return rows[0]
}

function noSuchTopic(): Expected {
  return new Expected('not-found', 'What you described is not kept any more: it was for an hour. Describe it again.')
}
