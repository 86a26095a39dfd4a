'use client'

import { useState } from 'react'
import { useText } from '#text'
import { buttonClass } from '@/components/ui/button'
import { signOut } from './sign-out'

export function SignOutButton({ look = 'link' }: { look?: 'link' | 'button' }) {
  const { t } = useText()
  const [state, setState] = useState<'in' | 'leaving' | 'refused'>('in')
  async function leave() {
    setState('leaving')
    try {
      const next = await signOut()
      if (next === null) throw new Error('refused')
      // a whole new page: nothing that was read stays in memory
      location.assign(next)
    } catch {
      setState('refused')
    }
  }
  return (
    <button type="button" className={look === 'link' ? 'link plain' : buttonClass()} onClick={leave}>
      {state === 'in' ? t('Sign out') : state === 'leaving' ? t('Signing out…') : t('Not signed out. Try again')}
    </button>
  )
}
