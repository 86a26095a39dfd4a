// Whether the guard stands in the agent's tables, as Postgres itself says, and whether it holds, as an attempt to pass it shows.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type Sentence, sentence } from '@/lib/shared/text'
import { type Catalog, quoteName } from '../catalog'
import { writeSetting } from '../settings'
import { inTransaction } from '../transaction'
import { allowOwnerSql, GUARD_TRIGGERS, type GuardMode, guardStatements } from './guard-sql'

export type GuardState = {
  /** `disabled`: a trigger is missing, switched off, or made for another namespace; `missing`: there is none at all. */
  state: 'missing' | 'disabled' | GuardMode
  /** Owner of the agent's tables. */
  owner: string
  /** Whether the owner may attach the functions of ours. */
  isOwnerAllowed: boolean
  /** Whether our own role may install it. */
  mayInstall: boolean
  /** Namespaces that agents may not write to. */
  closed: number
  /** What the last {@link tryGuard} found wrong; null: nothing, or it has not been tried. */
  failed: GuardFailure | null
}

export type GuardFailure = 'stored' | 'refused'

export const GUARD_FAILURES: Record<GuardFailure, Sentence> = {
  stored: sentence('A row or a vector of a closed namespace was stored.'),
  refused: sentence('A row or a vector of an open namespace was refused.'),
}

type Tables = Pick<Catalog, 'schema' | 'storeTable' | 'vectorsTable'>

type Found = {
  trigger: string
  table: string
  runs: string
  isAlways: boolean
  type: number
  columns: string[]
  args: string
}

/** How each trigger must stand in `pg_trigger.tgtype`: for each row, before, on insert, on update. */
const [ROW, BEFORE, INSERT, UPDATE] = [1, 2, 4, 16]
const BEFORE_WRITES = ROW | BEFORE | INSERT | UPDATE
const AFTER_UPDATES = ROW | UPDATE

/** Whether our own schema has what the triggers run: false before the first start of a version that has. */
export async function hasGuard(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ has: boolean }>(`select to_regclass('dashboard.forget_guard') is not null as has`)
  return rows[0]?.has ?? false
}

/** Looks only. @param namespaceRoot what every namespace begins with */
export async function guardState(
  pool: pg.Pool | pg.PoolClient,
  { schema }: Tables,
  namespaceRoot: string,
): Promise<GuardState> {
  const { rows } = await pool.query<Found>(
    `select t.tgname as trigger, c.relname as table, p.proname as runs, t.tgenabled = 'A' as "isAlways", t.tgtype::int as type,
            array(select a.attname::text from unnest(t.tgattr) at join pg_attribute a on a.attrelid = c.oid and a.attnum = at) as columns,
            encode(t.tgargs, 'escape') as args
       from pg_trigger t
       join pg_class c on c.oid = t.tgrelid
       join pg_namespace n on n.oid = c.relnamespace
       join pg_proc p on p.oid = t.tgfoid
       join pg_namespace f on f.oid = p.pronamespace
      where n.nspname = $1 and f.nspname = 'dashboard' and p.proname in ('guard_write', 'guard_stale') and t.tgqual is null`,
    [schema],
  )
  const facts = await pool.query<Omit<GuardState, 'state'>>(
    `select o.rolname as owner, pg_has_role(o.oid, 'USAGE') and has_table_privilege(v.oid, 'TRIGGER') as "mayInstall",
            has_schema_privilege(o.oid, 'dashboard', 'USAGE')
              and has_function_privilege(o.oid, 'dashboard.guard_write()', 'EXECUTE')
              and has_function_privilege(o.oid, 'dashboard.guard_stale()', 'EXECUTE') as "isOwnerAllowed",
            (select count(*) from dashboard.forget_guard where state = 'forgotten')::int as closed,
            (select nullif(value, '') from dashboard.setting where name = '${TRIED}') as failed
       from pg_class s
       join pg_namespace n on n.oid = s.relnamespace
       join pg_roles o on o.oid = s.relowner
       join pg_class v on v.relnamespace = n.oid and v.relname = 'store_vectors'
      where n.nspname = $1 and s.relname = 'store'`,
    [schema],
  )
  const known = facts.rows[0] ?? { owner: '', isOwnerAllowed: false, mayInstall: false, closed: 0, failed: null }
  return { state: stateOf(rows, namespaceRoot), ...known }
}

