// Facts about this installation, kept in our own schema.
import type pg from 'pg'

export async function readSetting(pool: pg.Pool, name: string): Promise<string | null> {
  const { rows } = await pool.query<{ value: string }>('select value from dashboard.setting where name = $1', [name])
  return rows[0]?.value ?? null
}

export async function writeSetting(pool: pg.Pool, name: string, value: string): Promise<void> {
  await pool.query(
    'insert into dashboard.setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
    [name, value],
  )
}
