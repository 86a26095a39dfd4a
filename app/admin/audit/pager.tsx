// To newer entries, and to older ones.
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { type AuditFilter, auditHref } from '@/lib/shared/audit-filter'
import type { AuditLog } from '@/lib/store/audit/log'
import { readText } from '../../text-on-server'

type Props = { log: AuditLog; filter: AuditFilter; isFirst: boolean }

export async function Pager({ log, filter, isFirst }: Props) {
  const { t } = await readText()
  const { entries, hasNewer, hasOlder, total } = log
  const [first, last] = [entries[0]?.id, entries.at(-1)?.id]
  return (
    <nav className="pager" aria-label={t('More entries')}>
      {isFirst ? (
        <span>{t('1 to {last} of {total}', { last: entries.length, total })}</span>
      ) : (
        <Link href={auditHref(filter)} prefetch={false}>
          {t('Back to the newest')}
        </Link>
      )}
      <span className="end">
        {hasNewer ? (
          <Link className={buttonClass()} href={auditHref(filter, { above: first })} prefetch={false}>
            {t('Newer')}
          </Link>
        ) : null}
        {hasOlder ? (
          <Link className={buttonClass()} href={auditHref(filter, { below: last })} prefetch={false}>
            {t('Older')}
          </Link>
        ) : null}
      </span>
    </nav>
  )
}
