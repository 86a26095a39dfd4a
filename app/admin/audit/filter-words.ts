// What the filter of the audit says of itself, part by part.
import { timeWords } from '@/components/memory/filter-words'
import { type AuditFilter, NO_FILTER } from '@/lib/shared/audit-filter'
import { groupWords, outcomeWords, rolesWords, surfaceWords } from '@/lib/shared/audit-words'
import type { Text } from '@/lib/shared/text'
import { visible } from '@/lib/shared/value-words'
import type { NamedPerson } from '@/lib/store/audit/people'

type Names = ReadonlyMap<string, NamedPerson>

/** The parts that are in force: in words, and the filter without each. */
export function filterWords(filter: AuditFilter, names: Names, text: Text): { words: string; without: AuditFilter }[] {
  const { from, to, what, outcome, role, through, actor, subject, memory } = filter
  const { t } = text
  const say: [words: string | null, parts: (keyof AuditFilter)[]][] = [
    [from === null && to === null ? null : timeWords({ since: from, until: to }, text), ['from', 'to']],
    [what === null ? null : groupWords(what, text), ['what']],
    [role === null ? null : rolesWords(role, text), ['role']],
    [actor === null ? null : t('By {name}', { name: personWords(actor, names, text) }), ['actor']],
    [subject === null ? null : t('About {name}', { name: personWords(subject, names, text) }), ['subject']],
    [memory === null ? null : t('About one memory'), ['memory']],
    [outcome === null ? null : outcomeWords(outcome, text), ['outcome']],
    [through === null ? null : t('Through: {surface}', { surface: surfaceWords(through, text) }), ['through']],
  ]
  return say.flatMap(([words, parts]) =>
    words === null
      ? []
      : [{ words, without: { ...filter, ...Object.fromEntries(parts.map((part) => [part, NO_FILTER[part]])) } }],
  )
}

/** Whoever acted: a person by name; of agents the audit holds none. */
export function actorName({ name: actor, role }: { name: string; role: string }, names: Names, text: Text): string {
  if (names.has(actor)) return personWords(actor, names, text)
  if (role === 'agent') return text.t('An agent')
  return role === 'system' ? text.t('The dashboard') : personWords(actor, names, text)
}

/** The name of whom a pseudonym stands for, or the id, as far as either is kept. */
export function personWords(pseudonym: string, names: Names, { t }: Text): string {
  const person = names.get(pseudonym)
  return person === undefined ? t('somebody whose name is not kept any more') : visible(person.name ?? person.userId)
}
