'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import type { Arrival } from '@/lib/shared/arrival'
import type { Sentence } from '@/lib/shared/text'
import { shakeHands } from './handshake'

/** How often the page looks how many memories have arrived. */
const EVERY_MS = 3_000

type Person = {
  id: string
  name: string
  note?: Sentence
  /** In the demonstration, while they arrive. */
  arrival: Arrival | null
}

export function PeopleList({ people, from }: { people: readonly Person[]; from: string }) {
  const { t, say } = useText()
  const [entering, setEntering] = useState<string | null>(null)
  const [isRefused, setRefused] = useState(false)
  const [isReady, setReady] = useState(false)
  useEffect(() => setReady(true), [])

  const router = useRouter()
  const isArriving = people.some(({ arrival }) => arrival !== null)
  useEffect(() => {
    if (!isArriving) return
    const timer = setInterval(() => document.visibilityState === 'visible' && router.refresh(), EVERY_MS)
    return () => clearInterval(timer)
  }, [isArriving, router])

  async function enter(id: string) {
    setEntering(id)
    setRefused(false)
    try {
      const next = await shakeHands('callback/local', { id, callbackUrl: '/memories' })
      // a whole new page: nothing that was read as somebody else stays in memory
      location.assign(next.startsWith('/sign-in') ? next : from)
    } catch {
      setEntering(null)
      setRefused(true)
    }
  }

  return (
    <div className="part">
      {isRefused ? (
        <Banner tone="strike" role="alert" lead={t('Not signed in.')}>
          {t('The server did not let you in. Look at its messages in the terminal, then try again.')}
        </Banner>
      ) : null}
      <ul className="people">
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" disabled={!isReady || entering !== null} onClick={() => enter(person.id)}>
              {person.name}
            </button>
            <span className="note">
              {entering === person.id
                ? t('Signing in…')
                : person.arrival !== null
                  ? t('{arrived} of {of} memories have arrived', person.arrival)
                  : person.note
                    ? say(person.note)
                    : person.id}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
