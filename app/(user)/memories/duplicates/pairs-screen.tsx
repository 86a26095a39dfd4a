// Pairs of memories that say nearly the same, one below the other, to be settled by reading both. Everything it shows is in the address.
'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useRef, useState } from 'react'
import { useText } from '#text'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ListSkeleton } from '@/components/ui/skeleton'
import { useCommands } from '@/components/ui/use-commands'
import { type MemoryPair, PAIR_KINDS, type PairKind, type PairPage } from '@/lib/shared/pairs'
import { sentence } from '@/lib/shared/text'
import { Failed } from '../list/failed'
import { BackLink } from '../panel/back-link'
import { ReadError } from '../read'
import { readView } from '../search'
import { PairArticle, pairId } from './pair-article'
import { type PairsView, pairsHref, pairsQuery, readPairsView } from './pairs-view'

type Ready = Extract<PairPage, { state: 'ready' }>

export function PairsScreen({ timeZone }: { timeZone: string }) {
  const { t } = useText()
  const view = readPairsView(new URLSearchParams(useSearchParams()))
  const query = useQuery(pairsQuery(view))
  const [said, setSaid] = useState('')
  const { data, error, isFetching, isPlaceholderData, refetch } = query
  return (
    <main id="main" className="frame">
      <div className="column pairs-page">
        <BackLink view={readView(new URLSearchParams())} />
        <header className="mt-5">
          <h1>{t('Nearly alike')}</h1>
          <p className="prose mt-1">
            {t(
              'Pairs of your memories that say nearly the same. Some may contradict each other: a hint, no more. Read both, then keep one, keep both, or make one of the two.',
            )}
          </p>
        </header>
        {error !== null && !isFetching ? (
          <Failed
            sentence={
              error instanceof ReadError
                ? error.sentence
                : sentence('Something went wrong. Nothing is lost; try again.')
            }
            code={error instanceof ReadError ? error.code : 'bug'}
            onRetry={() => refetch()}
          />
        ) : data === undefined || data.state === 'looking' ? (
          <Looking page={data} />
        ) : (
          <Pairs
            page={data}
            view={view}
            timeZone={timeZone}
            isWaiting={isPlaceholderData}
            said={said}
            onSaid={setSaid}
          />
        )}
      </div>
    </main>
  )
}

function Looking({ page }: { page: Extract<PairPage, { state: 'looking' }> | undefined }) {
  const { t } = useText()
  const { looked = 0, of = 0 } = page ?? {}
  return (
    <>
      <div className="status">
        <p role="status">{t('Comparing your memories…')}</p>
        {of === 0 ? null : (
          <span className="end" aria-hidden="true">
            {t('{looked} of {of}', { looked, of })}
          </span>
        )}
      </div>
      <svg className="bar whole" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
        <rect className="track" width="100" height="1" y="1" />
        <rect className="fill" width={of === 0 ? 0 : ((looked / of) * 100).toFixed(1)} height="3" />
      </svg>
      <ListSkeleton rows={5} />
    </>
  )
}

type Props = {
  page: Ready
  view: PairsView
  timeZone: string
  isWaiting: boolean
  /** What was done last. */
  said: string
  onSaid: (said: string) => void
}

