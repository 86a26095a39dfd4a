// The entries, newest first; one of them may be open, with all that is recorded of it below.
import Link from 'next/link'
import { Glyph } from '@/components/ui/glyph'
import { LocalTime } from '@/components/ui/local-time'
import { type AuditFilter, auditHref } from '@/lib/shared/audit-filter'
import { outcomeWords, roleWords } from '@/lib/shared/audit-words'
import type { Entry } from '@/lib/store/audit/entries'
import type { AuditLog } from '@/lib/store/audit/log'
import { readText } from '../../text-on-server'
import { EntryDetails } from './entry-details'
import { actorWords, EntrySentence } from './entry-sentence'

type Props = { log: AuditLog; filter: AuditFilter; open: string | undefined; timeZone: string }

export async function Entries({ log: { entries, names }, filter, open, timeZone }: Props) {
  const { t } = await readText()
  // so that what is open stays in its place while others are added above
  const below = (BigInt(entries[0]?.id ?? '0') + 1n).toString()
  return (
    <table className="table fold entries">
      <caption className="sr-only">{t('Entries of the audit, newest first')}</caption>
      <thead>
        <tr>
          <th scope="col" aria-sort="descending">
            {t('When')} <span aria-hidden="true">↓</span>
          </th>
          <th scope="col">{t('Who')}</th>
          <th scope="col">{t('What')}</th>
          <th scope="col" className="n">
            {t('Outcome')}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRows
            key={entry.id}
            entry={entry}
            names={names}
            timeZone={timeZone}
            isOpen={entry.id === open}
            href={auditHref(filter, { below, ...(entry.id === open ? {} : { entry: entry.id }) })}
          />
        ))}
      </tbody>
    </table>
  )
}

type RowProps = {
  entry: Entry
  names: AuditLog['names']
  timeZone: string
  isOpen: boolean
  href: ReturnType<typeof auditHref>
}

async function EntryRows({ entry, names, timeZone, isOpen, href }: RowProps) {
  const text = await readText()
  const { id, at, role, outcome } = entry
  return (
    <>
      <tr className={isOpen ? 'here' : undefined}>
        <td className="quiet">
          <Link
            href={href}
            prefetch={false}
            scroll={false}
            aria-expanded={isOpen}
            aria-controls={isOpen ? `entry-${id}` : undefined}
          >
            <LocalTime at={at} timeZone={timeZone} style="exact" />
          </Link>
        </td>
        <td>
          <bdi className="strong">{actorWords(entry, names, text)}</bdi>{' '}
          <span className="note">{roleWords(role, text)}</span>
        </td>
        <td>
          <EntrySentence entry={entry} names={names} />
        </td>
        <td className="n">
          {outcome === 'done' ? (
            <span className="quiet">{outcomeWords(outcome, text)}</span>
          ) : (
            <span className="tag">
              <Glyph name="warning" /> {outcomeWords(outcome, text)}
            </span>
          )}
        </td>
      </tr>
      {isOpen ? (
        <tr className="here opened" id={`entry-${id}`}>
          <td colSpan={4}>
            <EntryDetails entry={entry} names={names} timeZone={timeZone} />
          </td>
        </tr>
      ) : null}
    </>
  )
}
