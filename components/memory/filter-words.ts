// What a filter says of itself: on its chip, and where it leaves nothing.
import type { FilterPart, MemoryFilter, ValueType } from '@/lib/shared/filter'
import type { Text } from '@/lib/shared/text'
import { monthTitle, writtenDate } from '@/lib/shared/time'
import { visible } from '@/lib/shared/value-words'

/** `Since 1 January 2026`, `trip_*`, `Written by you`: one part that is in force. */
export function partWords(part: FilterPart, filter: MemoryFilter, text: Text): string {
  return WORDS[part](filter, text)
}

const WORDS: Record<FilterPart, (filter: MemoryFilter, text: Text) => string> = {
  time: timeWords,
  key: ({ keys, starts }, text) =>
    oneOrTwo([...keys.map(keyWords), ...starts.map(startWords)], text) ??
    text.plural(keys.length + starts.length, '{count} key', '{count} keys'),
  field: ({ fields }, text) => {
    const names = oneOrTwo(
      fields.map((name) => fieldWords(name, text)),
      text,
    )
    return names === null
      ? text.plural(fields.length, 'With {count} field', 'With one of {count} fields')
      : text.t('With {fields}', { fields: names })
  },
  type: ({ types }, text) => {
    const names = oneOrTwo(
      types.map((type) => typeWords(type, text)),
      text,
    )
    return names === null
      ? text.plural(types.length, '{count} kind of value', '{count} kinds of value')
      : text.t('Value: {kinds}', { kinds: names })
  },
  ends: ({ ends }, { t }) => (ends === 'expired' ? t('Expired') : t('With an end date')),
  searchable: ({ searchable }, { t }) => (searchable === 'yes' ? t('Searchable by meaning') : t('Not searchable yet')),
  by: ({ by }, { t }) => (by === 'me' ? t('Written by you') : t('Written by the agent')),
}

/** `Since 1 January 2026`, `May 2026`: days, of which one may be missing. */
export function timeWords({ since, until }: Pick<MemoryFilter, 'since' | 'until'>, text: Text): string {
  const { t } = text
  if (since === null || until === null)
    return until === null
      ? t('Since {day}', { day: dayWords(since, text) })
      : t('Until {day}', { day: dayWords(until, text) })
  if (since === until) return dayWords(since, text)
  if (since.endsWith('-01') && until === lastDay(since.slice(0, 7))) return monthTitle(since.slice(0, 7), text)
  const year = since.slice(0, 4)
  if (since === `${year}-01-01` && until === `${year}-12-31`) return year
  return t('{from} to {to}', { from: dayWords(since, text), to: dayWords(until, text) })
}

function dayWords(day: string | null, text: Text): string {
  return day === null ? '' : (writtenDate(day, text) ?? day)
}

/** `2026-02` → `2026-02-28` */
export function lastDay(month: string): string {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** A whole key, short enough for a chip or a line. */
export function keyWords(key: string): string {
  const shown = visible(key)
  return shown.length <= 40 ? shown : `${shown.slice(0, 39)}…`
}

/** `trip_*` */
export function startWords(start: string): string {
  return `${keyWords(start)}*`
}

export function fieldWords(name: string, { t }: Pick<Text, 't'>): string {
  return name === '' ? t('(no name)') : keyWords(name)
}

export function typeWords(type: ValueType, { t }: Pick<Text, 't'>): string {
  return {
    string: t('text##kind'),
    number: t('number'),
    boolean: t('yes or no'),
    null: t('empty'),
    array: t('list'),
    object: t('fields in fields'),
  }[type]
}

function oneOrTwo(names: string[], { t }: Text): string | null {
  const [one, two] = names
  if (one === undefined || names.length > 2) return null
  return two === undefined ? one : t('{one} or {two}', { one, two })
}
