// Requests to forget in a table that becomes a list on a phone: how long there is, of whom, what, where it stands.
import Link from 'next/link'
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import { LocalTime } from '@/components/ui/local-time'
import type { StaffForgetRequest } from '@/lib/shared/forget'
import { forgetHref } from './address'
import { Due, StaffState, Whom, whatIsAsked } from './words'

type Props = {
  requests: readonly StaffForgetRequest[]
  timeZone: string
  isEnded?: boolean
  /** On the page of the one whose all of them are. */
  isOfOne?: boolean
}

export function QueueTable({ requests, timeZone, isEnded = false, isOfOne = false }: Props) {
  const text = useText()
  const { t } = text
  return (
    <table className="table fold requests-queue">
      <thead>
        <tr>
          <th scope="col">{t('Reference')}</th>
          {isOfOne ? null : <th scope="col">{t('Person')}</th>}
          <th scope="col">{t('What')}</th>
          <th scope="col">{t('State')}</th>
          <th scope="col" className="n wide-only">
            {t('Asked')}
          </th>
          <th scope="col" className="n">
            {isEnded ? t('Ended##requests') : t('Due##deadline')}
          </th>
        </tr>
      </thead>
      <tbody>
        {requests.map((request) => (
          <tr key={request.reference}>
            <th scope="row">
              <Link href={forgetHref(request.reference)} prefetch={false}>
                {request.reference}
              </Link>
            </th>
            {isOfOne ? null : (
              <td>
                <Whom request={request} />
              </td>
            )}
            <td className="quiet">
              {whatIsAsked(request, text)}
              {request.channel === 'behalf' ? <>, {t('on their behalf')}</> : null}
            </td>
            <td>
              <StaffState request={request} />
              {request.mayApprove ? (
                <span className="tag yours">
                  <Glyph name="info" /> {t('Waits for your word')}
                </span>
              ) : null}
            </td>
            <td className="n quiet wide-only">
              <LocalTime at={request.receivedAt} timeZone={timeZone} style="recent" />
            </td>
            <td className="n">
              <Due request={request} timeZone={timeZone} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
