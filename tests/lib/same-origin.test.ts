// Whose requests are our own pages': in each mode by the headers that a client cannot choose there, and by no other.
import { describe, expect, test } from 'vitest'
import { isSameOrigin } from '@/lib/auth/origin'
import { askedOrigin } from '@/lib/auth/public-address'

const HERE = '127.0.0.1:3000'
const OWN = { host: HERE, origin: `http://${HERE}`, 'sec-fetch-site': 'same-origin' }
const sent = (headers: Record<string, string | undefined>) =>
  new Headers(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as [string, string]],
    ),
  )

describe('on one machine', () => {
  test('our own page is let in, also by a client that does not say where it is', () => {
    expect(isSameOrigin(sent(OWN))).toBe(true)
    expect(isSameOrigin(sent({ ...OWN, 'sec-fetch-site': undefined }))).toBe(true)
    expect(isSameOrigin(sent({ ...OWN, host: 'localhost:3000', origin: 'http://localhost:3000' }))).toBe(true)
  })

  test.each(['cross-site', 'same-site', 'none', 'nonsense', ''])('not what the browser calls %j', (site) => {
    expect(isSameOrigin(sent({ ...OWN, 'sec-fetch-site': site }))).toBe(false)
  })

  test.each([
    ...[undefined, 'null', 'https://evil.example', `https://${HERE}`, 'http://127.0.0.1', 'http://127.0.0.1:3001'],
    ...[`http://${HERE}/`, `http://${HERE}, https://evil.example`, 'http://127.0.0.1.:3000', `HTTP://${HERE}`, ''],
  ])('not with Origin %j', (origin) => expect(isSameOrigin(sent({ ...OWN, origin }))).toBe(false))

  test('nor by another name of the server, whoever says that it was forwarded', () => {
    const elsewhere = { host: 'evil.example', origin: 'http://evil.example' }
    expect(isSameOrigin(sent(elsewhere))).toBe(false)
    expect(isSameOrigin(sent({ ...elsewhere, 'x-forwarded-host': HERE }))).toBe(false)
    expect(isSameOrigin(sent({ ...OWN, ...{ origin: 'http://localhost:9' }, 'x-forwarded-host': 'localhost:9' }))).toBe(
      false,
    )
  })
})

test('with a provider the address in the settings counts alone', () => {
  const at = { authMode: 'oidc', publicOrigin: 'https://memory.example' }
  expect(askedOrigin(sent({ host: 'memory.example' }), at)).toBe('https://memory.example')
  for (const host of [undefined, 'evil.example', 'memory.example.evil.example', 'memory.example:8443'])
    expect(askedOrigin(sent({ host, 'x-forwarded-host': 'memory.example' }), at), host).toBeNull()
})

test('in Databricks Apps the proxy’s word counts, and two of them are none', () => {
  const at = { authMode: 'databricks-apps', publicOrigin: undefined }
  expect(askedOrigin(sent({ host: 'inside', 'x-forwarded-host': 'app.example' }), at)).toBe('https://app.example')
  for (const forwarded of ['app.example, evil.example', 'app.example/path', 'user@app.example', ''])
    expect(askedOrigin(sent({ host: 'inside', 'x-forwarded-host': forwarded }), at), forwarded).toBeNull()
})
