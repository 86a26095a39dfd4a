// Before somebody forgets: what goes, and what stays and until when.
'use client'

import type { ReactNode } from 'react'
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import type { ForgetHolding } from '@/lib/shared/forget'
import type { Text } from '@/lib/shared/text'
import type { Threads } from '@/lib/store/forgetting/threads'
import type { ShownPreview } from './preview'

type Props = { preview: ShownPreview; isEverything: boolean; timeZone: string }

export function WhatGoes({ preview, isEverything }: Omit<Props, 'timeZone'>) {
  const text = useText()
  const { number, plural } = text
  // what is kept of selections and jobs is gone within the hour anyway, the one that is looked at here included
  const goes = preview.goes.flatMap(({ what, rows }) =>
    what === 'work' ? [] : [{ what, rows: what === 'memories' ? preview.memories : rows }],
  )
  const rest = goes.reduce(
    (sum, { what, rows }) => sum + (wordsFor(what, rows, isEverything, text) === null ? rows : 0),
    0,
  )
  return (
    <ul className="goes">
      {goes.map(({ what, rows }) => {
        const words = wordsFor(what, rows, isEverything, text)
        return words === null ? null : (
          <li key={what}>
            <b>{number(rows)}</b>
            <span>{words}</span>
          </li>
        )
      })}
      {isEverything && preview.conversations.threads > 0 ? (
        <li>
          <b>{number(preview.conversations.threads)}</b>
          <span>
            {plural(preview.conversations.threads, 'conversation kept by an agent', 'conversations kept by agents')}
          </span>
        </li>
      ) : null}
      {rest === 0 ? null : (
        <li>
          <b>{number(rest)}</b>
          <span>
            {isEverything
              ? plural(rest, 'other entry that leads to you', 'other entries that lead to you')
              : plural(rest, 'other entry that leads to it', 'other entries that lead to them')}
          </span>
        </li>
      )}
    </ul>
  )
}

export function WhatStays({ preview, isEverything, timeZone }: Props) {
  const { t, plural } = useText()
  const { changed, gone, remaining, backupsUntil, conversations, otherSystems } = preview
  return (
    <ul className="stays">
      {changed > 0 ? (
        <Left
          name={plural(
            changed,
            '{count} memory that changed since you chose it',
            '{count} memories that changed since you chose them',
          )}
        >
          {t('not touched')}
        </Left>
      ) : null}
      {gone > 0 ? (
        <Left name={plural(gone, '{count} memory that is gone already', '{count} memories that are gone already')}>
          {t('nothing to do')}
        </Left>
      ) : null}
      {remaining > 0 ? (
        <Left name={plural(remaining, 'Your other memory', 'Your {count} other memories')}>{t('not touched')}</Left>
      ) : null}
      <Left name={t('Backups')}>
        {backupsUntil === null ? (
          t('until whoever runs this deletes them')
        ) : (
          <>
            {t('until')} <LocalTime at={backupsUntil} timeZone={timeZone} style="day" />
          </>
        )}
      </Left>
      <Conversations of={conversations} isEverything={isEverything} />
      {otherSystems
        .filter(({ cover }) => cover !== 'covered')
        .map(({ name, cover }) => (
          <Left key={name} name={<bdi>{name}</bdi>}>
            {cover === 'manual' ? t('erased by hand') : t('not covered')}
          </Left>
        ))}
      <Left name={t('What is kept about other people')}>{t('not yours to erase')}</Left>
      <Left name={t('The record that it happened')}>{t('numbers, no words')}</Left>
    </ul>
  )
}

function Conversations({ of: { cover, threads, shared }, isEverything }: { of: Threads; isEverything: boolean }) {
  const { t, plural } = useText()
  if (cover === 'no-tables') return <Left name={t('Conversations that agents keep elsewhere')}>{t('not covered')}</Left>
  if (cover !== 'covered') return <Left name={t('Conversations that agents keep')}>{t('not covered')}</Left>
  if (!isEverything)
    return threads === 0 ? null : (
      <Left name={plural(threads, '{count} conversation with an agent', '{count} conversations with agents')}>
        {t('go with everything only')}
      </Left>
    )
  return shared === 0 ? null : (
    <Left
      name={plural(
        shared,
        '{count} conversation that names somebody else, too',
        '{count} conversations that name somebody else, too',
      )}
    >
      {t('not touched')}
    </Left>
  )
}

function Left({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <li>
      <span>{name}</span>
      <span className="quiet">{children}</span>
    </li>
  )
}

/** Null: one of the small things that are counted together. */
function wordsFor(what: ForgetHolding, rows: number, isEverything: boolean, { plural }: Text): string | null {
  switch (what) {
    case 'memories':
      return isEverything
        ? plural(rows, 'memory, the only one', 'memories, all of them')
        : plural(rows, 'memory, exactly this one', 'memories, exactly these')
    case 'search-entries':
      return plural(rows, 'search entry', 'search entries')
    case 'versions':
      return plural(rows, 'trace of an earlier version', 'traces of earlier versions')
    case 'undo':
      return plural(rows, 'copy kept for undoing', 'copies kept for undoing')
    case 'reads':
      return plural(rows, 'note of who read it', 'notes of who read them')
    case 'decisions':
      return plural(rows, 'decision about two memories', 'decisions about two memories')
    default:
      return null
  }
}
