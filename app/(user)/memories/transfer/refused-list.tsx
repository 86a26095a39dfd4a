// Lines that cannot be stored: where, why, and what to do about it.
'use client'

import { useText } from '#text'
import { visible } from '@/lib/shared/value-words'
import { FirstOf } from './first-of'
import type { Refused } from './import-file'

/** Characters of a line that are shown. */
const SHOWN = 160

export function RefusedList({ refused }: { refused: readonly Refused[] }) {
  const { t, plural } = useText()
  if (refused.length === 0) return null
  return (
    <section className="part" aria-labelledby="refused">
      <header>
        <h3 id="refused">{plural(refused.length, '{count} is refused', '{count} are refused')}</h3>
      </header>
      <p className="note">
        {t(
          'Nothing of these lines is stored. Correct them in the file and choose it again; the others need not wait for that.',
        )}
      </p>
      <FirstOf
        items={refused}
        keyOf={({ line }) => line}
        className="compared slim"
        show={({ line, text, sentence }) => (
          <li>
            <div className="at">
              <b>{t('Line {line}', { line: String(line) })}</b>
            </div>
            <div>
              <p dir="auto">{visible(sentence)}</p>
              {text === '' ? null : (
                <p dir="auto">
                  <code className="quiet">{visible(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)}</code>
                </p>
              )}
            </div>
          </li>
        )}
      />
    </section>
  )
}
