// Who of the staff looked at a person's counts and words, or did something for them: when, and why. Agents' reads stand with the agents.
import Link from 'next/link'
import { useText } from '#text'
import { LocalTime } from '@/components/ui/local-time'
import { ShownText } from '@/components/ui/shown-text'
import { auditHref } from '@/lib/shared/audit-filter'
import { whatHappened } from '@/lib/shared/audit-words'
import { visible } from '@/lib/shared/value-words'
import type { PersonLooks } from '@/lib/store/people/person-looks'

type Props = { looks: PersonLooks; subject: string; timeZone: string }

export function LooksPart({ looks: { looks, total }, subject, timeZone }: Props) {
  const text = useText()
  const { t, plural } = text
  return (
    <section className="chapter" aria-labelledby="looks-title">
      <h2 id="looks-title">{t('Who looked')}</h2>
      <div>
        <table className="table fold">
          <thead>
            <tr>
              <th scope="col">{t('Who')}</th>
              <th scope="col">{t('What')}</th>
              <th scope="col">{t('Reason')}</th>
              <th scope="col" className="n">
                {t('When')}
              </th>
            </tr>
          </thead>
          <tbody>
            {looks.map((look) => (
              <tr key={look.id}>
                <th scope="row">
                  <bdi>
                    <ShownText text={look.by === null ? t('Somebody who is no longer known') : visible(look.by)} />
                  </bdi>
                </th>
                <td>{whatHappened(look, text, { memory: t('a memory'), person: t('this person') })}</td>
                <td className="quiet">
                  <bdi>
                    <ShownText text={visible(look.reason ?? '')} />
                  </bdi>
                </td>
                <td className="n quiet">
                  <LocalTime at={look.at} timeZone={timeZone} style="date-time" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="all-looks">
          <Link href={auditHref({ subject, through: 'admin' })} prefetch={false}>
            {plural(total, 'The {count} look in the audit', 'All {count} looks in the audit')}
          </Link>
        </p>
      </div>
    </section>
  )
}
