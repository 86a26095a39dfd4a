// What can be forgotten, in plain words.
import type { Route } from 'next'
import Link from 'next/link'
import { useText } from '#text'
import { ChooseLink } from './choose-link'

type Props = {
  /** How many memories there are. */
  memories: number
}

export function ForgetPart({ memories }: Props) {
  const { t, plural } = useText()
  const ways: { href: Route | null; name: string; note: string; count?: string }[] = [
    {
      href: '/privacy/forget/topic',
      name: t('A topic'),
      note: t('Describe it in your own words, then tick what should go'),
    },
    {
      href: '/privacy/forget/period',
      name: t('A period'),
      note: t('Everything written or changed between two days'),
    },
    {
      href: null,
      name: t('Memories you choose'),
      note: t('One or many: tick them in your list, then press Forget'),
    },
    {
      href: '/privacy/forget/everything',
      name: t('Everything'),
      note: t('All of it, including history'),
      count: plural(memories, '{count} memory', '{count} memories'),
    },
  ]
  return (
    <section className="chapter" aria-labelledby="forget">
      <h2 id="forget">{t('Forget')}</h2>
      <div>
        <p className="prose lead">
          {t(
            'Deleting a memory can be undone for ten minutes. Forgetting cannot be undone, and you get a receipt that proves it.',
          )}
        </p>
        <ul className="ways">
          {ways.map(({ href, name, note, count }) => (
            <li key={name}>
              {href === null ? (
                <ChooseLink>{name}</ChooseLink>
              ) : (
                <Link href={href} prefetch={false}>
                  {name}
                </Link>
              )}
              <span className="note">{note}</span>
              {count === undefined ? null : <span className="count">{count}</span>}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
