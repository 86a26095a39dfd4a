// Where a request stands, in words for whose request it is.
import type { Route } from 'next'
import { useText } from '#text'
import { Glyph, type GlyphName } from '@/components/ui/glyph'
import { type ForgetRequest, urgencyOf } from '@/lib/shared/forget'
import type { Text } from '@/lib/shared/text'

/** `A topic, 14 memories` */
export function whatWords({ scope, count }: Pick<ForgetRequest, 'scope' | 'count'>, { t, plural }: Text): string {
  const memories = plural(count, '{count} memory', '{count} memories')
  switch (scope) {
    case 'one':
      return t('One memory')
    case 'selection':
      return plural(count, '{count} memory you chose', '{count} memories you chose')
    case 'period':
      return t('A period, {memories}', { memories })
    case 'topic':
      return t('A topic, {memories}', { memories })
    case 'everything':
      return t('Everything, {memories}', { memories })
  }
}

export function stateWords({ state, identity, done, total }: ForgetRequest, { t }: Text): [GlyphName, string] {
  switch (state) {
    case 'submitted':
      return ['clock', identity === 'confirmed' ? t('Received') : t('Waiting until it is sure that you asked')]
    case 'identity_confirmed':
      return ['clock', t('Received')]
    case 'awaiting_approval':
      return ['clock', t('Waiting for approval')]
    case 'scheduled':
      return ['clock', t('About to be carried out')]
    case 'executing':
      return ['clock', total === null ? t('Being forgotten') : t('Being forgotten, {done} of {total}', { done, total })]
    case 'executed':
      return ['clock', t('Forgotten, being checked')]
    case 'verified':
      return ['clock', t('Forgotten and checked, the receipt is being written')]
    case 'completed':
      return ['check', t('Forgotten and checked')]
    case 'backups_expired':
      return ['check', t('Forgotten, checked, and gone from backups')]
    case 'cancelled':
      return ['close', t('Cancelled')]
    case 'rejected':
      return ['info', t('Denied##request')]
    case 'on_hold':
      return ['warning', t('On hold')]
    case 'failed':
      return ['warning', t('Not finished')]
  }
}

export function StateWords({ request }: { request: ForgetRequest }) {
  const [glyph, words] = stateWords(request, useText())
  const tone = glyph === 'warning' ? 'state doubtful' : 'state'
  return (
    <span className={tone}>
      <Glyph name={glyph} /> {words}
    </span>
  )
}

/** `in 12 days`, `today`, `3 days overdue`; only while it is open. */
export function dueWords(request: ForgetRequest, { t, plural }: Text): string | null {
  if (urgencyOf(request) === 'ended') return null
  const { daysLeft } = request
  if (daysLeft < 0) return plural(-daysLeft, '{count} day overdue', '{count} days overdue')
  if (daysLeft === 0) return t('today')
  return plural(daysLeft, 'in {count} day', 'in {count} days')
}

/** Something happens to it by itself within moments. */
export function isMoving({ state }: Pick<ForgetRequest, 'state'>): boolean {
  return ['submitted', 'identity_confirmed', 'scheduled', 'executing', 'executed', 'verified'].includes(state)
}

export function isDone({ state }: Pick<ForgetRequest, 'state'>): boolean {
  return state === 'completed' || state === 'backups_expired'
}

export function receiptHref(reference: string): Route {
  return `/privacy/requests/${reference}/receipt` as Route
}
