// Requests to forget, in words for those who run or audit the dashboard: who, what, where it stands, how long there is.
import type { ReactNode } from 'react'
import { useText } from '#text'
import { Glyph, type GlyphName } from '@/components/ui/glyph'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import { type ForgetRequest, type StaffForgetRequest, type Urgency, urgencyOf } from '@/lib/shared/forget'
import type { CameBy, ForgetQueueName } from '@/lib/shared/forget-queue'
import type { Text } from '@/lib/shared/text'
import { visible } from '@/lib/shared/value-words'
import { stateWords } from '../../(user)/privacy/requests/request-words'

export function queueWords(name: ForgetQueueName, { t }: Text): string {
  const words: Record<ForgetQueueName, () => string> = {
    open: () => t('Open##requests'),
    decide: () => t('To decide'),
    overdue: () => t('Overdue'),
    soon: () => t('Due soon'),
    held: () => t('On hold'),
    failed: () => t('Failed##requests'),
    ended: () => t('Ended##requests'),
  }
  return words[name]()
}

/** `Everything, 287 memories` */
export function whatIsAsked({ scope, count }: Pick<ForgetRequest, 'scope' | 'count'>, { t, plural }: Text): string {
  const memories = plural(count, '{count} memory', '{count} memories')
  switch (scope) {
    case 'one':
      return t('One memory')
    case 'selection':
      return t('A selection, {memories}', { memories })
    case 'period':
      return t('A period, {memories}', { memories })
    case 'topic':
      return t('A topic, {memories}', { memories })
    case 'everything':
      return t('Everything, {memories}', { memories })
  }
}

export function staffStateWords(request: ForgetRequest, text: Text): [GlyphName, string] {
  const { t } = text
  if (request.state === 'submitted' && request.identity === 'unconfirmed')
    return ['warning', t('Not certain yet who asks')]
  if (request.state === 'scheduled') return ['clock', t('Approved, about to be carried out')]
  if (request.state === 'failed')
    return [
      'warning',
      request.failedWhy === 'residue'
        ? t('Failed: something was left')
        : request.failedWhy === 'unclear'
          ? t('Failed: not clear whose it is')
          : t('Failed: stopped by an error'),
    ]
  return stateWords(request, text)
}

export function StaffState({ request }: { request: ForgetRequest }) {
  const [glyph, words] = staffStateWords(request, useText())
  const tone = request.state === 'failed' ? 'state struck' : glyph === 'warning' ? 'state doubtful' : 'state'
  return (
    <span className={tone}>
      <Glyph name={glyph} /> {words}
    </span>
  )
}

const DUE_GLYPHS: Record<Exclude<Urgency, 'ended'>, GlyphName> = {
  overdue: 'warning',
  soon: 'info',
  'in-time': 'clock',
}

/** How long there is, in words, with a glyph and a colour; of what has ended, when it did. */
export function Due({ request, timeZone }: { request: ForgetRequest; timeZone: string }) {
  if (request.endedAt === null) return <DueWords due={request} />
  return (
    <span className="due">
      <LocalTime at={request.endedAt} timeZone={timeZone} style="recent" />
    </span>
  )
}

type Deadline = Pick<ForgetRequest, 'endedAt' | 'daysLeft'>

export function DueWords({ due }: { due: Deadline }) {
  const text = useText()
  const urgency = urgencyOf(due)
  if (urgency === 'ended') return null
  return (
    <span className={`due ${urgency}`}>
      <Glyph name={DUE_GLYPHS[urgency]} /> {dueWords(due, text)}
    </span>
  )
}

function dueWords(request: Deadline, { t, plural }: Text): string {
  const { daysLeft } = request
  if (daysLeft < 1) return plural(Math.max(1, -daysLeft), '{count} day overdue', '{count} days overdue')
  if (urgencyOf(request) === 'in-time') return plural(daysLeft, 'Due in {count} day', 'Due in {count} days')
  return daysLeft === 1 ? t('Due within a day') : t('Due soon, in {count} days', { count: daysLeft })
}

/** Their name or what stands for them; for who may not know that, the beginning of the pseudonym by which the audit tells of them. */
export function Whom({ request: { subject, subjectName, label } }: { request: StaffForgetRequest }) {
  const name = subjectName ?? label
  if (name === null) return <code className="pseudonym">{subject.slice(0, 8)}</code>
  return (
    <bdi>
      <ShownText text={visible(name)} />
    </bdi>
  )
}

/** What a page about one request is called: `Forget everything about Ines Halloran`. */
export function headline(request: StaffForgetRequest, { rich, richPlural, t }: Text): ReactNode {
  const { scope, count, subjectName, label } = request
  const isMasked = subjectName === null && label === null
  const who = <Whom key="who" request={request} />
  if (scope === 'everything')
    return isMasked ? t('Forget everything about one person') : rich('Forget everything about {who}', { who })
  return isMasked
    ? richPlural(count, 'Forget {count} memory of one person', 'Forget {count} memories of one person')
    : richPlural(count, 'Forget {count} memory of {who}', 'Forget {count} memories of {who}', { who })
}

export function cameByWords(cameBy: CameBy, { t }: Text): string {
  const words: Record<CameBy, () => string> = {
    letter: () => t('By letter'),
    email: () => t('By e-mail'),
    telephone: () => t('By telephone'),
    'in-person': () => t('In person'),
    ticket: () => t('By a ticket'),
    other: () => t('In another way'),
  }
  return words[cameBy]()
}
