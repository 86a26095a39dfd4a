// What has just been done, said once and with a way back. It is read from the story, so it cannot say what did not happen.
'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useText } from '#text'
import { FieldProblem } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import type { Version } from '@/lib/shared/history'
import type { Memory } from '@/lib/shared/memory'
import type { Result } from '@/lib/shared/result'
import type { Text } from '@/lib/shared/text'
import { formatDateTime } from '@/lib/shared/time'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { useChange } from '../panel/use-change'
import { savedHref, savedMark, type View } from '../search'
import { rename, restore } from './actions'

type Props = {
  isSaved: boolean
  memory: Memory
  /** The newest versions of its story, the present one first. */
  versions: Version[]
  view: View
  timeZone: string
}

export function SavedNotice({ isSaved, memory, versions, view, timeZone }: Props) {
  const text = useText()
  const { t } = text
  const router = useRouter()
  const [newest] = versions
  const mark = savedMark(memory)
  // the address forgets it, so that a reload does not repeat it
  useEffect(() => {
    const url = new URL(location.href)
    if (url.searchParams.get('saved') !== mark) return
    url.searchParams.delete('saved')
    history.replaceState(null, '', url)
  }, [mark])
  const { change, isPending, problem } = useChange(takeBack, (undone) => router.push(savedHref(undone, view)))
  const back = backOf(memory, versions)
  return (
    <div className="saved-notice">
      <p role="status" className="note">
        {isSaved ? (
          <>
            <Glyph name="check" /> {wordsFor(newest, memory.searchable, timeZone, text)}
          </>
        ) : null}
      </p>
      {isSaved && back !== null ? (
        <button type="button" className="link note" disabled={isPending} onClick={() => change(back)}>
          {isPending ? t('Undoing…') : t('Undo')}
        </button>
      ) : null}
      {problem === null ? null : (
        <span className="field">
          <FieldProblem id="undo-change">{visible(problem)}</FieldProblem>
        </span>
      )}
    </div>
  )
}

function wordsFor(newest: Version | undefined, isSearchable: boolean, timeZone: string, text: Text): string {
  const { t } = text
  if (newest?.how === 'restore' && newest.restoredAt !== null) {
    const when = formatDateTime(newest.restoredAt, timeZone, text)
    return isSearchable
      ? t('Restored the version of {when}. Search renewed.', { when })
      : t('Restored the version of {when}.', { when })
  }
  if (newest?.how === 'rename' && newest.formerKey !== null)
    return t('Renamed from {key}.', { key: visible(newest.formerKey) })
  if (newest?.how === 'expiry') return t('The end date is changed.')
  return isSearchable ? t('Saved. Search renewed.') : t('Saved.')
}

type Back = { id: string; version: string } & ({ versionId: string } | { key: string; json?: string })

/** How the newest change is taken back; null where there is nothing to go back to. */
function backOf({ id, version }: Memory, versions: Version[]): Back | null {
  const [newest, before, beforeThat] = versions
  if (newest?.by.kind !== 'you' || newest.earlier !== 'kept' || before === undefined || before.id === null) return null
  if (newest.how !== 'rename') return { id, version, versionId: before.id }
  if (newest.formerKey === null) return null
  // value and key may have been changed in one
  const isTwofold = before.at === newest.at && before.earlier === 'kept'
  return { id, version, key: newest.formerKey, json: isTwofold ? (beforeThat?.json ?? undefined) : undefined }
}

async function takeBack(back: Back, operation: string): Promise<Result<Memory>> {
  if ('versionId' in back) {
    const result = await restore({ ...back, operation }, viewerMark())
    return result.ok ? { ok: true, value: result.value.memory } : result
  }
  return rename({ ...back, operation }, viewerMark())
}
