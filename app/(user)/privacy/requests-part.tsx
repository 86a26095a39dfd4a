// The latest requests on the privacy page, and the way to all of them.
import Link from 'next/link'
import { useText } from '#text'
import type { ForgetRequest } from '@/lib/shared/forget'
import { RequestTable } from './requests/request-table'

const SHOWN = 5

export function RequestsPart({ requests, timeZone }: { requests: readonly ForgetRequest[]; timeZone: string }) {
  const { t } = useText()
  return (
    <section className="chapter" aria-labelledby="requests">
      <h2 id="requests">{t('Requests and receipts')}</h2>
      <div>
        <RequestTable requests={requests.slice(0, SHOWN)} timeZone={timeZone} />
        {requests.length > SHOWN ? (
          <p className="pager">
            <Link href="/privacy/requests" prefetch={false}>
              {t('All {count} requests', { count: requests.length })}
            </Link>
          </p>
        ) : null}
      </div>
    </section>
  )
}
