// What waits because it is not clear whose it is, or because two must agree; nothing where nothing does.
import Link from 'next/link'
import { requireAuditor } from '@/lib/auth/viewer'
import { countWaiting } from '@/lib/store/identities/alarms'
import { readText } from '../../text-on-server'

export async function Waiting() {
  const { pool } = await requireAuditor()
  const { plural } = await readText()
  const { alarms, approvals } = await countWaiting(pool)
  if (alarms + approvals === 0) return null
  return (
    <ul className="identities-waiting">
      {alarms === 0 ? null : (
        <li className="alarm">
          <Link href="/admin/identities" prefetch={false}>
            {plural(
              alarms,
              '{count} namespace is locked, because it is not clear whose it is',
              '{count} namespaces are locked, because it is not clear whose they are',
            )}
          </Link>
        </li>
      )}
      {approvals === 0 ? null : (
        <li>
          <Link href="/admin/confirmations" prefetch={false}>
            {plural(approvals, '{count} request waits for a confirmation', '{count} requests wait for a confirmation')}
          </Link>
        </li>
      )}
    </ul>
  )
}
