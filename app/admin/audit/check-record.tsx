// Checks every entry against the chain, and the chain against its checkpoints, and says what came of it.
'use client'

import Link from 'next/link'
import { useState, useTransition } from 'react'
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import { useAlive } from '@/components/ui/use-alive'
import { auditHref } from '@/lib/shared/audit-filter'
import type { Text } from '@/lib/shared/text'
import { formatExact } from '@/lib/shared/time'
import { type CheckedRecord, checkRecord } from './actions'

export function CheckRecord({ timeZone }: { timeZone: string }) {
  const text = useText()
  const { t } = text
  const isAlive = useAlive()
  const [isChecking, start] = useTransition()
  const [found, setFound] = useState<CheckedRecord | string | null>(null)
  const check = () =>
    start(async () => {
      const answer = await checkRecord({})
      setFound(answer.ok ? answer.value : answer.sentence)
    })
  return (
    <div role="status">
      {found === null ? null : typeof found === 'string' ? (
        <p>{found}</p>
      ) : (
        <p className={found.broken === null ? undefined : 'wrong'}>
          <Glyph name={found.broken === null ? (found.isComplete ? 'check' : 'info') : 'warning'} />{' '}
          {[verdictWords(found, timeZone, text), ...found.doubts.map(text.say)].join(' ')}{' '}
          {found.broken?.id == null ? null : (
            <Link
              href={auditHref({}, { below: String(BigInt(found.broken.id) + 1n), entry: found.broken.id })}
              prefetch={false}
            >
              {t('Show the entry')}
            </Link>
          )}
        </p>
      )}
      <button type="button" className="link" disabled={!isAlive || isChecking} onClick={check}>
        {isChecking ? t('Checking every entry…') : found === null ? t('Check every entry') : t('Check again')}
      </button>
    </div>
  )
}

function verdictWords(
  { entries, holding, isComplete, broken, checkpoints }: CheckedRecord,
  timeZone: string,
  text: Text,
) {
  const { t, say, plural, number } = text
  if (broken !== null)
    return broken.seq === null
      ? t('The record is broken. {what}', { what: say(broken.said) })
      : t('The record is broken at entry {seq}. {what}', { seq: number(broken.seq), what: say(broken.said) })
  if (!isComplete)
    return t(
      'The first {holding} of {entries} entries hold; there was no time for the rest. On the server, npm run verify-audit checks all.',
      {
        holding,
        entries,
      },
    )
  const { count, last } = checkpoints
  if (last === null)
    return plural(
      entries,
      'The chain is whole: {count} entry. No checkpoint outside this database covers it yet.',
      'The chain is whole: {count} entries. No checkpoint outside this database covers them yet.',
    )
  const whole = plural(
    count,
    'The record is whole: all {entries} entries hold, and so does the checkpoint outside this database, of {when}.',
    'The record is whole: all {entries} entries hold, and so do {count} checkpoints outside this database, the last of {when}.',
    { entries, when: formatExact(last.at, timeZone, text) },
  )
  return `${whole} ${afterWords(entries - last.seq, text)}`
}

/** What could be written anew by whoever owns the tables. */
function afterWords(after: number, { t, plural }: Text) {
  if (after === 0) return t('No entry came after it.')
  return plural(
    after,
    '{count} entry came after it: nothing outside this database vouches for that one yet.',
    '{count} entries came after it: nothing outside this database vouches for those yet.',
  )
}
