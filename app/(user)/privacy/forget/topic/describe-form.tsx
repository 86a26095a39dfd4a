// The first step: a topic in the person's own words. They are sent as a form and stand in no address.
'use client'

import Link from 'next/link'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { useAlive } from '@/components/ui/use-alive'
import { TOPIC_LIMIT } from '@/lib/shared/topic'
import { keptDraft, useKeptDraft } from '../../../memories/editing/kept-drafts'
import { Crumbs } from '../crumbs'
import { TOPIC_DRAFT, topicSteps } from './steps'
import { useDescribe } from './use-describe'

export function DescribeForm() {
  const text = useText()
  const { t } = text
  const isAlive = useAlive()
  const field = useRef<HTMLInputElement>(null)
  const [question, setQuestion] = useState(() => keptDraft<string>(TOPIC_DRAFT) ?? '')
  const { describe, isPending, problem, setProblem } = useDescribe()
  useKeptDraft(TOPIC_DRAFT, question === '' || isPending ? null : question)
  useEffect(() => field.current?.focus(), [])

  function submit(event: FormEvent) {
    event.preventDefault()
    if (question.trim() !== '') return describe(question)
    setProblem(t('Say what is to be forgotten, in your own words.'))
    field.current?.focus()
  }

  return (
    <form onSubmit={submit}>
      <div className="guttered head">
        <Crumbs steps={topicSteps(text)} at={0} />
      </div>
      <h1 className="sr-only">{t('Forget a topic')}</h1>
      <div className="find">
        <label htmlFor="topic">{t('Forget##verb')}</label>
        <div className="line">
          <input
            ref={field}
            id="topic"
            value={question}
            readOnly={!isAlive}
            maxLength={TOPIC_LIMIT}
            autoComplete="off"
            dir="auto"
            placeholder={t('my separation')}
            aria-describedby="topic-help"
            onChange={(event) => setQuestion(event.target.value)}
          />
        </div>
      </div>
      <div className="guttered">
        {problem === null ? null : (
          <div className="notices mt-6">
            <Banner tone="strike" role="alert" lead={t('Nothing was compared.')}>
              {problem}
            </Banner>
          </div>
        )}
        <p className="prose mt-4" id="topic-help">
          {t(
            'Say it in your own words. Next you see which of your memories come close, by meaning and by words, and tick what should go. Nothing is forgotten before you confirm it.',
          )}
        </p>
        <div className="buttons mt-5">
          <Button type="submit" look="main" disabled={!isAlive || isPending}>
            {isPending ? t('Comparing…') : t('See what comes close')}
          </Button>
          <Link className="link plain" href="/privacy" prefetch={false}>
            {t('Not now')}
          </Link>
        </div>
        <p className="note mt-4">
          {t('What you write here is kept for an hour at most, and not in the address of a page.')}
        </p>
      </div>
    </form>
  )
}
