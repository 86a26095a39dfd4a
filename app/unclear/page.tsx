import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { buttonClass } from '@/components/ui/button'
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
  if (visit.state !== 'unclear' && visit.state !== 'per-row') redirect('/memories')
  const isPerRow = visit.state === 'per-row'
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
          actions={
            <>
              {isPerRow ? (
                <Link className={buttonClass()} href="/memories" prefetch={false}>
                  {t('Memories that name you')}
                </Link>
              ) : null}
              {hasSignIn() ? <SignOutButton look="button" /> : null}
            </>
          }
        >
          {isPerRow
            ? t(
                'The agent stores memories under a shortened name, and yours is another person’s too. You see the memories that name you, and nobody else’s; you can search, change, delete and restore them. Until an administrator has settled whose the others are, everything else is closed: new memories, other names for them, files, the map, duplicates, selecting many, what agents see, who read what, and agents’ access.',
              )
            : t(
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
