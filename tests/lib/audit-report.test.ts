// What `npm run verify-audit` says of what it found.
import { expect, test } from 'vitest'
import { NAMELESS } from '@/lib/audit/doubts'
import type { Verdict } from '@/lib/audit/verify'
import { isVouchedFor, reportOf } from '../../scripts/audit-report'

const sealing = { seq: 9, at: '2026-01-01' }
const whole: Verdict = {
  ...{ entries: 10, holding: 10, isComplete: true, breaks: [], doubts: [] },
  checkpoints: { count: 1, others: 0, first: sealing, last: sealing },
}
const none = { count: 0, others: 0, first: null, last: null }
const said = (verdict: Partial<Verdict>) => reportOf({ ...whole, ...verdict }, 'FILE', 1).join('\n')
const broken = { kind: 'checkpoint', seq: null, auditId: null, at: null, said: { text: 'Line 1 is wrong.' } } as const

test('the report says that nothing vouches for a record only where nothing else was said of the file', () => {
  expect(said({ checkpoints: none })).toContain('Nothing outside the database vouches for it')
  expect(said({ checkpoints: none, doubts: [NAMELESS] })).not.toContain('Nothing outside')
  expect(said({ checkpoints: none, breaks: [broken] })).not.toContain('Nothing outside')
})

test('the report counts what came after in words that fit', () => {
  expect(said({})).toContain('The entry after that is sealed by nothing yet')
  expect(said({ entries: 12 })).toContain('The 3 entries after that are sealed by nothing yet')
  expect(said({ entries: 9 })).not.toContain('sealed by nothing')
})

test('the report is content with a checkpoint where nothing makes one doubt it', () => {
  expect(isVouchedFor(whole)).toBe(true)
  expect(isVouchedFor({ ...whole, doubts: [NAMELESS] })).toBe(false)
  expect(isVouchedFor({ ...whole, checkpoints: none })).toBe(false)
})
