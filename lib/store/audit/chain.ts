// Reads of the audit's chain, for lib/audit, which computes it anew.
import type pg from 'pg'
import { asExpected } from '../outage'
import { inTransaction } from '../transaction'

/** The columns of a row in the order of its bytes. */
const COLUMNS = [
  ...['id', 'at', 'op_id', 'action', 'surface', 'role', 'actor', 'subject', 'memory', 'outcome', 'reason'],
  ...['before_hash', 'after_hash', 'detail'],
]

export type Head = {
  seq: number
  /** In hex, of the last and of the first entry. */
  hash: string
  first: string
}

/** A record's id, '' where it is gone; what its database is called, and the database's clock in ISO. */
export type Place = { record: string; database: string; at: string }

/** Migration 013 makes it. A copy of a database has the same. */
const RECORD_ID = `coalesce((select value from dashboard.setting where name = 'audit record'), '')`

/** The record's id; '' where it is gone. */
export async function readRecordId(db: pg.Pool | pg.PoolClient): Promise<string> {
  const { rows } = await db.query<{ record: string }>(`select ${RECORD_ID} as record`)
  return rows[0]?.record ?? ''
}

/** `head` is null while nothing is recorded. */
export async function readHead(db: pg.Pool | pg.PoolClient): Promise<Place & { head: Head | null }> {
  const { rows } = await db.query<Place & Partial<Head>>(
    `select ${RECORD_ID} as record, current_database() || '/dashboard' as database,
            to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
            l.seq::float8 as seq, encode(l.hash, 'hex') as hash,
            (select encode(f.hash, 'hex') from dashboard.audit_chain f order by f.seq limit 1) as first
       from (select) one left join (select * from dashboard.audit_chain c order by c.seq desc limit 1) l on true`,
  )
  const { record = '', database = '', at = '', seq, hash, first } = rows[0] ?? {}
  return { record, database, at, head: seq && hash && first ? { seq, hash, first } : null }
}

/** The hash of one entry, in hex; null where there is none. */
export async function readHash(db: pg.Pool | pg.PoolClient, seq: number): Promise<string | null> {
  const { rows } = await db.query<{ hash: string }>(
    `select encode(hash, 'hex') as hash from dashboard.audit_chain where seq = $1::bigint`,
    [seq],
  )
  return rows[0]?.hash ?? null
}

/** Instances take turns at the file of checkpoints. */
const LOCK = 7_204_711_265

/** Runs `work` while no other instance does so, on one connection. */
export async function takingTurns<T>(
  pool: pg.Pool,
  work: (at: {
    place: Awaited<ReturnType<typeof readHead>>
    hashOf: (seq: number) => Promise<string | null>
  }) => Promise<T>,
): Promise<T> {
  return asExpected(() =>
    inTransaction(pool, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [LOCK])
      return work({ place: await readHead(client), hashOf: (seq) => readHash(client, seq) })
    }),
  )
}

/** An entry and the texts of its row's columns, which are null where there is no row. */
export type ChainEntry = [seq: string, auditId: string, hash: string, ...row: (string | null)[]]

/** The entries after one, with their rows, at most `limit` of them, up to `last`. */
export async function readEntries(pool: pg.Pool, after: number, last: number, limit: number): Promise<ChainEntry[]> {
  return asExpected(() =>
    inTransaction(pool, async (client) => {
      // as audit_bytes writes times
      await client.query(`select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true)`)
      const { rows } = await client.query<ChainEntry>({
        rowMode: 'array',
        text: `select c.seq::text, c.audit_id::text, encode(c.hash, 'hex'), ${COLUMNS.map((name) => `a.${name}::text`).join(', ')}
                 from dashboard.audit_chain c left join dashboard.audit a on a.id = c.audit_id
                where c.seq > $1::bigint and c.seq <= $2::bigint order by c.seq limit $3`,
        values: [after, last, limit],
      })
      return rows
    }),
  )
}

/** The units that entries are counted in. */
export const COUNTED = ['hour', 'day', 'month'] as const

export type KeptCounts = {
  /** The last entry that they cover. */
  upTo: number
  /** By {@link kindKey} of unit, action, surface, role, outcome and actor: SHA-256 of all slots with their counts, in hex. */
  digests: Map<string, string>
}

/** Several texts of Postgres, which hold no zero byte, as one. */
export function kindKey(texts: readonly (string | null | undefined)[]): string {
  return texts.join('\u0000')
}

/** The counts that are kept beside the chain, of one moment. */
export async function readKeptCounts(pool: pg.Pool): Promise<KeptCounts> {
  const { rows } = await asExpected(() =>
    pool.query<{ upTo: number; kind: string[] | null; digest: string | null }>(
      `select covered.seq as "upTo", kept.kind, kept.digest
         from (select coalesce(max(seq), 0)::float8 as seq from dashboard.audit_counted) covered
         left join (
           select array[unit, action, surface, role, outcome, actor] as kind,
                  encode(sha256(convert_to(string_agg(concat_ws(' ', extract(epoch from slot)::float8, entries, first_id, last_id),
                                                      ',' order by slot), 'UTF8')), 'hex') as digest
             from dashboard.audit_count group by unit, action, surface, role, outcome, actor) kept on true`,
    ),
  )
  const found = rows.flatMap(({ kind, digest }) =>
    kind === null || digest === null ? [] : [[kindKey(kind), digest] as const],
  )
  return { upTo: rows[0]?.upTo ?? 0, digests: new Map(found) }
}

/** The first entry that stands before number 1, where nobody looks; null: none. */
export async function readBeforeFirst(pool: pg.Pool): Promise<{ seq: number; auditId: string } | null> {
  const { rows } = await asExpected(() =>
    pool.query<{ seq: number; auditId: string }>(
      'select seq::float8 as seq, audit_id::text as "auditId" from dashboard.audit_chain where seq < 1 order by seq limit 1',
    ),
  )
  return rows[0] ?? null
}

/** The first row that the chain does not know; null where it knows all. */
export async function readUnchained(pool: pg.Pool): Promise<{ auditId: string; at: string } | null> {
  const { rows } = await asExpected(() =>
    pool.query<{ auditId: string; at: string }>(
      `select a.id::text as "auditId", (a.at at time zone 'UTC')::text as at from dashboard.audit a
        where not exists (select from dashboard.audit_chain c where c.audit_id = a.id and c.seq >= 1) order by a.id limit 1`,
    ),
  )
  return rows[0] ?? null
}
