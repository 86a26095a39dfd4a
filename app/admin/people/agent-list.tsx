// All agents that wrote or read something of the people listed, to be found by name: where there are more than the menu holds.
import Link from 'next/link'
import { ShownText } from '@/components/ui/shown-text'
import { type PeopleFilter, type PeopleSort, peopleParams } from '@/lib/shared/people'
import type { Agents } from '@/lib/store/people/facets'
import { readText } from '../../text-on-server'
import { peopleHref } from './address'
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
      <search>
        <form action={peopleHref()}>
          {peopleParams(filter, sort).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <input
            className="input"
            type="search"
            name="agents"
            defaultValue={asked}
            placeholder={t('Name of an agent')}
            aria-label={t('Name of an agent')}
            dir="auto"
            maxLength={200}
          />
        </form>
      </search>
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
