// Which agents were handed the memory last, beside the list; what is kept of that, and for how long, its page says.
'use client'

import { useQuery } from '@tanstack/react-query'
import { useText } from '#text'
import { ReadLines } from '@/components/memory/reads'
import type { MemoryReads } from '@/lib/shared/looks'
import { read } from '../read'
import type { View } from '../search'
import { AllReads } from './all-reads'

type Props = { id: string; view: View; timeZone: string }

export function PanelReads({ id, view, timeZone }: Props) {
  const { t } = useText()
  const { data } = useQuery({
    queryKey: ['memory', id, 'reads'],
    queryFn: ({ signal }) => read<MemoryReads>(`/api/memories/${id}/reads`, signal),
  })
  if (data === undefined || data.total === 0) return null
  return (
    <section className="who-used">
      <h3>{t('Who used it')}</h3>
      <ReadLines reads={data.reads} timeZone={timeZone} />
      <AllReads {...data} id={id} view={view} />
    </section>
  )
}
