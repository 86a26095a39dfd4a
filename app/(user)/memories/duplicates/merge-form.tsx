// Makes one memory of two: a form that begins with the words of both, and the name that stays.
'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { joinValues } from '@/lib/shared/join-values'
import { type JsonObject, parseJson } from '@/lib/shared/json-text'
import type { Memory } from '@/lib/shared/memory'
import type { Failure } from '@/lib/shared/result'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { NotSaved, noAnswer } from '../editing/not-saved'
import { useLeaveGuard } from '../editing/use-leave-guard'
import { useOperation } from '../editing/use-operation'
import { type Draft, draftOf, readDraft, ValueEditor } from '../editing/value-editor'
import { mergeOfPair } from './actions'

type Props = {
  left: Memory
  right: Memory
  onCancel: () => void
  onMerged: (into: Memory, from: Memory) => void
}

export function MergeForm({ left, right, onCancel, onMerged }: Props) {
  const text = useText()
  const { t } = text
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const operation = useOperation()
  // what was learned last is likelier to be true, and stands first
  const [start] = useState<Draft>(() => draftOf(joinValues(objectOf(right), objectOf(left))))
  const [draft, setDraft] = useState(start)
  const [into, setInto] = useState(right)
  const [failure, setFailure] = useState<Failure | null>(null)
  const from = into === right ? left : right
  const state = readDraft(draft)
  useEffect(() => form.current?.querySelector<HTMLElement>('textarea, input[inputmode]')?.focus(), [])
  const saving = useMutation({
    mutationFn: (json: string) =>
      mergeOfPair(
        {
          into: { id: into.id, version: into.version },
          from: { id: from.id, version: from.version },
          json,
          operation: operation(`${into.id} ${json}`),
        },
        viewerMark(),
      ),
    onSuccess: (result) => {
      if (!result.ok) return setFailure(result)
      onMerged(into, from)
    },
    onError: () => setFailure(noAnswer(text)),
  })
  const isSaved = saving.data?.ok === true
  useLeaveGuard(draft !== start && !isSaved)

  function save(event?: FormEvent) {
    event?.preventDefault()
    if (!state.ok || saving.isPending || isSaved) return
    setFailure(null)
    saving.mutate(state.json)
  }

  return (
    <form
      ref={form}
      className="merge"
      aria-label={t('Make one of the two')}
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
      }}
    >
      <fieldset className="names" disabled={saving.isPending || isSaved}>
        <legend>{t('The name that stays')}</legend>
        {[left, right].map((memory) => (
          <label key={memory.id} dir="auto">
            <input type="radio" name={`${id}-into`} checked={into.id === memory.id} onChange={() => setInto(memory)} />{' '}
            {visible(memory.key)}
          </label>
        ))}
      </fieldset>
      <ValueEditor
        draft={draft}
        onChange={setDraft}
        isLocked={saving.isPending || isSaved}
        notices={failure === null ? null : <NotSaved failure={failure} onRetry={save} />}
      />
      <div className="buttons form-buttons">
        <Button type="submit" look="main" disabled={!state.ok || saving.isPending || isSaved}>
          {saving.isPending ? t('Saving…') : t('Save as one')}
        </Button>
        <button type="button" className="link plain" disabled={saving.isPending || isSaved} onClick={onCancel}>
          {t('Cancel')}
        </button>
        <span className="note">
          {t('{key} is deleted with it; both can be undone as one.', { key: visible(from.key) })}
        </span>
      </div>
    </form>
  )
}

/** Only memories that can be edited come here. */
function objectOf(memory: Memory): JsonObject {
  const value = parseJson(memory.json ?? '')
  if (value instanceof Map) return value
  throw new Error('only objects are edited')
}
