// From entries by kind to what the index of the audit page says.
import type { AuditFilter } from '@/lib/shared/audit-filter'
import type { AuditFacets, Counted } from '@/lib/shared/audit-page'
import { AUDIT_GROUPS, groupOf, OUTCOMES, ROLES, SURFACES } from '@/lib/shared/audit-words'
import type { Kind } from './counts'

type Part = 'what' | 'who' | 'through' | 'outcome'

/** The kinds that a filter leaves; `except`: whatever it chooses in that part. */
export function leftBy(kinds: readonly Kind[], filter: AuditFilter, except?: Part): Kind[] {
  const { what, outcome, role, through } = filter
  return kinds.filter(
    (kind) =>
      (except === 'what' || what === null || groupOf(kind.action) === what) &&
      (except === 'outcome' || outcome === null || kind.outcome === outcome) &&
      (except === 'who' || role === null || kind.role === role) &&
      (except === 'through' || through === null || kind.surface === through),
  )
}

/**
 * @param kinds of whoever is chosen
 * @param everybodys kinds of everybody, who acted told apart as far as it is
 */
export function facetsOf(kinds: readonly Kind[], everybodys: readonly Kind[], filter: AuditFilter): AuditFacets {
  const who = leftBy(everybodys, filter, 'who')
  const roleOf = new Map(who.map(({ actor, role }) => [actor, role]))
  return {
    what: counts(leftBy(kinds, filter, 'what'), ({ action }) => groupOf(action), AUDIT_GROUPS),
    roles: counts(who, ({ role }) => role, ROLES),
    actors: counts(who, ({ actor }) => actor, [])
      .filter(({ name }) => name !== '')
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
      .map((one) => ({ ...one, role: roleOf.get(one.name) ?? '' })),
    through: counts(leftBy(kinds, filter, 'through'), ({ surface }) => surface, SURFACES),
    outcome: counts(leftBy(kinds, filter, 'outcome'), ({ outcome }) => outcome, OUTCOMES),
  }
}

/** Those of `known` stand there whether there are any or not. */
function counts<Name extends string>(
  kinds: readonly Kind[],
  nameOf: (kind: Kind) => Name,
  known: readonly Name[],
): Counted<Name>[] {
  const found = new Map<Name, number>(known.map((name) => [name, 0]))
  for (const kind of kinds) found.set(nameOf(kind), (found.get(nameOf(kind)) ?? 0) + kind.entries)
  return [...found].map(([name, count]) => ({ name, count }))
}

export function totalOf(kinds: readonly Kind[]): number {
  return kinds.reduce((sum, { entries }) => sum + entries, 0)
}
