import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ShownText } from '@/components/ui/shown-text'
import { freshness } from '@/lib/auth/step-up'
import { requireAuditor } from '@/lib/auth/viewer'
import { labelOfRef, personRef } from '@/lib/shared/person-ref'
import { visible } from '@/lib/shared/value-words'
import { countWaiting, listAlarms } from '@/lib/store/identities/alarms'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'
import { alarmSentence } from './alarm-sentence'
import { inspectHere } from './inspect'
import { Inspector } from './inspector'

type Props = { searchParams: Promise<{ ref?: string | string[] }> }

const MOST_ALARMS = 50

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Identities') }
}

/** "I can see whose this namespace is, how I know, and bind it with evidence; nobody gets in by being first." */
export default async function IdentitiesPage({ searchParams }: Props) {
  const staff = await requireAuditor()
  const { t, plural } = await readText()
  const { ref } = await searchParams
  const label = typeof ref === 'string' ? labelOfRef(ref) : undefined
  if (label === null || label?.includes('\u0000')) notFound()
  const { alarms, approvals } = await countWaiting(staff.pool)
  const listed = await listAlarms(staff.pool, MOST_ALARMS)
  const opened = label === undefined ? null : await inspectHere(staff, { label })
  return (
    <main id="main" className="frame">
      <div className="column all identities">
        <header>
          <h1>{t('Identities')}</h1>
          <p className="prose">
            {t(
              'The agent shortens an id into the name of a namespace, and two ids can become one name. Here you see whose a namespace is, and how anybody knows. What is in it is not shown.',
            )}
          </p>
          {approvals === 0 ? null : (
            <p className="mt-2">
              <Link href="/admin/confirmations" prefetch={false}>
                {plural(
                  approvals,
                  '{count} request waits for a confirmation',
                  '{count} requests wait for a confirmation',
                )}
              </Link>
            </p>
          )}
        </header>
        {alarms === 0 ? null : (
          <section className="alarms" aria-labelledby="alarms">
            <h2 id="alarms">
              {plural(
                alarms,
                '{count} namespace is locked, because it is not clear whose it is',
                '{count} namespaces are locked, because it is not clear whose they are',
              )}
            </h2>
            <ul>
              {listed.map((alarm) => (
                <li key={alarm.label}>
                  <Link href={`/admin/identities?ref=${personRef(alarm.label)}`} prefetch={false}>
                    <bdi>
                      <ShownText text={visible(alarm.label)} />
                    </bdi>
                  </Link>{' '}
                  <span className="note">{alarmSentence(alarm.kind, t)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <Inspector
          key={opened?.namespace}
          opened={opened}
          mayBind={staff.role === 'admin'}
          freshness={staff.role === 'admin' ? await freshness(staff) : 'typed'}
          timeZone={await readTimeZone()}
        />
      </div>
    </main>
  )
}
