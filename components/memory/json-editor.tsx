// Edits JSON: numbered lines, the wrong one marked, the sentence below names line and remedy.
'use client'

import { useId } from 'react'
import { useText } from '#text'
import { FieldProblem } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'

export type JsonEditorProps = {
  text: string
  onChange: (text: string) => void
  /** While it is being saved. */
  isLocked?: boolean
  problem: string | null
  /** From 1. */
  wrongLine: number | null
}

export function JsonEditor({ text, onChange, isLocked = false, problem, wrongLine }: JsonEditorProps) {
  const { t } = useText()
  const id = useId()
  const isAlive = useAlive()
  const lines = text.split('\n').length
  return (
    <div className="field">
      <label className="sr-only" htmlFor={id}>
        {t('Value as JSON')}
      </label>
      <div className={problem === null ? 'json-editor' : 'json-editor invalid'}>
        <div className="numbers" aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => index + 1).map((line) => (
            <span key={line} className={line === wrongLine ? 'wrong' : undefined}>
              {line}
            </span>
          ))}
        </div>
        <textarea
          id={id}
          value={text}
          rows={Math.max(4, lines)}
          readOnly={isLocked || !isAlive}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-invalid={problem === null ? undefined : true}
          aria-describedby={problem === null ? undefined : `${id}-wrong`}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      {problem === null ? null : <FieldProblem id={`${id}-wrong`}>{problem}</FieldProblem>}
    </div>
  )
}
