// The demonstration's administrator and auditor get their roles as anybody does: by grants.
import { database } from '@/lib/lakebase/database'
import { grantRole } from '@/lib/store/access/roles'
import { derivedKey } from '@/lib/store/configured'
import { readSetting, writeSetting } from '@/lib/store/settings'
import { BRANDT_ID, OSEI_ID } from './people'

const GRANTED = 'demonstration staff'

/** Once: a grant that somebody ends while trying the demonstration stays ended. */
export async function grantDemoRoles(): Promise<void> {
  const { pool } = await database()
  if ((await readSetting(pool, GRANTED)) !== null) return
  const by = { operator: 'demonstration', pseudonymKey: derivedKey('pseudonyms') }
  await grantRole(pool, { userId: BRANDT_ID, role: 'admin', until: null }, by)
  await grantRole(pool, { userId: OSEI_ID, role: 'auditor', until: null }, by)
  await writeSetting(pool, GRANTED, 'granted')
}
