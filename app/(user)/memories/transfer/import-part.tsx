// Bringing memories in: choose a file, see what it would change, decide, and only then have it stored.
'use client'

import { type DragEvent, useState } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { later } from '@/components/ui/later'
import { useLeaveGuard } from '../editing/use-leave-guard'
import { ChooseFile } from './choose-file'
import { countsOf } from './import-file'
import { Progress } from './progress'
import { type Import, useImport } from './use-import'

/** Loaded when a file has been chosen. */
const ComparedFile = later(() => import('./compared-file').then((module) => module.ComparedFile))

export function ImportPart({ timeZone }: { timeZone: string }) {
  const { t } = useText()
  const work = useImport()
  const { phase } = work
  const [isOver, setOver] = useState(false)
  const isBusy = phase.step === 'comparing' || phase.step === 'importing' || phase.step === 'taking-back'
  useLeaveGuard(phase.step === 'importing' || phase.step === 'taking-back')

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const [dropped] = event.dataTransfer.files
    if (dropped !== undefined && !isBusy) void work.compare(dropped, dropped.name)
  }

  return (
    <section
      className={isOver ? 'chapter over' : 'chapter'}
      aria-labelledby="import"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2 id="import">{t('Import')}</h2>
      <div>
        {phase.step === 'choose' ? <ChooseFile work={work} /> : null}
        <Announced work={work} />
        {phase.step === 'comparing' ? (
          <Progress share={phase.share} label={t('Comparing')}>
            <Button onClick={work.stop}>{t('Cancel')}</Button>
          </Progress>
        ) : null}
        {phase.step === 'importing' || phase.step === 'taking-back' ? (
          <Progress
            share={phase.total === 0 ? 1 : phase.done / phase.total}
            label={phase.step === 'importing' ? t('Importing') : t('Putting back')}
          >
            <Button onClick={work.stop}>{t('Stop')}</Button>
          </Progress>
        ) : null}
        <Failed work={work} />
        {phase.step === 'choose' || phase.step === 'comparing' ? null : (
          <ComparedFile work={work} timeZone={timeZone} isBusy={isBusy} />
        )}
      </div>
    </section>
  )
}

/** What is going on, said once for everybody. */
function Announced({ work }: { work: Import }) {
  return (
    <p className="quiet" role="status">
      {useAnnouncement(work)}
    </p>
  )
}

function useAnnouncement({ phase, file }: Import): string {
  const { t, plural } = useText()
  const counts = countsOf(file)
  switch (phase.step) {
    case 'choose':
      return ''
    case 'comparing':
      return plural(phase.memories, 'Comparing… {count} memory so far', 'Comparing… {count} memories so far')
    case 'compared':
      return plural(
        file.items.length + file.refused.length,
        'Compared {count} line of {name}. Nothing has been changed.',
        'Compared {count} lines of {name}. Nothing has been changed.',
        { name: file.name },
      )
    case 'importing':
      return t('Importing… {done} of {total}', { done: phase.done, total: phase.total })
    case 'taking-back':
      return t('Putting back… {done} of {total}', { done: phase.done, total: phase.total })
    case 'imported':
      return [
        plural(counts.added, '{count} memory added.', '{count} memories added.'),
        t('{count} replaced.', { count: counts.replaced }),
        counts.failed === 0 ? '' : t('{count} not imported.', { count: counts.failed }),
      ]
        .join(' ')
        .trim()
  }
}

/** Why it did not go on. What was stored stays stored, what was decided stays decided. */
function Failed({ work: { failure, phase, carryOut, retry } }: { work: Import }) {
  const { t } = useText()
  if (failure === null) return null
  const isSignedOut = failure.code === 'signed-out' || failure.code === 'somebody-else'
  const isImport = phase.step === 'imported'
  return (
    <div className="notices mt-4">
      <Banner
        tone="strike"
        role="alert"
        lead={isImport ? t('It did not go on.') : t('It could not be compared.')}
        action={
          isSignedOut ? (
            <a className="link" href="/sign-in" target="_blank" rel="noreferrer">
              {t('Sign in again')}
            </a>
          ) : (
            <button type="button" className="link" onClick={() => (isImport ? carryOut() : retry())}>
              {isImport ? t('Go on') : t('Try again')}
            </button>
          )
        }
      >
        {failure.sentence}{' '}
        {isImport ? t('What has been stored stays stored, and is not stored twice.') : t('Nothing has been changed.')}
      </Banner>
    </div>
  )
}
