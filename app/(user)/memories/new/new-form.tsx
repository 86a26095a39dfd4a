// Writes a new memory.
'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import type { Failure } from '@/lib/shared/result'
import { keyProblem } from '@/lib/shared/value-rules'
import { saveNew } from '../actions'
import { BackLink } from '../back-link'
import { NotSaved, noAnswer } from '../not-saved'
import { memoryHref, readView } from '../search'
import { useLeaveGuard } from '../use-leave-guard'
import { type Draft, readDraft, ValueEditor } from '../value-editor'

const EMPTY: Draft = { mode: 'words', fields: [{ name: 'text', kind: 'text', text: '', problem: null }] }

export function NewForm() {
  const router = useRouter()
  const client = useQueryClient()
  const [key, setKey] = useState('')
  const [isKeyLeft, setKeyLeft] = useState(false)
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const [failure, setFailure] = useState<Failure | null>(null)
  const operation = useRef<{ id: string; for: string }>(undefined)
  const state = readDraft(draft)
  const problem = keyProblem(key)
  const isTaken = failure?.code === 'exists'
  const isEmpty = draft.mode === 'words' && draft.fields.every((field) => field.text === '')
  useLeaveGuard(key !== '' || !isEmpty)

  const saving = useMutation({
    mutationFn: (json: string) => {
      const intention = `${key} ${json}`
      if (operation.current?.for !== intention) operation.current = { id: crypto.randomUUID(), for: intention }
      return saveNew({ key, json, operation: operation.current.id })
    },
    onSuccess: async (result) => {
      if (!result.ok) return setFailure(result)
      await client.invalidateQueries({ queryKey: ['memories'] })
      router.push(memoryHref(result.value.id, {}, '', { saved: '1' }))
    },
    onError: () => setFailure(noAnswer),
  })

  function save(event?: FormEvent) {
    event?.preventDefault()
    setKeyLeft(true)
    if (!state.ok || problem !== null || isEmpty || saving.isPending) return
    setFailure(null)
    saving.mutate(state.json)
  }

  return (
    <div className="frame memory-page">
      <main id="main">
        <BackLink view={readView(new URLSearchParams())} />
        <header className="titled">
          <h1>A new memory</h1>
        </header>
        <form
          onSubmit={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
          }}
        >
          {failure === null || isTaken ? null : <NotSaved failure={failure} onRetry={save} />}
          <div className="fields first">
            <Field
              label="Key"
              help="A short name that you and the agent find it by, such as preferred_workspace."
              value={key}
              problem={isTaken ? failure.sentence : isKeyLeft ? problem : null}
              autoComplete="off"
              spellCheck={false}
              onBlur={() => setKeyLeft(key !== '')}
              onChange={(event) => {
                setKey(event.target.value)
                if (isTaken) setFailure(null)
              }}
            />
          </div>
          <ValueEditor draft={draft} onChange={setDraft} />
          <div className="buttons form-buttons">
            <Button type="submit" look="main" disabled={!state.ok || isEmpty || saving.isPending}>
              {saving.isPending ? 'Saving…' : 'Save'}
            </Button>
            <Link className={buttonClass()} href="/memories" prefetch={false}>
              Cancel
            </Link>
          </div>
        </form>
      </main>
      <aside className="aside index-col" aria-label="About new memories">
        <h2 className="sr-only">About new memories</h2>
        <section>
          <h3>Who reads it</h3>
          <p className="quiet">Your agents find it by meaning as soon as it is saved, as if they had written it.</p>
        </section>
      </aside>
    </div>
  )
}
