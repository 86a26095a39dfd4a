import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Banner } from '@/components/ui/banner'
import { buttonClass } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { requireViewer } from '@/lib/auth/viewer'
import { Expected } from '@/lib/errors'
import { type ForgetRequest, isCancellable, urgencyOf } from '@/lib/shared/forget'
import type { Text } from '@/lib/shared/text'
import { readOwnForget } from '@/lib/store/forgetting/own'
import type { Viewer } from '@/lib/store/memory-store'
import { readText } from '../../../../text-on-server'
import { readTimeZone } from '../../../../time-zone'
import { Crumbs } from '../../forget/crumbs'
import { dueWords, isDone, isMoving, receiptHref, StateWords, whatWords } from '../request-words'
import { CancelRequest } from './cancel-request'
import { Follow } from './follow'
import { WayOf } from './way'

type Props = { params: Promise<{ reference: string }> }

/** Without the reference: of somebody else's nothing is told apart from one that never was. */
export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('{title} · Privacy', { title: t('The request') }) }
}

/** "I know where my request stands, when it must be done, and can take it back until it is." */
export default async function RequestPage({ params }: Props) {
  const viewer = await requireViewer()
  const { request, events } = await requestOrNotFound(viewer, (await params).reference)
  const text = await readText()
  const { t, plural, rich } = text
  const timeZone = await readTimeZone()
  const { reference, drifted, gone, state, total, done, reason, notBefore } = request
  const due = dueWords(request, text)
  return (
    <main id="main" className="frame">
      <div className="column request-page">
        <Crumbs />
        <header className="mt-5">
          <p className="note reference">{reference}</p>
          <h1>{headline(request, text)}</h1>
          <p className="prose mt-1">{explanation(request, text)}</p>
          {isMoving(request) ? <Follow /> : null}
          {state === 'executing' && total !== null && total > 0 ? (
            <div className="progress">
              <progress aria-label={t('How far it is')} value={done + drifted + gone} max={total} />
              <span className="note">{t('{done} of {total}', { done, total })}</span>
            </div>
          ) : null}
          {isDone(request) ? (
            <div className="buttons mt-5">
              <Link className={buttonClass('main')} href={receiptHref(reference)} prefetch={false}>
                {t('See the receipt')}
              </Link>
            </div>
          ) : null}
          {isCancellable(request) ? <CancelRequest reference={reference} /> : null}
        </header>
        <div className="notices mt-6">
          {reason === null || (state !== 'rejected' && state !== 'on_hold') ? null : (
            <Banner tone={state === 'rejected' ? 'news' : 'doubt'} lead={t('Why')}>
              <span className="words" dir="auto">
                {reason}
              </span>
            </Banner>
          )}
          {drifted > 0 ? (
            <Banner
              tone="doubt"
              lead={plural(
                drifted,
                '{count} memory had changed since you chose it.',
                '{count} memories had changed since you chose them.',
              )}
              action={
                <Link href="/memories" prefetch={false}>
                  {t('Look at what is there now')}
                </Link>
              }
            >
              {plural(
                drifted,
                'It was not touched. Choose it again if it should go too.',
                'They were not touched. Choose them again if they should go too.',
              )}
            </Banner>
          ) : null}
          {gone > 0 && isDone(request) ? (
            <Banner tone="news">
              {plural(
                gone,
                '{count} memory was gone already when its turn came.',
                '{count} memories were gone already when their turn came.',
              )}
            </Banner>
          ) : null}
        </div>
        <section className="chapter" aria-labelledby="request">
          <h2 id="request">{t('The request')}</h2>
          <dl className="facts wide flush">
            <dt>{t('What')}</dt>
            <dd>{whatWords(request, text)}</dd>
            <dt>{t('State')}</dt>
            <dd>
              <StateWords request={request} />
            </dd>
            <dt>{t('Asked')}</dt>
            <dd>
              <LocalTime at={request.receivedAt} timeZone={timeZone} style="date-time" />
              {request.channel === 'behalf' ? <>, {t('for you, by whoever runs this dashboard')}</> : null}
            </dd>
            {urgencyOf(request) === 'ended' ? null : (
              <>
                <dt>{t('Due##deadline')}</dt>
                <dd>
                  <LocalTime at={request.dueAt} timeZone={timeZone} style="day" />
                  {due === null ? null : <>, {due}</>}
                </dd>
              </>
            )}
            {notBefore === null || state !== 'awaiting_approval' ? null : (
              <>
                <dt>{t('Not before')}</dt>
                <dd>
                  {rich('{when}: nobody else could approve it, so it waits until then', {
                    when: <LocalTime key="when" at={notBefore} timeZone={timeZone} style="date-time" />,
                  })}
                </dd>
              </>
            )}
            {request.stopRemembering ? (
              <>
                <dt>{t('Also')}</dt>
                <dd>{t('Nothing new is remembered about you')}</dd>
              </>
            ) : null}
            {request.backupsUntil === null ? null : (
              <>
                <dt>{t('Backups')}</dt>
                <dd>
                  {rich('The last that may hold it ends {when}', {
                    when: <LocalTime key="when" at={request.backupsUntil} timeZone={timeZone} style="day" />,
                  })}
                </dd>
              </>
            )}
          </dl>
        </section>
        <section className="chapter" aria-labelledby="way">
          <h2 id="way">{t('What happened')}</h2>
          <WayOf events={events} timeZone={timeZone} />
        </section>
      </div>
    </main>
  )
}

