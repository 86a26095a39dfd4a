// What an identity provider says of somebody, and whom the agent knows by it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ClaimRules, type Claims, isIncomplete, mergedClaims, personOf } from '@/lib/auth/claims'

const rules = (over: Partial<ClaimRules> = {}): ClaimRules => ({
  userIdClaim: 'email',
  emailsAreVerified: false,
  isIssuable: () => true,
  ...over,
})
const ADA = { sub: 's-1', email: 'ada@corp.com', email_verified: true, name: 'Ada' }

test('the id is the claim byte for byte: not lower-cased, not trimmed, not composed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (id) => {
      fc.pre(id.isWellFormed() && !id.includes('\u0000'))
      expect(personOf({ ...ADA, oid: id }, rules({ userIdClaim: 'oid' }))).toMatchObject({ userId: id })
    }),
  )
  for (const email of ['Ada@Corp.com', ' ada@corp.com', 'e\u0301@corp.com', '\u00e9@corp.com', '\u212Aim@corp.com'])
    expect(personOf({ ...ADA, email }, rules())).toMatchObject({ userId: email, email })
})

test.each([
  [{ ...ADA, email_verified: false }, false, 'email-not-verified'],
  [{ ...ADA, email_verified: false }, true, 'email-not-verified'],
  [{ ...ADA, email_verified: undefined }, false, 'email-not-verified'],
  [{ ...ADA, email_verified: 'false' }, true, 'email-not-verified'],
  [{ ...ADA, email_verified: 1 }, true, 'email-not-verified'],
  [{ ...ADA, email_verified: null }, true, 'email-not-verified'],
  [{ ...ADA, email_verified: undefined }, true, undefined],
  [{ ...ADA, email_verified: 'true' }, false, undefined],
] as [Claims, boolean, string | undefined][])('%j, answered for: %s → %s', (claims, emailsAreVerified, refused) => {
  const person = personOf(claims, rules({ emailsAreVerified }))
  expect('refused' in person ? person.refused : undefined).toBe(refused)
})

test('by another claim an unverified address lets in, but counts for nothing', () => {
  const person = personOf({ ...ADA, email_verified: false }, rules({ userIdClaim: 'sub' }))
  expect(person).toEqual({ userId: 's-1', name: 'Ada', email: null, groups: [] })
})

test('what is no id is nobody', () => {
  for (const oid of [undefined, null, '', 1, {}, ['ada'], true])
    expect(personOf({ ...ADA, oid }, rules({ userIdClaim: 'oid' }))).toEqual({ refused: 'no-id' })
  for (const oid of ['a\u0000', '\ud800', 'x'.repeat(1_001)])
    expect(personOf({ ...ADA, oid }, rules({ userIdClaim: 'oid' }))).toEqual({ refused: 'not-issuable' })
  expect(personOf(ADA, rules({ isIssuable: () => false }))).toEqual({ refused: 'not-issuable' })
})

test('groups and names are taken where they are texts', () => {
  const groups = ['a', 1, null, { display: 'b' }, 'c\u0000', 'd']
  expect(personOf({ ...ADA, groups, name: 7, preferred_username: 'ada' }, rules())).toMatchObject({
    groups: ['a', 'd'],
    name: 'ada',
  })
  expect(personOf({ ...ADA, groups: 'a' }, rules())).toMatchObject({ groups: ['a'] })
  expect(personOf({ ...ADA, name: undefined }, rules())).toMatchObject({ name: 'ada@corp.com' })
})

describe('where the provider’s userinfo is asked too', () => {
  test('only for what the token leaves open', () => {
    const asks = (claims: Claims, over: object = {}) =>
      isIncomplete(claims, { ...rules(), wantsEmail: false, wantsGroups: false, ...over })
    expect(asks(ADA)).toBe(false)
    expect(asks({ sub: 's-1' })).toBe(true)
    expect(asks({ ...ADA, email_verified: undefined })).toBe(true)
    expect(asks({ ...ADA, email_verified: undefined }, { emailsAreVerified: true })).toBe(false)
    expect(asks(ADA, { wantsGroups: true })).toBe(true)
    expect(asks({ sub: 's-1' }, { userIdClaim: 'sub' })).toBe(false)
    expect(asks({ sub: 's-1' }, { userIdClaim: 'sub', wantsEmail: true })).toBe(true)
  })

  test('the signed token wins, and an address is vouched for only by whoever named it', () => {
    const info = { sub: 's-1', email: 'eve@corp.com', email_verified: true, name: 'Eve', groups: ['g'] }
    expect(mergedClaims(ADA, info)).toEqual({ ...ADA, groups: ['g'] })
    const unsaid = { ...ADA, email_verified: undefined }
    expect(mergedClaims(unsaid, info).email_verified).toBeUndefined()
    expect(mergedClaims(unsaid, { ...info, email: ADA.email })).toMatchObject({ email_verified: true })
    const vouching = { sub: 's-1', email_verified: true }
    expect(mergedClaims(vouching, { ...info, email_verified: undefined }).email_verified).toBeUndefined()
  })
})
