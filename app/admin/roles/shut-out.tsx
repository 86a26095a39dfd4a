// People who are shut out, letting them in again, and shutting somebody out.
'use client'

import { useEffect, useState } from 'react'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { LocalTime } from '@/components/ui/local-time'
import { useAlive } from '@/components/ui/use-alive'
import type { ListedOut } from '@/lib/shared/roles'
import type { Freshness } from '@/lib/shared/step-up'
import { visible } from '@/lib/shared/value-words'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { broughtBack } from '../step-up-draft'
import { StepUpField, useStepUp } from '../step-up-field'
import { letSomebodyIn, shutSomebodyOut } from './actions'
import { ByWhom, Reason } from './grant-cells'
import { PersonName } from './person-name'
import { ReasonedForm } from './reasoned-form'

const DRAFT = 'shut out'
type Draft = { userId: string; reason: string }

type Props = { out: readonly ListedOut[]; freshness: Freshness; timeZone: string }

export function ShutOut({ out, freshness, timeZone }: Props) {
  const { t } = useText()
  const isAlive = useAlive()
  const [asked, setAsked] = useState<{ letIn: ListedOut } | Draft | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => {
    const kept = broughtBack(DRAFT)
    if (kept !== null) setAsked({ userId: kept.userId ?? '', reason: kept.reason ?? '' })
  }, [])
  const close = (told: string | null) => {
    setAsked(null)
    setSaid(told)
  }
  return (
    <>
      {out.length === 0 ? (
        <p className="quiet">{t('Nobody is shut out.')}</p>
      ) : (
        <table className="table fold">
          <thead>
            <tr>
              <th scope="col">{t('Person')}</th>
              <th scope="col">{t('By##shut out')}</th>
              <th scope="col">{t('Since##a role')}</th>
              <th scope="col">
                <span className="sr-only">{t('Let in again')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {out.map((one) => (
              <tr key={one.who.id}>
                <th scope="row">
                  <PersonName who={one.who} />
                </th>
                <td className="under">
                  <ByWhom by={one.by} />
                  <Reason text={one.reason} />
                </td>
                <td className="under quiet">
                  <LocalTime at={one.since} timeZone={timeZone} style="date-time" />
                </td>
                <td className="n">
                  <button type="button" className="link" disabled={!isAlive} onClick={() => setAsked({ letIn: one })}>
                    {t('Let in again')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div role="status">{said === null ? null : <p className="note mt-3">{said}</p>}</div>
      <p className="buttons mt-4">
        <Button look="erase" disabled={!isAlive} onClick={() => setAsked({ userId: '', reason: '' })}>
          {t('Shut somebody out')}
        </Button>
      </p>
      {asked === null ? null : 'letIn' in asked ? (
        <ReasonedForm
          title={t('Let {name} in again?', { name: visible(asked.letIn.who.name ?? asked.letIn.who.id) })}
          consequence={t(
            'They can sign in again. Sessions that ended stay ended; roles and tokens of theirs that have not ended count again.',
          )}
          button={{ title: t('Let in again'), look: 'main' }}
          done={t('{name} can sign in again.', { name: visible(asked.letIn.who.name ?? asked.letIn.who.id) })}
          send={({ reason }) => letSomebodyIn({ userId: asked.letIn.who.id, reason }, viewerMark())}
          onClose={close}
        />
      ) : (
        <ShutOutForm first={asked} freshness={freshness} onClose={close} />
      )}
    </>
  )
}

type FormProps = { first: Draft; freshness: Freshness; onClose: (told: string | null) => void }

function ShutOutForm({ first, freshness, onClose }: FormProps) {
  const { t } = useText()
  const [userId, setUserId] = useState(first.userId)
  const stepUp = useStepUp(freshness)
  return (
    <ReasonedForm
      title={t('Shut somebody out?')}
      consequence={t(
        'Their sessions end at the next request, they cannot sign in, and agents with a token of theirs are refused.',
      )}
      button={{ title: t('Shut out'), look: 'erase main' }}
      done={t('{name} is shut out.', { name: visible(userId) })}
      send={async (change) => {
        const result = await shutSomebodyOut({ userId, ...change, confirm: stepUp.confirm }, viewerMark())
        if (!result.ok) stepUp.hear(result.code)
        return result
      }}
      onClose={onClose}
      first={first.reason}
    >
      {(reason) => (
        <>
          <Field
            label={t('Their id')}
            help={t('As the agent knows them, byte for byte.')}
            value={userId}
            maxLength={1000}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setUserId(event.target.value)}
          />
          <StepUpField stepUp={stepUp} draft={{ name: DRAFT, values: { userId, reason } }} />
        </>
      )}
    </ReasonedForm>
  )
}
