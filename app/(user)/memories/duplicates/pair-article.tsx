// One pair: both texts with what differs marked, what is known of each, and what can be done about it.
'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRef, useState } from 'react'
import { useText } from '#text'
import { TwinWords } from '@/components/memory/twin-words'
import { WhenAndWho } from '@/components/memory/when-and-who'
import { Button } from '@/components/ui/button'
import { FieldProblem } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { later } from '@/components/ui/later'
import { LocalTime } from '@/components/ui/local-time'
import type { Memory } from '@/lib/shared/memory'
import type { MemoryPair } from '@/lib/shared/pairs'
import type { Result } from '@/lib/shared/result'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { useOperation } from '../editing/use-operation'
import { memoryHref } from '../search'
import { askAboutPair, keepBothOfPair, keepOneOfPair } from './actions'

const MergeForm = later(() => import('./merge-form').then((file) => file.MergeForm))

/** Of the article in the page; the same for the same two memories. */
export function pairId({ left, right }: MemoryPair): string {
  return `pair-${left.id}-${right.id}`
}

type Props = {
  pair: MemoryPair
  /** From 1. */
  place: number
  isKept: boolean
  timeZone: string
  onFocus: () => void
  /** What was done, in a sentence. */
  onSettled: (said: string) => void
}

type Decision = { kind: 'keep'; keep: Memory; remove: Memory } | { kind: 'both' } | { kind: 'again' }

export function PairArticle({ pair, place, isKept, timeZone, onFocus, onSettled }: Props) {
  const { t } = useText()
  const { left, right } = pair
  const client = useQueryClient()
  const operation = useOperation()
  const [isMerging, setMerging] = useState(false)
  const mergeButton = useRef<HTMLButtonElement>(null)
  const article = useRef<HTMLElement>(null)

  const deciding = useMutation({
    mutationFn: (decision: Decision): Promise<Result<unknown>> => {
      const id = operation(`${decision.kind} ${decision.kind === 'keep' ? decision.keep.id : ''}`)
      if (decision.kind === 'keep')
        return keepOneOfPair(
          { keep: readOf(decision.keep), remove: readOf(decision.remove), operation: id },
          viewerMark(),
        )
      return decision.kind === 'both'
        ? keepBothOfPair({ left: readOf(left), right: readOf(right), operation: id }, viewerMark())
        : askAboutPair({ left: left.id, right: right.id }, viewerMark())
    },
    onSuccess: async (result, decision) => {
      if (result.ok) await settle(saidOf(decision))
      // it changed, or is gone: show what there is now
      else if (result.code === 'conflict' || result.code === 'not-found')
        await client.invalidateQueries({ queryKey: ['memories'] })
    },
  })

  function saidOf(decision: Decision): string {
    if (decision.kind === 'both') return t('Both are kept. The pair comes back when one of them changes.')
    if (decision.kind === 'again') return t('The pair stands among the others again.')
    return t('{key} is kept. {other} was deleted.', {
      key: visible(decision.keep.key),
      other: visible(decision.remove.key),
    })
  }

  async function settle(said: string) {
    const next = article.current?.closest('li')?.nextElementSibling?.querySelector('article')?.id
    onSettled(said)
    await Promise.all(['memories', 'memory', 'undoable'].map((name) => client.invalidateQueries({ queryKey: [name] })))
    if (next !== undefined && document.activeElement === document.body) document.getElementById(next)?.focus()
  }

  const isBusy = deciding.isPending || deciding.data?.ok === true
  const problem =
    deciding.data?.ok === false
      ? visible(deciding.data.sentence)
      : deciding.isError
        ? t('The dashboard did not answer. Try again: sent twice, it is done once.')
        : null
  return (
    <article
      ref={article}
      id={pairId(pair)}
      className="pair"
      tabIndex={-1}
      aria-label={t('Pair {place}: {key} and {other}', {
        place,
        key: visible(left.key),
        other: visible(right.key),
      })}
      aria-busy={isBusy}
      onFocus={onFocus}
    >
      <header>
        <Hint pair={pair} />
        <Evidence pair={pair} />
      </header>
      <div className="versus">
        {[
          { memory: left, other: right },
          { memory: right, other: left },
        ].map(({ memory, other }) => (
          <section key={memory.id} aria-label={visible(memory.key)}>
            <h3 dir="auto">
              <Link href={memoryHref(memory.id)} prefetch={false}>
                {visible(memory.key)}
              </Link>
            </h3>
            <Learned memory={memory} timeZone={timeZone} />
            <TwinWords json={memory.json} other={other.json} />
            {isKept || isMerging ? null : (
              <Button
                disabled={isBusy}
                aria-label={t('Keep {key} and delete {other}', {
                  key: visible(memory.key),
                  other: visible(other.key),
                })}
                onClick={() => deciding.mutate({ kind: 'keep', keep: memory, remove: other })}
              >
                {t('Keep this one')}
              </Button>
            )}
          </section>
        ))}
      </div>
      {problem === null ? null : <FieldProblem id={`${pairId(pair)}-wrong`}>{problem}</FieldProblem>}
      {isMerging ? (
        <MergeForm
          left={left}
          right={right}
          onCancel={() => {
            setMerging(false)
            requestAnimationFrame(() => mergeButton.current?.focus())
          }}
          onMerged={(into, from) =>
            settle(t('{other} is part of {key} now.', { key: visible(into.key), other: visible(from.key) }))
          }
        />
      ) : (
        <div className="buttons">
          {isKept ? (
            <Button disabled={isBusy} onClick={() => deciding.mutate({ kind: 'again' })}>
              {t('Ask about this pair again')}
            </Button>
          ) : (
            <>
              <Button disabled={isBusy} onClick={() => deciding.mutate({ kind: 'both' })}>
                {t('Keep both')}
              </Button>
              <Button
                ref={mergeButton}
                disabled={isBusy || !pair.canMerge}
                title={pair.canMerge ? undefined : t('One of the two cannot be edited here')}
                onClick={() => setMerging(true)}
              >
                {t('Make one of the two')}
              </Button>
            </>
          )}
        </div>
      )}
    </article>
  )
}

