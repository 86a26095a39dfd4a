// Language, theme and, where it is ours to open, the way out: at the right of every signed-in page.
'use client'

import { ThemeButton } from '@/components/ui/theme-button'
import { LanguageChoice } from './language-choice'
import { SignOutButton } from './sign-out-button'

export function AccountControls({ canSignOut }: { canSignOut: boolean }) {
  return (
    <>
      <LanguageChoice />
      <ThemeButton />
      {canSignOut ? <SignOutButton /> : null}
    </>
  )
}
