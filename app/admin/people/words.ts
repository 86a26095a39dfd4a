// What the list of people calls its warnings, agents and totals. For both sides.
import type { AgentCode, PeopleWarning } from '@/lib/shared/people'
import type { Text } from '@/lib/shared/text'
import { visible } from '@/lib/shared/value-words'

export function warningWords(warning: PeopleWarning | 'any', { t }: Text): string {
  const words: Record<PeopleWarning | 'any', () => string> = {
    any: () => t('With a warning'),
    several: () => t('Shared name'),
    none: () => t('No owner'),
    unsearchable: () => t('Not searchable'),
    stale: () => t('Out of date in search'),
    similar: () => t('Similar name'),
  }
  return words[warning]()
}

/** Who wrote or read: an agent by the name that it gives itself; a token by what it is, for its name is a person's text. */
export function agentWords(code: AgentCode, { t }: Text): string {
  if (code.startsWith('agent/')) {
    const name = code.slice('agent/'.length)
    return name === '' ? t('An agent without a name') : visible(name)
  }
  const words: Record<string, () => string> = {
    mcp: () => t('A personal token'),
    person: () => t('People themselves'),
    staff: () => t('Staff on behalf'),
    outside: () => t('Outside this library'),
  }
  return words[code]?.() ?? code
}

/** What stands in the place of a name where it is not one person's. */
export function nobodyWords({ state }: { state: 'several' | 'none' }, { t }: Text): string {
  return state === 'none' ? t('Nobody yet') : t('Several people could be meant')
}
