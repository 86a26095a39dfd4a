// Memories that were to be stored and were not: each with its reason. Nothing of them was written.
'use client'

import { useText } from '#text'
import { visible } from '@/lib/shared/value-words'
import { FirstOf } from './first-of'
import type { ImportFile, Item } from './import-file'

type Failed = Item & { outcome: { ok: false } }

export function FailedList({ file }: { file: ImportFile }) {
  const { plural } = useText()
  const failed = file.items.filter((item): item is Failed => item.outcome?.ok === false)
  if (failed.length === 0) return null
  return (
    <section className="part" aria-labelledby="failed">
      <header>
        <h3 id="failed">{plural(failed.length, '{count} was not imported', '{count} were not imported')}</h3>
      </header>
      <FirstOf
        items={failed}
        keyOf={({ line }) => line}
        className="compared slim"
        show={({ memory, outcome }) => (
          <li>
            <div className="at">
              <b dir="auto">{visible(memory.key)}</b>
            </div>
            <p dir="auto">{visible(outcome.sentence)}</p>
          </li>
        )}
      />
    </section>
  )
}
