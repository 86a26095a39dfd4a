// A name or an id is typed, never put into an address: the server says who it may be, and under which pseudonym.
'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { useText } from '#text'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { useAlive } from '@/components/ui/use-alive'
import { type AuditFilter, auditHref } from '@/lib/shared/audit-filter'
import { visible } from '@/lib/shared/value-words'
import { findPerson } from './actions'

type Found = { pseudonym: string; userId: string; name: string | null }

export function FindPerson({ as, filter }: { as: 'actor' | 'subject'; filter: AuditFilter }) {
  const { t } = useText()
  const router = useRouter()
  const isAlive = useAlive()
  const [isLooking, start] = useTransition()
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<Found[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const hrefOf = ({ pseudonym }: Found) =>
    auditHref({ ...filter, role: as === 'actor' ? null : filter.role, [as]: pseudonym })
  const look = () =>
    start(async () => {
      const answer = await findPerson({ text: typed })
      setProblem(answer.ok ? null : answer.sentence)
      const [only, ...others] = answer.ok ? answer.value : []
      setFound(answer.ok ? answer.value : null)
      if (only !== undefined && others.length === 0) router.push(hrefOf(only))
    })
  return (
    <form
      className="find-person"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim() !== '') look()
      }}
    >
      <Field
        label={t('Name or id')}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        problem={problem}
        maxLength={300}
        autoComplete="off"
        dir="auto"
      />
      <Button type="submit" disabled={!isAlive || isLooking}>
        {isLooking ? t('Looking…') : t('Find##person')}
      </Button>
      <div role="status">
        {found === null ? null : found.length === 0 ? (
          <p className="note">{t('Nobody of that name or id is in the audit.')}</p>
        ) : (
          <ul className="options">
            {found.map((person) => (
              <li key={person.pseudonym}>
                <Link className="option" href={hrefOf(person)} prefetch={false}>
                  <bdi>{visible(person.name ?? person.userId)}</bdi>
                  {person.name === null ? null : <bdi className="count">{visible(person.userId)}</bdi>}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </form>
  )
}
