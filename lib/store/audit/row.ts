// The one way that a row comes into the audit: the part of a statement that adds it, and the values of that part. The chain follows by itself at commit.
import { reasonOf, roleOfOrigin, type ScopeFacts } from '../memory-store'

/** As whom somebody acted: `agent` through the library or a token, `system` without anybody. */
export type ActorRole = 'user' | 'auditor' | 'admin' | 'agent' | 'system'
export type Outcome = 'done' | 'refused' | 'failed'

/** One parameter of a statement: surface, role, actor, subject, reason, detail. */
export type AuditValues = readonly [
  surface: string,
  role: ActorRole,
  actor: string,
  subject: string,
  reason: string | null,
  detail: string,
]

/**
 * What an audit row says of who acts, on whom and why; and beside its columns `detail`: ids, counts and words of this code. Of a
 * token there is its id, never its name, which is a person's text.
 */
export function auditValues({ origin, actor, subject }: ScopeFacts, detail: Record<string, unknown> = {}): AuditValues {
  const said = origin.surface === 'mcp' ? { ...detail, token: origin.token.id } : detail
  return [origin.surface, roleOfOrigin(origin), actor, subject, reasonOf(origin), JSON.stringify(said)]
}

type Part = {
  /** The placeholder of {@link AuditValues}. */
  values: string
  /** The row's own id, which no other row may have. */
  operation: string
  action: string
  /** Pseudonym of the memory. */
  memory?: string
  /** What the memory said before and after, as jsonb: only a fingerprint under the subject's key is kept of it. */
  before?: string
  after?: string
  outcome?: string
  /** Of whom, where it differs from row to row. */
  subject?: string
  /** What this row says beside what all of them say, as jsonb. */
  detail?: string
  /** A row for each of its rows. */
  from?: string
}

/** A statement, or an expression of `with`, that adds rows to the audit. All are expressions of SQL. */
export function auditInsert(part: Part): string {
  const { values, before, after, detail, from = '(select) as one' } = part
  const value = (at: number) => `(${values}::text[])[${at}]`
  const subject = part.subject ?? value(4)
  const fingerprint = (of: string | undefined) =>
    of === undefined ? 'null' : `dashboard.fingerprint(${subject}, ${of})`
  return `insert into dashboard.audit (op_id, action, surface, role, actor, subject, memory, outcome, reason, before_hash, after_hash, detail)
    select ${part.operation}, ${part.action}, ${value(1)}, ${value(2)}, ${value(3)}, ${subject}, ${part.memory ?? 'null'},
           ${part.outcome ?? `'done'`}, ${value(5)}, ${fingerprint(before)}, ${fingerprint(after)},
           ${value(6)}::jsonb${detail === undefined ? '' : ` || ${detail}`}
      from ${from}`
}
