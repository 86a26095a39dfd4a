// What one person wanted forgotten, and what became of it; and the way to ask for it on their behalf.
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { personRef } from '@/lib/shared/person-ref'
import { listForgetQueue } from '@/lib/store/forgetting/queue'
import type { Auditor, MemoryStore } from '@/lib/store/memory-store'
import { readText } from '../../../text-on-server'
import { QueueTable } from '../../forget/queue-table'

type Props = { label: string; subject: string; staff: Auditor; store: MemoryStore; timeZone: string }

export async function RequestsPart({ label, subject, staff, store, timeZone }: Props) {
  const { t } = await readText()
  const { requests } = await listForgetQueue(staff, store, { which: 'all', subject })
  return (
    <section className="chapter" aria-labelledby="requests-title">
      <h2 id="requests-title">{t('Requests to be forgotten')}</h2>
      <div>
        {requests.length === 0 ? (
          <p className="prose lead">{t('This person has not asked for anything to be forgotten.')}</p>
        ) : (
          <QueueTable requests={requests} timeZone={timeZone} isOfOne />
        )}
        {staff.role === 'admin' ? (
          <p className="buttons mt-4">
            <Link className={buttonClass()} href={`/admin/people/${personRef(label)}/forget`} prefetch={false}>
              {t('Ask on their behalf')}
            </Link>
          </p>
        ) : null}
      </div>
    </section>
  )
}
