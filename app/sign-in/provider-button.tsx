'use client'

import { useEffect, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { shakeHands } from './handshake'

/** Leads to the identity provider, and from there to `from`. */
export function ProviderButton({ provider, from }: { provider: string; from: string }) {
  const { t } = useText()
  const [state, setState] = useState<'not yet' | 'ready' | 'leaving' | 'failed'>('not yet')
  useEffect(() => setState('ready'), [])

  async function leave() {
    setState('leaving')
    try {
      location.assign(await shakeHands('signin/oidc', { callbackUrl: from }))
    } catch {
      setState('failed')
    }
  }

  return (
    <div className="part">
      {state === 'failed' ? (
        <Banner tone="strike" role="alert" lead={t('Not signed in.')}>
          {t('The dashboard did not answer. Look whether you are online, then try again.')}
        </Banner>
      ) : null}
      <p>
        <Button look="main" disabled={state === 'not yet' || state === 'leaving'} onClick={leave}>
          {state === 'leaving' ? t('Going to {provider}…', { provider }) : t('Sign in with {provider}', { provider })}
        </Button>
      </p>
    </div>
  )
}
