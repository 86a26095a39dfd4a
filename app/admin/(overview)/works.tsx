// Whether what this stands on works: the database, the traces, and the record of what was done. One line each.
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { LocalTime } from '@/components/ui/local-time'
import { auditStanding } from '@/lib/audit/seal'
import { environment } from '@/lib/env'
import { examineDatabase } from '@/lib/health/database'
import type { Finding } from '@/lib/health/finding'
import { examineTracing } from '@/lib/health/tracing'
import { database } from '@/lib/lakebase/database'
import { auditHref } from '@/lib/shared/audit-filter'
import type { Auditor } from '@/lib/store/memory-store'
import type { Overview } from '@/lib/store/people/overview'
import { currentDelivery } from '@/lib/tracing/tracing'
import { readText } from '../../text-on-server'
import { Counted } from './counted'

type Props = { pool: Auditor['pool']; isAdmin: boolean; audit: Overview['audit']; timeZone: string }

export async function Works({ pool, isAdmin, audit, timeZone }: Props) {
  const { t, rich, say } = await readText()
  const settings = environment()
  const { findings } = await examineDatabase(settings, database)
  const standing = await auditStanding(pool)
  const objection = standing.problem ?? standing.doubt
  const tracing = await examineTracing(settings, currentDelivery)
  return (
    <section className="chapter" aria-labelledby="works">
      <h2 id="works">{t('What it stands on')}</h2>
      <dl className="facts wide">
        {[...findings, tracing].map((finding) => (
          <Verdict key={finding.check} finding={finding} isAdmin={isAdmin} />
        ))}
        <Line name={t('Audit')}>
          <Glyph name={standing.problem !== null ? 'warning' : standing.doubt !== null ? 'info' : 'check'} />{' '}
          {objection === null ? null : `${say(objection)} `}
          {audit.lastAt === null
            ? t('No entry yet')
            : rich('{count} entries, the last on {when}', {
                count: <Counted count={audit.entries} href={auditHref()} />,
                when: <LocalTime at={audit.lastAt} timeZone={timeZone} style="date-time" />,
              })}
          {'. '}
          {objection !== null
            ? null
            : standing.sealed === null
              ? t('No checkpoint outside this database yet.')
              : rich('Sealed outside this database on {when}.', {
                  when: <LocalTime at={standing.sealed.at} timeZone={timeZone} style="date-time" />,
                })}
        </Line>
      </dl>
    </section>
  )
}

const GLYPHS = { fine: 'check', wrong: 'warning', unknown: 'info' } as const

/** Whoever runs the dashboard reads what was found; an auditor, how it is. */
async function Verdict({ finding: { check, name, state, said }, isAdmin }: { finding: Finding; isAdmin: boolean }) {
  const { t, say } = await readText()
  const word = { fine: t('fine'), wrong: t('wrong'), unknown: t('not known') }[state]
  return (
    <Line name={say(name)}>
      <Glyph name={GLYPHS[state]} />{' '}
      {isAdmin ? (
        <>
          {say(said)}{' '}
          <Link href={`/admin/health#${check}`} prefetch={false}>
            {t('Health')}
          </Link>
        </>
      ) : (
        word
      )}
    </Line>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
