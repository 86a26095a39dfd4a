// Above the audit: whether it can be trusted, as far as one look tells, and a check of every entry.
import { Banner } from '@/components/ui/banner'
import { Glyph } from '@/components/ui/glyph'
import { LocalTime } from '@/components/ui/local-time'
import { auditStanding } from '@/lib/audit/seal'
import type { Auditor } from '@/lib/store/memory-store'
import { readText } from '../../text-on-server'
import { CheckRecord } from './check-record'

export async function Standing({ auditor, timeZone }: { auditor: Auditor; timeZone: string }) {
  const { t, rich, say, plural, number } = await readText()
  const { entries, sealed, problem, doubt } = await auditStanding(auditor.pool)
  if (problem !== null)
    return (
      <Banner tone="strike" lead={t('The record cannot be trusted.')} action={<CheckRecord timeZone={timeZone} />}>
        {say(problem)}
      </Banner>
    )
  return (
    <div className="note standing">
      {doubt !== null ? (
        <p>
          <Glyph name="info" /> {say(doubt)}
        </p>
      ) : sealed === null ? (
        <p>
          <Glyph name="clock" />{' '}
          {plural(
            entries,
            'Not sealed yet: {count} entry, and no checkpoint outside this database.',
            'Not sealed yet: {count} entries, and no checkpoint outside this database.',
          )}
        </p>
      ) : (
        <p>
          <Glyph name="check" />{' '}
          {rich('The checkpoint of entry {seq}, written {when} outside this database, fits the chain.', {
            seq: number(sealed.seq),
            when: <LocalTime at={sealed.at} timeZone={timeZone} style="exact" />,
          })}{' '}
          {t('The entries themselves are compared by “Check every entry”.')}
        </p>
      )}
      <CheckRecord timeZone={timeZone} />
    </div>
  )
}
