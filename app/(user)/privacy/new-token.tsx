// Makes a token, and shows it once.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Copyable } from '@/components/ui/copyable'
import { Field } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'
import {
  clientConfiguration,
  LONGEST_TOKEN_NAME,
  type NewAgentToken,
  TOKEN_DAYS,
  TOKEN_SCOPES,
  type TokenDays,
  type TokenScope,
} from '@/lib/shared/agent-token'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { makeToken } from './actions'
import { scopeName } from './token-table'

type Props = {
  /** Where agents come in. */
  address: string
}

export function NewToken({ address }: Props) {
  const { t } = useText()
  const isAlive = useAlive()
  const [state, setState] = useState<'closed' | 'asking' | NewAgentToken>('closed')
  if (state === 'closed')
    return (
      <div className="buttons mt-4">
        <Button disabled={!isAlive} onClick={() => setState('asking')}>
          {t('Make a token')}
        </Button>
      </div>
    )
  if (state === 'asking') return <TokenForm onMade={setState} onClose={() => setState('closed')} />
  return <ShownOnce made={state} address={address} onClose={() => setState('closed')} />
}

type FormProps = { onMade: (made: NewAgentToken) => void; onClose: () => void }

function TokenForm({ onMade, onClose }: FormProps) {
  const { t, plural } = useText()
  const router = useRouter()
  const field = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [scope, setScope] = useState<TokenScope>('read')
  const [days, setDays] = useState<TokenDays>(30)
  const [isTried, setTried] = useState(false)
  const [failure, setFailure] = useState<{ lead: string; why: string } | null>(null)
  const making = useMutation({
    mutationFn: () => makeToken({ name, scope, days }, viewerMark()),
    onSuccess: (result) => {
      if (!result.ok) return setFailure({ lead: t('No token was made.'), why: result.sentence })
      onMade(result.value)
      router.refresh()
    },
    // not loaded anew: while nobody answers that would take the form away
    onError: () =>
      setFailure({
        lead: t('It is not known whether a token was made.'),
        why: t(
          'The dashboard did not answer. If there is one of this name when you load the page again, revoke it: nobody has seen it.',
        ),
      }),
  })
  useEffect(() => field.current?.focus(), [])
  const isUnnamed = name.trim() === ''

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (making.isPending) return
    if (isUnnamed) return field.current?.focus()
    setFailure(null)
    making.mutate()
  }

  return (
    <form className="token-form" aria-label={t('A new token')} onSubmit={submit}>
      {failure === null ? null : (
        <Banner tone="strike" role="alert" lead={failure.lead}>
          {failure.why}
        </Banner>
      )}
      <Field
        ref={field}
        label={t('Name')}
        help={t('Which agent it is for. You see this name beside what the agent writes.')}
        problem={isTried && isUnnamed ? t('Give it a name, so that you know later which agent has it.') : null}
        value={name}
        maxLength={LONGEST_TOKEN_NAME}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className="choices tall">
        <legend>{t('What it may do')}</legend>
        {TOKEN_SCOPES.map((one) => (
          <label key={one}>
            <input type="radio" name="scope" checked={scope === one} onChange={() => setScope(one)} />
            <span>
              {scopeName(one, t)}
              <span className="note">
                {one === 'read'
                  ? t('Search your memories.')
                  : t(
                      'Also save, replace and delete them. You see here what it changed; a deletion can be undone for ten minutes.',
                    )}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className="choices tall beside">
        <legend>{t('How long it is good for')}</legend>
        {TOKEN_DAYS.map((one) => (
          <label key={one}>
            <input type="radio" name="days" checked={days === one} onChange={() => setDays(one)} />
            <span>{one === 365 ? t('1 year') : plural(one, '{count} day', '{count} days')}</span>
          </label>
        ))}
      </fieldset>
      <div className="buttons">
        <Button type="submit" look="main" disabled={making.isPending}>
          {making.isPending ? t('Making it…') : t('Make the token')}
        </Button>
        <button type="button" className="link plain" onClick={onClose}>
          {t('Cancel')}
        </button>
      </div>
    </form>
  )
}

function ShownOnce({ made, address, onClose }: { made: NewAgentToken; address: string; onClose: () => void }) {
  const { t } = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="token-shown" aria-labelledby="made">
      <h3 id="made" ref={heading} tabIndex={-1}>
        {t('The token for {name}', { name: visible(made.name) })}
      </h3>
      <p className="prose">
        {t('Copy it now. It is shown this once: when you leave or reload this page, nobody can look it up any more.')}
      </p>
      <Copyable name={t('Token')} text={made.token} action={t('Copy the token')} />
      <p className="prose">
        {t('Or all that a client of MCP needs, as most of them are configured. It holds the token, too.')}
      </p>
      <Copyable
        name={t('Configuration')}
        text={clientConfiguration(address, made.token)}
        action={t('Copy the configuration')}
      />
      <div className="buttons">
        <Button onClick={onClose}>{t('I have it. Hide it')}</Button>
      </div>
    </section>
  )
}
