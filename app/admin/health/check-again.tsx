// Examines anew; what was found stays until then.
'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { useAlive } from '@/components/ui/use-alive'

export function CheckAgain() {
  const { t } = useText()
  const router = useRouter()
  const isAlive = useAlive()
  const [isExamining, start] = useTransition()
  return (
    <Button disabled={isExamining || !isAlive} onClick={() => start(() => router.refresh())}>
      {isExamining ? t('Examining…') : t('Check again')}
    </Button>
  )
}
