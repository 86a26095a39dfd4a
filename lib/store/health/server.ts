// What the database says about itself and about our connection to it. Reads only the server's own catalogs.
import type pg from 'pg'
import { quoteName } from '../catalog'

export type ServerFacts = {
  /** As `server_version_num`: 170005 for 17.5. */
  version: number
  /** `17.5` */
  versionName: string
  role: string
  database: string
  /** A standby: it takes no writes. */
  isReplica: boolean
  /** What makes every transaction of this role read-only; null when nothing does. */
  readOnly: ReadOnlyCause | null
  /** Milliseconds that the database's clock is ahead of ours, as far as the time of the question allows to tell; negative: behind. */
  clockAheadMs: number
  connections: ConnectionFacts
}

/** Where `default_transaction_read_only` is set: for the database, the role, both together, or in the server's configuration. */
export type ReadOnlyCause = 'database' | 'role' | 'role in database' | 'server'

export type ConnectionFacts = {
  /** How many this role may have in this database, as the tightest limit says. */
  limit: number
  used: number
  /** Of these, opened by dashboards under this role. */
  ours: number
}

type Row = {
  version: number
  versionName: string
  role: string
  database: string
  isReplica: boolean
  isReadOnly: boolean
  readOnlySet: ReadOnlyCause | null
  now: string
  slots: number
  used: number
  ours: number
  databaseLimit: number
  databaseUsed: number
  roleLimit: number
  roleUsed: number
}

export async function readServerFacts(pool: pg.Pool): Promise<ServerFacts> {
  await pool.query('select') // a connection that is still being made would count as a difference of the clocks
  const asked = Date.now()
  const { rows } = await pool.query<Row>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as "versionName",
            current_user as role, d.datname as database, pg_is_in_recovery() as "isReplica",
            (select s.reset_val = 'on' from pg_settings s where s.name = 'default_transaction_read_only') as "isReadOnly",
            (select case when g.setrole <> 0 and g.setdatabase <> 0 then 'role in database'
                         when g.setrole <> 0 then 'role' when g.setdatabase <> 0 then 'database' end
               from pg_db_role_setting g
              where g.setrole in (0, r.oid) and g.setdatabase in (0, d.oid)
                and exists (select from unnest(g.setconfig) c where c ~* '^default_transaction_read_only=(on|true|yes|1)$')
              order by g.setrole <> 0 desc, g.setdatabase <> 0 desc limit 1) as "readOnlySet",
            extract(epoch from clock_timestamp()) * 1000 as now,
            current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
              - coalesce(current_setting('reserved_connections', true), '0')::int as slots,
            a.used, a.ours, d.datconnlimit as "databaseLimit", a.in_database as "databaseUsed",
            r.rolconnlimit as "roleLimit", a.of_role as "roleUsed"
       from pg_database d, pg_roles r,
            (select count(*)::int as used,
                    count(*) filter (where usename = current_user and application_name = 'memory-dashboard')::int as ours,
                    count(*) filter (where datname = current_database())::int as in_database,
                    count(*) filter (where usename = current_user)::int as of_role
               from pg_stat_activity where backend_type = 'client backend') a
      where d.datname = current_database() and r.rolname = current_user`,
  )
  const answered = Date.now()
  const row = rows[0]
  if (row === undefined) throw new Error('the server named neither our role nor our database')
  const { version, versionName, role, database, isReplica, ours } = row
  return {
    version,
    versionName: versionName.split(' ', 1)[0] ?? versionName,
    role,
    database,
    isReplica,
    readOnly: row.isReadOnly ? (row.readOnlySet ?? 'server') : null,
    clockAheadMs: beyond(Number(row.now), asked, answered),
    connections: { ...tightest(row), ours },
  }
}

/** How far `at` lies outside of the time between question and answer. */
function beyond(at: number, asked: number, answered: number): number {
  if (at > answered) return at - answered
  return at < asked ? at - asked : 0
}

/** The limit that leaves the fewest; −1 is none. */
function tightest(row: Row): { limit: number; used: number } {
  const limits = [
    { limit: row.slots, used: row.used },
    { limit: row.databaseLimit, used: row.databaseUsed },
    { limit: row.roleLimit, used: row.roleUsed },
  ].filter(({ limit }) => limit >= 0)
  return limits.reduce((least, one) => (one.limit - one.used < least.limit - least.used ? one : least))
}

/** The statement that ends what makes `role` read-only; of the server's own configuration, for a superuser. */
export function makeWritable({ role, database }: ServerFacts, cause: ReadOnlyCause): string {
  const [quotedRole, quotedDatabase] = [quoteName(role), quoteName(database)]
  const reset = {
    role: `ALTER ROLE ${quotedRole} RESET`,
    database: `ALTER DATABASE ${quotedDatabase} RESET`,
    'role in database': `ALTER ROLE ${quotedRole} IN DATABASE ${quotedDatabase} RESET`,
    server: `ALTER ROLE ${quotedRole} SET`,
  }[cause]
  // whoever runs it begins with a read-only session too
  return `BEGIN READ WRITE;\n${reset} default_transaction_read_only${cause === 'server' ? ' = off' : ''};\nCOMMIT;`
}
