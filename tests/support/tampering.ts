// What whoever owns the tables could do to the audit: in a transaction with the triggers off, looked at from within, and taken back.
import pg from 'pg'

/** Runs `look` on a pool that lies inside a transaction in which `tamper` was carried out; nothing of it stays. */
export async function tampered<T>(
  pool: pg.Pool,
  tamper: readonly string[],
  look: (inside: pg.Pool) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(`begin; set local session_replication_role = replica`)
    for (const sql of tamper) await client.query(sql)
    return await look(insideOf(client))
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** Transactions inside it are savepoints. */
function insideOf(client: pg.PoolClient): pg.Pool {
  const nested: Record<string, string> = {
    begin: 'savepoint s',
    commit: 'release savepoint s',
    rollback: 'rollback to savepoint s',
  }
  const query = (given: unknown, values?: unknown[]) =>
    client.query((typeof given === 'string' ? (nested[given] ?? given) : given) as string, values)
  const inner = { query, release: () => {}, on: () => inner, off: () => inner }
  return Object.assign(Object.create(pg.Pool.prototype), { query, connect: async () => inner }) as pg.Pool
}

/** Statements that compute the chain anew from an entry on, as somebody would who wants to hide a change. */
export function rechained(from: number): string[] {
  return [
    `with recursive again as (
       select c.seq, c.audit_id, c.hash from dashboard.audit_chain c where c.seq = ${from - 1}
       union all
       select n.seq, n.audit_id, sha256(again.hash || dashboard.audit_bytes(a))
         from again join dashboard.audit_chain n on n.seq = again.seq + 1 join dashboard.audit a on a.id = n.audit_id
     )
     update dashboard.audit_chain c set hash = again.hash from again where c.seq = again.seq and c.seq >= ${from}`,
  ]
}

/** Any number may stand in the chain. */
export const UNNUMBERED = 'alter table dashboard.audit_chain drop constraint audit_chain_seq_check'

/** Statements that number all entries from one on anew, `by` more or less. */
export function renumbered(from: number, by: number): string[] {
  return [
    UNNUMBERED,
    `update dashboard.audit_chain set seq = -seq where seq >= ${from}`,
    `update dashboard.audit_chain set seq = -seq + ${by} where seq < 0`,
  ]
}
