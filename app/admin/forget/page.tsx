import type { Metadata } from 'next'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { requireAuditor } from '@/lib/auth/viewer'
import { FORGET_QUEUES, type ForgetQueueName, readQueueName } from '@/lib/shared/forget-queue'
import { memoryStore } from '@/lib/store/configured'
import { listForgetQueue } from '@/lib/store/forgetting/queue'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'
import { queueHref } from './address'
import { QueueTable } from './queue-table'
import { queueWords } from './words'

type Props = { searchParams: Promise<{ state?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('Requests##forget') }
}

/** "I see what people want forgotten, what is due first, and what waits for my word." */
export default async function QueuePage({ searchParams }: Props) {
  const staff = await requireAuditor()
  const text = await readText()
  const { t, number, plural } = text
  const current = readQueueName((await searchParams).state)
  const { requests, counts } = await listForgetQueue(staff, await memoryStore(), { which: current })
  const hidden = counts[current] - requests.length
  return (
    <main id="main" className="frame">
      <div className="column all queue">
        <header>
          <h1>{t('Requests to be forgotten')}</h1>
          <p className="prose mt-1">
            {t(
              'Each is due 30 days, or one month, after it came, whichever is earlier. What is due first stands first. Nobody decides what they asked for themselves, or what concerns them.',
            )}
          </p>
        </header>
        <nav className="tabs" aria-label={t('Which requests')}>
          {FORGET_QUEUES.map((name) => (
            <Link
              key={name}
              href={queueHref(name)}
              prefetch={false}
              className={toneOf(name, counts[name])}
              aria-current={name === current ? 'page' : undefined}
            >
              {t('{queue}, {count}', { queue: queueWords(name, text), count: number(counts[name]) })}
            </Link>
          ))}
        </nav>
        {requests.length === 0 ? (
          <Nothing current={current} open={counts.open} />
        ) : (
          <QueueTable requests={requests} timeZone={await readTimeZone()} isEnded={current === 'ended'} />
        )}
        {hidden > 0 ? (
          <p className="note mt-4">
            {plural(
              hidden,
              '{count} more follows when these are settled.',
              '{count} more follow when these are settled.',
            )}
          </p>
        ) : null}
      </div>
    </main>
  )
}

function toneOf(name: ForgetQueueName, count: number): string | undefined {
  if (count === 0) return 'zero'
  return name === 'overdue' || name === 'failed' ? 'alarm' : name === 'soon' ? 'warning' : undefined
}

async function Nothing({ current, open }: { current: ForgetQueueName; open: number }) {
  const { t } = await readText()
  if (current === 'open')
    return (
      <EmptyState title={t('Nobody is waiting to be forgotten')}>
        {t('When somebody asks, it stands here until it is done and checked, with the day on which it is due.')}
      </EmptyState>
    )
  return (
    <EmptyState
      title={t('No such request')}
      actions={
        open === 0 || current === 'ended' ? undefined : (
          <Link className={buttonClass()} href={queueHref()} prefetch={false}>
            {t('Show all that are open')}
          </Link>
        )
      }
    />
  )
}
