// Writes a new memory.
'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import type { Failure } from '@/lib/shared/result'
import { keyProblem } from '@/lib/shared/value-rules'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { saveNew } from '../actions'
import { keptDraft, useKeptDraft } from '../editing/kept-drafts'
import { NotSaved, noAnswer } from '../editing/not-saved'
import { useLeaveGuard } from '../editing/use-leave-guard'
import { useOperation } from '../editing/use-operation'
import { type Draft, readDraft, ValueEditor } from '../editing/value-editor'
import { BackLink } from '../panel/back-link'
import { readView, savedHref } from '../search'

/** Name of the draft that is kept when the page is left. */
const NAME = 'a new memory'

const EMPTY: Draft = { mode: 'words', fields: [{ name: 'text', kind: 'text', text: '', problem: null }] }

export function NewForm() {
  const text = useText()
  const { t, say } = text
  const router = useRouter()
  const client = useQueryClient()
  const kept = keptDraft<{ key: string; draft: Draft }>(NAME)
  const [key, setKey] = useState(kept?.key ?? '')
  const [isKeyLeft, setKeyLeft] = useState(false)
  const [draft, setDraft] = useState<Draft>(kept?.draft ?? EMPTY)
  const [failure, setFailure] = useState<Failure | null>(null)
  const operation = useOperation()
  const state = readDraft(draft)
  const problem = keyProblem(key)
  const isTaken = failure?.code === 'exists'
  const isEmpty = draft.mode === 'words' && draft.fields.every((field) => field.text === '')

  const saving = useMutation({
    mutationFn: (json: string) => saveNew({ key, json, operation: operation(`${key} ${json}`) }, viewerMark()),
    onSuccess: async (result) => {
      if (!result.ok) return setFailure(result)
      await client.invalidateQueries({ queryKey: ['memories'] })
      router.push(savedHref(result.value))
    },
    onError: () => setFailure(noAnswer(text)),
  })

  const isSaved = saving.data?.ok === true
  const isTyped = (key !== '' || !isEmpty) && !isSaved
  useLeaveGuard(isTyped)
  useKeptDraft(NAME, isTyped ? { key, draft } : null)

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
          <h1>{t('A new memory')}</h1>
        </header>
        <form
          onSubmit={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
          }}
        >
          <div className="fields first">
            <Field
              label={t('Key')}
              help={t('A short name that you and the agent find it by, such as preferred_workspace.')}
              value={key}
              problem={isTaken ? visible(failure.sentence) : isKeyLeft && problem !== null ? say(problem) : null}
              autoComplete="off"
              spellCheck={false}
              onBlur={() => setKeyLeft(key !== '')}
              onChange={(event) => {
                setKey(event.target.value)
                if (isTaken) setFailure(null)
              }}
            />
          </div>
          <ValueEditor
            draft={draft}
            onChange={setDraft}
            isLocked={saving.isPending || isSaved}
            notices={failure === null || isTaken ? null : <NotSaved failure={failure} onRetry={save} />}
          />
          <div className="buttons form-buttons">
            <Button type="submit" look="main" disabled={!state.ok || isEmpty || saving.isPending}>
              {saving.isPending ? t('Saving…') : t('Save')}
            </Button>
            <Link
              className="link plain"
              href="/memories"
              prefetch={false}
              onClick={() => {
                // given up on purpose: nothing to keep
                setKey('')
                setDraft(EMPTY)
              }}
            >
              {t('Cancel')}
            </Link>
          </div>
        </form>
      </main>
      <aside className="aside index-col" aria-label={t('About new memories')}>
        <h2 className="sr-only">{t('About new memories')}</h2>
        <section>
          <h3>{t('Who reads it')}</h3>
          <p className="quiet">
            {t('Your agents find it by meaning as soon as it is saved, as if they had written it.')}
          </p>
        </section>
      </aside>
    </div>
  )
}
