// Brings a version of somebody else's memory back, once it is said why.
'use client'

import { useRouter } from 'next/navigation'
import { useText } from '#text'
import { useOperation } from '@/app/(user)/memories/editing/use-operation'
import { useAlive } from '@/components/ui/use-alive'
import { formatDateTime } from '@/lib/shared/time'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { restoreOnBehalf } from '../../actions'
import { BehalfForm } from './behalf-form'
import { HISTORY_TITLE } from './history-title'
import { useBehalf } from './use-behalf'

type Props = {
  personRef: string
  /** Pseudonym of the administrator. */
  by: string
  reason: string
  memory: { id: string; version: string; mark: string }
  version: { id: string; number: number; at: string }
  timeZone: string
}

export function RestoreOnBehalf({ personRef, by, reason: given, memory, version, timeZone }: Props) {
  const text = useText()
  const { t } = text
  const isAlive = useAlive()
  const router = useRouter()
  const operation = useOperation()
  const change = useBehalf({
    draft: `restore on behalf ${by} ${memory.mark} ${version.id}`,
    given,
    send: (reason) => {
      const sent = { id: memory.id, version: memory.version, versionId: version.id, reason }
      return restoreOnBehalf({ ref: personRef, ...sent, operation: operation(JSON.stringify(sent)) }, viewerMark())
    },
    onDone: () => {
      change.close()
      document.getElementById(HISTORY_TITLE)?.focus()
      router.refresh()
    },
  })
  const title = t('Restore version {number} of {when}', {
    number: version.number,
    when: formatDateTime(version.at, timeZone, text),
  })
  if (change.isAsking)
    return <BehalfForm change={change} title={title} button={{ text: t('Restore'), busyText: t('Restoring…') }} />
  return (
    <button
      ref={change.opener}
      type="button"
      className="link"
      aria-label={title}
      disabled={!isAlive}
      onClick={() => change.open()}
    >
      {t('Restore')}
    </button>
  )
}
