// What an OpenID provider says of itself, and when it is not believed.
import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { discover } from '@/lib/auth/oidc-discovery'
import { type HostileProvider, startHostileProvider } from '../support/hostile-provider'
import { expectedOf } from '../support/stores'

let provider: HostileProvider
beforeAll(async () => {
  provider = await startHostileProvider('http://127.0.0.1:3000')
})
afterAll(() => provider.close())
beforeEach(() => {
  provider.lies = {}
})

test('a provider is taken as it describes itself, under exactly its name', async () => {
  expect(await discover(provider.issuer)).toMatchObject({
    issuer: provider.issuer,
    token_endpoint: `${provider.issuer}/token`,
  })
  for (const issuer of [`${provider.issuer}/`, provider.issuer.replace('localhost', 'LOCALHOST')]) {
    const { code, sentence } = await expectedOf(discover(issuer))
    expect(code).toBe('misconfigured')
    expect(sentence).toContain(`calls itself ${provider.issuer}, not ${issuer}`)
  }
})

test.each([
  [{ issuer: 'https://login.example.com' }, 'misconfigured', /calls itself https:\/\/login\.example\.com/],
  [{ token_endpoint: 'http://login.example.com/token' }, 'misconfigured', /the token_endpoint .* is not an https/],
  [{ authorization_endpoint: 'javascript:alert(1)' }, 'misconfigured', /the authorization_endpoint/],
  [{ jwks_uri: 'http://10.0.0.1/keys' }, 'misconfigured', /the jwks_uri/],
  [{ userinfo_endpoint: '/userinfo' }, 'misconfigured', /the userinfo_endpoint/],
  [{ end_session_endpoint: 'http://localhost.evil.example/' }, 'misconfigured', /the end_session_endpoint/],
  [{ token_endpoint: undefined }, 'identity-unavailable', /not a description of an OpenID provider/],
  [{ issuer: 7 }, 'identity-unavailable', /not a description of an OpenID provider/],
])('%j is refused', async (discovery, code, sentence) => {
  provider.lies = { discovery }
  const refused = await expectedOf(discover(provider.issuer))
  expect([refused.code, refused.sentence]).toEqual([code, expect.stringMatching(sentence)])
})

test('a provider that is away, answers a page, or sends elsewhere is an outage, not another provider', async () => {
  const answers: [number, Record<string, string>, string][] = [
    [404, {}, ''],
    [200, { 'content-type': 'text/html' }, '<p>welcome'],
    [302, { location: 'https://evil.example' }, ''],
  ]
  for (const [status, headers, body] of answers) {
    const server = createServer((_, response) => response.writeHead(status, headers).end(body))
    const port = await new Promise<number>((done) => {
      server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port))
    })
    expect((await expectedOf(discover(`http://127.0.0.1:${port}`))).code).toBe('identity-unavailable')
    await new Promise((done) => server.close(done))
  }
})
