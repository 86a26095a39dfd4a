// Binds a namespace to one id, with evidence; or ends its binding.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field, TextField } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'
import { type Inspection, LONGEST_EVIDENCE, LONGEST_ID, SHORTEST_EVIDENCE } from '@/lib/shared/inspection'
import type { Result } from '@/lib/shared/result'
import type { Freshness } from '@/lib/shared/step-up'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { broughtBack } from '../step-up-draft'
import { StepUpField, useStepUp } from '../step-up-field'
import { bindNamespace, unbindNamespace } from './actions'

type Props = { found: Inspection; freshness: Freshness }

export function Settle({ found, freshness }: Props) {
  const { t } = useText()
  const [said, setSaid] = useState<string | null>(null)
  const isOpen = found.binding === null
  return (
    <section className="settle" aria-labelledby="settle">
      <h3 id="settle">{isOpen ? t('Bind this namespace') : t('End this binding')}</h3>
      {said === null ? null : (
        <Banner tone="news" role="status">
          {said}
        </Banner>
      )}
      {said !== null ? null : found.isBindingAsked ? (
        <p>{t('A binding has been asked for already, and waits.')}</p>
      ) : isOpen ? (
        <BindForm found={found} freshness={freshness} onDone={setSaid} />
      ) : (
        <EndForm found={found} freshness={freshness} onDone={setSaid} />
      )}
    </section>
  )
}

type FormProps = Props & { onDone: (said: string) => void }

function BindForm({ found, freshness, onDone }: FormProps) {
  const { t } = useText()
  const [userId, setUserId] = useState(found.userId ?? '')
  return (
    <EvidenceForm
      name={`bind ${found.namespace}`}
      freshness={freshness}
      label={t('How you know')}
      help={t('Who said it, where it is written, when you looked. It is kept, and whoever confirms it reads it.')}
      action={t('Ask to bind it')}
      look="main"
      isComplete={userId !== ''}
      run={(evidence, confirm) =>
        bindNamespace({ userId, namespace: found.namespace, evidence, confirm }, viewerMark())
      }
      onDone={({ waitsFor }) =>
        onDone(
          waitsFor === 'person'
            ? t('Asked for. It takes effect when another administrator confirms it within a day.')
            : t('Asked for. Nobody else could confirm it, so it takes effect in a day, unless somebody withdraws it.'),
        )
      }
    >
      <Field
        label={t('Whose it is')}
        help={t('One of the ids above, letter by letter.')}
        value={userId}
        maxLength={LONGEST_ID}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        dir="auto"
        onChange={(event) => setUserId(event.target.value)}
      />
    </EvidenceForm>
  )
}

function EndForm({ found, freshness, onDone }: FormProps) {
  const { t } = useText()
  return (
    <EvidenceForm
      name={`end ${found.namespace}`}
      freshness={freshness}
      label={t('Why')}
      help={t('Nobody gets in by this: the namespace is locked for everybody until it is bound again.')}
      action={t('End the binding')}
      look="erase"
      isComplete
      run={(reason, confirm) => unbindNamespace({ namespace: found.namespace, reason, confirm }, viewerMark())}
      onDone={() => onDone(t('Ended. The namespace is locked for everybody until it is bound again.'))}
    />
  )
}

type EvidenceProps<Value> = {
  name: string
  freshness: Freshness
  label: string
  help: string
  action: string
  look: 'main' | 'erase'
  isComplete: boolean
  run: (evidence: string, confirm: string) => Promise<Result<Value>>
  onDone: (value: Value) => void
  children?: ReactNode
}

function EvidenceForm<Value>(props: EvidenceProps<Value>) {
  const { name, freshness, label, help, action, look, isComplete, run, onDone, children } = props
  const { t } = useText()
  const router = useRouter()
  const isAlive = useAlive()
  const stepUp = useStepUp(freshness)
  const [evidence, setEvidence] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const sending = useMutation({
    mutationFn: () => run(evidence, stepUp.confirm),
    onSuccess: (result) => {
      if (!result.ok) {
        stepUp.hear(result.code)
        return setFailure(result.sentence)
      }
      onDone(result.value)
      router.refresh()
    },
    onError: () => setFailure(t('The dashboard did not answer. Load the page again to see whether it was done.')),
  })
  useEffect(() => setEvidence(broughtBack(name)?.evidence ?? ''), [name])
  const isShort = evidence.trim().length < SHORTEST_EVIDENCE

  function submit(event: FormEvent) {
    event.preventDefault()
    if (sending.isPending || isShort || !isComplete) return
    setFailure(null)
    sending.mutate()
  }

  return (
    <form onSubmit={submit}>
      {failure === null ? null : (
        <Banner tone="strike" role="alert" lead={t('Nothing was changed.')}>
          {failure}
        </Banner>
      )}
      {children}
      <TextField
        label={label}
        help={help}
        rows={3}
        value={evidence}
        maxLength={LONGEST_EVIDENCE}
        onChange={(event) => setEvidence(event.target.value)}
      />
      <StepUpField stepUp={stepUp} draft={{ name, values: { evidence } }} />
      <div className="buttons">
        <Button
          type="submit"
          look={look}
          disabled={!isAlive || sending.isPending || isShort || !isComplete || !stepUp.isReady}
        >
          {sending.isPending ? t('Sending…') : action}
        </Button>
      </div>
    </form>
  )
}
