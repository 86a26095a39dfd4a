// A file beside what is stored: how much is new, changed, the same or refused, and the button that has it stored.
'use client'

import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { useText } from '#text'
import { Banner } from '@/components/ui/banner'
import { Button, buttonClass } from '@/components/ui/button'
import { listHref } from '../search'
import { ChangedList } from './changed-list'
import { FailedList } from './failed-list'
import { countsOf, type ImportFile } from './import-file'
import { NewList } from './new-list'
import { RefusedList } from './refused-list'
import { StoredList } from './stored-list'
import type { Import } from './use-import'

type Props = { work: Import; timeZone: string; isBusy: boolean }

export function ComparedFile({ work, timeZone, isBusy }: Props) {
  const { t, number } = useText()
  const { file, phase } = work
  const counts = countsOf(file)
  const isImported = phase.step === 'imported' || phase.step === 'taking-back'
  const heading = useRef<HTMLHeadingElement>(null)
  // the button that was pressed is gone: go on where the answer is
  useEffect(() => {
    if (phase.step !== 'compared' && phase.step !== 'imported') return
    heading.current?.focus({ preventScroll: true })
    heading.current?.closest('section')?.scrollIntoView()
  }, [phase.step])
  const kinds = isImported
    ? ([
        [t('Added'), counts.added],
        [t('Replaced'), counts.replaced],
        [t('Not imported'), counts.failed],
      ] as const)
    : ([
        [t('New'), counts.new],
        [t('Stored otherwise'), counts.changed],
        [t('Stored just so'), counts.same],
        [t('Refused'), counts.refused],
      ] as const)
  return (
    <>
      <h3 ref={heading} tabIndex={-1} className="mt-4">
        {isImported ? t('Imported') : t('What this file would do')}
      </h3>
      <ul className="leaders counts">
        {kinds.map(([name, count]) => (
          <li key={name} className={count === 0 ? 'zero' : undefined}>
            <span>{name}</span> <span>{number(count)}</span>
          </li>
        ))}
      </ul>
      {isImported ? <StoredList work={work} isBusy={isBusy} /> : <Notes file={file} />}
      <FailedList file={file} />
      <ChangedList work={work} timeZone={timeZone} isLocked={isBusy} />
      <NewList work={work} isLocked={isBusy} />
      <RefusedList refused={file.refused} />
      <div className="decision">
        <Decision work={work} isBusy={isBusy} />
      </div>
    </>
  )
}

/** What the button does, and the button. */
function Decision({ work, isBusy }: { work: Import; isBusy: boolean }) {
  const { t, plural } = useText()
  const { file, phase } = work
  const counts = countsOf(file)
  const isImported = phase.step === 'imported' || phase.step === 'taking-back'
  const said = [
    counts.open > 0
      ? [
          counts.add === 0 ? '' : plural(counts.add, 'Adds {count} memory.', 'Adds {count} memories.'),
          counts.replace === 0 ? '' : t('Replaces {count}.', { count: counts.replace }),
        ].join(' ')
      : isImported || counts.drifted > 0
        ? ''
        : counts.new + counts.changed > 0
          ? t('Nothing is chosen.')
          : counts.same > 0
            ? t('Everything that can be imported is stored already, just as it stands in the file.')
            : t('There is nothing in this file that can be imported.'),
    counts.keyless === 0
      ? ''
      : plural(counts.keyless, '{count} waits for another key.', '{count} wait for another key.'),
  ]
    .join(' ')
    .trim()
  return (
    <>
      {said === '' ? null : <p>{said}</p>}
      <div className="buttons">
        {isImported && counts.open === 0 ? null : (
          <Button look="main" disabled={isBusy || counts.open === 0} onClick={() => work.carryOut()}>
            {phase.step === 'importing'
              ? t('Importing…')
              : isImported
                ? plural(counts.open, 'Import the {count} that is left', 'Import the {count} that are left')
                : plural(counts.open, 'Import {count} memory', 'Import {count} memories')}
          </Button>
        )}
        {counts.drifted === 0 ? null : (
          <Button disabled={isBusy} onClick={() => work.compareAgain()}>
            {t('Compare {count} again', { count: counts.drifted })}
          </Button>
        )}
        {isImported ? (
          <Link
            className={buttonClass(counts.open === 0 && counts.drifted === 0 ? 'main' : 'plain')}
            href={listHref()}
            prefetch={false}
          >
            {t('See your memories')}
          </Link>
        ) : null}
        <button type="button" className="link plain" disabled={isBusy} onClick={work.startOver}>
          {t('Choose another file')}
        </button>
      </div>
    </>
  )
}

/** What is worth knowing before deciding. */
function Notes({ file }: { file: ImportFile }) {
  const { t, plural } = useText()
  const counts = countsOf(file)
  const found = file.items.length + file.refused.length
  return (
    <div className="notices">
      {file.end?.isWhole === false ? (
        <Banner tone="doubt" lead={t('This file is not whole.')}>
          {t('Its export broke off, as its last line says. What is there can be imported; for the rest export again.')}
        </Banner>
      ) : file.end === null ? (
        <Banner tone="doubt" lead={t('This file has no last line.')}>
          {t('If it was exported here, the download broke off and memories are missing.')}
        </Banner>
      ) : file.end.memories > found ? (
        <Banner
          tone="doubt"
          lead={plural(
            file.end.memories,
            'The file says that it has {count} memory.',
            'The file says that it has {count} memories.',
          )}
        >
          {plural(found, '{count} is there.', '{count} are there.')}
        </Banner>
      ) : null}
      {counts.unsearchable === 0 ? null : (
        <Banner tone="news">
          {plural(
            counts.unsearchable,
            'There is no search entry for {count} memory: it is kept, but not found by meaning.',
            'There is no search entry for {count} memories: they are kept, but not found by meaning.',
          )}
        </Banner>
      )}
      {counts.expired === 0 ? null : (
        <Banner tone="news">
          {plural(
            counts.expired,
            '{count} memory has ended already. It comes back with that end, and the agent may sweep it away.',
            '{count} memories have ended already. They come back with that end, and the agent may sweep them away.',
          )}
        </Banner>
      )}
      {file.versions === 0 ? null : (
        <Banner tone="news">
          {plural(
            file.versions,
            '{count} line holds an earlier version. It is not imported: history is only written by what happens here.',
            '{count} lines hold earlier versions. They are not imported: history is only written by what happens here.',
          )}
        </Banner>
      )}
    </div>
  )
}
