// Brings our own schema, `dashboard`, up to date: plain SQL files in order, each once, each in a transaction. Never touches the agent's tables.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { handBackAudit } from './audit-role'

const DIRECTORY = join(/* turbopackIgnore: true */ process.cwd(), 'lib/lakebase/migrations')
/** Any constant: two processes that start at once take turns. */
export const LOCK = 7_204_711_263

/**
 * Applies what is missing, or nothing. Idempotent; safe from several processes at once: the others wait until one is done.
 * @throws what the database says, such as 55P03 where somebody else keeps a lock on a table for ten seconds
 * @throws Expected `store-not-ready` when the role may not create or change the schema, with the SQL to run
 */
export async function migrate(pool: pg.Pool): Promise<void> {
  const files = readdirSync(DIRECTORY)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  const client = await pool.connect()
  try {
    if ((await applied(client)).size === files.length) return
    await client.query('begin')
    // tables may be long; and whoever waits for another process waits until that one is done
    await client.query('set local statement_timeout = 0; set local lock_timeout = 0')
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    // a table that somebody else holds is not waited for without end, with everybody who reads it behind us
    await client.query(`set local lock_timeout = '10s'`)
    // not "if not exists": that asks for the right to make it even where an owner has made it for us
    if (!(await schemaExists(client))) await client.query('create schema dashboard')
    await client.query(
      'create table if not exists dashboard.migration (name text primary key, applied_at timestamptz not null default now())',
    )
    const done = await applied(client)
    for (const file of files) {
      if (done.has(file)) continue
      await client.query(readFileSync(join(DIRECTORY, file), 'utf8'))
      await client.query('insert into dashboard.migration (name) values ($1)', [file])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw isDenied(error) ? await denied(client, error) : error
  } finally {
    client.release()
  }
}

/** What the owner of a database runs to give `role` (quoted) a schema for the dashboard; neither needs to be in the other. */
export function ownSchemaFor(role: string): string {
  return `CREATE SCHEMA dashboard;\nGRANT USAGE, CREATE ON SCHEMA dashboard TO ${role};`
}

/** The schema cannot be made, or it is another role's. */
async function denied(client: pg.PoolClient, cause: Error): Promise<Expected> {
  const { rows } = await client.query<{ role: string; isHandedOver: boolean }>(
    `select quote_ident(current_user) as role,
            exists (select from pg_class c where c.oid = to_regclass('dashboard.audit') and not pg_has_role(c.relowner, 'USAGE')
                       and has_any_column_privilege(c.oid, 'INSERT')) as "isHandedOver"`,
  )
  const { role = '', isHandedOver = false } = rows[0] ?? {}
  if (isHandedOver)
    return new Expected(
      'store-not-ready',
      'This version changes the tables of the audit, which were handed over to a role of their own. Let a superuser hand them back with this, start once, then hand them over again: npm run doctor prints how.',
      { cause, sql: handBackAudit(role) },
    )
  if (await schemaExists(client))
    return new Expected(
      'store-not-ready',
      'The schema dashboard, or a table in it, belongs to another role. npm run doctor prints the statements that hand it over.',
      { cause },
    )
  return new Expected(
    'store-not-ready',
    'The dashboard may not create its own schema. Let the owner of the database create it.',
    { cause, sql: ownSchemaFor(role) },
  )
}

async function schemaExists(client: pg.PoolClient): Promise<boolean> {
  const { rowCount } = await client.query(`select from pg_namespace where nspname = 'dashboard'`)
  return rowCount === 1
}

async function applied(db: pg.PoolClient): Promise<Set<string>> {
  const exists = await db.query<{ there: boolean }>(`select to_regclass('dashboard.migration') is not null as there`)
  if (!exists.rows[0]?.there) return new Set()
  const { rows } = await db.query<{ name: string }>('select name from dashboard.migration')
  return new Set(rows.map((row) => row.name))
}

function isDenied(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === '42501'
}
