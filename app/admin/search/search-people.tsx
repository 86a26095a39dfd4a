// The question, why it is asked, and what was found: kept in this window alone, so that coming back finds it as it was.
'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useText } from '#text'
import { keptDraft, useKeptDraft } from '@/app/(user)/memories/editing/kept-drafts'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field, TextField } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'
import { PEOPLE_SEARCH_BY, type PeopleSearch, type PeopleSearchBy } from '@/lib/shared/people-search'
import { REASON_LENGTH, reasonProblem } from '@/lib/shared/reason'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { findPeople } from './actions'
import { FoundPeople } from './found-people'

type Asked = { query: string; reason: string; by: PeopleSearchBy }
/** `asked`: what `found` answers, whatever stands in the form meanwhile. */
type Draft = Asked & { found: PeopleSearch | null; asked: Asked | null; of: string | undefined }

const NAME = 'search everybody'
const EMPTY: Draft = { query: '', reason: '', by: 'together', found: null, asked: null, of: undefined }

export function SearchPeople({ timeZone }: { timeZone: string }) {
  const { t, say, rich } = useText()
  const isAlive = useAlive()
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const { query, reason, by, found, asked } = draft
  const [isTried, setTried] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  // not where it begins: what one person asked is nothing for another who signs in in this window
  useEffect(() => {
    const kept = keptDraft<Draft>(NAME)
    if (kept !== undefined && kept.of === viewerMark()) setDraft(kept)
  }, [])
  const change = (changed: Partial<Draft>) => setDraft((now) => ({ ...now, ...changed, of: viewerMark() }))
  useKeptDraft(NAME, draft === EMPTY ? null : draft)
  const finding = useMutation({
    mutationFn: (question: Asked & { isExact: boolean }) => findPeople(question, viewerMark()),
    onMutate: () => setFailure(null),
    onSuccess: (result, { isExact: _, ...question }) =>
      result.ok ? change({ found: result.value, asked: question }) : setFailure(visible(result.sentence)),
    onError: () => setFailure(t('The dashboard did not answer. Try again.')),
  })
  const wrong = reasonProblem(reason)

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (wrong === null && query.trim() !== '' && !finding.isPending)
      finding.mutate({ query, by, reason, isExact: false })
  }

  return (
    <>
      <form className="people-search" aria-label={t('Search everybody')} onSubmit={submit}>
        <Field
          label={t('What the memories are about')}
          face="said"
          type="search"
          value={query}
          maxLength={2_000}
          dir="auto"
          autoComplete="off"
          problem={isTried && query.trim() === '' ? t('Write what is looked for.') : null}
          onChange={(event) => change({ query: event.target.value })}
        />
        <TextField
          label={t('Reason')}
          rows={1}
          value={reason}
          maxLength={REASON_LENGTH.most}
          problem={isTried && wrong !== null ? say(wrong) : null}
          help={t('A sentence that the people found understand. Words of memories do not belong in it.')}
          onChange={(event) => change({ reason: event.target.value.replaceAll('\n', ' ') })}
        />
        <fieldset className="choices beside">
          <legend>{t('Compare')}</legend>
          {PEOPLE_SEARCH_BY.map((one) => (
            <label key={one}>
              <input type="radio" name="by" checked={by === one} onChange={() => change({ by: one })} />
              <span>
                {{ together: t('Meaning and words'), meaning: t('Meaning only'), words: t('Words only') }[one]}
              </span>
            </label>
          ))}
        </fieldset>
        <div className="buttons">
          <Button type="submit" look="main" disabled={!isAlive || finding.isPending}>
            {finding.isPending ? t('Searching…') : t('Search')}
          </Button>
        </div>
      </form>
      {failure === null ? null : (
        <Banner tone="strike" role="alert" lead={t('Not searched.')}>
          {failure} {t('What you wrote is still here.')}
        </Banner>
      )}
      {asked === null || (asked.query === query && asked.by === by) ? null : (
        <p className="note mt-6">
          {rich('What is below answers the former question: {question}', {
            question: <bdi key="question">{visible(asked.query)}</bdi>,
          })}
        </p>
      )}
      <FoundPeople
        found={found}
        timeZone={timeZone}
        isWaiting={finding.isPending}
        onExact={() => asked !== null && finding.mutate({ ...asked, isExact: true })}
      />
    </>
  )
}