function headline({ state, scope, done, drifted, identity }: ForgetRequest, { t, plural }: Text): string {
  switch (state) {
    case 'submitted':
    case 'identity_confirmed':
      return identity === 'confirmed' ? t('Your request has arrived') : t('It is being made sure that you asked')
    case 'awaiting_approval':
      return t('Your request waits for approval')
    case 'scheduled':
      return t('Your request is about to be carried out')
    case 'executing':
      return t('It is being forgotten')
    case 'executed':
      return t('It is forgotten, and being checked')
    case 'verified':
      return t('It is forgotten and checked')
    case 'completed':
    case 'backups_expired':
      if (scope === 'everything') return t('Everything was forgotten, and a search for it found nothing')
      if (done === 0) return drifted > 0 ? t('Nothing was forgotten') : t('There was nothing left to forget')
      return plural(
        done,
        '{count} memory was forgotten, and a search for it found nothing',
        '{count} memories were forgotten, and a search for them found nothing',
      )
    case 'cancelled':
      return t('This request was cancelled')
    case 'rejected':
      return t('This request was denied')
    case 'on_hold':
      return t('This request is on hold')
    case 'failed':
      return t('This is not finished')
  }
}

function explanation({ state, done }: ForgetRequest, { t, plural }: Text): string {
  switch (state) {
    case 'awaiting_approval':
      return t('Somebody who runs this dashboard has to approve it. You can cancel it until it is carried out.')
    case 'submitted':
    case 'identity_confirmed':
    case 'scheduled':
    case 'executing':
      return t('You can leave this page: it goes on by itself.')
    case 'executed':
    case 'verified':
      return t('What was forgotten is searched for in another way than it was deleted.')
    case 'completed':
    case 'backups_expired':
      return t(
        'The receipt contains nothing of what was erased, and no name. Anyone who has it can check that it is genuine.',
      )
    case 'cancelled':
    case 'rejected':
      if (done > 0)
        return plural(
          done,
          'It had been begun: {count} memory was forgotten before it ended. The others stay.',
          'It had been begun: {count} memories were forgotten before it ended. The others stay.',
        )
      if (state === 'rejected')
        return t('Nothing was forgotten. You can ask again, or complain to the authority for data protection.')
      return t('Nothing was forgotten. You can ask again at any time.')
    case 'on_hold':
      return t('It goes on by itself when the reason has passed.')
    case 'failed':
      return t(
        'It could not be carried out to the end, or something was still found afterwards. Whoever runs this dashboard has been alerted. It is not called done before nothing is found.',
      )
  }
}

async function requestOrNotFound(viewer: Viewer, reference: string) {
  try {
    return await readOwnForget(viewer, reference)
  } catch (error) {
    if (error instanceof Expected && error.code === 'not-found') notFound()
    throw error
  }
}
