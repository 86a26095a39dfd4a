import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ThemeButton } from '@/components/ui/theme-button'
import { TopBar } from '@/components/ui/top-bar'
import { currentVisit, hasSignIn, type Visit } from '@/lib/auth/viewer'
import type { Text } from '@/lib/shared/text'
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
  const { title, what, next } = wordsFor(visit, t)
  return (
    <>
      <TopBar name={visit.name} role={visit.role}>
        <LanguageChoice />
        <ThemeButton />
        {hasSignIn() ? <SignOutButton /> : null}
      </TopBar>
      <main id="main" className="frame column unclear">
        <EmptyState
          title={title}
          level={1}
          actions={
            <>
              {isPerRow ? (
                <Link className={buttonClass()} href="/memories" prefetch={false}>
                  {t('Memories that name you')}
                </Link>
              ) : null}
              {hasSignIn() ? (
                <>
                  <Link className={buttonClass()} href="/privacy/sessions" prefetch={false}>
                    {t('Where you are signed in')}
                  </Link>
                  <SignOutButton look="button" />
                </>
              ) : null}
            </>
          }
        >
          {what}
        </EmptyState>
        <section className="prose next">
          <h2>{t('What happens next')}</h2>
          <p>{next}</p>
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

type Locked = Extract<Visit, { state: 'unclear' | 'per-row' }>

/** What is said to each: what happened, and what comes next. */
function wordsFor(visit: Locked, t: Text['t']): { title: string; what: string; next: string } {
  if (visit.state === 'unclear' && visit.isRefused)
    return {
      title: t('Your id is not one that has memories here'),
      what: t(
        'This dashboard is set up for other ids than the one that you are signed in with (MEMORY_ID_PATTERN), so nothing is shown. Nothing was changed or deleted.',
      ),
      next: t(
        'Nothing, until whoever runs this dashboard changes which ids it is set up for. With another account of yours you can sign in anew.',
      ),
    }
  return {
    title: t('We cannot tell your memories from somebody else’s'),
    what:
      visit.state === 'per-row'
        ? t(
            'The agent stores memories under a shortened name, and yours is another person’s too. You see the memories that name you, and nobody else’s; you can search, change, delete and restore them. Until an administrator has settled whose the others are, everything else is closed: new memories, other names for them, files, the map, duplicates, selecting many, what agents see, who read what, and agents’ access.',
          )
        : t(
            'The agent stores memories under a shortened name, and yours could be another person’s too. Nothing is shown to either of you until an administrator has settled whose it is. Nothing was changed or deleted.',
          ),
    next: t(
      'An administrator looks for evidence of whose the memories are, and binds them to one of you. Where there is another administrator, that one must agree; otherwise a day passes first. Then they are here when you sign in, or they were never yours.',
    ),
  }
}