function stateOf(found: Found[], namespaceRoot: string): GuardState['state'] {
  if (found.length === 0) return 'missing'
  const modes = new Set<string>()
  for (const { trigger, table, runs } of GUARD_TRIGGERS) {
    const there = found.find((one) => one.trigger === trigger && one.table === table && one.runs === runs)
    if (there === undefined || !there.isAlways) return 'disabled'
    const isOfValue = there.columns.length === 1 && there.columns[0] === 'value'
    if (table === 'store' ? !isOfValue : there.columns.length > 0) return 'disabled'
    if (there.type !== (runs === 'guard_stale' ? AFTER_UPDATES : BEFORE_WRITES)) return 'disabled'
    if (runs === 'guard_stale') continue
    const [mode = '', space] = argumentsOf(there.args)
    if (space !== namespaceRoot) return 'disabled'
    modes.add(mode)
  }
  const [mode] = modes
  return modes.size === 1 && (mode === 'skip' || mode === 'raise') ? mode : 'disabled'
}

/** Of a trigger: each ends with a zero byte. Escaped are only bytes beyond ASCII, and the backslash. */
function argumentsOf(escaped: string): string[] {
  const bytes: number[] = []
  for (const [one] of escaped.matchAll(/\\\\|\\\d{3}|[^\\]/gs))
    bytes.push(one.length === 4 ? Number.parseInt(one.slice(1), 8) : one.charCodeAt(one.length - 1))
  return Buffer.from(bytes).toString('utf8').split('\0').slice(0, -1)
}

/** Lets the owner of the tables attach our functions, where our role may give that. */
export async function allowOwner(pool: pg.Pool, owner: string): Promise<void> {
  await pool.query(allowOwnerSql(quoteName(owner)))
}

/** Installs the guard, or changes its mode, as our own role. @throws 42501 where only the owner of the tables may */
export async function installGuard(
  pool: pg.Pool,
  tables: Tables,
  mode: GuardMode,
  namespaceRoot: string,
): Promise<void> {
  await inTransaction(pool, (client) => client.query(guardStatements(tables, mode, namespaceRoot)))
}

const TRIED = 'guard-test'

/**
 * As {@link testGuard}, and keeps what it found for whoever examines this installation.
 * @throws 42501 where our role may not write to the agent's tables
 */
export async function tryGuard(pool: pg.Pool, tables: Tables, namespaceRoot: string): Promise<GuardFailure | null> {
  const failed = await testGuard(pool, tables, namespaceRoot)
  await writeSetting(pool, TRIED, failed ?? '')
  return failed
}

/**
 * Tries to pass the guard, as an agent would: a row and a vector of a namespace that nobody has, closed in the same transaction,
 * and one of an open namespace, which must come through. Rolled back; no agent waits for it.
 * @returns null when it holds; otherwise what came through or what was refused
 */
export async function testGuard(pool: pg.Pool, tables: Tables, namespaceRoot: string): Promise<GuardFailure | null> {
  let outcome: GuardFailure | null = null
  const end = new Error('rolled back')
  await inTransaction(pool, async (client) => {
    await client.query(`select set_config('dashboard.own', 'off', true)`)
    const [closed, open] = [`${namespaceRoot}.guard-${randomUUID()}`, `${namespaceRoot}.guard-${randomUUID()}`]
    await client.query(`select dashboard.guard_change($1, 'suppress')`, [closed])
    const put = async (prefix: string): Promise<number> => {
      await client.query('savepoint attempt')
      try {
        const row = await client.query(
          `insert into ${tables.storeTable} (prefix, key, value) values ($1, 'canary', '{"canary": true}')`,
          [prefix],
        )
        const vector = await client.query(
          `insert into ${tables.vectorsTable} (prefix, key, field_name) values ($1, 'canary', 'canary')`,
          [prefix],
        )
        return (row.rowCount ?? 0) + (vector.rowCount ?? 0)
      } catch (error) {
        await client.query('rollback to savepoint attempt')
        if (codeOf(error) === 'MD001') return 0
        if (codeOf(error) === '23503') return 1 // the row was refused, its vector was not
        throw error
      }
    }
    if ((await put(closed)) !== 0) outcome = 'stored'
    else if ((await put(open)) !== 2) outcome = 'refused'
    throw end
  }).catch((error: unknown) => {
    if (error !== end) throw error
  })
  return outcome
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
