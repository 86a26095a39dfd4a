// People in a table that becomes a list on a phone: who, how much, since when, and what needs a look.
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useText } from '#text'
import { Glyph } from '@/components/ui/glyph'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import type { PeopleFilter, PeopleSort } from '@/lib/shared/people'
import { visible } from '@/lib/shared/value-words'
import type { Person } from '@/lib/store/people/list'
import { identityHref, peopleHref, personHref } from './address'
import { nobodyWords } from './words'

type Props = { people: Person[]; filter: PeopleFilter; sort: PeopleSort; timeZone: string }

export function PeopleTable({ people, filter, sort, timeZone }: Props) {
  const { t, number, richPlural } = useText()
  return (
    <table className="table fold people">
      <thead>
        <tr>
          <th scope="col">{t('Person')}</th>
          <Sorted by="id" {...{ filter, sort }}>
            {t('Id')}
          </Sorted>
          <th scope="col">{t('Needs a look')}</th>
          <th scope="col" className="n">
            {t('Agents')}
          </th>
          <Sorted by="memories" {...{ filter, sort }}>
            {t('Memories')}
          </Sorted>
          <Sorted by="changed" {...{ filter, sort }}>
            {t('Last change')}
          </Sorted>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.label}>
            <th scope="row">
              <Link href={personHref(person.label)} prefetch={false}>
                <PersonName {...person} />
              </Link>
            </th>
            <td className="quiet id">
              <bdi>
                <ShownText text={visible(person.label)} />
              </bdi>
            </td>
            <td className="warnings">
              <Warnings person={person} />
            </td>
            <td className="n quiet wide-only">{number(person.agents)}</td>
            <td className="n">
              {number(person.memories)}
              <span className="fold-only"> {richPlural(person.memories, 'memory', 'memories', {})}</span>
            </td>
            <td className="n quiet">
              {person.lastChange === null ? (
                t('Not known')
              ) : (
                <LocalTime at={person.lastChange} timeZone={timeZone} style="recent" />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Sorted({
  by,
  sort,
  filter,
  children,
}: {
  by: PeopleSort
  sort: PeopleSort
  filter: PeopleFilter
  children: ReactNode
}) {
  const isUp = by === 'id'
  return (
    <th
      scope="col"
      className={isUp ? undefined : 'n'}
      aria-sort={by === sort ? (isUp ? 'ascending' : 'descending') : undefined}
    >
      <Link href={peopleHref(filter, by)} prefetch={false}>
        {children}
        {by === sort ? (isUp ? ' ↑' : ' ↓') : null}
      </Link>
    </th>
  )
}

/** Their name, or why there is none. */
export function PersonName({ owner, name }: Pick<Person, 'owner' | 'name'>) {
  const text = useText()
  if (owner.state !== 'one') return nobodyWords(owner, text)
  return (
    <bdi>
      <ShownText text={visible(name ?? owner.userId)} />
    </bdi>
  )
}

function Warnings({ person: { label, owner, unsearchable, stale, similarTo } }: { person: Person }) {
  const { t, plural } = useText()
  const search = `${personHref(label)}?part=health` as const
  const all: { words: ReactNode; href: string }[] = [
    ...(owner.state === 'several' ? [{ words: t('Shared name'), href: identityHref(label) }] : []),
    ...(owner.state === 'none' ? [{ words: t('No owner'), href: identityHref(label) }] : []),
    ...(unsearchable === 0
      ? []
      : [{ words: plural(unsearchable, '{count} not searchable', '{count} not searchable'), href: search }]),
    ...(stale === 0
      ? []
      : [{ words: plural(stale, '{count} out of date in search', '{count} out of date in search'), href: search }]),
    ...(similarTo === null ? [] : [{ words: <Similar label={similarTo} />, href: personHref(similarTo) }]),
  ]
  return all.map(({ words, href }) => (
    <span key={href + String(words)} className="tag">
      <Glyph name="warning" />{' '}
      <Link href={href as '/admin/people'} prefetch={false}>
        {words}
      </Link>
    </span>
  ))
}

function Similar({ label }: { label: string }) {
  const { rich } = useText()
  return rich('Similar to {id}', {
    id: (
      <bdi>
        <ShownText text={visible(label)} />
      </bdi>
    ),
  })
}
