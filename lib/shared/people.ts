// What a list of people can be narrowed to and sorted by, defined once: address ⇄ filter. SQL is lib/store/people/filter.ts.

import { isDay } from './time'

/** What may need a look: `several` could be meant by the name, `none` could; memories that no search finds, or finds by an old text; a name like another's. */
export const PEOPLE_WARNINGS = ['several', 'none', 'unsearchable', 'stale', 'similar'] as const
export type PeopleWarning = (typeof PEOPLE_WARNINGS)[number]

export const PEOPLE_SORTS = ['changed', 'id', 'memories'] as const
export type PeopleSort = (typeof PEOPLE_SORTS)[number]

/** Conditions that all hold together. */
export type PeopleFilter = {
  /** Part of a name or of an id; empty: everybody. */
  q: string
  /** First day of the last change, `2026-01-31` in the reader's time zone. */
  since: string | null
  /** Who wrote or read something of theirs: see {@link AgentCode}. */
  agent: AgentCode | null
  warning: PeopleWarning | 'any' | null
  /** Month (UTC) in which one of their memories was first written, `2026-11`. */
  month: string | null
  /** Month (UTC) of their first memory. */
  began: string | null
  /** `expired`: some of their memories are past their end. */
  ends: 'expired' | null
}

/** `agent/` with the name that an agent gives itself; a personal token; a person in the dashboard; staff; or whatever writes the tables directly. */
export type AgentCode = `agent/${string}` | 'mcp' | 'person' | 'staff' | 'outside'

export const EVERYONE: PeopleFilter = {
  q: '',
  since: null,
  agent: null,
  warning: null,
  month: null,
  began: null,
  ends: null,
}

/** Longer than any id or name. */
const LONGEST = 400

/** Reads an address; what it cannot mean is left out. */
export function readPeopleFilter(params: URLSearchParams): PeopleFilter {
  const text = (name: string) => {
    const given = params.get(name) ?? ''
    return given.includes('\u0000') || !given.isWellFormed() || given.length > LONGEST ? '' : given
  }
  const month = (name: string) => (/^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(text(name)) ? text(name) : null)
  return {
    q: text('q').trim(),
    since: isDay(text('since')) ? text('since') : null,
    agent: isAgentCode(text('agent')) ? (text('agent') as AgentCode) : null,
    warning: [...PEOPLE_WARNINGS, 'any' as const].find((one) => one === params.get('warning')) ?? null,
    month: month('month'),
    began: month('began'),
    ends: params.get('ends') === 'expired' ? 'expired' : null,
  }
}

export function readPeopleSort(params: URLSearchParams): PeopleSort {
  return PEOPLE_SORTS.find((one) => one === params.get('sort')) ?? 'changed'
}

/** Inverse of the two: the names and values for an address, in an order that is always the same. */
export function peopleParams(filter: PeopleFilter, sort: PeopleSort = 'changed'): [string, string][] {
  const { q, since, agent, warning, month, began, ends } = filter
  const all: [string, string | null][] = [
    ...[['q', q === '' ? null : q] as [string, string | null]],
    ...Object.entries({ since, agent, warning, month, began, ends }),
    ['sort', sort === 'changed' ? null : sort],
  ]
  return all.filter((pair): pair is [string, string] => pair[1] !== null)
}

/** Whether everybody is listed. */
export function isEveryone(filter: PeopleFilter): boolean {
  return peopleParams(filter).length === 0
}

/** What the total of memories is of: of those of a month, of a writer, or all that the people have. */
type CountedMemories = 'month' | 'agent' | 'unsearchable' | 'stale' | 'expired' | 'all'

/** One part of the filter that speaks of memories, if it is alone in that. */
export function countedMemories({ month, agent, warning, ends }: PeopleFilter): CountedMemories {
  const parts: (CountedMemories | null)[] = [
    month === null ? null : 'month',
    agent === null ? null : 'agent',
    warning === 'unsearchable' || warning === 'stale' ? warning : null,
    ends === null ? null : 'expired',
  ]
  const [first, ...others] = parts.filter((part) => part !== null)
  return first !== undefined && others.length === 0 ? first : 'all'
}

function isAgentCode(text: string): boolean {
  return text.startsWith('agent/') || ['mcp', 'person', 'staff', 'outside'].includes(text)
}
