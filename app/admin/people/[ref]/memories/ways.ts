// Where one person's memories are, for whoever runs or audits the dashboard. Addresses hold pseudonyms, never a key.
import type { Route } from 'next'

export function memoriesHref(ref: string, before?: string): Route {
  return `/admin/people/${ref}/memories${before === undefined ? '' : `?before=${encodeURIComponent(before)}`}` as Route
}

export function memoryOnBehalfHref(ref: string, mark: string, part: '' | '/edit' = '', as?: 'json'): Route {
  return `/admin/people/${ref}/memories/${mark}${part}${as === undefined ? '' : `?as=${as}`}` as Route
}
