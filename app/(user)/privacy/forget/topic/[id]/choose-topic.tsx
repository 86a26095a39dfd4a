// The second step: what comes close to the topic, the line, and a tick for each; beside it what happens.
'use client'

import Link from 'next/link'
import { useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import type { Freshness } from '@/lib/shared/step-up'
import { isAbove, NOTHING, type Topic, type TopicMatch } from '@/lib/shared/topic'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { keepDraft } from '../../../../memories/editing/kept-drafts'
import { moreOfTopic } from '../../actions'
import { Crumbs } from '../../crumbs'
import { Decision } from '../../decision'
import { TOPIC_DRAFT, topicSteps } from '../steps'
import { useDescribe } from '../use-describe'
import { MatchRow } from './match-row'
import { Threshold } from './threshold'
import { useChoice } from './use-choice'

type Part = { memories: TopicMatch[]; reached: number; hasMore: boolean }
type Props = { topic: Topic; first: Part; freshness: Freshness; timeZone: string; viewer: string }

export function ChooseTopic({ topic, first, freshness, timeZone, viewer }: Props) {
  const text = useText()
  const { t, plural, richPlural, number } = text
  const choice = useChoice(topic)
  const { line, withWords, counts } = choice
  const matches = useMatches(topic.id, first)
  const { describe, ...again } = useDescribe()
  const total = topic.marks.reduce((sum, { count }) => sum + count, 0)
  const worded = topic.marks.reduce((sum, { mark, weighed }) => sum + (mark === null || mark < line ? weighed : 0), 0)
  const above = matches.loaded.filter((match) => isAbove({ line, withWords }, match))
  const below = matches.loaded.filter((match) => !isAbove({ line, withWords }, match))
  const unseen = counts.above - above.length
  const rows = (shown: TopicMatch[]) => (
    <ol className="rows pick">
      {shown.map((match) => (
        <MatchRow
          key={match.position}
          match={match}
          goes={choice.goes(match)}
          timeZone={timeZone}
          onTick={(ticked) => choice.tick(match, ticked)}
        />
      ))}
    </ol>
  )
  return (
    <div className="frame halves">
      <main id="main">
        <div className="guttered head">
          <Crumbs steps={topicSteps(text)} at={1} />
        </div>
        <h1 className="sr-only">{t('Forget a topic')}</h1>
        <div className="find">
          <span className="label">{t('Forget##verb')}</span>
          <div className="line">
            <p className="words huge asked" dir="auto">
              {visible(topic.question)}
            </p>
            <Link
              className="note"
              href="/privacy/forget/topic"
              prefetch={false}
              onClick={() => keepDraft(TOPIC_DRAFT, topic.question)}
            >
              {t('Change')}
            </Link>
          </div>
        </div>
        <div className="guttered notices">
          {topic.hasMeaning ? null : (
            <Banner tone="doubt" lead={t('Search by meaning is not answering.')}>
              {t(
                'These memories hold your words; others that mean the same are not among them. Come back later to find those as well.',
              )}
            </Banner>
          )}
          {choice.problem === null ? null : (
            <Banner
              tone="strike"
              role="alert"
              lead={t('What would go could not be counted.')}
              action={
                <>
                  <Button onClick={choice.tryAgain}>{t('Try again')}</Button>
                  <Button disabled={again.isPending} onClick={() => describe(topic.question)}>
                    {t('Compare anew')}
                  </Button>
                </>
              }
            >
              {again.problem ?? choice.problem}
            </Banner>
          )}
        </div>
        {topic.marks.some(({ mark }) => mark !== null) ? <Threshold marks={topic.marks} choice={choice} /> : null}
        {worded > 0 && topic.hasMeaning ? (
          <div className="guttered choices words-too">
            <label>
              <input
                type="checkbox"
                checked={withWords}
                onChange={(event) => choice.setWithWords(event.target.checked)}
              />
              {plural(
                worded,
                'And {count} that is less close, but holds your words',
                'And {count} that are less close, but hold your words',
              )}
            </label>
          </div>
        ) : null}
        <p className="status" role="status">
          <span>
            {richPlural(total, '{ticked} of {count} memory ticked to go', '{ticked} of {count} memories ticked to go', {
              ticked: <strong key="ticked">{number(counts.ticked)}</strong>,
            })}
          </span>
          {counts.ticked === 0 ? null : (
            <button type="button" className="link" onClick={() => choice.untickAll(NOTHING)}>
              {t('Untick all')}
            </button>
          )}
          {counts.kept + counts.added === 0 ? null : (
            <span className="end">
              {[
                ...(counts.kept > 0 ? [plural(counts.kept, '{count} kept by you', '{count} kept by you')] : []),
                ...(counts.added > 0 ? [plural(counts.added, '{count} added by you', '{count} added by you')] : []),
              ].join(', ')}
            </span>
          )}
        </p>
        {above.length === 0 ? (
          <p className="guttered quiet nothing-above">
            {total === 0
              ? t('Nothing is remembered about you yet.')
              : t('Nothing is above the line. Move it, or tick memories below.')}
          </p>
        ) : (
          rows(above)
        )}
        {unseen > 0 && matches.hasMore ? (
          <p className="status">
            <button type="button" className="link" disabled={matches.isLoading} onClick={matches.more}>
              {plural(unseen, 'Show the other {count} above the line', 'Show the other {count} above the line')}
            </button>
          </p>
        ) : counts.below > 0 ? (
          <>
            <div className="guttered divide">
              <h2>{t('Below the line')}</h2>{' '}
              <span>
                {plural(
                  counts.below,
                  '{count} memory that is less close. It stays unless you tick it.',
                  '{count} memories that are less close. They stay unless you tick them.',
                )}
              </span>
            </div>
            {rows(below)}
            {matches.hasMore ? (
              <p className="status">
                <button type="button" className="link" disabled={matches.isLoading} onClick={matches.more}>
                  {t('Show more that are less close')}
                </button>
              </p>
            ) : null}
          </>
        ) : null}
        {matches.problem === null ? null : (
          <div className="guttered notices mt-4">
            <Banner tone="strike" role="alert" lead={t('The others could not be loaded.')}>
              {matches.problem}
            </Banner>
          </div>
        )}
      </main>
      <Decision
        scope="topic"
        topic={topic.id}
        frozen={choice.frozen}
        preview={choice.preview}
        isCounting={choice.isCounting}
        freshness={freshness}
        timeZone={timeZone}
        viewer={viewer}
        nothing={t('Nothing is ticked, so nothing goes.')}
        onStale={choice.tryAgain}
      />
      <section className="dock" aria-label={t('Chosen so far')}>
        <span>
          {richPlural(counts.ticked, '{count} ticked to go', '{count} ticked to go', {
            count: <b key="count">{number(counts.ticked)}</b>,
          })}
        </span>
        <a className="button" href="#what">
          {t('See what happens')}
        </a>
      </section>
    </div>
  )
}

/** The memories that have been read from the server, by closeness. */
function useMatches(topic: string, first: Part) {
  const { t } = useText()
  const [loaded, setLoaded] = useState(first.memories)
  const [{ reached, hasMore }, setReached] = useState(first)
  const [isLoading, setLoading] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function more() {
    setLoading(true)
    setProblem(null)
    const result = await moreOfTopic({ topic, after: reached }, viewerMark()).catch(() => null)
    setLoading(false)
    if (result?.ok !== true)
      return setProblem(result === null ? t('The dashboard did not answer. Try again.') : visible(result.sentence))
    setReached(result.value)
    const known = new Map([...loaded, ...result.value.memories].map((match) => [match.position, match]))
    setLoaded([...known.values()].sort((a, b) => a.position - b.position))
  }
  return { loaded, hasMore, isLoading, problem, more: () => void more() }
}
