// A backup of a database, and putting it back: every row of every table as it was, past all triggers, as pg_restore does.
import type pg from 'pg'

type Table = { name: string; copy: string; columns: string }

async function tablesOf(pool: pg.Pool): Promise<Table[]> {
  const { rows } = await pool.query<Table>(
    `select format('%I.%I', n.nspname, c.relname) as name, format('backup.%I', n.nspname || '.' || c.relname) as copy,
            (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('backup', 'information_schema') and n.nspname not like 'pg\\_%' order by 1`,
  )
  return rows
}

/** Keeps every row as it is now, in place of an earlier backup. @returns puts all of them back */
export async function backUp(pool: pg.Pool): Promise<() => Promise<void>> {
  const tables = await tablesOf(pool)
  await pool.query('drop schema if exists backup cascade; create schema backup')
  await pool.query(
    tables.map(({ name, copy, columns }) => `create table ${copy} as select ${columns} from ${name}`).join(';'),
  )
  return async () => {
    await pool.query(`
      select set_config('session_replication_role', 'replica', true);
      ${tables
        .map(
          ({ name, copy, columns }) =>
            `delete from ${name}; insert into ${name} (${columns}) overriding system value select ${columns} from ${copy}`,
        )
        .join(';')}`)
  }
}
