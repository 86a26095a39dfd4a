// Can the people sign in whose memories are stored, and is each namespace one person's? Names nobody.
import { setImmediate } from 'node:timers/promises'
import { issuablePattern } from '@/lib/auth/issuable'
import type { Environment } from '@/lib/env'
import { countLockedOut, type Lockout, proposeIdPattern } from '@/lib/langgraph/id-pattern'
import { type Sentence, sentence } from '@/lib/shared/text'
import { type About, type Finding, fine, unknown, wrong } from './finding'
import { peoples } from './namespaces'
import { SET_PATTERN } from './sign-in'

export const PEOPLE: About = { check: 'people', name: sentence('Whose namespaces') }

export async function examinePeople(labels: readonly string[], environment: Environment): Promise<Finding> {
  if (labels.length === 0) return unknown(PEOPLE, sentence('Nothing is stored yet, so nobody can be locked out.'))
  const pattern = issuablePattern(environment)
  const { namespaceStyle, ownerField } = environment
  const { all, ambiguous, unmatched } = await countUnhurried(labels, namespaceStyle, (id) => pattern?.test(id) ?? true)
  const values = { ambiguous, unmatched, namespaces: peoples(all) }
  if (ambiguous > 0)
    return wrong(
      PEOPLE,
      ownerField === undefined
        ? sentence(
            '{ambiguous} of {namespaces} could belong to more than one id, so nobody is shown what is in them.',
            values,
          )
        : sentence(
            '{ambiguous} of {namespaces} could belong to more than one id: whoever is let in sees only the memories that name them.',
            values,
          ),
      pattern === undefined
        ? await proposal(labels, environment)
        : sentence('Make MEMORY_ID_PATTERN narrower, so that only ids that really exist match.'),
    )
  if (unmatched === all)
    return wrong(
      PEOPLE,
      sentence('No id that matches MEMORY_ID_PATTERN leads to any of {namespaces}: nobody would see anything.', values),
      sentence(
        'Correct MEMORY_ID_PATTERN, MEMORY_NAMESPACE_STYLE or MEMORY_USER_ID_CLAIM: the id must be the one that the agent knows.',
      ),
    )
  if (unmatched > 0)
    return fine(
      PEOPLE,
      sentence('Each namespace is one person’s; to {unmatched} of {namespaces} no id that can sign in leads.', values),
    )
  return fine(PEOPLE, sentence('Each of {namespaces} is provably one person’s.', values))
}

/** @param alarms namespaces of which it is not clear whose they are, and nobody has settled it */
export function examineClaims(alarms: number): Finding[] {
  if (alarms === 0) return []
  return [
    wrong(
      PEOPLE,
      sentence('Namespaces are locked, because it is not clear whose they are: {namespaces}.', {
        namespaces: peoples(alarms),
      }),
      sentence('Open Identities in the dashboard, look for evidence, and bind each to the person whose it is.'),
    ),
  ]
}

/** A pattern made from what is stored, and whom it would lock out. */
async function proposal(labels: readonly string[], { namespaceStyle, adminEmails }: Environment): Promise<Sentence> {
  const proposed = proposeIdPattern(labels, namespaceStyle, [...adminEmails])
  if (proposed === null) return SET_PATTERN
  const pattern = new RegExp(`^(?:${proposed.pattern})$`, 'u')
  const { all, unmatched, ambiguous } = await countUnhurried(labels, namespaceStyle, (id) => pattern.test(id))
  return sentence(
    "Check this one, made from the namespaces, and its dots and dashes above all; it locks {lockedOut} of {namespaces} out: MEMORY_ID_PATTERN='{pattern}'",
    { lockedOut: unmatched + ambiguous, namespaces: peoples(all), pattern: proposed.pattern },
  )
}

/** As {@link countLockedOut}, letting others take their turn: a label with many dashes has thousands of spellings. */
async function countUnhurried(...[labels, style, issuable]: Parameters<typeof countLockedOut>): Promise<Lockout> {
  const sum: Lockout = { all: labels.length, unmatched: 0, ambiguous: 0 }
  for (let from = 0; from < labels.length; from += AT_ONCE) {
    const { unmatched, ambiguous } = countLockedOut(labels.slice(from, from + AT_ONCE), style, issuable)
    sum.unmatched += unmatched
    sum.ambiguous += ambiguous
    await setImmediate()
  }
  return sum
}

const AT_ONCE = 50
