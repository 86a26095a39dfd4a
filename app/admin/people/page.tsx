import type { Metadata } from 'next'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { requireAuditor } from '@/lib/auth/viewer'
import { identityRules } from '@/lib/identities/rules'
import { isEveryone, type PeopleFilter, type PeopleSort, readPeopleFilter, readPeopleSort } from '@/lib/shared/people'
import { dayIn } from '@/lib/shared/time'
import { memoryStore } from '@/lib/store/configured'
import { type PeoplePage as Listed, listPeople } from '@/lib/store/people/list'
import { readText } from '../../text-on-server'
import { readTimeZone } from '../../time-zone'
import { Waiting } from '../identities/waiting'
import { peopleHref } from './address'
import { AgentList } from './agent-list'
import { CountedNote } from './counted-note'
import { PeopleFilters } from './people-filters'
import { PeopleSearch } from './people-search'
import { PeopleTable } from './people-table'
import { Total } from './total'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const PAGE = 50

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('People') }
}

/** "I see in one look which people the agents remember things about, how much, and where something needs a look." */
export default async function PeoplePage({ searchParams }: Props) {
  const staff = await requireAuditor()
  const { t } = await readText()
  const params = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])),
  )
  const filter = readPeopleFilter(params)
  const sort = readPeopleSort(params)
  const timeZone = await readTimeZone()
  const agents = params.get('agents')?.replaceAll('\u0000', '').trim()
  const page = await listPeople(staff, await memoryStore(), identityRules(), {
    ...{ limit: PAGE, sort, filter, timeZone },
    after: params.get('after') ?? undefined,
    before: params.get('before') ?? undefined,
    agents,
  })
  return (
    <main id="main" className="frame">
      <div className="column all">
        <header>
          <h1>{t('People')}</h1>
          <p className="prose mt-1">
            {t('Counts only. Opening somebody’s memories asks for a reason, which that person will read.')}
          </p>
          <Waiting />
        </header>
        <div className="filters flush">
          <PeopleSearch name="q" value={filter.q} label={t('Name or id')} maxLength={400} {...{ filter, sort }} />
          <PeopleFilters
            {...{ filter, sort }}
            agents={page.agents}
            warnings={page.warnings}
            days={daysBack(timeZone)}
          />
          <CountedNote counted={page.counted} timeZone={timeZone} isPart={sort === 'id' && isEveryone(filter)} />
        </div>
        {page.called === null ? null : <AgentList asked={agents ?? ''} agents={page.called} {...{ filter, sort }} />}
        {page.people.length === 0 ? (
          <Nobody filter={filter} sort={sort} />
        ) : (
          <PeopleTable people={page.people} {...{ filter, sort, timeZone }} />
        )}
        <Pages page={page} filter={filter} sort={sort} />
      </div>
    </main>
  )
}

/** The days that the menu offers, in the reader's zone. */
function daysBack(timeZone: string): { day: string; days: number }[] {
  const now = Date.now()
  return [0, 7, 30, 90, 365].map((days) => ({ days, day: dayIn(new Date(now - days * 86_400_000), timeZone) }))
}

async function Nobody({ filter, sort }: { filter: PeopleFilter; sort: PeopleSort }) {
  const { t } = await readText()
  return isEveryone(filter) ? (
    <EmptyState title={t('Nothing is remembered about anybody yet')}>
      {t('As soon as an agent has stored a memory, the person whom it is about stands here.')}
    </EmptyState>
  ) : (
    <EmptyState
      title={t('Nobody matches')}
      actions={
        <Link className={buttonClass()} href={peopleHref({}, sort)} prefetch={false}>
          {t('Show everybody')}
        </Link>
      }
    >
      {t('Ids are compared letter by letter, names whatever their case.')}
    </EmptyState>
  )
}

async function Pages({ page, filter, sort }: { page: Listed; filter: PeopleFilter; sort: PeopleSort }) {
  const { t } = await readText()
  const ways = [
    { title: t('Earlier'), href: page.previous === null ? null : peopleHref(filter, sort, { before: page.previous }) },
    {
      title: t('Next {count}', { count: PAGE }),
      href: page.next === null ? null : peopleHref(filter, sort, { after: page.next }),
    },
  ]
  return (
    <nav className="pager" aria-label={t('Pages')}>
      <span>
        <Total page={page} filter={filter} />
      </span>
      <span className="end">
        {ways.map(({ title, href }) =>
          href === null ? (
            page.previous === null && page.next === null ? null : (
              <button key={title} type="button" className={buttonClass()} disabled>
                {title}
              </button>
            )
          ) : (
            <Link key={title} className={buttonClass()} href={href} prefetch={false}>
              {title}
            </Link>
          ),
        )}
      </span>
    </nav>
  )
}
