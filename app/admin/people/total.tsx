// Which part of how many people a page shows, and how many memories that is of what is asked for.
import { useText } from '#text'
import { countedMemories, type PeopleFilter } from '@/lib/shared/people'
import { monthTitle } from '@/lib/shared/time'
import type { PeoplePage } from '@/lib/store/people/list'
import { agentWords } from './words'

export function Total({ page: { people, from, total }, filter }: { page: PeoplePage; filter: PeopleFilter }) {
  const text = useText()
  const { t, plural } = text
  const { memories } = total
  const of = countedMemories(filter)
  const month = filter.month === null ? '' : monthTitle(filter.month, text)
  const agent = filter.agent === null ? '' : agentWords(filter.agent, text)
  const counted = {
    all: () => plural(memories, '{count} memory', '{count} memories'),
    month: () => plural(memories, '{count} memory from {month}', '{count} memories from {month}', { month }),
    agent: () =>
      plural(memories, '{count} memory written last by: {agent}', '{count} memories written last by: {agent}', {
        agent,
      }),
    unsearchable: () => plural(memories, '{count} memory not searchable', '{count} memories not searchable'),
    stale: () => plural(memories, '{count} memory out of date in search', '{count} memories out of date in search'),
    expired: () => plural(memories, '{count} expired memory', '{count} expired memories'),
  }[of]()
  const everybody = plural(total.people, '{count} person', '{count} people')
  return people.length === 0
    ? null
    : t('{from}–{to} of {people}, {memories}', {
        from,
        to: from + people.length - 1,
        people: everybody,
        memories: counted,
      })
}
