// Beside a memory: to have it forgotten, which is more than deleting it.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { FieldProblem } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'
import { useCommands } from '@/components/ui/use-commands'
import type { Memory } from '@/lib/shared/memory'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { selectThese } from '../many/actions'

export function ForgetPart({ memory: { id, version } }: { memory: Pick<Memory, 'id' | 'version'> }) {
  const { t } = useText()
  const router = useRouter()
  const isAlive = useAlive()
  const choosing = useMutation({
    mutationFn: () => selectThese({ ids: [{ id, version }] }, viewerMark()),
    onSuccess: (result) => {
      if (result.ok) router.push(`/privacy/forget/chosen/${result.value.id}`)
    },
  })
  const choose = () => (choosing.isPending ? undefined : choosing.mutate())
  useCommands([{ name: t('Forget this memory for good'), run: choose }])
  const problem =
    choosing.data?.ok === false
      ? visible(choosing.data.sentence)
      : choosing.isError
        ? t('The dashboard did not answer. Try again.')
        : null
  return (
    <section>
      <h3>{t('Forget')}</h3>
      <p className="quiet">
        {t(
          'Deleting can be undone for ten minutes. Forgetting is for good, takes the history along, and gives a receipt.',
        )}
      </p>
      <p className="buttons mt-2">
        <Button disabled={!isAlive || choosing.isPending || choosing.data?.ok === true} onClick={choose}>
          {t('Forget this memory')}
        </Button>
      </p>
      {problem === null ? null : (
        <div className="field">
          <FieldProblem id={`forget-${id}`}>{problem}</FieldProblem>
        </div>
      )}
    </section>
  )
}
