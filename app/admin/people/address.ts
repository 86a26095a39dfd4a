// Where a list of people is, and where one of them.
import type { Route } from 'next'
import { EVERYONE, type PeopleFilter, type PeopleSort, peopleParams } from '@/lib/shared/people'
import { personRef } from '@/lib/shared/person-ref'

/** @param on the place where the page goes on; `agents`: with a list of those called like that, all where it is empty */
export function peopleHref(
  filter: Partial<PeopleFilter> = {},
  sort: PeopleSort = 'changed',
  on: { after?: string; before?: string; agents?: string } = {},
): Route {
  const params = new URLSearchParams([...peopleParams({ ...EVERYONE, ...filter }, sort), ...Object.entries(on)])
  return (params.size === 0 ? '/admin/people' : `/admin/people?${params}`) as Route
}

export function personHref(label: string): Route {
  return `/admin/people/${personRef(label)}` as Route
}

/** Where it is said which ids lead to somebody's namespace, and what to do about it. */
export function identityHref(label: string): Route {
  return `/admin/identities?ref=${personRef(label)}` as Route
}
