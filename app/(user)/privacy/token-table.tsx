// The tokens that a person has given to agents, each with the way to end it.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { LocalTime } from '@/components/ui/local-time'
import { TimeCell } from '@/components/ui/time-cell'
import { useAlive } from '@/components/ui/use-alive'
import type { AgentToken, TokenScope } from '@/lib/shared/agent-token'
import type { Text } from '@/lib/shared/text'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { revokeToken } from './actions'

type Props = { tokens: readonly AgentToken[]; timeZone: string }

export function TokenTable({ tokens, timeZone }: Props) {
  const { t, rich } = useText()
  const router = useRouter()
  const isAlive = useAlive()
  const [asked, setAsked] = useState<AgentToken | null>(null)
  const [said, setSaid] = useState<{ isDone: boolean; lead?: string; sentence: string } | null>(null)
  const revoking = useMutation({
    mutationFn: ({ id }: AgentToken) => revokeToken({ id }, viewerMark()),
    onMutate: () => setSaid(null),
    onSuccess: (result, { name }) => {
      setSaid(
        result.ok
          ? { isDone: true, sentence: t('{name} is revoked: its next request is refused.', { name: visible(name) }) }
          : { isDone: false, lead: t('Not revoked.'), sentence: result.sentence },
      )
      router.refresh()
    },
    onError: () =>
      setSaid({
        isDone: false,
        lead: t('It is not known whether it was revoked.'),
        sentence: t('The dashboard did not answer. Revoke it again when it does.'),
      }),
    onSettled: () => setAsked(null),
  })
  return (
    <>
      {tokens.length === 0 ? (
        <p className="quiet">{t('No agent has a token.')}</p>
      ) : (
        <table className="table fold">
          <thead>
            <tr>
              <th scope="col">{t('Token')}</th>
              <th scope="col">{t('May##what a token allows')}</th>
              <th scope="col">{t('Last used')}</th>
              <th scope="col">{t('Ends')}</th>
              <th scope="col">
                <span className="sr-only">{t('Revoke')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <th scope="row">
                  <bdi>{visible(token.name)}</bdi>
                </th>
                <td className="under">{scopeName(token.scope, t)}</td>
                <TimeCell
                  label={t('Last used')}
                  at={token.lastUsedAt}
                  otherwise={t('Never used')}
                  timeZone={timeZone}
                />
                <td className="under quiet">
                  {token.isExpired ? (
                    rich('Ended {day}', { day: <LocalTime at={token.expiresAt} timeZone={timeZone} /> })
                  ) : (
                    <>
                      <span className="fold-only">{t('Ends')} </span>
                      <LocalTime at={token.expiresAt} timeZone={timeZone} />
                    </>
                  )}
                </td>
                <td className="n">
                  {token.isExpired ? null : (
                    <button
                      className="link erase"
                      type="button"
                      disabled={!isAlive}
                      aria-label={t('Revoke {name}', { name: visible(token.name) })}
                      onClick={() => setAsked(token)}
                    >
                      {t('Revoke')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {tokens.some(({ lastUsedAt }) => lastUsedAt !== null) ? (
        <p className="note mt-2">{t('When a token was last used is kept to the hour.')}</p>
      ) : null}
      <div role="status">{said?.isDone ? <p className="note mt-3">{said.sentence}</p> : null}</div>
      {said !== null && !said.isDone ? (
        <div className="mt-3">
          <Banner tone="strike" role="alert" lead={said.lead}>
            {said.sentence}
          </Banner>
        </div>
      ) : null}
      {asked === null ? null : (
        <Dialog title={t('Revoke {name}?', { name: visible(asked.name) })} onClose={() => setAsked(null)}>
          <p className="quiet">
            {t(
              'Whoever uses it is refused from the next request on. This cannot be undone; you can make another token.',
            )}
          </p>
          <div className="buttons">
            <button type="button" className="link plain" onClick={() => setAsked(null)}>
              {t('Keep it')}
            </button>
            <Button look="erase main" disabled={revoking.isPending} onClick={() => revoking.mutate(asked)}>
              {t('Revoke')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}

export function scopeName(scope: TokenScope, t: Text['t']): string {
  return scope === 'read' ? t('Read') : t('Read and write')
}
