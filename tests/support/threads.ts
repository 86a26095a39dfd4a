// The tables of langgraph-checkpoint-postgres, and threads in them as its saver leaves them.
import type pg from 'pg'

/**
 * MIGRATIONS of langgraph-checkpoint-postgres 3.1.2, all of them, except that its indexes are not made concurrently. That these are
 * the tables which the real one makes is compared in tests/interop/threads.test.ts.
 */
const MIGRATIONS = (schema: string) => `
  create table ${schema}.checkpoint_migrations (v integer primary key);
  create table ${schema}.checkpoints (
    thread_id text not null, checkpoint_ns text not null default '', checkpoint_id text not null, parent_checkpoint_id text,
    type text, checkpoint jsonb not null, metadata jsonb not null default '{}',
    primary key (thread_id, checkpoint_ns, checkpoint_id));
  create table ${schema}.checkpoint_blobs (
    thread_id text not null, checkpoint_ns text not null default '', channel text not null, version text not null,
    type text not null, blob bytea, primary key (thread_id, checkpoint_ns, channel, version));
  create table ${schema}.checkpoint_writes (
    thread_id text not null, checkpoint_ns text not null default '', checkpoint_id text not null, task_id text not null,
    idx integer not null, channel text not null, type text, blob bytea not null, task_path text not null default '',
    primary key (thread_id, checkpoint_ns, checkpoint_id, task_id, idx));
  create index checkpoints_thread_id_idx on ${schema}.checkpoints (thread_id);
  create index checkpoint_blobs_thread_id_idx on ${schema}.checkpoint_blobs (thread_id);
  create index checkpoint_writes_thread_id_idx on ${schema}.checkpoint_writes (thread_id);`

export async function setUpThreads(pool: pg.Pool, schema = 'public'): Promise<void> {
  await pool.query(MIGRATIONS(schema))
}

/** Rows of one thread: a checkpoint for each metadata, a blob and two writes with each. */
export async function putThread(
  pool: pg.Pool,
  thread: string,
  metadata: readonly unknown[] = [{}],
  said = 'hello',
): Promise<void> {
  for (const [at, of] of metadata.entries()) {
    const id = `1ef4f797-8335-6428-8001-${String(at).padStart(12, '0')}`
    await pool.query(
      'insert into checkpoints (thread_id, checkpoint_id, checkpoint, metadata) values ($1, $2, $3, $4)',
      [...[thread, id, JSON.stringify({ v: 4, id, channel_values: { said } }), JSON.stringify(of)]],
    )
    await pool.query(
      `insert into checkpoint_blobs (thread_id, channel, version, type, blob) values ($1, 'messages', $2, 'msgpack', convert_to($3, 'UTF8'))`,
      [thread, String(at), said],
    )
    await pool.query(
      `insert into checkpoint_writes (thread_id, checkpoint_id, task_id, idx, channel, type, blob)
       select $1, $2, 'task', i, 'messages', 'msgpack', convert_to($3, 'UTF8') from generate_series(0, 1) i`,
      [thread, id, said],
    )
  }
}

/** Ids of threads with the number of their rows, of all three tables. */
export async function threadRows(pool: pg.Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ id: string; count: number }>(
    `select thread_id as id, count(*)::int as count
       from (select thread_id from checkpoints union all select thread_id from checkpoint_blobs union all select thread_id from checkpoint_writes) t
      group by 1 order by thread_id collate "C"`,
  )
  return Object.fromEntries(rows.map(({ id, count }) => [id, count]))
}

export async function emptyThreads(pool: pg.Pool): Promise<void> {
  await pool.query('delete from checkpoints; delete from checkpoint_blobs; delete from checkpoint_writes')
}
