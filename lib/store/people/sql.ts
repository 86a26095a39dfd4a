// Which namespaces are whose, in SQL: a person is one label below `namespaceRoot`, with whatever lies below that.

/**
 * Whether `prefix` (an expression) lies below `root` (an expression, without its dot), whole segments only. Bytes are compared:
 * neither wildcards nor a collation can widen it ("/" is the byte after ".").
 */
export const isBelow = (prefix: string, root: string) =>
  `(${prefix} ~>=~ (${root} || '.') and ${prefix} ~<~ (${root} || '/'))`

/** Whether `prefix` (an expression) is somebody's: below `root` (an expression) and with a label. */
export const isSomebodys = (prefix: string, root: string) =>
  `(${isBelow(prefix, root)} and not ${isBelow(prefix, `(${root} || '.')`)} and ${prefix} <> ${root} || '.')`

/** The label of the person whose namespace `prefix` (an expression) is, or lies below. */
export const labelOf = (prefix: string, root: string) => `split_part(substr(${prefix}, length(${root}) + 2), '.', 1)`

/** The first namespace of each person in the order of bytes stands for their place: their own, or where they have none, the children's. */
export const placeOf = (label: string, hasOwn: string) => `${label} || case when ${hasOwn} then '' else '.' end`

/**
 * Common table expressions `space` and `person (label, place)`: everybody in the order of places, beyond `start`. A skip scan over
 * `store_prefix_idx`: one probe for each namespace, not for each row. The child namespaces of a person lie together, and are skipped
 * together. `person` has an order only as it is read: with a limit.
 * @param at placeholders: `root` of `namespaceRoot`; `start` of a place, or null to begin at the end
 */
export function skipScan(store: string, at: { root: string; start: string }, upwards: boolean): string {
  const own = (prefix: string) => `position('.' in substr(${prefix}, length(${at.root}) + 2)) = 0`
  const label = (prefix: string) => labelOf(prefix, at.root)
  const children = (of: string, end: '.' | '/') => `${at.root} || '.' || ${of} || '${end}'`
  const step = upwards
    ? {
        order: '~>~',
        beyond: (isOwn: string, place: string, children: string) =>
          `s.prefix ~<~ case when ${isOwn} then ${place} else ${children} end`,
      }
    : {
        order: '~<~',
        beyond: (isOwn: string, place: string, children: string) =>
          `s.prefix ~>=~ case when ${isOwn} then ${place} || chr(1) else ${children} end`,
      }
  const next = (isOwn: string, prefix: string) =>
    step.beyond(isOwn, prefix, children(label(prefix), upwards ? '.' : '/'))
  const first = `${at.root} || '.' || ${at.start}`
  const from = `(${at.start} is null or ${next(`right(${at.start}, 1) <> '.'`, first)})`
  const find = (beyond: string) => `select s.prefix from ${store} s where ${isBelow('s.prefix', at.root)} and ${beyond}
          order by s.prefix using ${step.order} limit 1`
  return `space as (
      (${find(from)})
      union all
      select (${find(next(own('space.prefix'), 'space.prefix'))}) from space where space.prefix is not null
    ), person as (
      select ${label('prefix')} as label, ${placeOf(label('prefix'), own('prefix'))} as place
        from space
       where prefix is not null and ${label('prefix')} <> '' and (${own('prefix')} or not exists (
         select from ${store} o where o.prefix = ${at.root} || '.' || ${label('space.prefix')}))
    )`
}
