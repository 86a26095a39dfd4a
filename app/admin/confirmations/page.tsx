import type { Metadata } from 'next'
import Link from 'next/link'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { freshness } from '@/lib/auth/step-up'
import { requireAuditor } from '@/lib/auth/viewer'
import { environment } from '@/lib/env'
import type { Text } from '@/lib/shared/text'
import { type ApprovalLine, listApprovals } from '@/lib/store/identities/approval-list'
import { runDueApprovals } from '@/lib/store/identities/approvals'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'
import { Answer } from './answer'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Confirmations') }
}

/** "I see what waits for me, exactly what it is, and who asked; nobody does alone what two must." */
export default async function ConfirmationsPage() {
  const staff = await requireAuditor()
  const { t } = await readText()
  const timeZone = await readTimeZone()
  await runDueApprovals(staff.pool, staff.pseudonymKey, environment())
  const all = await listApprovals(staff)
  const waiting = all.filter(({ state }) => state === 'open')
  const settled = all.filter(({ state }) => state !== 'open')
  const need = staff.role === 'admin' ? await freshness(staff) : 'typed'
  return (
    <main id="main" className="frame">
      <div className="column all confirmations">
        <Link className="back" href="/admin/identities" prefetch={false}>
          ‹ {t('Identities')}
        </Link>
        <header>
          <h1>{t('Confirmations')}</h1>
          <p className="prose">
            {t(
              'What one administrator asked for takes effect when another confirms it within a day. Where nobody else could, it takes effect after a day, and anybody who runs this dashboard can stop it until then.',
            )}
          </p>
        </header>
        {waiting.length === 0 ? (
          <EmptyState title={t('Nothing waits')}>
            {t('Nobody has asked for anything that a second person must confirm.')}
          </EmptyState>
        ) : (
          <ul className="requests">
            {waiting.map((request) => (
              <li key={request.id}>
                <Request request={request} timeZone={timeZone} />
                {staff.role === 'admin' ? (
                  <Answer
                    id={request.id}
                    hash={request.hash}
                    isMine={request.isMine}
                    isAboutMe={request.isAboutMe}
                    freshness={need}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        )}
        {settled.length === 0 ? null : (
          <section aria-labelledby="settled">
            <h2 id="settled">{t('Settled lately')}</h2>
            <ul className="requests settled">
              {settled.map((request) => (
                <li key={request.id}>
                  <Request request={request} timeZone={timeZone} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </main>
  )
}

async function Request({ request, timeZone }: { request: ApprovalLine; timeZone: string }) {
  const { t, say, rich } = await readText()
  const { said, reason, askedBy, askedAt, waitsFor, until, state, endedAt, endedWhy } = request
  const when = (at: string) => <LocalTime key="when" at={at} timeZone={timeZone} style="date-time" />
  return (
    <div className="request">
      <p className="scope" dir="auto">
        {say(said)}
      </p>
      <blockquote className="words" dir="auto">
        {reason}
      </blockquote>
      <p className="note">
        {rich('Asked for by {who}, {when}', { who: <bdi key="who">{askedBy}</bdi>, when: when(askedAt) })}
      </p>
      <p className="note">
        {state === 'open'
          ? waitsFor === 'person'
            ? rich('Waits for another administrator, until {when}', { when: when(until) })
            : rich('Nobody else can confirm it: takes effect {when}', { when: when(until) })
          : outcome(request, t)}
        {state === 'open' || endedAt === null ? null : <> · {when(endedAt)}</>}
      </p>
      {endedWhy === null ? null : (
        <p className="note" dir="auto">
          {endedWhy}
        </p>
      )}
    </div>
  )
}

function outcome({ state, endedBy }: ApprovalLine, t: Text['t']): string {
  const who = endedBy ?? ''
  if (state === 'confirmed') return t('Confirmed by {who}', { who })
  if (state === 'effective') return t('Took effect after its day')
  if (state === 'denied') return t('Denied by {who}', { who })
  if (state === 'withdrawn') return t('Withdrawn by {who}', { who })
  return state === 'failed' ? t('Could not be done when its day was over') : t('Nobody confirmed it in time')
}
