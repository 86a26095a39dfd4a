// Which agents were handed this memory last, beside it.
import { useText } from '#text'
import { ReadLines, WhatIsListed } from '@/components/memory/reads'
import type { MemoryReads } from '@/lib/shared/looks'
import { AllReads } from '../panel/all-reads'
import type { View } from '../search'

type Props = MemoryReads & { id: string; days: number; view: View; timeZone: string }

export function WhoUsedIt({ reads, total, id, days, view, timeZone }: Props) {
  const { t } = useText()
  return (
    <section className="who-used">
      <h3>{t('Who used it')}</h3>
      {days === 0 ? null : total === 0 ? (
        <p className="quiet">{t('No agent’s read of it is recorded.')}</p>
      ) : (
        <ReadLines reads={reads} timeZone={timeZone} />
      )}
      <AllReads reads={reads} total={total} id={id} view={view} />
      <WhatIsListed days={days} />
    </section>
  )
}
