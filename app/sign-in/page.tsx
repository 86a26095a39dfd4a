import type { Metadata } from 'next'
import { redirect, unauthorized } from 'next/navigation'
import { Banner } from '@/components/ui/banner'
import { Brand } from '@/components/ui/brand'
import { ThemeButton } from '@/components/ui/theme-button'
import { WordDiff } from '@/components/ui/word-diff'
import { localPeople } from '@/lib/auth/local-people'
import { providerName, providersSignOut } from '@/lib/auth/provider'
import { refusalSentence } from '@/lib/auth/refusals'
import { currentVisit, hasSignIn } from '@/lib/auth/viewer'
import { arrivalOf } from '@/lib/demo/arriving'
import { environment } from '@/lib/env'
import { isOwnPath } from '@/lib/shared/own-path'
import { LanguageChoice } from '../language-choice'
import { readText } from '../text-on-server'
import { PeopleList } from './people-list'
import { ProviderButton } from './provider-button'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readText()).t('Sign in') }
}

type Parameters = Partial<Record<'from' | 'error' | 'left', string | string[]>>

export default async function SignInPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const { from, error, left } = await searchParams
  const visit = await currentVisit()
  const { t, say } = await readText()
  if (visit.state === 'signed-in' || visit.state === 'per-row') redirect('/memories')
  if (!hasSignIn()) unauthorized()
  const isLocal = environment().authMode === 'local'
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
          {typeof error === 'string' ? (
            <div className="part">
              <Banner tone="strike" role="alert" lead={t('Not signed in.')}>
                {say(refusalSentence(error, providerName()))}
              </Banner>
            </div>
          ) : left !== undefined ? (
            <SignedOut />
          ) : null}
          {isLocal ? (
            <>
              <p className="prose">{t('This dashboard runs on your own machine. Choose who you want to be.')}</p>
              <PeopleList
                people={localPeople().map((person) => ({ ...person, arrival: arrivalOf(person.id) }))}
                from={safePath(from)}
              />
            </>
          ) : (
            <>
              <p className="prose">
                {t('{provider} asks who you are. This dashboard never sees your password.', {
                  provider: providerName(),
                })}
              </p>
              <ProviderButton provider={providerName()} from={safePath(from)} />
            </>
          )}
        </div>
        <p className="note foot">
          {isLocal ? <span>{t('The local sign-in answers on this machine only.')}</span> : <span />}
          <LanguageChoice />
          <ThemeButton />
        </p>
      </div>
    </main>
  )
}

/** Our session has ended; the provider's own is the provider's to end. */
async function SignedOut() {
  const { t } = await readText()
  const provider = providerName()
  const there = await providersSignOut()
  return (
    <div className="part">
      <Banner tone="news" role="status" lead={t('You are signed out here.')}>
        {t('{provider} may still know you in this browser.', { provider })}{' '}
        {there === null ? null : (
          <a className="link" href={there} rel="noreferrer">
            {t('Sign out of {provider} too', { provider })}
          </a>
        )}
      </Banner>
    </div>
  )
}

/** A path of this site, or the start page: a link must not send anybody elsewhere after signing in. */
function safePath(from: string | string[] | undefined): string {
  return typeof from === 'string' && isOwnPath(from) && !from.startsWith('/sign-in') ? from : '/memories'
}
