// What a person has selected: a frozen set on the server, by identity and version, theirs alone and for an hour.

import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { isUnfiltered, type MemoryFilter } from '@/lib/shared/filter'
import { type FrozenSelection, SELECTION_LIMIT, type Selected } from '@/lib/shared/job'
import { parseMemoryId, type SearchMode } from '@/lib/shared/memory'
import { SELECT } from '@/lib/tracing/operations'
import { traced } from '@/lib/tracing/traced'
import { ROW_VERSION } from './change/row-version'
import { noSuchMemory } from './change/write-checks'
import { filterSql, type SqlPart } from './list/filter-sql'
import { prefixBelow } from './memory-row'
import type { Scope } from './memory-store'
import { personPrefixes } from './namespaces'
import { asExpected } from './outage'
import { embedQuestion } from './search/search'
import { type Ranking, rankedSql } from './search/search-sql'
import { similarRanking } from './search/similar'
import { openSelection } from './selected'
import { inTransaction } from './transaction'

/** What to select. Leaving something out never means everything: that has to be said. */
export type Wanted =
  /** These, as they were seen: ticked rows, a page, points of a map. What is not there is left out. */
  | { ids: readonly Selected[] }
  /** All that a list shows which is narrowed by a filter or a question. */
  | { view: SelectedView }
  /** All of the person's memories. */
  | { everything: true }
  /** An earlier selection, without some of it and with others. */
  | { base: string; without: readonly string[]; with: readonly Selected[] }

/** What a list is narrowed to. One that is not narrowed is refused: {@link Wanted} has `everything` for that. */
export type SelectedView = {
  filter: MemoryFilter
  /** The reader's, by its IANA name: days of the filter are counted in it. */
  timeZone: string
  question?: SelectedQuestion
}

/**
 * Closest first, every memory is a result of every question; what `matches` it is what the list shows in every other order,
 * and what its facets count. With words alone these are all results. `like`: instead of a question, the address of a memory
 * whose like is looked for.
 */
export type SelectedQuestion = ({ query: string } | { like: string }) & {
  /** As the list has compared them: it may have had to do without meaning. */
  mode: SearchMode
  /** Instead of what matches: so many results from the closest on. */
  first?: number
}

const KEPT_FOR = `interval '1 hour'`

/**
 * Freezes what is wanted as it is now: what is written later is not in it, and what changes is not touched by a job.
 * @returns its id, and how many memories it holds
 * @throws Expected `invalid` when nothing is asked for, or too much; `not-found` when nothing of it is there
 */
export const freezeSelection = traced(SELECT, frozenAs)

async function frozenAs(scope: Scope, wanted: Wanted): Promise<FrozenSelection> {
  const id = randomUUID()
  const prefixes = 'ids' in wanted || 'base' in wanted ? [] : await asExpected(() => personPrefixes(scope))
  const fill = await filling(scope, wanted, prefixes)
  return asExpected(() =>
    inTransaction(scope.store.pool, async (client) => {
      await client.query(
        `insert into dashboard.selection (id, subject, expires_at) values ($1, $2, now() + ${KEPT_FOR})`,
        [id, scope.subject],
      )
      const count = await fill(client, id)
      if (count === 0)
        throw new Expected('not-found', 'None of what you selected is there any more. Nothing was changed.')
      if (count > SELECTION_LIMIT)
        throw new Expected('invalid', 'That is too much to select at once. Narrow the list first.')
      return { id, count }
    }),
  )
}

type Fill = (client: pg.PoolClient, id: string) => Promise<number>

/** Whatever is needed beforehand is done before the transaction: others would wait for the encoder. */
async function filling(scope: Scope, wanted: Wanted, prefixes: string[]): Promise<Fill> {
  if ('ids' in wanted) {
    if (wanted.ids.length === 0) throw nothingSelected()
    return (client, id) => addSelected(client, scope, id, wanted.ids, 0)
  }
  if ('base' in wanted) return (client, id) => copySelection(client, scope, id, wanted)
  if ('view' in wanted) {
    const { question, filter, timeZone } = wanted.view
    if (question !== undefined) {
      const ranked = rankedSql(scope, prefixes, { filter, timeZone, ...(await rankingOf(scope, question)) })
      return (client, id) => addResults(client, scope, id, ranked, question.first)
    }
    if (isUnfiltered(filter)) throw nothingSelected()
    const where = filterSql(scope, filter, timeZone, 3)
    return (client, id) => addStored(client, scope, id, prefixes, where)
  }
  if (wanted.everything !== true) throw nothingSelected()
  return (client, id) => addStored(client, scope, id, prefixes, { sql: '', values: [] })
}

