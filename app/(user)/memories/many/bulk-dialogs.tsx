// What is asked before many memories are deleted, and in which form they are exported.
'use client'

import { useText } from '#text'
import { Button, buttonClass } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { NO_FILTER } from '@/lib/shared/filter'
import type { FrozenSelection } from '@/lib/shared/job'
import { parseMemoryId } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { exportHref } from '../transfer/export-address'

const NAMED = 5

type DeleteProps = {
  /** What the server has frozen: exactly this will go. */
  frozen: FrozenSelection
  /** What is selected in the window. */
  ids: readonly string[]
  /** How many of them are not on the page. */
  elsewhere: number
  /** How many have changed since they were selected, which the person has been told. */
  changed: number
  onClose: () => void
  onConfirm: () => void
}

export function DeleteDialog({ frozen: { id, count }, ids, elsewhere, changed, onClose, onConfirm }: DeleteProps) {
  const { t, plural, richPlural } = useText()
  const gone = ids.length - count
  return (
    <Dialog title={plural(count, 'Delete {count} memory?', 'Delete {count} memories?')} onClose={onClose}>
      <p className="quiet">{t('They go from your agent’s store at once. For ten minutes you can undo it.')}</p>
      <ul className="goes">
        <Goes count={count}>
          {plural(count, 'memory, exactly what you selected', 'memories, exactly those you selected')}
        </Goes>
        {elsewhere > 0 ? (
          <Goes count={elsewhere}>
            {plural(elsewhere, 'of them is not on this page', 'of them are not on this page')}
          </Goes>
        ) : null}
        {changed > 0 ? (
          <Goes count={changed}>
            {plural(
              changed,
              'changed after you had selected it; it goes as it is now',
              'changed after you had selected them; they go as they are now',
            )}
          </Goes>
        ) : null}
        {gone > 0 ? <Goes count={gone}>{plural(gone, 'is gone already', 'are gone already')}</Goes> : null}
      </ul>
      <p className="named">
        {ids.slice(0, NAMED).map((one) => (
          <bdi key={one}>{visible(parseMemoryId(one)?.key ?? '')}</bdi>
        ))}
        {ids.length > NAMED ? <span>{t('and {count} more', { count: ids.length - NAMED })}</span> : null}
      </p>
      <div className="buttons">
        <a className="link" href={hrefOf(id, 'jsonl')} download>
          {t('Take a copy first')}
        </a>
        <button type="button" className="link plain" onClick={onClose}>
          {t('Keep them')}
        </button>
        <Button look="erase main" onClick={onConfirm}>
          {richPlural(count, 'Delete {count} memory', 'Delete {count} memories')}
        </Button>
      </div>
    </Dialog>
  )
}

function Goes({ count, children }: { count: number; children: string }) {
  const { number } = useText()
  return (
    <li>
      <b>{number(count)}</b> <span>{children}</span>
    </li>
  )
}

export function ExportDialog({ frozen: { id, count }, onClose }: { frozen: FrozenSelection; onClose: () => void }) {
  const { t, plural } = useText()
  const forms = [
    ['jsonl', t('JSON lines'), t('Everything about each of them; can be imported again.')],
    ['csv', t('Spreadsheet (CSV)'), t('For reading, with one column for each field.')],
  ] as const
  return (
    <Dialog title={plural(count, 'Export {count} memory', 'Export {count} memories')} onClose={onClose}>
      <p className="quiet">{t('As they are stored now.')}</p>
      <ul className="forms">
        {forms.map(([format, name, what]) => (
          <li key={format}>
            <a className={buttonClass()} href={hrefOf(id, format)} download onClick={onClose}>
              {name}
            </a>
            <span className="note">{what}</span>
          </li>
        ))}
      </ul>
      <div className="buttons">
        <button type="button" className="link plain" onClick={onClose}>
          {t('Not now')}
        </button>
      </div>
    </Dialog>
  )
}

function hrefOf(selection: string, format: 'jsonl' | 'csv'): string {
  const viewer = viewerMark() ?? null
  return exportHref({ format, entries: false, history: false, selection, filter: NO_FILTER, viewer })
}
