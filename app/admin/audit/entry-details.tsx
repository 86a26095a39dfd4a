// All that is recorded of one entry, its place in the chain, and the ways on from it.
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ShownText } from '@/components/ui/shown-text'
import { auditHref } from '@/lib/shared/audit-filter'
import { surfaceWords } from '@/lib/shared/audit-words'
import { formatInFull } from '@/lib/shared/time'
import { visible } from '@/lib/shared/value-words'
import type { Entry } from '@/lib/store/audit/entries'
import type { AuditLog } from '@/lib/store/audit/log'
import { readText } from '../../text-on-server'
import { isNobody } from './entry-sentence'

type Names = AuditLog['names']

export async function EntryDetails({ entry, names, timeZone }: { entry: Entry; names: Names; timeZone: string }) {
  const text = await readText()
  const { t } = text
  const { at, opId, action, surface, actor, subject, memory, reason, beforeHash, afterHash, detail, seq, hash } = entry
  const ways: [words: string, href: Route | null][] = [
    [t('All about this person'), isNobody(subject) ? null : auditHref({ subject })],
    [t('All about this memory'), memory === null ? null : auditHref({ memory })],
    [t('All that whoever acted did'), isNobody(actor) ? null : auditHref({ actor })],
  ]
  const facts: [name: string, value: ReactNode][] = [
    [t('When'), formatInFull(at, timeZone, text)],
    [t('In the table (UTC)'), <code key="at">{at}</code>],
    [t('Action'), <code key="action">{action}</code>],
    [t('Through'), surfaceWords(surface, text)],
    [t('Who acted'), <Whom key="actor" pseudonym={actor} names={names} />],
    [
      t('About whom'),
      isNobody(subject) ? t('nobody in particular') : <Whom key="subject" pseudonym={subject} names={names} />,
    ],
    [t('Memory'), memory === null ? null : <code key="memory">{memory}</code>],
    [t('Reason'), reason === null ? null : <Reason key="reason" reason={reason} />],
    [t('Before'), beforeHash === null ? null : <code key="before">{beforeHash}</code>],
    [t('After'), afterHash === null ? null : <code key="after">{afterHash}</code>],
    [t('Detail'), detail === '{}' ? null : <code key="detail">{visible(detail)}</code>],
    [t('Operation'), <code key="operation">{opId}</code>],
    [t('Place in the chain'), text.number(Number(seq))],
    [t('Hash of the chain'), <code key="hash">{hash}</code>],
  ]
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <p className="ways">
        {ways.map(([words, href]) =>
          href === null ? null : (
            <Link key={words} href={href} prefetch={false}>
              {words}
            </Link>
          ),
        )}
      </p>
    </>
  )
}

function Reason({ reason }: { reason: string }) {
  return (
    <span className="reason" dir="auto">
      <ShownText text={visible(reason)} />
    </span>
  )
}

/** Name and id as far as they are kept, and the pseudonym, which is what the chain holds. */
async function Whom({ pseudonym, names }: { pseudonym: string; names: Names }) {
  const { t } = await readText()
  const person = names.get(pseudonym)
  return (
    <>
      {person === undefined ? null : (
        <>
          <bdi>{visible(person.name ?? person.userId)}</bdi>
          {person.name === null ? null : (
            <>
              {' '}
              (<bdi>{visible(person.userId)}</bdi>)
            </>
          )}
          <br />
        </>
      )}
      {isNobody(pseudonym) ? t('somebody unknown') : <code>{pseudonym}</code>}
    </>
  )
}
