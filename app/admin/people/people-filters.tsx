// What the list of people is narrowed to: agent, time of the last change, warnings. Each choice is an address.
'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import { type Choice, Choices, Menu, MenuInside } from '@/components/ui/menu'
import { PEOPLE_WARNINGS, type PeopleFilter, type PeopleSort, type PeopleWarning } from '@/lib/shared/people'
import { formatDay, monthTitle } from '@/lib/shared/time'
import type { Agents } from '@/lib/store/people/facets'
import { peopleHref } from './address'
import { agentWords, warningWords } from './words'

export type PeopleFiltersProps = {
  filter: PeopleFilter
  sort: PeopleSort
  agents: Agents
  warnings: Record<PeopleWarning | 'any', number>
  /** Days that can be chosen, latest first; each with its name. */
  days: { day: string; days: number }[]
}

type Open = 'agent' | 'since' | 'warning' | null

export function PeopleFilters({ filter, sort, agents, warnings, days }: PeopleFiltersProps) {
  const text = useText()
  const { t, plural, number } = text
  const router = useRouter()
  const [open, setOpen] = useState<Open>(null)
  const to = (change: Partial<PeopleFilter>) => {
    setOpen(null)
    router.push(peopleHref({ ...filter, ...change }, sort))
  }
  const menu = (which: Exclude<Open, null>, name: string, word: string, chosen: string | null, choices: Choice[]) => (
    <Menu
      label={<span>{chosen ?? word}</span>}
      name={name}
      kind="menu"
      isOpen={open === which}
      onOpen={(is) => setOpen(is ? which : null)}
      remove={
        chosen === null
          ? undefined
          : { name: t('Remove the filter {filter}', { filter: chosen }), run: () => to({ [which]: null }) }
      }
    >
      <MenuInside>
        <Choices name={name} choices={choices} />
      </MenuInside>
    </Menu>
  )
  const more = agents.total - agents.first.length
  const agentNames = agents.first.map(({ code, people }) => ({
    label: <bdi>{agentWords(code, text)}</bdi>,
    count: number(people),
    isChosen: filter.agent === code,
    run: () => to({ agent: code }),
  }))
  return (
    <>
      {menu('agent', t('Agent'), t('Any agent'), filter.agent === null ? null : agentWords(filter.agent, text), [
        { label: t('Any agent'), isChosen: filter.agent === null, run: () => to({ agent: null }) },
        ...agentNames,
        ...(more === 0
          ? []
          : [
              {
                label: plural(more, '{count} more agent…', '{count} more agents…'),
                isChosen: false,
                run: () => {
                  setOpen(null)
                  router.push(peopleHref(filter, sort, { agents: '' }))
                },
              },
            ]),
      ])}
      {menu(
        'since',
        t('Last change'),
        t('Changed any time'),
        filter.since === null
          ? null
          : t('Changed since {day}', { day: formatDay(`${filter.since}T00:00:00Z`, 'UTC', text) }),
        [
          { label: t('Changed any time'), isChosen: filter.since === null, run: () => to({ since: null }) },
          ...days.map(({ day, days: back }) => ({
            label: back === 0 ? t('Today') : plural(back, 'In the last day', 'In the last {count} days'),
            isChosen: filter.since === day,
            run: () => to({ since: day }),
          })),
        ],
      )}
      {menu(
        'warning',
        t('Warnings'),
        t('Warnings, {count}', { count: warnings.any }),
        filter.warning === null ? null : warningWords(filter.warning, text),
        [
          {
            label: t('With or without a warning'),
            isChosen: filter.warning === null,
            run: () => to({ warning: null }),
          },
          ...(['any', ...PEOPLE_WARNINGS] as const).map((warning) => ({
            label: warningWords(warning, text),
            count: number(warnings[warning]),
            isNone: warnings[warning] === 0,
            isChosen: filter.warning === warning,
            run: () => to({ warning }),
          })),
        ],
      )}
      <Chip
        name={filter.month === null ? null : t('Memories from {month}', { month: monthTitle(filter.month, text) })}
        onAway={() => to({ month: null })}
      />
      <Chip
        name={filter.began === null ? null : t('First memory in {month}', { month: monthTitle(filter.began, text) })}
        onAway={() => to({ began: null })}
      />
      <Chip name={filter.ends === null ? null : t('With expired memories')} onAway={() => to({ ends: null })} />
    </>
  )
}

/** A filter that other pages lead to: it can only be taken away. */
function Chip({ name, onAway }: { name: string | null; onAway: () => void }) {
  const { t } = useText()
  if (name === null) return null
  return (
    <div className="filter chip">
      <button
        type="button"
        className="word"
        aria-label={t('Remove the filter {filter}', { filter: name })}
        onClick={onAway}
      >
        <span>{name}</span> <Glyph name="close" />
      </button>
    </div>
  )
}
