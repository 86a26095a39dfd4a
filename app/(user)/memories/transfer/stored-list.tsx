// What an import has stored, and how it is taken back.
'use client'

import Link from 'next/link'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { visible } from '@/lib/shared/value-words'
import { memoryHref } from '../search'
import { FirstOf } from './first-of'
import { countsOf, type Item, isReplaced } from './import-file'
import type { Import } from './use-import'

export function StoredList({ work, isBusy }: { work: Import; isBusy: boolean }) {
  const { t, plural } = useText()
  const { file } = work
  const { added, returnable } = countsOf(file)
  const replaced = file.items.filter(isReplaced)
  return (
    <>
      {added + replaced.length === 0 ? null : (
        <p className="prose">
          {t('Your agents have them from now on.')}{' '}
          {added === 0 ? null : t('What was added can be deleted in your list, and that be undone for ten minutes.')}
        </p>
      )}
      {replaced.length === 0 ? null : (
        <section className="part" aria-labelledby="replaced">
          <header>
            <h3 id="replaced">{t('Replaced')}</h3>
            {returnable === 0 ? null : (
              <Button disabled={isBusy} onClick={() => work.putBack()}>
                {plural(returnable, 'Put {count} back as it was', 'Put {count} back as they were')}
              </Button>
            )}
          </header>
          <p className="note">
            {t('What each said before stands in its history, and can be restored there later, too.')}
          </p>
          <FirstOf
            items={replaced}
            keyOf={({ line }) => line}
            className="compared slim"
            show={(item) => <Replaced item={item} />}
          />
        </section>
      )}
    </>
  )
}

function Replaced({ item: { memory, takenBack } }: { item: Item }) {
  const { t } = useText()
  return (
    <li>
      <Link className="link" href={memoryHref(memory.id)} prefetch={false} dir="auto">
        {visible(memory.key)}
      </Link>
      {takenBack === null ? null : (
        <p dir="auto">{takenBack.ok ? t('It is as it was before the import.') : visible(takenBack.sentence)}</p>
      )}
    </li>
  )
}
