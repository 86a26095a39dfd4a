// Do the stored namespaces look as the settings say? Counts only: a label is an id in disguise.
import type { NamespaceStyle } from '@/lib/langgraph/namespace'
import { counted, sentence } from '@/lib/shared/text'
import { type About, type Finding, fine, unknown, wrong } from './finding'

export const NAMESPACES: About = { check: 'namespaces', name: sentence('Namespaces') }

export type StoredNamespaces = {
  /** Of people below MEMORY_NAMESPACE, each once. */
  labels: string[]
  /** Whether memories lie outside of it. */
  hasOthers: boolean
}

/** @param root MEMORY_NAMESPACE */
export function examineNamespaces(
  { labels, hasOthers }: StoredNamespaces,
  root: string,
  style: NamespaceStyle,
): Finding {
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

export const peoples = (count: number) => counted(count, '{count} namespace', '{count} namespaces')
