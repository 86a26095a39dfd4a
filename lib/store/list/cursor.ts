// A place in a list, as text for an address.
import { Expected } from '@/lib/errors'
import type { ListSort } from '@/lib/shared/memory'
import type { Scope } from '../memory-store'

/** `updated_at` as text, since a JavaScript Date would lose its microseconds, and the address that breaks ties. */
export type Place = { updatedAt: string; prefix: string; key: string }

/** The cursor of a row in a list of that order. The owner is no part of it. */
export function writeCursor({ root }: Scope, sort: ListSort, { updatedAt, prefix, key }: Place): string {
  return Buffer.from(JSON.stringify([sort, updatedAt, prefix.slice(root.length), key])).toString('base64url')
}

/**
 * Inverse of {@link writeCursor}.
 * @throws Expected `invalid` for anything that it never returns for this order
 */
export function readCursor({ root }: Scope, sort: ListSort, text: string | undefined): Place | null {
  if (text === undefined) return null
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (Array.isArray(parts) && parts.every((part) => typeof part === 'string' && !part.includes('\u0000'))) {
      // addresses of the first version had one order and did not name it
      const [order, updatedAt, below, key, ...rest] = (parts.length === 3 ? ['newest', ...parts] : parts) as string[]
      const isPlace =
        order === sort &&
        updatedAt !== undefined &&
        /^\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/.test(updatedAt) &&
        below !== undefined &&
        (below === '' || below.startsWith('.')) &&
        key !== undefined &&
        rest.length === 0
      if (isPlace) return { updatedAt, prefix: root + below, key }
    }
  } catch {
    // not one of ours: said below
  }
  throw noSuchPage()
}

export function noSuchPage(): Expected {
  return new Expected('invalid', 'This page of the list no longer exists. Start again from the newest.')
}
