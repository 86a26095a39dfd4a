// People who are signed in, found by name or id, each session with the way to end it.
'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { endedTexts, SessionTable } from '@/components/ui/session-table'
import { useAct } from '@/components/ui/use-act'
import { useAlive } from '@/components/ui/use-alive'
import type { ListedSession, SignedIn } from '@/lib/shared/session-list'
import type { Text } from '@/lib/shared/text'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { endAnySessions, findSignedIn } from './actions'

type Listed = { people: SignedIn[]; total: { people: number; sessions: number } }
type Ending = { userId: string; ended: { ref: string } | 'others' }

export function SignedInList({ first, timeZone }: { first: Listed; timeZone: string }) {
  const text = useText()
  const { t } = text
  const isAlive = useAlive()
  const [wanted, setWanted] = useState('')
  const [found, setFound] = useState<(Listed & { asked: string }) | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const finding = useMutation({
    // by POST: whom an administrator looks for stands in no log of addresses
    mutationFn: (asked: string) => findSignedIn({ text: asked }, viewerMark()),
    onSuccess: (result, asked) => {
      setProblem(result.ok ? null : result.sentence)
      if (result.ok) setFound({ ...result.value, asked })
    },
    onError: () => setProblem(t('The dashboard did not answer. Try again in a moment.')),
  })
  const { act, isPending, said } = useAct((ending: Ending) => endAnySessions(ending, viewerMark()), endedTexts(text))
  const listed = found ?? first
  const isBusy = !isAlive || isPending
  async function end(ending: Ending) {
    await act(ending)
    if (found !== null) finding.mutate(found.asked)
  }
  function find(event: FormEvent) {
    event.preventDefault()
    finding.mutate(wanted)
  }

  return (
    <>
      <search>
        <form className="staff-find" onSubmit={find}>
          <input
            className="input"
            type="search"
            aria-label={t('Name or id')}
            placeholder={t('Name or id')}
            value={wanted}
            maxLength={200}
            readOnly={!isAlive}
            onChange={(event) => setWanted(event.target.value)}
          />
          <Button type="submit" disabled={!isAlive || finding.isPending}>
            {finding.isPending ? t('Searching…') : t('Find')}
          </Button>
          <p className="note" role="status">
            {howMany(listed, text)}
          </p>
        </form>
      </search>
      {problem === null ? null : (
        <Banner tone="strike" role="alert">
          {problem}
        </Banner>
      )}
      {said}
      {listed.people.map(({ userId, name, sessions }) => (
        <section key={userId} className="signed-in" aria-label={visible(name)}>
          <header>
            <h2>
              <bdi>{visible(name)}</bdi>
            </h2>
            <p className="note">
              <bdi>{visible(userId)}</bdi>
            </p>
            {sessions.length > 1 ? (
              <Button disabled={isBusy} onClick={() => end({ userId, ended: 'others' })}>
                {endWords(sessions, text)}
              </Button>
            ) : null}
          </header>
          <SessionTable
            sessions={sessions}
            timeZone={timeZone}
            isBusy={isBusy}
            onEnd={(ref) => end({ userId, ended: { ref } })}
          />
        </section>
      ))}
    </>
  )
}

/** The session that asks is left: without it, whoever ended it could not see what came of it. */
function endWords(sessions: readonly ListedSession[], { plural }: Text): string {
  const others = sessions.filter(({ isThis }) => !isThis).length
  return others < sessions.length
    ? plural(others, 'End the other one', 'End the {count} others')
    : plural(others, 'End {count} session', 'End all {count}')
}

function howMany({ people, total }: Listed, { t, plural }: Text): string {
  if (total.people === 0) return t('Nobody of that name is signed in.')
  const all = t('{people} with {sessions}', {
    people: plural(total.people, '{count} person', '{count} people'),
    sessions: plural(total.sessions, '{count} session', '{count} sessions'),
  })
  return people.length < total.people
    ? t('{all}. The {count} seen last are shown; look for the others by name or id.', { all, count: people.length })
    : all
}