async function rankingOf(scope: Scope, question: SelectedQuestion): Promise<Ranking> {
  const { mode } = question
  if ('like' in question) {
    const ranking = await similarRanking(scope, question.like)
    if (ranking === null) throw noSuchMemory()
    return ranking
  }
  if (question.query.trim() === '') throw nothingSelected()
  const embedding = mode === 'words' || mode === 'every-word' ? null : await embedQuestion(scope, question.query)
  return { query: question.query, mode, embedding }
}

function nothingSelected(): Expected {
  return new Expected('invalid', 'Nothing is selected. Nothing was changed.')
}

/** Ids that are nobody's, no ids at all, or another person's lead below this person's own namespace, where nothing is. */
async function addSelected(
  client: pg.PoolClient,
  scope: Scope,
  selection: string,
  wanted: readonly Selected[],
  after: number,
): Promise<number> {
  const places = wanted.flatMap(({ id, version }) => {
    const address = parseMemoryId(id)
    return address === null
      ? []
      : [{ prefix: prefixBelow(scope, address.child), key: address.key, version: version ?? null }]
  })
  const { rowCount } = await client.query(
    `insert into dashboard.selection_item (selection_id, position, prefix, key, version)
     select $1, $5 + row_number() over (order by w.place), s.prefix, s.key, coalesce(w.version, ${ROW_VERSION})
       from (select distinct on (prefix, key) * from unnest($2::text[], $3::text[], $4::text[])
               with ordinality as t (prefix, key, version, place) order by prefix, key, place) w
       join ${scope.store.catalog.store} s on s.prefix = w.prefix and s.key = w.key
      where not exists (select from dashboard.selection_item i
                         where i.selection_id = $1 and i.prefix = s.prefix and i.key = s.key)
      limit ${SELECTION_LIMIT + 1}`,
    [
      selection,
      places.map(({ prefix }) => prefix),
      places.map(({ key }) => key),
      places.map(({ version }) => version),
      after,
    ],
  )
  return rowCount ?? 0
}

/** Everything stored under `prefixes` that `where` lets through, the newest first. Placeholders of `where` begin at $3. */
async function addStored(
  client: pg.PoolClient,
  { store: { catalog } }: Scope,
  selection: string,
  prefixes: string[],
  where: SqlPart,
): Promise<number> {
  const { rowCount } = await client.query(
    `insert into dashboard.selection_item (selection_id, position, prefix, key, version)
     select $1, row_number() over (order by s.updated_at desc, s.prefix desc, s.key desc), s.prefix, s.key,
            ${ROW_VERSION}
       from ${catalog.store} s where s.prefix = any($2::text[]) ${where.sql}
      limit ${SELECTION_LIMIT + 1}`,
    [selection, prefixes, ...where.values],
  )
  return rowCount ?? 0
}

/** Results of a question, the closest first: all that match it, or the first so many. */
async function addResults(
  client: pg.PoolClient,
  { store: { catalog } }: Scope,
  selection: string,
  ranked: SqlPart,
  first: number | undefined,
): Promise<number> {
  const values = [...ranked.values]
  const place = (value: unknown) => `$${values.push(value)}`
  const { rowCount } = await client.query(
    `${ranked.sql}
     insert into dashboard.selection_item (selection_id, position, prefix, key, version)
     select ${place(selection)}::uuid, row_number() over (${BY_CLOSENESS}), r.prefix, r.key, ${ROW_VERSION}
       from ranked r join ${catalog.store} s on s.prefix = r.prefix and s.key = r.key
      where r.kept ${first === undefined ? 'and r.matches' : ''}
      ${BY_CLOSENESS} limit ${place(Math.min(first ?? SELECTION_LIMIT + 1, SELECTION_LIMIT + 1))}::int`,
    values,
  )
  return rowCount ?? 0
}

/** The order of the list. */
const BY_CLOSENESS = 'order by r.fused desc, r.distance nulls last, r.prefix, r.key'

async function copySelection(
  client: pg.PoolClient,
  scope: Scope,
  selection: string,
  change: { base: string; without: readonly string[]; with: readonly Selected[] },
): Promise<number> {
  await openSelection(client, scope, change.base)
  const left = change.without.map(parseMemoryId).filter((address) => address !== null)
  const { rowCount } = await client.query(
    `insert into dashboard.selection_item (selection_id, position, prefix, key, version)
     select $1, i.position, i.prefix, i.key, i.version from dashboard.selection_item i
      where i.selection_id = $2
        and not exists (select from unnest($3::text[], $4::text[]) as w (prefix, key) where w.prefix = i.prefix and w.key = i.key)`,
    [selection, change.base, left.map(({ child }) => prefixBelow(scope, child)), left.map(({ key }) => key)],
  )
  const added = change.with.length === 0 ? 0 : await addSelected(client, scope, selection, change.with, SELECTION_LIMIT)
  return (rowCount ?? 0) + added
}
