// In the demonstration, for the one person whose memories are still arriving: how far they have come.
'use client'

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useText } from '#text'
import type { Arrival } from '@/lib/shared/arrival'
import { read } from './memories/read'

const EVERY_MS = 2_000
/** The list is read anew, and a screen reader told, when the first page is full and once in a thousand. */
const STEPS = [1, 64, 1_000, 2_000, 3_000, 4_000]

function arrivalQuery() {
  return queryOptions({
    queryKey: ['arrival'],
    queryFn: ({ signal }) => read<Arrival | null>('/api/arrival', signal),
    refetchInterval: ({ state: { data } }) => (data === null ? false : EVERY_MS),
  })
}

export function Arriving({ initial }: { initial: Arrival }) {
  const { t } = useText()
  const client = useQueryClient()
  const { data } = useQuery({ ...arrivalQuery(), initialData: initial })
  const shown = data ?? { arrived: initial.of, of: initial.of }
  const step = data === null ? shown.of : (STEPS.findLast((one) => one <= shown.arrived) ?? 0)
  const known = useRef(step)
  useEffect(() => {
    if (known.current === step) return
    known.current = step
    void client.invalidateQueries({ queryKey: ['memories'] })
  }, [step, client])
  const words = ({ arrived, of }: Arrival) =>
    data === null
      ? t('All {of} memories are here.', { of })
      : t('{arrived} of {of} memories have arrived', { arrived, of })
  return (
    <div className="frame arriving">
      <p className="note">
        <span aria-hidden="true">{words(shown)}</span>
        <span className="sr-only" role="status">
          {words({ ...shown, arrived: step })}
        </span>
      </p>
      <svg className="bar" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
        <rect className="track" width="100" height="1" y="1" />
        <rect className="fill" width={((shown.arrived / shown.of) * 100).toFixed(1)} height="3" />
      </svg>
    </div>
  )
}
