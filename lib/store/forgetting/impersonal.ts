// Texts about a request that stay when whom it is about is forgotten: they may not say who that is.
import type pg from 'pg'
import { Expected } from '@/lib/errors'
import { reasonProblem, tidyReason } from '@/lib/shared/reason'

/**
 * The text as it is kept.
 * @param of as far as it is still known whose the request is
 * @throws Expected `invalid` where it says nothing, or names the person
 */
export async function impersonal(
  database: pg.Pool | pg.PoolClient,
  given: string,
  { userId, label }: { userId: string | null; label: string | null },
): Promise<string> {
  const problem = reasonProblem(given)
  if (problem !== null) throw new Expected('invalid', problem)
  const text = tidyReason(given)
  const { rows } = await database.query<{ name: string }>('select name from dashboard.person_name where user_id = $1', [
    userId,
  ])
  if ([userId, label, ...rows.map(({ name }) => name)].some((name) => name !== null && names(text, name)))
    throw new Expected(
      'invalid',
      'Do not write who it is: this text stays when they are forgotten. A number of a letter or a ticket says enough.',
    )
  return text
}

/** As words of their own: an id may be a single letter. */
function names(text: string, name: string): boolean {
  const [small, sought] = [text.toLowerCase(), name.trim().toLowerCase()]
  if (sought === '') return false
  for (let at = small.indexOf(sought); at >= 0; at = small.indexOf(sought, at + 1))
    if (!/[\p{L}\p{N}]$/u.test(small.slice(0, at)) && !/^[\p{L}\p{N}]/u.test(small.slice(at + sought.length)))
      return true
  return false
}
