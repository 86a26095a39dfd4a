// Edits one memory: live validation, nothing lost on any failure, and both texts side by side when somebody else was faster.
'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { later } from '@/components/ui/later'
import { mergeEdits } from '@/lib/shared/form-fields'
import { sameJson } from '@/lib/shared/json-text'
import type { Memory } from '@/lib/shared/memory'
import type { Failure, Result } from '@/lib/shared/result'
import { editProblem, keyProblem } from '@/lib/shared/value-rules'
import { plainWords, visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { saveEdit, saveNew } from '../../actions'
import { keptDraft, useKeptDraft } from '../../editing/kept-drafts'
import { NotSaved, noAnswer } from '../../editing/not-saved'
import { useLeaveGuard } from '../../editing/use-leave-guard'
import { useOperation } from '../../editing/use-operation'
import { type Draft, draftOf, readDraft, ValueEditor } from '../../editing/value-editor'
import { memoryHref, memoryQuery, savedHref, type View } from '../../search'
import { rename } from '../actions'
import { asObject, bothTogether, type Conflict, canJoin, objectOf } from './conflict'
import { KeyField } from './key-field'

const Recall = later(() => import('./recall').then((file) => file.Recall))
/** Beside the form, or in it only when somebody else was faster. */
const Provenance = later(() => import('../../panel/provenance').then((file) => file.Provenance))
const SearchState = later(() => import('../../panel/provenance').then((file) => file.SearchState))
const Versus = later(() => import('./versus').then((file) => file.Versus))
const MeanwhileNotices = later(() => import('./meanwhile').then((file) => file.MeanwhileNotices))
const Clashes = later(() => import('./meanwhile').then((file) => file.Clashes))

/** How a memory is edited that is not one's own. It keeps its key, and is not written anew once it is gone. */
export type EditWays = {
  /** Names what was typed and not saved: two people's memories can have the same address. */
  draft: string
  back: Route
  save: (edit: { id: string; version: string; json: string; operation: string }) => Promise<Result<Memory>>
  /** What is stored now; null: nothing. Throws where it cannot be told. */
  readAgain: () => Promise<Memory | null>
  onSaved: () => void
  /** Stands above the buttons. */
  fields: ReactNode
  isReady: boolean
}

/** What is being edited, and the version that it began with. */
type Editing = { base: Memory; draft: Draft; key: string }

type Props = { memory: Memory; view: View; timeZone: string; ways?: EditWays }

export function EditForm({ memory, view, timeZone, ways }: Props) {
  const text = useText()
  const { t, rich } = text
  const router = useRouter()
  const client = useQueryClient()
  const operation = useOperation()
  const name = ways?.draft ?? memory.id
  const [{ base, draft, key }, setEditing] = useState<Editing>(
    () => keptDraft<Editing>(name) ?? { base: memory, draft: draftOf(objectOf(memory)), key: memory.key },
  )
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [isGone, setGone] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const setDraft = (changed: Draft) => setEditing({ base, draft: changed, key })
  const state = readDraft(draft)
  const isReworded = !state.ok || !sameJson(state.value, objectOf(base))
  const isRenamed = key !== base.key
  const isChanged = isReworded || isRenamed

  const saving = useMutation({
    mutationFn: (json: string) => {
      const id = operation(JSON.stringify([base.version, json, key, isGone]))
      const edit = { id: base.id, version: base.version, operation: id }
      if (ways !== undefined) return ways.save({ ...edit, json })
      if (isGone) return saveNew({ key, child: base.child, json, operation: id }, viewerMark())
      return isRenamed
        ? rename({ ...edit, key, json: isReworded ? json : undefined }, viewerMark())
        : saveEdit({ ...edit, json }, viewerMark())
    },
    onSuccess: async (result, sent) => {
      if (result.ok && ways !== undefined) return ways.onSaved()
      if (result.ok) {
        // not only invalidated: until it is read again, a panel would act on the version before
        client.removeQueries({ queryKey: ['memory'] })
        client.setQueryData(memoryQuery(result.value.id).queryKey, result.value)
        await client.invalidateQueries({ queryKey: ['memories'] })
        return router.push(savedHref(result.value, view))
      }
      const isMet = result.code === 'conflict' || (isGone && !isRenamed && result.code === 'exists')
      if (isMet || result.code === 'not-found') return meet(sent)
      setFailure(result)
    },
    onError: () => setFailure(noAnswer(text)),
  })
  const back = ways?.back ?? memoryHref(base.id, view)
  const isSaved = saving.data?.ok === true
  useLeaveGuard(isChanged && !isSaved)
  useKeptDraft(name, isChanged && !isSaved ? { base, draft, key } : null)
  const isTaken = failure?.code === 'exists'

  /** Reads what was saved in the meantime and brings it together with what was sent. */
  async function meet(sent: string) {
    const theirs = await (ways === undefined
      ? client.fetchQuery({ ...memoryQuery(base.id), staleTime: 0 })
      : ways.readAgain())
    setGone(theirs === null)
    if (theirs === null) return
    const problem = editProblem(theirs.json)
    if (problem !== null)
      return setFailure({
        ok: false,
        code: 'invalid',
        sentence: t('What was saved in the meantime cannot be edited here. {why}', { why: problem }),
      })
    // a memory that was deleted and written anew has nothing in common with this one
    const merge = mergeEdits(isGone ? new Map() : objectOf(base), asObject(sent), objectOf(theirs))
    setConflict({ ...merge, theirs })
    setEditing({ base: theirs, draft: draftOf(merge.merged), key })
  }

  const mayBeSaved = ways === undefined || (ways.isReady && !isGone)
  const canSave = state.ok && isChanged && keyProblem(key) === null && mayBeSaved && !saving.isPending && !isSaved

  function save(event?: FormEvent) {
    event?.preventDefault()
    if (!canSave) return
    setFailure(null)
    saving.mutate(state.json)
  }

  return (
    <div className="frame memory-page">
      <main id="main">
        <Link className="back" href={back} prefetch={false}>
          ‹ <bdi>{visible(base.key)}</bdi>
        </Link>
        <header className="titled">
          <h1>{rich('Editing {key}', { key: <bdi>{visible(base.key)}</bdi> })}</h1>
        </header>
        <form
          onSubmit={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
          }}
        >
          <ValueEditor
            draft={draft}
            onChange={setDraft}
            isLocked={saving.isPending || isSaved}
            notices={
              <>
                {conflict !== null || isGone ? (
                  <MeanwhileNotices {...{ conflict, isChanged, isGone }} mayBeNew={ways === undefined} />
                ) : null}
                {failure === null || isTaken ? null : <NotSaved failure={failure} onRetry={save} />}
                {conflict === null ? null : <Clashes {...{ draft, conflict, timeZone }} />}
              </>
            }
            instead={(name) => {
              const clash = conflict?.clashes.find((one) => one.name === name)
              return clash && conflict ? <Versus clash={clash} theirs={conflict.theirs} timeZone={timeZone} /> : null
            }}
          />
          {ways?.fields}
          {ways === undefined ? (
            <KeyField
              base={base}
              value={key}
              isLocked={saving.isPending || isSaved}
              refused={isTaken ? failure.sentence : null}
              onChange={(changed) => {
                setEditing({ base, draft, key: changed })
                if (isTaken) setFailure(null)
              }}
            />
          ) : null}
          <div className="buttons form-buttons">
            <Button type="submit" look="main" disabled={!canSave}>
              {saving.isPending
                ? t('Saving…')
                : conflict !== null && conflict.clashes.length > 0
                  ? t('Save my words')
                  : isGone && ways === undefined
                    ? t('Save as a new memory')
                    : t('Save')}
            </Button>
            {conflict !== null && canJoin(draft, conflict) ? (
              <Button
                onClick={() => {
                  setDraft(bothTogether(draft, conflict))
                  setConflict(null)
                }}
              >
                {t('Edit both together')}
              </Button>
            ) : null}
            <Link
              className="link plain"
              href={back}
              prefetch={false}
              // given up on purpose: nothing to keep
              onClick={() => setEditing({ base, draft: draftOf(objectOf(base)), key: base.key })}
            >
              {conflict === null ? t('Cancel') : t('Keep theirs')}
            </Link>
            {state.ok && !isChanged && conflict === null ? (
              <span className="note">{t('Nothing is changed yet.')}</span>
            ) : null}
          </div>
        </form>
        {isGone || ways !== undefined ? null : (
          <Recall
            id={base.id}
            json={state.ok ? state.json : null}
            proposal={view.q === '' ? plainWords(base.json, 80, text) : view.q}
          />
        )}
      </main>
      <aside className="aside index-col" aria-label={t('About this memory')}>
        <h2 className="sr-only">{t('About this memory')}</h2>
        <section>
          <h3>{t('Where it comes from')}</h3>
          <Provenance memory={base} timeZone={timeZone} />
        </section>
        <section>
          <h3>{t('Search')}</h3>
          <SearchState memory={base} />
        </section>
      </aside>
    </div>
  )
}
