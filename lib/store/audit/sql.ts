// What the statements about the audit have in common: which rows, and the values that they are asked with.

import type { AuditFilter } from '@/lib/shared/audit-filter'
import { AUDIT_ACTIONS, type AuditGroup, groupOf } from '@/lib/shared/audit-words'

/** From the first instant to before the second; null: without an end there. */
export type Period = { from: Date | null; to: Date | null }

/** Whose entries, whatever they tell. */
export type Narrowed = {
  /** Pseudonyms of one person: their own, and that of the namespace their memories lie in. */
  subject: readonly string[] | null
  actor: string | null
  memory: string | null
}

/** What a filter asks of the kind of an entry. */
export type Wanted = Pick<AuditFilter, 'what' | 'outcome' | 'role' | 'through'>

export const NOBODY: Narrowed = { subject: null, actor: null, memory: null }

/** The values of a statement, each where it is first needed. */
export class Values {
  readonly all: unknown[] = []

  /** @returns its placeholder */
  add(value: unknown): string {
    this.all.push(value)
    return `$${this.all.length}`
  }
}

/** Conditions on columns of `a`. */
export function conditionsOf(
  values: Values,
  { period, narrowed = NOBODY, wanted }: { period?: Period; narrowed?: Narrowed; wanted?: Wanted },
): string {
  const { from = null, to = null } = period ?? {}
  const all = [
    from === null ? null : `a.at >= ${values.add(from.toISOString())}::timestamptz`,
    to === null ? null : `a.at < ${values.add(to.toISOString())}::timestamptz`,
    narrowed.subject === null ? null : `a.subject = any(${values.add(narrowed.subject)}::text[])`,
    narrowed.actor === null ? null : `a.actor = ${values.add(narrowed.actor)}`,
    narrowed.memory === null ? null : `a.memory = ${values.add(narrowed.memory)}`,
    wanted === undefined ? null : kindConditions(values, wanted),
  ]
  return all.filter((one) => one !== null && one !== '').join(' and ') || 'true'
}

function kindConditions(values: Values, { what, outcome, role, through }: Wanted): string {
  const all = [
    what === null ? null : actionCondition(values, what),
    outcome === null ? null : `a.outcome = ${values.add(outcome)}`,
    role === null ? null : `a.role = ${values.add(role)}`,
    through === null ? null : `a.surface = ${values.add(through)}`,
  ]
  return all.filter((one) => one !== null).join(' and ')
}

function actionCondition(values: Values, group: AuditGroup): string {
  return group === 'other'
    ? `a.action <> all(${values.add(AUDIT_ACTIONS)}::text[])`
    : `a.action = any(${values.add(AUDIT_ACTIONS.filter((action) => groupOf(action) === group))}::text[])`
}
