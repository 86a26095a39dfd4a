// What the menus of the filter bar are made of.
'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useText } from '#text'
import type { Facets } from '@/lib/shared/facets'

type TickProps = {
  label: string
  count: number | undefined
  isChosen: boolean
  /** No more can be chosen. */
  isFull?: boolean
  onChange: () => void
}

export function Tick({ label, count, isChosen, isFull = false, onChange }: TickProps) {
  const { number } = useText()
  // ticked at once: the address, which decides, is read a moment later
  const [wanted, want] = useState<boolean | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the address says now is what counts again
  useEffect(() => want(null), [isChosen])
  const isTicked = wanted ?? isChosen
  return (
    <label className={count === 0 && !isTicked ? 'none' : undefined}>
      <input
        type="checkbox"
        checked={isTicked}
        disabled={isFull && !isTicked}
        onChange={() => {
          want(!isTicked)
          onChange()
        }}
      />
      <span dir="auto">{label}</span>
      <span>{count === undefined ? null : number(count)}</span>
    </label>
  )
}

/** Counts that are missing are said to be: a menu without numbers would look as if it never had any. */
export function Counts({ facets }: { facets: UseQueryResult<Facets> }) {
  const { t } = useText()
  if (facets.isError && !facets.isFetching)
    return (
      <p className="note" role="alert">
        {t('The numbers could not be loaded.')}{' '}
        <button type="button" className="link" onClick={() => facets.refetch()}>
          {t('Try again')}
        </button>
      </p>
    )
  return facets.data === undefined ? <p className="note">{t('Counting…')}</p> : null
}

/** On a phone the menu covers the list: there it says how to get back. */
export function Done({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  return (
    <button type="button" className="button phone-only" onClick={onClose}>
      {t('Done')}
    </button>
  )
}
