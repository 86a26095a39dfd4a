'use client'

import { useRouter } from 'next/navigation'
import { useText } from '#text'
import { FieldProblem } from '@/components/ui/field'
import type { Version } from '@/lib/shared/history'
import type { Memory } from '@/lib/shared/memory'
import { formatDateTime } from '@/lib/shared/time'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { useChange } from '../panel/use-change'
import { savedHref, type View } from '../search'
import { restore } from './actions'

type Props = {
  memory: Pick<Memory, 'id' | 'version'>
  version: Pick<Version, 'number' | 'at'> & { id: string }
  view: View
  timeZone: string
  /** Among links it looks like one. */
  look?: 'link' | 'button'
}

/** Brings a version back at once: the restore is a version itself, and can be undone. */
export function RestoreButton({ memory, version, view, timeZone, look = 'link' }: Props) {
  const text = useText()
  const { t } = text
  const router = useRouter()
  const { change, isPending, problem } = useChange(
    (input: { id: string; version: string; versionId: string }, operation) =>
      restore({ ...input, operation }, viewerMark()),
    ({ memory: restored }) => router.push(savedHref(restored, view)),
  )
  return (
    <>
      <button
        type="button"
        className={look}
        disabled={isPending}
        aria-label={t('Restore version {number} of {when}', {
          number: version.number,
          when: formatDateTime(version.at, timeZone, text),
        })}
        onClick={() => change({ id: memory.id, version: memory.version, versionId: version.id })}
      >
        {isPending ? t('Restoring…') : t('Restore')}
      </button>
      {problem === null ? null : (
        <span className="field">
          <FieldProblem id={`restore-${version.id}`}>{visible(problem)}</FieldProblem>
        </span>
      )}
    </>
  )
}
