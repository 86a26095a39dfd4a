// Could the sign-in start with these settings, and is the identity provider the one that they name?
import { discover } from '@/lib/auth/oidc-discovery'
import { checkSignInSettings } from '@/lib/auth/sign-in-settings'
import type { Environment } from '@/lib/env'
import { Expected } from '@/lib/errors'
import { type Sentence, sentence } from '@/lib/shared/text'
import { type About, type Finding, fine, wrong } from './finding'

const ABOUT: About = { check: 'sign-in', name: sentence('Sign-in') }

/** Where `npm start` listens unless it is told otherwise. */
const USUAL_HOST = '127.0.0.1'

export async function examineSignIn(environment: Environment): Promise<Finding> {
  const { authMode, idPattern, oidc, listenHost = USUAL_HOST } = environment
  try {
    checkSignInSettings({ ...environment, listenHost })
    if (authMode !== 'local' && idPattern === undefined)
      return wrong(
        ABOUT,
        sentence('MEMORY_ID_PATTERN is not set, and AUTH_MODE={authMode} does not start without it.', { authMode }),
        SET_PATTERN,
      )
    if (authMode === 'oidc') await discover(oidc.issuer ?? '')
    return fine(ABOUT, said(environment))
  } catch (error) {
    // its sentence says what to set
    if (!(error instanceof Expected)) throw error
    return wrong(ABOUT, error)
  }
}

export const SET_PATTERN = sentence(
  'Set MEMORY_ID_PATTERN to a regular expression that every sign-in id matches and nothing else does.',
)

function said({ authMode, oidc, publicOrigin = '' }: Environment): Sentence {
  switch (authMode) {
    case 'local':
      return sentence('The local sign-in: whoever sits at this machine can be anybody in the list.')
    case 'oidc':
      return sentence('{issuer} answers as the identity provider; people open {publicOrigin}.', {
        issuer: oidc.issuer ?? '',
        publicOrigin,
      })
    case 'databricks-apps':
      return sentence('Databricks Apps says who is asking.')
  }
}
