// Who has which role, by whom and until when, and who is shut out: for those who run the dashboard.
import type { GivenRole, ListedGrant, ListedOut, RoleList } from '@/lib/shared/roles'
import { LIST_ROLES } from '@/lib/tracing/operations'
import { tracedForStaff } from '@/lib/tracing/traced'
import { recordStaff } from '../audit/record'
import { type AdminSettings, adminsOf } from '../identities/admins'
import type { Admin } from '../memory-store'
import { asExpected } from '../outage'
import { namesOf } from '../people/names'

/** So many of each are shown; roles are few. */
const MOST = 500
const ENDED_SHOWN = 50

type Row = {
  id: string
  userId: string
  role: GivenRole
  by: string
  isPerson: boolean
  confirmedBy: string | null
  reason: string | null
  since: string
  until: string | null
  endedAt: string | null
}

/** When it ended by itself or was ended; null: it counts. */
const ENDED = 'coalesce(g.ended_at, case when g.until <= now() then g.until end)'
const COLUMNS = `g.id::text, g.user_id as "userId", g.role, g.granted_by as by, g.by_person as "isPerson",
  g.confirmed_by as "confirmedBy", g.reason, g.granted_at::text as since, g.until::text, ${ENDED}::text as "endedAt"`

/**
 * Everybody's roles as they are now. Recorded: it names people.
 * @throws Expected `database-unavailable`
 */
export const listRoles = tracedForStaff(
  LIST_ROLES,
  async (admin: Admin, settings: AdminSettings): Promise<RoleList> => {
    const { pool } = admin
    const [living, ended, out] = await asExpected(async () => [
      await pool.query<Row>(
        `select ${COLUMNS} from dashboard.role_grant g where ${ENDED} is null order by g.role, g.id desc limit ${MOST}`,
      ),
      await pool.query<Row>(
        `select ${COLUMNS} from dashboard.role_grant g where ${ENDED} is not null order by ${ENDED} desc limit ${ENDED_SHOWN}`,
      ),
      await pool.query<Pick<Row, 'userId' | 'by' | 'isPerson' | 'reason' | 'since'>>(
        `select user_id as "userId", disabled_by as by, by_person as "isPerson", reason, disabled_at::text as since
         from dashboard.disabled_person order by disabled_at desc limit ${MOST}`,
      ),
    ])
    const granted = new Set(living.rows.filter(({ role }) => role === 'admin').map(({ userId }) => userId))
    const bySettings = [...(await adminsOf(pool, settings))].filter((id) => !granted.has(id)).sort()
    const people = [...living.rows, ...ended.rows, ...out.rows].flatMap(({ userId, by }) => [userId, by])
    const names = await namesOf(pool, [...new Set([...people, ...bySettings])])
    const named = (id: string) => ({ id, name: names.get(id) ?? null })
    const giver = ({ by, isPerson }: { by: string; isPerson: boolean }) => ({
      ...(isPerson ? named(by) : { id: by, name: null }),
      isPerson,
    })
    const grantOf = ({ userId, confirmedBy, ...row }: Row): ListedGrant => ({
      ...{ id: row.id, role: row.role, reason: row.reason, since: row.since, until: row.until, endedAt: row.endedAt },
      who: named(userId),
      by: giver(row),
      confirmedBy: confirmedBy === null ? null : named(confirmedBy),
    })
    await recordStaff(admin, { action: 'roles.list', detail: { grants: living.rows.length, out: out.rows.length } })
    return {
      grants: living.rows.map(grantOf),
      ended: ended.rows.map(grantOf),
      out: out.rows.map(
        ({ userId, reason, since, ...row }): ListedOut => ({ who: named(userId), by: giver(row), reason, since }),
      ),
      bySettings: bySettings.map(named),
    }
  },
)
