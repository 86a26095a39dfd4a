// What agents have learned again after the person had it forgotten: told until it is allowed, or forgotten once more.
'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { useAct } from '@/components/ui/use-act'
import { useAlive } from '@/components/ui/use-alive'
import type { Relearned } from '@/lib/shared/relearned'
import type { Text } from '@/lib/shared/text'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { memoryHref } from '../memories/search'
import { allowAgain } from './forget/actions'

type Props = { relearned: readonly Relearned[]; timeZone: string }

export function RelearnedPart({ relearned, timeZone }: Props) {
  const text = useText()
  const { t } = text
  const isAlive = useAlive()
  const router = useRouter()
  const { act, isPending, said } = useAct((id: string) => allowAgain({ id }, viewerMark()), {
    done: () => t('Allowed: it is not told any more.'),
    failed: t('Nothing was changed.'),
  })
  return (
    <section className="chapter" aria-labelledby="relearned">
      <h2 id="relearned">{t('Learned again')}</h2>
      <div>
        <p className="prose lead">
          {t(
            'You had this forgotten, and an agent has written it again. Open it to have it forgotten once more, or allow it.',
          )}
        </p>
        <ul className="ways relearned">
          {relearned.map(({ id, memory, key, same, at }) => (
            <li key={id}>
              <Link href={memoryHref(memory)} prefetch={false} dir="auto">
                {visible(key)}
              </Link>
              <span className="note">
                {sameWords(same, text)}, <LocalTime at={at} timeZone={timeZone} style="date-time" />
              </span>
              <span className="count">
                <Button
                  disabled={!isAlive || isPending}
                  aria-label={t('Allow {key}', { key: visible(key) })}
                  onClick={() => act(id).then(() => router.refresh())}
                >
                  {t('Allow')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
        {said}
      </div>
    </section>
  )
}

function sameWords(same: Relearned['same'], { t }: Text): string {
  return { key: t('The same name'), content: t('The same text'), both: t('The same name and text') }[same]
}
