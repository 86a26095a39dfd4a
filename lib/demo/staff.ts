// The demonstration's administrator and auditor get their roles as anybody does: by grants.
import { database } from '@/lib/lakebase/database'
import { grantRole } from '@/lib/store/roles'
import { readSetting, writeSetting } from '@/lib/store/settings'
import { BRANDT_ID, OSEI_ID } from './people'

const GRANTED = 'demonstration staff'

/** Once: a grant that somebody ends while trying the demonstration stays ended. */
export async function grantDemoRoles(): Promise<void> {
  const { pool } = await database()
  if ((await readSetting(pool, GRANTED)) !== null) return
  const by = 'demonstration'
  await grantRole(pool, { userId: BRANDT_ID, role: 'admin', by, until: null })
  await grantRole(pool, { userId: OSEI_ID, role: 'auditor', by, until: null })
  await writeSetting(pool, GRANTED, 'granted')
}
