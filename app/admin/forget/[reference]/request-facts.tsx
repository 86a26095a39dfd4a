// What is known of a request, as far as whoever looks may know it.
import Link from 'next/link'
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import { auditHref } from '@/lib/shared/audit-filter'
import { type StaffForgetRequest, urgencyOf } from '@/lib/shared/forget'
import { visible } from '@/lib/shared/value-words'
import type { Auditor } from '@/lib/store/memory-store'
import { personHref } from '../../people/address'
import { cameByWords, Due, StaffState, Whom, whatIsAsked } from '../words'

type Props = { request: StaffForgetRequest; staff: Pick<Auditor, 'role' | 'actor'>; timeZone: string }

export function RequestFacts({ request, staff, timeZone }: Props) {
  const text = useText()
  const { t, plural, rich } = text
  const { subject, label, identity, needsApproval, notBefore, channel, total, done, drifted, gone } = request
  const day = (at: string) => <LocalTime key="when" at={at} timeZone={timeZone} style="day" />
  return (
    <dl className="facts wide request-facts">
      <dt>{t('State')}</dt>
      <dd>
        <StaffState request={request} />
      </dd>
      {urgencyOf(request) === 'ended' ? null : (
        <>
          <dt>{t('Due##deadline')}</dt>
          <dd>
            <Due request={request} timeZone={timeZone} />, {day(request.dueAt)}
          </dd>
        </>
      )}
      <dt>{t('Person')}</dt>
      <dd>
        {label === null ? (
          <Whom request={request} />
        ) : (
          <Link href={personHref(label)} prefetch={false}>
            <Whom request={request} />
          </Link>
        )}
        {', '}
        <Link href={auditHref({ subject })} prefetch={false}>
          {t('in the audit')}
        </Link>
      </dd>
      <dt>{t('What')}</dt>
      <dd>
        {whatIsAsked(request, text)}
        {request.stopRemembering ? <>. {t('Afterwards nothing new is remembered.')}</> : null}
      </dd>
      <dt>{t('Asked')}</dt>
      <dd>
        <Asked request={request} me={staff.actor} timeZone={timeZone} />
      </dd>
      <dt>{t('Identity')}</dt>
      <dd>
        {identity === 'confirmed' ? (
          <>
            <Glyph name="check" /> {channel === 'self' ? t('confirmed by their sign-in') : t('confirmed')}
          </>
        ) : (
          <span className="state doubtful">
            <Glyph name="warning" /> {t('not confirmed')}
          </span>
        )}
      </dd>
      <dt>{t('Approval')}</dt>
      <dd>
        {!needsApproval
          ? channel === 'self'
            ? t('not needed: it is their own wish')
            : t('not needed for so few')
          : notBefore === null
            ? t('by a second person')
            : t('nobody else could: a day stands for it')}
      </dd>
      {total === null ? null : (
        <>
          <dt>{t('Erased##receipt')}</dt>
          <dd>
            {plural(total, '{done} of {count} memory', '{done} of {count} memories', { done })}
            {drifted > 0 ? <>, {plural(drifted, '{count} had changed', '{count} had changed')}</> : null}
            {gone > 0 ? <>, {plural(gone, '{count} was gone already', '{count} were gone already')}</> : null}
          </dd>
        </>
      )}
      {request.backupsUntil === null ? null : (
        <>
          <dt>{t('Backups')}</dt>
          <dd>{rich('The last that may hold it ends {when}', { when: day(request.backupsUntil) })}</dd>
        </>
      )}
    </dl>
  )
}

function Asked({ request, me, timeZone }: { request: StaffForgetRequest; me: string; timeZone: string }) {
  const text = useText()
  const { t, rich } = text
  const { channel, askedBy, askedByName, cameBy, receivedAt } = request
  const isSelf = channel === 'self' // of what was passed on the day is known
  const when = <LocalTime key="when" at={receivedAt} timeZone={timeZone} style={isSelf ? 'date-time' : 'day'} />
  if (isSelf) return rich('{when}, by themselves', { when })
  const who = (
    <bdi key="who">{askedBy === me ? t('you') : <ShownText text={visible(askedByName ?? askedBy.slice(0, 8))} />}</bdi>
  )
  return (
    <>
      {rich('{when}, on their behalf by {who}', { when, who })}
      {cameBy === null ? null : <>. {cameByWords(cameBy, text)}</>}
    </>
  )
}
