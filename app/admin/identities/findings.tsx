// What was found of an id or a namespace: whose it is and how anybody knows, first; then what else could be confused with it.
import type { ReactNode, RefObject } from 'react'
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import type { CountedNamespace, Inspection, PossibleId } from '@/lib/shared/inspection'
import { visible } from '@/lib/shared/value-words'
import { alarmSentence } from './alarm-sentence'
import { WhatToDo } from './what-to-do'

type Props = { found: Inspection; heading: RefObject<HTMLHeadingElement | null>; timeZone: string }

export function Findings({ found, heading, timeZone }: Props) {
  const { t, plural } = useText()
  const { binding, spaces, ids, siblings, leaks, spellings } = found
  const unable = ids.filter(({ isIssuable, hasSignedIn }) => !isIssuable && !hasSignedIn)
  return (
    <article className="inspection">
      <h2 ref={heading} tabIndex={-1}>
        <Exact text={found.userId ?? found.label} />
      </h2>
      <Verdict found={found} />
      {binding === null ? null : (
        <Part title={t('How it was settled')}>
          <blockquote className="words" dir="auto">
            {binding.evidence}
          </blockquote>
          <p className="note">
            <LocalTime at={binding.effectiveAt} timeZone={timeZone} style="date-time" />
            {' · '}
            {binding.confirmedBy === null
              ? t('proposed by {who}; nobody else could confirm it, and a day passed', { who: binding.proposedBy })
              : t('proposed by {who}, confirmed by {other}', { who: binding.proposedBy, other: binding.confirmedBy })}
          </p>
        </Part>
      )}
      <Part title={t('Namespaces')}>
        <ul>
          {spaces.map(({ style, isOurs, namespace, own, below }) => (
            <li key={style}>
              <Exact text={namespace} />{' '}
              <span className="note">{plural(own, '{count} memory', '{count} memories')}</span>
              <span className="note">
                {isOurs
                  ? ` · ${t('as MEMORY_NAMESPACE_STYLE={style} says', { style })}`
                  : ` · ${t('an agent with the other convention ({style}) would use this', { style })}`}
              </span>
              {below.length === 0 ? null : <Counted all={below} />}
            </li>
          ))}
        </ul>
      </Part>
      <Part
        title={t('Ids that lead to it')}
        note={found.areAllIds ? null : t('There are more. Those that could sign in come first.')}
      >
        <Ids ids={ids.filter(({ isIssuable, hasSignedIn }) => isIssuable || hasSignedIn)} />
        {unable.length === 0 ? null : (
          <details>
            <summary>
              {plural(unable.length, '{count} that could not sign in', '{count} that could not sign in')}
            </summary>
            <Ids ids={unable} />
          </details>
        )}
      </Part>
      {siblings.length === 0 ? null : (
        <Part title={t('Begin alike, and are somebody else’s')}>
          <Counted all={siblings} />
        </Part>
      )}
      <Part
        title={t('What an old agent would also read')}
        note={
          leaks.length === 0
            ? t('Nothing, with what is stored now.')
            : t(
                'langgraph-checkpoint-postgres before 3.1.1 takes “_” and “%” for any text, and a beginning for the whole (CVE-2026-71433). This dashboard does not.',
              )
        }
      >
        <Counted all={leaks} />
        {found.isLeakWhole ? null : (
          <p className="note">{t('There may be more: not everything was looked through.')}</p>
        )}
      </Part>
      {spellings.length === 0 ? null : (
        <Part title={t('Other spellings that are there')} note={t('To an agent each is somebody else.')}>
          <ul>
            {spellings.map(({ text, kind, difference }) => (
              <li key={`${kind} ${text}`}>
                <Exact text={text} />{' '}
                <span className="note">
                  {kind === 'id' ? t('has signed in') : t('a namespace')}
                  {' · '}
                  {difference === 'case' ? t('differs in small and capital letters') : null}
                  {difference === 'form' ? t('differs in the form of its characters') : null}
                  {difference === 'hidden' ? t('differs in spaces or hidden characters') : null}
                  {difference === 'other' ? t('differs in kinds of dots and dashes') : null}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {found.areSpellingsWhole ? null : (
        <p className="note">
          {t('There are too many names to look through all; the commonest spellings were looked up.')}
        </p>
      )}
      <WhatToDo found={found} />
    </article>
  )
}

function Verdict({ found }: { found: Inspection }) {
  const { t, rich } = useText()
  const { owner, alarm } = found
  const decision = found.decision
  return (
    <div className="verdict">
      {owner.state === 'one' ? (
        <p>
          {owner.how === 'bound'
            ? rich('It is {id}’s: an administrator has bound it to them.', {
                id: <Exact key="id" text={owner.userId} />,
              })
            : rich('It is {id}’s: no other id that can sign in leads there.', {
                id: <Exact key="id" text={owner.userId} />,
              })}
        </p>
      ) : (
        <p>
          {owner.state === 'none'
            ? t('It is nobody’s: no id that can sign in leads there.')
            : found.isPerRow
              ? t('It could be more than one person’s: whoever is let in sees only the memories that name them.')
              : t('It is locked: it could be more than one person’s, so it is shown to nobody.')}
        </p>
      )}
      {alarm === null ? null : <p className="alarm">{alarmSentence(alarm, t)}</p>}
      {decision === null ? null : <p>{decisionSentence(decision, found.isPerRow, t)}</p>}
    </div>
  )
}

function decisionSentence(
  decision: NonNullable<Inspection['decision']>,
  isPerRow: boolean,
  t: ReturnType<typeof useText>['t'],
): string {
  if (decision.state === 'own') return t('Whoever signs in with this id is let in.')
  if (decision.state === 'refused')
    return decision.why === 'not-issuable'
      ? t('This id cannot sign in: it does not match MEMORY_ID_PATTERN.')
      : t('This can be nobody’s id: it is empty, or holds what cannot be stored.')
  if (decision.why === 'bound-to-another')
    return t('Whoever signs in with this id stays out: the namespace is bound to another.')
  return isPerRow && decision.why !== 'bound-elsewhere'
    ? t('Whoever signs in with this id is told that it is not clear, and sees only the memories that name them.')
    : t('Whoever signs in with this id is told that it is not clear, and sees nothing.')
}

function Part({ title, note = null, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {note === null ? null : <p className="note">{note}</p>}
      {children}
    </section>
  )
}

function Ids({ ids }: { ids: readonly PossibleId[] }) {
  const { t } = useText()
  return (
    <ul>
      {ids.map(({ id, isIssuable, hasSignedIn }) => (
        <li key={id}>
          <Exact text={id} />{' '}
          <span className="note">
            {isIssuable ? t('could sign in') : t('could not sign in')}
            {hasSignedIn ? ` · ${t('has signed in')}` : null}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Counted({ all }: { all: readonly CountedNamespace[] }) {
  const { plural } = useText()
  if (all.length === 0) return null
  return (
    <ul>
      {all.map(({ namespace, count }) => (
        <li key={namespace}>
          <Exact text={namespace} /> <span className="note">{plural(count, '{count} memory', '{count} memories')}</span>
        </li>
      ))}
    </ul>
  )
}

/** A name as it is, its hidden characters marked: here it matters which letter it is. */
function Exact({ text }: { text: string }) {
  return (
    <bdi className="spelled">
      <ShownText text={visible(text)} />
    </bdi>
  )
}
