// All agents that wrote or read something of the people listed, to be found by name: where there are more than the menu holds.
import Link from 'next/link'
import { ShownText } from '@/components/ui/shown-text'
import type { PeopleFilter, PeopleSort } from '@/lib/shared/people'
import type { Agents } from '@/lib/store/people/facets'
import { readText } from '../../text-on-server'
import { peopleHref } from './address'
import { PeopleSearch } from './people-search'
import { agentWords } from './words'

type Props = {
  /** Part of a name that they are looked for by; empty: all. */
  asked: string
  agents: Agents
  filter: PeopleFilter
  sort: PeopleSort
}

export async function AgentList({ asked, agents: { first, total }, filter, sort }: Props) {
  const text = await readText()
  const { t, plural, number } = text
  const left = total - first.length
  return (
    <section className="agent-list" aria-labelledby="agents-title">
      <header>
        <h2 id="agents-title">{plural(total, '{count} agent', '{count} agents')}</h2>
        <Link className="link" href={peopleHref(filter, sort)} prefetch={false}>
          {t('Close')}
        </Link>
      </header>
      <PeopleSearch name="agents" value={asked} label={t('Name of an agent')} maxLength={200} {...{ filter, sort }} />
      <ul className="leaders">
        {first.map(({ code, people }) => (
          <li key={code}>
            <Link
              href={peopleHref({ ...filter, agent: code }, sort)}
              prefetch={false}
              aria-current={filter.agent === code ? 'true' : undefined}
            >
              <bdi>
                <ShownText text={agentWords(code, text)} />
              </bdi>{' '}
              <span>{number(people)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {left === 0 ? null : (
        <p className="note">
          {plural(left, '{count} more: look for it by name.', '{count} more: look for them by name.')}
        </p>
      )}
    </section>
  )
}
