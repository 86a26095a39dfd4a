// What every id that can sign in looks like, guessed from the namespaces that the agent has made, and who would be locked out by it. Pure.
import { idsOf, type NamespaceStyle, sanitizeUserId } from './namespace'

export type IdPatternProposal = {
  /** For `MEMORY_ID_PATTERN`. */
  pattern: string
  /** True where a domain could be spelled in several ways: in a namespace, dots and dashes look the same. */
  isDomainGuessed: boolean
  /** How many names have a dot or a dash before the domain; the pattern takes each for a dot. */
  takenForDots: number
}

export type Lockout = {
  /** How many namespaces there are. */
  all: number
  /** Of these, no id that the pattern lets in leads to them. */
  unmatched: number
  /** Of these, more than one does, so nobody may see them. */
  ambiguous: number
}

/**
 * A pattern that lets one id at most into each namespace: addresses at the domains found, their names without dashes, and other
 * ids by their kind. Names nobody. Null where no id was recognised.
 * @param labels the part of each namespace that stands for a person
 * @param knownIds addresses that are known to be spelled right, such as the administrators'
 */
export function proposeIdPattern(
  labels: readonly string[],
  style: NamespaceStyle,
  knownIds: readonly string[] = [],
): IdPatternProposal | null {
  const spelled = new Map(
    knownIds.filter((id) => id.includes('@')).map((id) => [sanitizeUserId(domainOf(id), style), domainOf(id)]),
  )
  const domains = new Set<string>()
  const kinds = new Set<string>()
  let isDomainGuessed = false
  let takenForDots = 0
  for (const label of labels) {
    const address = addressIn(label, style)
    if (address === null) {
      const kind = kindOf(label)
      if (kind !== undefined) kinds.add(kind)
      continue
    }
    const known = spelled.get(address.domain)
    domains.add(known ?? address.domain.replaceAll('-', '.'))
    isDomainGuessed ||= known === undefined && address.domain.split('-').length > 2
    if (address.name.includes('-')) takenForDots++
  }
  const parts = [...[...domains].map((domain) => `${NAME}@${domain.replaceAll('.', '\\.')}`), ...kinds]
  return parts.length === 0 ? null : { pattern: parts.join('|'), isDomainGuessed, takenForDots }
}

const NAME = '[A-Za-z0-9_+]+(?:\\.[A-Za-z0-9_+]+)*'

/** How the namespaces fare under a pattern. One with very many spellings counts as ambiguous. */
export function countLockedOut(
  labels: readonly string[],
  style: NamespaceStyle,
  issuable: (id: string) => boolean,
): Lockout {
  const count = { all: labels.length, unmatched: 0, ambiguous: 0 }
  for (const label of labels) {
    const owners = ownersOf(label, style, issuable)
    if (owners === 0) count.unmatched++
    else if (owners > 1) count.ambiguous++
  }
  return count
}

const MOST_SPELLINGS = 4_096

/** 0, 1, or more. */
function ownersOf(label: string, style: NamespaceStyle, issuable: (id: string) => boolean): number {
  let looked = 0
  let found = 0
  for (const id of idsOf(label, style)) {
    if (++looked > MOST_SPELLINGS) return 2
    if (issuable(id) && ++found > 1) return 2
  }
  return found
}

/** The parts of an e-mail address, as they stand in a label; null where it is none. */
function addressIn(label: string, style: NamespaceStyle): { name: string; domain: string } | null {
  const mark = style === 'at' ? '-at-' : '@'
  const at = label.lastIndexOf(mark)
  const domain = label.slice(at + mark.length)
  // a domain of one word is none; two numbers are an id of Databricks
  return at > 0 && /^[a-z0-9]+(?:-[a-z0-9]+)+$/i.test(domain) ? { name: label.slice(0, at), domain } : null
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

/** A pattern of all ids such as this one, the narrowest kind first. */
function kindOf(label: string): string | undefined {
  return KINDS.find(([kind]) => kind.test(label))?.[1]
}

const KINDS: readonly [RegExp, string][] = [
  [/^\d+$/, '\\d+'],
  [/^\d+(?:-at-|@)\d+$/, '\\d+@\\d+'], // user and workspace, as Databricks Apps forwards them
  [/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'],
  [/^[a-z0-9_]+$/i, '[A-Za-z0-9_]+'],
  [/^[a-z0-9_]+(?:-[a-z0-9_]+)+$/i, '[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)+'],
]
