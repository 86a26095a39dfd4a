// What was removed together: read through, and brought back one by one or all at once.
'use client'

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRef, useState } from 'react'
import { useText } from '#text'
import { problemText } from '@/components/memory/problem-text'
import { ValueWords } from '@/components/memory/value-words'
import { Button, buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Glyph } from '@/components/ui/glyph'
import type { Removed } from '@/lib/shared/memory'
import { formatTime } from '@/lib/shared/time'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { undo } from '../../actions'
import { Failed } from '../../list/failed'
import { undoMany } from '../../many/actions'
import { showAnew } from '../../many/job-outcome'
import { follow } from '../../many/jobs'
import { whyFailed } from '../../read'
import { listHref } from '../../search'
import { removedQuery } from './removed-query'

export function RemovedList({ batch, timeZone }: { batch: string; timeZone: string }) {
  const { t, plural } = useText()
  const client = useQueryClient()
  const [said, setSaid] = useState<string | null>(null)
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(removedQuery(batch))
  const all = useMutation({
    mutationFn: () => undoMany({ batch, operation: crypto.randomUUID() }, viewerMark()),
    onSuccess: (result) => (result.ok ? follow(client, result.value) : setSaid(visible(result.sentence))),
    onError: () => setSaid(t('The dashboard did not answer. Try again.')),
  })
  if (error !== null && !isFetching) return <Failed {...whyFailed(error)} onRetry={() => refetch()} />
  const memories = data?.pages.flatMap((page) => page.memories) ?? []
  const { count = 0, until = null } = data?.pages.at(-1) ?? {}
  return (
    <>
      <header className="titled">
        <h1>{t('Removed together')}</h1>
        {count === 0 ? null : (
          <div className="buttons">
            <Button disabled={all.isPending} onClick={() => all.mutate()}>
              {plural(count, 'Bring {count} memory back', 'Bring all {count} memories back')}
            </Button>
          </div>
        )}
      </header>
      <p className="quiet" role="status">
        {said ??
          (until === null
            ? null
            : plural(count, '{count} memory. Undo until {time}', '{count} memories. Undo until {time}', {
                time: formatTime(until, timeZone),
              }))}
      </p>
      {count === 0 && !isFetching ? (
        <EmptyState
          title={t('Nothing is left here to bring back')}
          actions={
            <Link className={buttonClass()} href={listHref()} prefetch={false}>
              {t('Back to your memories')}
            </Link>
          }
        >
          {t('It was brought back, or the ten minutes are over.')}
        </EmptyState>
      ) : (
        <ol className="rows">
          {memories.map((memory) => (
            <RemovedRow key={memory.id} memory={memory} onSaid={setSaid} />
          ))}
        </ol>
      )}
      {hasNextPage ? (
        <p className="more">
          <Button disabled={isFetching} onClick={() => fetchNextPage()}>
            {isFetching ? t('Loading…') : t('Show more')}
          </Button>
        </p>
      ) : null}
    </>
  )
}

function RemovedRow({ memory, onSaid }: { memory: Removed; onSaid: (said: string) => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const row = useRef<HTMLLIElement>(null)
  const key = visible(memory.key)
  const undoing = useMutation({
    mutationFn: () => undo({ removal: memory.id }, viewerMark()),
    onSuccess: async (result) => {
      onSaid(
        result.ok ? t('Undone. {key} is back as it was, and can be found again.', { key }) : visible(result.sentence),
      )
      if (!result.ok) return
      // its line goes: on with the next one
      const next = row.current?.nextElementSibling ?? row.current?.previousElementSibling
      next?.querySelector('button')?.focus()
      await showAnew(client)
    },
    onError: () => onSaid(t('The dashboard did not answer. Try again.')),
  })
  return (
    <li ref={row}>
      <article className="row" aria-label={key}>
        <div>
          <ValueWords json={memory.json} size="row" />
          <p className="about">
            <span className="key">
              <bdi>{key}</bdi>
            </span>
            {memory.problem === null ? null : (
              <span className="tag">
                <Glyph name="warning" /> {problemText(memory.problem, t)}
              </span>
            )}
          </p>
        </div>
        <button
          type="button"
          className="link"
          aria-label={t('Undo: bring {key} back', { key })}
          disabled={undoing.isPending || undoing.data?.ok === true}
          onClick={() => undoing.mutate()}
        >
          {undoing.isPending ? t('Undoing…') : t('Undo')}
        </button>
      </article>
    </li>
  )
}
