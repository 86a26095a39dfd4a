// Whether one person's memories can be found: what is missing, left behind, or of no use among their search entries. Counts only.
import type { PersonRows } from './person'

export type PersonHealth = {
  /** Search entries, of whatever kind. */
  entries: number
  /** Without a memory: only where the agent's tables have lost their foreign key. */
  orphans: number
  /** Entries without numbers: their memory is found by its others, if it has any. */
  empty: number
  /** All zero, or with numbers that are none: the agent's search sorts them first, whatever is asked. Null: too many to look at. */
  unusable: number | null
}

/** Each has to be read whole, which takes some microseconds. */
const MOST_READ = 50_000

/** None is of another size than the encoder's: the column holds one size, and a store of another one is not opened. */
export async function personHealth({ store, prefixes }: PersonRows): Promise<PersonHealth> {
  const { pool, catalog } = store
  const { rows } = await pool.query<{ entries: number; orphans: number; empty: number }>(
    `select count(*)::int as entries, (count(*) filter (where v.embedding is null))::int as empty,
            (count(*) filter (where s.key is null))::int as orphans
       from ${catalog.vectors} v left join ${catalog.store} s on s.prefix = v.prefix and s.key = v.key
      where v.prefix = any($1::text[])`,
    [prefixes],
  )
  const counts = rows[0] ?? { entries: 0, orphans: 0, empty: 0 }
  if (counts.entries > MOST_READ) return { ...counts, unusable: null }
  // the distance of an entry from itself is no number exactly where it has no direction
  const { rows: read } = await pool.query<{ unusable: number }>(
    `select (count(*) filter (where (v.embedding ${catalog.cosine} v.embedding) = 'NaN'))::int as unusable
       from ${catalog.vectors} v where v.prefix = any($1::text[]) and v.embedding is not null`,
    [prefixes],
  )
  return { ...counts, unusable: read[0]?.unusable ?? 0 }
}
