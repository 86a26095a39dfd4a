// A database of an earlier version is brought up to date: what was recorded before is chained, says as whom, and may take its time, and its turn.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '@/lib/audit/verify'
import { LOCK, migrate } from '@/lib/lakebase/migrate'
import { connectionString, onDatabase } from '../support/databases'

const FOLDER = 'lib/lakebase/migrations'
const SURFACES = ['dashboard', 'agent', 'mcp', 'server', 'schedule']

onDatabase('postgres', (use) => {
  let pool: pg.Pool
  beforeAll(async () => {
    pool = new pg.Pool({ connectionString: connectionString(use()), max: 1 })
    await pool.query(`drop schema if exists dashboard cascade; create schema dashboard;
      create table dashboard.migration (name text primary key, applied_at timestamptz not null default now())`)
    for (const name of readdirSync(FOLDER).sort()) {
      if (name >= '013') break
      await pool.query(readFileSync(join(FOLDER, name), 'utf8'))
      await pool.query('insert into dashboard.migration (name) values ($1)', [name])
    }
  })
  afterAll(() => pool.end())

  test('an audit that was there before, while another process is at it: that one is waited for, a lock on a table ten seconds', async () => {
    for (const surface of SURFACES)
      await pool.query(
        `insert into dashboard.audit (op_id, action, surface, actor, subject) values (gen_random_uuid(), 'x', $1, 'x', 'y')`,
        [surface],
      )
    await pool.query(`
      create table public.bounds (said text primary key);
      create function public.slowly() returns trigger language plpgsql as $$ begin
        insert into public.bounds values (current_setting('lock_timeout')) on conflict do nothing;
        perform pg_sleep(0.6); return new; end $$;
      create trigger slowly before update on dashboard.audit for each row execute function public.slowly();
      set statement_timeout to '2s'; set lock_timeout to '100ms'`)
    const other = await use().pool.connect()
    await other.query('begin')
    await other.query('select pg_advisory_xact_lock($1)', [LOCK])
    const migrating = migrate(pool)
    await other.query('select pg_sleep(0.5)') // longer than any statement may wait here
    const { rows: waiting } = await other.query(`select from pg_locks where locktype = 'advisory' and not granted`)
    await other.query('rollback')
    other.release()
    await migrating
    expect(waiting).toHaveLength(1)
    expect((await pool.query('select said from public.bounds')).rows).toEqual([{ said: '10s' }])
    expect((await pool.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '2s' }])
    expect((await pool.query('show lock_timeout')).rows).toEqual([{ lock_timeout: '100ms' }])
    const { rows } = await pool.query('select surface, role from dashboard.audit order by id')
    expect(rows.map(({ surface, role }) => `${surface}: ${role}`)).toEqual([
      ...['dashboard: user', 'agent: agent', 'mcp: agent', 'server: system', 'schedule: system'],
    ])
    expect(await verifyAudit(pool, { file: '/nowhere', keys: [] })).toMatchObject({
      entries: 5,
      holding: 5,
      breaks: [],
    })
    const nameless = pool.query(
      `insert into dashboard.audit (op_id, action, surface, actor, subject) values (gen_random_uuid(), 'x', 'mcp', 'x', 'y')`,
    )
    await expect(nameless).rejects.toMatchObject({ code: '23502' })
  })
})
