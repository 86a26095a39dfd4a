// Which namespaces are whose, in SQL: a person is one label below `namespaceRoot`, with whatever lies below that.
import type { MemoryStore } from './memory-store'

/** What counts of people are read from. */
export type PeopleStore = Pick<MemoryStore, 'pool' | 'catalog' | 'namespaceRoot'>

/**
 * Whether `prefix` (an expression) lies below `root` (an expression, without its dot), whole segments only. Bytes are compared:
 * neither wildcards nor a collation can widen it ("/" is the byte after ".").
 */
export const isBelow = (prefix: string, root: string) =>
  `${prefix} ~>=~ (${root} || '.') and ${prefix} ~<~ (${root} || '/')`

/** The label of the person whose namespace `prefix` (an expression) is, or lies below. */
export const labelIn = (prefix: string, root: string) => `split_part(substr(${prefix}, length(${root}) + 2), '.', 1)`

/**
 * Common table expression `space (prefix)`: each namespace once, in the order of bytes, from where `start` (a condition on `s`)
 * begins. A skip scan over `store_prefix_idx`: one probe for each namespace, not for each row. Of the child namespaces of a person
 * the first is there alone: they lie together, and are skipped together. Ends with a row of null.
 * @param root placeholder of `namespaceRoot`
 */
export function skipScan(store: string, root: string, start: string, upwards: boolean): string {
  const order = `order by s.prefix using ${upwards ? '~>~' : '~<~'} limit 1`
  const label = labelIn('space.prefix', root)
  const isOwn = `position('.' in substr(space.prefix, length(${root}) + 2)) = 0`
  const beyond = upwards
    ? `s.prefix ~<~ case when ${isOwn} then space.prefix else ${root} || '.' || ${label} || '.' end`
    : `s.prefix ~>=~ case when ${isOwn} then space.prefix || chr(1) else ${root} || '.' || ${label} || '/' end`
  return `space as (
      (select s.prefix from ${store} s where ${isBelow('s.prefix', root)} and ${start} ${order})
      union all
      select (select s.prefix from ${store} s where ${isBelow('s.prefix', root)} and ${beyond} ${order})
        from space where space.prefix is not null
    )`
}
