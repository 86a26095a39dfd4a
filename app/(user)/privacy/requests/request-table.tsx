// One's own requests, the latest first: what, where it stands, when it is due or was done.
import Link from 'next/link'
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import type { ForgetRequest } from '@/lib/shared/forget'
import { dueWords, isDone, receiptHref, StateWords, whatWords } from './request-words'

type Props = { requests: readonly ForgetRequest[]; timeZone: string }

export function RequestTable({ requests, timeZone }: Props) {
  const text = useText()
  const { t } = text
  return (
    <table className="table fold requests-own">
      <thead>
        <tr>
          <th scope="col">{t('Reference')}</th>
          <th scope="col">{t('What')}</th>
          <th scope="col">{t('State')}</th>
          <th scope="col" className="n">
            {t('Due or done')}
          </th>
        </tr>
      </thead>
      <tbody>
        {requests.map((request) => (
          <tr key={request.reference}>
            <th scope="row">
              <Link href={`/privacy/requests/${request.reference}`} prefetch={false}>
                {request.reference}
              </Link>
            </th>
            <td className="under">{whatWords(request, text)}</td>
            <td className="under">
              <StateWords request={request} />
              {isDone(request) ? (
                <>
                  {'. '}
                  <Link href={receiptHref(request.reference)} prefetch={false}>
                    {t('Receipt')}
                  </Link>
                </>
              ) : null}
            </td>
            <td className="n">
              {dueWords(request, text) ?? (
                <LocalTime
                  at={request.completedAt ?? request.endedAt ?? request.dueAt}
                  timeZone={timeZone}
                  style="recent"
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
