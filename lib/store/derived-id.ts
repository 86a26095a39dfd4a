// An id that follows from another: whoever asks again with the same one finds what was done with it.
import { createHash } from 'node:crypto'

/** The id of what belongs to `id` as its `what`: always the same for the same. */
export function derivedId(id: string, what: string): string {
  const hex = createHash('sha256').update(`${id} ${what}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
