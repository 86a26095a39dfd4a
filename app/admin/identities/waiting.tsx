// What waits because it is not clear whose it is, or because two must agree; nothing where nothing does.
import Link from 'next/link'
import { requireAuditor } from '@/lib/auth/viewer'
import type { Text } from '@/lib/shared/text'
import { countQueue, type ForgetQueue, firstDue } from '@/lib/store/forgetting/queue'
import { countWaiting } from '@/lib/store/identities/alarms'
import { readText } from '../../text-on-server'
import { queueHref } from '../forget/address'

export async function Waiting() {
  const { pool } = await requireAuditor()
  const text = await readText()
  const { plural } = text
  const { alarms, approvals } = await countWaiting(pool)
  const forget = await countQueue(pool)
  if (alarms + approvals + forget.open === 0) return null
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
      {forget.open === 0 ? null : (
        <li className={forget.overdue + forget.failed > 0 ? 'alarm' : undefined}>
          <Link href={queueHref()} prefetch={false}>
            {forgetWords(forget, await firstDue(pool), text)}
          </Link>
        </li>
      )}
    </ul>
  )
}

/** `5 requests to be forgotten are open, the first due in 3 days, 1 due soon` */
function forgetWords(
  { open, overdue, failed, soon }: ForgetQueue['counts'],
  daysLeft: number | null,
  { t, plural }: Text,
): string {
  const parts = [
    plural(open, '{count} request to be forgotten is open', '{count} requests to be forgotten are open'),
    ...(daysLeft !== null && daysLeft >= 1
      ? [plural(daysLeft, 'the first due within a day', 'the first due in {count} days')]
      : []),
    ...(overdue > 0 ? [t('{count} overdue', { count: overdue })] : []),
    ...(failed > 0 ? [t('{count} failed', { count: failed })] : []),
    ...(soon > 0 ? [t('{count} due soon', { count: soon })] : []),
  ]
  return parts.join(', ')
}
