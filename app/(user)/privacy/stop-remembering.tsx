// Whether agents may learn anything new about a person: apart from forgetting, and taken back whenever they like.
'use client'

import { useRouter } from 'next/navigation'
import { useId, useOptimistic, useTransition } from 'react'
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import { useAct } from '@/components/ui/use-act'
import { useAlive } from '@/components/ui/use-alive'
import { viewerMark } from '@/lib/shared/viewer-mark'
import type { Suppression } from '@/lib/store/forgetting/suppression'
import { rememberNothing } from './forget/actions'

type Props = { suppression: Suppression; timeZone: string }

export function StopRemembering({ suppression, timeZone }: Props) {
  const { t, richPlural } = useText()
  const id = useId()
  const isAlive = useAlive()
  const router = useRouter()
  const [, startTransition] = useTransition()
  const { isOn, isEnforced, blocked, lastBlocked } = suppression
  const [mayLearn, show] = useOptimistic(!isOn)
  const { act, isPending, said } = useAct((isOn: boolean) => rememberNothing({ isOn }, viewerMark()), {
    done: (_, isOn) =>
      isOn
        ? t('From now on nothing new is remembered about you. Nothing was deleted.')
        : t('Agents may learn new things about you again.'),
    failed: t('Nothing was changed.'),
  })
  return (
    <section className="chapter" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('Stop remembering')}</h2>
      <div>
        <div className="toggle">
          <input
            id={id}
            className="switch"
            type="checkbox"
            role="switch"
            checked={mayLearn}
            aria-checked={mayLearn}
            disabled={!isAlive || isPending}
            aria-describedby={`${id}-what`}
            onChange={(event) => {
              const { checked } = event.target
              startTransition(async () => {
                show(checked)
                await act(!checked)
                router.refresh()
              })
            }}
          />
          <div>
            <label htmlFor={id}>
              <strong>{t('Agents may learn new things about me')}</strong>
            </label>
            <p className="prose" id={`${id}-what`}>
              {t('Off means nothing new is kept. What is already here stays until you have it forgotten.')}
            </p>
            {isOn && !isEnforced ? (
              <p className="prose">
                {t(
                  'Agents that write to the database by themselves are not kept from it here: whoever runs this dashboard has not set up the guard. Agents that use its library or a token of yours are.',
                )}
              </p>
            ) : null}
            {isOn && blocked > 0 && lastBlocked !== null ? (
              <p className="note mt-2">
                {richPlural(
                  blocked,
                  '{count} attempt to write was refused, {when}.',
                  '{count} attempts to write were refused, the last {when}.',
                  { when: <LocalTime key="when" at={lastBlocked} timeZone={timeZone} style="date-time" /> },
                )}
              </p>
            ) : null}
            {said}
          </div>
        </div>
      </div>
    </section>
  )
}