function readOf({ id, version }: Memory) {
  return { id, version }
}

function Hint({ pair: { kind, contradiction } }: { pair: MemoryPair }) {
  const { t } = useText()
  if (kind === 'same' || contradiction === null) return <h2>{t('Nearly the same words')}</h2>
  const { by, left, right } = contradiction
  const values = { left: visible(left), right: visible(right) }
  const words =
    by === 'weekday'
      ? t('May contradict each other: the weekdays differ')
      : by === 'date'
        ? t('May contradict each other: the dates differ')
        : by === 'no'
          ? t('May contradict each other: only one says no')
          : left === '' || right === ''
            ? t('May contradict each other: one takes back a number of the other')
            : t('May contradict each other: {left} and {right}', values)
  return (
    <h2 className="doubt">
      <Glyph name="warning" /> {words}
    </h2>
  )
}

function Evidence({ pair: { alike, similarity } }: { pair: MemoryPair }) {
  const { t } = useText()
  const share = Math.round(alike * 100)
  return (
    <p className="note">
      {similarity === null
        ? t('{share} % of the telling words shared. No score: one is not searchable', { share })
        : t('{share} % of the telling words shared. Meaning {score}', { share, score: scoreText(similarity) })}
    </p>
  )
}

/** Two decimals, a real minus, and no minus before zero. */
function scoreText(score: number): string {
  const text = score.toFixed(2)
  return text === '-0.00' ? '0.00' : text.replace('-', '−')
}

function Learned({ memory, timeZone }: { memory: Memory; timeZone: string }) {
  const { rich } = useText()
  const learned = <LocalTime at={memory.createdAt} timeZone={timeZone} style="day" />
  const changed = <LocalTime at={memory.updatedAt} timeZone={timeZone} style="day" />
  return (
    <p className="note">
      {memory.createdAt === memory.updatedAt
        ? rich('Learned {when}', { when: <WhenAndWho when={learned} by={memory.writtenBy} /> })
        : rich('Learned {learned}, changed {when}', {
            learned,
            when: <WhenAndWho when={changed} by={memory.writtenBy} />,
          })}
    </p>
  )
}
