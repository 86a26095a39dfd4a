// Somebody's memories, for as long as they may be seen: counted down above them, and taken away when the time is over.
'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { hide } from './actions'

/** When each reveal ends, by this window's clock: what the browser kept of a page must not begin it anew. */
const ends = new Map<string, number>()

type Props = {
  /** Of the reveal. */
  id: string
  personRef: string
  who: string
  /** By the database's clock, when the page was made. */
  secondsLeft: number
  /** Whether what it holds is a whole page, with a frame of its own. */
  isFramed?: boolean
  children: ReactNode
}

export function WhileShown({ id, personRef, who, secondsLeft, isFramed = false, children }: Props) {
  const { t, rich, plural } = useText()
  const router = useRouter()
  const [isKept, setKept] = useState(false)
  const [left, setLeft] = useState(() => Math.min(secondsLeft, secondsTo(ends.get(id))))
  useEffect(() => {
    ends.set(id, Math.min(ends.get(id) ?? Number.POSITIVE_INFINITY, Date.now() + secondsLeft * 1_000))
    const look = () => setLeft(secondsTo(ends.get(id)))
    look()
    const timer = setInterval(look, 1_000)
    addEventListener('pageshow', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      removeEventListener('pageshow', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [id, secondsLeft])
  const isOver = left <= 0
  useEffect(() => {
    if (!isOver) return
    forgetFirstAnswer()
    router.refresh()
  }, [isOver, router])

  async function hideAgain() {
    ends.set(id, 0)
    setLeft(0)
    const result = await hide({ ref: personRef }, viewerMark()).catch(() => null)
    setKept(result?.ok !== true)
    router.refresh()
  }

  const name = <bdi key="who">{visible(who)}</bdi>
  if (isOver)
    return (
      <section className={isFramed ? 'frame' : undefined} aria-label={t('Whose memories are shown')}>
        <Banner
          tone={isKept ? 'strike' : 'news'}
          role={isKept ? 'alert' : 'status'}
          lead={t('The words are hidden again.')}
        >
          {isKept
            ? t('The dashboard did not answer: load the page again to see whether they still can be shown.')
            : null}
        </Banner>
      </section>
    )
  const minutes = Math.max(1, Math.ceil(left / 60))
  return (
    <>
      <section className={isFramed ? 'shown frame' : 'shown'} aria-label={t('Whose memories are shown')}>
        <Banner
          tone="pen"
          action={
            <button type="button" className="link" onClick={hideAgain}>
              {t('Hide again')}
            </button>
          }
        >
          <strong>{rich('You are in the memories of {who}.', { who: name })}</strong>{' '}
          {plural(minutes, '{count} minute left.', '{count} minutes left.')}
        </Banner>
      </section>
      {children}
    </>
  )
}

function secondsTo(end: number | undefined): number {
  return end === undefined ? Number.POSITIVE_INFINITY : Math.ceil((end - Date.now()) / 1_000)
}

/** A page that was loaded whole holds its words a second time, for React to begin with. */
function forgetFirstAnswer(): void {
  for (const script of [...document.scripts]) if (script.textContent.includes('__next_f')) script.remove()
  const { __next_f: kept } = self as typeof self & { __next_f?: unknown[] }
  kept?.splice(0)
}
