import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Brand } from '@/components/ui/brand'
import { ThemeButton } from '@/components/ui/theme-button'
import { WordDiff } from '@/components/ui/word-diff'
import { localPeople } from '@/lib/auth/local-people'
import { currentVisit } from '@/lib/auth/viewer'
import { arrivalOf } from '@/lib/demo/arriving'
import { isOwnPath } from '@/lib/shared/own-path'
import { LanguageChoice } from '../language-choice'
import { readText } from '../text-on-server'
import { PeopleList } from './people-list'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText()).t('Sign in') }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ from?: string | string[] }> }) {
  const { from } = await searchParams
  const visit = await currentVisit()
  const { t } = await readText()
  if (visit.state === 'signed-in') redirect('/memories')
  return (
    <main id="main" className="door">
      <div className="said">
        <span className="brand">
          <Brand />
        </span>
        <div className="mid">
          <blockquote>
            <WordDiff
              before={t('Does not eat meat or fish')}
              after={t('Does not eat meat; fish on Fridays is fine')}
              hand
            />
          </blockquote>
          <p className="prose">
            {t('Your agents take notes about you. Here you read them, correct them, and have them forgotten.')}
          </p>
        </div>
        <p className="note">{t('The example is made up. Nothing of yours is shown before you sign in.')}</p>
      </div>
      <div className="in">
        <div className="mid">
          <h1>{t('Sign in')}</h1>
          <p className="prose">{t('This dashboard runs on your own machine. Choose who you want to be.')}</p>
          <PeopleList
            people={localPeople().map((person) => ({ ...person, arrival: arrivalOf(person.id) }))}
            from={safePath(from)}
          />
        </div>
        <p className="note foot">
          <span>{t('The local sign-in answers on this machine only.')}</span>
          <LanguageChoice />
          <ThemeButton />
        </p>
      </div>
    </main>
  )
}

/** A path of this site, or the start page: a link must not send anybody elsewhere after signing in. */
function safePath(from: string | string[] | undefined): string {
  return typeof from === 'string' && isOwnPath(from) && !from.startsWith('/sign-in') ? from : '/memories'
}
