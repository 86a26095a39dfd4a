// The form that everybody edits their memories with, for somebody else's.
'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { EditForm } from '@/app/(user)/memories/[id]/edit/edit-form'
import { keptDraft, useKeptDraft } from '@/app/(user)/memories/editing/kept-drafts'
import { START } from '@/app/(user)/memories/search'
import { reasonProblem } from '@/lib/shared/reason'
import { viewerMark } from '@/lib/shared/viewer-mark'
import type { Revealed } from '@/lib/store/on-behalf/revealed'
import { readAgain, saveOnBehalf } from '../../../actions'
import { memoryOnBehalfHref } from '../../ways'
import { ReasonField } from '../reason-field'

type Props = {
  memory: Revealed
  personRef: string
  /** Pseudonym of the administrator. */
  by: string
  reason: string
  timeZone: string
}

export function EditOnBehalf({ memory, personRef, by, reason: given, timeZone }: Props) {
  const router = useRouter()
  // what was typed waits for whoever typed it, and for nobody who signs in after them in this window
  const draft = `on behalf ${by} ${personRef} ${memory.id}`
  const [reason, setReason] = useState(() => keptDraft<string>(`${draft} reason`) ?? given)
  useKeptDraft(`${draft} reason`, reason === given ? null : reason)
  const back = memoryOnBehalfHref(personRef, memory.mark)
  return (
    <EditForm
      memory={memory}
      view={START}
      timeZone={timeZone}
      ways={{
        draft,
        back,
        save: (edit) => saveOnBehalf({ ref: personRef, reason, ...edit }, viewerMark()),
        readAgain: async () => {
          const result = await readAgain({ ref: personRef, id: memory.id }, viewerMark())
          if (!result.ok) throw new Error(result.code)
          return result.value
        },
        onSaved: () => {
          router.push(back)
          router.refresh()
        },
        fields: <ReasonField value={reason} onChange={setReason} />,
        isReady: reasonProblem(reason) === null,
      }}
    />
  )
}
