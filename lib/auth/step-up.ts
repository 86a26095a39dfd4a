// Before what cannot be taken back: whether the person at the browser was asked just now who they are. A stolen cookie or a screen left open does not pass.
import 'server-only'
import { environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import type { Freshness } from '@/lib/shared/step-up'
import { CONFIRM, FRESH_MINUTES } from '@/lib/shared/step-up'
import { freshnessOf } from '@/lib/store/access/sessions'
import type { Auditor } from '@/lib/store/memory-store'
import { currentIssuer } from './auth-options'
import { sessionId } from './visitor'

/**
 * What {@link proveFresh} wants of this request: nothing (`fresh`), a sign-in (`sign-in`), or a typed word (`typed`): in the local
 * sign-in, behind Databricks Apps, and where the identity provider does not tell when it asked somebody.
 * @throws Expected `database-unavailable`
 */
export async function freshness({ pool }: Pick<Auditor, 'pool'>): Promise<Freshness> {
  if (environment().authMode !== 'oidc') return 'typed'
  const id = await sessionId()
  if (id === null) return 'sign-in'
  const found = await freshnessOf(pool, currentIssuer(), id)
  return ({ fresh: 'fresh', stale: 'sign-in', untold: 'typed' } as const)[found]
}

/**
 * Lets through whoever signed in within {@link FRESH_MINUTES}, by the database's clock; where nobody tells when, whoever typed the word.
 * @param typed what stands in the field of app/admin/step-up-field.tsx
 * @param word the one that is asked for there
 * @throws Expected `step-up` to everybody else: nothing may have been done yet
 */
export async function proveFresh(
  who: Pick<Auditor, 'pool'>,
  typed: string | undefined,
  word: string = CONFIRM,
): Promise<void> {
  const wanted = await freshness(who)
  if (wanted === 'sign-in')
    throw new Expected(
      'step-up',
      'You signed in more than {minutes} minutes ago. Sign in again, then do this once more. Nothing was changed, and what you wrote is kept.',
      { values: { minutes: FRESH_MINUTES } },
    )
  if (wanted === 'typed' && typed !== word)
    throw new Expected('step-up', 'Type {word} in the field to go on. Nothing was changed.', { values: { word } })
}
