// Deletes at once, since it can be undone for ten minutes; what went wrong is said where the button stands.
'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { FieldProblem } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'
import { useCommands } from '@/components/ui/use-commands'
import type { Memory } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { remove } from '../actions'
import { useOperation } from '../editing/use-operation'

export function DeleteButton({ memory, onDeleted }: { memory: Memory; onDeleted: () => void }) {
  const { t } = useText()
  const isAlive = useAlive()
  const client = useQueryClient()
  const router = useRouter()
  const operation = useOperation()
  const deleting = useMutation({
    mutationFn: () =>
      remove(
        { id: memory.id, version: memory.version, operation: operation(`${memory.id} ${memory.version}`) },
        viewerMark(),
      ),
    onSuccess: async (result) => {
      if (!result.ok) {
        // it changed, or is gone: show what there is now
        router.refresh()
        return client.invalidateQueries({ queryKey: ['memory', memory.id] })
      }
      onDeleted()
      client.removeQueries({ queryKey: ['memory', memory.id] })
      await Promise.all(['memories', 'undoable'].map((name) => client.invalidateQueries({ queryKey: [name] })))
    },
  })
  useCommands([
    { name: t('Delete this memory'), key: 'Delete', run: () => (deleting.isPending ? undefined : deleting.mutate()) },
  ])
  const problem =
    deleting.data?.ok === false
      ? visible(deleting.data.sentence)
      : deleting.isError
        ? t('The dashboard did not answer. Try again: sent twice, it is done once.')
        : null
  return (
    <>
      <Button
        look="erase"
        aria-keyshortcuts="Delete"
        disabled={deleting.isPending || !isAlive}
        onClick={() => deleting.mutate()}
      >
        {deleting.isPending ? t('Deleting…') : t('Delete')}
      </Button>
      {problem === null ? null : (
        <div className="field">
          <FieldProblem id={`delete-${memory.id}`}>{problem}</FieldProblem>
        </div>
      )}
    </>
  )
}
