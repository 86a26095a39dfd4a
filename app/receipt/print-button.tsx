// Prints the page it stands on.
'use client'

import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { useAlive } from '@/components/ui/use-alive'

export function PrintButton() {
  const { t } = useText()
  const isAlive = useAlive()
  return (
    <Button disabled={!isAlive} onClick={() => window.print()}>
      {t('Print')}
    </Button>
  )
}
