// What is ticked: shown at once, kept on the server a moment later, and counted there; an answer that came too late is not shown.
'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import type { FrozenSelection } from '@/lib/shared/job'
import type { Failure } from '@/lib/shared/result'
import { countTopic, isAbove, type Topic, type TopicCounts, type TopicMatch, type TopicTick } from '@/lib/shared/topic'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { chooseTopic } from '../../actions'
import type { ShownPreview } from '../../preview'

type Choice = { line: number; withWords: boolean; ticks: ReadonlyMap<number, TopicTick> }

/** What the server has counted for a choice. */
type Counted = { of: Choice; frozen: FrozenSelection | null; preview: ShownPreview | null }

const WAIT_MS = 350

export function useChoice(topic: Topic) {
  const { t } = useText()
  const [choice, setChoice] = useState<Choice>(() => ({
    line: topic.line,
    withWords: topic.withWords,
    ticks: new Map(topic.ticks.map((tick) => [tick.position, tick])),
  }))
  const [counted, setCounted] = useState<Counted | null>(null)
  const [problem, setProblem] = useState<Failure | 'no answer' | null>(null)
  const latest = useRef(choice)
  latest.current = choice
  /** One at a time: the last one sent is the last one kept. */
  const queue = useRef(Promise.resolve())

  const keep = useCallback(
    (wanted: Choice) => {
      queue.current = queue.current.then(async () => {
        if (latest.current !== wanted) return
        const ticks = [...wanted.ticks.values()].map(({ position, ticked }) => ({ position, ticked }))
        const sent = { topic: topic.id, line: wanted.line, withWords: wanted.withWords, ticks }
        const result = await chooseTopic(sent, viewerMark()).catch(() => null)
        if (latest.current !== wanted) return
        if (result?.ok) setCounted({ of: wanted, frozen: null, preview: null, ...result.value })
        setProblem(result === null ? 'no answer' : result.ok ? null : result)
      })
    },
    [topic.id],
  )
  const isFirst = useRef(true)
  useEffect(() => {
    const timer = setTimeout(() => keep(choice), isFirst.current ? 0 : WAIT_MS)
    isFirst.current = false
    return () => clearTimeout(timer)
  }, [choice, keep])

  const counts: TopicCounts = countTopic({ ...topic, ...choice, ticks: [...choice.ticks.values()] })
  const goes = (match: Pick<TopicMatch, 'position' | 'mark' | 'weighed'>) =>
    choice.ticks.get(match.position)?.ticked ?? isAbove(choice, match)
  return {
    line: choice.line,
    withWords: choice.withWords,
    counts,
    goes,
    isCounting: counted?.of !== choice,
    frozen: counted?.frozen ?? null,
    /** Of what was ticked before, while the new is counted. */
    preview: counts.ticked === 0 ? null : (counted?.preview ?? null),
    problem:
      problem === null
        ? null
        : problem === 'no answer'
          ? t('The dashboard did not answer. What you ticked is still here.')
          : visible(problem.sentence),
    tryAgain: () => keep(latest.current),
    setLine: (line: number) => setChoice({ ...choice, line }),
    setWithWords: (withWords: boolean) => setChoice({ ...choice, withWords }),
    tick: ({ position, mark, weighed }: TopicMatch, ticked: boolean) => {
      const ticks = new Map(choice.ticks)
      // as the line has it anyway, it follows the line again
      if (isAbove(choice, { mark, weighed }) === ticked) ticks.delete(position)
      else ticks.set(position, { position, mark, weighed, ticked })
      setChoice({ ...choice, ticks })
    },
    untickAll: (nothing: number) => setChoice({ line: nothing, withWords: false, ticks: new Map() }),
  }
}

export type ChoiceState = ReturnType<typeof useChoice>
