// A DATABASE_URL: what it may say about encryption, and what a server behind it says when it lets nobody in.
import { inspect } from 'node:util'
import { describe, expect, inject, test } from 'vitest'
import { Expected } from '@/lib/errors'
import { openPostgres } from '@/lib/lakebase/database'
import { tlsOfUrl } from '@/lib/lakebase/tls'
import { expectedOf } from '../support/stores'

describe('encryption', () => {
  test.each([
    'postgres://u:p@db.example.com/agent',
    'postgresql://u:p@db.example.com:6432/agent?sslmode=prefer',
    'postgres://u:p@db.example.com/agent?sslmode=allow',
    'postgres://u:p@db.example.com/agent?sslmode=require&uselibpqcompat=true',
    'postgres://u:p@db.example.com/agent?sslmode=verify-ca&application_name=x',
    'postgres://u:p@db.example.com/agent?ssl=0',
    'postgres://u:p@127.0.0.1.evil.example/agent',
    'postgres://u:p@127.0.0.1/agent?sslmode=require',
    'postgres://u:p@127.0.0.1/agent?host=db.example.com',
  ])('%s is encrypted and checked, and nothing is left in it that pg would read otherwise', (written) => {
    const { url, tls } = tlsOfUrl(written, undefined)
    expect(tls).toEqual({ rejectUnauthorized: true })
    expect(url).not.toMatch(/ssl|libpq/)
    expect(new URL(url).host).toBe(new URL(written).host)
    if (written.includes('application_name')) expect(url).toContain('application_name=x')
  })

  test.each([
    'postgres://u:p@127.0.0.1:5432/agent',
    'postgres://u:p@localhost/agent?sslmode=prefer',
    'postgres://u:p@[::1]/agent',
    'postgres:///agent?host=/var/run/postgresql',
    'postgres://u:p@%2Fvar%2Frun/agent',
    'postgres://u:p@db.internal/agent?sslmode=disable',
  ])('%s is not encrypted: it stays on this machine, or says that the network is trusted', (written) => {
    expect(tlsOfUrl(written, undefined).tls).toBe(false)
  })

  test.each([
    'postgres://u:hush@db.example.com/agent?sslmode=no-verify',
    'postgres://u:hush@db.example.com/agent?sslcert=/a&sslkey=/b',
    'postgres://u:hu#sh@db.example.com:x/agent',
    'mysql://u:hush@db.example.com/agent',
    'agent',
  ])('%s is refused, without its password', (written) => {
    let error: unknown
    try {
      tlsOfUrl(written, undefined)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(Expected)
    expect(error).toMatchObject({ code: 'misconfigured' })
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/hush|hu#sh/)
  })
})

describe.skipIf(inject('postgresUrl') === null)('a server', () => {
  const changed = (change: (url: URL) => void) => {
    const url = new URL(inject('postgresUrl') ?? '')
    change(url)
    return url.href
  }
  const refusal = (url: string) => expectedOf(openPostgres(url, 1, { patience: { tries: 1 } }))

  test.each<[string, (url: URL) => void, RegExp]>([
    [
      'that refuses the password',
      (url) => {
        url.password = 'wrong'
      },
      /refused the login\. User and password in DATABASE_URL/,
    ],
    [
      'without the database',
      (url) => {
        url.pathname = '/elsewhere'
      },
      /There is no database elsewhere on this server\. Correct its name in DATABASE_URL/,
    ],
    [
      'without encryption, where it is asked for',
      (url) => {
        url.search = '?sslmode=require'
      },
      /takes no encrypted connections/,
    ],
    [
      'of an unknown name',
      (url) => {
        url.host = `no-such-host.invalid:${url.port}`
      },
      /host name of the database is not known/,
    ],
  ])('%s says so, and no secret', async (_, change, sentence) => {
    const error = await refusal(changed(change))
    expect(error.code).toBe('database-unavailable')
    expect(error.sentence).toMatch(sentence)
    const { password } = new URL(inject('postgresUrl') ?? '')
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(password)
  })
})
