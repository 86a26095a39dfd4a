// Per table what was deleted, added to what a request has counted so far.
import type pg from 'pg'
import type { Task } from './task'

/** What was there before was counted before; unless nobody could know of it. */
export async function countDeleted(
  client: pg.PoolClient,
  { id }: Task,
  counts: readonly { table: string; before: number; deleted: number }[],
): Promise<void> {
  await client.query(
    `insert into dashboard.forget_count as c (request_id, table_name, before, deleted)
     select $1, t.* from unnest($2::text[], $3::int[], $4::int[]) as t (name, before, deleted) where t.before + t.deleted > 0
     on conflict (request_id, table_name) do update
       set before = greatest(c.before, excluded.before), deleted = c.deleted + excluded.deleted`,
    [id, counts.map(({ table }) => table), counts.map(({ before }) => before), counts.map(({ deleted }) => deleted)],
  )
}
