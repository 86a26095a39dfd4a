// What the two optional accelerations of the agent's tables have in common: none is ever made unasked, none is needed for a right answer.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { type Catalog, quoteName } from '@/lib/store/catalog'

export type AccelerationName = 'newest' | 'inline-vectors'

/** What is known before anything is changed. All texts are English, for whoever runs the command. */
export type Outlook = {
  name: AccelerationName
  /** `partly`: a failed try has left something behind. */
  state: 'made' | 'not made' | 'partly'
  /** Lines: what it brings, what it costs. */
  brings: string
  size: string
  time: string
  locks: string
  /** What the agent pays with each write from then on. */
  writes: string
  /** What makes it, and takes it away again. */
  sql: string[]
  undoSql: string[]
  /** Why it cannot be made here, or would bring nothing; null: it can. */
  hindrance: string | null
}

export type Acceleration = {
  outlook: (client: pg.ClientBase, catalog: Catalog) => Promise<Outlook>
  /**
   * Makes it, or takes it away, and looks whether it did.
   * @returns what was done and seen
   * @throws Expected `refused`, `database-unavailable`; whatever it had begun has been taken back, or it says what is left
   */
  make: (client: pg.ClientBase, catalog: Catalog, patience?: Patience) => Promise<string>
  undo: (client: pg.ClientBase, catalog: Catalog, patience?: Patience) => Promise<string>
}

export type Patience = {
  /** How long a lock is waited for: where it is a strong one, whoever comes later waits behind it. */
  seconds: number
  /** Goes on although others hold a table that is to be locked. */
  isForced: boolean
}

export const PATIENCE: Patience = { seconds: 5, isForced: false }

/** @throws Expected `refused` unless our role may do what only the owner of `table` may; with the statements for the owner */
export async function requireOwner(
  client: pg.ClientBase,
  { schema }: Catalog,
  table: 'store' | 'store_vectors',
  sql: string[],
): Promise<void> {
  const { rows } = await client.query<{ role: string; owner: string; isOwner: boolean; mayCreate: boolean }>(
    `select current_user as role, pg_get_userbyid(c.relowner) as owner, pg_has_role(c.relowner, 'USAGE') as "isOwner",
            has_schema_privilege(n.oid, 'CREATE') as "mayCreate"
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relname = $2`,
    [schema, table],
  )
  const { role = '', owner = '', isOwner = false, mayCreate = false } = rows[0] ?? {}
  if (isOwner && (mayCreate || table === 'store_vectors')) return
  const lacks = isOwner ? 'CREATE on the schema {schema}' : 'the ownership of {schema}.{table}'
  throw new Expected(
    'refused',
    `The role {role} lacks ${lacks}, which belongs to {owner}. Let {owner} run this, each line by itself:`,
    { values: { role, owner, schema: quoteName(schema), table }, sql: sql.map((line) => `${line};`).join('\n') },
  )
}

/** Statements that may take as long as they take, but wait for a lock no longer than that. */
export async function patiently(client: pg.ClientBase, statements: string[], patience: Patience): Promise<void> {
  await client.query(
    `set default_transaction_read_only to off; set statement_timeout to 0; set lock_timeout to '${patience.seconds}s'`,
  )
  for (const statement of statements) await client.query(statement)
}

export function bytes(count: number): string {
  if (count < 1e6) return `${Math.max(1, Math.round(count / 1e3))} kB`
  return count < 1e9 ? `${Math.round(count / 1e6)} MB` : `${(count / 1e9).toFixed(1)} GB`
}

export function seconds(count: number): string {
  if (count < 1) return 'less than a second'
  return count < 120 ? `about ${Math.ceil(count)} s` : `about ${Math.ceil(count / 60)} minutes`
}
