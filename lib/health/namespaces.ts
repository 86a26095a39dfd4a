// Do the stored namespaces look as the settings say, and can their people sign in? Counts only: a label is an id in disguise.
import type { Environment } from '@/lib/env'
import { idsOf, type NamespaceStyle } from '@/lib/langgraph/namespace'
import { counted, sentence } from '@/lib/shared/text'
import type { StoredLabels } from '@/lib/store/health/labels'
import { type About, type Finding, fine, unknown, wrong } from './finding'

export const NAMESPACES: About = { check: 'namespaces', name: sentence('Namespaces') }
export const PEOPLE: About = { check: 'people', name: sentence('Whose namespaces') }

/** @param root MEMORY_NAMESPACE */
export function examineNamespaces({ labels, hasOthers }: StoredLabels, root: string, style: NamespaceStyle): Finding {
  if (labels.length === 0)
    return hasOthers
      ? wrong(
          NAMESPACES,
          sentence('No stored namespace begins with {root}, but there are others.', { root }),
          sentence('Set MEMORY_NAMESPACE to the first label of the namespaces in the agent’s code.'),
        )
      : unknown(NAMESPACES, sentence('Nothing is stored yet, so there is no namespace to look at.'))
  const raw = labels.filter((label) => label.includes('@')).length
  const replaced = labels.filter((label) => label.includes('-at-')).length
  if (style === 'at' && raw > replaced)
    return wrong(
      NAMESPACES,
      sentence('MEMORY_NAMESPACE_STYLE=at writes “-at-” for “@”, but the agent keeps the “@” in {raw} of {labels}.', {
        raw,
        labels: peoples(labels.length),
      }),
      sentence('Set MEMORY_NAMESPACE_STYLE=dots.'),
    )
  if (style === 'dots' && replaced > raw)
    return wrong(
      NAMESPACES,
      sentence('MEMORY_NAMESPACE_STYLE=dots keeps the “@”, but the agent writes “-at-” in {replaced} of {labels}.', {
        replaced,
        labels: peoples(labels.length),
      }),
      sentence('Set MEMORY_NAMESPACE_STYLE=at.'),
    )
  return fine(
    NAMESPACES,
    sentence('{root} is the first label of {labels}, written as MEMORY_NAMESPACE_STYLE says.', {
      labels: peoples(labels.length),
      root,
    }),
  )
}

const peoples = (count: number) => counted(count, '{count} namespace', '{count} namespaces')

/** Ids tried for one label; whoever has more cannot be proven to be one person. */
const MOST_IDS = 4_096

export type Locked = { total: number; ambiguous: number; unreachable: number }

/**
 * For how many labels no single id that could sign in is the only one.
 * @param issuable whether an id could ever sign in
 */
export function countLocked(
  labels: readonly string[],
  style: NamespaceStyle,
  issuable: (id: string) => boolean,
): Locked {
  const counts: Locked = { total: labels.length, ambiguous: 0, unreachable: 0 }
  for (const label of labels) {
    let ids = 0
    let tried = 0
    for (const id of idsOf(label, style)) {
      if (++tried > MOST_IDS) ids = 2
      else if (issuable(id)) ids++
      if (ids > 1) break
    }
    if (ids === 0) counts.unreachable++
    if (ids > 1) counts.ambiguous++
  }
  return counts
}

/** @param pattern what every id that can sign in looks like; undefined: anything */
export function examinePeople(
  { labels }: StoredLabels,
  { namespaceStyle }: Environment,
  pattern: RegExp | undefined,
): Finding {
  if (labels.length === 0) return unknown(PEOPLE, sentence('Nothing is stored yet, so nobody can be locked out.'))
  const { total, ambiguous, unreachable } = countLocked(labels, namespaceStyle, (id) => pattern?.test(id) ?? true)
  const values = { ambiguous, unreachable, namespaces: peoples(total) }
  if (ambiguous > 0)
    return wrong(
      PEOPLE,
      sentence(
        '{ambiguous} of {namespaces} could belong to more than one id, so nobody is shown what is in them.',
        values,
      ),
      pattern === undefined
        ? sentence('Set MEMORY_ID_PATTERN to a regular expression that every sign-in id matches and nothing else does.')
        : sentence('Make MEMORY_ID_PATTERN narrower, so that only ids that really exist match.'),
    )
  if (unreachable === total)
    return wrong(
      PEOPLE,
      sentence('No id that matches MEMORY_ID_PATTERN leads to any of {namespaces}: nobody would see anything.', values),
      sentence(
        'Correct MEMORY_ID_PATTERN, MEMORY_NAMESPACE_STYLE or MEMORY_USER_ID_CLAIM: the id must be the one that the agent knows.',
      ),
    )
  if (unreachable > 0)
    return fine(
      PEOPLE,
      sentence(
        'Each namespace is one person’s; to {unreachable} of {namespaces} no id that can sign in leads.',
        values,
      ),
    )
  return fine(PEOPLE, sentence('Each of {namespaces} is provably one person’s.', values))
}
