// What an administrator may do with one person's memories: nothing, unless a reveal of theirs counts now. The only place that makes an OnBehalf.
import 'server-only'
import { cache } from 'react'
import { Expected } from '@/lib/errors'
import { ownersOf, subjectOf } from '@/lib/identities/owner'
import { identityRules } from '@/lib/identities/rules'
import { prefixOf } from '@/lib/langgraph/namespace'
import { NO_FILTER } from '@/lib/shared/filter'
import type { FrozenSelection } from '@/lib/shared/job'
import { reasonProblem, tidyReason } from '@/lib/shared/reason'
import { memoryStore } from '@/lib/store/configured'
import { nobodysAlone } from '@/lib/store/forgetting/behalf'
import { type Admin, type OnBehalf, scopeOnBehalf } from '@/lib/store/memory-store'
import { livingReveal, type Reveal, type Whose } from '@/lib/store/on-behalf/reveals'
import { freezeSelection } from '@/lib/store/selection'
import { staysSignedIn } from './visitor'

/**
 * Whose the namespaces are whose parts for a person are `labels`, as the audit tells of them.
 * @returns by label
 * @throws Expected `database-unavailable`, `store-not-ready`
 */
export async function whoseAre(labels: readonly string[]): Promise<Map<string, Whose>> {
  const store = await memoryStore()
  const owners = await ownersOf(store.pool, labels, identityRules())
  const whose = [...owners].map(([label, owner]): [string, Whose] => {
    const root = prefixOf([store.namespaceRoot, label])
    return [
      label,
      { root, subject: subjectOf(store, root, owner), userId: owner.state === 'one' ? owner.userId : null },
    ]
  })
  return new Map(whose)
}

/** As {@link whoseAre}, of one; looked up once for all parts of a page. */
export const whoseIs = cache(async (label: string): Promise<Whose> => {
  const whose = (await whoseAre([label])).get(label)
  if (whose === undefined) throw new Error('a namespace was asked for and not told of')
  return whose
})

export type Shown = { scope: OnBehalf; reveal: Reveal }

/**
 * What this administrator may read and write of one person's memories now; null: they are hidden. A reveal that was begun while the namespace was somebody else's does not count.
 * @param reason of a change; unset: the reveal's
 * @throws Expected `invalid` for a reason that says nothing, `database-unavailable`, `store-not-ready`
 */
export async function shownTo(admin: Admin, label: string, reason?: string): Promise<Shown | null> {
  const problem = reason === undefined ? null : reasonProblem(reason)
  if (problem !== null) throw new Expected('invalid', problem)
  const whose = await whoseIs(label)
  const reveal = await livingReveal(admin, whose.root)
  if (reveal === null || reveal.subject !== whose.subject) return null
  const why = reason === undefined ? reveal.reason : tidyReason(reason)
  const mayStill: OnBehalf['mayStill'] = async (db) => {
    await staysSignedIn(db)
    if ((await livingReveal(admin, whose.root, db)) === null) throw hidden()
  }
  return { scope: { ...scopeOnBehalf(await memoryStore(), whose, admin, why), mayStill } as OnBehalf, reveal }
}

/**
 * As {@link shownTo}, for actions.
 * @throws Expected `hidden` where no reveal counts
 */
export async function requireShown(admin: Admin, label: string, reason?: string): Promise<OnBehalf> {
  const shown = await shownTo(admin, label, reason)
  if (shown === null) throw hidden()
  return shown.scope
}

function hidden(): Expected {
  return new Expected('hidden', 'These memories are hidden again. Show them once more to go on. Nothing was changed.')
}

/**
 * Freezes what was written or changed on these days, to be forgotten on somebody's behalf. Nothing of it is shown, so that no reveal is
 * needed.
 * @throws Expected `unclear-identity` where it is nobody's alone, `not-found` where nothing was, `invalid`, `database-unavailable`
 */
export async function freezePeriodOf(
  admin: Admin,
  label: string,
  days: { since: string | null; until: string | null },
  timeZone: string,
): Promise<FrozenSelection> {
  const whose = await whoseIs(label)
  if (whose.userId === null) throw nobodysAlone()
  const scope = scopeOnBehalf(await memoryStore(), whose, admin, '') as OnBehalf
  return freezeSelection(scope, { view: { filter: { ...NO_FILTER, ...days }, timeZone } })
}
