// One entry in words: who acted, and what they did to whom. Reasons are people's words and inert.
import Link from 'next/link'
import { ShownText } from '@/components/ui/shown-text'
import { auditHref } from '@/lib/shared/audit-filter'
import { whatHappened } from '@/lib/shared/audit-words'
import type { Text } from '@/lib/shared/text'
import { visible } from '@/lib/shared/value-words'
import type { Entry } from '@/lib/store/audit/entries'
import type { AuditLog } from '@/lib/store/audit/log'
import { readText } from '../../text-on-server'
import { personWords } from './filter-words'

type Names = AuditLog['names']

/** Who acted. Of agents the audit holds no names, of tokens their ids. */
export function actorWords({ role, actor, detail }: Entry, names: Names, text: Text): string {
  const { t } = text
  const { token } = membersOf(detail)
  if (typeof token === 'string') return t('A token ({id}…)', { id: token.slice(0, 8) })
  if (names.has(actor)) return personWords(actor, names, text)
  if (role === 'agent') return t('An agent')
  if (role === 'system' || actor === 'schedule') return t('The dashboard')
  return isNobody(actor) ? t('Somebody unknown') : t('Somebody whose name is not kept any more')
}

export async function EntrySentence({ entry, names }: { entry: Entry; names: Names }) {
  const text = await readText()
  const { subject, memory, reason, detail, beforeHash, afterHash } = entry
  const { t, rich } = text
  const person = isNobody(subject) ? null : (
    <Link href={auditHref({ subject })} prefetch={false}>
      <bdi>{personWords(subject, names, text)}</bdi>
    </Link>
  )
  const ofOne = memory === null ? t('memories') : <Link href={auditHref({ memory })}>{t('a memory')}</Link>
  const notes = [noteOf(detail, text), hashWords(beforeHash, afterHash, text)].filter((one) => one !== null)
  return (
    <>
      {whatHappened(entry, text, {
        person,
        memory: person === null ? ofOne : rich('{memory} of {person}', { memory: ofOne, person }),
      })}
      {notes.length === 0 ? null : <span className="note"> {notes.join(', ')}</span>}
      {reason === null ? null : (
        <>
          {' '}
          <q className="reason" dir="auto">
            <ShownText text={visible(reason)} />
          </q>
        </>
      )}
    </>
  )
}

export function isNobody(pseudonym: string): boolean {
  return pseudonym === '-' || pseudonym === ''
}

/** What the detail says in few words. */
function noteOf(detail: string, { t, plural }: Text): string | null {
  const { results, batch, memories, why } = membersOf(detail)
  if (typeof results === 'number') return plural(results, '{count} result', '{count} results')
  if (typeof memories === 'number') return plural(memories, '{count} memory', '{count} memories')
  if (typeof why === 'string') return why
  return typeof batch === 'string' ? t('one of several at once') : null
}

function hashWords(before: string | null, after: string | null, { t }: Text): string | null {
  if (before !== null && after !== null)
    return t('before {before}, after {after}', { before: brief(before), after: brief(after) })
  if (before !== null) return t('before {before}', { before: brief(before) })
  return after === null ? null : t('after {after}', { after: brief(after) })
}

function brief(hash: string): string {
  return hash.length <= 9 ? hash : `${hash.slice(0, 4)}…${hash.slice(-4)}`
}

function membersOf(detail: string): Record<string, unknown> {
  const value: unknown = JSON.parse(detail)
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
