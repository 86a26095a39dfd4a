// Takes a request back, as long as it is not being carried out.
'use client'

import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { useAct } from '@/components/ui/use-act'
import { useAlive } from '@/components/ui/use-alive'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { cancelRequest } from '../../forget/actions'

export function CancelRequest({ reference }: { reference: string }) {
  const { t } = useText()
  const isAlive = useAlive()
  const { act, isPending, said } = useAct(() => cancelRequest({ reference }, viewerMark()), {
    done: () => t('Cancelled. Nothing was forgotten.'),
    failed: t('Not cancelled.'),
  })
  return (
    <>
      <div className="buttons mt-5">
        <Button disabled={!isAlive || isPending} onClick={() => act(undefined)}>
          {isPending ? t('Cancelling…') : t('Cancel this request')}
        </Button>
      </div>
      {said}
    </>
  )
}
