// The statement that counts facets: every memory once, with a flag for each part of the filter, then counted per option without that part.
import { OPTION_LIMIT, type OptionSearch } from '@/lib/shared/facets'
import { type FilterPart, type MemoryFilter, partsOf, without } from '@/lib/shared/filter'
import type { Scope } from '../memory-store'
import { isSearchable, isWrittenBy, membersOf, partSql, type SqlPart } from './filter-sql'

/** One count. `sum` has names of our own, `without` names of filter parts, `month` numbers of months from 1. */
export type FacetRow = {
  facet: 'sum' | 'without' | 'month' | 'type' | 'field' | 'key' | 'start'
  name: string
  count: number
}

export type FacetsAsked = {
  prefixes: string[]
  filter: MemoryFilter
  timeZone: string
  /** Begins of months, ascending. */
  months: string[]
  find?: OptionSearch | undefined
  /** See rankedSql: only what is compared is counted, or what matches. */
  ranked?: SqlPart | undefined
  isMatching: boolean
}

/** Rows of {@link FacetRow}: at most {@link OPTION_LIMIT} keys and fields, and those that are chosen. */
export function facetsSql(
  scope: Scope,
  { prefixes, filter, timeZone, months, find, ranked, isMatching }: FacetsAsked,
): SqlPart {
  const { catalog } = scope.store
  const values: unknown[] = ranked === undefined ? [prefixes] : [...ranked.values]
  const place = (value: unknown) => `$${values.push(value)}`
  const inForce = partsOf(filter)
  const flag = (part: FilterPart, of = filter) => {
    const { sql, values: own } = partSql(scope, of, part, timeZone, values.length + 1)
    values.push(...own)
    return `coalesce(${sql}, false)`
  }
  // without the chosen fields, types are those of any field
  const anyType = inForce.includes('type') && inForce.includes('field') ? flag('type', without(filter, 'field')) : null
  const flags = [
    ...inForce.map((part) => `${flag(part)} as "is ${part}"`),
    ...(anyType === null ? [] : [`${anyType} as "is any type"`]),
  ]
  /** The row passes all parts but these. */
  const passes = (...but: FilterPart[]) =>
    [
      'true',
      ...inForce
        .filter((part) => !but.includes(part))
        .map((part) =>
          part === 'type' && but.includes('field') && anyType !== null ? '"is any type"' : `"is ${part}"`,
        ),
    ].join(' and ')
  const count = (condition: string) => `count(*) filter (where ${condition})::int`
  const [fields, keys, starts] = [filter.fields, filter.keys, filter.starts].map((list) => `${place(list)}::text[]`)
  const ofType = filter.types.length === 0 ? 'true' : `m.type = any(${place(filter.types)}::text[])`
  const ofField = filter.fields.length === 0 ? 'true' : `m.name = any(${fields})`
  const text = find === undefined ? "''" : `${place(find.text)}::text`
  const found = (name: string, where: OptionSearch['in']) =>
    find?.in === where ? `strpos(lower(${name}), lower(${text})) > 0` : 'true'
  const ends = (comparison: string) => (catalog.hasTtl ? `coalesce(s.expires_at ${comparison} now(), false)` : 'false')

  const sql = `${ranked === undefined ? 'with' : `${ranked.sql},`} base as materialized (
      select s.key, s.updated_at, m.names, m.types, ${isSearchable(scope, 's')} as searchable,
             ${isWrittenBy('s', place(scope.actor))} as mine, ${ends('>')} as expiring, ${ends('<=')} as expired
             ${flags.map((one) => `, ${one}`).join('')}
        from ${catalog.store} s ${ranked === undefined ? '' : `join ranked r on r.prefix = s.prefix and r.key = s.key ${isMatching ? 'and r.matches' : ''}`}
       cross join lateral (select array_agg(key) as names, array_agg(jsonb_typeof(value)) as types from ${membersOf('s')}) m
       where s.prefix = any($1::text[])
    ), by_key as materialized (
      select key, ${count(passes('key'))} as count from base group by key
    ), by_start as materialized (
      select split_part(key, '_', 1) || '_' as start, sum(count)::int as count
        from by_key where strpos(key, '_') > 1 group by 1 having count(*) > 1
    ), key_option as materialized (
      ${
        find?.in === 'keys'
          ? `select 'key' as facet, key as name, count from by_key where ${found('key', 'keys')}
             union all select 'start', start, count from by_start where ${found('start', 'keys')}
             union all select 'start', ${text}, sum(count)::int from by_key where starts_with(key, ${text})
               having count(*) > 1 and ${text} <> '' and not exists (select from by_start where start = ${text})`
          : `select 'key' as facet, key as name, k.count from by_key k
               left join by_start b on strpos(key, '_') > 1 and b.start = split_part(key, '_', 1) || '_'
              where b.start is null
             union all select 'start', start, count from by_start`
      }
    ), by_field as materialized (
      select m.name, ${count(`${passes('field', 'type')} and ${ofType}`)} as count
        from base cross join lateral unnest(names, types) m (name, type) group by m.name
    ), sum as (
      select count(*)::int as all, ${count(passes())} as total,
             ${count(`${passes('by')} and mine`)} as me, ${count(`${passes('by')} and not mine`)} as agent,
             ${count(`${passes('searchable')} and searchable`)} as yes, ${count(`${passes('searchable')} and not searchable`)} as no,
             ${count(`${passes('ends')} and expiring`)} as expiring, ${count(`${passes('ends')} and expired`)} as expired
             ${inForce.map((part) => `, ${count(passes(part))} as "but ${part}"`).join('')}
        from base
    )
    select v.facet, v.name, v.count from sum, lateral (values
      ('sum', 'all', sum.all), ('sum', 'total', total), ('sum', 'me', me), ('sum', 'agent', agent), ('sum', 'searchable', yes),
      ('sum', 'not searchable', no), ('sum', 'expiring', expiring), ('sum', 'expired', expired)
      ${inForce.map((part) => `, ('without', '${part}', "but ${part}")`).join('')}) v (facet, name, count)
    union all select 'sum', 'keys', count(*)::int from key_option
    union all select 'sum', 'fields', count(*)::int from by_field where ${found('name', 'fields')}
    union all select 'month', width_bucket(updated_at, ${place(months)}::timestamptz[])::text, ${count(passes('time'))} from base group by 2
    union all select 'type', m.type, ${count(passes('type'))}
      from base cross join lateral (select distinct m.type from unnest(names, types) m (name, type) where ${ofField}) m group by m.type
    union all (select 'field', name, count from by_field where ${found('name', 'fields')} order by count desc, name limit ${OPTION_LIMIT})
    union select 'field', name, count from by_field where name = any(${fields}) and ${found('name', 'fields')}
    union all (select facet, name, count from key_option order by facet desc, count desc, name limit ${OPTION_LIMIT})
    union select 'key', key, count from by_key where key = any(${keys}) and ${found('key', 'keys')}
    union select 'start', start, (select coalesce(sum(count), 0)::int from by_key where starts_with(key, start))
      from unnest(${starts}) start where ${found('start', 'keys')}`
  return { sql, values }
}
