// The buttons of a request, and the form behind each: a reason where somebody reads it, a word or a fresh sign-in where something is deleted.
'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import { Button, type ButtonLook } from '@/components/ui/button'
import { useAlive } from '@/components/ui/use-alive'
import type { ForgetState } from '@/lib/shared/forget'
import type { Freshness } from '@/lib/shared/step-up'
import { broughtBack } from '../../step-up-draft'
import { DecideForm } from './decide-form'
import { draftName, type Way } from './ways'

export type DecideProps = {
  reference: string
  state: ForgetState
  hash: string
  count: number
  isEverything: boolean
  goesOnAtOnce: boolean
  ways: readonly Way[]
  freshness: Freshness
  /** Who must say yes. */
  children: ReactNode
}

export function Decide(props: DecideProps) {
  const { reference, ways, children } = props
  const { t } = useText()
  const isAlive = useAlive()
  const [open, setOpen] = useState<{ way: Way; reason: string } | null>(null)
  const opener = useRef<Way>(null)
  const buttons = useRef<HTMLDivElement>(null)
  useEffect(() => {
    for (const way of ways) {
      const kept = broughtBack(draftName(reference, way))
      if (kept !== null) setOpen({ way, reason: kept.reason ?? '' })
    }
  }, [reference, ways])
  useEffect(() => {
    if (open !== null || opener.current === null) return
    buttons.current?.querySelector<HTMLElement>(`[name="${opener.current}"]`)?.focus()
    opener.current = null
  }, [open])
  const titles: Record<Way, [string, ButtonLook]> = {
    approve: [t('Approve…'), 'main'],
    identify: [t('Confirm who asks…'), 'main'],
    retry: [t('Try again…'), 'main'],
    lift: [t('Let it go on…'), 'main'],
    withdraw: [t('Take it back…'), 'plain'],
    deny: [t('Deny…'), 'plain'],
    hold: [t('Put on hold…'), 'plain'],
  }
  return (
    <>
      <div role="status">{children}</div>
      {open === null ? (
        <div className="buttons" ref={buttons}>
          {ways.map((way) => (
            <Button
              key={way}
              name={way}
              look={titles[way][1]}
              disabled={!isAlive}
              onClick={() => {
                opener.current = way
                setOpen({ way, reason: '' })
              }}
            >
              {titles[way][0]}
            </Button>
          ))}
        </div>
      ) : (
        <DecideForm
          {...props}
          way={open.way}
          first={open.reason}
          onClose={() => setOpen(null)}
          onDone={() => {
            opener.current = null // what can be done is another thing now
            setOpen(null)
            document.getElementById('decide')?.focus()
          }}
        />
      )}
    </>
  )
}
