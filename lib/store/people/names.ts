// What people are called, as their identity provider said when they last signed in.
import type pg from 'pg'
import type { NamespaceStyle } from '@/lib/langgraph/namespace'
import { labelIn } from '../identities/facts'
import { asExpected } from '../outage'

/** @returns by id, of those who have ever signed in */
export async function namesOf(pool: pg.Pool, userIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await asExpected(() =>
    pool.query<{ id: string; name: string }>(
      'select user_id as id, name from dashboard.person_name where user_id = any($1::text[])',
      [userIds],
    ),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/**
 * The names of everybody who has ever signed in; of two who lead to one namespace, one's. For the count of everybody.
 * @returns by label
 */
export async function namesByLabel(pool: pg.Pool, style: NamespaceStyle): Promise<Map<string, string>> {
  const { rows } = await asExpected(() =>
    pool.query<{ label: string; name: string }>(
      `select ${labelIn(style, 'user_id')} as label, name from dashboard.person_name order by user_id`,
    ),
  )
  return new Map(rows.map(({ label, name }) => [label, name]))
}
