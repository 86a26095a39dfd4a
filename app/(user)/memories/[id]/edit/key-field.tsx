// The key of the memory that is being edited. The agent knows the memory by it, so what changing it means is said at once.
'use client'

import { useText } from '#text'
import { Field } from '@/components/ui/field'
import type { Memory } from '@/lib/shared/memory'
import { keyProblem } from '@/lib/shared/value-rules'
import { visible } from '@/lib/shared/value-words'

type Props = {
  base: Memory
  value: string
  onChange: (key: string) => void
  isLocked: boolean
  /** Why the server did not take it. */
  refused: string | null
}

export function KeyField({ base, value, onChange, isLocked, refused }: Props) {
  const { t, say } = useText()
  const wrong = keyProblem(value)
  const isNew = value !== base.key
  return (
    <div className="fields key-field">
      <Field
        label={t('Key')}
        value={value}
        readOnly={isLocked}
        problem={refused !== null ? visible(refused) : wrong === null ? null : say(wrong)}
        help={
          isNew
            ? base.searchable
              ? t('An agent that knows the old key no longer finds it there; by meaning it is found as before.')
              : t('An agent that knows the old key no longer finds it there.')
            : undefined
        }
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
