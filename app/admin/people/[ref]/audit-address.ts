// Where the audit tells of one person.
import type { Route } from 'next'

/** @param subject the pseudonym under which it tells of them */
export function auditOfHref(subject: string): Route {
  return `/admin/audit?about=${encodeURIComponent(subject)}` as Route
}
