// Which settings of the sign-in start, and which refuse with a sentence that says what to set.
import { describe, expect, test } from 'vitest'
import { askedOrigin, cookieName, isSecure } from '@/lib/auth/public-address'
import { checkSignInSettings } from '@/lib/auth/sign-in-settings'
import { parseEnvironment } from '@/lib/env'
import { Expected } from '@/lib/errors'

const OIDC = {
  AUTH_MODE: 'oidc',
  NEXTAUTH_URL: 'https://memory.example.com',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  OIDC_ISSUER: 'https://login.example.com/tenant',
  OIDC_CLIENT_ID: 'dashboard',
  OIDC_CLIENT_SECRET: 'hunter2',
}
const APPS = {
  AUTH_MODE: 'databricks-apps',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  DATABRICKS_APP_NAME: 'memory',
  DATABRICKS_HOST: 'https://my-workspace.cloud.databricks.com',
  DATABRICKS_TOKEN: 'hunter2',
}

function refusal(settings: Record<string, string>): string {
  try {
    checkSignInSettings(parseEnvironment(settings))
  } catch (error) {
    if (error instanceof Expected && error.code === 'misconfigured') return error.sentence
    throw error
  }
  return ''
}

test.each([
  [OIDC],
  [{ ...OIDC, NEXTAUTH_URL: 'http://127.0.0.1:3000', OIDC_ISSUER: 'http://localhost:4000' }],
  [{ ...OIDC, NEXTAUTH_URL: 'http://localhost:3000' }],
  [APPS],
  [{ ...APPS, DATABRICKS_HOST: '', DATABRICKS_APPS_WITHOUT_TOKEN: 'true' }],
  [{ ...APPS, MEMORY_USER_ID_CLAIM: 'user' }],
])('%j starts', (settings) => {
  expect(refusal(settings)).toBe('')
})

test.each([
  [{ ...OIDC, NEXTAUTH_URL: '' }, /needs NEXTAUTH_URL/],
  [{ ...OIDC, NEXTAUTH_URL: 'http://memory.example.com' }, /NEXTAUTH_URL begins with http:/],
  [{ ...OIDC, NEXTAUTH_URL: 'http://127.0.0.1.evil.example' }, /NEXTAUTH_URL begins with http:/],
  [{ ...OIDC, NEXTAUTH_SECRET: '' }, /NEXTAUTH_SECRET is not set/],
  [{ ...OIDC, NEXTAUTH_SECRET: 'x'.repeat(31) }, /NEXTAUTH_SECRET is too short/],
  [{ ...OIDC, OIDC_ISSUER: '' }, /needs OIDC_ISSUER\. Register .*\/api\/auth\/callback\/oidc/],
  [{ ...OIDC, OIDC_CLIENT_ID: '', OIDC_CLIENT_SECRET: '' }, /needs OIDC_CLIENT_ID, OIDC_CLIENT_SECRET/],
  [{ ...OIDC, OIDC_ISSUER: 'login.example.com' }, /OIDC_ISSUER must be the name/],
  [{ ...OIDC, OIDC_ISSUER: 'https://login.example.com?x=1' }, /OIDC_ISSUER must be the name/],
  [{ ...OIDC, OIDC_ISSUER: 'file:///etc/passwd' }, /OIDC_ISSUER must be the name/],
  [{ ...OIDC, OIDC_ISSUER: 'http://login.example.com' }, /OIDC_ISSUER begins with http:/],
  [{ ...OIDC, OIDC_ISSUER: 'http://127.0.0.1:4000' }, /OIDC_ISSUER begins with http:/],
  [{ ...APPS, NEXTAUTH_SECRET: 'short' }, /NEXTAUTH_SECRET is too short/],
  [{ ...APPS, DATABRICKS_APP_NAME: '' }, /DATABRICKS_APP_NAME, which that platform sets, is not there/],
  [{ ...APPS, DATABRICKS_HOST: '' }, /needs DATABRICKS_HOST/],
  [{ ...APPS, MEMORY_USER_ID_CLAIM: 'sub' }, /must be email, user or preferred_username/],
] as [Record<string, string>, RegExp][])('%j does not start', (settings, sentence) => {
  expect(refusal(settings)).toMatch(sentence)
  expect(refusal(settings)).not.toContain('hunter2')
})

test('what is set in another mode changes nothing about this one', () => {
  const { DATABRICKS_APPS_WITHOUT_TOKEN: _, ...local } = { ...OIDC, ...APPS, DATABRICKS_APPS_WITHOUT_TOKEN: 'true' }
  expect(refusal({ ...local, AUTH_MODE: 'local' })).toMatch(/works on this machine only/)
})

describe('which address a request was sent to', () => {
  const at = (headers: Record<string, string>, authMode: string, publicOrigin?: string) =>
    askedOrigin(new Headers(headers), { authMode, publicOrigin })

  test('locally, a name of this machine', () => {
    expect(at({ host: 'localhost:3000' }, 'local')).toBe('http://localhost:3000')
    for (const host of ['memory.example.com', 'localhost.evil.example', ''])
      expect(at({ host, 'x-forwarded-host': 'localhost' }, 'local')).toBeNull()
  })

  test('with a provider, the one that people open, whatever is forwarded', () => {
    const origin = 'https://memory.example.com'
    for (const host of ['memory.example.com', 'MEMORY.example.com:443'])
      expect(at({ host }, 'oidc', origin)).toBe(origin)
    for (const host of ['evil.example', 'memory.example.com:8443', 'memory.example.com@evil.example', 'a b', ''])
      expect(at({ host, 'x-forwarded-host': 'memory.example.com' }, 'oidc', origin)).toBeNull()
    expect(at({ host: 'memory.example.com' }, 'oidc')).toBeNull()
  })

  test('in Databricks Apps, the one that the proxy was asked', () => {
    const forwarded = { host: '10.0.0.1:8000', 'x-forwarded-host': 'memory.apps.example.com' }
    expect(at(forwarded, 'databricks-apps')).toBe('https://memory.apps.example.com')
    expect(at(forwarded, 'databricks-apps', 'https://memory.example.com')).toBe('https://memory.example.com')
    expect(at({ host: 'x', 'x-forwarded-host': 'a.example, b.example' }, 'databricks-apps')).toBeNull()
  })

  test('cookies are for this host alone wherever there is TLS', () => {
    expect(cookieName('s', isSecure('oidc', 'https://memory.example.com'))).toBe('__Host-s')
    expect(cookieName('s', isSecure('oidc', 'http://127.0.0.1:3000'))).toBe('s')
    expect(cookieName('s', isSecure('local', undefined))).toBe('s')
  })
})