function Pairs({ page, view, timeZone, isWaiting, said, onSaid }: Props) {
  const { t, number } = useText()
  const current = useRef(-1)
  const go = (by: 1 | -1) => {
    const at = Math.min(page.pairs.length - 1, Math.max(0, current.current + by))
    current.current = at
    focusPair(page.pairs[at])
  }
  useCommands([
    { name: t('The next pair'), key: 'j', isOffered: false, run: () => go(1) },
    { name: t('The pair before'), key: 'k', isOffered: false, run: () => go(-1) },
  ])
  const titles: Record<PairKind, string> = {
    all: t('All pairs'),
    contradict: t('May contradict'),
    same: t('Same words'),
    kept: t('Kept both'),
  }
  const count = page.counts[view.kind]
  return (
    <>
      <nav className="tabs" aria-label={t('Which pairs')}>
        {PAIR_KINDS.map((kind) => (
          <Link
            key={kind}
            href={pairsHref({ kind })}
            prefetch={false}
            scroll={false}
            aria-current={view.kind === kind ? 'page' : undefined}
            onClick={() => onSaid('')}
          >
            {titles[kind]} <span className="count">{number(page.counts[kind])}</span>
          </Link>
        ))}
      </nav>
      <div className="status">
        <p role="status">
          {said === '' ? null : <>{said} </>}
          {isWaiting ? t('Loading…') : <Count page={page} count={count} />}
        </p>
        {page.isRenewing ? <span className="end note">{t('Something has changed; looking again')}</span> : null}
      </div>
      {page.pairs.length === 0 && !isWaiting ? (
        <NoPairs page={page} kind={view.kind} />
      ) : (
        <ol className={isWaiting ? 'pair-list waiting' : 'pair-list'}>
          {page.pairs.map((pair, at) => (
            <li key={pairId(pair)}>
              <PairArticle
                pair={pair}
                place={page.from + at}
                isKept={view.kind === 'kept'}
                timeZone={timeZone}
                onFocus={() => {
                  current.current = at
                }}
                onSettled={(words) => {
                  onSaid(words)
                  // the next pair takes the place of this one
                  current.current = at - 1
                }}
              />
            </li>
          ))}
        </ol>
      )}
      <Steps page={page} view={view} count={count} />
    </>
  )
}

function Count({ page, count }: { page: Ready; count: number }) {
  const { plural } = useText()
  return page.isAtLeast
    ? plural(count, 'At least {count} pair, the most alike first', 'At least {count} pairs, the most alike first')
    : plural(count, '{count} pair', '{count} pairs, the most alike first')
}

function NoPairs({ page, kind }: { page: Ready; kind: PairKind }) {
  const { t, plural } = useText()
  const titles: Record<PairKind, string> = {
    all: t('No two of your memories say nearly the same'),
    contradict: t('No two of your memories seem to contradict each other'),
    same: t('No two of your memories say the same in nearly the same words'),
    kept: t('You have not kept both of any pair'),
  }
  const compared =
    page.compared < page.total
      ? t('The newest {compared} of your {total} memories were compared.', {
          compared: page.compared,
          total: page.total,
        })
      : plural(page.compared, '{count} memory was compared.', '{count} memories were compared.')
  return (
    <EmptyState title={titles[kind]}>
      {kind === 'kept' ? t('What you decide to keep stands here until one of the two changes.') : compared}
    </EmptyState>
  )
}

function Steps({ page, view, count }: { page: Ready; view: PairsView; count: number }) {
  const { t, rich } = useText()
  if (page.pairs.length === 0) return null
  const to = page.from + page.pairs.length - 1
  return (
    <nav className="pager" aria-label={t('Pages')}>
      <span>{t('{from}–{to} of {count}', { from: page.from, to, count })}</span>
      <span className="keys">{rich('{j} {k} move between pairs', { j: <kbd>J</kbd>, k: <kbd>K</kbd> })}</span>
      <span className="end">
        <Step to={page.previous} view={view}>
          {t('Earlier')}
        </Step>
        <Step to={page.next} view={view}>
          {t('Next 10')}
        </Step>
      </span>
    </nav>
  )
}

function Step({ to, view, children }: { to: number | null; view: PairsView; children: string }) {
  if (to === null)
    return (
      <button type="button" className={buttonClass()} disabled>
        {children}
      </button>
    )
  return (
    <Link className={buttonClass()} href={pairsHref({ ...view, skip: to })} prefetch={false}>
      {children}
    </Link>
  )
}

function focusPair(pair: MemoryPair | undefined) {
  if (pair !== undefined) document.getElementById(pairId(pair))?.focus()
}
