'use client'

import { useState } from 'react'
import { buttonClass } from '@/components/ui/button'
import { signOut } from './sign-out'

export function SignOutButton({ look = 'link' }: { look?: 'link' | 'button' }) {
  const [label, setLabel] = useState('Sign out')
  async function leave() {
    setLabel('Signing out…')
    try {
      if (!(await signOut())) throw new Error('refused')
      // a whole new page: nothing that was read stays in memory
      location.assign('/sign-in')
    } catch {
      setLabel('Not signed out. Try again')
    }
  }
  return (
    <button type="button" className={look === 'link' ? 'link plain' : buttonClass()} onClick={leave}>
      {label}
    </button>
  )
}
