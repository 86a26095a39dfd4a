// The field for an id, and what was found. The id goes in the body of a request: never in an address, which others log.
'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'
import { type Inspection, LONGEST_ID } from '@/lib/shared/inspection'
import type { Freshness } from '@/lib/shared/step-up'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { inspectId } from './actions'
import { Findings } from './findings'
import { Settle } from './settle'

type Props = {
  /** What was opened by its name. */
  opened: Inspection | null
  mayBind: boolean
  freshness: Freshness
  timeZone: string
}

export function Inspector({ opened, mayBind, freshness, timeZone }: Props) {
  const { t } = useText()
  const isAlive = useAlive()
  const [userId, setUserId] = useState('')
  const [found, setFound] = useState(opened)
  const [failure, setFailure] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const looking = useMutation({
    mutationFn: (id: string) => inspectId({ userId: id }, viewerMark()),
    onSuccess: (result) => (result.ok ? setFound(result.value) : setFailure(result.sentence)),
    onError: () => setFailure(t('The dashboard did not answer. Try again in a moment.')),
  })
  const shown = found?.userId
  useEffect(() => {
    if (shown !== null && shown !== undefined) heading.current?.focus()
  }, [shown])

  function submit(event: FormEvent) {
    event.preventDefault()
    if (userId === '' || looking.isPending) return
    setFailure(null)
    looking.mutate(userId)
  }

  return (
    <>
      <form className="inspect" onSubmit={submit}>
        <Field
          label={t('An id')}
          help={t('As the agent knows the person, letter by letter. It is not kept, and that you looked is recorded.')}
          value={userId}
          maxLength={LONGEST_ID}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="auto"
          onChange={(event) => setUserId(event.target.value)}
        />
        <Button type="submit" look="main" disabled={!isAlive || looking.isPending || userId === ''}>
          {looking.isPending ? t('Looking…') : t('Look')}
        </Button>
      </form>
      {failure === null ? null : (
        <Banner tone="strike" role="alert" lead={t('Nothing was looked up.')}>
          {failure}
        </Banner>
      )}
      {found === null ? null : (
        <>
          <Findings found={found} heading={heading} timeZone={timeZone} />
          {mayBind ? <Settle key={found.namespace} found={found} freshness={freshness} /> : null}
        </>
      )}
    </>
  )
}
