// What may never be: rows, search entries, versions, deletions and the audit that do not tell the same story. Each comes back as a line; none is right.
import { expect } from 'vitest'
import { embeddedTexts } from '@/lib/langgraph/embedded-text'
import { parseJson } from '@/lib/shared/json-text'
import { type MemoryStore, pseudonym } from '@/lib/store/memory-store'
import { codePointVector } from './embedding-endpoint'

/** Everything that {@link disagreements} finds; for stores that nobody but the dashboard writes to, with the encoder of code points. */
export async function expectAgreement(store: MemoryStore): Promise<void> {
  expect([...(await disagreements(store)), ...(await wrongEntries(store))]).toEqual([])
}

/**
 * Search entries that are not those of their row's present text, or are missing, or belong to no row. True beside an agent too, as
 * long as it embeds the fields of `store` with the encoder of code points.
 */
export async function wrongEntries({ pool, catalog, fields, embedder }: MemoryStore): Promise<string[]> {
  const { rows } = await pool.query<{ key: string; json: string; names: string[]; vectors: string[] }>(
    `select s.key, s.value::text as json,
            array(select v.field_name from ${catalog.vectors} v where v.prefix = s.prefix and v.key = s.key order by 1) as names,
            array(select v.embedding::text from ${catalog.vectors} v where v.prefix = s.prefix and v.key = s.key order by v.field_name) as vectors
       from ${catalog.store} s`,
  )
  const wrong = rows.flatMap(({ key, json, names, vectors }) => {
    const wanted = embeddedTexts(parseJson(json), fields).map(({ field, text }) =>
      JSON.stringify([field, codePointVector(text, embedder.dims)]),
    )
    const found = names.map((name, at) => JSON.stringify([name, JSON.parse(vectors[at] ?? '')]))
    return JSON.stringify(wanted.sort()) === JSON.stringify(found.sort()) ? [] : [`entries are not of the text: ${key}`]
  })
  const loose = await pool.query<{ key: string }>(
    `select key from ${catalog.vectors} v where not exists (select from ${catalog.store} s where s.prefix = v.prefix and s.key = v.key)`,
  )
  return [...wrong, ...loose.rows.map(({ key }) => `loose entries: ${key}`)]
}

/**
 * Where the audit and its effects part. Its fingerprints of what each memory said before and after make a chain for each memory, which
 * begins with nothing and ends with what is stored: a change without its entry breaks it, and so does an entry without its change.
 */
export async function disagreements(store: MemoryStore): Promise<string[]> {
  const { pool, catalog } = store
  const stored = await pool.query<{ prefix: string; key: string }>(`select prefix, key from ${catalog.store}`)
  const { rows } = await pool.query<{ wrong: string }>(
    `with row as (
       select t.memory, s.* from unnest($1::text[], $2::text[], $3::text[]) as t (memory, prefix, key)
         join ${catalog.store} s on s.prefix = t.prefix and s.key = t.key
     ), act as (
       select c.seq, a.subject, a.action, a.memory, a.detail->>'from' as moved_from, a.before_hash, a.after_hash
         from dashboard.audit a join dashboard.audit_chain c on c.audit_id = a.id
        where a.outcome = 'done' and a.action like 'memory.%' and a.memory is not null
     ), event as (
       select seq, subject, action, memory, case when action <> 'memory.rename' then before_hash end as before, after_hash as after from act
       union all
       select seq, subject, action, moved_from, before_hash, null from act where action = 'memory.rename'
     ), story as (
       select *, lag(after) over turns as told, lead(seq) over turns is null as is_last from event
       window turns as (partition by memory order by seq)
     ), counted as (
       select count(*) filter (where action in ('memory.edit', 'memory.restore', 'memory.expiry', 'memory.rename', 'memory.merge')
                                  or action in ('memory.put', 'memory.import') and before_hash is not null) as kept,
              count(*) filter (where action = 'memory.remove') - count(*) filter (where action = 'memory.undo') as removed,
              count(*) filter (where action = 'memory.unmerge') as unmerged
         from act
     )
     select format('%s (%s) begins with what nobody recorded', action, memory) as wrong from story where before is distinct from told
     union all
     select format('a row (%s) is not what was recorded last', r.key) from row r
      where not exists (select from story e where e.memory = r.memory and e.is_last and e.after = dashboard.fingerprint(e.subject, r.value))
     union all
     select format('%s (%s) is recorded, and there is no row', action, memory) from story e
      where is_last and after is not null and not exists (select from row r where r.memory = e.memory)
     union all
     select format('an entry (%s) stands outside the chain', a.action) from dashboard.audit a
      where not exists (select from dashboard.audit_chain c where c.audit_id = a.id)
     union all
     select format('%s versions are kept of %s', (select count(*) from dashboard.memory_version), kept + removed - unmerged) from counted
      where kept + removed - unmerged <> (select count(*) from dashboard.memory_version)
     union all
     select format('%s deletions can be undone of %s', (select count(*) from dashboard.removal), removed) from counted
      where removed <> (select count(*) from dashboard.removal)
     union all
     select format('a deletion (%s) is not recorded', d.id) from dashboard.removal d
      where d.batch_id is null and not exists (select from dashboard.audit a where a.op_id = d.id and a.action = 'memory.remove')
     union all
     select format('who wrote a row (%s) last is not known', r.key) from row r
      where not exists (select from dashboard.last_write w
                         where w.prefix = r.prefix and w.key = r.key and w.updated_at = r.updated_at)`,
    [
      stored.rows.map(({ prefix, key }) => pseudonym(store, 'memory', prefix, key)),
      stored.rows.map(({ prefix }) => prefix),
      stored.rows.map(({ key }) => key),
    ],
  )
  return rows.map(({ wrong }) => wrong)
}
