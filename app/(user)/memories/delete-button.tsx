// Deletes at once, since it can be undone for ten minutes; what went wrong is said where the button stands.
'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { FieldProblem } from '@/components/ui/field'
import type { Memory } from '@/lib/shared/memory'
import { remove } from './actions'

export function DeleteButton({ memory, onDeleted }: { memory: Memory; onDeleted: () => void }) {
  const client = useQueryClient()
  const operation = useRef<string>(undefined)
  const deleting = useMutation({
    mutationFn: () => {
      // the same intention keeps its id: pressed twice, or again after a lost answer, it is carried out once
      operation.current ??= crypto.randomUUID()
      return remove({ id: memory.id, version: memory.version, operation: operation.current })
    },
    onSuccess: async (result) => {
      operation.current = undefined
      if (!result.ok) return client.invalidateQueries({ queryKey: ['memory', memory.id] })
      onDeleted()
      client.removeQueries({ queryKey: ['memory', memory.id] })
      await Promise.all(['memories', 'undoable'].map((name) => client.invalidateQueries({ queryKey: [name] })))
      document.querySelector<HTMLElement>('.toasts .toast button')?.focus()
    },
  })
  const problem =
    deleting.data?.ok === false
      ? deleting.data.sentence
      : deleting.isError
        ? 'Not deleted: the dashboard did not answer. Try again.'
        : null
  return (
    <>
      <Button look="erase" disabled={deleting.isPending} onClick={() => deleting.mutate()}>
        {deleting.isPending ? 'Deleting…' : 'Delete'}
      </Button>
      {problem === null ? null : (
        <div className="field">
          <FieldProblem id={`delete-${memory.id}`}>{problem}</FieldProblem>
        </div>
      )}
    </>
  )
}
