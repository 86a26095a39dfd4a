// Memories that are stored otherwise than the file has them: what differs, and which of the two is to be kept.
'use client'

import { useText } from '#text'
import { ValueChanges } from '@/components/memory/value-changes'
import { Field } from '@/components/ui/field'
import { LocalTime } from '@/components/ui/local-time'
import { visible } from '@/lib/shared/value-words'
import type { Against } from '@/lib/store/transfer/import-compare'
import { FirstOf } from './first-of'
import { type Choice, type Item, newKeyProblem } from './import-file'
import type { Import } from './use-import'

type Props = { work: Import; timeZone: string; isLocked: boolean }

export function ChangedList({ work, timeZone, isLocked }: Props) {
  const { t, plural } = useText()
  const isListed = (item: Item) => item.memory.state === 'changed' && item.outcome === null
  const items = work.file.items.filter(isListed)
  if (items.length === 0) return null
  const choices = new Set(items.map(({ choice }) => choice))
  const [only] = choices.size === 1 ? choices : []
  return (
    <section className="part" aria-labelledby="changed">
      <header>
        <h3 id="changed">{plural(items.length, '{count} is stored otherwise', '{count} are stored otherwise')}</h3>
        {items.length < 2 ? null : (
          <Choices
            name="all"
            label={t('For all:')}
            legend={t('What to do with all of them')}
            choice={only ?? null}
            isLocked={isLocked}
            onChoose={(choice) => work.decide(isListed, { choice })}
          />
        )}
      </header>
      <FirstOf
        items={items}
        keyOf={({ line }) => line}
        className="compared"
        show={(item) => <Changed item={item} work={work} timeZone={timeZone} isLocked={isLocked} />}
      />
    </section>
  )
}

function Changed({ item, work, timeZone, isLocked }: Props & { item: Item }) {
  const text = useText()
  const { t } = text
  const { memory, choice, line, newKey } = item
  const { against } = memory
  if (against === null) return null
  const key = visible(memory.key)
  const problem = newKeyProblem(item)
  const change = (next: Partial<Pick<Item, 'choice' | 'newKey'>>) => work.decide((one) => one.line === line, next)
  return (
    <li>
      <div className="at">
        <b dir="auto">{key}</b>
        {memory.child.length === 0 ? null : <span dir="auto">{visible(memory.child.join('.'))}</span>}
        <span>{t('Line {line}', { line: String(line) })}</span>
      </div>
      <div>
        {against.isSameValue ? null : against.storedJson === null ? (
          <p className="quiet">{t('What is stored is too large to show here.')}</p>
        ) : (
          <ValueChanges before={against.storedJson} after={against.json} hand />
        )}
        <Ends item={item} against={against} timeZone={timeZone} />
        {against.isNewer === false ? null : (
          <p className="tag">
            {against.isNewer
              ? t('Changed here after this file was exported')
              : t('The file does not say which is newer')}
          </p>
        )}
        <Choices
          name={String(line)}
          legend={t('What to do with {key}', { key })}
          choice={choice}
          isLocked={isLocked}
          onChoose={(next) => change({ choice: next })}
        />
        {choice === 'both' ? (
          <Field
            label={t('Key of the one from the file')}
            value={newKey}
            problem={problem === null ? null : text.say(problem)}
            readOnly={isLocked}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => change({ newKey: event.target.value })}
          />
        ) : null}
      </div>
    </li>
  )
}

/** Said where the two end at different times. */
function Ends({ item: { memory }, against, timeZone }: { item: Item; against: Against; timeZone: string }) {
  const { t, rich } = useText()
  if (memory.expiresAt === against.storedExpiresAt)
    return against.isSameValue ? <p className="quiet">{t('Only its time to live differs.')}</p> : null
  const when = (at: string | null) =>
    at === null ? t('never') : <LocalTime at={at} timeZone={timeZone} style="date-time" />
  return (
    <p className="quiet">
      {rich('Ends: {stored} as stored, {file} in the file', {
        stored: when(against.storedExpiresAt),
        file: when(memory.expiresAt),
      })}
    </p>
  )
}

type ChoicesProps = {
  name: string
  /** Shown before the ways. */
  label?: string
  legend: string
  choice: Choice | null
  isLocked: boolean
  onChoose: (choice: Choice) => void
}

function Choices({ name, label, legend, choice, isLocked, onChoose }: ChoicesProps) {
  const { t } = useText()
  const ways: [Choice, string][] = [
    ['mine', t('Keep mine')],
    ['file', t('Take the file’s')],
    ['both', t('Keep both')],
  ]
  return (
    <fieldset className="choices" disabled={isLocked}>
      <legend className="sr-only">{legend}</legend>
      {label === undefined ? null : <span aria-hidden="true">{label}</span>}
      {ways.map(([way, says]) => (
        <label key={way}>
          <input type="radio" name={`choice-${name}`} checked={choice === way} onChange={() => onChoose(way)} /> {says}
        </label>
      ))}
    </fieldset>
  )
}
