// What can be taken away, in which form, and what is in it.
'use client'

import { useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { buttonClass } from '@/components/ui/button'
import { type MemoryFilter, NO_FILTER } from '@/lib/shared/filter'
import type { ExportCounts } from '@/lib/store/transfer/export'
import { exportHref } from './export-address'

type Props = {
  counts: ExportCounts
  filter: MemoryFilter
  /** How many the filter lets through; null where none is in force. */
  filtered: number | null
  /** The mark of this page. */
  viewer: string
}

export function ExportPart({ counts, filter, filtered, viewer }: Props) {
  const { t, plural } = useText()
  const [isFiltered, setFiltered] = useState(filtered !== null)
  const [entries, setEntries] = useState(false)
  const [history, setHistory] = useState(false)
  const href = (format: 'jsonl' | 'csv') => {
    const isLines = format === 'jsonl'
    const own = isFiltered && filtered !== null ? filter : NO_FILTER
    return exportHref({
      format,
      entries: isLines && entries,
      history: isLines && history,
      selection: null,
      filter: own,
      viewer,
    })
  }
  return (
    <section className="chapter" aria-labelledby="export">
      <h2 id="export">{t('Export')}</h2>
      <div>
        <p className="prose lead">
          {t('A spreadsheet for reading. JSON lines for another system, or for coming back here.')}
        </p>
        {filtered === null ? null : (
          <fieldset className="choices">
            <legend className="sr-only">{t('What to export')}</legend>
            <label>
              <input type="radio" name="what" checked={!isFiltered} onChange={() => setFiltered(false)} />{' '}
              {plural(counts.memories, 'Everything, {count} memory', 'Everything, {count} memories')}
            </label>
            <label>
              <input type="radio" name="what" checked={isFiltered} onChange={() => setFiltered(true)} />{' '}
              {plural(
                filtered,
                'What your filter lets through, {count} memory',
                'What your filter lets through, {count} memories',
              )}
            </label>
          </fieldset>
        )}
        <div className="buttons">
          <a className={buttonClass()} href={href('jsonl')} download>
            {t('JSON lines')}
          </a>
          <a className={buttonClass()} href={href('csv')} download>
            {t('Spreadsheet (CSV)')}
          </a>
        </div>
        <fieldset className="choices tall">
          <legend>{t('Also in JSON lines')}</legend>
          {counts.versions === 0 ? null : (
            <label>
              <input type="checkbox" checked={history} onChange={(event) => setHistory(event.target.checked)} />
              <span>
                {plural(counts.versions, '{count} earlier version', '{count} earlier versions')}
                <span className="note">
                  {t('What was replaced here, when and by whom. For reading: history is not imported.')}
                </span>
              </span>
            </label>
          )}
          <label>
            <input type="checkbox" checked={entries} onChange={(event) => setEntries(event.target.checked)} />
            <span>
              {t('Search entries')}
              <span className="note">
                {t('They come back bit by bit instead of being made anew. The file becomes many times larger.')}
              </span>
            </span>
          </label>
        </fieldset>
        {counts.tooLarge === 0 ? null : (
          <Banner tone="news">
            {plural(
              counts.tooLarge,
              '{count} memory is larger than 64 kB: it is exported, but cannot be imported again.',
              '{count} memories are larger than 64 kB: they are exported, but cannot be imported again.',
            )}
          </Banner>
        )}
        <dl className="facts wide">
          <dt>{t('JSON lines')}</dt>
          <dd>
            {t(
              'One memory a line: its key, every digit of its value, when it was written and changed, when it ends, and what it is searched by.',
            )}
          </dd>
          <dt>{t('Spreadsheet (CSV)')}</dt>
          <dd>
            {t(
              'One row a memory, a column for each of at most 40 fields. Where a spreadsheet could take a text for a formula, or would change the digits of a number, an apostrophe stands before it. It cannot be imported.',
            )}
          </dd>
          <dt>{t('Not in it')}</dt>
          <dd>
            {t(
              'What you have deleted, even while it can be undone; who looked at your memories; your conversations, which the agents keep.',
            )}
          </dd>
          <dt>{t('Is it whole?')}</dt>
          <dd>
            {t('The last line says how many memories the file has. Without it the download broke off: export again.')}
          </dd>
        </dl>
      </div>
    </section>
  )
}
