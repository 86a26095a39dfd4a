// Memories that only the file has: each is added unless it is left out.
'use client'

import { useText } from '#text'
import { ValueWords } from '@/components/memory/value-words'
import { writeJson } from '@/lib/shared/json-text'
import { readValue, visible } from '@/lib/shared/value-words'
import { FirstOf } from './first-of'
import type { Item } from './import-file'
import type { Import } from './use-import'

export function NewList({ work, isLocked }: { work: Import; isLocked: boolean }) {
  const { t, plural } = useText()
  const isListed = (item: Item) => item.memory.state === 'new' && item.outcome === null
  const items = work.file.items.filter(isListed)
  if (items.length === 0) return null
  const isAll = items.every(({ choice }) => choice === 'file')
  return (
    <section className="part" aria-labelledby="new">
      <header>
        <h3 id="new">{plural(items.length, '{count} is new', '{count} are new')}</h3>
        {items.length < 2 ? null : (
          <button
            type="button"
            className="link"
            disabled={isLocked}
            onClick={() => work.decide(isListed, { choice: isAll ? 'mine' : 'file' })}
          >
            {isAll ? t('Leave all out') : t('Add all')}
          </button>
        )}
      </header>
      <FirstOf
        items={items}
        keyOf={({ line }) => line}
        className="compared slim"
        show={(item) => (
          <li>
            <label className="at">
              <input
                type="checkbox"
                checked={item.choice === 'file'}
                disabled={isLocked}
                aria-label={t('Add {key}', { key: visible(item.memory.key) })}
                onChange={(event) =>
                  work.decide((one) => one.line === item.line, { choice: event.target.checked ? 'file' : 'mine' })
                }
              />
              <span>
                <b dir="auto">{visible(item.memory.key)}</b>
                {item.memory.child.length === 0 ? null : <span dir="auto">{visible(item.memory.child.join('.'))}</span>}
              </span>
            </label>
            <div className={item.choice === 'file' ? undefined : 'omitted'}>
              <ValueWords json={valueIn(item.text)} size="row" />
            </div>
          </li>
        )}
      />
    </section>
  )
}

/** The value in a line, its digits as they stand there. */
function valueIn(line: string): string | null {
  const read = readValue(line)
  const value = read instanceof Map ? read.get('value') : undefined
  return value === undefined ? null : writeJson(value)
}
