// A PostgreSQL 17 of the test's own that lets nobody in but over TLS and with a password that was minted: the database half of Lakebase.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { setUpAgentTables } from '@/lib/store/agent-schema'
import { ensurePostgres } from '../../scripts/ensure-postgres.mjs'
import { type GateFault, openGate } from './gate'
import { CLIENT, PERSON } from './workspace'

export type LakebaseServer = {
  /** Where connections arrive. The certificate is made out to `localhost` and to nothing else. */
  port: number
  /** Certificates of the authority that signed it. */
  caFile: string
  /** As the owner of everything, past the gate. */
  admin: pg.Pool
  /** Connections that have arrived at the gate. */
  arrivals: () => number
  /** Lets nothing through any more, without a word to either side; what arrives afterwards passes. */
  loseConnections: () => void
  /** How the network to it fails from now on; null: it does not. */
  behave: (fault: GateFault | null) => Promise<void>
  /** Ends all connections, which must be this role's; resolves as soon as whoever had them knows. */
  endConnections: (role: string) => Promise<void>
  /**
   * Stops the server, waits and starts it again; resolves as soon as it has stopped and whoever was connected knows.
   * `immediate`: as a power cut would, so that it recovers from its log when it starts.
   */
  restart: (downForSeconds: number, how?: 'fast' | 'immediate') => Promise<void>
  close: () => Promise<void>
}

/** Who is let in, first match first. The credential is the password itself, as in Lakebase, so only under TLS. */
const HBA = [
  ...['postgres', 'dashboard'].map((role) => `host all ${role} 127.0.0.1/32 scram-sha-256`),
  'hostssl all all 127.0.0.1/32 password',
]

/** Starts a server on a free port; takes some seconds. */
export async function startLakebaseServer(): Promise<LakebaseServer> {
  const postgres = await ensurePostgres()
  if ('skipped' in postgres) throw new Error(postgres.skipped)
  const folder = mkdtempSync(join(tmpdir(), 'memory-lakebase-'))
  const certificate = makeCertificate(folder)
  const admin = new pg.Pool({ connectionString: postgres.url, max: 3 })
  admin.on('error', () => {}) // it is restarted under us
  const { rows } = await admin.query<{ data: string; bin: string }>(
    `select current_setting('data_directory') as data, setting as bin from pg_config where name = 'BINDIR'`,
  )
  const { data = '', bin = '' } = rows[0] ?? {}
  // as the server's own user, which may be in a chroot: a key that others can read is refused
  const put = (name: string, text: string) =>
    admin.query(
      `copy (select unnest(string_to_array(${literal(text.trimEnd())}, e'\\n'))) to program ${literal(`umask 077; cat > '${data}/${name}'`)}`,
    )
  await put('server.key', certificate.key)
  await put('server.crt', certificate.certificate)
  await put('pg_hba.conf', HBA.join('\n'))
  await admin.query('alter system set ssl to on')
  await admin.query('select pg_reload_conf()')
  await untilTrue(admin, `select current_setting('ssl') = 'on' as yes`)

  const gate = await openGate(Number(new URL(postgres.url).port))
  return {
    port: gate.port,
    caFile: join(folder, 'authority.pem'),
    admin,
    arrivals: gate.arrivals,
    loseConnections: gate.lose,
    behave: gate.behave,
    async endConnections(role) {
      const connected = gate.passing()
      await admin.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = $1', [role])
      await allGone(connected)
    },
    async restart(downForSeconds, how = 'fast') {
      const connected = gate.passing()
      const stop = `sleep 0.1; ${bin}/pg_ctl -D '${data}' -m ${how} -w stop; sleep ${downForSeconds}`
      // its port may be somebody else's for a moment; a folder that is gone ends this
      const start = `until eval "$(cat '${data}/postmaster.opts')"; do sleep 0.2; done`
      const script = `${stop}; ${start}`
      // what it is sent is read to its end: a pipe that is closed before is an error there
      await admin.query(
        `copy (select) to program ${literal(`cat >/dev/null; setsid sh -c ${shellQuoted(script)} >/dev/null 2>&1 </dev/null &`)}`,
      )
      while (
        await admin.query('select 1').then(
          () => true,
          () => false,
        )
      )
        await new Promise((next) => setTimeout(next, 20))
      await allGone(connected)
    },
    async close() {
      await gate.close()
      await admin.end()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Schema of the agent's tables. */
export const SCHEMA = 'agent_memory'

/**
 * The agent's database, `databricks_postgres`, and roles for the service principal and the person, with what operators are told to grant.
 * @returns connections of its owner
 */
export async function makeAgentDatabase({ admin }: LakebaseServer, dims: number): Promise<pg.Pool> {
  await admin.query('create database databricks_postgres')
  await admin.query(`create role "${CLIENT.id}" login; create role "${PERSON}" login in role "${CLIENT.id}"`)
  await admin.query(`grant create on database databricks_postgres to "${CLIENT.id}"`)
  const owner = new pg.Pool({ connectionString: urlOf(admin, 'databricks_postgres'), max: 2 })
  owner.on('error', () => {}) // the server is restarted under us
  await owner.query('create extension vector')
  await setUpAgentTables(owner, SCHEMA, dims)
  await owner.query(`grant usage on schema ${SCHEMA} to "${CLIENT.id}";
    grant select, insert, update, delete on ${SCHEMA}.store, ${SCHEMA}.store_vectors to "${CLIENT.id}"`)
  return owner
}

/** The owner's connection string of another database of that server. */
export function urlOf(admin: pg.Pool, database: string): string {
  const url = new URL(String(admin.options.connectionString))
  url.pathname = `/${database}`
  return url.href
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

async function untilTrue(pool: pg.Pool, sql: string): Promise<void> {
  while ((await pool.query<{ yes: boolean }>(sql)).rows[0]?.yes !== true)
    await new Promise((next) => setTimeout(next, 20))
}

/** A statement that crosses the end of its connection fails, and rightly: after this, whoever asks does not send one. */
async function allGone(connected: Socket[]): Promise<void> {
  while (connected.some((one) => !one.destroyed)) await new Promise((next) => setTimeout(next, 5))
}

/** An authority, and a certificate of it for `localhost`. */
function makeCertificate(folder: string): { key: string; certificate: string } {
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'authority.key',
    '-out',
    'authority.pem',
    '-days',
    '2',
    '-subj',
    '/CN=Test',
  )
  openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost')
  writeFileSync(join(folder, 'names'), 'subjectAltName=DNS:localhost\n')
  const signed = [
    '-CA',
    'authority.pem',
    '-CAkey',
    'authority.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'names',
  ]
  openssl('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.crt')
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  return { key: read('server.key'), certificate: read('server.crt') }
}
