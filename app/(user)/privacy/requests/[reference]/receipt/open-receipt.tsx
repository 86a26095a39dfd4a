// The key that opens a receipt: shown once, to whom it is about.
'use client'

import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Copyable } from '@/components/ui/copyable'
import { LocalTime } from '@/components/ui/local-time'
import { useAlive } from '@/components/ui/use-alive'
import { viewerMark } from '@/lib/shared/viewer-mark'
import { openReceipt } from './actions'

type Props = {
  reference: string
  /** Until when it can be taken; null: it cannot any more. */
  until: string | null
  timeZone: string
}

type Opened = { opening: string; id: string; namespace: string }

export function OpenReceipt({ reference, until, timeZone }: Props) {
  const { t, rich } = useText()
  const isAlive = useAlive()
  const [opened, setOpened] = useState<Opened | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const opening = useMutation({
    mutationFn: () => openReceipt({ reference }, viewerMark()),
    onMutate: () => setFailure(null),
    onSuccess: (result) => (result.ok ? setOpened(result.value) : setFailure(result.sentence)),
    onError: () =>
      setFailure(t('The dashboard did not answer. If the key was handed out all the same, it cannot be had again.')),
  })
  return (
    <section className="opening" aria-labelledby="opening">
      <h2 id="opening">{t('Prove that it is about you')}</h2>
      <p className="prose">
        {t(
          'The receipt names nobody and no memory. A key of its own opens it: whoever gets receipt and key from you can check that it is about your id, and that a memory was among those that were erased. Without the key nobody can test a guess.',
        )}
      </p>
      {failure === null ? null : (
        <Banner tone="strike" role="alert" lead={t('There is no key to show.')}>
          {failure}
        </Banner>
      )}
      {opened !== null ? (
        <Shown reference={reference} {...opened} />
      ) : until === null ? (
        <p className="note">{t('It was shown already, or its time is over. It is not kept here any more.')}</p>
      ) : (
        <>
          <div className="buttons">
            <Button disabled={!isAlive || opening.isPending} onClick={() => opening.mutate()}>
              {t('Show the key')}
            </Button>
          </div>
          <p className="note">
            {rich('It is shown once, until {day}, and is then deleted here.', {
              day: <LocalTime key="day" at={until} timeZone={timeZone} style="day" />,
            })}
          </p>
        </>
      )}
    </section>
  )
}

function Shown({ reference, opening, id, namespace }: Opened & { reference: string }) {
  const { t } = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const command = `npm run verify-receipt -- ${reference}.json --key receipt-keys.json --opening ${opening}`
  const commands = `${command} --id ${quoted(id)}\n${command} --namespace ${quoted(namespace)} --memory KEY`
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {t('The key of receipt {reference}', { reference })}
      </h3>
      <p className="prose">
        {t(
          'Copy it now, and keep it beside the file. When you leave or reload this page, nobody can look it up any more.',
        )}
      </p>
      <Copyable name={t('Key##receipt')} text={opening} action={t('Copy the key')} />
      <p className="prose">{t('How somebody checks that it is about you, and about a memory:')}</p>
      <Copyable name={t('Commands##receipt')} text={commands} action={t('Copy the commands')} />
    </>
  )
}

/** As a shell reads it as one word. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
