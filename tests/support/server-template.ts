// A database of the server with our own schema, made once for a run: a copy takes a third of what the migrations take.
import pg from 'pg'
import { openPostgres } from '@/lib/lakebase/database'

/** Any constant: whoever comes first makes the template, while the others wait. */
const LOCK = 5_310_442_908

/** The template of this name, made by whichever process asks first. */
export async function serverTemplate(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [name])
    if (rowCount === 0) {
      await client.query(`drop database if exists ${name}`)
      await client.query(`create database ${name}`)
      await (await openPostgres(addressOf(server, name))).close()
      await client.query(`alter database ${name} is_template true`)
    }
    return name
  } finally {
    await client.end()
  }
}

/** Takes the template away at the end of a run, where a test has asked for one. */
export async function removeServerTemplate(server: string, name: string): Promise<void> {
  const { rowCount } = await administer(server, `select from pg_database where datname = '${name}'`)
  if (rowCount === 0) return
  await administer(server, `alter database ${name} is_template false`)
  await administer(server, `drop database ${name}`)
}

/** Runs one statement as the server's superuser. */
export async function administer(server: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  return client.query(sql).finally(() => client.end())
}

/** Address of another database of the same server. */
export function addressOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
