// What differs between two values, field by field and word by word; what is the same is only counted.
import { useText } from '#text'
import { WordDiff } from '@/components/ui/word-diff'
import { type Json, prettyJson, sameJson } from '@/lib/shared/json-text'
import { labelOf, readValue } from '@/lib/shared/value-words'

export type ValueChangesProps = {
  /** JSON texts. */
  before: string
  after: string
  /** True where a person wrote the later one. */
  hand?: boolean
}

export function ValueChanges({ before, after, hand }: ValueChangesProps) {
  const text = useText()
  const [old, young] = [readValue(before), readValue(after)]
  if (!(old instanceof Map) || !(young instanceof Map))
    return <WordDiff before={textOf(old)} after={textOf(young)} hand={hand} />
  const names = [...new Set([...old.keys(), ...young.keys()])]
  const changed = names.filter((name) => !sameJson(old.get(name), young.get(name)))
  const same = names.length - changed.length
  return (
    <>
      <dl className="changes">
        {changed.map((name) => (
          <div key={name}>
            <dt dir="auto">{labelOf(name, text)}</dt>
            <dd>
              <WordDiff before={textOf(old.get(name))} after={textOf(young.get(name))} hand={hand} />
            </dd>
          </div>
        ))}
      </dl>
      {same === 0 ? null : (
        <p className="note">
          {text.plural(same, '{count} other field is the same', '{count} other fields are the same')}
        </p>
      )}
    </>
  )
}

function textOf(value: Json | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : prettyJson(value)
}
