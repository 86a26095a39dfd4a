// Statements that are sent again and again, parsed and planned once a connection: for them that takes longer than their work.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Catalog } from './catalog'

/**
 * A statement that its connection keeps. For texts of which there are few, since none is ever given back, and whose best plan does
 * not depend on the values. Not for what writes many rows in one transaction: Postgres plans such a statement anew when a table was
 * analyzed, not when it grew. A pooler that hands sessions round would lose it, but it would lose our settings as well.
 */
export function prepared({ owner }: Pick<Catalog, 'owner'>, text: string, values: unknown[]): pg.QueryConfig {
  // where rows have owners their ids stand in the text: then there are as many texts as people
  if (owner !== undefined) return { text, values }
  return { name: createHash('sha256').update(text).digest('hex').slice(0, 32), text, values }
}
