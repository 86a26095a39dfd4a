import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { EmptyState } from '@/components/ui/empty-state'
import { ThemeButton } from '@/components/ui/theme-button'
import { TopBar } from '@/components/ui/top-bar'
import { currentVisit, hasSignIn } from '@/lib/auth/viewer'
import { LanguageChoice } from '../language-choice'
import { SignOutButton } from '../sign-out-button'
import { readText } from '../text-on-server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText()).t('Whose memories?') }
}

/** For an id whose namespace could be another's: says so, what happens next and whom to ask; nothing of what is stored, not even a count. */
export default async function UnclearPage() {
  const visit = await currentVisit()
  if (visit.state !== 'unclear') redirect('/memories')
  const { t, rich } = await readText()
  return (
    <>
      <TopBar name={visit.name} role={visit.role}>
        <LanguageChoice />
        <ThemeButton />
        {hasSignIn() ? <SignOutButton /> : null}
      </TopBar>
      <main id="main" className="frame column unclear">
        <EmptyState
          title={t('We cannot tell your memories from somebody else’s')}
          level={1}
          actions={hasSignIn() ? <SignOutButton look="button" /> : undefined}
        >
          {t(
            'The agent stores memories under a shortened name, and yours could be another person’s too. Nothing is shown to either of you until an administrator has settled whose it is. Nothing was changed or deleted.',
          )}
        </EmptyState>
        <section className="prose next">
          <h2>{t('What happens next')}</h2>
          <p>
            {t(
              'An administrator looks for evidence of whose the memories are, and binds them to one of you. Where there is another administrator, that one must agree; otherwise a day passes first. Then they are here when you sign in, or they were never yours.',
            )}
          </p>
          <h2>{t('Whom to ask')}</h2>
          <p>
            {rich('Ask whoever runs this dashboard in your organisation, and give them this reference: {reference}', {
              reference: <code key="reference">{visit.reference}</code>,
            })}
          </p>
        </section>
      </main>
    </>
  )
}
