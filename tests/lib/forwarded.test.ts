// What the proxy of Databricks Apps forwards of a person, and how far the token proves it.
import { describe, expect, test } from 'vitest'
import { type ForwardedRules, forwardedPerson, readForwarded } from '@/lib/auth/forwarded'
import type { WorkspacePerson } from '@/lib/auth/workspace-person'
import { Expected } from '@/lib/errors'
import { inEnglish } from '@/lib/shared/text'
import { codeOf } from '../support/stores'

const ADA: WorkspacePerson = {
  id: '1001',
  userName: 'Ada@corp.com',
  displayName: 'Ada L.',
  active: true,
  emails: [{ value: 'ada.l@corp.com' }],
  groups: [{ display: 'admins' }, {}],
}
const HEADERS = {
  'x-forwarded-user': '1001@7474',
  'x-forwarded-email': 'ada@corp.com',
  'x-forwarded-preferred-username': 'ada@corp.com',
  'x-forwarded-access-token': 'token of ada',
}

const who = async (over: Record<string, string | null> = {}, rules: Partial<ForwardedRules> = {}) => {
  const sent = Object.entries({ ...HEADERS, ...over }).filter((entry): entry is [string, string] => entry[1] !== null)
  const person = await forwardedPerson(readForwarded(new Headers(sent)), {
    userIdClaim: 'email',
    isTokenWaived: false,
    isIssuable: () => true,
    ask: async (token) => (token === 'token of ada' ? ADA : null),
    ...rules,
  })
  return 'userId' in person ? person : inEnglish(person)
}

test('the id is the header of the setting, byte for byte; name and groups are the workspace’s', async () => {
  expect(await who()).toEqual({ userId: 'ada@corp.com', name: 'Ada L.', email: 'ada@corp.com', groups: ['admins'] })
  expect(await who({}, { userIdClaim: 'user' })).toMatchObject({ userId: '1001@7474' })
  expect(await who({}, { userIdClaim: 'preferred_username' })).toMatchObject({ userId: 'ada@corp.com' })
  expect(await who({ 'x-forwarded-email': 'ADA.L@corp.com' })).toMatchObject({ userId: 'ADA.L@corp.com' })
  const bytes = Buffer.from('jörg@corp.com').toString('latin1')
  const jörg = { ...ADA, userName: 'jörg@corp.com' }
  expect(await who({ 'x-forwarded-email': bytes }, { ask: async () => jörg })).toMatchObject({
    userId: 'jörg@corp.com',
  })
})

describe('nobody, and why', () => {
  test.each([
    [{ 'x-forwarded-user': null }, {}, /without the identity/],
    [{ 'x-forwarded-email': '' }, {}, /without the identity/],
    [{ 'x-forwarded-email': 'ada@corp.com, ben@corp.com' }, {}, /without the identity/],
    [{ 'x-forwarded-email': '\xff@corp.com' }, {}, /without the identity/],
    [{ 'x-forwarded-access-token': null }, {}, /did not forward your access token/],
    [{ 'x-forwarded-access-token': 'x' }, {}, /does not accept your access token/],
    [{}, { ask: async () => ({ ...ADA, active: false }) }, /is not active/],
    [{ 'x-forwarded-email': 'ben@corp.com' }, {}, /not of the same person/],
    [{ 'x-forwarded-user': '1002@7474' }, {}, /not of the same person/],
    [{ 'x-forwarded-user': '1002' }, {}, /not of the same person/],
    [{ 'x-forwarded-user': '1001@7474@1' }, { userIdClaim: 'user' }, /not of the same person/],
    [{ 'x-forwarded-user': 'ben' }, { userIdClaim: 'user' }, /not of the same person/],
    [{ 'x-forwarded-preferred-username': 'ben' }, { userIdClaim: 'preferred_username' }, /not of the same person/],
    [{ 'x-forwarded-preferred-username': null }, { userIdClaim: 'preferred_username' }, /not of the same person/],
    [{}, { isIssuable: () => false }, /not one that this dashboard is set up for/],
    [{ 'x-forwarded-email': '' }, { ask: async () => ({ id: '1001' }) }, /without the identity/],
    [{}, { ask: async () => ({ id: '1001' }) }, /not of the same person/],
  ] as [Record<string, string | null>, Partial<ForwardedRules>, RegExp][])('%j %j', async (over, rules, sentence) => {
    expect(await who(over, rules)).toMatch(sentence)
  })
})

test('a user header of a shape that is not known is no hindrance while it is not the id', async () => {
  expect(await who({ 'x-forwarded-user': 'external|77' })).toMatchObject({ userId: 'ada@corp.com' })
  expect(await who({ 'x-forwarded-user': 'ada@corp.com' }, { userIdClaim: 'user' })).toMatchObject({
    userId: 'ada@corp.com',
  })
})

test('with the token waived, user and e-mail are still required, and a token that comes is still checked', async () => {
  const waived = { isTokenWaived: true }
  const bare = { 'x-forwarded-access-token': null }
  expect(await who(bare, waived)).toEqual({
    userId: 'ada@corp.com',
    name: 'ada@corp.com',
    email: 'ada@corp.com',
    groups: [],
  })
  expect(await who({ ...bare, 'x-forwarded-user': null }, waived)).toMatch(/without the identity/)
  expect(await who({ ...bare, 'x-forwarded-email': null }, waived)).toMatch(/without the identity/)
  expect(await who({ 'x-forwarded-access-token': 'x' }, waived)).toMatch(/does not accept/)
  expect(await who({ 'x-forwarded-email': 'ben@corp.com' }, waived)).toMatch(/not of the same person/)
})

test('a workspace that does not answer is an outage, not an answer', async () => {
  const ask = async () => {
    throw new Expected('identity-unavailable', 'away')
  }
  expect(await codeOf(who({}, { ask }))).toBe('identity-unavailable')
})
