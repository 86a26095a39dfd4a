// Above the findings: whether anything is wrong, and where.
import { Fragment } from 'react'
import { Banner } from '@/components/ui/banner'
import { allOf, type Chain } from '@/lib/health/chain'
import { readText } from '../../text-on-server'

export async function Verdict({ chain }: { chain: Promise<Chain | null> }) {
  const { t, plural, say } = await readText()
  const findings = await allOf(chain)
  const wrong = findings.filter(({ state }) => state === 'wrong')
  const unknown = findings.filter(({ state }) => state === 'unknown').length
  const rest =
    unknown === 0 ? null : plural(unknown, '{count} thing could not be told.', '{count} things could not be told.')
  if (wrong.length === 0)
    return (
      <Banner tone="news" lead={t('Nothing is wrong.')}>
        {rest}
      </Banner>
    )
  const places = [...new Map(wrong.map(({ check, name }) => [check, say(name)]))]
  return (
    <Banner tone="strike" lead={plural(wrong.length, '{count} thing is wrong:', '{count} things are wrong:')}>
      {places.map(([check, name], at) => (
        <Fragment key={check}>
          {at === 0 ? null : ', '}
          <a href={`#${check}`}>{name}</a>
        </Fragment>
      ))}
      . {rest}
    </Banner>
  )
}

export async function VerdictToCome() {
  const { t } = await readText()
  return <p className="banner late">{t('Examining…')}</p>
}
