import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import { requireAuditor } from '@/lib/auth/viewer'
import { environment } from '@/lib/env'
import { identityRules } from '@/lib/identities/rules'
import { labelOfRef } from '@/lib/shared/person-ref'
import { visible } from '@/lib/shared/value-words'
import { memoryStore } from '@/lib/store/configured'
import { type PersonPart, viewPerson } from '@/lib/store/people/person'
import { readText } from '../../../text-on-server'
import { readTimeZone } from '../../../time-zone'
import { PersonName } from '../people-table'
import { AgentsPart } from './agents-part'
import { Figures } from './figures'
import { HealthPart } from './health-part'
import { LooksPart } from './looks-part'
import { MonthsPart } from './months-part'
import { isPart, Parts } from './parts'
import { RequestsPart } from './requests-part'
import { Whose } from './whose'

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ part?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readText()
  return { title: t('One person · People') }
}

/** "I see about one person how much is remembered, by whom, and whether it can be found; never what it says." */
export default async function PersonPage({ params, searchParams }: Props) {
  const staff = await requireAuditor()
  const label = labelOfRef((await params).ref)
  if (label === null) notFound()
  const { t, rich } = await readText()
  const timeZone = await readTimeZone()
  const given = (await searchParams).part
  const part: PersonPart = isPart(given) ? given : 'months'
  const store = await memoryStore()
  const person = await viewPerson(staff, store, identityRules(), { label, part })
  const { figures, months, agents, health, looks } = person
  return (
    <main id="main" className="frame">
      <div className="column all">
        <Link className="back" href="/admin/people" prefetch={false}>
          ‹ {t('People')}
        </Link>
        <header className="person-head">
          <h1>
            <PersonName owner={person.owner} name={person.name} />
          </h1>
          <p className="note">
            <bdi>
              <ShownText text={visible(label)} />
            </bdi>
            {', '}
            <Whose person={person} timeZone={timeZone} isPerRow={environment().ownerField !== undefined} />
          </p>
        </header>
        <Figures label={label} figures={figures} requests={person.requests} />
        {person.countedAt === null ? null : (
          <p className="note">
            {rich(
              'So much is stored here that what is not searchable, out of date, expired or ends, the months, and the oldest and last day are as they were counted on {when}. All else is of now.',
              {
                when: <LocalTime at={person.countedAt} timeZone={timeZone} style="date-time" />,
              },
            )}
          </p>
        )}
        <Parts label={label} current={part} subject={person.subject} />
        {months === undefined ? null : (
          <MonthsPart months={months} figures={figures} label={label} timeZone={timeZone} />
        )}
        {agents === undefined ? null : <AgentsPart agents={agents} store={store} timeZone={timeZone} />}
        {health === undefined ? null : <HealthPart health={health} figures={figures} dims={store.embedder.dims} />}
        {part === 'requests' ? (
          <RequestsPart label={label} subject={person.subject} staff={staff} store={store} timeZone={timeZone} />
        ) : null}
        {looks === undefined ? null : <LooksPart looks={looks} subject={person.subject} timeZone={timeZone} />}
      </div>
    </main>
  )
}
