// The findings, one line each, as they come. What is wrong says what to do.
import { Suspense } from 'react'
import { Copyable } from '@/components/ui/copyable'
import { Glyph } from '@/components/ui/glyph'
import type { Chain } from '@/lib/health/chain'
import type { Finding } from '@/lib/health/finding'
import { readText } from '../../text-on-server'

/** A line, and below it whatever follows: the page need not be whole to be read. */
export async function FindingLines({ chain, after }: { chain: Promise<Chain | null>; after?: string }) {
  const link = await chain
  if (link === null) return null
  return (
    <>
      <FindingLine finding={link.finding} isFirst={link.finding.check !== after} />
      <Suspense fallback={<FindingsToCome />}>
        <FindingLines chain={link.rest} after={link.finding.check} />
      </Suspense>
    </>
  )
}

const GLYPHS = { fine: 'check', wrong: 'warning', unknown: 'info' } as const

async function FindingLine({ finding, isFirst }: { finding: Finding; isFirst: boolean }) {
  const { t, say } = await readText()
  const { check, name, state, said, cure, sql } = finding
  const word = { fine: t('fine'), wrong: t('wrong'), unknown: t('not known') }[state]
  return (
    <li className={state} id={isFirst ? check : undefined}>
      <p className="state">
        <Glyph name={GLYPHS[state]} /> {word}
      </p>
      <div>
        <h2>{say(name)}</h2>
        <p>{say(said)}</p>
        {cure === undefined ? null : <p className="cure">{say(cure)}</p>}
        {sql === undefined ? null : <Copyable name={t('What to run')} text={sql} action={t('Copy the statements')} />}
      </div>
    </li>
  )
}

export function FindingsToCome() {
  return (
    <li className="late" aria-hidden="true">
      <svg className="bones" aria-hidden="true">
        <rect className="bone" y="5" width="46" height="10" rx="3" />
      </svg>
      <svg className="bones" aria-hidden="true">
        <rect className="bone" y="5" width="62%" height="10" rx="3" />
      </svg>
    </li>
  )
}
