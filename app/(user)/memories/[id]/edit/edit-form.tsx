// Edits one memory: live validation, nothing lost on any failure, and both texts side by side when somebody else was faster.
'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button, buttonClass } from '@/components/ui/button'
import { mergeEdits } from '@/lib/shared/form-fields'
import { type JsonObject, sameJson } from '@/lib/shared/json-text'
import type { Memory } from '@/lib/shared/memory'
import type { Failure } from '@/lib/shared/result'
import { visible } from '@/lib/shared/value-words'
import { saveEdit, saveNew } from '../../actions'
import { NotSaved, noAnswer } from '../../not-saved'
import { Provenance, SearchEntry } from '../../provenance'
import { memoryHref, memoryQuery, type View } from '../../search'
import { useLeaveGuard } from '../../use-leave-guard'
import { type Draft, draftOf, readDraft, ValueEditor } from '../../value-editor'
import { bothTogether, type Conflict, Versus } from './conflict'

export function EditForm({ memory, view, timeZone }: { memory: Memory; view: View; timeZone: string }) {
  const router = useRouter()
  const client = useQueryClient()
  const [base, setBase] = useState(memory)
  const [draft, setDraft] = useState<Draft>(() => draftOf(objectOf(memory)))
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [isGone, setGone] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const operation = useRef<{ id: string; for: string }>(undefined)
  const state = readDraft(draft)
  const isChanged = !state.ok || !sameJson(state.value, objectOf(base))
  useLeaveGuard(isChanged)

  const saving = useMutation({
    mutationFn: async (json: string) => {
      // sent again after a lost answer it is the same operation, and carried out once
      const intention = `${base.version} ${json} ${isGone}`
      if (operation.current?.for !== intention) operation.current = { id: crypto.randomUUID(), for: intention }
      const id = operation.current.id
      return isGone
        ? saveNew({ key: base.key, json, operation: id })
        : saveEdit({ id: base.id, version: base.version, json, operation: id })
    },
    onSuccess: async (result) => {
      if (result.ok) {
        await Promise.all(['memory', 'memories'].map((name) => client.invalidateQueries({ queryKey: [name] })))
        return router.push(memoryHref(result.value.id, view, '', { saved: '1' }))
      }
      if (result.code === 'conflict') return meet()
      if (result.code === 'not-found') return setGone(true)
      setFailure(result)
    },
    onError: () => setFailure(noAnswer),
  })

  /** Reads what was saved in the meantime and brings both edits together. */
  async function meet() {
    const theirs = await client.fetchQuery({ ...memoryQuery(base.id), staleTime: 0 })
    if (theirs === null) return setGone(true)
    const mine = readDraft(draft)
    if (!mine.ok) return
    const merge = mergeEdits(objectOf(base), mine.value, objectOf(theirs))
    setConflict({ ...merge, theirs })
    setBase(theirs)
    setDraft(draftOf(merge.merged))
  }

  function save(event?: FormEvent) {
    event?.preventDefault()
    if (!state.ok || saving.isPending) return
    setFailure(null)
    saving.mutate(state.json)
  }

  return (
    <div className="frame memory-page">
      <main id="main">
        <Link className="back" href={memoryHref(base.id, view)} prefetch={false} dir="auto">
          ‹ {visible(base.key)}
        </Link>
        <header className="titled">
          <h1 dir="auto">Editing {visible(base.key)}</h1>
        </header>
        <form
          onSubmit={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
          }}
        >
          <div className="stack" aria-live="polite">
            {conflict === null ? null : (
              <Banner tone="doubt" role="alert" lead="This memory changed while you were editing it.">
                Nothing has been saved. {conflictWords(conflict)}
              </Banner>
            )}
            {isGone ? (
              <Banner tone="doubt" role="alert" lead="This memory was deleted while you were editing it.">
                Nothing has been saved. Your words are still in the form; save them to keep them as a new memory.
              </Banner>
            ) : null}
            {failure === null ? null : <NotSaved failure={failure} onRetry={save} />}
          </div>
          <ValueEditor
            draft={draft}
            onChange={setDraft}
            instead={(name) => {
              const clash = conflict?.clashes.find((one) => one.name === name)
              return clash && conflict ? <Versus clash={clash} theirs={conflict.theirs} timeZone={timeZone} /> : null
            }}
          />
          {conflict !== null && draft.mode === 'json'
            ? conflict.clashes.map((clash) => (
                <Versus key={clash.name} clash={clash} theirs={conflict.theirs} timeZone={timeZone} isNamed />
              ))
            : null}
          <div className="buttons form-buttons">
            <Button type="submit" look="main" disabled={!state.ok || !isChanged || saving.isPending}>
              {saving.isPending
                ? 'Saving…'
                : conflict !== null
                  ? 'Save my words'
                  : isGone
                    ? 'Save as a new memory'
                    : 'Save'}
            </Button>
            {conflict !== null && conflict.clashes.length > 0 ? (
              <Button
                onClick={() => {
                  setDraft(bothTogether(draft, conflict))
                  setConflict(null)
                }}
              >
                Edit both together
              </Button>
            ) : null}
            <Link className={buttonClass()} href={memoryHref(base.id, view)} prefetch={false}>
              {conflict === null ? 'Cancel' : 'Keep theirs'}
            </Link>
            {state.ok && !isChanged && conflict === null ? <span className="note">Nothing is changed yet.</span> : null}
          </div>
        </form>
      </main>
      <aside className="aside index-col" aria-label="About this memory">
        <h2 className="sr-only">About this memory</h2>
        <section>
          <h3>Where it comes from</h3>
          <Provenance memory={base} timeZone={timeZone} />
        </section>
        <section>
          <h3>Search</h3>
          <SearchEntry memory={base} />
        </section>
      </aside>
    </div>
  )
}

function conflictWords({ clashes, taken }: Conflict): string {
  if (clashes.length === 0)
    return taken.length === 0
      ? 'Save again to keep your words.'
      : 'The two changes do not touch each other: save to keep both.'
  const names = clashes.map((clash) => clash.name).join(', ')
  const rest = taken.length === 0 ? '' : ` Their changes to ${taken.join(', ')} are taken over.`
  return `Both of you changed ${names}. Your words stay here until you decide.${rest}`
}

/** What is stored, as an object; another root cannot be edited and is replaced. */
function objectOf(memory: Memory): JsonObject {
  const read = readDraft({ mode: 'json', text: memory.json ?? '{}' })
  return read.ok ? read.value : new Map()
}
