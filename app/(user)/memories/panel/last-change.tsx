// What was changed last, beside the list; the rest of the story is on the memory's page.
'use client'

import Link from 'next/link'
import { useText } from '#text'
import { AuthorName } from '@/components/memory/author'
import { VersionChange } from '@/components/memory/version-change'
import { LocalTime } from '@/components/ui/local-time'
import type { MemoryHistory } from '@/lib/shared/history'
import { historyHref, type View } from '../search'

type Props = { id: string; history: MemoryHistory; view: View; timeZone: string }

export function LastChange({ id, history, view, timeZone }: Props) {
  const { t, rich } = useText()
  const [version] = history.versions
  if (version === undefined || history.total < 2) return null
  return (
    <section>
      <h3>{t('Last change')}</h3>
      <VersionChange version={version} before={history.before} timeZone={timeZone} fields={3} />
      <p className="note">
        {version.earlier === 'lost' && version.by.kind === 'outside'
          ? rich('Changed outside this dashboard, {when}; the earlier text was not recorded', {
              when: <LocalTime at={version.at} timeZone={timeZone} />,
            })
          : rich('{who}, {when}', {
              who: <AuthorName by={version.by} />,
              when: <LocalTime at={version.at} timeZone={timeZone} />,
            })}{' '}
        ·{' '}
        <Link href={historyHref(id, history.total, view)} prefetch={false}>
          {t('All {count} versions', { count: history.total })}
        </Link>
      </p>
    </section>
  )
}
