// Before somebody forgets: what goes, and what stays and until when.
'use client'

import type { ReactNode } from 'react'
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import type { ForgetHolding } from '@/lib/shared/forget'
import type { Text } from '@/lib/shared/text'
import type { ShownPreview } from './preview'

type Props = { preview: ShownPreview; timeZone: string }

export function WhatGoes({ preview, isEverything }: Pick<Props, 'preview'> & { isEverything: boolean }) {
  const text = useText()
  const { number, plural } = text
  // what is kept of selections and jobs is gone within the hour anyway, the one that is looked at here included
  const goes = preview.goes.filter(({ what }) => what !== 'work')
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

export function WhatStays({ preview, timeZone }: Props) {
  const { t, plural } = useText()
  const { changed, gone, remaining, backupsUntil, goes } = preview
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
      {goes.some(({ what }) => what === 'conversations') ? null : (
        <Left name={t('Conversations that agents keep')}>{t('not covered')}</Left>
      )}
      <Left name={t('What is kept about other people')}>{t('not yours to erase')}</Left>
      <Left name={t('The record that it happened')}>{t('numbers, no words')}</Left>
    </ul>
  )
}

function Left({ name, children }: { name: string; children: ReactNode }) {
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
    case 'conversations':
      return plural(rows, 'conversation kept by an agent', 'conversations kept by agents')
    default:
      return null
  }
}
