// Who of the staff looked at one person or did something for them, as the audit has it: as what, when and why.
import type { ActorRole, Outcome } from '../audit/row'
import type { PersonRows } from './person'

export type PersonLook = {
  id: string
  at: string
  action: string
  role: ActorRole
  outcome: Outcome
  /** Null: whom the pseudonym stands for is no longer known. */
  by: string | null
  reason: string | null
}

export type PersonLooks = { looks: PersonLook[]; total: number }

/** So many are listed; all of them are in the audit. */
const LOOKS_SHOWN = 50

/** @param subjects the pseudonyms under which the audit tells of this person */
export async function personLooks(
  { store: { pool } }: Pick<PersonRows, 'store'>,
  subjects: readonly string[],
): Promise<PersonLooks> {
  const { rows } = await pool.query<PersonLook & { total: number }>(
    `with look as (
       select a.* from dashboard.audit a where a.subject = any($1::text[]) and a.surface = 'admin'
     )
     select l.id::text, l.at::text, l.action, l.role, l.outcome, l.reason, coalesce(n.name, k.user_id) as by,
            (select count(*)::int from look) as total
       from (select * from look order by id desc limit $2) l
       left join dashboard.pseudonym k on k.pseudonym = l.actor
       left join dashboard.person_name n on n.user_id = k.user_id
      order by l.id desc`,
    [subjects, LOOKS_SHOWN],
  )
  return { looks: rows.map(({ total: _, ...look }) => look), total: rows[0]?.total ?? 0 }
}
