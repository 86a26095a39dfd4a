// A database of an earlier version is brought up to date: what was recorded before is chained, says as whom, and may take its time.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '@/lib/audit/verify'
import { migrate } from '@/lib/lakebase/migrate'
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

  test('an audit that was there before', async () => {
    for (const surface of SURFACES)
      await pool.query(
        `insert into dashboard.audit (op_id, action, surface, actor, subject) values (gen_random_uuid(), 'x', $1, 'x', 'y')`,
        [surface],
      )
    await pool.query(`
      create function public.slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(0.6); return new; end $$;
      create trigger slowly before update on dashboard.audit for each row execute function public.slowly();
      set statement_timeout to '2s'`)
    await migrate(pool)
    expect((await pool.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '2s' }])
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
