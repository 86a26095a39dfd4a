import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Banner } from '@/components/ui/banner'
import { buttonClass } from '@/components/ui/button'
import { freshness } from '@/lib/auth/step-up'
import { requireAuditor } from '@/lib/auth/viewer'
import { Expected } from '@/lib/errors'
import { memoryStore } from '@/lib/store/configured'
import { readForget, type StaffForget } from '@/lib/store/forgetting/queue'
import type { Auditor } from '@/lib/store/memory-store'
import { Follow } from '../../../(user)/privacy/requests/[reference]/follow'
import { isDone, isMoving } from '../../../(user)/privacy/requests/request-words'
import { checkWords } from '../../../receipt/words'
import { readText } from '../../../text-on-server'
import { readTimeZone } from '../../../time-zone'
import { queueHref } from '../address'
import { headline } from '../words'
import { Checks } from './checks'
import { Decide } from './decide'
import { Going } from './going'
import { RequestFacts } from './request-facts'
import { StaffWay } from './staff-way'
import { Standing } from './standing'
import { waysOf } from './ways'

type Props = { params: Promise<{ reference: string }> }

/** Without the reference: whoever may not see it is answered as where nothing is. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText()).t('The request') }
}

/** "I decide about exactly this, knowing how much it is, who asked and how that is known; I read none of it." */
export default async function StaffRequestPage({ params }: Props) {
  const staff = await requireAuditor()
  const { request, events, going } = await requestOrNotFound(staff, (await params).reference)
  const text = await readText()
  const { t } = text
  const timeZone = await readTimeZone()
  const ways = waysOf(request, staff)
  const { reference, evidence, reason, state, total, done, drifted, gone } = request
  return (
    <div className="frame halves">
      <main id="main" className="staff-request">
        <Link className="back" href={queueHref()} prefetch={false}>
          ‹ {t('Requests##forget')}
        </Link>
        <header>
          <p className="note reference">{reference}</p>
          <h1>{headline(request, text)}</h1>
          {ways.length === 0 ? null : (
            <a className="narrow-only to-decide" href="#decide">
              {t('What can be done')}
            </a>
          )}
          {isMoving(request) && request.endedAt === null ? <Follow /> : null}
          {state === 'executing' && total !== null && total > 0 ? (
            <div className="progress">
              <progress aria-label={t('How far it is')} value={done + drifted + gone} max={total} />
              <span className="note">{t('{done} of {total}', { done, total })}</span>
            </div>
          ) : null}
        </header>
        <div className="notices mt-5">
          {state === 'failed' ? <Failed request={request} /> : null}
          {reason !== null && (state === 'rejected' || state === 'on_hold') ? (
            <Banner tone={state === 'rejected' ? 'news' : 'doubt'} lead={t('Why')}>
              <span className="words" dir="auto">
                {reason}
              </span>
            </Banner>
          ) : null}
        </div>
        <RequestFacts request={request} staff={staff} timeZone={timeZone} />
        {evidence === null ? null : (
          <section className="chapter" aria-labelledby="evidence">
            <h2 id="evidence">{t('Evidence')}</h2>
            <blockquote className="words" dir="auto">
              {evidence}
            </blockquote>
          </section>
        )}
        {going === null ? null : <Going going={going} request={request} mayReveal={staff.role === 'admin'} />}
        {request.checks.length === 0 ? null : <Checks checks={request.checks} />}
        <section className="chapter" aria-labelledby="way">
          <h2 id="way">{t('What happened')}</h2>
          <StaffWay events={events} subject={request.subject} timeZone={timeZone} />
        </section>
      </main>
      <aside className="panel decide" aria-labelledby="decide">
        <h2 id="decide" tabIndex={-1}>
          {t('What can be done')}
        </h2>
        {isDone(request) ? (
          <p className="buttons">
            <Link className={buttonClass('main')} href={`/admin/receipts/${reference}`} prefetch={false}>
              {t('See the receipt')}
            </Link>
          </p>
        ) : null}
        <Decide
          key={state}
          {...{ reference, state }}
          hash={staff.role === 'admin' ? request.hash : ''}
          count={request.count}
          isEverything={request.scope === 'everything'}
          goesOnAtOnce={!request.needsApproval}
          ways={ways}
          freshness={staff.role === 'admin' ? await freshness(staff) : 'typed'}
        >
          <Standing request={request} staff={staff} timeZone={timeZone} />
        </Decide>
      </aside>
    </div>
  )
}

async function requestOrNotFound(staff: Auditor, reference: string): Promise<StaffForget> {
  try {
    return await readForget(staff, await memoryStore(), reference)
  } catch (error) {
    if (error instanceof Expected && error.code === 'not-found') notFound()
    throw error
  }
}

async function Failed({ request: { failedWhy, checks, attempts } }: Pick<StaffForget, 'request'>) {
  const text = await readText()
  const { t, number, plural } = text
  const found = checks.filter((check) => check.isResidue && check.found > 0)
  if (failedWhy === 'residue' && found.length > 0)
    return (
      <Banner tone="strike" lead={t('Something that should be gone was found.')}>
        {found.map(({ name, found }) => `${checkWords(name, text)}: ${number(found)}`).join('; ')}.{' '}
        {t('It is not called done before nothing is found.')}
      </Banner>
    )
  if (failedWhy === 'unclear')
    return (
      <Banner tone="strike" lead={t('It is not clear any more whose memories these are.')}>
        {t('Nothing was erased this time. Settle under Identities whose the namespace is, then try again.')}
      </Banner>
    )
  return (
    <Banner tone="strike" lead={t('It could not be carried out to the end.')}>
      {plural(
        attempts,
        'It was begun {count} time; the log of the server says what stopped it.',
        'It was begun {count} times; the log of the server says what stopped it.',
      )}
    </Banner>
  )
}
