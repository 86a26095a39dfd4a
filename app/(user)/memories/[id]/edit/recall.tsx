// What the agent would get for a question now, and after the edit that is being written. Nothing is saved by asking.
'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useText } from '#text'
import { scoreText } from '@/components/memory/score'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import type { RecallLine, RecallPreview } from '@/lib/shared/agent-view'
import { ordinal } from '@/lib/shared/ordinal'
import type { Text } from '@/lib/shared/text'
import { plainWords, visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { recall } from '../../actions'
import { noAnswer } from '../../editing/not-saved'
import { QUESTION_LIMIT } from '../../search'

type Props = {
  id: string
  /** What would be saved; null while it cannot be. */
  json: string | null
  /** A question to begin with. */
  proposal: string
}

export function Recall({ id, json, proposal }: Props) {
  const text = useText()
  const { t } = text
  const [question, setQuestion] = useState(proposal)
  const asking = useMutation({
    mutationFn: (asked: { question: string; json: string }) => recall({ id, ...asked }, viewerMark()),
  })
  const compare = (event?: FormEvent) => {
    event?.preventDefault()
    if (json !== null && question.trim() !== '') asking.mutate({ question: question.trim(), json })
  }
  const failure = asking.isError ? noAnswer(text) : asking.data?.ok === false ? asking.data : null
  const isOld = asking.variables !== undefined && asking.variables.json !== json
  return (
    <details className="recall">
      <summary>{t('What the agent would recall')}</summary>
      <p className="quiet">
        {t('Compares what the agent gets for a question now with what it would get after this edit. Nothing is saved.')}
      </p>
      <form className="ask" onSubmit={compare}>
        <Field
          label={t('If the agent asks')}
          face="said"
          value={question}
          maxLength={QUESTION_LIMIT}
          dir="auto"
          autoComplete="off"
          onChange={(event) => setQuestion(event.target.value)}
        />
        <Button type="submit" disabled={json === null || question.trim() === '' || asking.isPending}>
          {asking.isPending ? t('Comparing…') : t('Compare')}
        </Button>
      </form>
      {failure === null ? null : (
        <Banner tone="strike" role="alert" lead={t('Not compared.')}>
          {visible(failure.sentence)} {t('Your words are still in the form.')}
        </Banner>
      )}
      <div role="status">{asking.data?.ok ? <Compared preview={asking.data.value} isOld={isOld} /> : null}</div>
    </details>
  )
}

function Compared({ preview, isOld }: { preview: RecallPreview; isOld: boolean }) {
  const text = useText()
  const { t } = text
  return (
    <>
      <p className="verdict">
        <strong>{t('This memory: {before} now, {after} after this edit.', verdictOf(preview, text))}</strong>{' '}
        {isOld ? t('You have changed the text since; compare again.') : null}
      </p>
      <div className={isOld ? 'recalls waiting' : 'recalls'}>
        <Lines title={t('Now')} lines={preview.before} />
        <Lines title={t('After this edit')} lines={preview.after} />
      </div>
      {preview.usesIndex ? (
        <p className="note">
          {t(
            'Compared exactly. The agent’s database answers this question from its search index, which may miss some.',
          )}
        </p>
      ) : null}
    </>
  )
}

function Lines({ title, lines }: { title: string; lines: RecallLine[] }) {
  const text = useText()
  const { t } = text
  return (
    <section>
      <h3>{title}</h3>
      {lines.length === 0 ? <p className="quiet">{t('The agent gets nothing.')}</p> : null}
      <ol>
        {lines.map(({ id, key, json, score, isEdited }) => (
          <li key={id} className={isEdited ? 'here' : undefined}>
            <span className="words" dir="auto">
              {plainWords(json, 90, text)}
            </span>{' '}
            <span className="note" dir="auto">
              {isEdited ? t('this memory') : visible(key)}
            </span>{' '}
            <span className="number">{score === null ? t('No score') : scoreText(score, text)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Where the edited memory stands on either side, in words. */
function verdictOf({ before, after, place, limit }: RecallPreview, { t, locale }: Text) {
  const said = (lines: RecallLine[], at: number | null) => {
    if (lines.some(({ isEdited }) => isEdited)) {
      return ordinal(lines.findIndex(({ isEdited }) => isEdited) + 1, locale)
    }
    return at === null
      ? t('not found by meaning')
      : t('not among the first {limit} ({place})', { limit, place: ordinal(at, locale) })
  }
  return { before: said(before, place.before), after: said(after, place.after) }
}
